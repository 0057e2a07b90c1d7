"""What power.c offers to the process under which it is put: a record of the disk calls, or an end at one of them."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path

LIBRARY = "power.c"


class Moment(IntEnum):
    """When a process ends, seen from one of its disk calls."""

    BEFORE = 1
    AFTER = 2
    MIDDLE = 3  # half of what is written was written


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None)
    if not hasattr(library, "power_watch"):
        raise RuntimeError(f"{LIBRARY} is not under this process (LD_PRELOAD)")
    return library


@contextmanager
def recorded(folder: Path, record: Path) -> Iterator[None]:
    """Write what happens below a folder into a record, which must lie elsewhere."""
    library = _library()
    library.power_watch(os.fsencode(folder), os.fsencode(record))
    try:
        yield
    finally:
        library.power_stop()


def note(words: str) -> None:
    """Put a line into the record, between what was done before and after it."""
    _library().power_note(words.encode("ascii"))


def end_at(folder: Path, call: int, moment: Moment) -> None:
    """Have this process killed at one of its next disk calls below a folder."""
    library = _library()
    library.power_watch(os.fsencode(folder), None)
    library.power_end_at(ctypes.c_long(call), ctypes.c_int(moment))
