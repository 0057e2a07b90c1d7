"""Chips one after the other, in as many rows as they need: none is cut off where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_GAP, _LEAST = 6, 120  # pixels


class ChipFlow(QWidget):
    """Holds some widgets, each as large as it wants to be."""

    def __init__(self, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self._parts = parts
        for one in parts:
            one.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _places(self, width: int) -> list[tuple[QWidget, QRect]]:
        at, high, found = QPoint(0, 0), 0, []
        for one in self._parts:
            if one.isHidden():
                continue
            one.ensurePolished()  # it wants less before it is dressed
            size = one.sizeHint().expandedTo(one.minimumSize())
            if at.x() and at.x() + size.width() > width:
                at = QPoint(0, at.y() + high + _GAP)
            high = size.height()
            found.append((one, QRect(at, size)))
            at += QPoint(size.width() + _GAP, 0)
        return found

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((place.bottom() + 1 for _, place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        return QSize(_LEAST, self.heightForWidth(max(self.width(), _LEAST)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _lay_out(self) -> None:
        for one, place in self._places(self.width()):
            one.setGeometry(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out anew: nobody tells of one that came or went while the page lay under another."""
        super().showEvent(event)
        self._lay_out()
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Lay out anew where one of them has come, gone, or changed its width."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._lay_out()
            self.updateGeometry()
        return super().event(event)
