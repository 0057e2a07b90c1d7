"""A column of a list is declared in one place, and everything that shows it follows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSortFilterProxyModel, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from model.form.editions import FORM_2021
from ui.lists import key_table
from ui.lists.columns import HIDDEN, SORT, ColumnsModel, ListColumn, fit, position
from ui.lists.look import dress
from ui.report import history_panel
from ui.restoring.model import BackupsModel
from ui.transfer import batch_model

ROLE = Qt.ItemDataRole
Row = tuple[str, int]
NAME: ListColumn[Row] = ListColumn("name", "名称", lambda row: row[0])
COUNT: ListColumn[Row] = ListColumn("count", "件数", lambda row: row[1], shown="{}件".format, width=80, right=True)
ROWS: Sequence[Row] = (("甲", 30), ("乙", 4), ("丙", 200))
LISTS = {
    "history": history_panel.columns(FORM_2021),
    "backups": BackupsModel(date(2024, 1, 10)).columns,
    "batch": batch_model.COLUMNS,
    "keys": key_table.COLUMNS,
}


def model_of(*columns: ListColumn[Row]) -> ColumnsModel[Row]:
    model = ColumnsModel(columns)
    model.show(ROWS)
    return model


def test_a_model_of_columns_is_a_proper_one(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model_of(NAME, COUNT))  # type: ignore[no-untyped-call]


def test_a_column_more_is_one_declaration(qtbot: QtBot) -> None:
    """No number of a column stands anywhere: put between two others it shows, sorts and speaks as declared."""
    note: ListColumn[Row] = ListColumn("note", "备注", lambda row: row[0] * 2, width=50, tip=lambda row: f"见{row[0]}")
    model = model_of(NAME, note, COUNT)
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)] == ["名称", "备注", "件数"]
    assert [model.text(0, one) for one in ("name", "note", "count")] == ["甲", "甲甲", "30件"]
    cell = model.index(0, model.position("note"))
    assert (cell.data(ROLE.AccessibleTextRole), cell.data(ROLE.ToolTipRole)) == ("备注：甲甲", "见甲")
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    table.resize(400, 200)
    fit(table, model.columns)
    assert [table.columnWidth(at) for at in (1, 2)] == [50, 80]


@pytest.mark.parametrize("column,order", [("name", ["丙", "乙", "甲"]), ("count", ["乙", "甲", "丙"])])
def test_a_list_sorts_by_the_value_not_by_its_words(column: str, order: list[str]) -> None:
    model, proxy = model_of(NAME, COUNT), QSortFilterProxyModel()
    proxy.setSourceModel(model)
    proxy.setSortRole(SORT)
    proxy.sort(model.position(column))
    assert [proxy.index(row, 0).data() for row in range(3)] == order


def test_what_it_is_sorted_by_may_be_something_else() -> None:
    backwards = replace(COUNT, sort=lambda row: -row[1])
    assert sorted(ROWS, key=backwards.sort_key) == sorted(ROWS, key=COUNT.sort_key, reverse=True)


def test_titles_stand_over_their_cells() -> None:
    model = model_of(NAME, COUNT)
    for at, side in enumerate((Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)):
        title = model.headerData(at, Qt.Orientation.Horizontal, ROLE.TextAlignmentRole)
        assert title == model.index(0, at).data(ROLE.TextAlignmentRole) == side | Qt.AlignmentFlag.AlignVCenter


def test_nothing_is_shown_for_no_value() -> None:
    assert replace(NAME, value=lambda _: None).text(ROWS[0]) == ""


@given(st.integers(200, 2000), st.integers(0, 90), st.integers(20, 100))
def test_the_width_is_shared_whatever_it_is(qapp: object, width: int, share: int, fixed: int) -> None:
    columns = (NAME, replace(COUNT, width=fixed), replace(COUNT, id="part", width=0, share=share))
    model, table = model_of(*columns), QTableView()
    table.setModel(model)
    table.resize(width, 100)
    fit(table, columns)
    room = table.viewport().width()
    assert table.columnWidth(1) == fixed
    if share * (room - fixed) // 100 >= table.horizontalHeader().minimumSectionSize():
        assert table.columnWidth(2) == (room - fixed) * share // 100


def test_a_narrow_list_does_without_what_it_may(qtbot: QtBot) -> None:
    columns = (NAME, replace(COUNT, narrow=HIDDEN), replace(COUNT, id="other", narrow=40))
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model_of(*columns))
    table.resize(300, 100)
    seen = []
    for below in (1000, 0):
        fit(table, columns, narrow_below=below)
        seen.append((table.isColumnHidden(1), table.columnWidth(2)))
    assert seen == [(True, 40), (False, 80)]


@pytest.mark.parametrize("columns", LISTS.values(), ids=LISTS)
def test_every_list_of_the_program_names_its_columns_once(columns: Sequence[ListColumn[object]]) -> None:
    assert len({one.id for one in columns}) == len({one.title for one in columns}) == len(columns)
    assert all(one.id.isidentifier() and one.id.isascii() for one in columns)
    assert sum(not one.width and not one.share for one in columns) == 1, "one column takes what is left"
    assert [position(columns, one.id) for one in columns] == list(range(len(columns)))


@pytest.mark.parametrize("key, row", [(Qt.Key.Key_End, 4), (Qt.Key.Key_Home, 0)])
def test_home_and_end_go_to_the_first_and_the_last_row(qtbot: QtBot, key: Qt.Key, row: int) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    dress(table, "清单")
    table.setModel(QStringListModel(list("甲乙丙丁戊"), table))
    table.selectRow(2)
    QTest.keyClick(table, key)
    assert table.currentIndex().row() == row
    assert [one.row() for one in table.selectionModel().selectedRows()] == [row]
    QTest.keyClick(table, Qt.Key.Key_End if row == 0 else Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert len(table.selectionModel().selectedRows()) == 5  # from there on
