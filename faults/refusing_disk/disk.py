"""The ways in which a disk refuses, and how disk.c is told of them."""

from __future__ import annotations

import ctypes
import errno
import os
import sqlite3
from dataclasses import dataclass
from enum import IntFlag
from pathlib import Path

LIBRARY = "disk.c"
FOR_EVER = 0


class Call(IntFlag):
    """Kinds of disk calls, as in disk.c."""

    WRITE = 1
    SYNC = 2
    CREATE = 4
    RESIZE = 8
    RENAME = 16
    REMOVE = 32
    FOLDER = 64
    OPEN_TO_WRITE = 128


GROWING = Call.WRITE | Call.CREATE | Call.RESIZE | Call.FOLDER
CHANGING = GROWING | Call.RENAME | Call.REMOVE | Call.OPEN_TO_WRITE


@dataclass(frozen=True)
class Way:
    """One way to refuse: which calls, with which error, and how many of them; none: another program holds the file."""

    calls: Call | None
    error: int = 0
    count: int = FOR_EVER


WAYS = {
    "磁盘满": Way(GROWING, errno.ENOSPC),
    "磁盘满30次": Way(GROWING, errno.ENOSPC, 30),
    "磁盘满1次": Way(GROWING, errno.ENOSPC, 1),
    "超出配额": Way(GROWING, errno.EDQUOT),
    "只读": Way(CHANGING, errno.EROFS),
    "写出错12次": Way(Call.WRITE, errno.EIO, 12),
    "同步出错12次": Way(Call.SYNC, errno.EIO, 12),
    "优盘拔出": Way(CHANGING | Call.SYNC, errno.EIO),
    "被占用": Way(None),
}


class Disk:
    """The disk below a folder."""

    def __init__(self, folder: Path, way: Way) -> None:
        self._folder, self._way = folder, way
        self._other: sqlite3.Connection | None = None
        self._library = ctypes.CDLL(None)
        if not hasattr(self._library, "disk_refuse"):
            raise RuntimeError(f"{LIBRARY} is not under this process (LD_PRELOAD)")

    def refuse(self, first: int) -> None:
        """Refuse from a call on; a file that another program holds is held from now on."""
        if self._way.calls is None:
            self._hold()
            return
        which, count = int(self._way.calls), self._way.count
        self._library.disk_refuse(
            os.fsencode(self._folder), which, self._way.error, ctypes.c_long(first), ctypes.c_long(count)
        )

    def _hold(self) -> None:
        path = self._folder / "library.db"
        if self._other is None and path.exists():
            self._other = sqlite3.connect(path, isolation_level=None)
            self._other.execute("BEGIN IMMEDIATE")

    def take_all(self) -> None:
        """Take everything again."""
        self._library.disk_take_all()
        if self._other is not None:
            self._other.close()
            self._other = None

    @property
    def refused(self) -> int:
        """How many calls were refused since `refuse`."""
        return int(self._library.disk_refused())
