"""Pages over the report: shown, left, and the cursor back where it was."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from model.errors import UserError
from model.form.schema import Cell
from tests.ui.hands import look_at_all
from ui.report.page import ReportPage
from ui.window.main_window import MainWindow
from ui.window.trail import title_row_of

CELL = Cell("applications/disclosed/enterprise")


class Form(QWidget):
    """A page with a field, which counts how often it was left."""

    def __init__(self, name: str = "导出") -> None:
        super().__init__()
        self.setWindowTitle(name)
        self.field, self.tools = QLineEdit(), [QPushButton("做")]
        QVBoxLayout(self).addWidget(self.field)
        self.setFocusProxy(self.field)
        self.left = 0

    def leave(self) -> None:
        self.left += 1


def page_of(window: MainWindow) -> ReportPage:
    assert window.report_page is not None
    return window.report_page


def back_words(window: MainWindow) -> str:
    page = window.trail.current
    row = title_row_of(page) if page else None
    assert row is not None
    return row.back_button.text().removeprefix("←").strip() if row.back_button.isVisible() else ""


def press(sequence: str) -> None:
    key, widget = QKeySequence(sequence)[0], QApplication.focusWidget()  # type: ignore[index]
    assert widget is not None
    QTest.keyClick(widget, key.key(), key.keyboardModifiers())


def write(words: str) -> None:
    for letter in words:
        press(letter)


def test_a_page_over_the_report_leads_back_to_the_cell(window: MainWindow, qtbot: QtBot) -> None:
    page_of(window).go_to_place(CELL)
    before, form = QApplication.focusWidget(), Form()
    assert back_words(window) == "报告库"
    window.show_over(form)
    assert (back_words(window), QApplication.focusWidget()) == ("返回填写", form.field)
    assert window.session is page_of(window).session
    press("Alt+Left")
    assert (back_words(window), form.left) == ("报告库", 1)
    assert QApplication.focusWidget() is before
    assert page_of(window).page.current_place() == CELL


def test_the_first_control_of_a_page_goes_back(window: MainWindow) -> None:
    for expected in ("报告库", ""):
        if expected:
            window.show_over(Form())
        page = window.trail.current
        row = title_row_of(page) if page else None
        assert row is not None
        row.back_button.click()
        assert back_words(window) == expected
    assert window.session is None


def test_from_a_page_to_the_report_and_back_to_the_page(window: MainWindow) -> None:
    form = Form()
    window.show_over(form)
    window.visit_report("返回定稿")
    page_of(window).go_to_place(CELL)
    assert (window.trail.current, back_words(window)) == (page_of(window), "返回定稿")
    press("Alt+Left")
    assert (QApplication.focusWidget(), back_words(window), form.left) == (form.field, "返回填写", 0)
    press("Alt+Left")
    assert (window.trail.current, form.left) == (page_of(window), 1)


@pytest.mark.parametrize("keys", ["F8", "Ctrl+3", "F7"])
def test_what_looks_at_the_report_leaves_what_lies_over_it(window: MainWindow, keys: str) -> None:
    form = Form()
    window.show_over(form)
    press(keys)
    assert (window.trail.current, back_words(window), form.left) == (page_of(window), "报告库", 1)


def test_pages_over_pages_are_left_one_by_one(window: MainWindow) -> None:
    forms = [Form(name) for name in ("导出", "设置")]
    for form, words in zip(forms, ("返回填写", "返回导出"), strict=True):
        window.show_over(form, words)
        assert back_words(window) == words
    window.back()
    assert (back_words(window), [form.left for form in forms]) == ("返回填写", [0, 1])


PAGES = ("export", "settings", "finalise", "next_steps")


@pytest.mark.parametrize("one", PAGES)
def test_no_page_lies_on_itself(window: MainWindow, one: str) -> None:
    session = page_of(window).session
    if one == "next_steps":
        look_at_all(session)
        assert session.finalise(date(2024, 1, 9))
    act = window.actions_by_key[one]
    act.trigger()
    first = window.trail.current
    assert first is not page_of(window)
    act.trigger()
    assert window.trail.current is first
    window.actions_by_key["settings" if one != "settings" else "export"].trigger()
    act.trigger()
    assert window.trail.current is first
    window.back()
    assert window.trail.current is page_of(window)


def leaves_by_library(window: MainWindow) -> None:
    window.show_library()


def leaves_by_another(window: MainWindow) -> None:
    window.open(
        window.library.create(
            page_of(window).session.typed.__class__("丙镇", page_of(window).session.report.level, 2022)
        )
    )


@pytest.mark.parametrize("leave", [leaves_by_library, leaves_by_another])
def test_a_page_goes_with_the_report_it_is_over(window: MainWindow, leave: Callable[[MainWindow], None]) -> None:
    form = Form()
    window.show_over(form)
    leave(window)
    assert form.left == 1
    assert not window.trail.is_over


def test_what_is_no_number_keeps_the_page_from_coming(window: MainWindow) -> None:
    page_of(window).go_to_place(CELL)
    write("1/2")
    with pytest.raises(UserError, match="不是数字"):
        window.show_over(Form())
    assert window.trail.current is page_of(window)
    press("Esc")  # else closing asks


def test_a_typed_number_is_kept_when_a_page_comes(window: MainWindow) -> None:
    page_of(window).go_to_place(CELL)
    write("77")
    window.show_over(Form())
    assert page_of(window).session.report.numbers[CELL] == Decimal(77)


def test_the_tools_of_a_page_stand_in_its_title_row(window: MainWindow) -> None:
    form = Form()
    window.show_over(form)
    page = window.trail.current
    row = title_row_of(page) if page else None
    assert row is not None
    assert row.isAncestorOf(form.tools[0])
    assert row.title.whole == page_of(window).session.report.unit
    assert "导出" in row.about.whole


def test_a_page_over_all_reports(window: MainWindow) -> None:
    window.show_library()
    assert not window.actions_by_key["back"].isEnabled()
    window.show_over(Form("设置"), "返回")
    assert (back_words(window), window.actions_by_key["back"].isEnabled()) == ("返回", True)
    press("Alt+Left")
    assert (back_words(window), window.actions_by_key["back"].isEnabled()) == ("", False)
