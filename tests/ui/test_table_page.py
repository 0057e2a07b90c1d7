"""The tables under the fingers: every key, and no number lost or half taken."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from model.errors import UserError
from model.forms import FORM_2021
from model.schema import Cell, Section
from model.storage.records import How
from ui.session import Session
from ui.table_page import TablePage

KEY = Qt.Key
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
DISCLOSURE, HANDLING, REVIEW = (section for section in FORM_2021.sections if section.tables)
MakePage = Callable[[Section, Session], TablePage]


def cell(name: str) -> Cell:
    return Cell(f"applications/{name}")


FIRST, SECOND, TOTAL = (cell(f"received/{key}") for key in ("natural_person", "enterprise", "total"))


@pytest.fixture
def make_page(qtbot: QtBot) -> Iterator[MakePage]:
    """Give a page beside another widget that can take the focus."""
    windows: list[QWidget] = []

    def make(section: Section, session: Session) -> TablePage:
        window = QWidget()
        window.setMinimumSize(900, 640)
        rows = QVBoxLayout(window)
        page = TablePage(section, session)
        rows.addWidget(page)
        rows.addWidget(QLineEdit(window))
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        page.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is page.view)
        return page

    yield make
    windows.clear()


@pytest.fixture
def page(make_page: MakePage, session: Session) -> TablePage:
    return make_page(HANDLING, session)


@pytest.fixture
def full(make_page: MakePage, full_session: Session) -> TablePage:
    return make_page(HANDLING, full_session)


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
    """Give what a program that opens the library afterwards would find."""
    library = page.session._library
    return library.load(page.session.id).report.numbers.get(place)


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


def test_what_cannot_be_written_stays_in_the_editor(page: TablePage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*args: object) -> None:
        raise UserError("磁盘已满")

    monkeypatch.setattr(page.session._library, "write", full_disk)
    write(page, "12")
    press(page, KEY.Key_Return)
    assert (editing(page), page.current_place()) == ("12", FIRST)
    assert page.session.value(FIRST) is None


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


# Blocks


def clip(text: str = "", html: str = "") -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def test_a_whole_table_is_copied_and_pasted_in_one_step(full: TablePage) -> None:
    values = dict(full.session.report.numbers)
    full.view.selectAll()
    press(full, KEY.Key_C, CTRL)
    full.session.edit([full.session.change_to(c, None) for c in HANDLING.cells], How.TYPED, "清除")
    assert all(stored(full, c) is None for c in HANDLING.cells)
    full.go_to(cell("disclosed/enterprise"))
    steps = full.session.undo_stack.count()
    press(full, KEY.Key_V, CTRL)
    assert {c: full.session.report.numbers[c] for c in HANDLING.cells} == {c: values[c] for c in HANDLING.cells}
    assert full.session.is_derived(TOTAL)
    assert full.session.undo_stack.count() == steps + 1
    assert full.session.undo_stack.undoText() == "粘贴"
    full.session.undo_stack.undo()
    assert all(stored(full, c) is None for c in HANDLING.cells)


def test_the_table_of_the_clipboard_goes_before_its_text(page: TablePage) -> None:
    clip("9\t9", "<table><tr><td>1<td>2</table>")
    press(page, KEY.Key_V, CTRL)
    assert (stored(page, FIRST), stored(page, SECOND)) == (1, 2)
    clip("5", "<b>5</b>")
    press(page, KEY.Key_V, CTRL)
    assert stored(page, FIRST) == 5


def test_nothing_is_half_pasted_and_every_place_is_named(page: TablePage) -> None:
    clip("1\t2\t三\n4\tx\t6")
    press(page, KEY.Key_V, CTRL)
    assert not page.session.typed.numbers
    said = page.notice.text()
    assert all(word in said for word in ("“科研机构”列", "“三”", "“商业企业”列", "“x”"))
    assert page.notice.isVisible()
    assert page.session.undo_stack.count() == 0


def test_strokes_are_pasted_as_blanks_and_that_is_said(page: TablePage) -> None:
    clip("1\t/\t—")
    press(page, KEY.Key_V, CTRL)
    assert (stored(page, FIRST), stored(page, SECOND)) == (1, None)
    assert "2处" in page.notice.text()


def test_a_pasted_total_that_differs_is_kept(page: TablePage) -> None:
    clip("1\t0\t0\t0\t0\t0\t8\n1\t0\t0\t0\t0\t0\t1")
    press(page, KEY.Key_V, CTRL)
    assert stored(page, TOTAL) == 8
    assert page.session.is_derived(cell("brought_forward/total"))


def test_a_single_number_fills_the_selection(page: TablePage) -> None:
    press(page, KEY.Key_Down, SHIFT)
    press(page, KEY.Key_Right, SHIFT)
    clip("0")
    press(page, KEY.Key_V, CTRL)
    assert set(page.session.typed.numbers) == {
        cell(f"{row}/{column}")
        for row in ("received", "brought_forward")
        for column in ("natural_person", "enterprise")
    }


def test_a_selection_is_copied_without_the_subtotals_and_cut_away(full: TablePage) -> None:
    values = full.session.report.numbers
    full.go_to(cell("refused_administrative_query/natural_person"))
    press(full, KEY.Key_Down, SHIFT)
    chosen = [cell(f"{row}/natural_person") for row in ("refused_administrative_query", "unavailable_not_held")]
    expected = "\n".join(str(values[c]) for c in chosen)
    press(full, KEY.Key_X, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == expected
    assert "<td>" in mime.html()
    assert [stored(full, c) for c in chosen] == [None, None]
    assert full.session.undo_stack.undoText() == "剪切"


# Buttons, help, proposals


def test_no_such_case_fills_the_blanks_in_one_step(page: TablePage) -> None:
    page.session.set_number(FIRST, Decimal(5))
    steps = page.session.undo_stack.count()
    QTest.mouseClick(page.zero, Qt.MouseButton.LeftButton)
    numbers = page.session.report.numbers
    assert all(numbers[c] == (5 if c in {FIRST, TOTAL} else 0) for c in HANDLING.cells)
    assert page.session.undo_stack.count() == steps + 1
    assert not page.zero.isEnabled()


def test_f1_says_what_belongs_in_the_cell_and_follows_and_goes(page: TablePage) -> None:
    page.go_to(cell("refused_state_secret/enterprise"))
    press(page, KEY.Key_F1)
    words = page.help.accessibleDescription()
    row = FORM_2021.row(cell("refused_state_secret/enterprise"))
    assert row.help in words
    assert row.basis in words
    assert "归纳" in words
    press(page, KEY.Key_Down)
    assert FORM_2021.row(cell("refused_forbidden_by_law/enterprise")).help in page.help.accessibleDescription()
    press(page, KEY.Key_Escape)
    assert not page.help.isVisible()


@pytest.mark.parametrize("key,modifier", [(KEY.Key_Period, CTRL), (KEY.Key_Return, ALT)])
def test_one_key_takes_what_is_proposed(full: TablePage, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    right = full.session.report.numbers[TOTAL]
    full.session.set_number(TOTAL, right + 1)
    full.go_to(TOTAL)
    press(full, key, modifier)
    assert full.session.report.numbers[TOTAL] == right
    assert full.session.is_derived(TOTAL)
    assert full.session.undo_stack.undoText() == "采用建议值"
    full.go_to(FIRST)
    assert not full.take_proposal()


def test_a_final_report_takes_nothing_and_says_why(full: TablePage) -> None:
    full.session._library.finalise(full.session.id, full.session.stored.changed.date())
    full.session.stored = full.session._library.load(full.session.id)
    write(full, "1")
    assert editing(full) is None
    assert "定稿" in full.notice.text()
    full.say("")
    press(full, KEY.Key_F2)
    assert editing(full) is None
    assert "定稿" in full.notice.text()


# How it looks


@pytest.mark.parametrize("section", [DISCLOSURE, HANDLING, REVIEW], ids=lambda section: section.key)
@pytest.mark.parametrize("width", [700, 860, 1300])
def test_the_table_fits_the_width_and_its_headers_stay(
    section: Section, width: int, make_page: MakePage, session: Session
) -> None:
    page = make_page(section, session)
    page.window().setMinimumSize(100, 100)
    page.window().resize(width, 600)
    QApplication.processEvents()
    view = page.view
    assert view.horizontalScrollBar().maximum() == 0
    for rows in range(page.model.grid.header_rows):
        assert view.isRowHidden(rows)
    assert view.header.height() == sum(view.header._heights)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.header.isVisible() == bool(page.model.grid.header_rows)


def test_a_click_on_a_label_selects_its_numbers(full: TablePage) -> None:
    boxes = {box.text: box for box in full.model.grid.boxes}
    header = full.view.header
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=header._rect(boxes["自然人"]).center())
    assert len(full.view.selected_cells()) == 25
    label = boxes["（一）予以公开"]
    where = full.view.visualRect(full.model.index(label.row, label.column)).center()
    QTest.mouseClick(full.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where))
    assert full.view.selected_cells() == tuple(c for c in HANDLING.cells if c.row == "disclosed")


def test_zoom_and_last_year_change_only_the_look(full: TablePage) -> None:
    before = full.view.rowHeight(5)
    full.set_zoom(200)
    assert full.view.rowHeight(5) > 1.5 * before
    full.set_last_year_visible(False)
    assert not full.view.delegate.show_last_year


def test_a_screen_reader_hears_table_row_column_value_and_state(full: TablePage) -> None:
    full.session.set_number(TOTAL, Decimal(1))
    table = QAccessible.queryAccessibleInterface(full.view)
    where = full.view.viewport().mapToGlobal(full.view.visualRect(full.model.index_of(TOTAL)).center())
    reading = table.childAt(where.x(), where.y())
    assert reading is not None
    name = reading.text(QAccessible.Text.Name)
    assert all(word in name for word in (HANDLING.heading, "本年新收", "总计", "，1，", "手工录入", "必须改正"))
    assert "六类申请人之和" in reading.text(QAccessible.Text.Description)
    assert table.text(QAccessible.Text.Name) == HANDLING.heading
