"""A report on a form of 2027 that nobody prescribed, through the real window."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from model.form.editions import lent
from model.form.form import Form
from model.form.schema import Cell, Section
from model.report.report import Report
from model.storage.library import Library
from model.storage.records import State
from tests.editions.form_2027 import FORM_2027
from tests.editions.samples import LAST, REPORT
from tests.ui.test_main_window import answer, answer_with, explain_all, finalise_page, page_of, press, write
from ui.restoring.misfits import place_words
from ui.state.session import Session
from ui.tables.model import TableModel
from ui.window.main_window import MainWindow

KEY, MOD = Qt.Key, Qt.KeyboardModifier
TABLES = [section for section in FORM_2027.sections if section.tables]
TODAY = date(2028, 1, 10)


@pytest.fixture(scope="module")
def third() -> Iterator[Form]:
    """Know the form of 2027 until the last window is gone."""
    with lent(FORM_2027):
        yield FORM_2027
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # none is left that would ask for it


def shown(qtbot: QtBot, library: Library) -> MainWindow:
    window = MainWindow(library, preview=False, today=lambda: TODAY)
    window.resize(1366, 728)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.mark.parametrize("section", TABLES, ids=lambda section: section.key)
def test_its_tables_keep_the_rules_of_models_and_show_every_number(
    section: Section, third: Form, library: Library, qtmodeltester: ModelTester
) -> None:
    model = TableModel(section, Session(library, library.create(REPORT)))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # ships none
    for cell in model.section.cells:
        assert Decimal(model.index_of(cell).data()) == REPORT.numbers[cell]
        assert model.cell_at(model.index_of(cell)) == cell


def test_a_whole_report_is_typed_by_keys_alone(
    qtbot: QtBot, library: Library, third: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    def heading(dialog: QDialog) -> None:
        unit = dialog.findChild(QLineEdit)
        assert isinstance(unit, QLineEdit)
        unit.insert("乙镇人民政府")

    window = shown(qtbot, library)
    answer(monkeypatch, heading)
    press(KEY.Key_Return)
    page, numbers = page_of(window), iter(range(1, 1000))
    assert (page.session.report.year, page.session.report.form) == (2027, third)
    for index, section in enumerate(page.sections):
        press(Qt.Key(KEY.Key_1.value + index), MOD.ControlModifier)
        for _ in range(sum(cell not in third.totals for cell in section.cells)):
            write(str(next(numbers)))
            press(KEY.Key_Return)
        for _ in section.texts:
            write("none to report")
            press(KEY.Key_Tab)
    typed = dict(zip(third.typed_cells, map(Decimal, range(1, 1000)), strict=False))
    assert page.session.typed.numbers == typed
    assert page.session.blanks == ()
    assert set(page.session.report.texts) == set(third.texts)
    assert library.load(page.session.id).report.numbers == typed
    total = Cell("applications/results_total/natural_person")
    parts = next(identity.right for identity in third.totals[total] if not identity.along_row)
    assert Cell("applications/forwarded/natural_person") in parts
    assert page.session.report.numbers[total] == sum(typed[cell] for cell in parts)
    window.close()


def test_what_is_wrong_in_the_new_row_is_shown_and_it_can_be_final(
    qtbot: QtBot, library: Library, third: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.create(REPORT)
    window = shown(qtbot, library)
    page, cell = page_of(window), Cell("applications/forwarded/total")
    bar = page.tabs.tabBar()
    qtbot.waitUntil(lambda: bar.accessibleTabName(2).endswith("已完成"))
    page.session.set_number(cell, Decimal(1))
    assert "必须" in bar.accessibleTabName(2)
    page.go_to_place(cell)
    assert page.page.current_place() == cell
    page.session.undo_stack.undo()
    explain_all(page)
    answer_with(monkeypatch, "ask_date", TODAY)
    finalise_page(window).side.finalise_button.click()
    assert page.session.state is State.FINAL
    window.close()


@pytest.mark.parametrize("last", [LAST, REPORT], ids=["2026 to 2027", "2027 to 2028"])
def test_the_next_year_begins_on_the_form_of_that_year(
    last: Report, qtbot: QtBot, library: Library, third: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.create(last)
    window = shown(qtbot, library)
    answer(monkeypatch, lambda dialog: dialog.findChildren(QCheckBox)[0].setChecked(True))
    window.actions_by_key["next_year"].trigger()
    session = page_of(window).session
    assert (session.report.year, session.report.form) == (last.year + 1, third)
    assert session.report.texts == last.texts
    assert {cell.row for cell in session.report.numbers} == {"brought_forward"}
    carried = {cell.column: number for cell, number in last.numbers.items() if cell.row == "carried_forward"}
    assert {cell.column: number for cell, number in session.report.numbers.items()} == carried
    window.close()


def test_a_place_of_it_is_named(third: Form) -> None:
    assert place_words("applications/forwarded/total") == "第三部分“转送其他机关”行“总计”列"
    assert place_words("year") == "年度"
