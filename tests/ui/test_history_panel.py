"""What was changed, as the clerk reads it."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.cards.names import short_name
from app.earlier_values import brought_back
from model.errors import UserError
from model.form.editions import FORM_2021
from model.report.report import Level, Report
from model.storage.library import Library
from model.storage.records import How
from ui.lists.look import RowInk
from ui.report.history_panel import HistoryDialog, columns
from ui.state.session import Session

CELL = FORM_2021.typed_cells[0]
TEXT = "problems/text"
KEYS = Qt.KeyboardModifier
Open = Callable[..., HistoryDialog]


@pytest.fixture
def open_dialog(session: Session, library: Library, qtbot: QtBot) -> Open:
    def open_dialog(place: str | None = None) -> HistoryDialog:
        dialog = HistoryDialog(session, library, place)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_dialog


def lines(dialog: HistoryDialog) -> list[list[str]]:
    model = dialog.model
    return [[str(model.index(row, c).data()) for c in range(1, model.columnCount())] for row in range(model.rowCount())]


def test_each_change_says_place_old_new_and_how(session: Session, open_dialog: Open) -> None:
    session.set_number(CELL, Decimal(3))
    session.set_number(CELL, Decimal(5), How.PASTED, "粘贴")
    session.undo_stack.undo()
    place = short_name(FORM_2021, CELL)
    assert lines(open_dialog()) == [
        [place, "5", "3", "撤销 粘贴"],
        [place, "3", "5", "粘贴"],
        [place, "（空白）", "3", "录入"],
    ]


def test_one_place_alone_can_be_looked_at(session: Session, open_dialog: Open) -> None:
    session.set_number(CELL, Decimal(3))
    session.set_text(TEXT, "不足")
    dialog = open_dialog(TEXT)
    assert [line[0] for line in lines(dialog)] == [short_name(FORM_2021, TEXT)]
    dialog.places.setCurrentIndex(0)
    assert len(lines(dialog)) == 2


def test_no_two_places_look_alike_at_the_least_width(session: Session, open_dialog: Open) -> None:
    session.edit([session.change_to(cell, Decimal(1)) for cell in FORM_2021.typed_cells], How.TYPED, "录入")
    dialog = open_dialog()
    dialog.resize(560, 400)
    QApplication.processEvents()
    table, column = dialog.table, dialog.model.position("place")
    delegate, seen = table.itemDelegateForColumn(column), set()
    assert isinstance(delegate, RowInk)
    for row in range(dialog.model.count()):
        index = dialog.model.index(row, column)
        option = QStyleOptionViewItem()
        option.rect, option.font = table.visualRect(index), table.font()  # type: ignore[attr-defined]
        delegate.initStyleOption(option, index)
        seen.add(option.text)  # type: ignore[attr-defined]
    assert len(seen) == dialog.model.count() == len(FORM_2021.typed_cells)


def test_of_a_long_text_only_what_differs_is_shown(session: Session, open_dialog: Open) -> None:
    long = "前" * 50 + "{}" + "后" * 50
    session.set_text(TEXT, long.format("261"), How.IMPORTED, "导入")
    session.set_text(TEXT, long.format("335"), How.FILLED, "采用建议值")
    dialog = open_dialog()
    assert lines(dialog)[0][1:3] == [f"…{'前' * 10}{number}{'后' * 10}…" for number in (261, 335)]
    assert dialog.model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole) == long.format("335")


def test_the_header_is_told_in_words(session: Session, open_dialog: Open) -> None:
    session.set_header(unit="乙镇人民政府", level=Level.SUBDISTRICT, year=2023)
    told = {line[0]: line[2] for line in lines(open_dialog())}
    assert told == {"单位名称": "乙镇人民政府", "机关层级": Level.SUBDISTRICT.label}


def test_an_empty_past_is_said(open_dialog: Open) -> None:
    assert open_dialog(CELL).nothing.isVisible()


def test_the_table_is_a_proper_model(session: Session, open_dialog: Open, qtmodeltester: ModelTester) -> None:
    session.set_number(CELL, Decimal(3))
    dialog = open_dialog()
    qtmodeltester.check(dialog.model)  # type: ignore[no-untyped-call]


def test_every_property_of_a_report_is_told_in_words(session: Session, library: Library) -> None:
    library.set_deadline(session.id, date(2024, 2, 5))
    library.delete(session.id)
    library.restore(session.id)
    session.set_header(unit="丁镇人民政府", level=Level.SUBDISTRICT, year=2023)
    shown = {column.id: column for column in columns(session.report.form)}
    told = [[str(shown[name].text(entry)) for name in ("place", "old", "new")] for entry in library.history(session.id)]
    words = [word for line in told for word in line]
    assert {"截止日期", "删除时间", "单位名称", "机关层级"} <= set(words)
    assert not any(re.search(r"[a-z]{3}|T\d\d:", word) for word in words)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(FORM_2021.typed_cells[:4]), st.none() | st.integers(0, 5))
        | st.tuples(st.just(TEXT), st.text("甲乙1", max_size=3)),
        min_size=1,
        max_size=8,
    ),
    chosen=st.integers(0, 7),
)
def test_the_whole_report_comes_back_as_it_was_before_any_change_and_that_can_be_undone(
    acts: list[tuple[Any, Any]],
    chosen: int,
    open_session: Callable[[Report], Session],
    blank_report: Report,
    library: Library,
) -> None:
    session = open_session(blank_report)
    states = []
    for place, value in acts:
        before = session.typed
        now = value if place == TEXT else None if value is None else Decimal(value)
        session.edit([session.change_to(place, now)], How.PASTED, "粘贴")
        if session.typed != before:
            states.append(before)
    if not states:
        return
    number, last = chosen % len(states), session.typed
    entry = library.history(session.id)[len(states) - 1 - number]
    assert session.edit(brought_back(session.typed, library.values_before(session.id, entry)), How.UNDONE, "恢复")
    assert session.typed == states[number] == library.load(session.id).report
    if session.typed != last:
        session.undo_stack.undo()
    assert session.typed == last


def test_a_place_is_changed_back_by_the_button_and_undo_takes_that_back(session: Session, open_dialog: Open) -> None:
    session.set_number(CELL, Decimal(3))
    session.set_number(CELL, Decimal(5))
    dialog = open_dialog()
    dialog.place_button.click()
    assert session.value(CELL) == 3
    assert lines(dialog)[0][1:4] == ["5", "3", "改回原值"]
    assert dialog.said.text() == "已恢复1处，可以用“撤销”取消"
    dialog.table.selectRow(dialog.model.rowCount() - 1)
    dialog.place_button.click()
    assert session.value(CELL) is None
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.value(CELL) == 5


def test_what_is_no_number_or_text_is_not_changed_back(session: Session, open_dialog: Open) -> None:
    report = session.report
    session.set_header(unit=report.unit, level=Level.SUBDISTRICT, year=report.year)
    dialog = open_dialog()
    assert not dialog.place_button.isEnabled()
    assert "撤销" in dialog.place_button.toolTip()
    assert dialog.whole_button.isEnabled()


def test_a_line_that_does_not_fit_is_not_brought_back(session: Session, open_dialog: Open, library: Library) -> None:
    session.set_number(CELL, Decimal(3))
    library._db.execute("UPDATE history SET old = '9'")
    assert not open_dialog().place_button.isEnabled()
    (entry,) = library.history(session.id)
    with pytest.raises(UserError, match="与保存时不符"):
        library.values_before(session.id, entry)


def test_a_final_report_is_not_brought_back(open_dialog: Open, session: Session, library: Library) -> None:
    session.set_number(CELL, Decimal(3))
    library.finalise(session.id, date(2024, 1, 20))
    session.stored = library.load(session.id)
    dialog = open_dialog()
    assert not dialog.place_button.isEnabled()
    assert not dialog.whole_button.isEnabled()


def test_a_reason_is_read_in_full_under_the_list_however_long(
    session: Session, library: Library, open_dialog: Open, full_report: Report
) -> None:
    reason = "第三部分本年新收漏报两件，经与信访部门核对台账后补正，同时更正第四部分行政复议的结果。" * 2
    session.set_number(CELL, Decimal(3))
    library.finalise(session.id, date(2024, 1, 5))
    library.reopen(session.id, reason)
    dialog = open_dialog()
    row = next(n for n, one in enumerate(lines(dialog)) if one[-1].startswith("修订"))
    dialog.table.selectRow(row)
    assert dialog.in_full.text() == f"修订：{reason}"
    assert dialog.in_full.wordWrap()
    titles = [dialog.model.headerData(c, Qt.Orientation.Horizontal) for c in range(dialog.model.columnCount())]
    assert titles == ["时间", "位置", "原来", "改为", "操作"]
    shown = [line for one in lines(dialog) for line in [one[-1]]]
    assert all(shown)


@pytest.mark.parametrize("width", [1040, 860, 640, 560])
def test_what_it_was_changed_to_is_in_sight_at_any_width(session: Session, open_dialog: Open, width: int) -> None:
    session.set_number(CELL, Decimal(3))
    dialog = open_dialog()
    dialog.resize(width, 400)
    QApplication.processEvents()
    header, column = dialog.table.horizontalHeader(), [one.id for one in dialog.model.columns].index("new")
    assert header.sectionViewportPosition(column) + header.sectionSize(column) <= dialog.table.viewport().width()
    assert header.length() <= dialog.table.viewport().width() + 1


@pytest.mark.parametrize("held", [KEYS.ControlModifier, KEYS.ShiftModifier, KEYS.ControlModifier | KEYS.ShiftModifier])
def test_the_row_on_which_the_buttons_act_is_selected_whatever_keys_opened_the_list(
    session: Session, open_dialog: Open, held: Qt.KeyboardModifier
) -> None:
    session.set_number(CELL, Decimal(3))
    session.set_number(CELL, Decimal(5))
    hold = QWidget()
    QTest.keyPress(hold, Qt.Key.Key_H, held)
    dialog = open_dialog()
    QTest.keyRelease(hold, Qt.Key.Key_H)
    assert dialog.place_button.isEnabled()
    assert [index.row() for index in dialog.table.selectionModel().selectedRows()] == [0]
