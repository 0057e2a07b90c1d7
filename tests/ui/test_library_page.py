"""The library: counted, sorted, found, deleted and restored."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from model.form.editions import FORM_2021
from model.form.schema import Cell, Severity
from model.report.report import Report
from model.storage import summaries
from model.storage.library import Library
from model.storage.records import Change, How
from tests.ui.conftest import UNIT
from ui import dialogs
from ui.appearance.theme import colours
from ui.library.page import LibraryPage
from ui.library.state_cell import due_words
from ui.library.table import rows_in_sight
from ui.state.session import Session
from ui.transfer import exporting
from ui.window.main_window import MainWindow


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
    must = [f for f in session.assessment.open if f.blocks]
    assert must
    assert rows[wrong.report.unit][4:6] == ["7段", str(len(must))]
    assert rows["丙镇人民政府"][4] == f"{len(FORM_2021.typed_cells)}格、7段"


def test_a_unit_is_found_by_a_part_of_its_name(page: LibraryPage) -> None:
    search = page.findChild(QLineEdit)
    assert isinstance(search, QLineEdit)
    for part, unit in (("丙", "丙镇人民政府"), ("甲县", UNIT), ("丙", "丙镇人民政府")):
        search.setText(part)
        assert [row[0] for row in shown(page)] == [unit]
        chosen = page.current()
        assert chosen is not None
        assert chosen.unit == unit
        assert page.bar.open.isEnabled()
    search.setText("没有这个单位")
    assert not page.bar.export.isEnabled()


def test_a_unit_is_found_however_its_name_is_spaced(page: LibraryPage, library: Library, blank_report: Report) -> None:
    library.create(replace(blank_report, unit="丁镇　人民政府"))
    page.refresh()
    for part in ("丁镇人民", "丁 镇人", "镇 人民政府"):
        page.model.find(part)
        assert "丁镇　人民政府" in [row[0] for row in shown(page)]


def test_after_a_report_is_deleted_the_one_that_stood_beside_it_is_chosen(
    page: LibraryPage, library: Library, blank_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        library.create(replace(blank_report, unit=f"第{number}镇"))
    page.refresh()
    monkeypatch.setattr(dialogs, "ask_undoable", lambda *_, **__: True)
    for row, then in ((3, 3), (5, 4), (0, 0)):
        ids = [page.model.row(at).id for at in range(page.model.count())]
        page.table.selectRow(row)
        page.delete_chosen()
        left = [one for one in ids if one != ids[row]]
        chosen = page.current()
        assert chosen is not None
        assert chosen.id == left[then]


def test_a_list_in_the_order_of_counts_is_put_in_order_when_all_is_counted(
    page: LibraryPage, library: Library, full_report: Report, qtbot: QtBot
) -> None:
    for number in range(6):
        texts = dict.fromkeys([text.key for text in FORM_2021.texts.values()][number:], "已写明。")
        one = replace(full_report, unit=f"第{number}镇", texts=texts)
        library.create(one.with_numbers(dict.fromkeys(FORM_2021.typed_cells[: number * 5 % 7])))
    page.refresh()
    page.table.sortByColumn(page.model.position("unfilled"), Qt.SortOrder.AscendingOrder)
    with qtbot.waitSignal(page.tallying.ended), qtbot.waitExposed(page):
        page.show()
    places = [sum(map(int, re.findall(r"\d+", row[4]))) for row in shown(page)]  # “5格、2段”
    assert len(set(places)) > 1
    assert places == sorted(places)


def test_several_can_be_chosen_to_be_exported_and_only_that(page: LibraryPage, qtbot: QtBot) -> None:
    assert page.bar.export.text() == "导出…"
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.bar.export.text() == "导出2份…"
    for button in (page.bar.open, page.bar.next_year):
        assert not button.isEnabled()
    assert page.bar.delete.text() == "删除2份"
    ids = [page.model.row(row).id for row in range(2)]
    with qtbot.waitSignal(page.hand_out) as handed:
        page.bar.export.click()
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
    monkeypatch.setattr(dialogs, "ask_undoable", lambda *_, **__: False)
    page.delete_chosen()
    assert len(shown(page)) == 2
    monkeypatch.setattr(dialogs, "ask_undoable", lambda *_, **__: True)
    page.delete_chosen()
    assert chosen.id not in {one.id for one in library.all()}
    assert len(shown(page)) == 1
    monkeypatch.setattr(dialogs, "pick_some", lambda *_: [0])
    page.restore_some()
    again = page.current()
    assert again is not None
    assert again.id == chosen.id


def stale(page: LibraryPage, row: int, column: str) -> bool:
    at = page.model.index(row, page.model.position(column))
    grey = at.data(Qt.ItemDataRole.ForegroundRole) == colours().muted
    assert bool(at.data(Qt.ItemDataRole.ToolTipRole)) is grey
    return grey


def test_what_must_be_done_has_its_colour_in_the_list_and_the_state_its_chip(
    page: LibraryPage, library: Library, full_report: Report, qtbot: QtBot
) -> None:
    broken = full_report.with_numbers({FORM_2021.typed_cells[20]: Decimal(1000)})
    library.create(replace(broken, unit="错镇人民政府"))
    page.refresh()
    page.tallying.finish()
    row = next(at for at in range(page.model.count()) if page.model.row(at).unit == "错镇人民政府")
    colour = page.model.index(row, page.model.position("must")).data(Qt.ItemDataRole.ForegroundRole)
    assert colour == colours().hard
    one = page.model.row(row)
    assert due_words(one, one.due - timedelta(days=12)) == "距截止12天"
    assert due_words(one, one.due) == "今天截止"
    assert due_words(one, one.due + timedelta(days=3)) == "已过3天"


def test_what_is_to_be_explained_is_counted_apart_until_it_is_explained(
    page: LibraryPage, library: Library, full_report: Report
) -> None:
    brought = Cell("applications/brought_forward/natural_person")
    last = replace(full_report, unit="南镇人民政府", year=full_report.year - 1)
    library.create(last)
    key = library.create(replace(last, year=full_report.year).with_number(brought, Decimal(999)))
    page.refresh()
    page.tallying.finish()
    row = page.model.row_of(key)
    assert row is not None
    session = Session(library, key)
    found = [one for one in session.assessment.open if one.severity is Severity.EXPLAIN]
    hard = [one for one in session.assessment.open if one.severity is Severity.HARD and not one.gap]
    assert found
    counted = page.model.text(row, "must"), page.model.text(row, "explain")
    assert counted == (str(len(hard)), str(len(found)))
    colour = page.model.index(row, page.model.position("explain")).data(Qt.ItemDataRole.ForegroundRole)
    assert colour == colours().explain
    for one in found:
        session.explain(one, "上年年报登记有误", "张三")
    page.refresh()
    page.tallying.finish()
    row = page.model.row_of(key)
    assert row is not None
    assert (page.model.text(row, "must"), page.model.text(row, "explain")) == (str(len(hard)), "0")


def test_what_was_counted_before_shows_in_grey_until_it_is_counted_anew(
    page: LibraryPage, library: Library, full_report: Report
) -> None:
    page.tallying.finish()
    last = next(row for row in range(2) if page.model.row(row).unit == full_report.unit)
    key, before = page.model.row(last).id, page.model.text(last, "unfilled")
    library.write(key, [Change(FORM_2021.typed_cells[0], None, None)], How.TYPED, "录入")
    page.refresh()
    row = page.model.row_of(key)
    assert row is not None
    assert (page.model.text(row, "unfilled"), stale(page, row, "unfilled"), stale(page, row, "unit")) == (
        before,
        True,
        False,
    )
    assert "重新核对" in page.model.index(row, page.model.position("must")).data(Qt.ItemDataRole.AccessibleTextRole)
    page.tallying.finish()
    assert (page.model.text(row, "unfilled"), stale(page, row, "unfilled")) == ("1格、7段", False)
    again = LibraryPage(library)
    again.refresh()
    assert not any(again.model.row(one).is_stale for one in range(2))  # it was kept
    again.deleteLater()


def test_the_list_that_is_looked_at_is_counted_by_itself_that_in_sight_first(
    page: LibraryPage, library: Library, blank_report: Report, qtbot: QtBot
) -> None:
    for number in range(60):
        library.create(replace(blank_report, unit=f"第{number}镇"))
    page.refresh()
    page.resize(900, 400)
    page.table.sortByColumn(page.model.position("changed"), Qt.SortOrder.AscendingOrder)  # not as they come
    counted: list[int] = []
    page.tallying.counted.connect(counted.append)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: len(counted) == page.model.rowCount())
    in_sight = [one.id for one in page.model.some(rows_in_sight(page.table))]
    assert counted[: len(in_sight)] == in_sight
    assert not any(one.is_stale for one in page.model.every)


def test_a_library_that_is_only_read_is_counted_for_the_screen(page: LibraryPage, library: Library) -> None:
    library.read_only = "只能查看"
    page.refresh()
    page.tallying.finish()
    assert not any(stale(page, row, "must") for row in range(2))
    assert all(one.is_stale for one in library.summaries())


def test_a_report_that_cannot_be_read_is_left_out_and_named(page: LibraryPage, library: Library, qtbot: QtBot) -> None:
    wrong = page.model.row(0).id
    library._db.execute("UPDATE explanation SET numbers = 'x'")
    library._db.execute("INSERT OR REPLACE INTO text VALUES (?, 'nowhere/text', '甲', 0)", (wrong,))
    with qtbot.waitSignal(page.tallying.unreadable):
        page.tallying.finish()
    assert [one.report for one in library.unreadable] == [wrong]
    assert not page.model.row(1).is_stale


def test_sorting_by_any_column_keeps_what_is_chosen(page: LibraryPage, library: Library, full_report: Report) -> None:
    for year in (2021, 2022):
        library.create(
            replace(full_report, unit="乙镇人民政府", year=year, numbers=dict(list(full_report.numbers.items())[:9]))
        )
    page.refresh()
    page.tallying.finish()
    page.table.selectRow(1)
    chosen = page.chosen()
    for at, column in enumerate(page.model.columns):
        for order, descending in ((Qt.SortOrder.AscendingOrder, False), (Qt.SortOrder.DescendingOrder, True)):
            page.table.sortByColumn(at, order)
            every = [column.sort_key(page.model.row(row)) for row in range(4)]
            keys = [key for key in every if key is not None]
            assert every[: len(keys)] == keys  # what has none comes last
            assert keys == sorted(keys, reverse=descending), column.id
            assert page.chosen() == chosen


def test_a_large_list_is_whole_before_it_is_sorted_or_searched(
    library: Library, blank_report: Report, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summaries, "FIRST", 5)
    monkeypatch.setattr(summaries, "_MORE", 4)
    keys = [library.create(replace(blank_report, unit=f"第{number:02}镇")) for number in range(23)]
    page = LibraryPage(library)
    qtbot.addWidget(page)
    page.refresh(keys[2])
    assert page.chosen() == [keys[2]]
    page.refresh()
    page.search.setText("第01")
    assert [row[0] for row in shown(page)] == ["第01镇"]
    page.search.setText("")
    assert [page.model.row(row).id for row in range(page.model.rowCount())] == keys[::-1]


def test_a_list_out_of_sight_takes_nothing_in_and_goes_on_when_it_is_seen_again(
    library: Library, blank_report: Report, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summaries, "FIRST", 5)
    monkeypatch.setattr(summaries, "_MORE", 4)
    for number in range(23):
        library.create(replace(blank_report, unit=f"第{number:02}镇"))
    page = LibraryPage(library)
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    page.loading._finish()  # the rest begins to come in
    page.hide()
    QTest.qWait(50)
    assert len(page.model.every) == 5
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() == 23)


@pytest.mark.parametrize("chosen", [1, 2])
def test_the_menus_do_what_the_buttons_of_the_list_do(
    window: MainWindow, full_report: Report, monkeypatch: pytest.MonkeyPatch, chosen: int
) -> None:
    window.library.create(replace(full_report, unit="丁镇人民政府"))
    window.show_library()
    page = window.trail.current
    assert isinstance(page, LibraryPage)
    page.table.selectRow(0)
    if chosen > 1:
        page.table.selectAll()
    export, on = window.actions_by_key["export"], window.actions_by_key["next_year"]
    assert export.isEnabled() is page.bar.export.isEnabled() is True
    assert on.isEnabled() is page.bar.next_year.isEnabled() is (chosen == 1)
    done: list[object] = []
    monkeypatch.setattr(exporting, "export_chosen", lambda *given: done.append(given[-1]))
    export.trigger()
    assert done == [page.chosen()]
    monkeypatch.setattr(window, "roll_forward", done.append)
    on.trigger()
    assert done[1:] == ([page.chosen()[0]] if chosen == 1 else [])
