"""A library file that is only looked at: a backup, the library under the window, what was laid aside."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Self

from model.errors import DamagedError, UserError
from model.storage.connection import APPLICATION, connect_to_read, into_memory, is_sound, pragma
from model.storage.failures import told
from model.storage.migrations import newest, steps_from, take_steps
from model.storage.reading import LibraryReading


class NewerError(UserError):
    """A file is of a later program: it is whole, and this one cannot read it."""


class Looking(LibraryReading):
    """A file that is read by whoever wants to know what is in it; nothing of it changes, no lock is taken."""

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            UserError: it is no library, it is damaged, or a newer program made it.
        """
        self.path = path
        self.read_only = f"“{path}”只供查看"
        with told(path):
            self._db = _connected(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def edits(self) -> dict[int, frozenset[tuple[int, str]]]:
        """Return the edits of each report, deleted ones too, by their number and moment."""
        with told(self.path):
            rows = self._db.execute("SELECT report, id, moment FROM history").fetchall()
        found: dict[int, set[tuple[int, str]]] = {}
        for report, edit, moment in rows:
            found.setdefault(report, set()).add((edit, moment))
        return {report: frozenset(edits) for report, edits in found.items()}


def _connected(path: Path) -> sqlite3.Connection:
    if not path.stat().st_size:  # SQLite would take its log away, in which all of it may still be
        raise DamagedError(f"“{path}”是空的")
    connection = connect_to_read(path)
    try:
        _refuse(connection, path)
        ahead = steps_from(pragma(connection, "user_version"))
        if not ahead:
            return connection
        with closing(connection):
            memory = into_memory(connection)
    except BaseException:
        connection.close()
        raise
    take_steps(memory, ahead)
    return memory


def _refuse(connection: sqlite3.Connection, path: Path) -> None:
    if pragma(connection, "application_id") != APPLICATION:
        raise UserError(f"“{path}”不是本程序的报告库，请另选文件")
    if pragma(connection, "user_version") > newest():
        raise NewerError(f"“{path}”是更新的程序写的，请用那个程序打开")


def read_through(path: Path) -> int:
    """Read all that a file holds, down to every page and every value; give how many reports there are.

    Raises:
        UserError: something in it cannot be read.
    """
    with told(path):
        if not path.stat().st_size or not is_sound(path):
            raise UserError(f"“{path}”打不开，或者不完整，请另选一份")
    with Looking(path) as looking:
        reports = looking.all()
        for one in (*reports, *looking.deleted()):
            looking.history(one.id)
            looking.finals(one.id)
    return len(reports)
