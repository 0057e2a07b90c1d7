"""The state of a report in the list: a chip with its sign, and beside it how far the deadline is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from model.report.deadline import is_due
from model.storage.records import State
from model.storage.summaries import Summary
from ui.appearance.theme import colours
from ui.frame.chip import HEIGHT, draw_chip
from ui.library.model import LibraryModel

SIGNS = {State.DRAFT: "pencil", State.FINAL: "badge-check", State.REVISED: "lock-open"}
TONES = {State.DRAFT: "accent", State.FINAL: "done", State.REVISED: "explain"}
_PAD, _GAP = 8, 8  # pixels


def due_words(one: Summary, today: date) -> str:
    """Say how far the deadline of a report is that somebody still has to hand over; nothing of others."""
    if one.state is State.FINAL or not is_due(one.year, one.due, today):
        return ""
    days = (one.due - today).days
    return f"距截止{days}天" if days > 0 else "今天截止" if days == 0 else f"已过{-days}天"


class StateCell(QStyledItemDelegate):
    """Draws the chip where the words of the state would stand."""

    def __init__(self, model: LibraryModel, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._today = model, today

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        one, tone = self._model.row(index.row()), colours()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.fillRect(option.rect, tone.accent_soft if selected else tone.raised if index.row() % 2 else tone.base)  # type: ignore[attr-defined]
        room: QRect = option.rect.adjusted(_PAD, 0, -_PAD, 0)  # type: ignore[attr-defined]
        painter.save()
        place = QRect(room.left(), room.center().y() - HEIGHT // 2 + 1, room.width(), HEIGHT)
        wide = draw_chip(painter, place, one.state.label, TONES[one.state], SIGNS[one.state])
        words = due_words(one, self._today())
        rest = room.adjusted(wide + _GAP, 0, 0, 0)
        if words and rest.width() >= painter.fontMetrics().horizontalAdvance(words):
            painter.setPen(tone.hard if one.due < self._today() else tone.muted)
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()
