"""A second lock on the lock file, which whoever opens and closes that file in this process does not let go of.

The locks of POSIX, which SQLite takes, belong to the process: they are gone as soon as it closes any handle of the
file, and a file dialog opens every file of the folder that it shows, to see what it is. A lock of an open file
description belongs to its own handle alone. Linux has them; the locks of Windows are of that kind anyway.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from pathlib import Path

_BEYOND = 0x4000_0000 + 4096  # no byte that SQLite ever locks
_REQUEST = "hhqqi4x"  # struct flock: what, from where, first byte, how many, whose
_TAKEN = {errno.EAGAIN, errno.EACCES}


class Guard:
    """The right to a file, held from `take` to `release` or to the end of the process."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._handle: int | None = None

    def take(self) -> bool:
        """Take the lock; False if another handle has it. Where there are no such locks it is not missed.

        Raises:
            OSError: the file is not there and cannot be made.
        """
        if sys.platform == "linux":
            from fcntl import F_OFD_SETLK, F_WRLCK, fcntl

            try:
                if self._handle is None:
                    self._handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            except PermissionError:  # who may not write the file is told by SQLite who may
                return True
            try:
                fcntl(self._handle, F_OFD_SETLK, struct.pack(_REQUEST, F_WRLCK, os.SEEK_SET, _BEYOND, 1, 0))
            except OSError as error:
                self.release()
                return error.errno not in _TAKEN
        return True

    def release(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __del__(self) -> None:
        """Let go of it with the lock that it belongs to, as SQLite does."""
        self.release()
