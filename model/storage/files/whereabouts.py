"""Whether the library that is open is still the file at its path: looked at before and after each transaction.

A file that was deleted, or replaced by a sync client, can be written for as long as it is open, and is gone when it is
closed. A file that another program writes into is worse: SQLite goes on from what it remembers of it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from model.labelled import LabelledEnum
from model.storage.files.places import real
from model.values import NamedTuple

_BROKEN = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_PRIMARY = 0xFF  # extended codes of SQLite carry theirs above it
_HEADER = 100  # bytes of a database that tell its size and count its changes
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Where(LabelledEnum):
    """What became of the file at the path."""

    HERE = "here", "还在"
    GONE = "gone", "不见了"  # deleted, renamed, its folder removed, its disk pulled out
    REPLACED = "replaced", "被换成了另一个文件"
    OVERWRITTEN = "overwritten", "被别的程序改写了"  # the same file, with another content
    LOGLESS = "logless", "旁边的日志文件被删除或换掉了"  # the last edits are in a -wal that has no name any more
    UNUSABLE = "unusable", "读写时出错"  # SQLite's hold of it is broken, as after a stick was pulled out


_Identity = tuple[int, int]  # of the device, and of the file on it


class _Look(NamedTuple):
    size: int
    changed: int
    header: bytes


class Whereabouts:
    """What the open library looked like when it was last written; `close` it only after its connection."""

    def __init__(self, library: Path) -> None:
        self._path = library
        self._log = real(library).with_name(f"{real(library).name}-wal")
        # kept open: closing it would take away the locks that SQLite has on the same file (POSIX)
        self._file = os.open(library, _READ)
        self._identity = _identity(os.fstat(self._file))
        self._log_identity = self._log_now()
        self._broken = False
        self._last = self._look()

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)

    def before(self) -> Where:
        """Return what became of the file since it was last written; only SQLite writes it."""
        if self._broken:
            return Where.UNUSABLE
        found, there = self._where()
        if found is not Where.HERE or there is None:
            return found
        last = self._last
        if (there.st_size, there.st_mtime_ns) == (last.size, last.changed):
            return Where.HERE
        now = self._look()
        if (now.size, now.header) != (last.size, last.header):
            return Where.OVERWRITTEN
        self._last = now  # merely touched
        return Where.HERE

    def after(self) -> Where:
        """Return what became of the file while it was written, and note how it looks now."""
        found, there = self._where()
        if there is None or found is not Where.HERE:
            return found
        last = self._last
        if there.st_size < last.size:  # a library never shrinks
            return Where.OVERWRITTEN
        if (there.st_size, there.st_mtime_ns) != (last.size, last.changed):
            self._last = self._look()
        return Where.HERE

    def doubt(self) -> None:
        """Note that SQLite could not use the file: it is to be opened anew before it is used again."""
        self._broken = True

    def is_on_its_disk(self, folder: Path) -> bool:
        """Whether a folder is still on the disk that the library was on: a stick leaves an empty one behind."""
        try:
            return folder.stat().st_dev == self._identity[0]
        except OSError:
            return False

    def is_log_ours(self) -> bool:
        """Whether the -wal beside the path is that of the open library."""
        return self._log_identity is not None and self._log_now() == self._log_identity

    def _where(self) -> tuple[Where, os.stat_result | None]:
        try:
            there = os.stat(self._path)  # noqa: PTH116 — twice for each keystroke: the short way
        except OSError:
            return Where.GONE, None
        if _identity(there) != self._identity:
            return Where.REPLACED, there
        log = self._log_now()
        self._log_identity = self._log_identity or log
        return (Where.HERE if log == self._log_identity else Where.LOGLESS), there

    def _log_now(self) -> _Identity | None:
        with suppress(OSError):
            return _identity(os.stat(self._log))  # noqa: PTH116 — as above
        return None

    def _look(self) -> _Look:
        stat = os.fstat(self._file)
        os.lseek(self._file, 0, os.SEEK_SET)
        return _Look(stat.st_size, stat.st_mtime_ns, os.read(self._file, _HEADER))


def is_broken(error: BaseException) -> bool:
    """Whether an error means that SQLite cannot use its file any more, though it may be there again.

    What SQLite has once opened for reading only, the log or its index, it never opens for writing by itself.
    """
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return code is not None and code & _PRIMARY in _BROKEN


def _identity(stat: os.stat_result) -> _Identity:
    return stat.st_dev, stat.st_ino
