"""How the state of a unit's report is shown: the colour says whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.collecting.roll import DRAFT, NOT_FINAL, remark_words
from app.finalising import NOT_COMPARED
from model.collection.standing import Standing
from model.storage.county.records import RollRow
from ui.appearance.theme import colours
from ui.county.roll_model import RollModel
from ui.frame.chip import HEIGHT, draw_chip

LOOKS = {  # tone and sign
    Standing.MISSING: ("off", "circle-dashed"),
    Standing.RECEIVED: ("accent", "inbox"),
    Standing.RETURNED: ("explain", "corner-up-left"),
    Standing.RESUBMITTED: ("accent", "refresh-cw"),
    Standing.PASSED: ("done", "lock"),
    Standing.PUBLISHED: ("done", "globe"),
    Standing.EXCUSED: ("off", "circle-minus"),
}
_FROM_THE_LEFT = (
    Standing.PUBLISHED,
    Standing.PASSED,
    Standing.RESUBMITTED,
    Standing.RECEIVED,
    Standing.RETURNED,
    Standing.MISSING,
    Standing.EXCUSED,
)
_PAD, _HIGH, _GAP = 8, 10, 2  # pixels
_BETWEEN, _LEAST = 4, 36  # pixels: before a second chip, and of one


class StandingCell(QStyledItemDelegate):
    """Draws the chip where the words of the state would stand."""

    def __init__(self, model: RollModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        standing, tone = self._model.row(index.row()).row.standing, colours()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.fillRect(option.rect, tone.accent_soft if selected else tone.raised if index.row() % 2 else tone.base)  # type: ignore[attr-defined]
        room: QRect = option.rect.adjusted(_PAD, 0, -_PAD, 0)  # type: ignore[attr-defined]
        high = max(HEIGHT, option.fontMetrics.height() + 4)  # type: ignore[attr-defined]
        place = QRect(room.left(), room.center().y() - high // 2 + 1, room.width(), high)
        painter.save()
        painter.setFont(option.font)  # type: ignore[attr-defined]
        wide = draw_chip(painter, place, standing.label, *LOOKS[standing])
        beside = place.adjusted(wide + _BETWEEN, 0, 0, 0)
        if self._model.row(index.row()).row.is_draft and beside.width() >= _LEAST:
            draw_chip(painter, beside, DRAFT, "off", "")
        painter.restore()


class StandingBar(QWidget):
    """All units as one bar, a stretch for each state; the chips below say which is which."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[Standing, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Mapping[Standing, int]) -> None:
        """Show how many units are in each state."""
        self._counts = counts
        words = "，".join(f"{one.label}{counts[one]}" for one in _FROM_THE_LEFT if counts.get(one))
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tone = QPainter(self), colours()
        whole, left = sum(self._counts.values()), 0.0
        shown: Sequence[Standing] = [one for one in _FROM_THE_LEFT if self._counts.get(one)]
        room = self.width() - _GAP * max(0, len(shown) - 1)
        for one in shown:
            wide = room * self._counts[one] / whole
            name = LOOKS[one][0]
            ground = tone.grid if name == "off" else getattr(tone, name)
            painter.fillRect(QRect(round(left), 0, max(2, round(wide)), self.height()), ground)
            left += wide + _GAP
        painter.end()


def waiting_words(row: RollRow, *, compared: bool) -> str:
    """Say what is to be looked at in a report that waits; `compared` tells whether there is one of last year."""
    words = remark_words(row)
    told = (
        row.tally.words if row.tally and not row.tally.done else "",
        f"意见{words}" if words else "",
        NOT_FINAL if row.is_draft else "",
        "" if compared else NOT_COMPARED,
    )
    return "，".join(filter(None, told)) or "没有问题"
