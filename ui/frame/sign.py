"""A sign or an icon that stands by itself, painted when it is looked at: it follows the looks of the window."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel


class Sign(QLabel):
    """Shows an icon in a square of some pixels; a picture that was kept would keep the colours of its day."""

    def __init__(self, side: int, shown: QIcon | None = None) -> None:
        super().__init__()
        self._at_100 = self._side = side
        self._icon = shown or QIcon()

    def show_icon(self, shown: QIcon | None) -> None:
        """Show another icon; None shows nothing. The room stays the same, so nothing is laid out anew."""
        self._icon = shown or QIcon()
        self.update()

    def set_zoom(self, percent: int) -> None:
        """Show it larger or smaller."""
        self._side = round(self._at_100 * percent / 100)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(self._side + margins.left() + margins.right(), self._side + margins.top() + margins.bottom())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._icon.isNull():
            self._icon.paint(QPainter(self), self.contentsRect(), self.alignment())
