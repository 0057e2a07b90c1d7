"""花名册: what is shown of whom, and what is done to those who are chosen; all of it can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDateEdit, QDialog, QLabel, QLineEdit, QPlainTextEdit

from app.assessment import assess
from app.collecting.roll import RollFilter, RollText, due_words
from app.subject import Subject
from model.collection.standing import Standing, StandingAct
from model.collection.unit import Coverage
from model.report.file_format import dumps, loads
from model.storage.county.records import NewRemark
from model.storage.library import Library
from tests.model.storage.county.collected import (
    ARCHIVE,
    OFFICE,
    SCHOOL,
    TOWN,
    WHO,
    new_of,
    receive,
    report_of,
    units_of,
)
from tests.ui.hands import CTRL, KEY
from ui import dialogs
from ui.actions.in_county import DUE, EDIT_UNIT, EXCUSE, EXPECT, PASS, PUBLISH, RETURN, REVOKE
from ui.county.page import CountyPage
from ui.county.texts_dialog import TextsDialog
from ui.county.unit_dialogs import EditUnitsDialog
from ui.dialogs.day_field import DayField
from ui.window.main_window import MainWindow

Answer = Callable[[QDialog], bool]


def names(county: CountyPage) -> list[str]:
    model = county.roll_page.model
    return [model.row(at).row.unit.name for at in range(model.count())]


def choose(county: CountyPage, *places: int) -> None:
    page, keys = county.roll_page, [one.key for one in units_of(county.library, county.one.key if county.one else 0)]
    page.table.clearSelection()
    for place in places:
        at = page.model.row_of(keys[place])
        assert at is not None
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        page.table.selectionModel().select(page.model.index(at, 0), flags)


def standings(county: CountyPage) -> list[Standing]:
    assert county.one is not None
    there = county.library.county.standings(county.one.key)
    return [there[one.key] for one in units_of(county.library, county.one.key)]


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], None]:
    return lambda answer: monkeypatch.setattr(dialogs, "run", answer)


def fill(words: str, *, tick: bool | None = None) -> Answer:
    """Write something into the field of a dialog and accept it, if it lets itself be accepted."""

    def answer(dialog: QDialog) -> bool:
        for text in dialog.findChildren(QPlainTextEdit):
            text.setPlainText(words)
        for line in dialog.findChildren(QLineEdit):
            if line.objectName() != "qt_spinbox_lineedit":
                line.setText(words)
        for box in dialog.findChildren(QCheckBox):
            if tick is not None:
                box.setChecked(tick)
        return isinstance(dialog, dialogs.FormDialog) and dialog.yes.isEnabled()

    return answer


def test_units_stand_as_a_tree_until_they_are_sorted(county: CountyPage) -> None:
    model, header = county.roll_page.model, county.roll_page.table.horizontalHeader()
    assert names(county) == ["青石镇人民政府", "县教育局", "县实验小学", "县档案馆"]
    assert model.text(2, "name") == "　　县实验小学"
    assert model.text(1, "name") == "县教育局（含下属1个）"
    header.setSortIndicator(model.position("name"), Qt.SortOrder.DescendingOrder)
    assert names(county) == sorted(names(county), reverse=True)
    assert model.text(3, "name") == model.text(3, "name").strip()
    county.roll_page.in_list_order.click()
    assert names(county)[:2] == ["青石镇人民政府", "县教育局"]


def test_a_column_without_a_value_stays_last_whichever_way(
    county: CountyPage, library: Library, collection: int
) -> None:
    receive(library, collection, SCHOOL, must=3)
    receive(library, collection, TOWN, must=1)
    county.refresh()
    column = county.roll_page.model.position("must")
    for order, first in ((Qt.SortOrder.AscendingOrder, "青石镇人民政府"), (Qt.SortOrder.DescendingOrder, "县实验小学")):
        county.roll_page.table.horizontalHeader().setSortIndicator(column, order)
        assert names(county)[0] == first
        assert set(names(county)[2:]) == {"县教育局", "县档案馆"}


def test_chips_and_words_leave_some_and_esc_brings_all_back(county: CountyPage) -> None:
    page = county.roll_page
    page.chips[RollFilter.EXCUSED].click()
    assert names(county) == ["县档案馆"]
    assert page.count.text() == "1／4个在列"
    page.search.setText("小学")
    assert page.nothing.isVisible()
    assert "名称含“小学”，状态“免报”" in page.nothing.words.text()
    QTest.keyClick(page.search, KEY.Key_Escape)
    assert len(names(county)) == 4
    assert not page.nothing.isVisible()


def test_another_name_of_a_unit_finds_it(county: CountyPage) -> None:
    county.roll_page.search.setText("教体局")
    assert names(county) == ["县教育局"]


def test_what_is_chosen_stays_chosen_when_rows_change(county: CountyPage, library: Library, collection: int) -> None:
    choose(county, OFFICE, SCHOOL)
    receive(library, collection, SCHOOL)
    county.refresh()
    assert [one.unit.name for one in county.roll_page.chosen()] == ["县教育局", "县实验小学"]


def test_a_unit_is_passed_by_a_key_and_that_is_taken_back(
    empty_window: MainWindow, county: CountyPage, library: Library, collection: int
) -> None:
    receive(library, collection, TOWN)
    county.refresh()
    choose(county, TOWN)
    QTest.keyClick(county.roll_page.table, KEY.Key_Return, CTRL)
    assert standings(county)[TOWN] is Standing.PASSED
    assert empty_window.status.sentence == "已通过：青石镇人民政府"
    QTest.keyClick(county.roll_page.table, KEY.Key_Z, CTRL)
    assert [one.unit.name for one in county.roll_page.chosen()] == ["青石镇人民政府"]
    assert standings(county)[TOWN] is Standing.RECEIVED
    assert empty_window.status.sentence == "已撤销：通过：青石镇人民政府"
    choose(county, OFFICE)
    QTest.keyClick(county.roll_page.table, KEY.Key_Y, CTRL)
    assert [one.unit.name for one in county.roll_page.chosen()] == ["县教育局"]  # who was chosen stays
    assert standings(county)[TOWN] is Standing.PASSED
    assert empty_window.status.sentence == "已重做：通过：青石镇人民政府"
    QTest.keyClick(county.roll_page.table, KEY.Key_Y, CTRL)
    assert empty_window.status.sentence == "没有可以重做的"


def test_the_list_itself_is_not_taken_back(county: CountyPage) -> None:
    assert county.take_back() == "没有可以撤销的"
    assert len(names(county)) == 4


def test_below_and_above_pass_together_and_what_is_in_the_way_wants_a_reason(
    county: CountyPage, library: Library, collection: int, monkeypatch: pytest.MonkeyPatch,
    answered: Callable[[Answer], None],
) -> None:  # fmt: skip
    receive(library, collection, OFFICE)
    receive(library, collection, SCHOOL)
    receive(library, collection, TOWN, must=2)
    county.refresh()
    choose(county, OFFICE)
    answered(lambda _: False)
    county.do(PASS)  # its school has not passed: a reason is asked for, and not given
    assert standings(county)[OFFICE] is Standing.RECEIVED
    choose(county, TOWN, OFFICE, SCHOOL)
    asked: list[str] = []

    def choice(_: object, question: str, *_more: object) -> int:
        asked.append(question)
        return 0

    monkeypatch.setattr(dialogs, "choose", choice)
    told: list[str] = []
    county.said.connect(told.append)
    county.do(PASS)
    assert "青石镇人民政府：还有必须改正的2处" in asked[0]
    passed, _, held = told[-1].partition("；")
    assert "青石镇" not in passed
    assert "县教育局" in passed
    assert held == "青石镇人民政府没有通过"
    assert standings(county)[:3] == [Standing.RECEIVED, Standing.PASSED, Standing.PASSED]
    choose(county, TOWN)
    answered(fill("已核实"))
    county.do(PASS)
    assert standings(county)[TOWN] is Standing.PASSED
    county.take_back()
    county.take_back()
    assert standings(county)[:3] == [Standing.RECEIVED] * 3


def test_returning_wants_a_remark(
    county: CountyPage, library: Library, collection: int, answered: Callable[[Answer], None]
) -> None:
    receive(library, collection, TOWN)
    county.refresh()
    choose(county, TOWN)
    answered(fill("　"))
    county.do(RETURN)
    assert standings(county)[TOWN] is Standing.RECEIVED
    answered(fill("请核对合计"))
    county.do(RETURN)
    assert standings(county)[TOWN] is Standing.RETURNED
    unit = units_of(library, collection)[TOWN].key
    assert [one.words for one in library.county.remarks(unit)] == ["请核对合计"]


def test_the_day_on_which_a_report_is_to_be_there_again_stands_in_the_roll(
    county: CountyPage, library: Library, collection: int, answered: Callable[[Answer], None], folder: Path
) -> None:
    library.set_setting("return folder", str(folder))
    library.set_setting("return kinds", "parcel")
    receive(library, collection, TOWN)
    county.refresh()
    choose(county, TOWN)
    run = dialogs.run

    def accept(dialog: QDialog) -> bool:
        if not isinstance(dialog, dialogs.FormDialog):  # what writes the file
            return run(dialog)
        dialog.findChildren(QPlainTextEdit)[0].setPlainText("请核对合计")
        dialog.findChildren(DayField)[0].day = date(2026, 1, 29)
        (tick,) = (one for one in dialog.findChildren(QCheckBox) if "重新报送的期限" in one.text())
        tick.setChecked(True)
        return True

    answered(accept)
    county.do(RETURN)
    assert county.roll is not None
    row = county.roll.rows[TOWN]
    assert (row.again_by, due_words(row)) == (date(2026, 1, 29), "重交还有3天")
    county.take_back()
    assert county.roll.rows[TOWN].again_by is None


def test_taking_back_leaves_those_chosen_that_were(county: CountyPage, library: Library, collection: int) -> None:
    receive(library, collection, TOWN)
    receive(library, collection, SCHOOL)
    county.refresh()
    choose(county, TOWN)
    county.do(PASS)
    choose(county, SCHOOL)
    county.take_back()
    assert [one.unit.name for one in county.roll_page.chosen()] == ["县实验小学"]


def test_what_is_not_filled_in_goes_back_as_remarks(
    county: CountyPage, library: Library, collection: int, answered: Callable[[Answer], None]
) -> None:
    report = report_of("青石镇人民政府")
    holes = [cell for cell in report.form.typed_cells if cell.table == "applications"][:3]
    data = dumps(report.with_numbers(dict.fromkeys(holes)))
    new = new_of(library, units_of(library, collection)[TOWN])
    bare = loads(data.encode())
    with library.county.batch(collection, WHO) as acts:
        acts.receive(replace(new, report=bare, tally=assess(Subject(bare)).tally))
    county.refresh()
    choose(county, TOWN)
    offered: list[str] = []

    def accept(dialog: QDialog) -> bool:
        assert isinstance(dialog, dialogs.FormDialog)
        offered.extend(box.text() for box in dialog.findChildren(QCheckBox))
        return dialog.yes.isEnabled()

    answered(accept)
    county.do(RETURN)
    assert any("没有填的3格" in one for one in offered)
    assert standings(county)[TOWN] is Standing.RETURNED
    words = [one.words for one in library.county.remarks(units_of(library, collection)[TOWN].key)]
    assert any("空白" in one or "没有填" in one for one in words)


def test_each_deed_says_to_whom_it_cannot_be_done(
    empty_window: MainWindow, county: CountyPage, answered: Callable[[Answer], None]
) -> None:
    choose(county, TOWN)
    county.do(PASS)
    assert empty_window.status.sentence == "青石镇人民政府现在是“未交”，不能通过"
    choose(county, TOWN, ARCHIVE)
    answered(fill("机构撤并"))
    county.do(EXCUSE)
    assert empty_window.status.sentence == "已免报：青石镇人民政府；另1个单位现在不能免报，没有动"


def test_who_cannot_is_named_with_the_state_of_each(empty_window: MainWindow, county: CountyPage) -> None:
    choose(county, TOWN, ARCHIVE)
    county.do(PASS)
    assert empty_window.status.sentence == "选中的2个单位现在不能通过：未交1个、免报1个"


def test_a_superior_stays_with_the_one_below_it_that_is_held_back(
    county: CountyPage, library: Library, collection: int, monkeypatch: pytest.MonkeyPatch, warned: list[str]
) -> None:
    receive(library, collection, OFFICE)
    receive(library, collection, SCHOOL, must=1)
    receive(library, collection, TOWN)
    county.refresh()
    choose(county, TOWN, OFFICE, SCHOOL)
    asked: list[tuple[str, tuple[str, ...]]] = []

    def choice(_: object, question: str, choices: tuple[str, ...], *_more: object) -> int:
        asked.append((question, choices))
        return 0

    monkeypatch.setattr(dialogs, "choose", choice)
    county.do(PASS)
    assert asked[0][1][0] == "只通过其余1个"
    assert "县教育局：下属单位县实验小学（已收待审）还没有通过" in asked[0][0]
    assert warned == []
    assert standings(county)[:3] == [Standing.PASSED, Standing.RECEIVED, Standing.RECEIVED]


def test_what_a_report_is_passed_without_is_told(
    empty_window: MainWindow, county: CountyPage, library: Library, collection: int
) -> None:
    unit = units_of(library, collection)[TOWN]
    with library.county.batch(collection, WHO) as acts:
        acts.receive(replace(new_of(library, unit), final=False))
    county.refresh()
    choose(county, TOWN)
    model = county.roll_page.model
    assert model.text(0, "state") == "已收待审，草稿"
    assert "没有定稿" in model.columns[model.position("name")].said(model.row(0))
    county.do(PASS)
    assert empty_window.status.sentence == "已通过：青石镇人民政府；单位报来时没有定稿"


def test_only_those_that_became_another_are_said_to_be_changed(
    empty_window: MainWindow, county: CountyPage, answered: Callable[[Answer], None]
) -> None:
    choose(county, TOWN, OFFICE)

    def with_parts(dialog: QDialog) -> bool:
        assert isinstance(dialog, EditUnitsDialog)
        dialog.coverage.setCurrentIndex(dialog.coverage.findData(Coverage.WITH_PARTS.value))
        return True

    answered(with_parts)
    county.do(EDIT_UNIT)
    assert empty_window.status.sentence == "已改单位信息：青石镇人民政府；县教育局本来就是这样，没有动"


def test_that_a_publication_goes_with_the_passing_is_said_before(
    county: CountyPage, library: Library, collection: int, answered: Callable[[Answer], None]
) -> None:
    receive(library, collection, TOWN)
    unit = units_of(library, collection)[TOWN].key
    library.county.act(unit, StandingAct.PASS, WHO)
    library.county.publish(unit, date(2026, 1, 20), "http://x.gov.cn/1", WHO)
    county.refresh()
    choose(county, TOWN)
    asked: list[str] = []

    def refuse(dialog: QDialog) -> bool:
        assert isinstance(dialog, dialogs.FormDialog)
        asked.extend(one.text() for one in dialog.findChildren(QLabel))
        return False

    answered(refuse)
    county.do(REVOKE)
    assert any("登记的公开日期2026年1月20日、网址http://x.gov.cn/1会一起去掉" in one for one in asked)


def test_a_day_on_which_nothing_can_be_public_is_asked_about(
    county: CountyPage, library: Library, collection: int, answered: Callable[[Answer], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    receive(library, collection, TOWN)
    library.county.act(units_of(library, collection)[TOWN].key, StandingAct.PASS, WHO)
    county.refresh()
    choose(county, TOWN)
    days, asked = [date(2025, 12, 5), date(2026, 6, 1), date(2026, 1, 8)], list[str]()

    def give(dialog: QDialog) -> bool:
        dialog.findChildren(QDateEdit)[0].setDate(QDate(*days.pop(0).timetuple()[:3]))
        return True

    answered(give)
    monkeypatch.setattr(dialogs, "ask", lambda _, question, *_more, **_named: asked.append(question))
    county.do(PUBLISH)
    early, future = asked
    assert "2025年还没有过完" in early
    assert "2026年6月1日还没有到" in future
    assert county.roll_page.chosen()[0].published_on == date(2026, 1, 8)


def test_either_day_is_changed_alone(
    county: CountyPage, library: Library, collection: int, answered: Callable[[Answer], None]
) -> None:
    choose(county, TOWN, OFFICE)

    def only_the_second(dialog: QDialog) -> bool:
        assert isinstance(dialog, dialogs.FormDialog)
        send, publish = dialog.findChildren(QCheckBox)
        send.setChecked(False)
        assert not dialog.yes.isEnabled()
        publish.setChecked(True)
        dialog.findChildren(QDateEdit)[1].setDate(QDate(2026, 3, 9))
        return dialog.yes.isEnabled()

    answered(only_the_second)
    county.do(DUE)
    units = units_of(library, collection)
    assert [one.publish_by for one in units] == [date(2026, 3, 9)] * 2 + [None] * 2
    assert [one.send_by for one in units] == [None, date(2026, 1, 20), None, None]


def test_what_is_done_under_a_filter_leaves_the_cursor_where_it_was(
    county: CountyPage, library: Library, collection: int
) -> None:
    for place in (TOWN, OFFICE, SCHOOL):
        receive(library, collection, place)
    county.refresh()
    page = county.roll_page
    page.chips[RollFilter.RECEIVED].click()
    page.choose_unit(units_of(library, collection)[SCHOOL].key)
    county.do(PASS)
    assert names(county) == ["青石镇人民政府", "县教育局"]
    assert [one.unit.name for one in page.chosen()] == ["县教育局"]
    page.choose_unit(units_of(library, collection)[TOWN].key)
    county.do(PASS)
    assert [one.unit.name for one in page.chosen()] == ["县教育局"]


def test_excused_expected_passed_published_revoked(
    county: CountyPage, library: Library, collection: int, answered: Callable[[Answer], None]
) -> None:
    answered(fill("http://www.example.gov.cn/a"))
    choose(county, ARCHIVE)
    county.do(EXPECT)
    assert standings(county)[ARCHIVE] is Standing.MISSING
    receive(library, collection, TOWN)
    county.refresh()
    choose(county, TOWN)
    for act, standing in ((PASS, Standing.PASSED), (PUBLISH, Standing.PUBLISHED), (REVOKE, Standing.RECEIVED)):
        county.do(act)
        assert standings(county)[TOWN] is standing
        if act is PUBLISH:
            row = county.roll_page.chosen()[0]
            assert (row.published_on, row.address) == (county.today(), "http://www.example.gov.cn/a")
    county.do(DUE)
    assert [one.act.label for one in library.county.batches(collection, 1)] == ["改单位信息"]


def test_the_menu_and_the_buttons_offer_the_same(county: CountyPage, library: Library, collection: int) -> None:
    receive(library, collection, TOWN)
    county.refresh()
    choose(county, TOWN)
    bar = county.roll_page.deeds
    offered = {item.text().partition("\t")[0].rstrip("…") for item in bar.menu().actions() if item.isEnabled()}
    assert {one.text().rstrip("…") for one in bar.buttons.values() if one.isEnabled()} <= offered
    of_the_list = {"改期限", "改单位信息", "增加单位", "移出名单", "看下属单位"}
    assert offered == {"审核", "通过", "退回", "退回件、回执", *of_the_list}


def test_a_text_is_copied_and_noted(county: CountyPage, monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    seen: list[TextsDialog] = []

    def accept(dialog: QDialog) -> bool:
        assert isinstance(dialog, TextsDialog)
        seen.append(dialog)
        dialog.units.item(1).setCheckState(Qt.CheckState.Unchecked)
        dialog.accept()
        return True

    monkeypatch.setattr(dialogs, "run", accept)
    county.write_texts()
    words = QGuiApplication.clipboard().text()
    assert "青石镇人民政府" in words
    assert "县教育局" not in words
    row = {one.unit.name: one.reminded is not None for one in county.roll.rows} if county.roll else {}
    assert row == {"青石镇人民政府": True, "县教育局": False, "县实验小学": True, "县档案馆": False}
    assert county.take_back() == "已撤销：催报2个单位"


def test_several_texts_are_copied_one_after_the_other(
    county: CountyPage, monkeypatch: pytest.MonkeyPatch, library: Library, collection: int
) -> None:
    key = receive(library, collection, TOWN)
    library.county.return_(units_of(library, collection)[TOWN].key, [NewRemark(key, "", "请核对")], WHO)
    county.refresh()

    def copy_both(dialog: QDialog) -> bool:
        assert isinstance(dialog, TextsDialog)
        for kind in (RollText.REMIND, RollText.CORRECT, RollText.NAMES):
            dialog.kinds[kind].setChecked(True)
            dialog.yes.click()
            assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
            assert "已复制" in dialog.missing.text()
            assert dialog.result() != QDialog.DialogCode.Accepted
        dialog.reject()
        return False

    monkeypatch.setattr(dialogs, "run", copy_both)
    county.write_texts()
    assert county.roll is not None
    assert [one.reminded is not None for one in county.roll.rows] == [True, True, True, False]
    monkeypatch.setattr(dialogs, "run", lambda dialog: dialog.reject() or False)
    county.take_back()
    county.write_texts()
    assert not any(one.reminded for one in county.roll.rows)


def test_nothing_is_done_in_a_library_that_is_only_looked_at(
    county: CountyPage, empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(county.library, "read_only", "只能看")
    county.refresh()
    choose(county, TOWN)
    county.do(EXCUSE)
    assert empty_window.status.sentence == "只能看"
    assert not county.take.isEnabled()
    assert not any(one.isEnabled() for one in county.roll_page.deeds.buttons.values())
