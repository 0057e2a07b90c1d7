"""The name of a place, which leads there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.appearance.theme import ui_font


class PlaceLink(QPushButton):
    """What does not fit ends in “…” and is whole in its tooltip."""

    def __init__(self, words: str, spoken: str = "") -> None:
        super().__init__(words)
        self.whole = words
        self.setProperty("link", True)
        self.setFont(ui_font(bold=True))
        self.setToolTip(spoken or words)
        self.setAccessibleName(spoken or words)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(0, max(super().sizeHint().height(), self.fontMetrics().height() + 4))

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: the words give way."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, self.width() - 4))
