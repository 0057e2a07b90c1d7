"""The names that counties no longer have, as assets/former-places.txt lists them (tools/make_former_places.py)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from model.places.region import Region

FILE = Path(__file__).resolve().parents[2] / "assets" / "former-places.txt"


class FormerName(NamedTuple):
    """A name of before April 2019, and what is called so now; "" where the county was merged or took another name."""

    name: str
    now: str


def former_names(regions: tuple[Region, ...]) -> tuple[FormerName, ...]:
    """Return the names that counties have had in the cities that regions are, or lie in.

    >>> from model.places.gazetteer import called
    >>> [one for one in former_names(called("铜山区")) if one.now == "铜山区"]
    [FormerName(name='铜山县', now='铜山区')]
    """
    names = {over.name: None for one in regions for over in (one, *one.above)}
    return tuple(found for name in names for found in _by_city().get(name, ()))


@cache
def _by_city() -> dict[str, tuple[FormerName, ...]]:
    found: dict[str, list[FormerName]] = {}
    for line in FILE.read_text("utf-8").splitlines():
        over, name, now = line.split()
        found.setdefault(over, []).append(FormerName(name, "" if now == "-" else now))
    return {over: tuple(some) for over, some in found.items()}
