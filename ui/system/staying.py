"""Sees to it, also while nothing is typed, that the library is where it was; tells where the work goes on if not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from model.errors import UserError
from model.storage.library import Library

Tell = Callable[[str], object]
EVERY = 3000  # milliseconds


class StayingPut(QObject):
    """Looks every few seconds, and once more before the window closes: then it is told in a box, which is read."""

    def __init__(self, window: QWidget, library: Library, *, show: Tell, refuse: Tell, box: Tell) -> None:
        super().__init__(window)
        self._window, self._library, self._refuse, self._box = window, library, refuse, box
        library.on_moved = show
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        window.installEventFilter(self)

    def look(self) -> None:
        """Look now."""
        try:
            self._library.stay()
        except UserError as error:
            self._refuse(error.sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() is QEvent.Type.Close:
            self._library.on_moved = self._box
            self.look()
        return False
