"""The keys of the page before 定稿, pressed in the window itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from model.report.report import Report
from model.storage.library import Library
from tests.ui.hands import ALT, CTRL, show_window
from ui.actions.in_window import ACKNOWLEDGE, FINALISE
from ui.actions.registry import actions
from ui.finalising.page import FinalisePage
from ui.window.main_window import MainWindow

TEXT = "overview/on_application"
YEARS = "2021年办理申请3件。另在2020年办理4件。2019年受理申请5件。"


@pytest.fixture
def window(qtbot: QtBot, library: Library, full_report: Report) -> Iterator[MainWindow]:
    window = MainWindow(library, preview=False, today=lambda: date(2024, 1, 9))
    show_window(window, qtbot)
    window.open(library.create(replace(full_report, texts={TEXT: YEARS})))
    window.actions_by_key[FINALISE.id].trigger()
    yield window
    window.close()


@pytest.fixture
def page(window: MainWindow) -> FinalisePage:
    page = window.trail.current.page  # type: ignore[union-attr]
    assert isinstance(page, FinalisePage)
    rows = page.model.rows
    page.list.setCurrentIndex(page.model.index(next(at for at, row in enumerate(rows) if row.rule == "Y1")))
    page.list.setFocus()
    return page


def press(key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, held)


def open_of(page: FinalisePage, rule: str) -> int:
    return sum(row.rule == rule and row.point is not None and row.point.is_open for row in page.model.rows)


def test_the_key_of_the_status_line_acknowledges_what_is_selected(page: FinalisePage) -> None:
    before = open_of(page, "Y1")
    press(Qt.Key.Key_K, ALT)
    assert open_of(page, "Y1") == before - 1
    assert page.list.hasFocus()
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_K, ALT)
    assert open_of(page, "Y1") == 0


def test_no_button_takes_a_key_of_the_window_away(window: MainWindow, page: FinalisePage) -> None:
    """A key that is a shortcut twice does neither: Qt only moves the focus."""
    of_window = {one for action in actions() if action.in_window for one in action.keys}
    assert set(ACKNOWLEDGE.keys) <= of_window
    buttons = window.findChildren(QAbstractButton)
    taken = {button.text(): button.shortcut().toString() for button in buttons if not button.shortcut().isEmpty()}
    assert {words: key for words, key in taken.items() if key in of_window} == {}
