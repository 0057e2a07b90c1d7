"""Collections that came in as one unit's report: what is said of them, and what is below, kept in the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from model.collection.handed_up import HandedUp, HandedUpUnit
from model.collection.parcel import Parcel
from model.collection.standing import Standing
from model.collection.unit import CollectionUnit, Coverage, UnitTree, plain_name
from model.errors import UserError, clip
from model.report.report import Level
from model.storage.county.records import Submission
from model.storage.reading import LibraryReading

_PLACES = re.compile("[省市县区州盟旗乡镇村]|街道")
_ONCE: dict[str, tuple[HandedUpUnit, ...]] = {}  # by the digest of a file, which never changes


def inside(library: LibraryReading, collection: int) -> dict[int, tuple[int, ...]]:
    """Return for units of the list the others in whose handed-up collections they are counted, too."""
    county = library.county
    handed = {unit: _counted_in(library, digest) for unit, digest in county.handed_up(collection).items()}
    if not any(handed.values()):
        return {}
    tree = county.units(collection)
    found: dict[int, tuple[int, ...]] = {}
    for holder, units in handed.items():
        for key in found_again(units, tree, holder):
            found[key] = (*found.get(key, ()), holder)
    return found


def _counted_in(library: LibraryReading, digest: str) -> tuple[HandedUpUnit, ...]:
    """Return the units that are counted in a file; none where it cannot be read, which is told elsewhere."""
    if digest not in _ONCE:
        from intake.gouji_parcel import load  # only where a collection came up

        try:
            below = load(library.county.original_of(digest)).below
        except UserError:
            return ()
        _ONCE[digest] = tuple(replace(one, report=None) for one in below.counted) if below else ()
    return _ONCE[digest]


def found_again(units: Iterable[HandedUpUnit], tree: UnitTree, holder: int) -> list[int]:
    """Return the units of a list that are among those that one of them handed up, by any of their names.

    What stands under another superior is another one; so is one of another level with a name of no place, for there
    is a 财政局 in each county.
    """
    names: dict[str, list[HandedUpUnit]] = {}
    for one in units:
        for name in (one.name, *one.other_names):
            names.setdefault(plain_name(name), []).append(one)
    kin = {holder, *(up.key for up in tree.above(holder))}
    return [
        unit.key
        for unit in tree.units.values()
        if unit.key not in kin and (unit.parent is None or unit.parent in kin)
        if any(_is_one(one, name, unit) for name in unit.names for one in names.get(plain_name(name), ()))
    ]


def _is_one(below: HandedUpUnit, name: str, unit: CollectionUnit) -> bool:
    levels = {below.level, unit.level} - {Level.UNKNOWN}
    return len(levels) < 2 or bool(_PLACES.search(name))  # noqa: PLR2004 — both are known, and apart


def again_words(parcel: Parcel | None, unit: CollectionUnit, tree: UnitTree) -> str:
    """Say which units of the list are in a collection that comes up, and not counted again; empty where none is."""
    if parcel is None or parcel.below is None:
        return ""
    found = found_again(parcel.below.counted, tree, unit.key)
    more = f"等{len(found)}个单位" if len(found) > 1 else ""
    return f"；{clip(tree.units[found[0]].name, 40)}{more}已含在内，单独交来的不重复计" if found else ""


def within_words(holders: Sequence[int], tree: UnitTree) -> str:
    """Say that a unit is counted in a collection that another one handed up; empty where it is not.

    >>> within_words((), UnitTree(()))
    ''
    """
    return f"已含在{clip(tree.units[holders[0]].name, 40)}交来的汇总里，合计时不重复计" if holders else ""


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
    from intake.gouji_parcel import load

    below = load(library.county.original(came)).below if came.name.lower().endswith(".gouji") else None
    if below is None:
        raise UserError(f"“{clip(came.name, 60)}”只是一份年报，里面没有下属单位的年报")
    return below
