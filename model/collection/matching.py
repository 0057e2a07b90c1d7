"""Whose report a file is: by the unit that it names, its other names, the name of the file and of its folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from model.collection.office_names import may_be_one
from model.collection.unit import CollectionUnit, UnitTree, plain_name
from model.errors import clip

_SHORTEST = 3  # characters of a name that is looked for within another word
_MOST = 8  # units that are proposed


class UnitMatch(NamedTuple):
    """The unit that a file is of; `unit` is None where somebody has to say, `asks` says why then."""

    unit: int | None
    asks: str = ""
    proposed: tuple[int, ...] = ()  # which it may be, the likeliest first


class UnitNames:
    """The units of a collection by their names."""

    def __init__(self, tree: UnitTree) -> None:
        """Take the units of a collection."""
        self._tree = tree
        self._by_name: dict[str, list[int]] = {}
        for one in tree.units.values():
            for name in {plain_name(name) for name in one.names}:
                self._by_name.setdefault(name, []).append(one.key)
        self._sizes = sorted({len(name) for name in self._by_name if len(name) >= _SHORTEST}, reverse=True)

    def known(self, name: str) -> list[int]:
        """Return the units that bear a name."""
        return self._by_name.get(plain_name(name), [])

    def match(self, unit: str, places: Sequence[str]) -> UnitMatch:
        """Return whose report it is that names a unit, in a file with a name within folders, the outermost first."""
        named = self._told_apart(self.known(unit), places)
        if len(named) == 1:
            return self._agreed(named[0], unit, places[-1] if places else "")
        by_file = next((found for one in reversed(places) if (found := self._within(one))), [])
        if named:
            return UnitMatch(None, f"有{len(named)}个单位叫“{clip(unit, 40)}”，请定是哪一个", tuple(named[:_MOST]))
        inside = (*self._within(unit), *self._kin(unit)) if unit else ()
        proposed = tuple(dict.fromkeys((*by_file, *inside)))[:_MOST]
        if unit:
            return UnitMatch(None, f"名单里没有“{clip(unit, 40)}”，请定是哪一个单位", proposed)
        return UnitMatch(None, "文件里没有读到单位名称，请定是哪一个单位", proposed)

    def _kin(self, unit: str) -> list[int]:
        """Return the units that may be an office of a name that is not on the list; they are proposed, never taken."""
        return [one.key for one in self._tree.units.values() if any(may_be_one(unit, name) for name in one.names)]

    def _agreed(self, key: int, unit: str, file: str) -> UnitMatch:
        """Take the unit that is named unless the file's own name clearly says another: a template was used twice.

        A folder may be that of the office, where everything lies.
        """
        by_file = self._within(file)
        kin = {key, *(one.key for one in self._tree.above(key)), *self._tree.under(key)}
        if by_file and kin.isdisjoint(by_file):
            other = self._tree.units[by_file[0]].name
            asks = f"报告里写的是“{clip(unit, 40)}”，文件“{clip(file, 40)}”却像是“{clip(other, 40)}”的，请定"
            return UnitMatch(None, asks, (key, *by_file)[:_MOST])
        return UnitMatch(key)

    def _told_apart(self, units: Sequence[int], places: Sequence[str]) -> list[int]:
        """Choose between units of one name by the superior that a folder or the file names."""
        if len(units) < 2:  # noqa: PLR2004 — nothing to choose
            return list(units)
        words = [plain_name(one) for one in places]
        above = {key: [plain_name(name) for up in self._tree.above(key) for name in up.names] for key in units}
        fitting = [key for key in units if any(name in word for name in above[key] for word in words)]
        return fitting or list(units)

    def _within(self, words: str) -> list[int]:
        """Return the units whose name stands in some words; of names one within the other, the longest only."""
        text, found = plain_name(words), list[int]()
        for name in self._names_in(text):
            if name in text:
                text = text.replace(name, "\0")
                found += self._by_name[name]
        return list(dict.fromkeys(found))

    def _names_in(self, text: str) -> Iterator[str]:
        for size in self._sizes:
            for start in range(len(text) - size + 1):
                if (name := text[start : start + size]) in self._by_name:
                    yield name


def bearers(units: Iterable[CollectionUnit], name: str) -> list[int]:
    """Return the units that bear a name, their own or another."""
    looked_for = plain_name(name)
    return [one.key for one in units if looked_for in map(plain_name, one.names)]
