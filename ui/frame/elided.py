"""A line that gives way where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class Elided(QLabel):
    """What does not fit ends in “…” and is whole in its tooltip."""

    def __init__(self, most: int, least: int = 0, *, yields: bool = False) -> None:
        """Ask for so many characters; one that `yields` has what is left over, up to these."""
        super().__init__()
        self._yields = yields
        self.whole = ""
        self._shorter: tuple[str, ...] = ()
        self._most = most  # characters that it asks for
        self.setTextFormat(Qt.TextFormat.PlainText)
        across = QSizePolicy.Policy.Expanding if yields else QSizePolicy.Policy.Maximum
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(least)

    def setText(self, text: str) -> None:
        if text != self.whole:  # else all that is round it would be laid out anew
            self.whole = text
            self.setToolTip(text)
            self.setAccessibleName(text)
            self._take_no_more()
            self.updateGeometry()
        self._fit()

    def say(self, whole: str, *shorter: str) -> None:
        """Show a text; where it has no room, the first of some shorter ones that has."""
        self._shorter = shorter
        self.setText(whole)

    def _fit(self) -> None:
        measure, room = self.fontMetrics(), self.width()
        ways = (self.whole, *self._shorter)
        shown = next((one for one in ways if measure.horizontalAdvance(one) <= room), ways[-1])
        super().setText(measure.elidedText(shown, Qt.TextElideMode.ElideRight, room))

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth() if self._yields else self._wanted(), super().sizeHint().height())

    def _wanted(self) -> int:
        measure = self.fontMetrics().horizontalAdvance
        return min(measure(self.whole), measure("国") * self._most) + 1

    def _take_no_more(self) -> None:
        """Let what yields grow no wider than its words."""
        if self._yields:
            self.setMaximumWidth(max(self.minimumWidth(), self._wanted()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._take_no_more()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than the least: the layout would take the words that stand there now for that."""
        return QSize(self.minimumWidth(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
