"""A part that is only there to be tried: what a trial does is told by its seed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from faults.part import Outcome, Part

HELD, RAISES, DIES, PRINTS, BREAKS, HANGS = range(6)


def trial(seed: int, scratch: Path) -> Outcome:
    """Hold, or not, as the seed says."""
    (scratch / "left").touch()
    if seed == RAISES:
        raise ValueError("什么都不对")
    if seed == DIES:
        os.kill(os.getpid(), signal.SIGKILL)
    if seed == PRINTS:
        print('{"seed": 0}', flush=True)  # noqa: T201 — it must not be taken for an answer
    if seed == HANGS:
        hang(scratch)
    return Outcome("破了" if seed == BREAKS else "", {"次": 1, "值": seed})


def hang(scratch: Path) -> None:
    """Hang for ever, together with a process that holds on to the pipe of answers."""
    if os.fork():
        (scratch / "hangs").touch()
    while True:
        signal.pause()


PART = Part("tried", "承诺", "目标", trial, sample=2, full=5)
