"""How one line of the findings is drawn: a sign, the sentence over as many lines as it takes, a note."""

from __future__ import annotations

from PySide6.QtCore import QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.appearance import theme
from ui.findings.model import FindingRow, FindingsModel, Index

_WRAP = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value
_ICON, _GAP, _PAD = 16, 8, 6


class FindingDelegate(QStyledItemDelegate):
    """Draws rows, and remembers how high each sentence is at the present width."""

    def __init__(self, model: FindingsModel) -> None:
        super().__init__(model)
        self._model = model
        self._heights: dict[tuple[str, str], int] = {}
        self._for: tuple[int, str] = (0, "")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.rows[index.row()]
        width = option.widget.viewport().width()  # type: ignore[attr-defined]  # the stubs forget the fields
        shape = (width, option.font.key())  # type: ignore[attr-defined]
        if shape != self._for:
            self._for = shape
            self._heights.clear()
        known = self._heights.get((row.words, row.note))
        if known is None:
            known = self._heights[row.words, row.note] = _height(row, width, option.font)  # type: ignore[attr-defined]
        return QSize(width, known)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QPersistentModelIndex | Index) -> None:
        row = self._model.rows[index.row()]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        self._ground(painter, option, rect)
        if row.finding is None:
            self._title(painter, option, row, rect)
        else:
            self._sentence(painter, option, row, rect)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        tone = theme.colours(option.palette)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tone.accent_soft)
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), tone.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, tone.raised)

    def _title(self, painter: QPainter, option: QStyleOptionViewItem, row: FindingRow, rect: QRect) -> None:
        tone = theme.colours(option.palette)  # type: ignore[attr-defined]
        font = QFont(option.font)  # type: ignore[attr-defined]
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(tone.muted)
        sign = ""
        if row.group.folds:
            unfolded = self._model.is_unfolded(row.group)
            sign = "▾ " if unfolded else "▸ "
        middle = Qt.AlignmentFlag.AlignVCenter.value
        painter.drawText(rect.adjusted(_GAP, _PAD, -_GAP, 0), middle, sign + row.words)

    def _sentence(self, painter: QPainter, option: QStyleOptionViewItem, row: FindingRow, rect: QRect) -> None:
        tone = theme.colours(option.palette)  # type: ignore[attr-defined]
        painter.setFont(option.font)  # type: ignore[attr-defined]
        metrics = QFontMetrics(option.font)  # type: ignore[attr-defined]
        first = max(0, (metrics.height() - _ICON) // 2)
        row.group.icon.paint(painter, rect.left() + _GAP, rect.top() + _PAD + first, _ICON, _ICON)
        room = _room(rect)
        painter.setPen(tone.text)
        painter.drawText(room, _WRAP, row.words)
        if row.note:
            painter.setPen(tone.muted)
            painter.drawText(room.adjusted(0, _wrapped(metrics, room.width(), row.words), 0, 0), _WRAP, row.note)


def _room(rect: QRect) -> QRect:
    return rect.adjusted(2 * _GAP + _ICON, _PAD, -_GAP, -_PAD)


def _wrapped(metrics: QFontMetrics, width: int, words: str) -> int:
    return metrics.boundingRect(QRect(0, 0, max(width, 1), 100_000), _WRAP, words).height()


def _height(row: FindingRow, width: int, font: QFont) -> int:
    metrics = QFontMetrics(font)
    if row.finding is None:
        return metrics.height() + 3 * _PAD
    room = _room(QRect(0, 0, width, 0)).width()
    note = _wrapped(metrics, room, row.note) if row.note else 0
    return max(_wrapped(metrics, room, row.words) + note, _ICON) + 2 * _PAD
