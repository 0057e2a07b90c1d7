"""A collection that is there: its heading and its list change in dialogs, each change one step of Ctrl+Z."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from model.collection.unit import Coverage
from model.report.report import Level
from model.storage.library import Library
from tests.model.storage.county.collected import HEADING, OFFICE, SCHOOL, TOWN, receive, units_of
from tests.ui.county.test_handing_out import chosen
from tests.ui.county.test_roll_page import choose, names
from tests.ui.hands import CTRL, KEY, SHIFT
from ui import dialogs
from ui.county.heading_dialog import HeadingDialog
from ui.county.page import CountyPage
from ui.county.unit_dialogs import AddUnitsDialog, EditUnitsDialog
from ui.window.main_window import MainWindow

Fill = Callable[[QDialog], object]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Fill], None]:
    """Fill dialogs in, and accept them if they let themselves be accepted."""

    def take(fill: Fill) -> None:
        def run(dialog: QDialog) -> bool:
            assert isinstance(dialog, dialogs.FormDialog)
            fill(dialog)
            dialog.accept()
            return dialog.result() == QDialog.DialogCode.Accepted and dialog.yes.isEnabled()

        monkeypatch.setattr(dialogs, "run", run)

    return take


def undo(county: CountyPage) -> None:
    QTest.keyClick(county.roll_page.table, KEY.Key_Z, CTRL)


def test_the_heading_is_changed_and_taken_back(
    empty_window: MainWindow, county: CountyPage, answer: Callable[[Fill], None]
) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, HeadingDialog)
        dialog.title.setText("甲县的年报")
        dialog.level.setCurrentIndex(dialog.level.findText(Level.CITY.label))
        dialog.send_by.setDate(QDate(2026, 2, 8))

    answer(fill)
    chosen(county, "改任务信息…")
    assert county.one is not None
    assert county.one.heading == replace(HEADING, title="甲县的年报", level=Level.CITY, send_by=date(2026, 2, 8))
    assert county.own_title == ("甲县的年报", "4个单位 · 送审截止2月8日，还有13天")
    assert empty_window.status.sentence == "已改“甲县的年报”的任务信息"
    undo(county)
    assert county.one.heading == HEADING
    assert empty_window.status.sentence == "已撤销：改“甲县的年报”的任务信息"


@pytest.mark.parametrize("sure", [True, False])
def test_a_day_of_sending_after_that_of_publishing_is_asked_about(
    county: CountyPage, answer: Callable[[Fill], None], monkeypatch: pytest.MonkeyPatch, *, sure: bool
) -> None:
    asked: list[str] = []

    def ask(_: object, question: str, *_more: object, **_named: object) -> bool:
        asked.append(question)
        return sure

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, HeadingDialog)
        dialog.send_by.setDate(QDate(2026, 3, 8))

    monkeypatch.setattr(dialogs, "ask", ask)
    answer(fill)
    chosen(county, "改任务信息…")
    assert asked == ["送审截止2026年3月8日，在公开截止2026年2月28日之后。仍要这样定吗？"]
    assert county.one is not None
    assert (county.one.heading.send_by == date(2026, 3, 8)) is sure


def test_a_title_or_unit_that_is_empty_holds_the_button(county: CountyPage) -> None:
    dialog = HeadingDialog(county, HEADING)
    dialog.title.setText(" ")
    assert (dialog.yes.isEnabled(), dialog.missing.text()) == (False, "请填任务名称")
    dialog.title.setText("甲")
    dialog.unit.setText("")
    assert (dialog.yes.isEnabled(), dialog.missing.text()) == (False, "请填本级单位")


@pytest.mark.parametrize("by_key", [False, True])
def test_units_are_added_from_a_pasted_list(
    county: CountyPage, library: Library, answer: Callable[[Fill], None], *, by_key: bool
) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, AddUnitsDialog)
        assert dialog.missing.text() == "请给单位名单"
        dialog.list.setPlainText("县教育局")
        dialog.read()
        assert dialog.missing.text() == "都已在名单里"
        dialog.list.setPlainText("县教育局\n河口镇人民政府\n县第一中学")
        dialog.under.setCurrentIndex(2)

    answer(fill)
    if by_key:
        QTest.keyClick(county.roll_page.table, KEY.Key_Insert)
    else:
        chosen(county, "增加单位…")
    assert names(county) == ["青石镇人民政府", "县教育局", "县实验小学", "河口镇人民政府", "县第一中学", "县档案馆"]
    undo(county)
    assert len(names(county)) == 4


def test_one_unit_is_renamed_and_known_by_its_old_name(
    county: CountyPage, library: Library, collection: int, answer: Callable[[Fill], None]
) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, EditUnitsDialog)
        assert dialog.others.text() == "教体局"
        dialog.name.setText("县教育体育局")
        assert dialog.send_by is not None
        assert dialog.send_by.own.isChecked()
        dialog.send_by.own.setChecked(False)
        dialog.contact.setText("张三")

    answer(fill)
    choose(county, OFFICE)
    before = units_of(library, collection)[OFFICE]
    QTest.keyClick(county.roll_page.table, KEY.Key_F2, SHIFT)
    now = units_of(library, collection)[OFFICE]
    others = ("教体局", "县教育局")
    assert now == replace(before, name="县教育体育局", other_names=others, send_by=None, contact="张三")
    undo(county)
    assert units_of(library, collection)[OFFICE] == before


def test_a_dialog_that_is_accepted_as_it_is_changes_nothing(
    county: CountyPage, library: Library, collection: int, answer: Callable[[Fill], None]
) -> None:
    answer(lambda _: None)
    before = units_of(library, collection)
    for places in ([TOWN], [OFFICE], [SCHOOL], [TOWN, SCHOOL]):
        choose(county, *places)
        QTest.keyClick(county.roll_page.table, KEY.Key_F2, SHIFT)
    assert units_of(library, collection) == before
    assert len(library.county.batches(collection)) == 1


def test_several_units_get_the_same_together(
    county: CountyPage, library: Library, collection: int, answer: Callable[[Fill], None]
) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, EditUnitsDialog)
        dialog.coverage.setCurrentIndex(dialog.coverage.findText(Coverage.WITH_PARTS.label))
        dialog.counted.setCurrentIndex(dialog.counted.findText("不计入"))

    answer(fill)
    choose(county, TOWN, SCHOOL)
    QTest.keyClick(county.roll_page.table, KEY.Key_F2, SHIFT)
    units = units_of(library, collection)
    assert [(one.coverage, one.counted) for one in units] == [
        (Coverage.WITH_PARTS, False),
        (Coverage.WITH_PARTS, True),
        (Coverage.WITH_PARTS, False),
        (Coverage.OWN, True),
    ]
    assert units[SCHOOL].parent == units[OFFICE].key


def test_nobody_is_offered_as_their_own_superior(county: CountyPage, library: Library, collection: int) -> None:
    units = units_of(library, collection)
    dialog = EditUnitsDialog(county, library.county.units(collection), [units[OFFICE]], HEADING)
    offered = [dialog.parent_box.itemData(at) for at in range(dialog.parent_box.count())]
    assert offered == [None, units[TOWN].key, units[3].key]


def test_what_goes_is_said_before_units_are_taken_off(
    county: CountyPage, library: Library, collection: int, monkeypatch: pytest.MonkeyPatch, warned: list[str]
) -> None:
    receive(library, collection, SCHOOL)
    county.refresh()
    asked: list[str] = []

    def yes(_: object, question: str, *__: object, **___: object) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(dialogs, "ask_undoable", yes)
    choose(county, OFFICE)
    QTest.keyClick(county.roll_page.table, KEY.Key_Delete)
    assert warned == ["“县教育局”还有下属单位“县实验小学”，先移走下属单位"]
    choose(county, OFFICE, SCHOOL)
    QTest.keyClick(county.roll_page.table, KEY.Key_Delete)
    assert asked[1].startswith("把县教育局、县实验小学移出名单？收到的1份年报")
    assert names(county) == ["青石镇人民政府", "县档案馆"]
    undo(county)
    assert len(names(county)) == 4


def test_a_unit_is_added_from_the_roll_itself(
    county: CountyPage, answer: Callable[[Fill], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, AddUnitsDialog)
        dialog.list.setPlainText("河口镇人民政府")

    answer(fill)
    QTest.keyClick(county.roll_page.table, Qt.Key.Key_Insert)
    assert "河口镇人民政府" in names(county)
    undo(county)
    county.roll_page.add.click()
    assert "河口镇人民政府" in names(county)
    monkeypatch.setattr(county.library, "read_only", "只能看")
    county.refresh()
    assert not county.roll_page.add.isEnabled()
