"""The roll call and its texts: everybody once, those who are meant and nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.collecting.roll import (
    RollCall,
    RollFilter,
    RollText,
    call_roll,
    coverage_words,
    deadline_words,
    due_days,
    due_words,
    is_overdue,
    is_pressing,
    meant_by,
    name_words,
    nobody_meant,
    remark_words,
    spoken,
    write_text,
)
from model.collection.standing import Standing, StandingAct
from model.collection.unit import CollectionUnit, UnitTree
from model.rules.tally import Tally
from model.storage.county.records import NewRemark, RollRow
from model.storage.library import Library
from tests.model.storage.county.collected import ARCHIVE, HEADING, OFFICE, TOWN, WHO, receive, units_of

TODAY = date(2026, 1, 28)


@st.composite
def rolls(draw: st.DrawFn) -> RollCall:
    """Draw a roll call of any states on any day."""
    rows = tuple(_row(draw, key) for key in range(draw(st.integers(0, 6))))
    return RollCall(HEADING, UnitTree(one.unit for one in rows), rows, TODAY)


def _row(draw: st.DrawFn, key: int) -> RollRow:
    standing, left = draw(st.sampled_from(Standing)), draw(st.integers(-40, 40))
    due = TODAY + timedelta(days=left)
    first = datetime.combine(due, datetime.min.time(), UTC) + timedelta(days=draw(st.integers(-5, 5)), hours=4)
    tally = Tally(*draw(st.tuples(*[st.integers(0, 9)] * 5))) if standing.is_in else None
    said = draw(st.integers(0, 3))
    return RollRow(
        CollectionUnit(key, f"第{key}单位"),
        standing,
        due,
        due,
        left,
        key if standing.is_in else None,
        1,
        tally,
        0,
        first if standing.is_in else None,
        first if standing.is_in else None,
        None,
        0,
        said,
        0,
        0,
        first,
        None,
        "",
        None,
    )


@given(rolls())
def test_every_unit_is_in_one_state_and_every_text_names_those_who_are_meant(roll: RollCall) -> None:
    states = [one for one in RollFilter if one not in {RollFilter.ALL, RollFilter.LATE}]
    assert sum(map(roll.count, states)) == roll.count(RollFilter.ALL) == len(roll.rows)
    for text in RollText:
        written, meant = write_text(roll, text), meant_by(roll, text)
        for row in roll.rows:
            assert (row.unit.name in written) is (row in meant)


@given(rolls())
def test_who_is_late_says_by_how_many_days_and_who_is_done_says_nothing(roll: RollCall) -> None:
    for row in roll.rows:
        assert (row.days_late > 0) is row.is_late
        assert row.unit.name in spoken(row)
        if row.standing is Standing.PASSED:
            assert due_words(row).startswith("公开逾期" if row.publish_left < 0 else "公开")
            assert is_overdue(row) is (row.publish_left < 0)
        elif row.standing in {Standing.PUBLISHED, Standing.EXCUSED}:
            assert due_words(row) == ""
        elif row.is_late:
            assert due_words(row) == f"逾期{row.days_late}天"


@given(rolls())
def test_the_curve_ends_with_all_that_came_in(roll: RollCall) -> None:
    curve = roll.received_by_day()
    assert (curve[-1][1] if curve else 0) == sum(one.first is not None for one in roll.rows)
    assert [count for _, count in curve] == sorted(count for _, count in curve)


def test_the_roll_of_a_collection(library: Library, collection: int) -> None:
    key = receive(library, collection, TOWN)
    library.county.return_(units_of(library, collection)[TOWN].key, [NewRemark(key, "", "请核对")], WHO)
    roll = call_roll(library, collection, TODAY)
    town, office, _, archive = roll.rows
    assert roll.sentence == "应报3，已收1，通过0，逾期2，免报1"  # what came in today came after its day
    assert (remark_words(town), remark_words(office)) == ("1条，答0", "")
    assert (due_words(office), coverage_words(office), coverage_words(archive)) == ("逾期8天", "含下属", "不计入")
    assert name_words(roll, office) == "县教育局（含下属1个）"
    assert is_pressing(office)
    assert [one.unit.name for one in roll.below(office.unit.key)] == ["县实验小学"]
    assert [one.unit.name for one in roll.shown(words="教 体")] == ["县教育局"]
    assert len(roll.shown(RollFilter.EXCUSED)) == 1
    assert roll.rows[ARCHIVE].standing is Standing.EXCUSED
    assert roll.rows[OFFICE].days_left == -8


@pytest.mark.parametrize(
    "text, words",
    [
        (RollText.NAMES, ["县教育局", "县实验小学"]),
        (RollText.REMIND, ["2026年1月20日，已过8天，请尽快报送", "2026年1月31日，还有3天", "政务公开办"]),
        (RollText.CORRECT, ["青石镇人民政府", "意见1条，已答0条"]),
        (RollText.ANNOUNCE, ["通报", "逾期未报送的单位（1个）：县教育局（逾期8天）", "逾期报送的单位（1个）"]),
    ],
)
def test_the_texts_to_paste(library: Library, collection: int, text: RollText, words: list[str]) -> None:
    key = receive(library, collection, TOWN)
    library.county.return_(units_of(library, collection)[TOWN].key, [NewRemark(key, "", "请核对")], WHO)
    written = write_text(call_roll(library, collection, TODAY), text, signed="政务公开办")
    assert all(word in written for word in words)
    assert "县档案馆" not in written


def test_who_was_reminded_is_noted(library: Library, collection: int) -> None:
    unit = units_of(library, collection)[TOWN].key
    with library.county.batch(collection, WHO) as acts:
        acts.remind(unit)
    assert call_roll(library, collection, TODAY).rows[TOWN].reminded is not None


def test_a_unit_that_published_waits_for_nothing(library: Library, collection: int) -> None:
    receive(library, collection, TOWN)
    unit = units_of(library, collection)[TOWN].key
    library.county.act(unit, StandingAct.PASS, WHO)
    library.county.publish(unit, TODAY, "http://x", WHO)
    assert due_words(call_roll(library, collection, TODAY).rows[TOWN]) == ""


def test_both_days_of_a_unit_are_told_and_what_is_passed_waits_for_the_second(
    library: Library, collection: int
) -> None:
    receive(library, collection, TOWN)
    town = units_of(library, collection)[TOWN]
    library.county.edit(replace(town, publish_by=date(2026, 2, 10)), WHO)
    library.county.act(town.key, StandingAct.PASS, WHO)
    days = [date(2026, 2, 8), date(2026, 2, 10), date(2026, 2, 13)]
    rows = [call_roll(library, collection, day).rows[TOWN] for day in days]
    assert [due_words(one) for one in rows] == ["公开还有2天", "公开今天到期", "公开逾期3天"]
    assert [due_days(one) for one in rows] == [2, 0, -3]
    assert deadline_words(rows[0]) == "送审期限2026年1月31日；公开期限2026年2月10日（另定）"
    library.county.publish(town.key, date(2026, 2, 9), "", WHO)
    row = call_roll(library, collection, days[2]).rows[TOWN]
    assert (due_words(row), due_days(row)) == ("", None)


def test_nobody_is_named_in_public_before_the_day_is_over(library: Library, collection: int) -> None:
    roll = call_roll(library, collection, date(2026, 1, 20))
    assert write_text(roll, RollText.ANNOUNCE) == ""
    assert nobody_meant(roll, RollText.ANNOUNCE) == "没有逾期的单位；最早的期限是2026年1月20日，过了才通报"
    key = receive(library, collection, TOWN)
    library.county.return_(units_of(library, collection)[TOWN].key, [NewRemark(key, "", "请核对")], WHO)
    late = write_text(call_roll(library, collection, date(2026, 1, 21)), RollText.ANNOUNCE)
    assert "县教育局（逾期1天）" in late
    assert "县实验小学" not in late
    assert "没有改好" not in late
    over = write_text(call_roll(library, collection, date(2026, 2, 1)), RollText.ANNOUNCE)
    assert "退回后到期没有改好的单位（1个）：青石镇人民政府" in over
    assert "县实验小学（逾期1天）" in over
