"""Names of a list that are there twice, or so alike that they may mean one unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from model.collection.unit import plain_name

_ENDINGS = ("人民政府", "街道办事处", "办事处", "政府", "街道")
_SHORTEST = 3  # characters of a name that another one may end with
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


def _stem(name: str) -> str:
    """Return a name without the ending that people leave out."""
    ending = next((one for one in _ENDINGS if name.endswith(one) and len(name) > len(one) + 1), "")
    return name.removesuffix(ending)


def _one_letter_off(name: str, gaps: dict[tuple[str, str], str]) -> Iterator[str]:
    """Return the earlier names that differ in one character, unless that is one that rightly tells them apart."""
    if len(name) <= _SHORTEST:
        return
    for at, letter in enumerate(name):
        gap = name[:at], name[at + 1 :]
        other = gaps.setdefault(gap, name)
        if other != name and not (letter in _APART and other[at] in _APART):
            yield other
