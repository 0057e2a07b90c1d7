"""A disk that refuses: SQLite itself does, so that the error goes the way of a real one."""

import sqlite3
from contextlib import closing

from model.storage.library import Library

READ_ONLY = "没有权限读写"
BUSY = "正被另一个程序使用"


class Disk:
    """Refuses what the library writes from `refuse` to `allow`."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._where = library._where

    def refuse(self) -> None:
        """Take nothing any more, as a medium that was mounted anew for reading only."""
        self.library._where = None  # else it would open the file anew, which takes everything
        self.library._db.execute("PRAGMA query_only = ON")

    def allow(self) -> None:
        """Take everything again."""
        self.library._db.execute("PRAGMA query_only = OFF")
        self.library._where = self._where


def busy(library: Library) -> "closing[sqlite3.Connection]":
    """Let another program hold the library until this is left; nobody waits for it."""
    other = sqlite3.connect(library.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    library._db.execute("PRAGMA busy_timeout = 0")
    return closing(other)
