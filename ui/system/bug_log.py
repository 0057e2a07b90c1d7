"""The log of bugs: when, and where in the program; never a message, which may quote the report.

`logging.handlers` has a file that is laid aside by its size, but needs modules that make connections, which the frozen
program has not got.
"""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from model.storage.files.places import own_folder
from model.storage.files.rights import keep_file_private

LARGEST = 1_000_000  # bytes; a log that has grown larger is laid aside, in place of the one before
NAME = "gouji.log"
_LOGGER = logging.getLogger("gouji")


def log(folder: Path, error: BaseException | None) -> Path | None:
    """Log a bug in the folder of the library, or else in the user's own; say where, None where neither takes it."""
    handler = BugFile((folder / NAME, own_folder() / NAME))
    _LOGGER.propagate = False  # nothing of it goes to standard error, which the window does not have
    _LOGGER.addHandler(handler)
    try:
        _LOGGER.error(type(error).__name__, exc_info=error)
    finally:
        _LOGGER.removeHandler(handler)
    return handler.written


class WithoutMessage(logging.Formatter):
    """Writes of an error its kind and where it came through; not what it says, nor what the arguments were."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines of one bug, and an empty one."""
        kind, _, trace = record.exc_info or (None, None, None)
        name = kind.__name__ if kind else record.levelname
        return f"{self.formatTime(record, '%Y-%m-%d %H:%M:%S')} {name}\n{''.join(traceback.format_tb(trace))}\n"


class BugFile(logging.Handler):
    """Adds a record to the first of some files that takes it, whole or not at all; says in `written` which that was."""

    def __init__(self, files: Sequence[Path]) -> None:
        super().__init__(logging.ERROR)
        self.setFormatter(WithoutMessage())
        self._files = files
        self.written: Path | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Add a record; where no file takes it, the sentence that the user reads must do."""
        entry = self.format(record).encode("utf-8", "backslashreplace")
        for file in self._files:
            with suppress(OSError, ValueError):
                _lay_aside(file)
                _append(file, entry)
                keep_file_private(file)
                self.written = file
                return


def _lay_aside(file: Path) -> None:
    """Begin a new log where this one has grown too large."""
    if file.exists() and file.stat().st_size > LARGEST:
        file.replace(file.with_name(f"{file.name}.1"))


def _append(log: Path, entry: bytes) -> None:
    with log.open("ab", buffering=0) as file:
        before = os.fstat(file.fileno()).st_size
        try:
            written = file.write(entry)
        except OSError:
            written = 0
        if written != len(entry):
            with suppress(OSError):
                file.truncate(before)
            raise OSError(log)
