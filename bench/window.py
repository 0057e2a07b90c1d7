"""The open window against an empty one: time from process start, and resident memory.

A program that is measured prints a line `ready` once it has painted, waits for its standard input
to end, and quits: `main.py` does so where the environment has GOUJI_BENCH_READY.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.figure import ROOT, RUNS, Figure, environment
from tools.demo import library_with_the_example


@dataclass(frozen=True)
class Start:
    """What one start of a program took."""

    seconds: float
    kilobytes: int


def start(*arguments: str) -> Start:
    """Run Python with `arguments` until it is ready, and let it go."""
    began = perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments],
        env={**environment(), "QT_QPA_PLATFORM": "offscreen", "GOUJI_BENCH_READY": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        wait_until_ready(process)
        took = perf_counter() - began
        kilobytes = resident(process.pid)
        process.communicate()
    return Start(took, kilobytes)


def wait_until_ready(process: subprocess.Popen[bytes]) -> None:
    """Read what a process says until it says that it is ready."""
    if not process.stdout or not any(line.startswith(b"ready") for line in process.stdout):
        raise RuntimeError(f"{process.args!r} ended before it was ready")


def resident(process: int) -> int:
    """Return the resident memory of a process in kilobytes."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return int(status.partition("VmRSS:")[2].split()[0])


@cache
def starts() -> Sequence[tuple[Start, Start]]:
    """Start ours and the bare window RUNS times in turn, after once unmeasured."""
    with tempfile.TemporaryDirectory() as folder:
        library = library_with_the_example(Path(folder))
        ours = (str(ROOT / "main.py"), "--library", str(library))
        bare = str(ROOT / "bench" / "bare_window.py")
        return [(start(*ours), start(bare)) for _ in range(RUNS + 1)][1:]


def time_ratio() -> float:
    """Return our time to the first usable window over the bare window's."""
    return median(ours.seconds for ours, _ in starts()) / median(bare.seconds for _, bare in starts())


def memory_ratio() -> float:
    """Return our resident memory over the bare window's."""
    return median(ours.kilobytes for ours, _ in starts()) / median(bare.kilobytes for _, bare in starts())


FIGURES = (
    Figure("window ready to type / bare QMainWindow painted", "x", 1.8, time_ratio),
    Figure("resident memory of the window / of the bare one", "x", 2, memory_ratio),
)
