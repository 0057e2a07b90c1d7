"""Names of a list that are there twice, or so alike that they may mean one unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from model.collection.office_names import OFFICES, SEATS, may_be_one, parts_of
from model.collection.unit import plain_name
from model.places.gazetteer import letters

_SHORTEST = 3  # characters of a name that another one may end with
_MOST_TOGETHER = 400  # offices of one area that are all compared
_PLACES = "镇乡村街县市区旗州"  # what stands after the name of a place
_SHORT_STEM = 2  # letters of what an office is for: 民政 and 财政 are two, and not one with a slip
_APART = "东西南北中上下前后左右大小新老内外一二三四五六七八九十0123456789"  # what rightly tells names apart


class Alike(NamedTuple):
    """Two places in a list of names, and whether they are one name."""

    first: int
    second: int
    same: bool


def alike(names: Sequence[str]) -> tuple[Alike, ...]:
    """Find equal names, and those of which one may be a slip or a short form of another; each pair once.

    >>> [(one.first, one.second, one.same) for one in alike(["青石镇", "县财政局", "青石镇人民政府", "青石镇 "])]
    [(0, 3, True), (0, 2, False)]
    """
    first: dict[str, int] = {}
    same = []
    for at, name in enumerate(names):
        known = first.setdefault(plain_name(name), at)
        if known != at:
            same.append(Alike(known, at, same=True))
    near = {(min(one), max(one)) for one in _near(first)}
    return (*same, *(Alike(*one, same=False) for one in sorted(near)))


def _near(names: dict[str, int]) -> Iterator[tuple[int, int]]:
    stems: dict[str, int] = {}
    gaps: dict[tuple[str, str], str] = {}
    for name, at in names.items():
        known = stems.setdefault(_stem(name), at)
        if known != at:
            yield known, at
        for start in range(1, len(name) - _SHORTEST + 1):
            if (other := names.get(name[start:])) is not None:
                yield at, other
        yield from ((at, names[other]) for other in _one_letter_off(name, gaps))
    yield from _short_forms(names)


def _short_forms(names: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Pair the offices of one area of which one may be another's short form, or what it was before."""
    together: dict[str, list[str]] = {}
    for name in names:
        if name.endswith(OFFICES):
            together.setdefault(parts_of(name).area, []).append(name)
    for offices in together.values():
        if len(offices) <= _MOST_TOGETHER:
            yield from ((names[one], names[other]) for one, other in combinations(offices, 2) if may_be_one(one, other))


def _stem(name: str) -> str:
    """Return a name without the ending that people leave out."""
    ending = next((one for one in SEATS if name.endswith(one) and len(name) > len(one) + 1), "")
    return name.removesuffix(ending)


def _one_letter_off(name: str, gaps: dict[tuple[str, str], str]) -> Iterator[str]:
    """Return the earlier names that differ in one character, unless that is one that rightly tells them apart."""
    if len(name) <= _SHORTEST:
        return
    for at in range(len(name)):
        gap = name[:at], name[at + 1 :]
        other = gaps.setdefault(gap, name)
        if other != name and not _rightly_apart(name, other, at):
            yield other


def _rightly_apart(name: str, other: str, at: int) -> bool:
    """Whether names that differ in one letter are likely two: 东河镇, 西河镇; 青石镇, 青山镇; 民政局, 财政局."""
    both = {name[at], other[at]}
    if all(letter in _APART for letter in both):
        return True
    if any(letter in _PLACES for letter in name[at + 1 : at + 3]) and both <= letters():
        return True
    return name.endswith(OFFICES) and len(parts_of(name).stem) <= _SHORT_STEM
