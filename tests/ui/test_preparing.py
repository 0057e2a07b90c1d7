"""A file that an office handed out, opened in the unit's window: one confirmation, and the report stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from export.gouji_parcel import write_parcel
from model.collection.hand_out import HandOut
from model.report.report import Level, Report
from model.rules.switches import Switches
from model.storage.library import Library
from tests.app.test_preparing import HANDED, LAST, NAME, RULES, UNIT
from tests.model.storage.county.collected import YEAR
from tests.ui.hands import show_window
from ui import dialogs
from ui.transfer.preparing import PrepareDialog, WhoseDialog
from ui.window.main_window import MainWindow

Answer = Callable[[QDialog], bool]


@pytest.fixture
def window(qtbot: QtBot, library: Library) -> Iterator[MainWindow]:
    window = MainWindow(library, preview=False, today=lambda: date(2026, 1, 10))
    show_window(window, qtbot)
    yield window
    window.close()


@pytest.fixture
def warned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(dialogs, "warn", lambda _, sentence: said.append(sentence))
    return said


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[QDialog]:
    """Say yes to every dialog, and keep them."""
    shown: list[QDialog] = []

    def run(dialog: QDialog) -> bool:
        shown.append(dialog)
        return True

    monkeypatch.setattr(dialogs, "run", run)
    return shown


def handed_to(folder: Path, handed: HandOut = HANDED, name: str = "下发.gouji") -> Path:
    path = folder / name
    path.write_bytes(write_parcel(handed))
    return path


def words_in(dialog: QDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


def test_one_confirmation_and_the_report_is_there(
    window: MainWindow, library: Library, tmp_path: Path, asked: list[QDialog]
) -> None:
    window.bring_in([handed_to(tmp_path)])
    (dialog,) = asked
    assert isinstance(dialog, PrepareDialog)
    assert window.session is not None
    assert (window.session.report.unit, window.session.report.year) == (NAME, YEAR)
    assert window.session.stored.due == date(2026, 1, 20)
    assert library.switches == RULES
    assert window.status.sentence == "已准备好，送审期限1月20日；上年结转已填，可以撤销"
    brought = window.session.report.numbers
    assert brought


def test_opened_again_it_shows_the_report_and_asks_nothing(
    window: MainWindow, library: Library, tmp_path: Path, asked: list[QDialog]
) -> None:
    path = handed_to(tmp_path)
    window.bring_in([path])
    window.show_library()
    window.bring_in([path])
    assert len(asked) == 1
    assert window.session is not None
    assert window.status.sentence == "这份下发文件已经打开过，年报准备好了"
    assert len(library.summaries()) == 2


def test_called_off_it_leaves_all_as_it_was(
    window: MainWindow, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "run", lambda _: False)
    window.bring_in([handed_to(tmp_path)])
    assert not library.summaries()
    assert library.switches == Switches()


def test_a_report_that_is_there_is_asked_about_and_keeps_what_stands_in_it(
    window: MainWindow, library: Library, tmp_path: Path, asked: list[QDialog]
) -> None:
    report = library.create(Report(NAME, Level.TOWNSHIP, YEAR, texts={"overview/opening": "已经写了的话"}))
    window.open(report)
    window.bring_in([handed_to(tmp_path)])
    assert "不是按这份下发文件准备的" in words_in(asked[0])
    assert "期限由1月31日改为2026年1月20日" in words_in(asked[0])
    assert window.session is not None
    assert window.session.id == report
    assert window.session.stored.due == date(2026, 1, 20)
    assert window.session.report.texts["overview/opening"] == "已经写了的话"


def test_of_a_file_for_all_the_unit_is_chosen_by_its_name(
    window: MainWindow, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    towns = tuple(replace(UNIT, name=f"{one}镇人民政府", last_year=None) for one in "甲乙丙")
    seen: list[bool] = []

    def run(dialog: QDialog) -> bool:
        if isinstance(dialog, WhoseDialog):
            seen.append(dialog.yes.isEnabled())
            dialog.search.setText("丁")
            seen.append(dialog.yes.isEnabled())
            dialog.search.setText("乙")
            seen.append(dialog.yes.isEnabled())
        return True

    monkeypatch.setattr(dialogs, "run", run)
    window.bring_in([handed_to(tmp_path, replace(HANDED, units=towns))])
    assert seen == [False, False, True]
    assert window.session is not None
    assert window.session.report.unit == "乙镇人民政府"
    assert len(library.summaries()) == 1


def test_what_is_damaged_is_told_in_one_sentence(
    window: MainWindow, library: Library, tmp_path: Path, warned: list[str]
) -> None:
    path = handed_to(tmp_path, replace(HANDED, year=1000))
    window.bring_in([path])
    assert warned == [f"{path}：上报包里的hand_out.json有误：年度写成了“1000”"]
    assert not library.summaries()


def test_the_rules_stay_where_that_is_wished(
    window: MainWindow, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(dialog: QDialog) -> bool:
        assert isinstance(dialog, PrepareDialog)
        assert "打开T12（总体情况的字数，上限800字）" in dialog.rules.text()
        dialog.rules.setChecked(False)
        return True

    monkeypatch.setattr(dialogs, "run", run)
    window.bring_in([handed_to(tmp_path)])
    assert library.switches == Switches()


def test_what_was_made_is_taken_back_from_the_list(
    window: MainWindow, library: Library, tmp_path: Path, asked: list[QDialog]
) -> None:
    window.bring_in([handed_to(tmp_path)])
    assert window.incoming is not None
    window.incoming.take_back()
    assert not library.summaries()
    assert len(asked) == 1


def test_what_the_office_asks_can_be_read_again(
    window: MainWindow, tmp_path: Path, asked: list[QDialog], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.bring_in([handed_to(tmp_path)])
    listed: list[object] = []
    monkeypatch.setattr(dialogs, "show_list", lambda _, sentence, lines: listed.extend([sentence, *lines]))
    window.actions_by_key["requirements"].trigger()
    assert listed == ["甲县人民政府办公室的要求：", "1. 写明公开专区数"]
    told: list[str] = []
    monkeypatch.setattr(dialogs, "tell", lambda _, sentence: told.append(sentence))
    window.open(window.library.create(replace(LAST, unit="乙镇人民政府")))
    window.actions_by_key["requirements"].trigger()
    assert "不是按下发文件准备的" in told[0]
