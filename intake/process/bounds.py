"""Hard limits of a process that handles what others wrote; they end what every limit of content has overlooked."""

from __future__ import annotations

import faulthandler
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TextIO

MEMORY = 600_000_000  # bytes that the work may take beside what the process has before it
READING = 280_000_000  # the same of reading; a report takes a fifth
SECONDS = 25.0  # that one file may take; the slowest report takes two
_STATUS = Path("/proc/self/status") if sys.platform.startswith("linux") else Path()  # which no other system has


def limit_memory(more: int = MEMORY) -> None:
    """Let this process have so much memory more than it has, and no more: what asks for more gets a MemoryError.

    Call it after the imports. Libraries in C end the process instead; whoever waits for its answer hears that.
    """
    if sys.platform == "win32":
        from intake.process.windows_job import kernel, limit_own_memory

        limit_own_memory(kernel(), more)
    elif (now := _taken()) is not None:
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        wanted = now + more
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard < 0 else min(wanted, hard), hard))


def _taken() -> int | None:
    """Return the bytes that count for the limit; None where the system does not tell."""
    try:
        found = re.search(r"VmData:\s{1,20}(\d{1,12}) kB", _STATUS.read_text("ascii"))
    except OSError:
        return None
    return int(found[1]) * 1024 if found else None


@contextmanager
def limited_time(seconds: float = SECONDS) -> Iterator[None]:
    """End the process where the work takes longer, even within a library that never looks up."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@cache
def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")  # it stays open as long as the process lives


def end_with_this_process(pid: int) -> None:
    """Have a process that was started end when this one ends, however that comes about.

    Only Windows needs it: elsewhere the end of its input, or of its time, ends it.
    """
    if sys.platform == "win32":
        from intake.process.windows_job import end_together, kernel

        end_together(kernel(), pid)
