"""What a list shows: no content is read for it, and a tally that is shown as fresh is that of the open report."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.assessment import assess
from app.subject import Subject
from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.deadline import usual_deadline
from model.report.report import Explanation, Level
from model.rules.switches import SETTING, Switches
from model.rules.tally import Tally
from model.storage import tallies
from model.storage.checksums.verifying import verify
from model.storage.library import Library
from model.storage.numbering import last_edit
from model.storage.records import Change, How, State
from model.storage.summaries import FIRST, Summary
from model.storage.tallies import Counted
from tests.model.storage.samples import CELL, TEXT, UNIT, a_report

CONTENT = {"number", "text", "explanation", "binding", "history", "final", "sketch", "printed"}
LONG_TEXT = "本机关围绕重点工作主动公开信息，回应群众关切，完善平台建设，加强监督保障，" * 4


def count(library: Library, one: Summary) -> Tally:
    """Count what is open in a report, as it is when it is open."""
    stored = library.load(one.id)
    return assess(Subject.of(stored, library.last_year(stored.report), library.others(stored.report))).tally


def keep(library: Library, *rows: Summary) -> None:
    library.keep_tallies([Counted(one.id, one.basis, library.near_mark(one), count(library, one)) for one in rows])


def by_id(library: Library) -> dict[int, Summary]:
    return {one.id: one for one in library.summaries()}


def touched(library: Library, act: Callable[[], object]) -> set[str]:
    """Return the tables that are read while something is done."""
    tables: set[str] = set()

    def look(action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            tables.add(table)
        return sqlite3.SQLITE_OK

    library._db.set_authorizer(look)
    try:
        act()
    finally:
        library._db.set_authorizer(None)
    return tables


def test_a_list_reads_no_content(library: Library) -> None:
    key = library.create(a_report(numbers={CELL: Decimal(3)}, texts={TEXT: LONG_TEXT}))
    keep(library, by_id(library)[key])
    show = lambda: [(one.tally, one.is_stale, one.due, one.changed) for one in library.summaries()]  # noqa: E731
    assert touched(library, show) & CONTENT == set()
    assert touched(library, lambda: list(library.summaries_in_parts())) & CONTENT == set()
    assert touched(library, lambda: library.load(key)) & CONTENT  # the check of reading itself can fail


def test_a_summary_says_what_the_report_says(library: Library) -> None:
    first = library.create(a_report(level=Level.COUNTY, year=2018, edition="2019"))
    gone = library.create(a_report(unit="甲镇"))
    last = library.create(a_report(unit="乙镇"))
    library.set_deadline(last, date(2024, 2, 3))
    library.finalise(first, date(2019, 3, 1))
    library.delete(gone)
    assert [one.id for one in library.summaries()] == [one.id for one in library.all()] == [first, last]
    for one, stored in zip(library.summaries(), library.all(), strict=True):
        said = (one.unit, one.level, one.year, one.edition, one.state, one.changed, one.due)
        report = stored.report
        assert said == (
            *(report.unit, report.level, report.year, report.edition),
            *(stored.state, stored.changed, stored.due),
        )
    assert by_id(library)[first].state is State.FINAL
    assert by_id(library)[first].due == usual_deadline(Level.COUNTY, 2018)
    assert [one.id for one in library.summaries(deleted=True)] == [gone]


def test_a_large_list_comes_in_parts_and_whole(library: Library) -> None:
    with library.together():
        keys = [library.create(a_report(unit=f"第{number}镇", year=2020 + number % 4)) for number in range(FIRST + 20)]
    library.delete(keys[7])
    library.write(keys[3], [Change(CELL, None, Decimal(1))], How.TYPED, "录入")
    parts = list(library.summaries_in_parts())
    assert len(parts) > 1
    assert parts[0][0].id == keys[3]
    shown = [one.id for part in parts for one in part]
    assert sorted(shown) == sorted({*keys} - {keys[7]})
    assert library.latest() is not None
    assert len(library.some(2)) == 2
    assert (library.is_there(keys[7]), library.is_there(keys[3]), library.is_empty()) == (False, True, False)


def test_keeping_a_tally_is_no_edit(library: Library) -> None:
    key = library.create(a_report(texts={TEXT: LONG_TEXT}))
    before = library.load(key), library.history(key), last_edit(library._db)
    keep(library, by_id(library)[key])
    assert (library.load(key), library.history(key), last_edit(library._db)) == before
    library.write(key, [Change(TEXT, None, "甲")], How.TYPED, "录入")
    keep(library, by_id(library)[key])
    library.write(key, [Change(TEXT, None, "甲乙")], How.TYPED, "录入")
    assert library.history(key, TEXT)[0].new == "甲乙"  # typing went on in its line
    assert len(library.history(key, TEXT)) == 2
    assert verify(library.path) == ()


def test_a_tally_of_other_rules_is_stale(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    key = library.create(a_report())
    keep(library, by_id(library)[key])
    assert not by_id(library)[key].is_stale
    monkeypatch.setattr(tallies, "RULES", "others")
    assert by_id(library)[key].is_stale
    assert by_id(library)[key].tally is not None  # the old value shows meanwhile


def test_a_tally_is_stale_when_a_rule_is_switched(library: Library) -> None:
    key = library.create(a_report())
    keep(library, by_id(library)[key])
    library.set_setting(SETTING, Switches(off=frozenset({"T5"})).words)
    assert by_id(library)[key].is_stale
    library.set_setting(SETTING, "")
    assert not by_id(library)[key].is_stale


@pytest.mark.parametrize("column", ["blanks", "must", "edit", "last_edit", "mark"])
def test_a_tally_that_does_not_fit_counts_as_none_and_nobody_is_troubled(library: Library, column: str) -> None:
    key = library.create(a_report())
    keep(library, by_id(library)[key])
    library._db.execute(f'UPDATE tally SET "{column}" = coalesce("{column}", 0) + 1')  # noqa: S608
    assert by_id(library)[key].tally is None
    assert by_id(library)[key].is_stale
    assert verify(library.path) == ()


def test_a_header_that_cannot_be_read_leaves_its_report_out_of_the_list(library: Library) -> None:
    good = library.create(a_report())
    for wrong in ("level = 'x'", "unit = CAST(x'ff' AS TEXT)", "changed = 'soon'", "year = 5"):
        key = library.create(a_report(unit="乙镇"))
        library._db.execute(f"UPDATE report SET {wrong} WHERE id = ?", (key,))  # noqa: S608
        assert [one.id for one in library.summaries()] == [good]
        assert key in {one.report for one in library.unreadable}
        library._db.execute("DELETE FROM sketch WHERE report = ?", (key,))
        library._db.execute("DELETE FROM history WHERE report = ?", (key,))
        library._db.execute("DELETE FROM report WHERE id = ?", (key,))


def test_a_library_that_is_only_read_keeps_no_tally(library: Library) -> None:
    key = library.create(a_report())
    library.read_only = "只能查看"
    keep(library, by_id(library)[key])
    assert by_id(library)[key].tally is None


def a_few(library: Library) -> tuple[int, int, int]:
    """Make last year's report of a unit, this year's, and another unit's; all of them are counted."""
    last = library.create(a_report(year=2022, numbers={CARRIED: Decimal(3)}))
    this = library.create(a_report(texts={TEXT: LONG_TEXT}, numbers={BROUGHT: Decimal(3)}))
    other = library.create(a_report(unit="乙镇人民政府", texts={TEXT: LONG_TEXT[::-1]}))
    keep(library, *library.summaries())
    assert not any(one.is_stale for one in library.summaries())
    return last, this, other


CARRIED = Cell("applications/carried_forward/natural_person")
BROUGHT = Cell("applications/brought_forward/natural_person")


@pytest.mark.parametrize("act", ["edit", "delete", "rename", "explain"])
def test_a_tally_is_stale_when_last_years_report_is_another(library: Library, act: str) -> None:
    last, this, _ = a_few(library)
    before = by_id(library)[this].tally
    if act == "edit":
        library.write(last, [Change(CARRIED, None, Decimal(4))], How.TYPED, "录入")
    elif act == "delete":
        library.delete(last)
    elif act == "rename":
        library.set_header(last, unit="乙镇人民政府", level=Level.TOWNSHIP, year=2022)
    else:
        library.explain(this, Explanation("X1", (BROUGHT,), "原因就是这样的", "王", ""), {})
    one = by_id(library)[this]
    assert one.is_stale
    assert one.is_unlike
    assert one.tally == before
    keep(library, one)
    assert by_id(library)[this].tally == count(library, one)
    if act == "edit":
        assert by_id(library)[this].tally != before  # it is X1 that is broken now


@pytest.mark.parametrize("act", ["edit", "rename", "delete"])
def test_a_tally_is_stale_when_another_units_text_is_another(library: Library, act: str) -> None:
    _, this, other = a_few(library)
    verify_before = count(library, by_id(library)[this]).verify
    library.write(other, [Change(TEXT, None, LONG_TEXT)], How.TYPED, "录入")
    one = by_id(library)[this]
    assert (one.is_stale, one.is_unlike) == (True, False)
    near = library.near_mark(one)
    assert one.kept is not None
    assert near != one.kept.near
    keep(library, *library.summaries())
    shown = by_id(library)[this].tally
    assert shown is not None
    assert shown.verify == verify_before + 1  # 内容雷同, as in the open report
    if act == "rename":
        library.set_header(other, unit=UNIT, level=Level.TOWNSHIP, year=2023)
    elif act == "delete":
        library.delete(other)
    else:
        library.write(other, [Change(TEXT, None, "")], How.TYPED, "录入")
    again = by_id(library)[this]
    assert again.is_stale
    assert library.near_mark(again) != near


@dataclass
class Hand:
    """Does to a few reports of two units and three years whatever changes what is open in them."""

    library: Library
    data: st.DataObject

    def act(self) -> None:
        keys = [one.id for one in (*self.library.all(), *self.library.deleted())]
        acts = [self.number, self.text, self.explain, self.unexplain, self.head, self.close, self.reopen]
        acts += [self.delete, self.restore, self.keep_some]
        if len(keys) < 2 or self.data.draw(st.integers(0, 5)) == 0:
            self.make()
        else:
            with suppress(UserError):
                self.data.draw(st.sampled_from(acts))(self.data.draw(st.sampled_from(keys)))

    def make(self) -> None:
        unit = self.data.draw(st.sampled_from([UNIT, "乙镇人民政府"]))
        year = self.data.draw(st.sampled_from([2021, 2022, 2023]))
        numbers = {cell: Decimal(1) for cell in FORM_2021.typed_cells} if self.data.draw(st.booleans()) else {}
        texts = {TEXT: LONG_TEXT} if self.data.draw(st.booleans()) else {}
        self.library.create(a_report(unit=unit, year=year, numbers=numbers, texts=texts))

    def number(self, key: int) -> None:
        cell = self.data.draw(st.sampled_from(FORM_2021.typed_cells[:20]))
        value = self.data.draw(st.none() | st.integers(0, 9).map(Decimal))
        self.library.write(key, [Change(cell, None, value)], How.TYPED, "录入")

    def text(self, key: int) -> None:
        words = self.data.draw(st.sampled_from(["", LONG_TEXT, f"{LONG_TEXT}又及。", LONG_TEXT[::-1], "短"]))
        self.library.write(key, [Change(TEXT, None, words)], How.TYPED, "录入")

    def explain(self, key: int) -> None:
        from app.assessment import assess
        from app.subject import Subject

        stored = self.library.load(key)
        assessed = assess(Subject.of(stored, self.library.last_year(stored.report), self.library.others(stored.report)))
        for one in assessed.open[:3]:
            reason = Explanation(one.check, one.at, "原因就是这样的", "王", "2024-01-02T03:04:05")
            self.library.explain(key, reason, assessed.about(one))

    def unexplain(self, key: int) -> None:
        for one in self.library.load(key).report.explanations[:1]:
            self.library.unexplain(key, one.check, one.at)

    def head(self, key: int) -> None:
        unit = self.data.draw(st.sampled_from([UNIT, "乙镇人民政府", "丙镇人民政府"]))
        year = self.data.draw(st.sampled_from([2021, 2022, 2023]))
        self.library.set_header(key, unit=unit, level=Level.TOWNSHIP, year=year)

    def close(self, key: int) -> None:
        self.library.finalise(key, date(2024, 1, 2))

    def reopen(self, key: int) -> None:
        self.library.reopen(key, "更正一处数字")

    def delete(self, key: int) -> None:
        self.library.delete(key)

    def restore(self, key: int) -> None:
        self.library.restore(key)

    def keep_some(self, key: int) -> None:
        keep(self.library, *(one for one in self.library.summaries() if one.is_stale and one.id >= key))


@given(st.data())
@settings(max_examples=20, deadline=None)
def test_what_is_shown_as_fresh_is_what_the_open_report_shows(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(Library.open(Path(folder) / "library.db")) as library:
        hand = Hand(library, data)
        a_few(library)
        for _ in range(data.draw(st.integers(1, 8))):
            hand.act()
            for one in library.summaries():
                if not one.is_stale:
                    assert one.tally == count(library, one)
        keep(library, *library.summaries())
        for one in library.summaries():
            assert not one.is_stale
            assert one.tally == count(library, one)
        assert verify(library.path) == ()


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_a_tally_stays_while_no_text_is_another_that_could_be_like_its_own(data: st.DataObject) -> None:
    """What is merely beside other texts of the year is shown again as it was, without reading the report."""
    with tempfile.TemporaryDirectory() as folder, closing(Library.open(Path(folder) / "library.db")) as library:
        hand = Hand(library, data)
        for _ in range(4):
            hand.make()
        keep(library, *library.summaries())
        near = {one.id: library.near_mark(one) for one in library.summaries()}
        hand.text(data.draw(st.sampled_from([*near])))
        for one in library.summaries():
            if one.is_stale and not one.is_unlike and library.near_mark(one) == near[one.id]:
                assert one.tally == count(library, one)


def test_a_restored_backup_shows_its_own_tallies(library: Library, path: Path) -> None:
    key = library.create(a_report())
    keep(library, by_id(library)[key])
    kept = path.with_name("kept.db")
    library.backup(kept)
    library.write(key, [Change(CELL, None, Decimal(1))], How.TYPED, "录入")
    keep(library, by_id(library)[key])
    with closing(Library.open(kept)) as back:
        one = by_id(back)[key]
        assert not one.is_stale
        assert one.tally == count(back, one) != by_id(library)[key].tally
