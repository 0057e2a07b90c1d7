"""Today's backup is made beside the work, and a failure is told in its sentence."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from model.report import Level, Report
from model.storage.backup import backups
from model.storage.connection import is_sound
from model.storage.library import Library
from model.storage.places import backups_of
from ui.daily_backup import DailyBackup


def test_the_library_is_backed_up_while_it_is_written(library: Library, qtbot: QtBot) -> None:
    backup = DailyBackup(library.path)
    with qtbot.assertNotEmitted(backup.failed):
        backup.start()
        library.create(Report("甲镇人民政府", Level.TOWNSHIP, 2023))
        backup.wait()
    (made,) = backups(library.path)
    assert is_sound(made)
    DailyBackup(library.path).wait()  # one that was never begun


def test_a_backup_that_cannot_be_made_is_told(library: Library, qtbot: QtBot) -> None:
    backups_of(library.path).write_text("不是文件夹")
    backup = DailyBackup(library.path)
    with qtbot.waitSignal(backup.failed) as told:
        backup.start()
    backup.wait()
    assert str(Path(library.path).parent) in told.args[0]
