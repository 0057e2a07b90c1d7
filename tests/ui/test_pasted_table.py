"""A table that is pasted into a text is said to stand there as words, and its own place is offered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model.form.schema import Cell
from tests.ui.hands import CTRL, HANDLING
from ui.tables.clipboard import copied, to_mime
from ui.window.main_window import MainWindow

CELL = Cell("applications/received/natural_person")
KEY = "overview/on_application"


def paste_into_text(window: MainWindow) -> None:
    assert window.report_page is not None
    window.report_page.go_to_place(KEY)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_V, CTRL)


def offers(window: MainWindow) -> list[str]:
    return [one.text() for one in window.status._offers if one.isVisible()]


def test_a_whole_table_is_moved_to_its_section_by_one_click(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    before, text = session.report.numbers, session.report.texts.get(KEY)
    QGuiApplication.clipboard().setMimeData(to_mime(copied(HANDLING, session.report, HANDLING.cells)))
    session.set_number(CELL, None)
    paste_into_text(window)
    assert session.report.texts[KEY] != text
    assert "已作为文字放入" in window.status.sentence
    assert offers(window) == ["改放到第三部分的表格"]
    window.status._offers[0].click()
    assert session.report.texts.get(KEY) == text
    assert session.report.numbers == before
    assert window.report_page is not None
    assert window.report_page.page.current_place() in HANDLING.cells


@pytest.mark.parametrize("words, told", [("一\t二\n三\t四", True), ("一段话", False)])
def test_part_of_a_table_is_only_told_of_and_words_are_not(window: MainWindow, words: str, *, told: bool) -> None:
    QGuiApplication.clipboard().setText(words)
    paste_into_text(window)
    assert ("粘贴的是表格" in window.status.sentence) is told
    assert offers(window) == []
