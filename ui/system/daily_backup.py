"""Today's backup of the library, made beside the work."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, Signal

from model.errors import UserError
from model.storage.backup import daily_backup


class DailyBackup(QObject):
    """Makes the backup in a thread of its own, with a connection of its own."""

    failed = Signal(str)  # the sentence that says why there is none

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = Thread(target=self._run, args=(library, date.today()), name="backup")  # noqa: DTZ011 — the clerk's day

    def start(self) -> None:
        """Begin; nothing waits for it."""
        self._thread.start()

    def wait(self) -> None:
        """Let a backup that has begun be finished."""
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self, library: Path, today: date) -> None:
        try:
            daily_backup(library, today)
        except UserError as error:
            self.failed.emit(error.sentence)
