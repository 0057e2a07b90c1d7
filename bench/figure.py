"""A figure to reach, and how two things are timed fairly against each other."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
RUNS = 15


@dataclass(frozen=True)
class Figure:
    """What is measured, in which unit, and the most (or the least) that it should come to."""

    name: str
    unit: str
    target: float
    measure: Callable[[], float]
    at_least: bool = False

    def reached(self, measured: float) -> bool:
        """Say whether the target is met."""
        return measured >= self.target if self.at_least else measured <= self.target


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
