"""Reads backups through beside the window: a stick is slow, and so is a library of many years."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread

from PySide6.QtCore import QObject, Signal

from model.errors import UserError
from model.storage.backups.comparing import Comparison, compare, contents
from model.storage.looking import Looking, NewerError, read_through
from ui.restoring.model import NotRestorable


class Inspector(QObject):
    """Looks through backups one after the other, and compares the one that is chosen before it goes on."""

    checked = Signal(object, object)  # a path; how many reports it holds, or why it cannot be read
    compared = Signal(object, object)  # a path; what would differ, or the sentence that says why nobody knows

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._to_check: deque[Path] = deque()
        self._to_compare: Path | None = None
        self._changed = Condition()
        self._ended = False
        self._thread = Thread(target=self._run, name="inspector", daemon=True)

    def check(self, paths: Sequence[Path]) -> None:
        """Have backups read through, in this order; those of before come after them."""
        with self._changed:
            self._to_check.extendleft(reversed(paths))
            self._changed.notify()
        if self._thread.ident is None:
            self._thread.start()

    def compare(self, path: Path) -> None:
        """Have a backup compared with the library, before all else; one that was asked for before is forgotten."""
        with self._changed:
            self._to_compare = path
            self._changed.notify()

    def end(self) -> None:
        """Stop, and let go of every file."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ended or self._to_compare or self._to_check)
                if self._ended:
                    return
                path, self._to_compare = self._to_compare, None
                to_check = None if path else self._to_check.popleft()
            with suppress(RuntimeError):  # the dialog is gone
                if path:
                    self.compared.emit(path, compared(self._library, path))
                elif to_check:
                    self.checked.emit(to_check, reports_in(to_check))


def reports_in(path: Path) -> int | NotRestorable:
    """Read a backup through."""
    try:
        return read_through(path)
    except NewerError:
        return NotRestorable.NEWER
    except UserError:
        return NotRestorable.BROKEN


def compared(library: Path, backup: Path) -> Comparison | str:
    """Compare a backup with the library, also with one that cannot be read."""
    try:
        with Looking(backup) as then:
            try:
                with Looking(library) as now:
                    return compare(now, then)
            except UserError:
                return contents(then)
    except UserError as error:
        return error.sentence
