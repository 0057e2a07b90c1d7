"""Which units are in a sum: the passed ones or all that came in, nothing twice; and what is said of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
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

    @property
    def sentence(self) -> str:
        """Say how many are in it, and which are not; it stands on every page of the sum. The numbers make up all."""
        over = "收到的" if self.all_received else "通过的"
        out = [one for one in self.left if one.why is not LeftOutWhy.COVERED]
        covered = len(self.left) - len(out)
        words = f"计入{len(self.counted)}个（{over}），未计入{len(out)}个"
        words += f"，已含在上级里{covered}个" if covered else ""
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
    def why_counts(self) -> Counter[LeftOutWhy]:
        """How many are left out for each reason."""
        return Counter(one.why for one in self.left)

    def _name(self, key: int) -> str:
        return clip(self.tree.units[key].name, 40)


def scope_of(tree: UnitTree, standings: Mapping[int, Standing], *, all_received: bool = False) -> SumScope:
    """Decide which units are in a sum.

    A unit is covered by a superior whose report is in the sum and includes its parts; by one that is not in the
    sum yet nothing is covered, so that all that is known is in it.
    """
    counted: set[int] = set()
    order: list[int] = []
    left: list[LeftOut] = []
    for _, unit in tree.in_order():  # superiors come first
        by = next((up.key for up in tree.above(unit.key) if up.key in counted and _covers(tree, up.key)), None)
        why = _why_not(standings[unit.key], counts=unit.counted, covered=by is not None, all_received=all_received)
        if why is None:
            counted.add(unit.key)
            order.append(unit.key)
        else:
            left.append(LeftOut(unit.key, why, by if why is LeftOutWhy.COVERED else None))
    return SumScope(tree, tuple(order), tuple(left), all_received)


def _covers(tree: UnitTree, key: int) -> bool:
    return tree.units[key].coverage is Coverage.WITH_PARTS


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
