"""Below a low table: every number beside last year's, totals written out; where there is room, in no one's way."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from model.form.schema import Cell, Section
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.library import Library
from tests.samples import any_reports, example
from tests.ui.hands import DISCLOSURE, HANDLING, REVIEW, MakePage
from ui.state.session import Session
from ui.tables.balance_strip import whole_height
from ui.tables.compared import ComparedRow, compared_rows
from ui.tables.page import TablePage

UPHELD, TOTAL = (Cell(f"disputes/reconsideration/{key}") for key in ("upheld", "total"))


def rows_of(report: Report, last: Report | None = None) -> dict[Cell, ComparedRow]:
    return {one.cell: one for one in compared_rows(report, last, REVIEW)}


@pytest.fixture
def beside_last_year(
    library: Library, full_report: Report, make_page: MakePage, open_session: Callable[[Report], Session], qtbot: QtBot
) -> TablePage:
    library.create(replace(full_report, year=full_report.year - 1).with_number(UPHELD, Decimal(8)))
    page = make_page(REVIEW, open_session(full_report.with_number(UPHELD, Decimal(5))))
    page.resize(1000, 620)
    qtbot.waitUntil(page.compared.isVisible)
    return page


@given(any_reports(), st.sampled_from([DISCLOSURE, HANDLING, REVIEW]))
def test_every_number_of_a_section_stands_in_a_row_of_its_own(report: Report, section: Section) -> None:
    if report.edition != "2021":
        return
    found = list(compared_rows(report, None, section))
    assert [one.cell for one in found] == list(section.cells)
    assert len({one.name for one in found}) == len(found)


def test_a_total_is_written_out_and_a_blank_or_wrong_one_is_told() -> None:
    whole = with_totals(example())
    parts = sum((whole.numbers[cell] for cell in REVIEW.cells if cell.row == TOTAL.row and cell != TOTAL), Decimal())
    row = rows_of(whole)[TOTAL]
    assert (row.relation.endswith(f"＝{parts} ✓"), row.is_broken) == (True, False)
    assert row.relation.count("＋") == 3
    wrong = rows_of(whole.with_number(TOTAL, parts + 1))[TOTAL]
    assert (wrong.relation.endswith(f"＝{parts} ≠ {parts + 1}"), wrong.is_broken) == (True, True)
    blank = rows_of(whole.with_number(UPHELD, None))[TOTAL]
    assert "有空白" in blank.relation
    assert not blank.is_broken


def test_last_years_number_stands_beside_with_the_change() -> None:
    this = with_totals(example()).with_number(UPHELD, Decimal(5))
    row = rows_of(this, this.with_number(UPHELD, Decimal(8)))[UPHELD]
    assert (row.now, row.last, row.change) == ("5", "8", "−3（−38%）")
    assert row.spoken.endswith("今年5，上年8，−3（−38%）")
    assert rows_of(this)[UPHELD].last == ""


def test_it_follows_what_is_typed_and_leads_to_the_cell(beside_last_year: TablePage) -> None:
    page, compared = beside_last_year, beside_last_year.compared
    assert compared.title.text().startswith("与")
    shown = {compared.rows.row(at).cell: at for at in range(compared.rows.count())}
    assert compared.rows.row(shown[UPHELD]).last == "8"
    page.session.set_number(UPHELD, Decimal(8))
    assert compared.rows.row(shown[UPHELD]).change == "持平"
    compared.table.clicked.emit(compared.rows.index(shown[TOTAL], 0))
    assert page.current_place() == TOTAL


def test_it_takes_no_room_from_the_table_and_none_where_there_is_little(
    beside_last_year: TablePage, qtbot: QtBot
) -> None:
    page = beside_last_year
    assert page.view.height() >= whole_height(page.view)
    assert page.compared.mapTo(page, QPoint(0, 0)).y() >= page.view.geometry().bottom()
    page.resize(1000, 260)
    qtbot.waitUntil(lambda: not page.compared.isVisible())
    page.resize(1000, 620)
    qtbot.waitUntil(page.compared.isVisible)
    page.set_zoom(250)
    qtbot.waitUntil(lambda: page.view.height() >= min(whole_height(page.view), page.height() // 2))
    assert not page.compared.isVisible() or page.compared.height() >= page.compared.least


def test_without_last_years_report_it_says_so(
    make_page: MakePage, open_session: Callable[[Report], Session], full_report: Report, qtbot: QtBot
) -> None:
    page = make_page(REVIEW, open_session(full_report))
    page.resize(1000, 620)
    qtbot.waitUntil(page.compared.isVisible)
    assert f"没有{full_report.year - 1}年度的年报" in page.compared.title.text()


def test_the_long_table_has_its_identities_and_nothing_below_them(full: TablePage) -> None:
    full.resize(1400, 2000)
    assert full.view.balance.rows
    assert not full.compared.isVisible()
