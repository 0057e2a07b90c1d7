"""What the original prints comes with every import, stands beside what follows, and is let go of."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment import assess
from app.importing.batch import Batch
from app.importing.file_read import FileRead
from app.originals import bringing_in, forgetting, reprinting, with_printed
from app.subject import Subject
from export import WRITERS
from intake import Reading, read_file
from model.form.editions import FORM_2021
from model.form.schema import Cell, Severity
from model.report.printed import Printed, printed_place, printed_totals
from model.report.report import Report
from model.report.totals import with_totals, without_derivable_totals
from model.rules.finding import ORIGINAL
from model.storage.library import Library
from model.storage.records import Change, How
from tests.app.subjects import in_balance
from tests.samples import filled

RECEIVED = Cell("applications/received/natural_person")
TOTAL = Cell("applications/received/total")
COUNTS = st.integers(0, 99).map(Decimal)
PRINTED = st.dictionaries(st.sampled_from(list(FORM_2021.totals)), COUNTS, max_size=6)


def batch_of(library: Library, report: Report, *, whole: bool = False) -> Batch:
    return Batch(library, [FileRead(Path("甲.html"), Reading(report, as_written=whole))])


def about(report: Report, printed: Printed) -> list[tuple[str, ...]]:
    found = assess(Subject(report, printed=printed)).findings
    return [one.at for one in found if one.check == ORIGINAL]


# Where it comes from


@pytest.mark.parametrize("suffix", [".json", ".html", ".docx", ".xlsx", ".pdf"])
def test_every_kind_of_file_delivers_it(library: Library, tmp_path: Path, suffix: str) -> None:
    report = with_totals(replace(filled(FORM_2021, 2023), unit="甲镇人民政府"))
    path = tmp_path / f"年报{suffix}"
    path.write_bytes(WRITERS[suffix].render(report, None))
    Batch(library, [FileRead(path, read_file(path))]).store()
    (stored,) = library.all()
    follows = FORM_2021.totals.keys() - stored.report.numbers.keys()
    assert stored.printed == {cell: report.numbers[cell] for cell in follows}
    assert len(follows) == len(FORM_2021.totals)


def test_a_blank_and_a_total_that_differs_are_none(library: Library) -> None:
    read = with_totals(in_balance(5)).with_numbers({TOTAL: None, Cell("disputes/reconsideration/total"): Decimal(9)})
    batch_of(library, read).store()
    (stored,) = library.all()
    assert stored.printed.keys() == FORM_2021.totals.keys() - {TOTAL, Cell("disputes/reconsideration/total")}


@given(PRINTED, PRINTED, st.lists(st.sampled_from(list(FORM_2021.totals))))
def test_another_original_takes_the_place_where_it_says_something(
    one: Printed, other: Printed, cells: list[Cell]
) -> None:
    after = with_printed(one, reprinting(one, other, cells))
    assert after == {c: n for c, n in one.items() if c not in cells} | {c: n for c, n in other.items() if c in cells}


def test_a_second_import_puts_its_own_in_the_place(library: Library) -> None:
    batch_of(library, with_totals(in_balance(5))).store()
    (before,) = library.all()
    done = batch_of(library, with_totals(in_balance(7))).store()
    (after,) = library.all()
    assert [one.printed[TOTAL] for one in (before, after)] == [5, 7]
    assert about(after.report, after.printed) == []
    done.take_back()
    assert library.all()[0].printed == before.printed


def test_a_pasted_table_brings_it_and_a_typed_number_does_not() -> None:
    typed = in_balance(5)
    pasted = {RECEIVED: Decimal(8), Cell("applications/disclosed/natural_person"): Decimal(8), TOTAL: Decimal(8)}
    changes = bringing_in(typed, {}, pasted)
    assert with_printed({}, changes) == {TOTAL: 8}
    assert not any(change.place == TOTAL and change.new is not None for change in changes)
    wrong = bringing_in(typed, {TOTAL: Decimal(5)}, {**pasted, TOTAL: Decimal(9)})
    assert with_printed({TOTAL: Decimal(5)}, wrong) == {}  # it is a number of its own now


# What it says


def test_what_differs_is_one_finding_with_its_place() -> None:
    report = in_balance(335)
    printed = printed_totals(with_totals(report), report)
    (found,) = (
        f
        for f in assess(Subject(report.with_number(RECEIVED, Decimal(336)), printed=printed)).findings
        if f.check == ORIGINAL
    )
    assert found.message.startswith("第三部分“本年新收”行“总计”列：原件合计335，现为336，多1；")
    assert found.severity is Severity.HINT
    assert [found.left, found.right] == [336, 335]
    assert found.at == (TOTAL,)


def test_sections_are_told_apart() -> None:
    report = in_balance(5)
    printed = printed_totals(with_totals(report), report)
    upheld = Cell("disputes/reconsideration/upheld")
    found = about(report.with_numbers({RECEIVED: Decimal(6), upheld: Decimal(1)}), printed)
    assert [one[0].partition("/")[0] for one in found] == ["applications", "disputes"]


@given(st.dictionaries(st.sampled_from(list(FORM_2021.cells)), st.none() | COUNTS, max_size=6), PRINTED)
def test_it_tells_of_those_totals_that_follow_and_are_others(
    numbers: dict[Cell, Decimal | None], printed: Printed
) -> None:
    report = in_balance(5).with_numbers(numbers)
    whole = with_totals(report).numbers
    expected = {c for c, n in printed.items() if c not in report.numbers and c in whole and whole[c] != n}
    assert {cell for at in about(report, printed) for cell in at} == expected


def test_a_typed_total_takes_its_place_until_it_is_taken_away() -> None:
    report, printed = in_balance(5).with_number(RECEIVED, Decimal(6)), {TOTAL: Decimal(5)}
    assert about(report, printed)
    typed = report.with_number(TOTAL, Decimal(6))
    assert not about(typed, printed)
    assert about(typed.with_number(TOTAL, None), printed)


def test_no_text_is_needed_and_nothing_is_settled_or_finalised_by_it() -> None:
    said = assess(Subject(in_balance(6), printed={TOTAL: Decimal(5)}))
    (found,) = (one for one in said.findings if one.check == ORIGINAL)
    assert found not in said.hindrances
    assert not said.is_wrong
    assert said.tally == assess(Subject(in_balance(6))).tally


# How long it stays


Act = Callable[[Library, int], object]


@pytest.mark.parametrize(
    "act, stays",
    [
        (lambda library, key: library.write(key, [Change(RECEIVED, None, Decimal(6))], How.TYPED, "录入"), True),
        (lambda library, key: (library.delete(key), library.restore(key)), True),
        (lambda library, key: library.finalise(key, date(2024, 1, 5)), False),
        (lambda library, key: (library.finalise(key, date(2024, 1, 5)), library.reopen(key, "更正一处")), False),
    ],
    ids=["edited", "deleted and restored", "final", "final and reopened"],
)
def test_it_stays_until_the_report_is_final(library: Library, act: Act, *, stays: bool) -> None:
    key = library.create(in_balance(5), printed={TOTAL: Decimal(5)})
    act(library, key)
    assert library.load(key).printed == ({TOTAL: Decimal(5)} if stays else {})
    assert library.load(key).misfits == ()


def test_it_is_let_go_of_where_it_is_asked_and_the_history_tells(library: Library) -> None:
    other = Cell("disputes/reconsideration/total")
    key = library.create(in_balance(5), printed={TOTAL: Decimal(5), other: Decimal(0)})
    changes = forgetting(library.load(key).printed, [TOTAL, RECEIVED])
    library.write(key, changes, How.TYPED, "不再对照原件合计")
    assert library.load(key).printed == {other: 0}
    line = library.history(key)[0]
    assert (line.place, line.old, line.new, line.step) == (printed_place(TOTAL), "5", None, "不再对照原件合计")


def test_it_is_not_in_the_file() -> None:
    assert b"printed" not in WRITERS[".json"].render(with_totals(in_balance(5)), None)


@given(st.dictionaries(st.sampled_from(list(FORM_2021.cells)), st.none() | COUNTS, max_size=9))
def test_with_what_is_left_out_nothing_is_lost(numbers: dict[Cell, Decimal | None]) -> None:
    read = with_totals(in_balance(5)).with_numbers(numbers)
    lean = without_derivable_totals(read)
    assert {**lean.numbers, **printed_totals(read, lean)} == read.numbers
