"""A county's collection comes to the city as one unit; what is below it is kept, shown, and counted once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.collecting.bringing import ComingStatus
from app.collecting.comparing import compare_collection, figures_in
from app.collecting.handed_collections import below_of, found_again
from app.collecting.handing_up import hand_up
from app.collecting.roll import call_roll, name_words
from app.collecting.totals import add_up_collection
from model.collection.handed_up import HandedUp, HandedUpUnit
from model.collection.standing import Standing, StandingAct
from model.collection.unit import CollectionUnit, Coverage, UnitTree
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
    again = "青石镇人民政府已含在内，单独交来的不重复计"
    assert found.verdict(0).words == f"新收；单位还没有定稿；内含4个单位、2份年报，口径改为含下属；{again}"
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


def flat_city(city: Library, town: CollectionUnit) -> int:
    """Return a collection with the county and another unit beside it; that unit comes first in the list."""
    heading = replace(HEADING, unit="某市人民政府", title="平列的名单", level=Level.CITY)
    return city.county.create(heading, [replace(town, order=0), CollectionUnit(7, COUNTY, order=1)], WHO)


@pytest.mark.parametrize(
    "town, is_again",
    [
        (CollectionUnit(0, TOWN_OF_COUNTY), True),
        (CollectionUnit(0, "青石镇", (TOWN_OF_COUNTY,)), True),
        (CollectionUnit(0, "白石镇人民政府"), False),
        (CollectionUnit(0, "县教育局", level=Level.CITY_DEPARTMENT), True),
    ],
)
def test_a_unit_beside_the_county_that_is_in_its_collection_is_counted_once(
    city: Library, file: Path, folder: Path, town: CollectionUnit, *, is_again: bool
) -> None:
    flat = flat_city(city, town)
    coming(city, flat, write(folder, "镇.json", of_unit(town.name))).store(WHO)
    found = coming(city, flat, file)
    assert ("已含在内，单独交来的不重复计" in found.verdict(0).words) == is_again
    found.store(WHO)
    whole = add_up_collection(city, flat, all_received=True)
    names = [whole.scope.tree.units[one].name for one in whole.scope.counted]
    assert names == ([COUNTY] if is_again else [town.name, COUNTY])
    assert (f"{COUNTY}的年报已含下属，{town.name}不再计入" in whole.sentences) == is_again
    roll = call_roll(city, flat, TODAY)
    assert ("（上级已含）" in name_words(roll, roll.rows[0])) == is_again
    again = coming(city, flat, write(folder, "镇2.json", of_unit(town.name, 3)))
    assert (f"已含在{COUNTY}交来的汇总里，合计时不重复计" in again.verdict(0).words) == is_again
    figures = figures_in(whole.report.form, whole.report.form.typed_cells[:1])
    left = compare_collection(city, flat, figures).left_out
    assert left == (f"交了、没有列出的1个：{town.name}（{COUNTY}已含）" if is_again else "")


def test_until_the_county_counts_the_town_does(city: Library, file: Path, folder: Path) -> None:
    flat = flat_city(city, CollectionUnit(0, TOWN_OF_COUNTY))
    coming(city, flat, file, write(folder, "镇.json", of_unit(TOWN_OF_COUNTY))).store(WHO)
    town = units_of(city, flat)[0]
    city.county.act(town.key, StandingAct.PASS, WHO, "看过")
    assert add_up_collection(city, flat).scope.counted == (town.key,)


def test_an_office_of_no_place_on_another_level_or_below_another_is_another_one() -> None:
    below = [HandedUpUnit("财政局", Level.COUNTY_DEPARTMENT, Standing.PASSED, in_sum=True)]
    units = [
        CollectionUnit(1, COUNTY),
        CollectionUnit(2, "财政局", level=Level.CITY_DEPARTMENT),
        CollectionUnit(3, "乙县人民政府"),
        CollectionUnit(4, "财政局", level=Level.COUNTY_DEPARTMENT, parent=3),
        CollectionUnit(5, "财政局", level=Level.COUNTY_DEPARTMENT, parent=1),
        CollectionUnit(6, "财政局"),
    ]
    assert found_again(below, UnitTree(units), 1) == [5, 6]


def test_what_is_below_an_including_unit_of_the_sum_is_counted_in_it() -> None:
    units = (
        HandedUpUnit("县教育局", Level.UNKNOWN, Standing.PASSED, coverage=Coverage.WITH_PARTS, in_sum=True),
        HandedUpUnit("县实验小学", Level.UNKNOWN, Standing.PASSED, parent=0),
        HandedUpUnit("县水利局", Level.UNKNOWN, Standing.RECEIVED),
    )
    assert [one.name for one in HandedUp("甲县", units).counted] == ["县教育局", "县实验小学"]
