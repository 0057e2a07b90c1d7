"""A figure to reach, and how two things are timed fairly against each other.

Ratios hold on any machine. Milliseconds do not: they are those of the machine that the targets were set on, which is
how long a fixed loop of plain Python takes there; the same loop is timed here before and after each measurement.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
RUNS = 15
LOOP = 0.0024  # seconds that `_loop` takes on the machine that the targets were set on
_IN_LOOPS = {"ms": 1 / (1000 * LOOP), "s": 1 / LOOP}


@dataclass(frozen=True)
class Figure:
    """What is measured, in which unit, and the most (or the least) that it should come to."""

    name: str
    unit: str
    target: float
    measure: Callable[[], float]
    at_least: bool = False
    calibrated: bool = False  # what is measured is in the time of that machine already

    def take(self) -> float:
        """Measure; a time is told as that machine would take it."""
        if self.calibrated or self.unit not in _IN_LOOPS:
            return self.measure()
        before = slowness()
        return self.measure() / ((before + slowness()) / 2)

    @property
    def loops(self) -> float | None:
        """The target in times of the fixed loop, the same on every machine; None where it is no time."""
        return self.target * _IN_LOOPS[self.unit] if self.unit in _IN_LOOPS else None

    def reached(self, measured: float) -> bool:
        """Return whether the target is met."""
        return measured >= self.target if self.at_least else measured <= self.target


def environment() -> dict[str, str]:
    """Return the environment of what is measured: modules are compiled once, as on a user's disk."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "PYTHONPYCACHEPREFIX": _compiled().name}


@cache
def _compiled() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def seconds(job: Callable[[], object]) -> float:
    """Time one run of `job`."""
    start = perf_counter()
    job()
    return perf_counter() - start


def median_seconds(job: Callable[[], object]) -> float:
    """Time `job` RUNS times, after once unmeasured."""
    job()
    return median(seconds(job) for _ in range(RUNS))


def ratio(ours: Callable[[], object], theirs: Callable[[], object]) -> float:
    """Time both RUNS times, in turn, so that a busy machine slows both; after once unmeasured."""
    ours(), theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(RUNS)]
    return median(pair[0] for pair in pairs) / median(pair[1] for pair in pairs)


def slowness() -> float:
    """Return how many times longer than the machine of the targets this one takes now."""
    return median(seconds(_loop) for _ in range(RUNS)) / LOOP


def _loop() -> int:
    """Reckon, format and look up: what the program does all day. To change it is to set all targets in time anew."""
    total, seen = 1, dict[int, str]()
    for number in range(20_000):
        total = (total * 31 + number) % 1_000_003
        if total % 3:
            seen[total % 512] = str(number)
    return total + len(seen)
