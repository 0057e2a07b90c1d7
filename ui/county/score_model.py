"""评分 as a table: a unit in a row, an item in a column; what the program proposes is grey, what people say is not."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from app.collecting.scores import ScoredUnit, ScoreTable
from model.collection.scoring import ScoreItem
from model.collection.standing import Standing
from model.errors import clip
from model.report.numbers import number_text
from ui.appearance import theme
from ui.lists.columns import HIDDEN, ColumnsModel, ListColumn

MINUS, _NONE = "−", "—"
_LONGEST = 12  # characters of a title
_UNIT, _STANDING, _SCORE, _ITEM, _LETTER = 180, 104, 64, 84, 14  # pixels


def points_words(points: Decimal) -> str:
    """Say how many points are deducted; nothing where none are.

    >>> points_words(Decimal("2.50")), points_words(Decimal(0))
    ('−2.50', '')
    """
    return f"{MINUS}{number_text(points)}" if points else ""


def _item_column(item: ScoreItem) -> ListColumn[ScoredUnit]:
    def words(one: ScoredUnit) -> str:
        told = points_words(one.points(item))
        return f"{told}*" if _is_ruled(one, item) else told

    def tip(one: ScoredUnit) -> str | None:
        ruled = one.ruled.get(item.id) if one.ruled else None
        if ruled is not None:
            return f"{ruled.by}：{ruled.reason}（程序建议{points_words(one.proposal(item)) or '不扣'}）"
        return one.proposed.get(item.id) if one.proposed else None

    return ListColumn(
        item.id,
        clip(item.label, _LONGEST),
        words,
        width=max(_ITEM, _LETTER * (len(clip(item.label, _LONGEST)) + 2)),
        right=True,
        sort=lambda one: one.points(item),
        tip=tip,
        colour=_colour(item),
        spoken=lambda one: (
            f"{item.label}：{words(one).rstrip('*') or '不扣'}{'，人工' if _is_ruled(one, item) else ''}"
        ),
    )


def _is_ruled(one: ScoredUnit, item: ScoreItem) -> bool:
    return bool(one.ruled) and item.id in (one.ruled or {})


def _colour(item: ScoreItem) -> Callable[[ScoredUnit], QColor | None]:
    return lambda one: None if _is_ruled(one, item) else theme.colours().muted


def _score_words(one: ScoredUnit) -> str:
    """Say the score, or why there is none: a unit that need not report, one that may still send."""
    if one.score is not None:
        return number_text(one.score)
    return Standing.EXCUSED.label if one.row.standing is Standing.EXCUSED else _NONE


def columns_of(items: tuple[ScoreItem, ...]) -> list[ListColumn[ScoredUnit]]:
    """Return the columns for some items."""
    return [
        ListColumn("unit", "单位", lambda one: one.row.unit.name, width=_UNIT, tip=lambda one: one.row.unit.name),
        ListColumn("standing", "状态", lambda one: one.row.standing.label, width=_STANDING),
        ListColumn(
            "score",
            "得分",
            lambda one: one,
            _score_words,
            width=_SCORE,
            right=True,
            sort=lambda one: one.score,
            tip=lambda one: one.why or None,  # which has no column of its own where the list is narrow
        ),
        *map(_item_column, items),
        ListColumn("why", "扣分说明", lambda one: one.why, narrow=HIDDEN, tip=lambda one: one.why or None),
    ]


class ScoreModel(ColumnsModel[ScoredUnit]):
    """The units of one table."""

    def __init__(self, table: ScoreTable, parent: QObject | None = None) -> None:
        super().__init__(columns_of(table.scoring.items), parent)
        self.show(table.units)
