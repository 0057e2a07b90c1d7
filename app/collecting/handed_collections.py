"""Collections that came in as one unit's report: what is said of them, and what is below, kept in the file itself."""

from __future__ import annotations

from collections.abc import Mapping

from intake.gouji_parcel import load
from model.collection.handed_up import HandedUp
from model.collection.parcel import Parcel
from model.collection.standing import Standing
from model.collection.unit import CollectionUnit, Coverage, UnitTree
from model.errors import UserError, clip
from model.storage.county.records import Submission
from model.storage.reading import LibraryReading


def below_words(parcel: Parcel | None, unit: CollectionUnit) -> str:
    """Say what is below a report that came in, and that it is not counted again; empty where nothing is.

    >>> below_words(None, CollectionUnit(1, "甲县人民政府"))
    ''
    """
    if parcel is None or parcel.below is None:
        return ""
    becomes = "，口径改为含下属" if unit.coverage is Coverage.OWN else ""
    return f"；{parcel.below.sentence}{becomes}"


def parts_words(unit: CollectionUnit, tree: UnitTree, standings: Mapping[int, Standing]) -> str:
    """Say that a superior which includes its parts has parts that reported, too; empty where it has none."""
    parts = [key for key in tree.under(unit.key) if standings[key].is_in]
    if unit.coverage is Coverage.OWN or not parts:
        return ""
    return f"；{clip(tree.units[parts[0]].name, 40)}也单独交了，合计时不重复计"


def below_of(library: LibraryReading, came: Submission) -> HandedUp:
    """Return the collection that came in with a report, out of the file as it was received.

    Raises:
        UserError: it came without one, or the file is not as it was.
    """
    below = load(library.county.original(came)).below if came.name.lower().endswith(".gouji") else None
    if below is None:
        raise UserError(f"“{clip(came.name, 60)}”只是一份年报，里面没有下属单位的年报")
    return below
