"""年报 and 汇总: the way from one to the other, and what is found again."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from model.report.report import Report
from model.storage.library import Library
from tests.model.storage.county.collected import SCHOOL, TOWN, receive, units_of
from tests.ui.hands import ALT, KEY
from ui import dialogs
from ui.county.page import CountyPage
from ui.county.review_page import ReviewPage
from ui.library.first_page import FirstPage
from ui.report.page import ReportPage
from ui.window.county import county_page
from ui.window.main_window import MainWindow


def switch(window: MainWindow) -> list[str]:
    """Return the words of the buttons in the corner that can be seen, the one that is on first."""
    buttons = window.menuBar().cornerWidget().findChildren(QToolButton)
    shown = [one for one in buttons if one.isVisible() and one.text() in {"年报", "汇总"}]
    return [one.text() for one in sorted(shown, key=lambda one: not one.isChecked())]


def test_the_switch_is_there_once_it_was_used(empty_window: MainWindow, library: Library) -> None:
    assert switch(empty_window) == []
    page = empty_window.trail.current
    assert isinstance(page, FirstPage)
    page.county.emit()
    assert county_page(empty_window) is not None
    assert switch(empty_window) == ["汇总", "年报"]
    corner = empty_window.menuBar().cornerWidget()
    assert corner.width() >= corner.sizeHint().width()
    again = MainWindow(library, preview=False)
    words = {one.text() for one in again.menuBar().cornerWidget().findChildren(QToolButton)}
    assert words == {"设置", "年报", "汇总"}


def test_the_report_that_was_open_is_open_again(window: MainWindow, full_report: Report) -> None:
    assert window.session is not None
    before = window.session.id
    QTest.keyClick(window, KEY.Key_2, ALT)
    assert county_page(window) is not None
    assert window.windowTitle() == "勾稽 · 汇总"
    QTest.keyClick(window, KEY.Key_1, ALT)
    assert county_page(window) is None
    assert isinstance(window.trail.current, ReportPage)
    assert window.session is not None
    assert window.session.id == before
    assert switch(window) == ["年报", "汇总"]


def test_an_empty_office_is_offered_to_begin(empty_window: MainWindow) -> None:
    empty_window.actions_by_key["county"].trigger()
    page = county_page(empty_window)
    assert page is not None
    assert page.new.isVisible()
    assert not page.restore.isVisible()
    assert not page._row.tasks.isVisible()
    assert not page.take.isVisible()
    assert page.take_back() == "没有可以撤销的"


def test_the_collection_that_was_shown_last_is_shown(county: CountyPage, library: Library, collection: int) -> None:
    assert county.own_title == ("甲县2025年度年报", "4个单位 · 送审截止1月31日，还有5天")
    library.county.delete(collection)
    county.one = county._last_shown()
    county.refresh()
    assert county.new.isVisible()


def test_a_deleted_collection_comes_back(
    county: CountyPage, library: Library, collection: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_: object, question: str, *_more: object, **_named: object) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(dialogs, "ask_dangerous", ask)
    county.delete()
    assert "4个单位的名单、收到的0份年报" in asked[0]
    assert library.county.collections() == ()
    assert county.new.isVisible()
    monkeypatch.setattr(dialogs, "pick", lambda *_: 0)
    county.bring_back()
    assert [one.key for one in library.county.collections()] == [collection]
    assert county.take.isVisible()


def test_the_only_collection_that_was_deleted_is_found_again_in_another_sitting(
    empty_window: MainWindow, library: Library, collection: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.county.delete(collection)
    empty_window.actions_by_key["county"].trigger()
    page = county_page(empty_window)
    assert page is not None
    assert page.restore.isVisible()
    assert "删除的有1个" in page.none.title.text()
    assert page._row.tasks.isVisible()
    monkeypatch.setattr(dialogs, "pick", lambda *_: 0)
    page.restore.click()
    assert [one.key for one in library.county.collections()] == [collection]
    assert not page.restore.isVisible()


def test_no_part_of_a_page_is_a_window_for_a_moment(
    county: CountyPage, empty_window: MainWindow, library: Library, collection: int
) -> None:
    """A part that is told to be seen before it stands in a page opens as a window, and takes the keys away."""
    receive(library, collection, TOWN)
    county.refresh()
    county.looks.sum()
    empty_window.back()
    county.review(units_of(library, collection)[TOWN].key)
    page = getattr(empty_window.trail.current, "page", None)
    assert isinstance(page, ReviewPage)
    assert page.one is not None
    page.one.say("请核对")
    assert QApplication.activeWindow() is empty_window
    assert QApplication.focusWidget() is not None


@pytest.mark.parametrize("size", [(546, 290), (683, 345), (1024, 600)])
def test_every_page_fits_into_a_small_window(
    county: CountyPage, empty_window: MainWindow, library: Library, collection: int, size: tuple[int, int]
) -> None:
    receive(library, collection, TOWN, must=1)
    receive(library, collection, SCHOOL)
    county.refresh()
    empty_window.resize(*size)
    seen = []
    ways: list[Callable[[], None]] = [
        county.refresh,
        county.looks.sum,
        lambda: county.review(units_of(library, collection)[TOWN].key),
    ]
    for show in ways:
        show()
        QApplication.processEvents()
        seen.append((empty_window.width(), empty_window.height()))
        if empty_window.trail.is_over:
            empty_window.back()
    assert seen == [size] * 3
