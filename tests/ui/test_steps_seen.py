"""Whatever is taken back or made again is shown where it was, or said: no step makes the window stumble."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.past_words import SteppedTo
from model.report.report import Report
from model.storage.library import Library
from tests.ui.hands import ALT, CTRL, show_window
from ui.actions.in_window import BACK, FINALISE
from ui.finalising.page import FinalisePage
from ui.window.main_window import MainWindow

TEXT = "overview/on_application"
WORDS = "2021年办理申请XX件，其中XX件来自网络。另在2020年办理XX件（待核实）。"


@pytest.fixture
def window(qtbot: QtBot, library: Library, full_report: Report) -> Iterator[MainWindow]:
    window = MainWindow(library, preview=False, today=lambda: date(2024, 1, 9))
    show_window(window, qtbot)
    window.open(library.create(replace(full_report, texts={TEXT: WORDS})))
    yield window
    window.close()


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, held)


@pytest.fixture
def ready(window: MainWindow) -> FinalisePage:
    window.actions_by_key[FINALISE.id].trigger()
    page = window.trail.current.page  # type: ignore[union-attr]
    assert isinstance(page, FinalisePage)
    return page


def choose(page: FinalisePage, rule: str) -> None:
    page.list.setFocus()
    at = next(at for at, row in enumerate(page.model.rows) if row.rule == rule)
    page.list.setCurrentIndex(page.model.index(at))


def test_what_was_confirmed_together_is_undone_from_the_report_by_its_own_name_and_number(
    window: MainWindow, ready: FinalisePage
) -> None:
    session = window.session
    assert session is not None
    before = session.assessment.open
    choose(ready, "T4")
    press(Qt.Key.Key_A, CTRL)
    chosen = len(ready.list.selectedIndexes())
    press(Qt.Key.Key_K, ALT)
    assert session.assessment.open != before
    window.actions_by_key[BACK.id].trigger()
    session.undo_stack.undo()
    assert session.assessment.open == before
    said = window.status.sentence
    assert f"确认无误（{chosen}条）" in said
    assert "说明" not in said


@pytest.mark.parametrize(
    "place", ["", "state", "opinion/3", "fact/signed", "explanations/X1/", "applications", "no/such"]
)
def test_of_no_place_of_the_form_there_is_nowhere_to_go(window: MainWindow, place: str) -> None:
    assert window.report_page is not None
    tab = window.report_page.tabs.currentIndex()
    window.report_page.show_change(SteppedTo("撤销", place))
    assert window.report_page.tabs.currentIndex() == tab


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_that_leads_to_words_does_not_write_over_them(
    window: MainWindow, ready: FinalisePage, key: Qt.Key
) -> None:
    choose(ready, "T4")
    press(Qt.Key.Key_Return)
    session = window.session
    assert session is not None
    editor = window.report_page.page.boxes[TEXT].editor  # type: ignore[union-attr]
    assert editor.hasFocus()
    start, end = editor.span
    assert WORDS[start:end] == "XX"
    press(key)
    assert session.report.texts[TEXT] == WORDS
    assert editor.span == (start, start)
    QTest.keyClicks(editor, "3")  # what is typed after that goes before the words
    assert session.report.texts[TEXT] == f"{WORDS[:start]}3{WORDS[start:]}"


def test_words_that_somebody_selected_are_written_over(window: MainWindow, ready: FinalisePage) -> None:
    choose(ready, "T4")
    press(Qt.Key.Key_Return)
    editor = window.report_page.page.boxes[TEXT].editor  # type: ignore[union-attr]
    start, end = editor.span
    press(Qt.Key.Key_Left)
    for _ in range(end - start):
        press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert editor.span == (start, end)
    press(Qt.Key.Key_Space)
    assert editor.text == f"{WORDS[:start]} {WORDS[end:]}"
