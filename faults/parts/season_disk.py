"""A county's season on a disk that refuses: nothing is half done, and all can be done once the disk takes it again."""

from __future__ import annotations

from pathlib import Path

from faults.part import Outcome, Part
from faults.refusing_disk.disk import LIBRARY
from faults.season.refused import Refused
from faults.season.small import fault_of, small_season


def trial(seed: int, scratch: Path) -> Outcome:
    """Play one small season to its end."""
    season = Refused(*small_season(seed, scratch))
    return Outcome(fault_of(season), season.counts)


PART = Part(
    name="season_disk",
    promise="县里收一季年报，磁盘随时会拒绝：拒绝的说明了、没有做到一半，能写了就能接着做完",
    goal="没有一步做到一半",
    trial=trial,
    sample=4,
    full=60,
    patience=300.0,
    preload=LIBRARY,
)
