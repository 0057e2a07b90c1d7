"""Which units are in a sum: the passed ones or all that came in, nothing twice; and what is said of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from model.collection.standing import Standing
from model.collection.unit import Coverage, UnitTree
from model.errors import clip
from model.labelled import LabelledEnum

_NAMED = 8  # units in a sentence


class LeftOutWhy(LabelledEnum):
    """Why a unit is not in a sum."""

    NOT_IN = "not_in", "没有收到"
    NOT_PASSED = "not_passed", "没有通过"
    EXCUSED = "excused", "免报"
    NOT_COUNTED = "not_counted", "不计入"
    COVERED = "covered", "上级已含"


class LeftOut(NamedTuple):
    """A unit that is not in a sum; `by` is the superior that covers it."""

    unit: int
    why: LeftOutWhy
    by: int | None = None


@dataclass(frozen=True)
class SumScope:
    """What a sum is over; `counted` and `left` are in the order of the tree."""

    tree: UnitTree
    counted: tuple[int, ...]
    left: tuple[LeftOut, ...]
    all_received: bool = False
    came_in: frozenset[int] = frozenset()  # all from which there is a report

    @property
    def sentence(self) -> str:
        """Say how many are in it, and which are not; it stands on every page of the sum. The numbers make up all."""
        over = "收到的" if self.all_received else "通过的"
        out = [one for one in self.left if one.why is not LeftOutWhy.COVERED]
        covered = len(self.left) - len(out)
        inside = f"，已含在上级里{covered}个" if covered else ""
        words = f"计入{len(self.counted)}个（{over}）{inside}，未计入{len(out)}个"
        if not out:
            return words
        shown = "、".join(f"{self._name(one.unit)}（{one.why.label}）" for one in out[:_NAMED])
        return f"{words}：{shown}{'等' if len(out) > _NAMED else ''}"

    @property
    def covered_sentences(self) -> tuple[str, ...]:
        """Say for each superior that covers others which these are."""
        below: dict[int, list[str]] = {}
        for one in self.left:
            if one.by is not None:
                below.setdefault(one.by, []).append(self._name(one.unit))
        return tuple(
            f"{self._name(by)}的年报已含下属，{names[0]}{f'等{len(names)}个' if len(names) > 1 else ''}不再计入"
            for by, names in below.items()
        )

    @property
    def came_in_but(self) -> str:
        """Say which units reported and are left out all the same: those that are covered, or not to be counted."""
        whys = {LeftOutWhy.COVERED, LeftOutWhy.NOT_COUNTED}
        out = [one for one in self.left if one.why in whys and one.unit in self.came_in]
        shown = "、".join(
            f"{self._name(one.unit)}（{f'{self._name(one.by)}已含' if one.by is not None else one.why.label}）"
            for one in out[:_NAMED]
        )
        return f"交了、没有列出的{len(out)}个：{shown}{'等' if len(out) > _NAMED else ''}" if out else ""

    @property
    def why_counts(self) -> Counter[LeftOutWhy]:
        """How many are left out for each reason."""
        return Counter(one.why for one in self.left)

    def _name(self, key: int) -> str:
        return clip(self.tree.units[key].name, 40)


def scope_of(
    tree: UnitTree,
    standings: Mapping[int, Standing],
    *,
    all_received: bool = False,
    inside: Mapping[int, Sequence[int]] = MappingProxyType({}),
) -> SumScope:
    """Decide which units are in a sum; `inside` tells of units in whose handed-up collections they are counted.

    A unit is covered by a superior whose report is in the sum and includes its parts, and by a unit that handed up
    a collection in which it is; by one that is not in the sum yet nothing is covered, so that all that is known is
    in it.
    """
    found: dict[int, LeftOut | None] = {}

    def cover(key: int) -> int | None:
        """Return the unit in the sum that covers one, at first or second hand."""
        above = [up.key for up in tree.above(key) if up.coverage is Coverage.WITH_PARTS]
        for by in (*above, *inside.get(key, ())):
            if by in deciding:  # a circle: the other one is asked first
                continue
            left = decide(by)
            if left is None:
                return by
            if left.by is not None:
                return left.by
        return None

    def decide(key: int) -> LeftOut | None:
        if key not in found:
            deciding.add(key)
            by, unit = cover(key), tree.units[key]
            deciding.discard(key)
            why = _why_not(standings[key], counts=unit.counted, covered=by is not None, all_received=all_received)
            found[key] = None if why is None else LeftOut(key, why, by if why is LeftOutWhy.COVERED else None)
        return found[key]

    deciding: set[int] = set()
    order = [unit.key for _, unit in tree.in_order()]
    left = [one for one in map(decide, order) if one is not None]
    came_in = frozenset(key for key in order if standings[key].is_in)
    return SumScope(tree, tuple(key for key in order if found[key] is None), tuple(left), all_received, came_in)


def _why_not(standing: Standing, *, counts: bool, covered: bool, all_received: bool) -> LeftOutWhy | None:
    if covered:
        return LeftOutWhy.COVERED
    if standing is Standing.EXCUSED:
        return LeftOutWhy.EXCUSED
    if not counts:
        return LeftOutWhy.NOT_COUNTED
    if not standing.is_in:
        return LeftOutWhy.NOT_IN
    return None if all_received or standing.is_locked else LeftOutWhy.NOT_PASSED
