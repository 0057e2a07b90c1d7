"""How many processes a check of many files is parted among."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from intake import needs_limits

LEAST = 200  # files of our own for each process: with fewer, starting it takes longer than it saves
FOREIGN = 10  # times as long as one of our own takes one of another kind
MOST = 8  # each holds the texts of all reports


def processes_for(paths: Sequence[Path]) -> int:
    """Return how many processes check these files soonest; 1 is this one alone."""
    work = sum(FOREIGN if needs_limits(path) else 1 for path in paths)
    return min(_processors(), work // LEAST, MOST)


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
