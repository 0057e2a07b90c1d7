"""A page of numbers: its buttons, its help, what it proposes, how it looks and is read out."""

from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from model.form.editions import FORM_2021
from model.form.schema import Section, Severity
from tests.ui.hands import (
    ALT,
    CTRL,
    DISCLOSURE,
    FIRST,
    HANDLING,
    KEY,
    REVIEW,
    TOTAL,
    MakePage,
    cell,
    editing,
    press,
    write,
)
from ui.state.session import Session
from ui.state.shown import FINAL
from ui.tables.cell_state import Look, is_sum
from ui.tables.page import TablePage
from ui.window.main_window import MainWindow

# Buttons, help, proposals


def test_no_such_case_fills_the_blanks_in_one_step(page: TablePage) -> None:
    page.session.set_number(FIRST, Decimal(5))
    steps = page.session.undo_stack.count()
    assert page.can_fill_blanks
    page.fill_blanks()
    numbers = page.session.report.numbers
    assert all(numbers[c] == (5 if c in {FIRST, TOTAL} else 0) for c in HANDLING.cells)
    assert page.session.undo_stack.count() == steps + 1
    assert not page.can_fill_blanks


def test_no_such_case_has_a_key(page: TablePage, qtbot: QtBot) -> None:
    press(page, KEY.Key_0, ALT)
    qtbot.waitUntil(lambda: all(page.session.report.numbers.get(c) == 0 for c in HANDLING.cells))


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


def test_a_final_report_takes_nothing_and_says_why_in_one_place(full: TablePage) -> None:
    full.session._library.finalise(full.session.id, full.session.stored.changed.date())
    full.session.stored = full.session._library.load(full.session.id)
    told: list[str] = []
    full.session.refused.connect(told.append)
    write(full, "1")
    assert editing(full) is None
    for key, modifier in (
        (KEY.Key_F2, Qt.KeyboardModifier.NoModifier),
        (KEY.Key_V, CTRL),
        (KEY.Key_0, ALT),
        (KEY.Key_Period, CTRL),
    ):
        told.clear()
        press(full, key, modifier)
        assert editing(full) is None
        assert told == [FINAL]
        assert full.notice.isHidden()


def test_what_was_done_and_what_was_refused_look_different(page: TablePage) -> None:
    page.say("已粘贴3格", refused=False)
    done = page.notice.property("ground")
    page.say("没有粘贴")
    assert page.notice.property("ground") != done
    assert page.notice.text() == "没有粘贴"


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


# The identities below the table


def test_the_identities_stay_in_sight_below_the_numbers(full: TablePage) -> None:
    strip = full.view.balance
    full.go_to(cell("received/natural_person"))
    full.session.set_number(FIRST, None)
    assert strip.isVisible()
    assert strip.mapTo(full, QPoint(0, strip.height())).y() <= full.height()
    assert all(full.view.isRowHidden(row) for row in strip.rows)
    assert strip.y() == full.view.geometry().bottom() + 1
    box = full.model.grid.box_of[TOTAL]
    below = QPoint(full.view.columnViewportPosition(box.column) + 5, strip.height() - 5)
    found = strip.box_at(below)
    assert found is not None
    assert (found.column, bool(found.minus)) == (box.column, True)


def test_at_a_high_zoom_the_identities_scroll_with_the_numbers(full: TablePage) -> None:
    full.set_zoom(250)
    strip = full.view.balance
    assert not strip.isVisible()
    assert not any(full.view.isRowHidden(row) for row in strip.rows)
    full.set_zoom(100)
    assert strip.isVisible()


def test_a_table_without_identities_of_columns_has_no_strip(make_page: MakePage, session: Session) -> None:
    assert not make_page(REVIEW, session).view.balance.isVisible()


# Numbers wider than their cells


@pytest.mark.parametrize("digits", range(1, 13))
def test_a_number_that_does_not_fit_is_seen_to_be_cut(page: TablePage, digits: int) -> None:
    picture = QPixmap(100, 30)
    painter = QPainter(picture)
    painter.setFont(page.view.delegate.fonts.base)
    number = "9" * digits
    shown = page.view.delegate._fitted(painter, number, 60)
    width = painter.fontMetrics().horizontalAdvance(shown)
    painter.end()
    assert shown == number or (shown.endswith("…") and number.startswith(shown[:-1]))
    assert width <= 60
    assert digits > 4 or shown == number


def test_a_number_stays_where_it_is_while_it_is_typed(make_page: MakePage, session: Session) -> None:
    for section in (DISCLOSURE, HANDLING, REVIEW):
        page = make_page(section, session)
        page.view.begin("7")
        horizontal = Qt.AlignmentFlag.AlignHorizontal_Mask
        drawn = _sides_of_the_ink(page)
        page.view.finish()
        assert _sides_of_the_ink(page) == drawn
        across = page.model.data(page.view.currentIndex(), Qt.ItemDataRole.TextAlignmentRole) & horizontal
        assert across == page.view.editing.editor.alignment() & horizontal


def _sides_of_the_ink(page: TablePage) -> str:
    """Say whether what is dark in the current cell stands in its middle or at its right."""
    inner = page.view.visualRect(page.view.currentIndex()).adjusted(4, 4, -4, -4)
    picture = page.view.viewport().grab(inner).toImage()
    high, wide = range(picture.height()), picture.width()
    dark = [x for x in range(wide) for y in high if picture.pixelColor(x, y).lightness() < 128]
    assert dark
    return "middle" if sum(dark) / len(dark) < 0.66 * wide else "right"


def test_esc_closes_the_help_of_a_cell_wherever_in_the_report_the_keys_are(window: MainWindow, qtbot: QtBot) -> None:
    report = window.report_page
    if report is None:
        window.open(1)
        report = window.report_page
    assert report is not None
    report.go_to_place(FIRST)
    page = report.page
    assert isinstance(page, TablePage)
    for where in (page.view, report.panel().list, report.tabs.tools.more):
        page.toggle_help()
        where.setFocus()
        qtbot.waitUntil(partial(_is_open_beside, page, where))
        press(page, KEY.Key_Escape)
        assert not page.help.isVisible(), where
    page.toggle_help()
    page.view.setFocus()
    press(page, KEY.Key_7)
    press(page, KEY.Key_Escape)  # gives the entry up as well
    assert not page.help.isVisible()
    assert not editing(page)


def _is_open_beside(page: TablePage, where: QWidget) -> bool:
    return page.help.isVisible() and QApplication.focusWidget() is where


def test_last_years_number_stands_clear_of_the_sign(full: TablePage, monkeypatch: pytest.MonkeyPatch) -> None:
    delegate, box = full.view.delegate, full.model.grid.box_of[TOTAL]
    right = full.session.report.numbers[TOTAL]
    full.session.set_number(TOTAL, right + 1)
    look = full.model.look(box)._replace(last="21")
    assert look.severity
    monkeypatch.setattr(full.model, "look", lambda _box: look)
    drawn: dict[str, QRect] = {}
    paint = delegate._flag

    def flag(painter: QPainter, rect: QRect, look: Look, severity: Severity) -> int:
        side = paint(painter, rect, look, severity)
        drawn["sign"] = QRect(rect.left() + 2, rect.top() + 2, side, side)
        return side

    def beside(_painter: QPainter, inner: QRect, *_: object) -> int:
        drawn["last"] = inner
        return 0

    monkeypatch.setattr(delegate, "_flag", flag)
    monkeypatch.setattr(delegate, "_beside", beside)
    delegate.show_last_year = True
    picture = QPixmap(120, 26)
    for current in (False, True):
        painter = QPainter(picture)
        delegate.paint_box(painter, picture.rect(), box, current=current)
        painter.end()
        assert drawn["sign"].right() + 2 <= drawn["last"].left()


def test_that_rows_are_not_printed_is_said_once_in_the_last_of_them(full: TablePage) -> None:
    said = [box.row for box in full.model.grid.boxes if "不打印" in full.model.text_of(box)]
    assert said == [max(box.row for box in full.model.grid.boxes)]
    assert all("不打印" in (full.model.tip_of(box) or "") for box in full.model.grid.boxes if is_sum(box))
