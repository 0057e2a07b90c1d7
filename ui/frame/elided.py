"""A line that gives way where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class Elided(QLabel):
    """What does not fit ends in “…” and is whole in its tooltip."""

    def __init__(self, most: int, least: int = 0) -> None:
        super().__init__()
        self.whole = ""
        self._most = most  # characters that it asks for
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(least)

    def setText(self, text: str) -> None:
        if text != self.whole:  # else all that is round it would be laid out anew
            self.whole = text
            self.setToolTip(text)
            self.setAccessibleName(text)
            self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        super().setText(self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, self.width()))

    def sizeHint(self) -> QSize:
        measure = self.fontMetrics().horizontalAdvance
        wanted = min(measure(self.whole), measure("国") * self._most)
        return QSize(wanted + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than the least: the layout would take the words that stand there now for that."""
        return QSize(self.minimumWidth(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
