"""The library: counted, sorted, found, deleted and restored."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.report import Report
from model.storage.library import Library
from tests.ui.conftest import UNIT
from ui import dialogs
from ui.library.page import LibraryPage
from ui.state.session import Session


@pytest.fixture
def page(library: Library, full_report: Report, blank_report: Report, qtbot: QtBot) -> LibraryPage:
    """Show two units, one of them with nothing filled in."""
    library.create(full_report)
    library.create(replace(blank_report, unit="丙镇人民政府"))
    page = LibraryPage(library)
    qtbot.addWidget(page)
    page.refresh()
    return page


def shown(page: LibraryPage) -> list[list[Any]]:
    model = page.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_the_model_is_one(page: LibraryPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.model)  # type: ignore[no-untyped-call]
    qtmodeltester.check(page.table.model())  # type: ignore[no-untyped-call]


def test_what_is_open_is_counted_as_in_the_open_report(page: LibraryPage, library: Library) -> None:
    wrong = library.all()[-1]
    session = Session(library, wrong.id)
    session.set_number(Cell("applications/received/total"), Decimal(1))
    page.refresh()
    page.tallying.finish()
    rows = {row[0]: row for row in shown(page)}
    must = [f for f in session.assessment.hindrances if f.check != "H6"]
    assert rows[wrong.report.unit][3:5] == ["0", str(len(must))]
    assert rows["丙镇人民政府"][3] == str(len(FORM_2021.typed_cells))


def test_a_unit_is_found_by_a_part_of_its_name(page: LibraryPage) -> None:
    search = page.findChild(QLineEdit)
    assert isinstance(search, QLineEdit)
    for part, unit in (("丙", "丙镇人民政府"), ("甲县", UNIT), ("丙", "丙镇人民政府")):
        search.setText(part)
        assert [row[0] for row in shown(page)] == [unit]
        chosen = page.current()
        assert chosen is not None
        assert chosen.unit == unit
        assert page.open_button.isEnabled()
    search.setText("没有这个单位")
    assert not page.export_button.isEnabled()


def test_several_can_be_chosen_to_be_exported_and_only_that(page: LibraryPage, qtbot: QtBot) -> None:
    assert page.export_button.text() == "导出…"
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.export_button.text() == "导出2份…"
    for button in (page.open_button, page.next_button, page.delete_button):
        assert not button.isEnabled()
    ids = [page.model.row(row).id for row in range(2)]
    with qtbot.waitSignal(page.hand_out) as handed:
        page.export_button.click()
    assert handed.args == [ids]
    with qtbot.assertNotEmitted(page.opened):
        QTest.keyClick(page.table, Qt.Key.Key_Return)


def test_enter_opens_what_is_chosen(page: LibraryPage, qtbot: QtBot) -> None:
    page.table.selectRow(1)
    with qtbot.waitSignal(page.opened) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    chosen = page.current()
    assert chosen is not None
    assert opened.args == [chosen.id]


def test_what_was_deleted_can_be_restored(page: LibraryPage, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = page.current()
    assert chosen is not None
    monkeypatch.setattr(dialogs, "ask", lambda *_: False)
    page.delete_current()
    assert len(shown(page)) == 2
    monkeypatch.setattr(dialogs, "ask", lambda *_: True)
    page.delete_current()
    assert chosen.id not in {one.id for one in library.all()}
    assert len(shown(page)) == 1
    monkeypatch.setattr(dialogs, "pick", lambda *_: 0)
    page.restore_one()
    again = page.current()
    assert again is not None
    assert again.id == chosen.id
