"""Today's backup is made beside the work, and a failure is told in its sentence."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from model.report.report import Level, Report
from model.storage.backups.backup import backups
from model.storage.backups.holdings import holds_something
from model.storage.connection import is_sound
from model.storage.files.places import SECOND_PLACE, backups_of
from model.storage.library import Library
from ui import start
from ui.system import daily_backup
from ui.system.daily_backup import DailyBackup
from ui.window.main_window import MainWindow


def test_the_library_is_backed_up_while_it_is_written(library: Library, qtbot: QtBot) -> None:
    backup = DailyBackup(library)
    with qtbot.assertNotEmitted(backup.failed):
        backup.start()
        library.create(Report("甲镇人民政府", Level.TOWNSHIP, 2023))
        backup.wait()
    (made,) = backups(library.path)
    assert is_sound(made)
    DailyBackup(library).wait()  # one that was never begun


def test_a_window_that_stays_open_gets_its_backup_each_day(
    library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.create(Report("甲镇人民政府", Level.TOWNSHIP, 2023))
    monkeypatch.setattr(daily_backup, "HOUR", 1)
    monkeypatch.setattr(daily_backup, "_today", lambda: date(2024, 1, 3))
    backup = DailyBackup(library)
    with qtbot.waitSignal(backup.done):
        backup.start()
    monkeypatch.setattr(daily_backup, "_today", lambda: date(2024, 1, 4))
    with qtbot.waitSignal(backup.done):
        pass
    backup.wait()
    made = backups(library.path)
    assert [one.name for one in made] == ["library-2024-01-04.db", "library-2024-01-03.db"]


def test_the_work_of_the_first_day_gets_its_backup_that_day(
    library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daily_backup, "HOUR", 1)
    backup = DailyBackup(library)
    with qtbot.waitSignal(backup.done):
        backup.start()
    library.create(Report("甲镇人民政府", Level.TOWNSHIP, 2023))
    qtbot.waitUntil(lambda: any(map(holds_something, backups(library.path))))
    backup.wait()


def test_a_backup_that_was_missed_is_tried_again_that_day(
    library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.create(Report("甲镇人民政府", Level.TOWNSHIP, 2023))
    backups_of(library.path).write_text("不是文件夹", "utf-8")
    monkeypatch.setattr(daily_backup, "HOUR", 1)
    backup = DailyBackup(library)
    with qtbot.waitSignal(backup.failed):
        backup.start()
    backups_of(library.path).unlink()
    qtbot.waitUntil(lambda: any(map(holds_something, backups(library.path))))
    backup.wait()


def test_the_second_place_is_tried_also_when_today_has_its_backup_and_told_when_it_is_not_there(
    library: Library, qtbot: QtBot, tmp_path: Path
) -> None:
    library.create(Report("甲镇人民政府", Level.TOWNSHIP, 2023))
    library.set_setting(SECOND_PLACE, str(tmp_path / "U盘"))
    for there in (False, True):
        backup = DailyBackup(library)
        told: list[str] = []
        backup.failed.connect(told.append)
        with qtbot.waitSignal(backup.done):
            backup.start()
        backup.wait()
        assert ["U盘" in one for one in told] == ([] if there else [True])
        (tmp_path / "U盘").mkdir(exist_ok=True)
    assert len(backups(library.path)) == 1
    assert len(list((tmp_path / "U盘").glob("*.db"))) == 1


def test_a_backup_that_cannot_be_made_is_told(library: Library, qtbot: QtBot) -> None:
    backups_of(library.path).write_text("不是文件夹", "utf-8")
    backup = DailyBackup(library)
    with qtbot.waitSignal(backup.failed) as told:
        backup.start()
    backup.wait()
    assert str(Path(library.path).parent) in told.args[0]


def test_the_window_begins_it_when_it_is_there_and_tells_a_failure_at_its_foot(
    library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "BACKUP_AFTER", 0)
    backups_of(library.path).write_text("不是文件夹", "utf-8")
    window = MainWindow(library, preview=False)
    qtbot.addWidget(window)
    backup = start._back_up_daily(window, library)
    assert backup is not None
    with qtbot.waitSignal(backup.failed) as told:
        pass
    backup.wait()
    assert window.status.sentence == told.args[0]


def test_a_library_that_is_only_read_is_not_backed_up(library: Library, qtbot: QtBot) -> None:
    window = MainWindow(library, preview=False)
    qtbot.addWidget(window)
    library.read_only = "别人正在使用"
    assert start._back_up_daily(window, library) is None
