"""Every menu says what can be done by the words, the sign and the key that it has everywhere else."""

import re
from decimal import Decimal

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from model.form.schema import Cell
from ui import dialogs
from ui.actions import in_window
from ui.actions.registry import Action, actions
from ui.library.bar import LibraryBar
from ui.tables.page import TablePage
from ui.texts.editor import TextEditor
from ui.window.main_window import MainWindow

LETTER = re.compile(r"&(.)")
ASKING = [one for one in actions() if one.in_window and one.asks and one is not in_window.REOPEN]
SILENT = [
    *(in_window.LIBRARY, in_window.EXPORT, in_window.SETTINGS, in_window.FINALISE, in_window.MANUAL),
    *(in_window.NEXT_FINDING, in_window.FINDINGS, in_window.PREVIEW, in_window.ZOOM_IN, in_window.LOOKS_DARK),
]


def menus_of(window: MainWindow, qtbot: QtBot) -> list[QMenu]:
    """Return the menus of the bar, of “⋯”, and those of a right click on a text and a table."""
    page = window.report_page
    assert page is not None
    found = [one for one in window.menuBar().findChildren(QMenu) if one.actions()]
    more = page.tabs.tools.more.menu()
    assert more is not None
    page.show_tab(0)
    qtbot.waitUntil(lambda: bool(window.findChildren(TextEditor)))
    text = window.findChildren(TextEditor)[0]
    page.show_tab(2)
    qtbot.waitUntil(lambda: bool(window.findChildren(TablePage)))
    table = window.findChildren(TablePage)[0]
    for one in (*found, more):
        one.aboutToShow.emit()  # icons come then
    return [*found, more, text.menu(), table.menu()]


def declared_by(words: str) -> list[Action]:
    """Return the actions that an item may be: those whose label it begins with, the longest first."""
    named = [one for one in actions() if words.startswith(one.label)]
    longest = max((len(one.label) for one in named), default=0)
    return [one for one in named if len(one.label) == longest]


def check(menu: QMenu) -> None:
    """Hold that every item is as its action is declared, and no letter is there twice."""
    items = [one for one in menu.actions() if not one.isSeparator() and one.menu() is None]
    letters = [letter for one in items for letter in LETTER.findall(one.text())]
    assert len(letters) == len(set(letters)), [one.text() for one in items]
    for item in items:
        words = item.text().partition("\t")[0]
        declared = declared_by(words)
        assert declared, words
        assert any(words.endswith("…") is one.asks for one in declared), words
        assert any(item.icon().isNull() is not bool(one.icon or one.checkable) for one in declared), words


def test_an_item_of_a_menu_has_the_icon_and_the_dots_of_its_action(window: MainWindow, qtbot: QtBot) -> None:
    for menu in menus_of(window, qtbot):
        check(menu)


@pytest.mark.parametrize("count", [1, 3])
def test_the_menu_of_the_list_says_what_the_bar_says(qtbot: QtBot, count: int) -> None:
    bar = LibraryBar()
    qtbot.addWidget(bar)
    bar.offer(count, writable=True)
    menu = bar.menu()
    check(menu)
    said = {re.sub(r"\(&.\)", "", one.text().partition("\t")[0]) for one in menu.actions() if not one.isSeparator()}
    buttons = (bar.new, bar.bring_in, bar.open, bar.next_year, bar.export, bar.delete, bar.restore)
    assert said == {button.text() for button in buttons}


def test_the_menu_of_a_finding_is_made_of_actions(window: MainWindow, qtbot: QtBot) -> None:
    page = window.report_page
    assert page is not None
    page.session.set_number(Cell("applications/received/natural_person"), Decimal(216))
    panel = page.panel()
    qtbot.waitUntil(lambda: panel.menu() is not None)
    menu = panel.menu()
    assert menu is not None
    check(menu)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[QWidget]:
    """Keep the dialogs that would be shown."""
    kept: list[QWidget] = []

    def refuse(dialog: QWidget) -> bool:
        kept.append(dialog)
        return False

    monkeypatch.setattr(dialogs, "run", refuse)
    QGuiApplication.clipboard().setText("不是年报")
    return kept


@pytest.mark.parametrize("one", ASKING, ids=lambda one: one.id)
def test_what_has_dots_shows_a_dialog(window: MainWindow, asked: list[QWidget], one: Action) -> None:
    window.actions_by_key[one.id].trigger()
    assert asked


@pytest.mark.parametrize("one", SILENT, ids=lambda one: one.id)
def test_what_has_none_shows_no_dialog(window: MainWindow, asked: list[QWidget], one: Action) -> None:
    window.actions_by_key[one.id].trigger()
    assert asked == []
