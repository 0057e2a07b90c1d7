"""Every key of the review works whatever has the cursor there: a table, a text, a list; a field keeps its letters."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from model.report.report import Level, Report
from model.storage.library import Library
from tests.ui.county.test_review_page import review, shown  # noqa: F401 — the fixture
from ui import start
from ui.actions import in_county  # noqa: F401 — its actions are in the registry then
from ui.actions.registry import KeyContext, in_context
from ui.county.review_page import ReviewPage
from ui.window.main_window import MainWindow

KEYS = {key: one.id for one in in_context(KeyContext.REVIEW) for key in one.keys}


def table(page: ReviewPage) -> QWidget:
    assert page.one is not None
    page.one.report.show_tab(2)
    return QApplication.focusWidget() or page


def text(page: ReviewPage) -> QWidget:
    assert page.one is not None
    page.one.report.show_tab(0)
    return QApplication.focusWidget() or page


def put(page: ReviewPage, widget: QWidget, tab: int) -> QWidget:
    assert page.one is not None
    page.one.tabs.setCurrentIndex(tab)
    widget.setFocus()
    assert QApplication.focusWidget() is widget
    return widget


PLACES: dict[str, Callable[[ReviewPage], QWidget]] = {
    "table": table,
    "text": text,
    "queue": lambda page: put(page, page.queue, 0),
    "cards": lambda page: put(page, page.one.panel.list, 1),  # type: ignore[union-attr]
    "remark": lambda page: put(page, page.one.side.field, 0),  # type: ignore[union-attr]
    "button": lambda page: put(page, page.send_back, 0),
}


@pytest.fixture(params=[False, True], ids=["alone", "over a report"])
def over(
    request: pytest.FixtureRequest, library: Library, qapp: QApplication, empty_window: MainWindow
) -> Iterator[None]:
    """Let keys have the names that the program gives them, and a report be open below, whose keys are the window's."""
    names = start._Keys()
    qapp.installTranslator(names)
    if request.param:
        empty_window.open(library.create(Report("甲县乙镇人民政府", Level.TOWNSHIP, 2025)))
    yield
    qapp.removeTranslator(names)


@pytest.mark.parametrize("place", PLACES)
def test_every_key(place: str, over: None, review: ReviewPage, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    done: list[str] = []

    def note(key: str) -> None:
        done.append(KEYS.get(key, key))

    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for shortcut in review.findChildren(QShortcut, options=direct):
        shortcut.activated.disconnect()
        shortcut.activated.connect(partial(note, shortcut.key().toString()))
    dead = []
    for key, name in KEYS.items():
        widget = PLACES[place](review)
        pressed: Any = QKeySequence(key)[0]  # type: ignore[index]  # as the stubs do not know
        done.clear()
        QTest.keyClick(widget, pressed.key(), pressed.keyboardModifiers())
        typed = place == "remark" and key.isdigit()
        if done != [name] * (not typed):
            dead.append((key, tuple(done)))
    assert dead == []
