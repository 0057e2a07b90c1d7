"""The list of a collection that is there: units added from a list, changed, taken off, and what goes with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from model.collection.unit import CollectionUnit, Coverage, UnitTree, plain_name
from model.collection.unit_list import UnitList
from model.errors import UserError, clip
from model.report.report import LONGEST_UNIT, Level
from model.storage.county.acts import CollectionActs
from model.storage.county.records import RollRow

_NAMED = 4  # units in a sentence
_CHOSEN = -1  # the key that stands for the superior that was chosen, among the units that are added


@dataclass(frozen=True)
class AddedUnits:
    """Units that are to be added; `there` are the keys in the collection of superiors that are there already."""

    units: tuple[CollectionUnit, ...]
    there: Mapping[int, int]
    known: tuple[str, ...] = ()  # names that the list has already: these are passed over

    @property
    def sentence(self) -> str:
        """Say how many are added, and which are there."""
        words = f"将加入{len(self.units)}个单位"
        if not self.known:
            return words
        shown = "、".join(clip(one, 30) for one in self.known[:_NAMED])
        return f"{words}；{shown}{f'等{len(self.known)}个' if len(self.known) > _NAMED else ''}已在名单里，跳过"


def added(tree: UnitTree, listed: UnitList, under: int | None = None) -> AddedUnits:
    """Return which units of a list are new; what stands at its top comes under a unit of the collection, or at the top.

    A unit whose superior in the list is there already comes under that.
    """
    at_name = {plain_name(name): one.key for one in tree.units.values() for name in one.names}
    there = {one.key: at_name[plain_name(one.name)] for one in listed.units if plain_name(one.name) in at_name}
    last = max((one.order for one in tree.units.values()), default=-1)
    new = [one for one in listed.units if one.key not in there]
    top = _CHOSEN if under is not None else None
    placed = tuple(
        replace(one, order=last + at, parent=top if one.parent is None else one.parent) for at, one in enumerate(new, 1)
    )
    known = tuple(one.name for one in listed.units if one.key in there)
    return AddedUnits(placed, {**there, **({_CHOSEN: under} if under is not None else {})}, known)


@dataclass(frozen=True)
class UnitChanges:
    """What is to be changed of one unit or several; what is None stays."""

    level: Level | None = None
    coverage: Coverage | None = None
    counted: bool | None = None
    moves: bool = False  # under `parent`, or to the top where that is None
    parent: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict)  # of one unit alone: names, days, contact

    def of(self, unit: CollectionUnit) -> CollectionUnit:
        """Return a unit as it is to be; a name that it had is one of its other names from then on.

        Raises:
            UserError: the name is none.
        """
        wanted = {"level": self.level, "coverage": self.coverage, "counted": self.counted}
        kept: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
        placed: dict[str, Any] = {"parent": self.parent} if self.moves else {}
        return _with_names(unit, replace(unit, **kept, **placed, **self.more))


def _with_names(before: CollectionUnit, now: CollectionUnit) -> CollectionUnit:
    name = " ".join(now.name.split())
    if not plain_name(name):
        raise UserError("单位名称不能是空的")
    if len(name) > LONGEST_UNIT:
        raise UserError(f"单位名称最长{LONGEST_UNIT}个字，现在有{len(name)}个字")
    others = (*now.other_names, *([before.name] if plain_name(before.name) != plain_name(name) else []))
    unlike = {plain_name(one): one for one in others if plain_name(one) not in {"", plain_name(name)}}
    return replace(now, name=name, other_names=tuple(unlike.values()))


def change_units(acts: CollectionActs, units: Iterable[CollectionUnit], changes: UnitChanges) -> list[CollectionUnit]:
    """Change units within a batch; give those that are another now.

    Raises:
        UserError: two units of one superior would have one name, or one would be its own superior.
    """
    pairs = [(one, changes.of(one)) for one in units]
    changed = [now for one, now in pairs if now != one]
    for one in changed:
        acts.edit(one)
    return changed


def remove_units(acts: CollectionActs, tree: UnitTree, units: Sequence[int]) -> None:
    """Take units off the list within a batch, those below before those above.

    Raises:
        UserError: one has others below it that stay.
    """
    depths = {unit.key: depth for depth, unit in tree.in_order()}
    for key in sorted(units, key=lambda one: -depths[one]):
        acts.remove(key)


def what_goes(rows: Sequence[RollRow]) -> str:
    """Say what goes with units that are taken off the list."""
    received, remarks = sum(one.standing.is_in for one in rows), sum(one.remarks for one in rows)
    gone = [f"收到的{received}份年报"] if received else []
    gone += [f"{remarks}条意见"] if remarks else []
    with_it = f"{'、'.join(gone)}和经过不再列出，合计里不再计入；原文件仍留着" if gone else "还没有交来年报"
    return f"{with_it}。可以撤销。"
