"""What the registry calls a key of the window is one wherever in it the cursor stands: in a cell, a text, a list."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPushButton, QTableView, QTextEdit, QWidget

from model.rules.explanations import can_be_explained
from tests.ui.hands import ALT, CTRL, KEY
from ui.actions.registry import actions
from ui.findings.followed import SOON
from ui.report.page import ReportPage
from ui.window.main_window import MainWindow

COMMANDS = [one for one in actions() if one.in_window and one.keys and not one.standard]


def report(window: MainWindow) -> ReportPage:
    page = window.report_page
    assert page is not None
    QApplication.processEvents()
    return page


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def table(window: MainWindow) -> QWidget:
    report(window).show_tab(2)
    return focus()


def cell(window: MainWindow) -> QWidget:
    QTest.keyClick(table(window), KEY.Key_5)
    assert isinstance(focus(), QLineEdit)
    return focus()


def text(window: MainWindow) -> QWidget:
    report(window).show_tab(0)
    assert isinstance(focus(), QTextEdit)
    return focus()


def sentences(window: MainWindow) -> QWidget:
    QTest.keyClick(text(window), KEY.Key_Down, ALT)
    assert isinstance(focus(), QListView)
    return focus()


def finder(window: MainWindow) -> QWidget:
    QTest.keyClick(text(window), KEY.Key_F, CTRL)
    assert isinstance(focus(), QLineEdit)
    return focus()


def cards(window: MainWindow) -> QWidget:
    listed = report(window).panel().list
    listed.setFocus()
    assert focus() is listed
    return listed


def reason(window: MainWindow) -> QWidget:
    page = report(window)
    page.show_findings(True)
    panel = page.panel()
    while not panel.model.rows:  # they follow the checks after a moment
        QTest.qWait(SOON)
    row = next(row for row in panel.model.rows if row.finding and can_be_explained(row.finding))
    panel._select(row.key)
    panel.explain()
    return focus()


def library(window: MainWindow) -> QWidget:
    window.show_library()
    QApplication.processEvents()
    assert isinstance(focus(), QTableView)
    return focus()


def searching(window: MainWindow) -> QWidget:
    QTest.keyClick(library(window), KEY.Key_F, CTRL)
    assert isinstance(focus(), QLineEdit)
    return focus()


def settings(window: MainWindow) -> QWidget:
    window.actions_by_key["settings"].trigger()
    QApplication.processEvents()
    return focus()


def export(window: MainWindow) -> QWidget:
    window.actions_by_key["export"].trigger()
    QApplication.processEvents()
    assert isinstance(focus(), QPushButton)
    return focus()


PLACES: tuple[Callable[[MainWindow], QWidget], ...] = (
    table,
    cell,
    text,
    sentences,
    finder,
    cards,
    reason,
    library,
    searching,
    settings,
    export,
)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_every_command_is_done_from_there(place: Callable[[MainWindow], QWidget], window: MainWindow) -> None:
    done: list[str] = []
    widget = place(window)
    able = {one: window.actions_by_key[one.id] for one in COMMANDS if window.actions_by_key[one.id].isEnabled()}
    assert len(able) > 5
    for one, act in able.items():
        _only_note(act, partial(done.append, one.id))
    dead = []
    for one in able:
        for keys in one.combinations:
            done.clear()
            QTest.keyClick(widget, keys.key(), keys.keyboardModifiers())
            if done != [one.id]:
                dead.append((one.id, keys, tuple(done)))
    assert dead == []


def _only_note(act: QAction, note: Callable[[], None]) -> None:
    act.triggered.disconnect()
    act.triggered.connect(note)
