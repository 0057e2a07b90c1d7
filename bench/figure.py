"""A figure to reach, and how two things are timed fairly against each other."""

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


@dataclass(frozen=True)
class Figure:
    """What is measured, in which unit, and the most (or the least) that it should come to."""

    name: str
    unit: str
    target: float
    measure: Callable[[], float]
    at_least: bool = False

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


REFERENCE = 0.0032  # seconds that `_exercise` takes on the machine that the targets were set on


def slowness() -> float:
    """Return how many times longer than there this machine takes now: figures in seconds are divided by it."""
    return median(seconds(_exercise) for _ in range(RUNS)) / REFERENCE


def _exercise() -> int:
    words = "".join(map(str, range(20_000)))
    return sum(map(len, words.split("7"))) + len({word: len(word) for word in words.split("1")})
