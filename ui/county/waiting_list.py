"""待审: the reports that wait, each with what is open in it; the list stays where it is while they are decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

_WIDE, _GAP, _PAD = 190, 4, 8  # pixels
_LINES = 2


class WaitingUnit(NamedTuple):
    """A line of the list."""

    key: int
    name: str
    words: str


class WaitingList(QListWidget):
    """Two lines for each unit; what is cut off is whole in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("side", True)
        self.setAccessibleName("待审")
        self.setFixedWidth(_WIDE)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSpacing(_GAP // 2)
        self.setItemDelegate(_TwoLines(self))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()  # the lines are higher now

    def show_units(self, units: Sequence[WaitingUnit]) -> None:
        """List units; none of them is current."""
        self.blockSignals(True)
        self.clear()
        for one in units:
            item = QListWidgetItem(f"{one.name}\n{one.words}")
            item.setData(Qt.ItemDataRole.UserRole, one.key)
            item.setToolTip(item.text())
            self.addItem(item)
        self.blockSignals(False)

    def key(self, at: int) -> int:
        """Return the unit of a line."""
        return int(self.item(at).data(Qt.ItemDataRole.UserRole))

    def point_to(self, unit: int | None) -> None:
        """Make the line of a unit the current one, without going there."""
        self.blockSignals(True)
        self.setCurrentRow(next((at for at in range(self.count()) if self.key(at) == unit), -1))
        self.blockSignals(False)


class _TwoLines(QStyledItemDelegate):
    """Gives each line the same height, whenever it is asked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        wanted = super().sizeHint(option, index)
        return QSize(wanted.width(), _LINES * option.fontMetrics.lineSpacing() + _PAD)  # type: ignore[attr-defined]
