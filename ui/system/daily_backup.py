"""Today's backup of the library, made beside the work; then all of the library is verified."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event, Thread

from PySide6.QtCore import QObject, Signal

from model.errors import UserError
from model.storage.backup import daily_backup
from model.storage.verifying import verify

_PAUSE = 0.001  # seconds, after each few rows


class DailyBackup(QObject):
    """Makes the backup in a thread of its own, with a connection of its own."""

    failed = Signal(str)  # the sentence that says why there is none
    verified = Signal(object)  # tuple[Misfit, ...]: what in the library does not fit

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leaving = Event()
        self._thread = Thread(target=self._run, args=(library, date.today()), name="backup")  # noqa: DTZ011 — the clerk's day

    def start(self) -> None:
        """Begin; nothing waits for it."""
        self._thread.start()

    def wait(self) -> None:
        """Let a backup that has begun be finished; the verification is broken off, the next start does it."""
        self._leaving.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self, library: Path, today: date) -> None:
        try:
            daily_backup(library, today)
        except UserError as error:
            self.failed.emit(error.sentence)
        try:
            self.verified.emit(verify(library, self._pause))
        except UserError as error:
            self.failed.emit(error.sentence)
        except _LeftError:
            pass

    def _pause(self) -> None:
        """Let the window go on typing; end when it is left."""
        if self._leaving.wait(_PAUSE):
            raise _LeftError


class _LeftError(Exception):
    """The window was closed."""
