"""A number that is being typed when the program is killed is there again, in its cell, still to be entered."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from model.report.report import Report
from model.storage.library import Library
from tests.ui.hands import FIRST, KEY, TOTAL, editing, press, show_window, stored, write
from ui.report.keeping import RESUMED
from ui.report.page import ReportPage
from ui.state.session import Session
from ui.tables.page import TablePage
from ui.window.main_window import MainWindow


def typing(window: MainWindow, text: str, qtbot: QtBot) -> TablePage:
    """Begin to type into a cell, and wait until that is kept."""
    assert window.report_page is not None
    window.report_page.go_to_place(FIRST)
    table = window.report_page.table()
    assert table is not None
    write(table, text)
    qtbot.wait(250)
    return table


Again = Callable[[int], TablePage]


@pytest.fixture
def opened_again(library: Library, qtbot: QtBot) -> Iterator[Again]:
    """Return what opens a report as a program finds it that begins now: nothing was closed before."""
    pages: list[ReportPage] = []

    def open_it(report: int) -> TablePage:
        page = ReportPage(Session(library, report, check_later=True), library, preview=False)
        pages.append(page)
        page.resize(1200, 700)
        show_window(page, qtbot)
        page.show_where_left()
        qtbot.waitUntil(lambda: page.session.is_checked)
        page.show_tab(2)
        table = page.table()
        assert table is not None
        return table

    yield open_it
    for page in pages:
        page.leave()


@pytest.mark.parametrize("text", ["12", "1２x"])
def test_it_is_in_its_cell_and_not_entered(window: MainWindow, opened_again: Again, qtbot: QtBot, text: str) -> None:
    before = typing(window, text, qtbot)
    kept = stored(before, FIRST)
    again = opened_again(before.session.id)
    assert (again.view.editing.cell, editing(again)) == (FIRST, text)
    assert again.notice.text() == RESUMED
    assert stored(again, FIRST) == kept
    for page in (again, before):
        page.view.editing.cancel()
    assert editing(opened_again(before.session.id)) is None


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Escape])
def test_what_was_entered_or_given_up_does_not_come_again(
    window: MainWindow, opened_again: Again, qtbot: QtBot, key: KEY
) -> None:
    table = typing(window, "12", qtbot)
    press(table, key)
    assert editing(opened_again(table.session.id)) is None


def test_nothing_is_put_into_a_report_that_cannot_be_changed(
    library: Library, full_report: Report, opened_again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = library.create(full_report)
    library.remember(f"begun number {report}", f"{TOTAL} 7")
    monkeypatch.setattr(library, "read_only", "只能看", raising=False)
    assert editing(opened_again(report)) is None
