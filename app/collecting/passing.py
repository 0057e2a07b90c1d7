"""Which units pass together, and what is in the way of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.collecting.roll import RollCall
from model.collection.standing import Child, Standing, in_the_way
from model.errors import clip
from model.storage.county.records import RollRow


def hindrances(roll: RollCall, rows: Sequence[RollRow]) -> Mapping[int, str]:
    """Say by unit what is in the way of passing some units together: those below that pass along are not."""
    along = {one.unit.key for one in rows}
    standing = {one.unit.key: one.standing for one in roll.rows}
    found: dict[int, str] = {}
    for one in rows:
        below = [
            Child(clip(roll.tree.units[key].name, 40), standing.get(key, Standing.MISSING))
            for key in roll.tree.below(one.unit.key)
            if key not in along
        ]
        if words := in_the_way(below, one.tally, one.undecided):
            found[one.unit.key] = words
    return found


def held_back(roll: RollCall, rows: Sequence[RollRow]) -> Mapping[int, str]:
    """Say by unit what holds it back where only those pass that nothing is in the way of.

    Who is held back holds back its superiors in turn.
    """
    held: dict[int, str] = {}
    while found := hindrances(roll, [one for one in rows if one.unit.key not in held]):
        held |= found
    return held
