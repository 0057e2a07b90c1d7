"""Enter in the last cell of a table: on to what is still empty, and no number over the one just typed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from app.subject import Subject
from model.form.editions import FORM_2021
from model.form.schema import Cell, Section
from model.report.report import Report
from tests.app.subjects import TEXTS, in_balance
from tests.ui.hands import DISCLOSURE, FIRST, HANDLING, KEY, REVIEW, SHIFT, MakePage, press, stored, write
from ui.report.going_on import FIRST_CELL, NOTHING_EMPTY, next_empty
from ui.state.session import Session
from ui.tables.page import TablePage
from ui.tables.taking import TYPED_OVER
from ui.window.main_window import MainWindow

TABLES = (DISCLOSURE, HANDLING, REVIEW)
PLACES = [place for section in FORM_2021.sections for place in (*(t.key for t in section.texts), *section.cells)]


def last_typed(section: Section) -> Cell:
    return next(cell for cell in reversed(section.cells) if cell not in FORM_2021.totals)


@pytest.fixture(params=TABLES, ids=lambda section: section.key)
def at_the_end(request: pytest.FixtureRequest, make_page: MakePage, full_session: Session) -> TablePage:
    """Return a full table in whose last cell 5 was typed, and Enter pressed."""
    page = make_page(request.param, full_session)
    page.go_to(last_typed(request.param))
    write(page, "5")
    press(page, KEY.Key_Return)
    return page


def value(page: TablePage) -> Decimal | int | None:
    return page.session.typed.numbers.get(last_typed(page.section))


def test_the_next_number_does_not_take_the_place_of_the_last(at_the_end: TablePage) -> None:
    write(at_the_end, "26")
    press(at_the_end, KEY.Key_Return)
    event = QInputMethodEvent("", [])
    event.setCommitString("７")
    QApplication.sendEvent(QApplication.focusWidget() or at_the_end.view, event)
    assert value(at_the_end) == 5
    assert at_the_end.notice.text() == TYPED_OVER


@pytest.mark.parametrize("way", ["f2", "backspace", "there and back", "click", "tab left and found again"])
def test_who_means_the_last_cell_changes_it(way: str, at_the_end: TablePage) -> None:
    page = at_the_end
    if way == "f2":
        press(page, KEY.Key_F2)
        page.view.editing.editor.selectAll()
    elif way == "backspace":
        press(page, KEY.Key_Backspace)
    elif way == "there and back":
        press(page, KEY.Key_Return, SHIFT)
        page.go_to(last_typed(page.section))
    elif way == "click":
        page.view.scrollTo(page.view.currentIndex())
        spot = page.view.visualRect(page.view.currentIndex()).center()
        QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    else:
        page.hide()
        page.show()
        page.setFocus()
    write(page, "8")
    press(page, KEY.Key_Return)
    assert value(page) == 8


def test_a_blank_last_cell_takes_a_number_after_enter(page: TablePage) -> None:
    page.go_to(last_typed(HANDLING))
    press(page, KEY.Key_Return)
    write(page, "3")
    press(page, KEY.Key_Return)
    assert value(page) == 3


def test_the_first_cell_is_an_end_as_well(full: TablePage) -> None:
    full.go_to(FIRST)
    before = stored(full, FIRST)
    press(full, KEY.Key_Return, SHIFT)
    write(full, "9")
    press(full, KEY.Key_Return)
    assert stored(full, FIRST) == before


# Where it leads


@given(TEXTS, st.sets(st.sampled_from(FORM_2021.typed_cells), max_size=3), st.sampled_from(FORM_2021.sections))
def test_it_leads_to_the_next_empty_place_round_the_form(
    texts: dict[str, str], blank: set[str], section: Section
) -> None:
    whole = in_balance(texts=texts)
    report = whole.with_numbers(dict.fromkeys(blank))  # type: ignore[arg-type]
    subject = Subject(report)
    place = next_empty(subject, section)
    empty = {*subject.blanks, *subject.unwritten}
    assert (place is None) is not bool(empty)
    if place is not None:
        end = max(PLACES.index(one) for one in PLACES if FORM_2021.section_of[one] is section) + 1
        turned = PLACES[end:] + PLACES[:end]
        assert place in empty
        assert not empty & set(turned[: turned.index(place)])


def open_with(window: MainWindow, report: Report) -> MainWindow:
    window.show_library()
    window.open(window.library.create(report))
    QApplication.processEvents()
    return window


def test_enter_goes_from_table_to_table_and_to_the_text_that_is_missing(
    window: MainWindow, full_report: Report
) -> None:
    blank = [REVIEW.cells[0], *REVIEW.cells[1:4]]
    report = full_report.with_numbers(dict.fromkeys([DISCLOSURE.cells[0], *blank]))
    open_with(window, Report("甲县丙镇人民政府", report.level, 2023, numbers=report.numbers))
    page = window.report_page
    assert page is not None
    page.go_to_place(last_typed(HANDLING))
    table = page.table()
    assert table is not None
    press(table, KEY.Key_Return)
    assert page.page.current_place() == blank[0]  # over what is full; not back to what was left out before
    assert "三已到最后一格" in window.status.sentence
    for digit in "123":
        write(table, digit)
        press(table, KEY.Key_Return)
    page.go_to_place(last_typed(REVIEW))
    press(table, KEY.Key_Return)
    assert page.heading.startswith("五、")
    assert isinstance(QApplication.focusWidget(), QTextEdit)


def test_where_nothing_is_empty_it_stays_and_says_so(window: MainWindow, full_report: Report) -> None:
    texts = dict.fromkeys(FORM_2021.texts, "收到申请3件。")
    open_with(window, Report("甲县丁镇人民政府", full_report.level, 2023, numbers=full_report.numbers, texts=texts))
    page = window.report_page
    assert page is not None
    for place, key, held, said in (
        (last_typed(REVIEW), KEY.Key_Return, None, NOTHING_EMPTY),
        (REVIEW.cells[0], KEY.Key_Return, SHIFT, FIRST_CELL),
    ):
        page.go_to_place(place)
        table = page.table()
        assert table is not None
        press(table, key, held) if held else press(table, key)
        assert (table.current_place(), window.status.sentence) == (place, said)
