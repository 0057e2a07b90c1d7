"""下发、上报上级 from the page of the collection: what is asked, what is written, what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from intake.gouji_parcel import hand_out_in, load
from model.collection.parcel import ParcelKind
from model.rules.switches import SETTING
from model.storage.library import Library
from tests.model.storage.county.collected import ARCHIVE, SCHOOL, TOWN, receive
from tests.ui.county.test_roll_page import choose
from ui import dialogs
from ui.county.hand_out_dialog import HandOutDialog
from ui.county.hand_up_dialog import HandUpDialog
from ui.county.page import CountyPage
from ui.window.main_window import MainWindow


def chosen(county: CountyPage, words: str) -> None:
    """Choose something in the menu of the tasks."""
    menu = county._tasks.menu(county.one.key if county.one else None)
    (item,) = [one for one in menu.actions() if one.text() == words]
    assert item.isEnabled()
    item.trigger()


@pytest.mark.parametrize("for_all", [False, True])
def test_files_are_written_and_told(
    empty_window: MainWindow, county: CountyPage, folder: Path, monkeypatch: pytest.MonkeyPatch, *, for_all: bool
) -> None:
    library = empty_window.library
    library.remember(SETTING, "+T12 limit=800")

    def run(dialog: QDialog) -> bool:
        assert isinstance(dialog, HandOutDialog)
        dialog.all.setChecked(for_all)
        dialog.letterhead.setText("甲县人民政府办公室")
        dialog.requirements.setPlainText("写明公开专区数\n\n  写明平台数 ")
        return dialog.rules.isChecked()

    monkeypatch.setattr(dialogs, "run", run)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: folder)
    chosen(county, "下发…")
    files = sorted(folder.iterdir())
    assert len(files) == (1 if for_all else 3)
    read = hand_out_in(files[0])
    assert read is not None
    assert (read.letterhead, read.requirements) == ("甲县人民政府办公室", ("写明公开专区数", "写明平台数"))
    assert read.rules == library.switches
    what = f"“{files[0].name}”" if for_all else "3个单位的下发文件"
    assert empty_window.status.sentence == f"已写好{what}，在“{folder}”"
    assert [one.handed is not None for one in county.roll.rows] == [True, True, True, False] if county.roll else False
    assert county.roll_page.model.text(0, "changed").startswith("已下发")
    tip = county.roll_page.model.columns[county.roll_page.model.position("changed")].tip
    assert tip is not None
    assert "本机下发" in str(tip(county.roll_page.model.row(0)))
    again = HandOutDialog(county, library, county.one.key if county.one else 0)
    assert again.letterhead.text() == "甲县人民政府办公室"
    assert again.requirements.toPlainText() == "写明公开专区数\n写明平台数"
    county.take_back()
    assert county.roll is not None
    assert not any(one.handed for one in county.roll.rows)


def test_files_that_are_there_are_replaced_only_when_that_is_said(
    county: CountyPage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def no(_: object, question: str, *__: object, **___: object) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(dialogs, "run", lambda _: True)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: folder)
    monkeypatch.setattr(dialogs, "ask_dangerous", no)
    mine = folder / "县教育局2025年度年报下发.gouji"
    mine.write_bytes(b"mine")
    chosen(county, "下发…")
    assert "已有1个同名的文件" in asked[0]
    assert [one.read_bytes() for one in folder.iterdir()] == [b"mine"]


def test_what_is_too_long_holds_the_button(county: CountyPage, library: Library) -> None:
    dialog = HandOutDialog(county, library, county.one.key if county.one else 0)
    dialog.letterhead.setText("长" * 201)
    assert not dialog.yes.isEnabled()
    assert "抬头最多200字" in dialog.missing.text()


def test_the_collection_goes_up_in_one_file(
    empty_window: MainWindow, county: CountyPage, collection: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = empty_window.library
    receive(library, collection, TOWN)
    receive(library, collection, SCHOOL)
    county.refresh()
    told: list[str] = []

    def run(dialog: QDialog) -> bool:
        assert isinstance(dialog, HandUpDialog)
        assert dialog.all_received.isChecked()  # nobody has passed yet
        told.append(dialog.told.toPlainText())
        dialog.all_received.setChecked(False)
        told.append(dialog.told.toPlainText())
        dialog.all_received.setChecked(True)
        return True

    monkeypatch.setattr(dialogs, "run", run)
    monkeypatch.setattr(dialogs, "save_file", lambda *_: folder / "上报.gouji")
    chosen(county, "上报上级…")
    assert "计入2个（收到的）" in told[0]
    assert "计入0个（通过的）" in told[1]
    parcel = load((folder / "上报.gouji").read_bytes())
    assert parcel.kind is ParcelKind.COLLECTION
    assert parcel.below is not None
    assert [one.in_sum for one in parcel.below.units] == [True, False, True, False]
    assert empty_window.status.sentence == f"已写好“上报.gouji”，内含4个单位、2份年报，在“{folder}”"


def test_nothing_to_hand_up_is_said(county: CountyPage, warned: list[str]) -> None:
    chosen(county, "上报上级…")
    assert warned == ["还没有收到年报，没有可以上报的"]


def test_only_those_that_are_chosen_get_a_file(
    county: CountyPage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(dialog: QDialog) -> bool:
        assert isinstance(dialog, HandOutDialog)
        assert dialog.some.text() == "只给花名册里选中的2个单位(&S)"
        dialog.some.setChecked(True)
        return True

    monkeypatch.setattr(dialogs, "run", run)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: folder)
    choose(county, TOWN, SCHOOL, ARCHIVE)  # the archive need not report
    chosen(county, "下发…")
    assert sorted(one.name[:4] for one in folder.iterdir()) == ["县实验小", "青石镇人"]
