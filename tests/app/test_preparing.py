"""What was handed out prepares the unit's report once, changes nothing that stands there, and says what it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.verdict import against
from app.preparing import Asked, Preparation, asked_of, likely, rule_lines
from model.collection.hand_out import HandOut, HandOutUnit
from model.errors import UserError
from model.report.file_format import dumps
from model.report.report import Level, Report
from model.report.totals import without_derivable_totals
from model.rules.switches import SETTING, Switches
from model.storage.library import Library
from model.storage.records import Change, How
from tests.model.storage.county.collected import YEAR, report_of

NAME = "青石镇人民政府"
LAST = replace(report_of(NAME), year=YEAR - 1)
UNIT = HandOutUnit(NAME, Level.TOWNSHIP, date(2026, 1, 20), date(2026, 2, 28), last_year=dumps(LAST).encode())
RULES = Switches(on=frozenset({"T12"}), limit=800)
HANDED = HandOut("甲县人民政府", "甲县2025年度年报", "甲县人民政府办公室", YEAR, (UNIT,), ("写明公开专区数",), RULES)
any_switches = st.builds(
    Switches,
    off=st.frozensets(st.sampled_from(["T5", "X4"])),
    on=st.frozensets(st.sampled_from(["T12", "T13"])),
)


def opened(library: Library, handed: HandOut = HANDED, at: int = 0) -> Preparation:
    return Preparation(library, handed, handed.units[at])


def test_an_empty_library_has_the_report_last_years_and_what_is_asked(library: Library) -> None:
    found = opened(library)
    assert not found.is_done
    assert not found.conflicts
    assert list(found.lines()) == [
        "新建“青石镇人民政府”2025年度的年报（乡镇人民政府），期限2026年1月20日",
        "导入2024年度的年报，供核对两年的衔接",
    ]
    report = found.carry_out(rules=True).report
    there = library.load(report)
    assert (there.report.unit, there.report.level, there.report.year) == (NAME, Level.TOWNSHIP, YEAR)
    assert there.due == date(2026, 1, 20)
    assert library.last_year(there.report) == LAST
    assert library.switches == RULES
    assert asked_of(library, report) == Asked("甲县人民政府", "甲县人民政府办公室", ("写明公开专区数",))


def test_opened_twice_it_makes_nothing_twice(library: Library) -> None:
    report = opened(library).carry_out(rules=True).report
    again = opened(library)
    assert again.is_done
    assert not again.conflicts
    assert again.carry_out(rules=True).report == report
    assert len(library.summaries()) == 2


def test_what_stands_in_a_report_stays_and_the_day_is_taken(library: Library) -> None:
    there = library.create(without_derivable_totals(report_of(NAME)))
    library.create(LAST)
    found = opened(library)
    assert found.conflicts
    assert list(found.lines()) == [
        "报告库里已有2025年度的年报（草稿），填的内容不动",
        "期限由1月31日改为2026年1月20日",
    ]
    before = library.load(there).report
    assert found.carry_out(rules=False).report == there
    now = library.load(there)
    assert now.report.numbers == before.numbers
    assert now.report.texts == before.texts
    assert now.due == date(2026, 1, 20)
    assert library.switches == Switches()


def test_a_later_day_is_told_and_taken_by_opening_the_newer_file(library: Library) -> None:
    report = opened(library).carry_out(rules=True).report
    newer = replace(HANDED, units=(replace(UNIT, send_by=date(2026, 2, 10)),), requirements=("另一条",))
    found = opened(library, newer)
    assert list(found.lines())[1:] == ["期限由1月20日改为2026年2月10日"]
    assert found.carry_out(rules=False).report == report
    assert library.load(report).due == date(2026, 2, 10)
    asked = asked_of(library, report)
    assert asked is not None
    assert asked.requirements == ("另一条",)


def test_a_level_that_is_another_is_told_and_taken(library: Library) -> None:
    report = library.create(Report(NAME, Level.SUBDISTRICT, YEAR))
    found = opened(library)
    assert list(found.lines())[2:3] == ["层级由街道办事处改为乡镇人民政府"]
    assert found.carry_out(rules=False).report == report
    assert library.load(report).report.level is Level.TOWNSHIP
    assert library.take_back(report) is not None


def test_a_final_report_keeps_its_level(library: Library) -> None:
    report = library.create(Report(NAME, Level.SUBDISTRICT, YEAR))
    library.finalise(report, date(2026, 1, 9))
    found = opened(library)
    assert not found.new_level
    assert found.carry_out(rules=False).report == report
    assert library.load(report).report.level is Level.SUBDISTRICT


def test_last_years_under_another_name_is_the_same_units(library: Library) -> None:
    last = replace(LAST, unit="青石乡人民政府")
    unit = replace(UNIT, other_names=(last.unit,), last_year=dumps(last).encode())
    found = opened(library, replace(HANDED, units=(unit,)))
    assert list(found.lines())[1].endswith("，当时的名称是“青石乡人民政府”")
    there = library.load(found.carry_out(rules=False).report)
    assert there.report.unit == NAME
    assert there.due == date(2026, 1, 20)
    assert library.last_year(there.report) == last


def test_last_years_that_is_there_is_not_brought_in_again(library: Library) -> None:
    cell = LAST.form.typed_cells[0]
    mine = library.create(LAST)
    library.write(mine, [Change(cell, LAST.numbers[cell], Decimal(77))], How.TYPED, "x")
    assert opened(library).last is None
    opened(library).carry_out(rules=False)
    assert library.load(mine).report.numbers[cell] == 77
    assert against(library.load(mine), LAST, LAST, whole=True).changes


def test_nothing_is_half_prepared(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise UserError("盘满了")

    monkeypatch.setattr(Library, "remember", fails)
    with pytest.raises(UserError, match="盘满了"):
        opened(library).carry_out(rules=True)
    assert not library.summaries()


def test_of_several_units_the_one_that_is_written_for_here_is_meant(library: Library) -> None:
    other = replace(UNIT, name="河口镇人民政府")
    both = replace(HANDED, units=(other, UNIT))
    assert likely(library, HANDED) == 0
    assert likely(library, both) is None
    library.create(LAST)
    assert likely(library, both) == 1
    library.remember("default unit", "河口镇 人民政府")
    assert likely(library, both) == 0


@given(any_switches, any_switches)
def test_each_rule_that_changes_is_named_once(before: Switches, now: Switches) -> None:
    said = "".join(rule_lines(before, now))
    changed = (before.off ^ now.off) | (before.on ^ now.on)
    assert sorted(one for one in ("T5", "X4", "T12", "T13") if one in said) == sorted(changed)


def test_what_is_kept_oddly_is_as_if_nothing_was_handed_out(library: Library) -> None:
    for words in ("", "{}", "[]", '["a"]', "[1"):
        library.remember("handed out 1", words)
        assert asked_of(library, 1) is None or words == "{}"
    assert SETTING == "rules"
