"""What a part is: a promise of the program, and one trial that tries to break it, told by a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Outcome:
    """What came of one trial: `broken` says how the promise was broken, "" that it held; `counts` are added up."""

    broken: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """A promise and how it is tried.

    `trial` gets a seed and an empty folder of its own, and may do what it likes to its process: one that dies or takes
    longer than `patience` seconds counts as broken, and the next seed gets a new one, all that the old one has started
    or left in TMPDIR being cleared away. The same seed is the same trial, in whichever process.
    `sample` seeds are tried by `./dev test-faults`, `full` by `--full`. `preload` names a C file beside this module
    that is built and put under the process (LD_PRELOAD).
    """

    name: str
    promise: str  # Chinese, for docs/reliability.md
    goal: str  # Chinese: what must come out
    trial: Callable[[int, Path], Outcome]
    sample: int
    full: int
    patience: float = 60.0
    preload: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    at_least: float = 1.0  # the share of trials in which the promise must hold
