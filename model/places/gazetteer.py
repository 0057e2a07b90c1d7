"""The regions of the country as assets/places.txt lists them (made by tools/make_places.py); read on first need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from model.places.region import Rank, Region
from model.places.short_forms import short_forms

FILE = Path(__file__).resolve().parents[2] / "assets" / "places.txt"
_RANKS = (Rank.PROVINCE, Rank.CITY, Rank.COUNTY)
_LONGEST, _LEAST = 16, 2  # characters of a name
_KINDS = "省市县区旗州盟"
_ENDS = re.compile(f"[{_KINDS}]")
_SAID = {
    "巴州": "巴音郭楞蒙古自治州",
    "博州": "博尔塔拉蒙古自治州",
    "克州": "克孜勒苏柯尔克孜自治州",
}  # cut in the middle
_SAY_NOTHING = {"城区", "郊区", "矿区"}  # names of a region, and common words


class Mention(NamedTuple):
    """A region that a text names, with where; several regions where the name does not tell which."""

    start: int
    end: int
    regions: tuple[Region, ...]


@cache
def regions() -> tuple[Region, ...]:
    """Return all regions, each after the one that it lies in."""
    above: list[Region] = []
    found: list[Region] = []
    for line in FILE.read_text("utf-8").splitlines():
        marked = line.lstrip("\t")
        depth, name = len(line) - len(marked), marked.lstrip("*-")
        del above[depth:]
        rank = Rank.ZONE if marked.startswith("*") else _RANKS[depth]
        found.append(Region(name, rank, above[-1] if above else None, marked.startswith("-")))
        if rank in {Rank.PROVINCE, Rank.CITY}:
            above.append(found[-1])
    return tuple(found)


@cache
def letters() -> frozenset[str]:
    """Return the letters of which the names of regions are made."""
    return frozenset(letter for one in regions() for letter in one.name)


@cache
def _by_name() -> dict[str, tuple[Region, ...]]:
    return _indexed((one.name, one) for one in regions())


@cache
def _by_short_form() -> dict[str, tuple[Region, ...]]:
    said = ((short, one) for one in regions() for short in short_forms(one.name))
    return _indexed(said) | {short: _by_name()[name] for short, name in _SAID.items()}


def _indexed(pairs: Iterable[tuple[str, Region]]) -> dict[str, tuple[Region, ...]]:
    found: dict[str, list[Region]] = {}
    for name, region in pairs:
        found.setdefault(name, []).append(region)
    return {name: tuple(some) for name, some in found.items()}


def called(name: str) -> tuple[Region, ...]:
    """Return the regions of a name, else those whose shorter name it is.

    >>> [one.full_name for one in called("瑞安市")], [one.kind for one in called("恩施州")], len(called("鼓楼区"))
    (['浙江省温州市瑞安市'], ['自治州'], 4)
    """
    return _by_name().get(name) or _by_short_form().get(name, ())


def first_in(text: str, *, short: bool) -> Mention | None:
    """Return the region that a text begins with, by the longest of its names, or of its shorter names.

    >>> first_in("沙市区财政局", short=False).end, first_in("凉山州教育局", short=False).regions[0].name
    (3, '凉山彝族自治州')
    >>> first_in("浙江调查总队", short=False), first_in("浙江调查总队", short=True).regions[0].name
    (None, '浙江省')
    """
    for end in range(min(_LONGEST, len(text)), _LEAST - 1, -1):
        found = tuple(one for one in called(text[:end]) if (one.name[-1] == text[end - 1]) is not short)
        if found:
            return Mention(0, end, found)
    return None


def mentions(text: str) -> Iterator[Mention]:
    """Find the regions that a text names with their kind, in its order; of names within names the longest."""
    past = 0
    for end in (found.end() for found in _ENDS.finditer(text)):
        for start in range(max(past, end - _LONGEST), end - _LEAST + 1):
            regions = tuple(one for one in called(text[start:end]) if one.name[-1] == text[end - 1])
            longer = text[end : end + 1] == text[end - 1] and called(text[start : end + 1])  # 津市市 is not 津市
            if regions and not longer and text[start:end] not in _SAY_NOTHING:
                yield Mention(start, end, regions)
                past = end
                break


def likeliest(regions: tuple[Region, ...], within: tuple[Region, ...]) -> tuple[Region, ...]:
    """Return of several regions of one name those that lie in a region said before; all where none does."""
    return tuple(one for one in regions if any(one.lies_in(other) for other in within)) or regions
