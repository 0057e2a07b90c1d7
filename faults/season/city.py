"""A city of some counties: it takes what each hands up as one unit, and its sum is what the robot reckons."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from app.collecting.bringing import Coming, ComingStatus, read_all
from app.collecting.found_files import find_files
from app.collecting.handed_collections import below_of
from app.collecting.making import make, preset_heading
from app.collecting.totals import add_up_collection
from app.collecting.unit_lists import from_names
from faults.season.book import WHO
from faults.season.step import Desk
from faults.season.sum_steps import HANDED_UP, apart, true_sum
from faults.season.truth import YEAR, Numbers, TrueCounty, added
from intake import read_file
from model.collection.standing import Standing, StandingAct
from model.report.report import Level
from model.storage.library import Library


def true_city(counties: Sequence[TrueCounty]) -> Numbers:
    """Reckon what some counties come to."""
    return added(map(true_sum, counties))


def play_city(folder: Path, counties: Sequence[Desk]) -> str:
    """Have a city take what its counties handed up; say what is not as it should be."""
    place, empty = folder / "city", folder / "city" / "unpacked"
    empty.mkdir(parents=True, exist_ok=True)
    files = [one.place("up") / f"{one.county.name}{HANDED_UP}" for one in counties]
    with closing(Library(place / "library.db", counties[0].clock)) as library:
        names = from_names(one.county.name for one in counties)
        collection = make(library, preset_heading(YEAR, "某市人民政府", Level.CITY), names, WHO)
        found = Coming(library, collection, read_all(find_files(files, empty).files, read_file))
        if set(found.counts) != {ComingStatus.NEW}:
            return f"what was handed up is not taken: {list(found.not_taken())}"
        found.store(WHO)
        return "；".join(filter(None, _wrong(library, collection, counties)))


def _wrong(library: Library, collection: int, counties: Sequence[Desk]) -> list[str]:
    by_name = {one.county.name: one.county for one in counties}
    wrong = []
    with library.county.batch(collection, WHO) as acts:
        for unit in library.county.units(collection).units.values():
            came = library.county.current(unit.key)
            if came is None:
                return [f"{unit.name} did not come in"]
            below = below_of(library, came)
            if [one.name for one in below.units] != [one.name for one in by_name[unit.name].units]:
                wrong.append(f"the tree of {unit.name} is another one")
            acts.act(unit.key, StandingAct.PASS, "看过")
    if set(library.county.standings(collection).values()) != {Standing.PASSED}:
        wrong.append("not all have passed")
    totals = add_up_collection(library, collection)
    return [*wrong, apart(totals.report, true_city(list(by_name.values())))]
