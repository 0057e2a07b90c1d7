"""Hands on a table: keys where the focus is, and what a program would find on disk afterwards."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from model.form.editions import FORM_2021
from model.form.schema import Cell, Section, Severity
from model.sentences.nothing import nothing_to_say
from ui.state.session import Session
from ui.tables.page import TablePage

KEY = Qt.Key
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
DISCLOSURE, HANDLING, REVIEW = (section for section in FORM_2021.sections if section.tables)
MakePage = Callable[[Section, Session], TablePage]


def show_window(window: QWidget, qtbot: QtBot) -> None:
    """Show a window in front of all others, and see to it that the test closes it."""
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def cell(name: str) -> Cell:
    return Cell(f"applications/{name}")


FIRST, SECOND, TOTAL = (cell(f"received/{key}") for key in ("natural_person", "enterprise", "total"))


def press(page: TablePage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the focus is."""
    QTest.keyClick(QApplication.focusWidget() or page.view, key, modifier)


def write(page: TablePage, text: str) -> None:
    """Type what may be on no key: each sign as a key press that carries it."""
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char)
            QApplication.sendEvent(QApplication.focusWidget() or page.view, event)


def editing(page: TablePage) -> str | None:
    open_on = page.view.editing.cell
    return None if open_on is None else page.view.editing.editor.text()


def stored(page: TablePage, place: Cell) -> Decimal | int | None:
    """Return what a program that opens the library afterwards would find."""
    library = page.session._library
    return library.load(page.session.id).report.numbers.get(place)


def look_at_all(session: Session) -> None:
    """Write our sentence into every text that is missing, and settle all that can be settled by words."""
    for key in session.subject.unwritten:
        session.set_text(key, nothing_to_say(session.report, key))
    explained = [one for one in session.assessment.open if one.severity is Severity.EXPLAIN]
    for finding in explained:
        session.explain(finding, "上年年报登记有误", "张三")
    verified = [one for one in session.assessment.open if one.severity is Severity.WARN and not one.gap]
    session.acknowledge(verified, "", "张三")
