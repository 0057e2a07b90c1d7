"""An area that is filled anew and does not jump: what was under the mouse stays there while all is laid out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea

_SETTLED = 150  # ms: by then all is laid out


class HeldArea(QScrollArea):
    """Scrolls up and down only."""

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._place: Callable[[], int] | None = None
        self._over = QTimer(self, singleShot=True, interval=_SETTLED)
        self._over.timeout.connect(self._let_go)
        self.verticalScrollBar().rangeChanged.connect(self._put)

    def hold(self, place: Callable[[], int]) -> None:
        """Stay at a place, which is asked for until all is laid out."""
        self._place = place
        self._over.start()

    def hold_here(self) -> None:
        """Stay where it is."""
        at = self.verticalScrollBar().value()
        self.hold(lambda: at)

    def _put(self) -> None:
        if self._place is not None:
            self.verticalScrollBar().setValue(self._place())

    def _let_go(self) -> None:
        self._put()
        self._place = None
