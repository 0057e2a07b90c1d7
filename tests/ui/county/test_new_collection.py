"""新建汇总任务: the list from wherever it comes, what is wrong with it, and what is preset."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.collecting.example import make_example
from app.collecting.making import make, preset_heading
from app.collecting.unit_lists import pasted
from app.preferences import default_unit
from model.collection.unit import CollectionUnit, Coverage
from model.collection.unit_list import UnitList
from model.report.report import Level
from model.storage.library import Library
from tests.app.collecting.incoming import of_unit, write
from tests.ui.county.conftest import TODAY
from ui import dialogs
from ui.county.list_text import text_of
from ui.county.new_collection import NewCollectionDialog
from ui.window.county import county_page
from ui.window.main_window import MainWindow

FIFTY = "\n".join(f"第{number}镇人民政府" for number in range(50))


@pytest.fixture
def dialog(qtbot: QtBot, library: Library) -> NewCollectionDialog:
    made = NewCollectionDialog(None, library, TODAY)
    qtbot.addWidget(made)
    return made


def test_fifty_units_are_pasted_and_made_with_what_is_preset(dialog: NewCollectionDialog, library: Library) -> None:
    QGuiApplication.clipboard().setText(FIFTY)
    dialog.paste.click()
    assert dialog.told.text() == "50个单位，没有重复的"
    assert not dialog.yes.isEnabled()  # nobody knows yet whose it is
    dialog.unit.setText("青山县人民政府")
    dialog._preset_anew()
    dialog.read()
    assert dialog.title.text() == "青山县2025年度年报"
    dialog.accept()
    assert dialog.made is not None
    one = library.county.collection(dialog.made)
    assert (one.units, one.heading.level, one.heading.send_by) == (50, Level.COUNTY, date(2026, 1, 31))


def test_a_list_with_the_unit_whose_report_the_sum_becomes_is_looked_at(dialog: NewCollectionDialog) -> None:
    dialog.unit.setText("青山县人民政府")
    dialog.list.setPlainText("青山县人民政府\n县教育局")
    dialog.read()
    assert "本级单位“青山县人民政府”" in dialog.problems.toPlainText()
    dialog.list.setPlainText("县教育局")
    dialog.read()
    assert "本级单位" not in dialog.problems.toPlainText()


def test_what_was_changed_by_hand_stays_when_the_year_is_another(dialog: NewCollectionDialog) -> None:
    dialog.title.setText("我们的任务")
    dialog.year.setValue(2024)
    assert dialog.title.text() == "我们的任务"
    assert dialog.heading.send_by == date(2025, 1, 31)


def test_doubles_hold_it_up_and_look_alikes_are_told(dialog: NewCollectionDialog) -> None:
    dialog.unit.setText("青山县人民政府")
    dialog.title.setText("年报")
    dialog.list.setPlainText("青石镇人民政府\n青石镇\n县财政局\n县财政局")
    dialog.read()
    assert not dialog.yes.isEnabled()
    told = dialog.problems.toPlainText()
    assert "第3个和第4个都是“县财政局”，重复" in told
    assert "很像" in told
    dialog.list.setPlainText("青石镇人民政府\n青石镇\n县财政局")
    dialog.read()
    assert dialog.yes.isEnabled()


def test_the_list_comes_from_a_file_and_from_last_year(
    dialog: NewCollectionDialog, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, collection: int
) -> None:
    file = tmp_path / "名单.csv"
    file.write_text("单位名称,上级,口径\n县教育局,,含下属\n县实验小学,县教育局,\n", encoding="utf-8")
    monkeypatch.setattr(dialogs, "open_files", lambda *_: (file,))
    dialog.file.click()
    assert dialog._listed is not None
    assert [(one.name, one.parent, one.coverage) for one in dialog._listed.units] == [
        ("县教育局", None, Coverage.WITH_PARTS),
        ("县实验小学", 0, Coverage.OWN),
    ]
    assert not dialog.last.isEnabled()
    dialog.year.setValue(2026)
    assert dialog.last.isEnabled()
    dialog.last.click()
    assert dialog.told.text().startswith("4个单位")


def test_the_names_are_taken_out_of_the_reports(dialog: NewCollectionDialog, folder: Path) -> None:
    for name in ("青石镇人民政府", "县财政局"):
        write(folder, f"{name}.json", of_unit(name))
    dialog.take_from([folder])
    assert sorted(dialog.list.toPlainText().splitlines()) == ["县财政局", "青石镇人民政府"]
    assert dialog.files == (folder,)


def test_a_clipboard_without_words_is_told(dialog: NewCollectionDialog, warned: list[str]) -> None:
    QGuiApplication.clipboard().clear()
    dialog.paste.click()
    assert warned == ["剪贴板里没有文字，请先复制单位名单。"]


NAMES = st.lists(st.text("甲乙丙丁戊县局镇", min_size=2, max_size=6), min_size=1, max_size=8, unique=True)


@st.composite
def lists(draw: st.DrawFn) -> UnitList:
    units = []
    for at, name in enumerate(draw(NAMES)):
        above = draw(st.sampled_from([None, at - 1])) if at else None
        one = CollectionUnit(at, name, order=at, parent=above, counted=draw(st.booleans()))
        more = draw(st.sampled_from(["", "并入县委办"])), draw(st.sampled_from([None, date(2026, 2, 3)]))
        units.append(replace(one, excused=more[0], send_by=more[1], coverage=draw(st.sampled_from(Coverage))))
    return UnitList(tuple(units))


@given(lists())
def test_a_list_reads_back_as_it_was_written(listed: UnitList) -> None:
    again = pasted(text_of(listed), 2025)
    assert [replace(one, level=Level.UNKNOWN) for one in again.units] == list(listed.units)


def test_the_example_county_is_one_click_away(empty_window: MainWindow) -> None:
    empty_window.actions_by_key["county"].trigger()
    page = county_page(empty_window)
    assert page is not None
    page.example.click()
    assert page.roll is not None
    assert len(page.roll.rows) == 10
    assert "例子" in page.own_title[0]


def test_the_example_is_no_preset(qtbot: QtBot, library: Library) -> None:
    make_example(library, TODAY, "我")
    after = NewCollectionDialog(None, library, TODAY)
    qtbot.addWidget(after)
    assert after.unit.text() == default_unit(library)
    after.year.setValue(TODAY.year - 1)
    assert not after.last.isEnabled()
    own = replace(preset_heading(TODAY.year - 2, "甲县人民政府"), title="甲县的年报")
    make(library, own, pasted("县财政局", TODAY.year - 2), "我")
    again = NewCollectionDialog(None, library, TODAY)
    qtbot.addWidget(again)
    assert again.unit.text() == "甲县人民政府"
    again.last.click()
    assert again.list.toPlainText() == "县财政局"
