"""What stands in one line or below each other stays there: rows under their heads, buttons beside a count."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QTableView, QWidget
from pytestqt.qtbot import QtBot

from model.report.report import Report
from model.storage.library import Library
from tests.ui.hands import show_window
from tests.ui.test_colours import contrast
from ui import dialogs
from ui.appearance import theme
from ui.dialogs import FormDialog
from ui.frame.chip import draw_chip
from ui.frame.steady import keep_room
from ui.library.filter_chip import FilterChip
from ui.library.page import LibraryPage
from ui.lists.columns import ColumnsModel, ListColumn
from ui.lists.look import choose_row, dress
from ui.state.session import Session
from ui.texts.box import TextBox
from ui.texts.find_bar import FindBar
from ui.texts.number_picker import NumberPicker

TONES = ("accent", "done", "explain", "warn", "hard", "off")
ROWS = ("base", "raised", "window", "hover", "accent_soft")  # what a row may be painted with
LOW = 344  # pixels that a dialog has on a screen of 1366×768 at 200 percent


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("tone", TONES)
def test_a_chip_stands_out_from_every_row(qapp: QApplication, tone: str, row: str, *, dark: bool) -> None:
    theme.apply(qapp, dark=dark)
    ground: QColor = getattr(theme.colours(), row)
    picture = QImage(120, 24, QImage.Format.Format_RGB32)
    picture.fill(ground)
    painter = QPainter(picture)
    wide = draw_chip(painter, QRect(10, 1, 100, 22), "草稿", tone, "")
    painter.end()
    middle = [picture.pixelColor(10 + wide // 2, y) for y in range(24)]
    assert max(contrast(one, ground) for one in middle[:3]) >= 1.5
    assert max(contrast(one, ground) for one in middle[-3:]) >= 1.5


def first_ink(picture: QImage, across: range) -> int:
    """Return the first column of a stretch of a picture in which something is drawn."""
    for x in across:
        shades = {picture.pixel(x, y) for y in range(6, picture.height() - 6)}
        if len(shades) > 1:
            return x
    raise AssertionError("nothing is drawn")


@pytest.mark.parametrize("parent_first", [False, True])
def test_what_stands_in_a_list_stands_below_its_head(qtbot: QtBot, *, parent_first: bool) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    table = QTableView(holder if parent_first else None)
    model: ColumnsModel[str] = ColumnsModel([ListColumn("one", "甲", lambda row: row, width=200)] * 2, table)
    model.show(["甲"])
    table.setModel(model)
    for part in (table, table.horizontalHeader()):
        part.ensurePolished()  # dressed before anybody said that it is a list
    dress(table, "清单")
    table.setParent(holder)
    table.resize(500, 200)
    show_window(holder, qtbot)
    table.show()
    for column in (0, 1):
        table.setColumnWidth(column, 200)
    header = table.horizontalHeader()
    head = header.viewport().grab(QRect(200, 0, 200, header.height())).toImage()
    row = table.visualRect(model.index(0, 1))
    cell = table.viewport().grab(row).toImage()
    assert abs(first_ink(head, range(2, 190)) - first_ink(cell, range(2, 190))) <= 1


def test_a_ring_is_whole_whatever_the_rows_are_painted_with(qtbot: QtBot) -> None:
    table = QTableView()
    dress(table, "清单", row_height=30)
    model: ColumnsModel[str] = ColumnsModel([ListColumn("one", "甲", lambda row: row, width=300)], table)
    model.show([str(number) for number in range(40)])
    table.setModel(model)
    table.resize(260, 300)
    show_window(table, qtbot)
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.scrollToBottom()
    picture, accent = table.grab().toImage(), theme.colours().accent.rgb()
    inner = range(8, 290)
    for x in (0, 1, 258, 259):
        assert {picture.pixel(x, y) for y in inner} == {accent}, x
    for y in (0, 1, 298, 299):
        assert {picture.pixel(x, y) for x in range(8, 250)} == {accent}, y


@pytest.mark.parametrize("dark", [False, True])
def test_a_chosen_row_keeps_the_colour_of_its_state(qtbot: QtBot, qapp: QApplication, *, dark: bool) -> None:
    theme.wear(qapp, dark=dark)
    table = QTableView()
    dress(table, "清单", row_height=30)
    ink = theme.colours().hard
    columns: list[ListColumn[str]] = [
        ListColumn("one", "甲", lambda row: row, width=100),
        ListColumn("two", "乙", lambda _: "█", width=100, colour=lambda _: ink),
    ]
    model: ColumnsModel[str] = ColumnsModel(columns, table)
    model.show(["1", "2"])
    table.setModel(model)
    show_window(table, qtbot)
    choose_row(table, 0)
    place = table.visualRect(model.index(0, 1))
    picture = table.viewport().grab(place).toImage()
    shown = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    assert ink.rgb() in shown
    assert theme.colours().accent_soft.rgb() in shown


def test_buttons_stay_when_a_count_grows(full_session: Session, qtbot: QtBot) -> None:
    key, text = next(iter(full_session.report.form.texts.items()))
    box = TextBox(text, "开头", full_session)
    box.resize(700, 300)
    show_window(box, qtbot)
    before = box.insert_button.x(), box.sentences_button.x()
    full_session.set_text(key, "甲" * 12_345)
    box.sync()
    assert box.count.text() == "12345字"
    assert (box.insert_button.x(), box.sentences_button.x()) == before


def test_room_is_kept_for_the_longest(qtbot: QtBot) -> None:
    label = QLabel("1")
    qtbot.addWidget(label)
    keep_room(label, "100%")
    least = label.minimumSizeHint().expandedTo(label.minimumSize()).width()
    label.setText("100%")
    assert label.text() == "100%"
    assert least >= label.sizeHint().width()


def test_a_chip_of_the_filter_grows_no_narrower(qtbot: QtBot) -> None:
    chip = FilterChip("全部")
    qtbot.addWidget(chip)
    chip.count(1000)
    wide = chip.sizeHint().width()
    chip.count(5)
    assert chip.sizeHint().width() == wide


def picker(session: Session, _library: Library) -> FormDialog:
    return NumberPicker(session)


def several(_session: Session, _library: Library) -> FormDialog:
    dialog = dialogs.form(None, "恢复哪几份？", "恢复")
    dialogs._listing(dialog, "恢复哪几份？", [f"甲镇{number}" for number in range(30)])
    return dialog


def listed(_session: Session, _library: Library) -> FormDialog:
    dialog = dialogs.form(None, "没有导入的：", "知道了", cancel="")
    dialogs.add_list(dialog, "没有导入的：", ["甲"] * 40)
    return dialog


@pytest.mark.parametrize("make", [picker, several, listed])
def test_the_buttons_of_a_dialog_are_on_a_low_screen(
    full_session: Session, library: Library, qtbot: QtBot, make: Callable[[Session, Library], FormDialog]
) -> None:
    dialog = make(full_session, library)
    show_window(dialog, qtbot)
    dialog.fit_into(LOW)
    assert dialog.height() <= LOW
    foot = dialog.yes.mapTo(dialog, QPoint(0, dialog.yes.height()))
    assert foot.y() <= LOW


def test_the_rows_of_a_list_that_was_filled_early_are_as_high_as_they_are_drawn(
    full_session: Session, library: Library, qtbot: QtBot
) -> None:
    dialog = several(full_session, library)
    show_window(dialog, qtbot)
    (listing,) = dialog.findChildren(QListWidget)
    for row in range(listing.count()):
        wanted = listing.sizeHintForRow(row)
        assert listing.visualItemRect(listing.item(row)).height() == wanted
    assert listing.sizeHintForRow(0) > listing.fontMetrics().height() + 4


LONG = "内蒙古自治区呼伦贝尔市鄂温克族自治旗民族事务"


@pytest.mark.parametrize("wide", [683, 780, 911, 1024, 1059, 1060, 1093, 1179, 1180, 1299, 1300, 1366, 1920])
def test_the_names_of_units_can_be_read_at_every_width(
    full_report: Report, library: Library, qtbot: QtBot, wide: int
) -> None:
    library.create(full_report)
    page = LibraryPage(library)
    page.resize(wide, 600)
    show_window(page, qtbot)
    page.refresh()
    qtbot.waitUntil(lambda: page.model.count() == 1)
    column = page.model.position("unit")
    name = page.table.fontMetrics().horizontalAdvance(LONG if wide >= 1366 else "青石镇人民政府")
    assert page.table.columnWidth(column) >= name + 24


@pytest.mark.parametrize("wide", [460, 530, 639, 640, 900])
def test_both_fields_of_the_bar_are_named_and_nothing_lies_on_another(
    full_session: Session, qtbot: QtBot, wide: int
) -> None:
    bar = FindBar(full_session)
    bar.resize(wide, 40)
    show_window(bar, qtbot)
    bar.field.setText("公开")
    before = {one.text() for one in bar.findChildren(QLabel) if one.isVisible()}
    for field, name in ((bar.field, "查找"), (bar.words, "替换为")):
        assert name in before or field.placeholderText() == name
    parts = [bar.field, bar.back_button, bar.on_button, bar.words, bar.replace_button, bar.all_button, bar.close_button]
    for left, right in pairwise(parts):
        assert left.geometry().right() < right.geometry().left()
    assert bar.close_button.geometry().right() <= bar.width()
