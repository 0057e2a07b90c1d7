"""Work that waits until nobody types, and is then done in small pieces, between which the window stays quick."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

PAUSE = 120  # ms without an edit
_TURN = 0.004  # seconds: much less than a keystroke may take


class Later(QObject):
    """One piece of work: `put_off` begins it anew after a pause, `finish` does at once what is left of it."""

    def __init__(self, work: Callable[[], Iterator[object]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._begun: Iterator[object] | None = None
        self.is_due = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    def put_off(self) -> None:
        """Have it done once nobody types; what was begun is of no use any more."""
        self.is_due, self._begun = True, None
        self._timer.start(PAUSE)

    def forget(self) -> None:
        """Do not do it: something else has."""
        self.is_due, self._begun = False, None
        self._timer.stop()

    def finish(self) -> None:
        """Do now what is due."""
        if self.is_due:
            begun = self._begun or self._work()
            self.forget()
            for _ in begun:
                pass

    def _go_on(self) -> None:
        until = perf_counter() + _TURN
        begun = self._begun = self._begun or self._work()
        for _ in begun:
            if perf_counter() > until:
                self._timer.start(0)
                return
        if self._begun is begun:  # its end may have led to an edit
            self.forget()
