"""A county's season is killed at any moment: each batch is whole or not there, and it comes to its end."""

from __future__ import annotations

from pathlib import Path

from faults.part import Outcome, Part
from faults.preloaded import LIBRARY
from faults.season.killed import Killed
from faults.season.small import fault_of, small_season


def trial(seed: int, scratch: Path) -> Outcome:
    """Play one small season to its end, in as many lives as that takes."""
    season = Killed(*small_season(seed, scratch))
    if fault := fault_of(season):
        return Outcome(fault, {"结束进程": season.lives})
    return Outcome("", {"结束进程": season.lives, "步": season.done})


PART = Part(
    name="season",
    promise="县里收一季年报，程序随时被强行结束：一批要么都在要么都不在，一季照样做完，合计一个数不差",
    goal="1000次强行结束，0处不符",
    trial=trial,
    sample=1,
    full=16,
    patience=900.0,
    preload=LIBRARY,
)
