"""A county's collection comes to the city as one unit; what is below it is kept, shown, and counted once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.collecting.bringing import ComingStatus
from app.collecting.handed_collections import below_of
from app.collecting.handing_up import hand_up
from app.collecting.totals import add_up_collection
from model.collection.standing import Standing, StandingAct
from model.collection.unit import CollectionUnit, Coverage
from model.errors import UserError
from model.report.report import Level
from model.report.totals import with_totals
from model.storage.library import Library
from tests.app.collecting.incoming import coming, of_unit, statuses, write
from tests.model.storage.county.collected import HEADING, OFFICE, SCHOOL, TOWN, WHO, receive, units_of

COUNTY, TOWN_OF_COUNTY, BUREAU = "甲县人民政府", "青石镇人民政府", "市教育局"
TODAY = date(2026, 2, 1)


@pytest.fixture
def city(tmp_path: Path, library: Library) -> Iterator[Library]:
    assert library.path.parent == tmp_path
    (tmp_path / "市").mkdir()
    with_city = Library(tmp_path / "市" / "library.db")
    heading = replace(HEADING, unit="某市人民政府", title="某市2025年度年报", level=Level.CITY)
    units = [
        CollectionUnit(0, COUNTY),
        CollectionUnit(1, TOWN_OF_COUNTY, parent=0, order=1),
        CollectionUnit(2, BUREAU, order=2),
    ]
    with_city.county.create(heading, units, WHO)
    yield with_city
    with_city.close()


def handed(library: Library, collection: int, folder: Path, name: str = "甲县.gouji") -> Path:
    path = folder / name
    path.write_bytes(hand_up(library, collection, TODAY, all_received=True).write())
    return path


@pytest.fixture
def file(library: Library, collection: int, folder: Path) -> Path:
    receive(library, collection, TOWN)
    receive(library, collection, OFFICE, 3)
    return handed(library, collection, folder)


def test_it_is_one_unit_that_includes_its_parts(city: Library, file: Path) -> None:
    found = coming(city, 1, file)
    assert statuses(found) == [ComingStatus.NEW]
    assert found.verdict(0).words == "新收；单位还没有定稿；内含4个单位、2份年报，口径改为含下属"
    found.store(WHO)
    county = units_of(city, 1)[0]
    assert county.coverage is Coverage.WITH_PARTS
    came = city.county.current(county.key)
    assert came is not None
    below = below_of(city, came)
    assert [(one.name, one.standing) for one in below.units if one.report] == [
        ("青石镇人民政府", Standing.RECEIVED),
        ("县教育局", Standing.RECEIVED),
    ]
    assert len(units_of(city, 1)) == 3


def test_nothing_is_counted_twice(city: Library, library: Library, collection: int, file: Path, folder: Path) -> None:
    coming(city, 1, file).store(WHO)
    coming(city, 1, write(folder, "镇.json", of_unit(TOWN_OF_COUNTY))).store(WHO)
    coming(city, 1, write(folder, "局.json", of_unit(BUREAU, 9))).store(WHO)
    whole = add_up_collection(city, 1, all_received=True)
    names = [whole.scope.tree.units[one].name for one in whole.scope.counted]
    assert names == [COUNTY, BUREAU]
    county = with_totals(add_up_collection(library, collection, all_received=True).report).numbers
    bureau = with_totals(of_unit(BUREAU, 9)).numbers
    for cell in whole.report.form.cells:
        assert whole.report.numbers[cell] == county[cell] + bureau[cell]


def test_a_revision_takes_its_place_and_the_batch_is_taken_back_whole(
    city: Library, library: Library, collection: int, file: Path, folder: Path
) -> None:
    first = coming(city, 1, file).store(WHO)
    receive(library, collection, SCHOOL, 1)
    second = coming(city, 1, handed(library, collection, folder, "甲县重报.gouji"))
    assert statuses(second) == [ComingStatus.REVISION]
    number = second.store(WHO)
    county = units_of(city, 1)[0]
    came = city.county.current(county.key)
    assert came is not None
    assert (came.revision, below_of(city, came).received) == (2, 3)
    assert number is not None
    assert first is not None
    city.county.take_back(1, number)
    city.county.take_back(1, first)
    assert units_of(city, 1)[0].coverage is Coverage.OWN
    assert city.county.standings(1)[county.key] is Standing.MISSING


def test_a_county_that_passed_is_locked(city: Library, file: Path, library: Library, collection: int) -> None:
    coming(city, 1, file).store(WHO)
    county = units_of(city, 1)[0]
    city.county.act(county.key, StandingAct.PASS, WHO, "看过")
    receive(library, collection, SCHOOL, 1)
    assert statuses(coming(city, 1, handed(library, collection, file.parent))) == [ComingStatus.LOCKED]


def test_a_bare_report_has_nothing_below_it(city: Library, folder: Path) -> None:
    coming(city, 1, write(folder, "县.json", of_unit(COUNTY))).store(WHO)
    came = city.county.current(units_of(city, 1)[0].key)
    assert came is not None
    with pytest.raises(UserError, match="里面没有下属单位"):
        below_of(city, came)
    assert units_of(city, 1)[0].coverage is Coverage.OWN
