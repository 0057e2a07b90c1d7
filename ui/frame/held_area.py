"""An area that is filled anew and does not jump: what was under the mouse stays there while all is laid out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea


class HeldArea(QScrollArea):
    """Scrolls up and down only."""

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._place: Callable[[], int] | None = None
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda *_: QTimer.singleShot(0, self, self._put))  # once it is laid out
        bar.actionTriggered.connect(lambda _: self._let_go())

    def hold(self, place: Callable[[], int]) -> None:
        """Stay at a place, which is asked for until there is so much to scroll, or somebody scrolls."""
        self._place = place if self.verticalScrollBar().maximum() else None

    def hold_here(self) -> None:
        """Stay where it is."""
        at = self.verticalScrollBar().value()
        self.hold(lambda: at)

    @property
    def is_held(self) -> bool:
        """Whether there is not so much to scroll yet."""
        return self._place is not None

    def _put(self) -> None:
        if self._place is None:
            return
        bar, place = self.verticalScrollBar(), self._place()
        bar.setValue(place)
        if 0 < place <= bar.maximum():
            self._let_go()

    def _let_go(self) -> None:
        self._place = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._let_go()
        super().wheelEvent(event)
