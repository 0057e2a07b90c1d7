"""从备份恢复: what would differ is seen first, the library is another one afterwards, and the way back is there."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from model.errors import UserError
from model.report.report import Report
from model.storage.backups import restoring as storage
from model.storage.backups.backup import back_up, back_up_now, daily_backup
from model.storage.backups.backup_files import BackupOrigin, found
from model.storage.backups.comparing import Comparison, Difference, Fate
from model.storage.files.places import backups_of
from model.storage.library import Library
from model.storage.looking import Looking
from model.storage.records import Change, How
from ui import dialogs
from ui.restoring.dialog import RestoreDialog
from ui.restoring.differences import Differences
from ui.restoring.offer import offer
from ui.window.main_window import MainWindow

DAY = date(2024, 1, 3)


@pytest.fixture
def backup(library: Library, full_report: Report) -> Path:
    """Return the backup of two days ago; since then a report was edited, one deleted, one made."""
    for unit in ("改动镇", "删除镇"):
        library.create(replace(full_report, unit=unit))
    made = daily_backup(library.path, DAY)
    assert made is not None
    cell = next(iter(full_report.numbers))
    library.write(1, [Change(cell, None, Decimal(999))], How.TYPED, "录入")
    library.delete(2)
    library.create(replace(full_report, unit="新建镇"))
    return made


@pytest.fixture
def window(qtbot: QtBot, library: Library, backup: Path) -> Iterator[MainWindow]:
    window = MainWindow(library, preview=False, today=lambda: DAY + timedelta(days=2))
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


Act = Callable[[RestoreDialog], object]


@pytest.fixture
def act(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[Act]:
    """Do these in the dialog that opens, one dialog after the other, when it has looked at everything."""
    acts: list[Act] = []

    def run(dialog: QDialog) -> bool:
        if not isinstance(dialog, RestoreDialog):
            return False
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.model.backups or ready(dialog))
        if acts:
            acts.pop(0)(dialog)
        return dialog.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(dialogs, "run", run)
    return acts


def ready(dialog: RestoreDialog) -> bool:
    rows = range(dialog.model.rowCount())
    known = all(dialog.model.is_sound(row) is not None for row in rows)
    return known and (dialog.yes.isEnabled() or not any(dialog.model.is_sound(row) for row in rows))


def accept(dialog: RestoreDialog) -> None:
    dialog.yes.click()


def units(library: Library) -> set[str]:
    return {one.report.unit for one in library.all()}


def test_a_backup_takes_the_place_of_the_library_and_can_be_changed_back(
    window: MainWindow, library: Library, act: list[Act], backup: Path
) -> None:
    session = window.open(1)
    before = library.all()
    seen: list[str] = []
    act.append(lambda dialog: seen.append(dialog.summary.text()))
    act.append(accept)
    recover = window.actions_by_key["recover"]
    recover.trigger()
    assert library.all() == before  # called off
    assert window.session == session
    assert seen == [f"2份年报；现在2份。这份备份之后的修改不在里面：{edits(library, backup)}处"]
    recover.trigger()
    assert units(library) == {"改动镇", "删除镇"}
    assert window.report_page is None
    assert "已换成" in window.status.sentence
    window.status._offered[0]()
    assert library.all() == before
    assert "已换回来" in window.status.sentence
    library.write(1, [Change(next(iter(before[0].report.numbers)), None, Decimal(5))], How.TYPED, "录入")


def edits(library: Library, backup: Path) -> int:
    with Looking(library.path) as now, Looking(backup) as then:
        old = {one for edits in then.edits().values() for one in edits}
        return len({one for edits in now.edits().values() for one in edits} - old)


def test_what_would_become_of_each_report_is_listed(window: MainWindow, act: list[Act]) -> None:
    lines: list[str] = []

    def read(dialog: RestoreDialog) -> None:
        tree = dialog.differences
        for at in range(tree.topLevelItemCount()):
            item = tree.topLevelItem(at)
            assert item is not None
            lines.append(item.text(0))
            lines.extend(item.child(row).text(0) for row in range(item.childCount()))

    act.append(read)
    window.actions_by_key["recover"].trigger()
    assert lines == ["会没有的 1", "新建镇 2023", "会退回旧样的 1", "改动镇 2023", "会回来的 1", "删除镇 2023"]


def test_a_broken_backup_is_listed_and_cannot_be_chosen(window: MainWindow, library: Library, act: list[Act]) -> None:
    broken = backups_of(library.path) / "library-2024-01-04.db"
    broken.write_bytes(b"SQLite format 3\x00" + bytes(4096))

    def look(dialog: RestoreDialog) -> None:
        assert [dialog.model.text(row, "sound") for row in range(2)] == ["打不开", "完好"]
        assert dialog.table.currentIndex().row() == 1  # the newest that can be read
        assert not dialog.model.flags(dialog.model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
        QTest.keyClick(dialog.table, Qt.Key.Key_Up)
        assert dialog.table.currentIndex().row() == 1

    act.append(look)
    window.actions_by_key["recover"].trigger()
    assert not act


def test_one_report_is_taken_out_and_the_rest_stays(
    window: MainWindow, library: Library, act: list[Act], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = library.all()
    asked: list[str] = []

    def pick(parent: object, prompt: str, lines: list[str], yes: str) -> int:
        asked.extend(lines)
        return next(at for at, line in enumerate(lines) if "删除镇" in line)

    monkeypatch.setattr(dialogs, "pick", pick)
    act.append(lambda dialog: dialog.one.click())
    window.actions_by_key["recover"].trigger()
    assert len(asked) == 2
    (new,) = [one for one in library.all() if one not in before]
    assert new.report.unit == "删除镇"
    assert "删除镇" in window.status.sentence
    library.delete(new.id)
    assert library.all() == before


def test_a_backup_from_elsewhere_joins_the_list(
    window: MainWindow, library: Library, act: list[Act], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    other = library.path.parent / "U盘" / "抄来的.db"
    back_up(library.path, other)
    monkeypatch.setattr(dialogs, "open_files", lambda *_: (other,))

    def add(dialog: RestoreDialog) -> None:
        dialog.elsewhere.click()
        assert dialog.model.backups[0].path == other
        assert dialog.model.text(0, "origin") == BackupOrigin.ELSEWHERE.label
        qtbot.waitUntil(lambda: ready(dialog))
        accept(dialog)

    act.append(add)
    before = library.all()
    window.actions_by_key["recover"].trigger()
    assert library.all() == before
    assert [one.source for one in found(library.path)].count(BackupOrigin.ASIDE) == 1


def test_a_restore_that_fails_leaves_the_library_open_and_says_why(
    window: MainWindow, library: Library, act: list[Act], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise UserError("磁盘已满")

    said: list[str] = []
    monkeypatch.setattr(storage, "restore", fail)
    monkeypatch.setattr(dialogs, "warn", lambda _, sentence: said.append(sentence))
    before = library.all()
    act.append(accept)
    window.actions_by_key["recover"].trigger()
    assert said == ["磁盘已满"]
    assert library.all() == before


def test_a_library_that_opens_no_more_is_offered_its_backups_and_declining_ends_the_program(
    window: MainWindow, library: Library, act: list[Act], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []

    def spoil(path: Path, _: Path) -> None:
        path.write_bytes(b"SQLite format 3\x00" + bytes(9000))
        raise UserError("读写时磁盘出错")

    monkeypatch.setattr(storage, "restore", spoil)
    monkeypatch.setattr(QApplication, "exit", ended.append)
    act.extend([accept, lambda dialog: dialog.reject()])
    window.actions_by_key["recover"].trigger()
    assert ended == [2]
    assert not act
    window.close()  # nothing is remembered in a library that is not open


def test_damage_at_the_start_is_told_with_the_backups_and_ends_with_one_in_place(
    library: Library, backup: Path, act: list[Act], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = library.path
    library.close()
    path.write_bytes(b"SQLite format 3\x00" + bytes(9000))
    said: list[str] = []
    monkeypatch.setattr(dialogs, "tell", lambda _, sentence: said.append(sentence))

    def look(dialog: RestoreDialog) -> None:
        assert any("已经损坏" in label.text() for label in dialog.findChildren(QLabel))
        assert dialog.one.isHidden()
        accept(dialog)

    act.append(look)
    assert offer(None, path, "报告库已经损坏")
    assert "2份年报" in said[0]
    library.open_again()
    assert units(library) == {"改动镇", "删除镇"}


@pytest.mark.parametrize("left", [b"", None])
def test_a_library_that_is_gone_can_be_begun_anew_and_the_backups_stay(
    library: Library, backup: Path, act: list[Act], monkeypatch: pytest.MonkeyPatch, left: bytes | None
) -> None:
    path = library.path
    library.close()
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    monkeypatch.setattr(dialogs, "tell", lambda *_: None)
    monkeypatch.setattr(dialogs, "ask_dangerous", lambda *_, **__: True)
    act.append(lambda dialog: dialog.anew.click())
    assert offer(None, path, "报告库不见了")
    library.open_again()
    assert library.all() == ()
    assert backup.exists()
    library.close()
    library.open_again()  # the second time nothing is told any more


def test_a_library_that_can_be_read_is_not_given_up_by_a_click(library: Library, backup: Path, act: list[Act]) -> None:
    library.close()
    act.append(lambda dialog: dialog.anew.isHidden() or pytest.fail("it can be lost by a click"))
    assert not offer(None, library.path, "报告库已经损坏")


def test_an_offer_that_is_declined_changes_nothing(library: Library, act: list[Act]) -> None:
    path = library.path
    library.close()
    shutil.rmtree(backups_of(path), ignore_errors=True)
    path.write_bytes(b"x")
    assert not offer(None, path, "报告库已经损坏")
    assert path.read_bytes() == b"x"


def test_the_table_of_backups_is_a_proper_model(window: MainWindow, act: list[Act], qtmodeltester: ModelTester) -> None:
    act.append(lambda dialog: qtmodeltester.check(dialog.model))  # type: ignore[no-untyped-call]
    window.actions_by_key["recover"].trigger()


def test_a_backup_of_a_newer_program_is_not_called_broken(window: MainWindow, library: Library, act: list[Act]) -> None:
    newer = backups_of(library.path) / "library-2024-01-04.db"
    back_up(library.path, newer)
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 99")
    seen: list[list[str]] = []

    def look(dialog: RestoreDialog) -> None:
        seen.append([dialog.model.text(row, "sound") for row in range(2)])
        dialog.reject()

    act.append(look)
    window.actions_by_key["recover"].trigger()
    assert seen == [["要新版程序", "完好"]]


def test_where_there_is_little_room_the_hour_is_still_read(qtbot: QtBot, library: Library, backup: Path) -> None:
    """At 200 percent a screen has 683 pixels across: two backups of a day were told apart by nothing."""
    dialog = RestoreDialog(None, library.path, None, DAY + timedelta(days=40), damaged="已经损坏")
    qtbot.addWidget(dialog)
    dialog.resize(643, 324)
    dialog.show()
    table = dialog.table
    wanted = table.fontMetrics().horizontalAdvance("12月27日 00:00")
    qtbot.waitUntil(lambda: ready(dialog))
    assert table.columnWidth(0) >= wanted + 22
    assert table.viewport().height() >= 2 * table.rowHeight(0)
    dialog.inspector.end()


def test_a_backup_that_was_wanted_besides_is_told_from_that_of_the_day(
    window: MainWindow, library: Library, act: list[Act]
) -> None:
    back_up_now(library.path, DAY)
    origins: list[str] = []
    act.append(lambda dialog: origins.extend(dialog.model.text(row, "origin") for row in range(2)))
    window.actions_by_key["recover"].trigger()
    assert sorted(origins) == ["手动", "每天"]


@pytest.mark.parametrize("width", [260, 380, 700])
def test_all_that_is_said_of_a_report_can_be_read(qtbot: QtBot, width: int) -> None:
    said = "名称“某某县某某镇人民政府”，已定稿 → 草稿，空白0 → 213格，晚3次修改"
    tree = Differences()
    qtbot.addWidget(tree)
    tree.resize(width, 400)
    tree.show()
    tree.show_comparison(Comparison((Difference(Fate.OLDER, "某某镇人民政府2023", said, 1),), 3))
    heading = tree.topLevelItem(0)
    assert heading is not None
    row = heading.child(0)
    room = tree.header().sectionSize(1)
    in_one_line = tree.fontMetrics().horizontalAdvance(said)
    lines = (tree.visualItemRect(row).height() - 8) // tree.fontMetrics().lineSpacing()
    assert lines * (room - 16) >= in_one_line
    assert room >= in_one_line or lines > 1


@pytest.mark.parametrize("width", [260, 380, 700])
def test_what_is_said_of_a_report_stays_off_the_frame(qtbot: QtBot, width: int) -> None:
    tree = Differences()
    qtbot.addWidget(tree)
    tree.resize(width, 400)
    tree.show()
    tree.show_comparison(Comparison((Difference(Fate.OLDER, "某某镇人民政府2023", "11月30日新建", 1),), 3))
    header = tree.header()
    assert header.sectionViewportPosition(1) + header.sectionSize(1) <= tree.viewport().width() - 8
