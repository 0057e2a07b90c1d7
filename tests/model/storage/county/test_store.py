"""Collections in the library: acts, history, undo, figures; nothing is lost and nothing half done."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.collection.adding import empty_sum, sum_up
from model.collection.scope import scope_of
from model.collection.standing import Standing, StandingAct, UnitAct
from model.collection.unit import CollectionUnit
from model.errors import DamagedError, UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.addition import add_up
from model.report.file_format import dumps
from model.report.report import Level
from model.report.totals import with_totals
from model.storage.county.records import NewAnswer, NewRemark, RemarkAnswer, RemarkVerdict
from model.storage.library import Library
from tests.model.storage.county.collected import (
    ARCHIVE,
    HEADING,
    OFFICE,
    SCHOOL,
    TOWN,
    UNITS,
    WHO,
    YEAR,
    new_of,
    receive,
    report_of,
    state,
    units_of,
)

TODAY = date(2026, 1, 25)
CELL = FORM_2021.typed_cells[0]


def standings(library: Library, collection: int) -> list[Standing]:
    return list(library.county.standings(collection).values())


def remark(library: Library, submission: int, words: str = "请核对") -> int:
    return library.county.remark([NewRemark(submission, CELL, words)], WHO)[0]


def test_a_collection_is_as_it_was_made(library: Library, collection: int) -> None:
    (kept,) = library.county.collections()
    assert (kept.key, kept.heading, kept.units) == (collection, HEADING, 4)
    units = units_of(library, collection)
    assert [replace(one, key=at, parent=None) for at, one in enumerate(units)] == [
        replace(one, parent=None) for one in UNITS
    ]
    assert units[SCHOOL].parent == units[OFFICE].key
    assert standings(library, collection) == [Standing.MISSING] * 3 + [Standing.EXCUSED]
    assert library.county.misfits() == ()


def test_what_came_in_is_kept_as_it_came(library: Library, collection: int) -> None:
    first = receive(library, collection, TOWN)
    second = receive(library, collection, TOWN, change=1)
    unit = units_of(library, collection)[TOWN]
    newest, oldest = library.county.submissions(unit.key)
    assert [(one.key, one.revision, one.before) for one in (oldest, newest)] == [(first, 1, None), (second, 2, first)]
    assert oldest.report == report_of(unit.name)
    assert library.county.original(oldest) == dumps(report_of(unit.name)).encode()
    assert library.county.original(newest) == dumps(report_of(unit.name, 1)).encode()
    assert library.county.current(unit.key) == newest
    found = library.county.same_bytes(collection, unit.key, oldest.digest)
    assert found is not None
    assert found.key == first


def test_the_roll_call_tells_of_every_unit(library: Library, collection: int) -> None:
    key = receive(library, collection, OFFICE, must=2)
    one, other = remark(library, key), remark(library, key)
    library.county.answer(one, RemarkAnswer.DONE)
    town, office, school, archive = library.county.roll(collection, TODAY)
    assert (town.standing, town.days_left, town.tally, town.revision) == (Standing.MISSING, 6, None, 0)
    assert (office.days_left, office.tally and office.tally.must, office.remarks, office.answered) == (-5, 2, 2, 1)
    assert (office.undecided, office.revision, office.submission) == (1, 1, key)
    assert not town.is_late
    assert office.is_late  # it came in today, which is long after
    assert not archive.is_late
    assert school.unit.parent == office.unit.key
    library.county.remove_remark(other)
    assert library.county.roll(collection, TODAY)[OFFICE].remarks == 1


def test_the_whole_way_of_a_report(library: Library, collection: int) -> None:
    key = receive(library, collection, TOWN)
    unit = units_of(library, collection)[TOWN].key
    with pytest.raises(UserError, match="退回要写意见"):
        library.county.act(unit, StandingAct.RETURN, WHO)
    library.county.return_(unit, [NewRemark(key, CELL, "与上年不符")], WHO)
    with pytest.raises(UserError, match="没有重交"):
        library.county.act(unit, StandingAct.PASS, WHO)
    receive(library, collection, TOWN, change=1)
    assert library.county.standings(collection)[unit] is Standing.RESUBMITTED
    library.county.act(unit, StandingAct.PASS, WHO)
    with pytest.raises(UserError, match="青石镇人民政府：通过（锁定），先撤销通过再收"):
        receive(library, collection, TOWN, change=2)
    library.county.publish(unit, date(2026, 2, 1), "http://example.gov.cn/1", WHO)
    row = library.county.roll(collection, TODAY)[TOWN]
    assert (row.standing, row.published_on, row.address) == (
        Standing.PUBLISHED,
        date(2026, 2, 1),
        "http://example.gov.cn/1",
    )
    with pytest.raises(UserError, match="原因"):
        library.county.act(unit, StandingAct.REVOKE, WHO)
    library.county.act(unit, StandingAct.REVOKE, WHO, "数字有误")
    row = library.county.roll(collection, TODAY)[TOWN]
    assert (row.standing, row.published_on, row.address, row.returned) == (Standing.RESUBMITTED, None, "", 1)
    assert [one.act for one in reversed(library.county.steps(unit))] == [
        UnitAct.ADD,
        StandingAct.RECEIVE,
        StandingAct.RETURN,
        StandingAct.RECEIVE,
        StandingAct.PASS,
        StandingAct.PUBLISH,
        StandingAct.REVOKE,
    ]
    assert {one.who for one in library.county.steps(unit)} == {WHO}
    assert library.county.misfits() == ()


def test_nothing_passes_over_what_is_open_without_a_reason(library: Library, collection: int) -> None:
    key = receive(library, collection, OFFICE, must=1)
    unit = units_of(library, collection)[OFFICE].key
    library.county.answer(remark(library, key), RemarkAnswer.KEPT, "就是这样")
    with pytest.raises(UserError) as refused:
        library.county.act(unit, StandingAct.PASS, WHO)
    for words in ("必须改正的1处", "县实验小学（未交）", "1条意见", "写原因"):
        assert words in refused.value.sentence
    library.county.act(unit, StandingAct.PASS, WHO, "县领导同意")
    assert library.county.steps(unit)[0].why == "县领导同意"


def test_a_superior_passes_when_those_below_have(library: Library, collection: int) -> None:
    receive(library, collection, OFFICE)
    receive(library, collection, SCHOOL)
    office, school = (units_of(library, collection)[at].key for at in (OFFICE, SCHOOL))
    assert "县实验小学（已收待审）" in library.county.hindrance(office)
    library.county.act(school, StandingAct.PASS, WHO)
    assert library.county.hindrance(office) == ""
    library.county.act(office, StandingAct.PASS, WHO)


def test_a_remark_is_answered_and_decided(library: Library, collection: int) -> None:
    key = receive(library, collection, TOWN)
    unit = units_of(library, collection)[TOWN].key
    said = remark(library, key)
    with pytest.raises(UserError, match="不改要写原因"):
        library.county.answer(said, RemarkAnswer.KEPT, " ")
    library.county.answer(said, RemarkAnswer.KEPT, "都是全部公开")
    (one,) = library.county.remarks(unit)
    assert (one.answer, one.answer_words, one.is_undecided) == (RemarkAnswer.KEPT, "都是全部公开", True)
    library.county.decide(said, RemarkVerdict.INSISTED)
    assert not library.county.remarks(unit)[0].is_undecided
    with pytest.raises(UserError, match="意见要写内容"):
        remark(library, key, "　")


# Undo


def test_a_batch_is_taken_back_as_a_whole(library: Library, collection: int) -> None:
    receive(library, collection, TOWN)
    before = state(library, collection)
    units = units_of(library, collection)
    with library.county.batch(collection, WHO) as acts:
        acts.receive_all([new_of(library, units[TOWN], 5), new_of(library, units[SCHOOL])])
    batch = library.county.batches(collection)[0]
    assert (batch.label, batch.units) == ("收到2个单位", 2)
    assert state(library, collection) != before
    assert set(library.county.take_back(collection, batch.number)) == {units[TOWN].key, units[SCHOOL].key}
    assert state(library, collection) == before
    newest = library.county.submissions(units[TOWN].key)[0]
    assert newest.withdrawn
    assert library.county.original(newest)  # the file stays
    assert library.county.misfits() == ()
    with pytest.raises(UserError, match="已经撤销"):
        library.county.take_back(collection, batch.number)


def test_a_batch_is_not_taken_back_where_something_came_after(library: Library, collection: int) -> None:
    units = units_of(library, collection)
    with library.county.batch(collection, WHO) as acts:
        acts.receive_all([new_of(library, units[TOWN]), new_of(library, units[SCHOOL])])
    batch = library.county.batches(collection)[0].number
    library.county.act(units[SCHOOL].key, StandingAct.PASS, WHO)
    before = state(library, collection)
    with pytest.raises(UserError, match="县实验小学后来又有改动"):
        library.county.take_back(collection, batch)
    assert state(library, collection) == before
    assert library.county.misfits() == ()


ACTS = st.lists(
    st.tuples(
        st.sampled_from([*StandingAct, "remark", "remind", "coverage"]),
        st.integers(0, 3),
        st.sampled_from(["", "因为"]),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ACTS)
def test_whatever_was_done_is_taken_back_step_by_step(library: Library, acts: list[tuple[object, int, str]]) -> None:
    collection = library.county.create(HEADING, UNITS, WHO)
    states: list[tuple[int, list[Any]]] = []
    for number, (act, place, why) in enumerate(acts):
        before = state(library, collection)
        last = library.county.batches(collection)[0].number
        try:
            _do(library, collection, (act, place, why), number)
        except UserError:
            assert state(library, collection) == before
        newest = library.county.batches(collection)[0].number
        if newest != last:
            states.append((newest, before))
    after = state(library, collection)
    for batch, before in reversed(states):
        library.county.take_back(collection, batch)
        assert _without_remarks(state(library, collection)) == _without_remarks(before)
    assert library.county.misfits() == ()
    for at, (batch, before) in enumerate(states):
        assert _without_remarks(state(library, collection)) == _without_remarks(before)
        wanted = library.county.to_make_again(collection)
        assert (wanted and wanted.number, at) == (batch, at)
        library.county.make_again(collection, batch)
    assert _without_remarks(state(library, collection)) == _without_remarks(after)
    assert library.county.to_make_again(collection) is None
    assert library.county.misfits() == ()


def test_what_was_taken_back_is_made_again_as_a_whole(library: Library, collection: int) -> None:
    units = units_of(library, collection)
    with library.county.batch(collection, WHO) as acts:
        acts.receive_all([new_of(library, units[TOWN], 5), new_of(library, units[SCHOOL])])
    after, batch = state(library, collection), library.county.batches(collection)[0].number
    library.county.take_back(collection, batch)
    assert set(library.county.make_again(collection, batch)) == {units[TOWN].key, units[SCHOOL].key}
    assert state(library, collection) == after
    assert not library.county.submissions(units[TOWN].key)[0].withdrawn
    assert library.county.misfits() == ()
    with pytest.raises(UserError, match="已经重做"):
        library.county.make_again(collection, batch)


def test_what_was_taken_back_is_not_made_again_over_something_else(library: Library, collection: int) -> None:
    units = units_of(library, collection)
    with library.county.batch(collection, WHO) as acts:
        acts.receive_all([new_of(library, units[TOWN], 5), new_of(library, units[SCHOOL])])
    batch = library.county.batches(collection)[0].number
    library.county.take_back(collection, batch)
    receive(library, collection, SCHOOL, 7)
    before = state(library, collection)
    assert library.county.to_make_again(collection) is None  # what was done since is the last step now
    with pytest.raises(UserError, match="县实验小学后来又有改动，不能整批重做"):
        library.county.make_again(collection, batch)
    assert state(library, collection) == before
    assert library.county.submissions(units[TOWN].key)[0].withdrawn
    assert library.county.misfits() == ()


def _do(library: Library, collection: int, act: tuple[object, int, str], number: int) -> None:
    what, place, why = act
    unit = units_of(library, collection)[place]
    if what is StandingAct.RECEIVE:
        receive(library, collection, place, number)
    elif what is StandingAct.PUBLISH:
        library.county.publish(unit.key, TODAY, "http://x", WHO)
    elif isinstance(what, StandingAct):
        library.county.act(unit.key, what, WHO, why)
    elif what == "remark":
        current = library.county.current(unit.key)
        if current is not None:
            remark(library, current.key)
    elif what == "remind":
        with library.county.batch(collection, WHO) as acts:
            acts.remind(unit.key)
    else:
        library.county.edit(replace(unit, contact=f"{number}", counted=not unit.counted), WHO)


def _without_remarks(found: list[Any]) -> list[Any]:
    rows, totals = found
    return [[one._replace(remarks=0, answered=0, undecided=0) for one in rows], totals]


# The list


def test_two_of_one_name_are_refused_under_one_superior_only(library: Library) -> None:
    twins = [CollectionUnit(0, "甲镇"), CollectionUnit(1, "乙镇"), CollectionUnit(2, "财政所", parent=0)]
    library.county.create(HEADING, [*twins, CollectionUnit(3, "财政所", parent=1)], WHO)
    with pytest.raises(UserError, match="两个“财政所”"):
        library.county.create(HEADING, [*twins, CollectionUnit(3, "财政　所", parent=0)], WHO)
    with pytest.raises(UserError, match="两个“甲镇”"):
        library.county.create(HEADING, [CollectionUnit(n, "甲镇") for n in range(500)], WHO)
    assert len(library.county.collections()) == 1
    assert library.county.misfits() == ()


def test_a_unit_is_edited_added_and_removed(library: Library, collection: int) -> None:
    units = units_of(library, collection)
    library.county.edit(replace(units[TOWN], name="青石街道办事处", level=Level.SUBDISTRICT), WHO)
    assert units_of(library, collection)[TOWN].name == "青石街道办事处"
    with pytest.raises(UserError, match="绕回自己"):
        library.county.edit(replace(units[OFFICE], parent=units[SCHOOL].key), WHO)
    with library.county.batch(collection, WHO) as acts:
        with pytest.raises(UserError, match="下属单位"):
            acts.remove(units[OFFICE].key)
        acts.remove(units[SCHOOL].key, "撤并")
        acts.add_units([CollectionUnit(0, "县气象局", order=9)])
    assert [one.name for one in units_of(library, collection)] == ["青石街道办事处", "县教育局", "县档案馆", "县气象局"]
    library.county.take_back(collection, library.county.batches(collection)[0].number)
    assert [one.name for one in units_of(library, collection)][2] == "县实验小学"
    assert len(units_of(library, collection)) == 4


def test_what_came_in_from_a_unit_that_was_added_keeps_it_on_the_list(library: Library, collection: int) -> None:
    with library.county.batch(collection, WHO) as acts:
        acts.add_units([CollectionUnit(0, "县气象局", order=9)])
    batch = library.county.batches(collection)[0].number
    receive(library, collection, 4)
    with pytest.raises(UserError, match="县气象局"):
        library.county.take_back(collection, batch)


def test_a_deleted_collection_comes_back_and_goes_for_good_after_a_year(library: Library, collection: int) -> None:
    receive(library, collection, TOWN)
    library.county.adjust(collection, CELL, Decimal(3), "重复", WHO)
    remark(library, library.county.roll(collection, TODAY)[TOWN].submission or 0)
    library.county.delete(collection)
    assert library.county.collections() == ()
    with pytest.raises(UserError, match="已删除"):
        receive(library, collection, SCHOOL)
    assert library.county.clear_deleted() == 0
    library.county.bring_back(collection)
    assert len(library.county.collections()) == 1
    library.county.delete(collection)
    later = datetime.now().astimezone() + timedelta(days=367)
    library._clock = lambda: later
    assert library.county.clear_deleted() == 1
    assert library.county.collections(deleted=True) == ()
    assert library.county.misfits() == ()


# The sum


def test_the_sum_of_the_library_is_the_sum_of_the_reports(library: Library, collection: int) -> None:
    units = units_of(library, collection)
    for place in (TOWN, SCHOOL):
        receive(library, collection, place, change=place)
    keys = [units[TOWN].key, units[SCHOOL].key]
    found = sum_up(empty_sum("甲县", Level.COUNTY, YEAR), library.county.totals(collection, keys))
    expected = add_up([with_totals(report_of(units[place].name, place)) for place in (TOWN, SCHOOL)])
    assert found.report.numbers == expected.numbers
    of_cell = library.county.figures_of(collection, CELL, keys)
    assert [(one.unit, one.value) for one in of_cell] == [
        (units[place].key, report_of("", place).numbers[CELL]) for place in (TOWN, SCHOOL)
    ]


def test_a_blank_is_known_with_its_unit(library: Library, collection: int) -> None:
    units = units_of(library, collection)
    receive(library, collection, TOWN)
    blank = replace(new_of(library, units[SCHOOL]), report=report_of("").with_number(CELL, None))
    with library.county.batch(collection, WHO) as acts:
        acts.receive(blank)
    totals = library.county.totals(collection, [units[TOWN].key, units[SCHOOL].key])
    assert totals[CELL].blank == (units[SCHOOL].key,)
    assert totals[CELL].total == report_of("").numbers[CELL]


def test_a_figure_that_is_lost_or_another_is_noticed(library: Library, collection: int) -> None:
    receive(library, collection, TOWN)
    unit = units_of(library, collection)[TOWN].key
    library._db.execute("UPDATE figure SET whole = whole + 1, value = whole + 1 WHERE cell = 5")
    assert library.county.misfits() == (f"figure {unit}",)
    library._db.execute("DELETE FROM figure WHERE cell = 7")
    with pytest.raises(DamagedError, match="对不上"):
        library.county.totals(collection, [unit])


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE collection_unit SET standing = 'passed' WHERE id = 1",
        "UPDATE submission SET report = replace(report, '1', '2')",
        "DELETE FROM adjustment",
        "UPDATE remark SET words = '好'",
        "UPDATE collection_step SET who = '李'",
        "UPDATE collection SET year = 2024",
    ],
)
def test_a_row_that_is_not_as_it_was_written_is_noticed(library: Library, collection: int, damage: str) -> None:
    remark(library, receive(library, collection, TOWN))
    library.county.adjust(collection, CELL, Decimal(3), "重复", WHO)
    assert library.county.misfits() == ()
    library._db.execute(damage)
    assert library.county.misfits()


def test_adjustments_are_kept_and_taken_away(library: Library, collection: int) -> None:
    key = library.county.adjust(collection, CELL, Decimal(-3), "重复登记", WHO)
    (one,) = library.county.adjustments(collection)
    assert (one.cell, one.value, one.reason, one.by) == (CELL, Decimal(-3), "重复登记", WHO)
    with pytest.raises(UserError, match="合计"):
        library.county.adjust(collection, Cell("applications/received/total"), Decimal(1), "重复", WHO)
    library.county.remove_adjustment(key)
    assert library.county.adjustments(collection) == ()


def test_who_is_in_the_sum_follows_the_states(library: Library, collection: int) -> None:
    for place in (TOWN, OFFICE, SCHOOL):
        receive(library, collection, place)
    tree = library.county.units(collection)
    assert scope_of(tree, library.county.standings(collection)).counted == ()
    received = scope_of(tree, library.county.standings(collection), all_received=True)
    assert [tree.units[key].name for key in received.counted] == ["青石镇人民政府", "县教育局"]
    assert len(received.left) == 2
    assert tree.units[received.left[0].unit].name == UNITS[SCHOOL].name
    assert tree.units[received.left[1].unit].name == UNITS[ARCHIVE].name


def test_a_library_that_is_only_read_shows_its_collections(library: Library, collection: int) -> None:
    receive(library, collection, TOWN)
    with closing(sqlite3.connect(library.path)) as db:
        (was,) = db.execute("SELECT became FROM collection_step WHERE act = 'receive'").fetchone()
    assert json.loads(was)["standing"] == "received"
    library.read_only = "只能查看"
    with pytest.raises(UserError, match="只能查看"):
        library.county.delete(collection)
    assert len(library.county.collections()) == 1


def test_an_answer_reaches_no_remark_of_another_unit_and_none_that_was_removed(
    library: Library, collection: int
) -> None:
    units = units_of(library, collection)
    theirs = remark(library, receive(library, collection, SCHOOL))
    mine = receive(library, collection, TOWN)
    gone, there = remark(library, mine), remark(library, mine)
    library.county.remove_remark(gone)
    answers = tuple(NewAnswer(key, RemarkAnswer.DONE) for key in (theirs, gone, there))
    with library.county.batch(collection, WHO) as acts:
        acts.receive(replace(new_of(library, units[TOWN], 3), answers=answers))
    library.county.remove_remark(gone, removed=False)
    assert [one.answer for one in library.county.remarks(units[TOWN].key)] == [RemarkAnswer.NONE, RemarkAnswer.DONE]
    assert [one.answer for one in library.county.remarks(units[SCHOOL].key)] == [RemarkAnswer.NONE]


def test_an_edit_of_a_unit_says_nothing_of_whether_it_must_report(library: Library, collection: int) -> None:
    archive = units_of(library, collection)[ARCHIVE]
    library.county.edit(replace(archive, contact="李", excused=""), WHO)
    row = library.county.roll(collection, TODAY)[ARCHIVE]
    assert (row.standing, row.unit.excused, row.unit.contact) == (Standing.EXCUSED, "并入县委办", "李")


def test_a_figure_of_one_of_several_units_that_is_lost_is_noticed(library: Library, collection: int) -> None:
    units = units_of(library, collection)
    for place in (TOWN, SCHOOL):
        receive(library, collection, place)
    keys = [units[TOWN].key, units[SCHOOL].key]
    with pytest.raises(DamagedError):  # one that has none at all, in the place of one that has
        library.county.totals(collection, [units[TOWN].key, units[OFFICE].key])
    library._db.execute("DELETE FROM figure WHERE cell = 7 AND unit = ?", (keys[0],))
    with pytest.raises(DamagedError):
        library.county.totals(collection, keys)


def test_nothing_is_built_on_a_row_that_is_not_as_it_was_written(library: Library, collection: int) -> None:
    receive(library, collection, TOWN)
    unit = units_of(library, collection)[TOWN].key
    library._db.execute("UPDATE collection_unit SET contact = 'x' WHERE id = ?", (unit,))
    with pytest.raises(DamagedError, match="与保存时不符"):
        library.county.act(unit, StandingAct.PASS, WHO)
    with pytest.raises(DamagedError, match="与保存时不符"):
        library.county.take_back(collection, library.county.batches(collection)[0].number)
    assert library.county.misfits() == (f"collection_unit {unit}",)


def test_the_year_of_a_collection_changes_only_while_nothing_came_in(library: Library, collection: int) -> None:
    library.county.change_heading(collection, replace(HEADING, year=2024, title="上年的"), WHO)
    assert library.county.collection(collection).heading.title == "上年的"
    library.county.change_heading(collection, HEADING, WHO)
    receive(library, collection, TOWN)
    library.county.change_heading(collection, replace(HEADING, title="甲县年报"), WHO)
    with pytest.raises(UserError, match="已经收到2025年"):
        library.county.change_heading(collection, replace(HEADING, year=2024), WHO)
    assert library.county.collection(collection).heading == replace(HEADING, title="甲县年报")
    assert library.county.misfits() == ()
