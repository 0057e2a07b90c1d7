"""Rows that are blank from end to end stay blank when a report is read back, whichever and however many they are."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.docx.writer import write_docx
from export.html import write_html
from export.xlsx.writer import write_xlsx
from intake import READERS
from model.form.editions import FORM_2021, FORMS
from model.report.report import Level, Report
from model.report.totals import with_totals
from tests.samples import full_numbers, whole_reports


def without_rows(report: Report, rows: set[tuple[str, str]]) -> Report:
    """Leave some rows of the tables blank, their totals too."""
    return report.with_numbers({cell: None for cell in report.form.cells if (cell.table, cell.row) in rows})


@st.composite
def reports(draw: st.DrawFn) -> Report:
    form = FORMS[draw(st.sampled_from(list(FORMS)))]
    rows = list(dict.fromkeys((cell.table, cell.row) for cell in form.cells))
    blank = draw(st.sets(st.sampled_from(rows), max_size=6))
    numbers = draw(full_numbers(form, (9, 999_999)))
    report = Report("青石镇人民政府", Level.TOWNSHIP, form.since, form.edition, numbers)
    return without_rows(with_totals(report), blank)


WRITERS: dict[str, Callable[[Report], bytes]] = {
    ".docx": write_docx,
    ".xlsx": write_xlsx,
    ".html": lambda report: write_html(report).encode(),
}


@pytest.mark.parametrize("suffix", WRITERS)
@whole_reports
@given(report=reports())
def test_what_is_blank_from_end_to_end_is_read_back_blank(suffix: str, report: Report) -> None:
    back = READERS[suffix].load(WRITERS[suffix](report), f"一{suffix}").report
    assert (back.edition, back.numbers) == (report.edition, report.numbers)


@pytest.mark.parametrize("suffix", WRITERS)
def test_blank_rows_that_another_edition_does_not_have_do_not_make_it_that_one(suffix: str) -> None:
    numbers = dict.fromkeys(FORM_2021.typed_cells, Decimal(7))
    rows = {("applications", row) for row in ("other_not_corrected", "other_fee_unpaid")}
    report = without_rows(with_totals(Report("青石镇人民政府", Level.TOWNSHIP, 2023, "2021", numbers)), rows)
    reading = READERS[suffix].load(WRITERS[suffix](report), f"一{suffix}")
    assert reading.report.numbers == report.numbers
    assert not any("年的表样" in problem.sentence for problem in reading.problems)
