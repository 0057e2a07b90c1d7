"""A season of few units, which is played again and again while something is refused or ended."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Protocol

from faults.season.play import SeasonError
from faults.season.step import Desk
from faults.season.truth import TrueCounty

_UNITS = 6
_LONGEST = 600  # characters of what went wrong


class Season(Protocol):
    """What can be played to its end."""

    def play(self) -> None:
        """Play it."""


def small_season(seed: int, scratch: Path) -> tuple[Desk, random.Random]:
    """Return where a small season is played, and what chance decides in it."""
    desk = Desk(scratch.resolve() / "season", TrueCounty("甲县人民政府", _UNITS, seed))
    desk.folder.mkdir()
    return desk, random.Random(seed)


def fault_of(season: Season) -> str:
    """Play a season to its end; say what went wrong, nothing where all is right."""
    try:
        season.play()
    except SeasonError as error:
        return str(error)[:_LONGEST]
    return ""
