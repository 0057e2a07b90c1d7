"""Scores (评分): ten points less deductions, never below none; proposed by what is known, overruled by people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from model.errors import UserError, clip
from model.report.numbers import number_text

FULL = Decimal(10)
_NAMED = 2  # units in a reason
_NO_ITEMS = "评分项目读不出来，请重新设置"
_MOST = Decimal(1000)  # points of an item


class ScoreItem(NamedTuple):
    """Something for which points are deducted; an office's own items are never proposed by the program."""

    id: str
    label: str
    points: Decimal


LATE, PUBLISHED_LATE, INCOMPLETE, COPIED, UNCORRECTED = "late", "published_late", "incomplete", "copied", "uncorrected"
PRESET = (
    ScoreItem(LATE, "报送逾期", Decimal(5)),
    ScoreItem(PUBLISHED_LATE, "公开逾期", Decimal(5)),
    ScoreItem(INCOMPLETE, "要素不全", Decimal(5)),
    ScoreItem(COPIED, "与上年或其他单位雷同", Decimal(5)),
    ScoreItem(UNCORRECTED, "退回未按时改好", Decimal(5)),
)


class Scoring(NamedTuple):
    """How an office scores: the full points, and for what they are deducted."""

    full: Decimal = FULL
    items: tuple[ScoreItem, ...] = PRESET

    @property
    def words(self) -> str:
        """Write it as it is kept.

        >>> scoring_from(Scoring(Decimal(100), PRESET[:1]).words) == Scoring(Decimal(100), PRESET[:1])
        True
        """
        items = [[one.id, one.label, number_text(one.points)] for one in self.items]
        return json.dumps({"full": number_text(self.full), "items": items}, ensure_ascii=False)

    @property
    def lacking(self) -> str:
        """Say what cannot be; nothing where it can."""
        if not 0 < self.full <= _MOST:
            return f"满分要大于0，不超过{number_text(_MOST)}"
        if not self.items:
            return "至少留一个项目"
        names = [one.label.strip() for one in self.items]
        if not all(names):
            return "项目要写名称"
        if twice := next((one for one in names if names.count(one) > 1), ""):
            return f"有两个项目都叫“{clip(twice, 20)}”"
        return ""


def scoring_from(words: str) -> Scoring:
    """Read how an office scores.

    Raises:
        UserError: it is none.
    """
    try:
        raw = json.loads(words)
        found = Scoring(Decimal(str(raw["full"])), items_from(raw["items"]))
    except (ValueError, ArithmeticError, TypeError, KeyError, RecursionError) as error:
        raise UserError(_NO_ITEMS) from error
    if not found.full.is_finite() or found.lacking:
        raise UserError(_NO_ITEMS)
    return found


@dataclass(frozen=True)
class ScoreFacts:
    """What the program knows of a unit."""

    days_late: int = 0
    days_published_late: int = 0
    blanks: int = 0  # cells and texts that are not filled in
    alike: Sequence[str] = ()  # whose texts are nearly its own
    uncorrected: bool = False


class ScoreRuling(NamedTuple):
    """What somebody decided of an item for a unit: 0 points where nothing is deducted."""

    unit: int
    item: str
    points: Decimal
    reason: str
    by: str
    when: datetime


class Deduction(NamedTuple):
    """Points that are deducted, and why; `proposed` where the program says so and nobody has decided."""

    item: ScoreItem
    points: Decimal
    why: str
    proposed: bool

    @property
    def words(self) -> str:
        """Say it."""
        return f"{self.item.label}扣{number_text(self.points)}分（{self.why}）"


def proposals(facts: ScoreFacts, items: Sequence[ScoreItem] = PRESET) -> Mapping[str, str]:
    """Return why the program would deduct an item, by its id."""
    why, known = _reasons(facts), {one.id for one in items}
    return {item: words for item, words in why.items() if item in known}


def deductions(
    facts: ScoreFacts, rulings: Iterable[ScoreRuling] = (), items: Sequence[ScoreItem] = PRESET
) -> tuple[Deduction, ...]:
    """Return what is deducted: by a ruling where there is one, else by what is known."""
    ruled = {one.item: one for one in rulings}
    why = _reasons(facts)
    found = []
    for item in items:
        if item.id in ruled:
            one = ruled[item.id]
            found.append(Deduction(item, one.points, one.reason, proposed=False))
        elif item.id in why:
            found.append(Deduction(item, item.points, why[item.id], proposed=True))
    return tuple(one for one in found if one.points)


def _reasons(facts: ScoreFacts) -> Mapping[str, str]:
    more = f"等{len(facts.alike)}处" if len(facts.alike) > _NAMED else ""
    told = {
        LATE: facts.days_late and f"迟{facts.days_late}天",
        PUBLISHED_LATE: facts.days_published_late and f"迟{facts.days_published_late}天",
        INCOMPLETE: facts.blanks and f"有{facts.blanks}处没有填",
        COPIED: facts.alike and f"与{'、'.join(clip(one, 40) for one in facts.alike[:_NAMED])}{more}雷同",
        UNCORRECTED: facts.uncorrected and "退回后到期没有重交",
    }
    return {item: words for item, words in told.items() if isinstance(words, str) and words}


def score(deducted: Iterable[Deduction], full: Decimal = FULL) -> Decimal:
    """Return what is left of the points.

    >>> items = deductions(ScoreFacts(days_late=3, blanks=2, uncorrected=True))
    >>> score(items[:1]), score(items)
    (Decimal('5'), Decimal('0'))
    """
    return max(Decimal(), full - sum((one.points for one in deducted), Decimal()))


def items_from(raw: object) -> tuple[ScoreItem, ...]:
    """Read an office's items, as lists of id, label, points; those of the program that are not among them are off.

    Raises:
        UserError: they are none.
    """
    try:
        found = tuple(ScoreItem(str(key), str(label)[:60], Decimal(str(points))) for key, label, points in _listed(raw))
    except (ValueError, ArithmeticError, TypeError) as error:
        raise UserError(_NO_ITEMS) from error
    if len({one.id for one in found}) < len(found) or not all(
        one.points.is_finite() and 0 <= one.points <= _MOST for one in found
    ):
        raise UserError(_NO_ITEMS)
    return found


def _listed(raw: object) -> list[Any]:
    if not isinstance(raw, list) or not raw:
        raise UserError(_NO_ITEMS)
    return raw
