"""The list of a collection changes as one batch, keeps what is known of a unit, and is taken back whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.collecting.list_changes import UnitChanges, added, change_units, remove_units, what_goes
from app.collecting.unit_lists import pasted
from model.collection.unit import CollectionUnit, Coverage, UnitTree, plain_name
from model.errors import UserError
from model.report.report import Level
from model.storage.library import Library
from tests.model.storage.county.collected import (
    ARCHIVE,
    HEADING,
    OFFICE,
    SCHOOL,
    TOWN,
    WHO,
    YEAR,
    receive,
    state,
    units_of,
)


def add(library: Library, collection: int, text: str, under: int | None = None) -> str:
    tree = library.county.units(collection)
    found = added(tree, pasted(text, YEAR), under)
    with library.county.batch(collection, WHO) as acts:
        acts.add_units(found.units, found.there)
    return found.sentence


def names(library: Library, collection: int) -> list[tuple[int, str]]:
    return [(depth, one.name) for depth, one in library.county.units(collection).in_order()]


def test_new_units_come_last_or_under_whom_they_belong(library: Library, collection: int) -> None:
    said = add(library, collection, "县 教育局\n  县第一中学\n河口镇人民政府\n县实验小学")
    assert said == "将加入2个单位；县 教育局、县实验小学已在名单里，跳过"
    assert names(library, collection) == [
        (0, "青石镇人民政府"),
        (0, "县教育局"),
        (1, "县实验小学"),
        (1, "县第一中学"),
        (0, "县档案馆"),
        (0, "河口镇人民政府"),
    ]


def test_units_come_under_the_one_that_is_chosen(library: Library, collection: int) -> None:
    units = units_of(library, collection)
    add(library, collection, "甲所\n  甲站\n乙所", units[TOWN].key)
    assert names(library, collection)[:4] == [(0, "青石镇人民政府"), (1, "甲所"), (2, "甲站"), (1, "乙所")]


def test_added_units_are_taken_back_and_made_again(library: Library, collection: int) -> None:
    before = state(library, collection)
    add(library, collection, "河口镇人民政府\n  河口站")
    after = state(library, collection)
    batch = library.county.batches(collection)[0].number
    library.county.take_back(collection, batch)
    assert state(library, collection) == before
    library.county.make_again(collection, batch)
    assert state(library, collection) == after


def changed(library: Library, collection: int, places: list[int], changes: UnitChanges) -> list[str]:
    units = [units_of(library, collection)[place] for place in places]
    with library.county.batch(collection, WHO) as acts:
        return [one.name for one in change_units(acts, units, changes)]


def test_what_is_changed_of_several_leaves_the_rest(library: Library, collection: int) -> None:
    before = units_of(library, collection)
    said = changed(library, collection, [TOWN, OFFICE], UnitChanges(Level.COUNTY_DEPARTMENT, counted=False))
    assert said == ["青石镇人民政府", "县教育局"]
    now = units_of(library, collection)
    for place in (TOWN, OFFICE):
        assert now[place] == replace(before[place], level=Level.COUNTY_DEPARTMENT, counted=False)
    assert now[SCHOOL:] == before[SCHOOL:]
    assert changed(library, collection, [TOWN], UnitChanges(counted=False)) == []


@given(st.lists(st.sampled_from(["甲", "乙", "丙 ", "甲", " "]), max_size=5), st.sampled_from(["甲", "丁", "乙 "]))
def test_a_unit_is_known_by_every_name_that_it_had(others: list[str], name: str) -> None:
    unit = CollectionUnit(1, "甲", ("旧",))
    now = UnitChanges(more={"name": name, "other_names": tuple(others)}).of(unit)
    known = {plain_name(one) for one in now.names}
    assert known >= {plain_name(one) for one in (*others, "甲", name) if plain_name(one)}
    assert len(known) == len(now.names)


@pytest.mark.parametrize("name, says", [("", "不能是空的"), ("　", "不能是空的"), ("长" * 201, "最长200个字")])
def test_a_name_that_is_none_is_refused(name: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        UnitChanges(more={"name": name}).of(CollectionUnit(1, "甲"))


def test_a_unit_moves_under_another_but_not_under_itself(library: Library, collection: int) -> None:
    keys = [one.key for one in units_of(library, collection)]
    changed(library, collection, [SCHOOL], UnitChanges(moves=True))
    assert (0, "县实验小学") in names(library, collection)
    changed(library, collection, [OFFICE], UnitChanges(moves=True, parent=keys[SCHOOL]))
    before = state(library, collection)
    with pytest.raises(UserError, match="绕回自己"):
        changed(library, collection, [SCHOOL], UnitChanges(moves=True, parent=keys[OFFICE]))
    assert state(library, collection) == before


def test_two_of_one_name_under_one_superior_are_refused_and_nothing_is_changed(
    library: Library, collection: int
) -> None:
    before = state(library, collection)
    with pytest.raises(UserError, match="名单里有两个“县教育局”"):
        changed(library, collection, [TOWN], UnitChanges(more={"name": "县教育局"}))
    assert state(library, collection) == before


def test_who_is_taken_off_takes_those_below_along_or_is_refused(library: Library, collection: int) -> None:
    receive(library, collection, SCHOOL)
    before, keys = state(library, collection), [one.key for one in units_of(library, collection)]
    tree: UnitTree = library.county.units(collection)
    with pytest.raises(UserError, match="还有下属单位“县实验小学”"), library.county.batch(collection, WHO) as acts:
        remove_units(acts, tree, [keys[OFFICE]])
    with library.county.batch(collection, WHO) as acts:
        remove_units(acts, tree, [keys[OFFICE], keys[SCHOOL]])
    assert names(library, collection) == [(0, "青石镇人民政府"), (0, "县档案馆")]
    library.county.take_back(collection, library.county.batches(collection)[0].number)
    assert state(library, collection) == before


def test_what_goes_with_a_unit_is_said(library: Library, collection: int) -> None:
    receive(library, collection, SCHOOL)
    rows = library.county.roll(collection, date(2026, 1, 20))
    assert what_goes(rows) == "收到的1份年报和经过不再列出，合计里不再计入；原文件仍留着。可以撤销。"
    assert what_goes(rows[ARCHIVE:]) == "还没有交来年报。可以撤销。"


def test_a_heading_is_a_step_like_all_others(library: Library, collection: int) -> None:
    new = replace(HEADING, title="甲县的", unit="甲县政府办", level=Level.CITY, send_by=date(2026, 2, 1))
    library.county.change_heading(collection, new, WHO)
    assert library.county.collection(collection).heading == new
    receive(library, collection, TOWN)
    batches = [one.number for one in library.county.batches(collection)]
    assert [one.label for one in library.county.batches(collection)[:2]] == ["收到", "改任务信息"]
    library.county.take_back(collection, batches[0])
    library.county.take_back(collection, batches[1])
    assert library.county.collection(collection).heading == HEADING
    library.county.make_again(collection, batches[1])
    assert library.county.collection(collection).heading == new
    assert library.county.misfits() == ()


def test_an_older_heading_is_not_taken_back_over_a_newer_one(library: Library, collection: int) -> None:
    library.county.change_heading(collection, replace(HEADING, title="一"), WHO)
    first = library.county.batches(collection)[0].number
    library.county.change_heading(collection, replace(HEADING, title="二"), WHO)
    with pytest.raises(UserError, match="后来又有改动"):
        library.county.take_back(collection, first)
    with pytest.raises(UserError, match="要有名称"):
        library.county.change_heading(collection, replace(HEADING, title=" "), WHO)
    assert library.county.collection(collection).heading.title == "二"
    library.county.change_heading(collection, replace(HEADING, title="二"), WHO)
    assert [one.label for one in library.county.batches(collection)].count("改任务信息") == 2


def test_coverage_is_kept_where_it_is_not_changed(library: Library, collection: int) -> None:
    changed(library, collection, [TOWN], UnitChanges(coverage=Coverage.WITH_PARTS))
    changed(library, collection, [TOWN], UnitChanges(level=Level.TOWNSHIP))
    assert units_of(library, collection)[TOWN].coverage is Coverage.WITH_PARTS
