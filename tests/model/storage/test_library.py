"""What the library keeps is what was given to it, with its whole past."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report import file_format
from model.report.numbers import number_text
from model.report.printed import printed_cell
from model.report.report import Explanation, Level, Report
from model.report.totals import with_totals
from model.rules.explanations import About
from model.storage.county.tables import MARKED
from model.storage.events import HistoryEvent
from model.storage.library import Library, explanation_place
from model.storage.records import Change, How, State
from tests.model.storage.samples import CELL, CHANGES, TEXT, UNIT, a_report, reports

TYPING = HistoryEvent.TYPED.label


@given(report=reports())
@settings(max_examples=20)
def test_what_is_kept_is_what_was_given(empty_library: Path, report: Report) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copyfile(empty_library, Path(folder) / "library.db"))
        with closing(Library.open(path)) as library:
            key = library.create(report)
        with closing(Library.open(path)) as library:
            (stored,) = library.all()
            assert (stored.id, stored.report, stored.state) == (key, report, State.DRAFT)
            for cell, value in stored.report.numbers.items():
                assert number_text(value) == number_text(report.numbers[cell])  # 5.10 does not become 5.1
            assert {one.place for one in library.history(key)} >= {*report.numbers, *report.texts}


@given(steps=st.lists(CHANGES, max_size=8))
@settings(max_examples=20)
def test_the_past_leads_from_the_first_value_to_the_last(
    empty_library: Path, steps: Sequence[Sequence[Change]]
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Library.open(Path(shutil.copyfile(empty_library, Path(folder) / "l.db")))) as library,
    ):
        key, expected, printed = library.create(a_report()), a_report(), dict[Cell, object]()
        for changes in steps:
            library.write(key, changes, How.PASTED, "粘贴")
            for change in changes:
                if cell := printed_cell(change.place):
                    printed[cell] = change.new
                else:
                    expected = expected.with_place(change.place, change.new)
        assert library.load(key).report == expected
        assert library.load(key).printed == {cell: one for cell, one in printed.items() if one is not None}
        touched = {change.place for changes in steps for change in changes}
        assert {entry.place for entry in library.history(key, limit=1000)} <= touched
        for place in touched:
            _follow(library, key, place)


def _follow(library: Library, key: int, place: str) -> None:
    """Walk through the history of a place: each line begins where the one before it ended."""
    value: str | None = None
    for entry in reversed(library.history(key, place)):
        assert entry.old == value
        assert entry.new != value
        value = entry.new
    stored, cell = library.load(key), printed_cell(place)
    now = stored.report.value(place) if cell is None else stored.printed.get(cell)
    assert value == (number_text(now) if isinstance(now, Decimal) else now or None)


def test_the_past_tells_when_how_and_what_the_user_calls_it(library: Library) -> None:
    key = library.create(a_report())
    when = library.write(key, [Change(CELL, None, Decimal("5.10"))], How.FILLED, "本年度无此类情形")
    (entry,) = library.history(key)
    assert (entry.place, entry.old, entry.new) == (CELL, None, "5.10")
    assert (entry.when, entry.how, entry.step) == (when, How.FILLED, "本年度无此类情形")
    assert library.load(key).changed == when


def test_the_old_value_is_what_stood_there_whatever_the_caller_believes(library: Library) -> None:
    key = library.create(a_report(numbers={CELL: Decimal(1)}))
    library.write(key, [Change(CELL, Decimal(7), Decimal(2))], How.TYPED, TYPING)
    assert library.history(key)[0].old == "1"


def test_the_newest_part_of_the_past_comes_first_and_is_limited(library: Library) -> None:
    key = library.create(a_report())
    for value in range(5):
        library.write(key, [Change(CELL, None, Decimal(value))], How.TYPED, TYPING)
    assert [entry.new for entry in library.history(key, limit=3)] == ["4", "3", "2"]


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = datetime(2024, 1, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


Pairs = list[tuple[str | None, str | None]]


def typed(library: Library, key: int, clock: Clock, *texts: tuple[int, str, str]) -> Pairs:
    """Type texts, each some seconds after the one before, and give their history, oldest first."""
    for seconds, place, words in texts:
        clock.now += timedelta(seconds=seconds)
        library.write(key, [Change(place, "", words)], How.TYPED, TYPING)
        assert library.load(key).report.texts.get(place, "") == words
    return [(entry.old, entry.new) for entry in reversed(library.history(key))]


OTHER = "problems/text"


@pytest.mark.parametrize(
    "texts, past",
    [
        ([(0, TEXT, "主"), (1, TEXT, "主动"), (59, TEXT, "主动公")], [(None, "主动公")]),
        ([(0, TEXT, "主"), (61, TEXT, "主动")], [(None, "主"), ("主", "主动")]),
        ([(0, TEXT, "主"), (40, TEXT, "主动"), (40, TEXT, "主动公")], [(None, "主动"), ("主动", "主动公")]),
        ([(0, TEXT, "主"), (1, OTHER, "问"), (1, TEXT, "主动")], [(None, "主"), (None, "问"), ("主", "主动")]),
        ([(0, TEXT, "主"), (-5, TEXT, "主动")], [(None, "主"), ("主", "主动")]),  # the clock was put back
        ([(0, TEXT, "主"), (1, TEXT, "")], [(None, None)]),
    ],
)
def test_what_is_typed_in_one_minute_is_one_line_of_the_past(
    path: Path, texts: list[tuple[int, str, str]], past: Pairs
) -> None:
    clock = Clock()
    with closing(Library(path, clock)) as library:
        assert typed(library, library.create(a_report()), clock, *texts) == past


def test_numbers_and_other_steps_are_never_drawn_together(path: Path) -> None:
    with closing(Library(path, Clock())) as library:
        key = library.create(a_report())
        for value in (1, 2):
            library.write(key, [Change(CELL, None, Decimal(value))], How.TYPED, TYPING)
        for words in ("甲", "乙"):
            library.write(key, [Change(TEXT, "", words)], How.PASTED, "粘贴")
        library.write(key, [Change(TEXT, "", "丙")], How.TYPED, TYPING)
        library.write(key, [Change(TEXT, "", "乙")], How.UNDONE, f"撤销 {TYPING}")
        assert [entry.new for entry in reversed(library.history(key))] == ["1", "2", "甲", "乙", "丙", "乙"]


def test_reports_come_newest_change_first_and_without_the_deleted(library: Library) -> None:
    first, second, third = (library.create(a_report(year=year)) for year in (2021, 2022, 2023))
    library.write(first, [Change(CELL, None, Decimal(1))], How.TYPED, TYPING)
    library.delete(second)
    assert [stored.id for stored in library.all()] == [first, third]
    library.delete(first)
    assert [stored.id for stored in library.deleted()] == [first, second]
    library.restore(first)
    assert library.find(UNIT, 2022) is None
    library.restore(second)
    assert library.deleted() == ()
    assert {stored.id for stored in library.all()} == {first, second, third}
    assert [entry.step for entry in library.history(second)] == ["恢复", "删除"]


def test_a_deleted_report_takes_no_changes(library: Library) -> None:
    key = library.create(a_report())
    library.delete(key)
    with pytest.raises(UserError, match="已经删除"):
        library.write(key, [Change(CELL, None, Decimal(1))], How.TYPED, TYPING)


def test_last_year_is_the_same_unit_however_it_is_spaced(library: Library) -> None:
    library.create(a_report(unit=" 示例镇　人民政府\n", year=2022, numbers={CELL: Decimal(4)}))
    library.create(a_report(unit="另一镇人民政府", year=2022))
    last = library.last_year(a_report(year=2023))
    assert last is not None
    assert last.numbers == {CELL: Decimal(4)}
    assert library.last_year(a_report(year=2024)) is None
    assert library.last_year(a_report(unit="第三镇人民政府")) is None


def test_of_two_reports_of_a_year_the_one_changed_last_is_found(library: Library) -> None:
    first, second = library.create(a_report()), library.create(a_report())
    library.write(first, [], How.TYPED, TYPING)
    assert [stored.id for stored in library.all()] == [first, second]
    assert library.find(UNIT, 2023) == library.load(first)


def test_what_the_report_is_about_can_be_changed_and_looked_up(library: Library) -> None:
    key = library.create(a_report())
    library.set_header(key, unit="示例街道办事处", level=Level.SUBDISTRICT, year=2023)
    report = library.load(key).report
    assert (report.unit, report.level, report.year) == ("示例街道办事处", Level.SUBDISTRICT, 2023)
    assert [(one.place, one.old, one.new) for one in reversed(library.history(key))] == [
        ("unit", UNIT, "示例街道办事处"),
        ("level", "township", "subdistrict"),
    ]


def test_a_deadline_can_be_set_and_taken_back(library: Library) -> None:
    key = library.create(a_report())
    library.set_deadline(key, date(2024, 1, 20))
    assert library.load(key).deadline == date(2024, 1, 20)
    library.set_deadline(key, None)
    assert library.load(key).deadline is None


EXPLANATION = Explanation("X1", (CELL,), "上年年报有误", "张三", "2024-01-02T09:00:00")
FORBIDDEN: dict[str, Callable[[Library, int], object]] = {
    "number": lambda library, key: library.write(key, [Change(CELL, None, Decimal(9))], How.TYPED, TYPING),
    "text": lambda library, key: library.write(key, [Change(TEXT, "", "改")], How.TYPED, TYPING),
    "header": lambda library, key: library.set_header(key, unit="别的镇", level=Level.TOWNSHIP, year=2023),
    "explain": lambda library, key: library.explain(key, EXPLANATION, {}),
    "unexplain": lambda library, key: library.unexplain(key, "X1", (CELL,)),
    "finalise": lambda library, key: library.finalise(key, date(2024, 1, 4)),
}


@pytest.mark.parametrize("change", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_final_report_takes_no_changes(library: Library, change: Callable[[Library, int], object]) -> None:
    key = library.create(a_report(numbers={CELL: Decimal(1)}, texts={TEXT: "原文"}))
    library.finalise(key, date(2024, 1, 3))
    before, past = library.load(key), library.history(key)
    with pytest.raises(UserError, match="已经定稿"):
        change(library, key)
    assert (library.load(key), library.history(key)) == (before, past)


def test_what_was_final_can_be_looked_up_after_it_was_reopened(library: Library) -> None:
    row = "applications/received"
    report = a_report(numbers={cell: Decimal(2) for cell in FORM_2021.typed_cells if cell.startswith(row)})
    key = library.create(report)
    library.finalise(key, date(2024, 1, 3))
    assert (library.load(key).state, library.load(key).finalised_on) == (State.FINAL, date(2024, 1, 3))
    library.reopen(key, "自然人列漏了一件")
    assert (library.load(key).state, library.load(key).finalised_on) == (State.REVISED, None)
    library.write(key, [Change(Cell(f"{row}/natural_person"), None, Decimal(3))], How.TYPED, TYPING)
    library.finalise(key, date(2024, 1, 9))
    newer, older = library.finals(key)
    assert (older.on, newer.on) == (date(2024, 1, 3), date(2024, 1, 9))
    assert file_format.loads(older.file.encode()) == with_totals(report)
    assert file_format.loads(older.file.encode()).numbers[Cell(f"{row}/total")] == 12
    assert file_format.loads(newer.file.encode()).numbers[Cell(f"{row}/total")] == 13
    steps = [one.step for one in reversed(library.history(key, "state"))]
    assert steps == ["定稿", "修订：自然人列漏了一件", "定稿"]


def test_only_what_is_final_is_reopened(library: Library) -> None:
    key = library.create(a_report())
    with pytest.raises(UserError, match="没有定稿"):
        library.reopen(key, "理由")
    assert library.load(key).state is State.DRAFT


def test_numbers_are_not_carried_into_another_form(library: Library) -> None:
    key = library.create(a_report(year=2021, numbers={CELL: Decimal(4)}))
    with pytest.raises(UserError, match="2020年度用的是另一种表样"):
        library.set_header(key, unit=UNIT, level=Level.TOWNSHIP, year=2020)
    assert library.load(key).report.year == 2021
    library.write(key, [Change(CELL, Decimal(4), None)], How.TYPED, TYPING)
    library.set_header(key, unit=UNIT, level=Level.TOWNSHIP, year=2020)
    assert (library.load(key).report.year, library.load(key).report.edition) == (2020, "2019")


def test_the_others_are_those_of_the_same_year(library: Library) -> None:
    mine, theirs = a_report(), a_report(unit="别的镇人民政府", texts={TEXT: "公开"})
    texts = {TEXT: "公开"}
    deleted = library.create(a_report(unit="撤销的镇", texts=texts))
    for report in (mine, theirs, replace(theirs, year=2022), a_report(unit=f" {UNIT}", texts=texts)):
        library.create(report)
    library.delete(deleted)
    assert tuple(library.others(mine)) == (theirs,)


def test_an_explanation_keeps_the_numbers_it_was_about(library: Library) -> None:
    key = library.create(a_report(numbers={CELL: Decimal(4)}))
    about: About = {CELL: Decimal("4.0"), Cell("fees/charges/amount"): None}
    library.explain(key, EXPLANATION, about)
    stored = library.load(key)
    assert stored.report.explanations == (EXPLANATION,)
    assert stored.explained == {("X1", (CELL,)): about}
    library.write(key, [Change(CELL, None, Decimal(5))], How.TYPED, TYPING)
    assert library.load(key).explained == {("X1", (CELL,)): about}  # the change is seen by comparing


def test_a_newer_reason_takes_the_place_of_the_older_which_stays_in_the_past(library: Library) -> None:
    key = library.create(a_report())
    newer = Explanation("X1", (CELL,), "已经更正", "李四", "2024-01-03T09:00:00")
    library.explain(key, EXPLANATION, {CELL: None})
    library.explain(key, newer, {CELL: Decimal(1)})
    assert library.load(key).report.explanations == (newer,)
    library.unexplain(key, "X1", (CELL,))
    library.unexplain(key, "X1", (CELL,))
    assert library.load(key).explained == {}
    past = library.history(key, explanation_place("X1", (CELL,)))
    assert [(one.old, one.new) for one in reversed(past)] == [
        (None, "上年年报有误"),
        ("上年年报有误", "已经更正"),
        ("已经更正", None),
    ]


def test_an_explanation_that_comes_with_a_file_is_about_its_numbers_with_totals(library: Library) -> None:
    row = "applications/brought_forward"
    total = Cell(f"{row}/total")
    one = Explanation("X1", (total, TEXT), "上年年报有误", "张三", "2024-01-02T09:00:00")
    numbers = {cell: Decimal(2) for cell in FORM_2021.typed_cells if cell.startswith(row)}
    key = library.create(a_report(numbers=numbers, explanations=(one,)))
    assert library.load(key).explained == {("X1", (total, TEXT)): {total: Decimal(12), TEXT: ("",)}}


def test_small_things_are_remembered(library: Library) -> None:
    assert library.setting("zoom") is None
    library.set_setting("zoom", "125")
    library.set_setting("zoom", "150")
    assert library.setting("zoom") == "150"


def test_what_a_newer_program_remembered_is_read_as_it_stands(library: Library, path: Path) -> None:
    library.set_setting("zoom", "150")
    library._db.execute("PRAGMA user_version = 99")
    library.close()
    with closing(Library.open(path)) as newer:
        assert newer.read_only is not None
        assert newer.setting("zoom") == "150"
        assert newer.setting("looks") is None


def test_a_trifle_is_recalled_as_it_is_understood_or_not_at_all(library: Library) -> None:
    assert library.recall("zoom", int, 100) == 100
    library.remember("zoom", "150")
    assert library.recall("zoom", int, 100) == 150
    library.remember("zoom", "large")
    assert library.recall("zoom", int, 100) == 100
    assert library.recall("zoom", {"small": 50}.__getitem__, 100) == 100


@pytest.mark.parametrize("place", ["applications/received/nobody", "problems/nothing", ""])
def test_a_place_that_the_form_does_not_have_is_a_fault_of_the_program(library: Library, place: str) -> None:
    key = library.create(a_report())
    with pytest.raises(ValueError, match="cannot hold"):
        library.write(key, [Change(CELL, None, Decimal(1)), Change(place, None, Decimal(1))], How.TYPED, TYPING)
    assert library.load(key).report == a_report()
    assert library.history(key) == ()


def test_a_report_that_is_not_there_is_a_fault_of_the_program(library: Library) -> None:
    with pytest.raises(KeyError):
        library.load(7)
    with pytest.raises(KeyError):
        library.write(7, [], How.TYPED, TYPING)


def test_every_table_is_strict_and_every_row_belongs_to_a_report(library: Library, path: Path) -> None:
    library.create(a_report())
    with closing(sqlite3.connect(path)) as db:
        tables = db.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
        assert {name for name, strict in tables if not strict} == {"sqlite_schema"}
        of_a_county = {*MARKED, "figure", "figure_cell"}
        owned = {name for name, _ in tables} - {"sqlite_schema", "report", "setting", "unit", "unit_name"} - of_a_county
        for table in owned:
            keys = db.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            assert [(key[2], key[3], key[4]) for key in keys] == [("report", "report", "id")], table
        for table in ("report", "unit", "unit_name"):
            keys = db.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            assert [(key[2], key[4]) for key in keys] == [("unit", "id")], table
        for table in of_a_county - {"collection", "figure_cell"}:
            belongs = {key[2] for key in db.execute(f"PRAGMA foreign_key_list({table})").fetchall()}
            assert belongs & {"collection", "collection_unit"}, table


def test_what_is_written_is_flushed_and_guarded(library: Library) -> None:
    settings_of_connection = {name: library._db.execute(f"PRAGMA {name}").fetchone()[0] for name in SAFE}
    assert settings_of_connection == SAFE


SAFE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_what_is_written_together_is_kept_together(library: Library) -> None:
    key = library.create(a_report())
    with library.together():
        library.write(key, [Change(CELL, None, Decimal(2))], How.IMPORTED, "导入 一.docx")
        library.create(a_report(unit="丙镇人民政府"))
    before = library.all(), library.history(key)
    with pytest.raises(UserError):
        _bring_in_with_one_that_is_final(library, key)
    assert (library.all(), library.history(key)) == before
    assert len(before[0]) == 2
    library.write(key, [Change(CELL, None, Decimal(5))], How.TYPED, TYPING)
    assert library.load(key).report.numbers[CELL] == 5


def _bring_in_with_one_that_is_final(library: Library, key: int) -> None:
    with library.together():
        library.create(a_report(unit="丁镇人民政府"))
        library.write(key, [Change(CELL, None, Decimal(3))], How.IMPORTED, "导入 三.docx")
        library.finalise(key, date(2024, 1, 5))
        library.write(key, [Change(CELL, None, Decimal(4))], How.IMPORTED, "导入 四.docx")


def test_a_restored_report_was_changed_when_it_was_before(path: Path) -> None:
    clock = Clock()
    with closing(Library(path, clock)) as library:
        key = library.create(a_report())
        clock.now += timedelta(days=1)
        library.write(key, [Change(TEXT, None, "主动公开")], How.TYPED, TYPING)
        changed = library.load(key).changed
        for _ in range(2):
            clock.now += timedelta(days=1)
            library.delete(key)
            assert library.summaries(deleted=True)[0].changed > changed  # of what is deleted it says when
            clock.now += timedelta(days=1)
            library.restore(key)
            assert library.load(key).changed == changed
