"""The tables under the fingers: every key, and no number lost or half taken."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Section
from tests.ui.disk import Disk
from tests.ui.hands import (
    CTRL,
    DISCLOSURE,
    FIRST,
    HANDLING,
    KEY,
    REVIEW,
    SECOND,
    SHIFT,
    TOTAL,
    MakePage,
    cell,
    editing,
    press,
    stored,
    write,
)
from ui.state.session import Session
from ui.tables.page import TablePage

# Typing and walking


@pytest.mark.parametrize("section", [DISCLOSURE, HANDLING, REVIEW], ids=lambda section: section.key)
def test_a_whole_table_is_typed_with_digits_and_enter(section: Section, make_page: MakePage, session: Session) -> None:
    page = make_page(section, session)
    totals = FORM_2021.totals
    to_type = [place for place in section.cells if place not in totals]
    for i in range(len(to_type)):
        write(page, str(i))
        press(page, KEY.Key_Return)
    assert [stored(page, place) for place in to_type] == [Decimal(i) for i in range(len(to_type))]
    assert all(stored(page, place) is None for place in section.cells if place in totals)


@pytest.mark.parametrize("opened", [False, True])
def test_spaces_empty_no_cell(page: TablePage, *, opened: bool) -> None:
    place = page.current_place()
    assert place is not None
    write(page, "5")
    press(page, KEY.Key_Return)
    page.go_to(place)
    if opened:
        press(page, KEY.Key_F2)
        page.view.editing.editor.selectAll()
    write(page, "  ")
    press(page, KEY.Key_Return)
    assert stored(page, cell(place.partition("/")[2])) == 5


def test_shift_enter_walks_back_over_totals(page: TablePage) -> None:
    page.go_to(cell("brought_forward/natural_person"))
    press(page, KEY.Key_Return, SHIFT)
    assert page.current_place() == cell("received/other_organisation")
    write(page, "3")
    press(page, KEY.Key_Enter, SHIFT)
    assert page.current_place() == cell("received/legal_service")
    assert stored(page, cell("received/other_organisation")) == 3


def test_tab_visits_totals_too_and_leaves_at_the_end(page: TablePage) -> None:
    page.go_to(cell("received/other_organisation"))
    write(page, "3")
    press(page, KEY.Key_Tab)
    assert page.current_place() == TOTAL
    press(page, KEY.Key_Backtab, SHIFT)
    assert page.current_place() == cell("received/other_organisation")
    page.go_to(HANDLING.cells[-1])
    press(page, KEY.Key_Tab)
    assert QApplication.focusWidget() is not page.view


@pytest.mark.parametrize(
    "key,modifier,expected",
    [
        (KEY.Key_Right, Qt.KeyboardModifier.NoModifier, "disclosed/research_institution"),
        (KEY.Key_Left, Qt.KeyboardModifier.NoModifier, "disclosed/natural_person"),
        (KEY.Key_Up, Qt.KeyboardModifier.NoModifier, "brought_forward/enterprise"),
        (KEY.Key_Down, Qt.KeyboardModifier.NoModifier, "partly_disclosed/enterprise"),
        (KEY.Key_Home, Qt.KeyboardModifier.NoModifier, "disclosed/natural_person"),
        (KEY.Key_End, Qt.KeyboardModifier.NoModifier, "disclosed/total"),
        (KEY.Key_Home, CTRL, "received/natural_person"),
        (KEY.Key_End, CTRL, "carried_forward/total"),
        (KEY.Key_Down, CTRL, "carried_forward/enterprise"),
        (KEY.Key_PageDown, Qt.KeyboardModifier.NoModifier, "unavailable_not_held/enterprise"),
        (KEY.Key_PageUp, Qt.KeyboardModifier.NoModifier, "received/enterprise"),
    ],
)
def test_keys_lead_as_in_a_spreadsheet(
    page: TablePage, key: Qt.Key, modifier: Qt.KeyboardModifier, expected: str
) -> None:
    page.go_to(cell("disclosed/enterprise"))
    press(page, key, modifier)
    assert page.current_place() == cell(expected)


def test_arrows_take_what_was_typed_but_move_the_caret_after_f2(full: TablePage) -> None:
    full.go_to(FIRST)
    write(full, "12")
    press(full, KEY.Key_Right)
    assert (full.current_place(), stored(full, FIRST)) == (SECOND, 12)
    press(full, KEY.Key_F2)
    before = editing(full)
    press(full, KEY.Key_Left)
    assert editing(full) == before
    press(full, KEY.Key_Escape)
    assert (editing(full), full.current_place()) == (None, SECOND)
    assert stored(full, SECOND) == full.session.report.numbers[SECOND]


def test_delete_makes_blank_and_a_total_derived_again(full: TablePage) -> None:
    right = full.session.report.numbers[TOTAL]
    full.go_to(TOTAL)
    write(full, "7")
    press(full, KEY.Key_Return)
    assert stored(full, TOTAL) == 7
    assert not full.session.is_derived(TOTAL)
    full.go_to(TOTAL)
    press(full, KEY.Key_Delete)
    assert full.session.is_derived(TOTAL)
    assert full.session.report.numbers[TOTAL] == right
    full.session.undo_stack.undo()
    assert stored(full, TOTAL) == 7


def test_an_editor_that_was_only_opened_types_no_total(full: TablePage) -> None:
    full.go_to(TOTAL)
    press(full, KEY.Key_F2)
    press(full, KEY.Key_Return)
    assert full.session.is_derived(TOTAL)


@pytest.mark.parametrize("modifier", [CTRL, CTRL | SHIFT], ids=["ctrl", "ctrl-shift"])
def test_what_is_selected_goes_where_the_keys_lead(full: TablePage, modifier: Qt.KeyboardModifier) -> None:
    full.go_to(FIRST)
    press(full, KEY.Key_Right, modifier)
    expected = HANDLING.cells[:7] if modifier & SHIFT else (TOTAL,)
    assert full.view.selected_cells() == expected


def test_undo_while_typing_gives_up_what_is_being_typed(full: TablePage) -> None:
    write(full, "9")
    press(full, KEY.Key_Z, CTRL)
    assert (editing(full), full.session.undo_stack.count()) == (None, 0)


def test_keys_that_the_editor_leaves_unused_do_not_leave_it_behind(page: TablePage) -> None:
    write(page, "5")
    press(page, KEY.Key_Shift)
    assert (editing(page), page.current_place()) == ("5", FIRST)
    press(page, KEY.Key_PageDown)
    assert (editing(page), stored(page, FIRST)) == (None, 5)
    write(page, "x")
    before = page.current_place()
    press(page, KEY.Key_PageDown)
    assert (editing(page), page.current_place()) == ("x", before)


# What is refused


def test_a_text_that_is_no_number_stays_in_the_editor_with_the_reason(page: TablePage) -> None:
    write(page, "约12")
    press(page, KEY.Key_Return)
    assert (editing(page), page.current_place()) == ("约12", FIRST)
    assert "不是数字" in page.view.editing.bubble.text()
    assert page.view.editing.bubble.isVisible()
    assert QApplication.focusWidget() is page.view.editing.editor
    assert stored(page, FIRST) is None
    press(page, KEY.Key_Home)
    press(page, KEY.Key_Delete)
    assert not page.view.editing.bubble.isVisible()
    press(page, KEY.Key_Return)
    assert stored(page, FIRST) == 12


@pytest.mark.parametrize("text", ["——", "无", "\\", "_"])
def test_a_sign_for_none_stays_in_the_editor_with_the_advice_to_write_0(page: TablePage, text: str) -> None:
    write(page, text)
    press(page, KEY.Key_Return)
    assert editing(page) == text
    assert "没有的请填0" in page.view.editing.bubble.text()
    assert stored(page, FIRST) is None


@pytest.mark.parametrize("text", ["１２", "1,234", " 5 ", "7件"])
def test_numbers_are_taken_as_people_write_them(page: TablePage, text: str) -> None:
    write(page, text)
    press(page, KEY.Key_Return)
    assert stored(page, FIRST) == {"１２": 12, "1,234": 1234, " 5 ": 5, "7件": 7}[text]


def test_leaving_by_a_click_takes_a_number_and_keeps_back_what_is_none(page: TablePage) -> None:
    place = page.view.visualRect(page.model.index_of(SECOND)).center()
    write(page, "12")
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (stored(page, FIRST), page.current_place(), editing(page)) == (12, SECOND, None)
    write(page, "abc")
    there = page.view.visualRect(page.model.index_of(FIRST)).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=there)
    assert (editing(page), page.current_place(), stored(page, SECOND)) == ("abc", SECOND, None)


def test_leaving_for_another_widget_takes_a_number_and_keeps_the_rest(page: TablePage) -> None:
    elsewhere = page.window().findChildren(QLineEdit)[-1]
    write(page, "12")
    elsewhere.setFocus()
    assert (stored(page, FIRST), editing(page)) == (12, None)
    page.setFocus()
    write(page, "一二")
    elsewhere.setFocus()
    assert (editing(page), stored(page, FIRST)) == ("一二", 12)
    assert QApplication.focusWidget() is page.view.editing.editor


def test_another_tab_takes_a_number_and_finds_the_rest_again(page: TablePage) -> None:
    write(page, "12")
    page.hide()
    assert stored(page, FIRST) == 12
    page.show()
    page.setFocus()
    write(page, "1o")
    page.hide()
    page.show()
    assert (editing(page), stored(page, FIRST)) == ("1o", 12)
    assert page.view.editing.bubble.isVisible()


def test_closing_asks_the_page_whether_it_is_finished(page: TablePage) -> None:
    write(page, "12")
    assert page.finish()
    assert stored(page, FIRST) == 12
    write(page, "x")
    assert not page.finish()
    page.view.editing.cancel()
    assert page.finish()


def test_a_jump_does_not_lose_what_is_being_typed(page: TablePage) -> None:
    write(page, "12")
    page.go_to(TOTAL)
    assert (stored(page, FIRST), page.current_place()) == (12, TOTAL)
    page.go_to(SECOND)
    write(page, "?")
    page.go_to(TOTAL)
    assert (editing(page), page.current_place()) == ("?", SECOND)


def test_what_is_refused_for_good_stays_in_the_editor(page: TablePage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **_: object) -> None:
        raise UserError("另一个窗口里已经定稿")

    monkeypatch.setattr(page.session._library, "write", refuse)
    write(page, "12")
    press(page, KEY.Key_Return)
    assert (editing(page), page.current_place()) == ("12", FIRST)
    assert page.session.value(FIRST) is None


def test_what_the_disk_does_not_take_is_in_its_cell_and_marked(page: TablePage, disk: Disk) -> None:
    disk.refuse()
    write(page, "12")
    press(page, KEY.Key_Return)
    assert (editing(page), page.current_place()) == (None, SECOND)
    assert page.session.value(FIRST) == 12
    assert stored(page, FIRST) is None
    model = page.model
    index = model.index_of(FIRST)
    marked = page.view.viewport().grab(page.view.visualRect(index)).toImage()
    assert str(model.data(index, Qt.ItemDataRole.ToolTipRole)).startswith("未保存：")
    assert "未保存" in str(model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    disk.allow()
    assert page.session.save()
    assert stored(page, FIRST) == 12
    assert "未保存" not in str(model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    assert page.view.viewport().grab(page.view.visualRect(index)).toImage() != marked


# The input method


def test_cells_do_not_open_the_input_method_but_take_what_it_commits(page: TablePage) -> None:
    for widget in (page.view, page.view.editing.editor):
        assert widget.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
        assert widget.inputMethodHints() & Qt.InputMethodHint.ImhDigitsOnly
    for text in ("３", "４"):
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget() or page.view, event)
    press(page, KEY.Key_Return)
    assert stored(page, FIRST) == 34
