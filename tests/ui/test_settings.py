"""设置: what is changed is kept at once, and what cannot be kept is told where it was changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from model.errors import DiskError
from model.report.report import Report
from model.storage.backups.backup import backups, daily_backup
from model.storage.backups.second_place import copy_there
from model.storage.files.places import SECOND_PLACE
from model.storage.library import Library
from ui import dialogs
from ui.settings.backups import Here, Place, Taken, There
from ui.settings.definition import CATEGORIES
from ui.settings.dialog import RECOVER, SettingsDialog, show
from ui.window.main_window import MainWindow


@pytest.fixture
def stick(library: Library, full_report: Report) -> Path:
    """Return a second place for a library that holds a report."""
    library.create(full_report)
    stick = library.path.parent / "U盘"
    stick.mkdir()
    return stick


@pytest.fixture
def dialog(library: Library, stick: Path, qtbot: QtBot) -> Iterator[SettingsDialog]:
    dialog = SettingsDialog(None, library, date.today())  # noqa: DTZ011 — the day on which files are made
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.wait()


W = TypeVar("W", bound=QWidget)


def only(dialog: QDialog, kind: type[W]) -> W:
    (found,) = dialog.findChildren(kind)
    return found


def button(dialog: QDialog, words: str) -> QPushButton:
    (found,) = [one for one in dialog.findChildren(QPushButton) if one.text() == words]
    return found


def here(dialog: SettingsDialog) -> str:
    return only(dialog, Here).words.text()


def there(dialog: SettingsDialog) -> str:
    return only(dialog, There).words.text()


def test_the_definition_is_what_is_shown(dialog: SettingsDialog) -> None:
    listed = [dialog.categories.item(row).text() for row in range(dialog.categories.count())]
    assert listed == [one.title for one in CATEGORIES]
    assert dialog.pages.count() == len(CATEGORIES)


def test_the_second_place_is_chosen_kept_and_given_up(
    dialog: SettingsDialog, library: Library, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "没有设第二处" in there(dialog)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: stick)
    button(dialog, "更改…").click()
    assert library.setting(SECOND_PLACE) == str(stick)
    assert only(dialog, QLineEdit).text() == str(stick)
    assert there(dialog) == "第二处还没有备份过"
    button(dialog, "不用").click()
    assert not library.setting(SECOND_PLACE)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: None)
    button(dialog, "更改…").click()
    assert not library.setting(SECOND_PLACE)


def test_a_backup_at_once_is_made_here_and_there(
    dialog: SettingsDialog, library: Library, stick: Path, qtbot: QtBot
) -> None:
    library.set_setting(SECOND_PLACE, str(stick))
    assert "还没有存着年报的备份" in here(dialog)
    only(dialog, Place).now.click()
    qtbot.waitUntil(lambda: "已备份" in here(dialog))
    assert "1份年报" in here(dialog)
    assert there(dialog).startswith("第二处上次成功是今天")
    assert len(backups(library.path)) == 1
    assert len(list(stick.glob("*.db"))) == 1
    assert only(dialog, Taken).words.text().startswith("1份，共")
    assert dialog.refusal.isHidden()


def test_a_stick_that_is_not_in_is_told_here(
    dialog: SettingsDialog, library: Library, stick: Path, qtbot: QtBot
) -> None:
    today = dialog.context.today
    library.set_setting(SECOND_PLACE, str(stick))
    daily_backup(library.path, today)
    copy_there(library.path, stick, today)
    shutil.rmtree(stick)
    dialog.context.changed.emit()
    assert "上次成功是今天" in there(dialog)
    assert "请插好U盘" in there(dialog)
    only(dialog, Place).now.click()
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden() and only(dialog, Place).now.isEnabled())
    assert "U盘" in dialog.refusal.text()
    assert len(backups(library.path)) == 2  # here it was made


def test_a_setting_that_is_not_kept_is_told_where_it_was_changed(
    dialog: SettingsDialog, library: Library, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskError("磁盘已满，这一步没有保存")

    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: stick)
    with monkeypatch.context() as patch:
        patch.setattr(library, "set_setting", refuse)
        button(dialog, "更改…").click()
    assert "磁盘已满" in dialog.refusal.text()
    assert not only(dialog, QLineEdit).text()
    library.read_only = "别人正在使用"
    button(dialog, "更改…").click()
    assert "别人正在使用" in dialog.refusal.text()
    assert not library.setting(SECOND_PLACE)


def test_the_settings_lead_to_the_backups(
    library: Library, stick: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def run(dialog: QDialog) -> bool:
        button(dialog, "从备份恢复…").click()
        return dialog.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(dialogs, "run", run)
    assert show(None, library, date(2024, 1, 5)) == RECOVER
    asked: list[str] = []
    window = MainWindow(library, preview=False)
    qtbot.addWidget(window)
    monkeypatch.setattr("ui.window.restoring.ask_and_restore", lambda _: asked.append("asked"))
    window.actions_by_key["settings"].trigger()
    assert asked == ["asked"]
    window.close()


def test_every_control_has_a_name(dialog: SettingsDialog) -> None:
    for one in dialog.findChildren(QPushButton):
        assert one.text() or one.accessibleName()
    for line in dialog.findChildren(QLineEdit):
        assert line.accessibleName()
