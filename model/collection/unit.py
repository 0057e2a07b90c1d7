"""A unit that is expected to report, and the tree of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from model.labelled import LabelledEnum
from model.report.report import Level


class Coverage(LabelledEnum):
    """What a unit's numbers are about."""

    OWN = "own", "本机关"
    WITH_PARTS = "with_parts", "含下属"


@dataclass(frozen=True)
class CollectionUnit:
    """A unit of a collection; `key` is its number in whatever holds it, `parent` the key of another."""

    key: int
    name: str
    other_names: tuple[str, ...] = ()
    level: Level = Level.UNKNOWN
    order: int = 0
    parent: int | None = None
    send_by: date | None = None  # 送审; None: the collection's
    publish_by: date | None = None  # 公开; None: the collection's
    coverage: Coverage = Coverage.OWN
    counted: bool = True
    excused: str = ""  # why it need not report (免报)
    contact: str = ""  # never leaves the office

    @property
    def names(self) -> tuple[str, ...]:
        """All names that it is known by, its own first."""
        return (self.name, *self.other_names)


def plain_name(name: str) -> str:
    """Return a name as names are compared: in one width, without blanks.

    >>> plain_name("青石镇　人民政府（筹）"), plain_name("A 区")
    ('青石镇人民政府(筹)', 'A区')
    """
    return "".join(normalize("NFKC", name).split())


class UnitTree:
    """The units of a collection in their order, each under its parent."""

    def __init__(self, units: Iterable[CollectionUnit]) -> None:
        """Take units; one whose parent is not among them stands at the top."""
        self.units: Mapping[int, CollectionUnit] = {one.key: one for one in sorted(units, key=_place)}
        below: dict[int | None, list[int]] = {}
        for one in self.units.values():
            below.setdefault(one.parent if one.parent in self.units else None, []).append(one.key)
        self._below = below

    def below(self, key: int | None) -> Sequence[int]:
        """Return the units directly below one, or those at the top."""
        return self._below.get(key, ())

    def above(self, key: int) -> Iterator[CollectionUnit]:
        """Return parent, grandparent and so on; a circle is gone round once."""
        seen = {key}
        parent = self.units[key].parent
        while parent is not None and parent in self.units and parent not in seen:
            yield self.units[parent]
            seen.add(parent)
            parent = self.units[parent].parent

    def under(self, key: int) -> Iterator[int]:
        """Return all that is below a unit, at any depth, in order."""
        waiting, seen = [*reversed(self.below(key))], {key}
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                yield one
                waiting += reversed(self.below(one))

    def in_order(self) -> Iterator[tuple[int, CollectionUnit]]:
        """Return all units as a tree is read, each with its depth; units of a circle come last, at the top."""
        seen: set[int] = set()
        for top in (*self.below(None), *self.units):
            waiting = [(0, top)]
            while waiting:
                depth, key = waiting.pop()
                if key in seen:
                    continue
                seen.add(key)
                yield depth, self.units[key]
                waiting += [(depth + 1, child) for child in reversed(self.below(key))]


def _place(unit: CollectionUnit) -> tuple[int, int]:
    return unit.order, unit.key
