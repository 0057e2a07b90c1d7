"""The rows of 备份和恢复."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from model.form.schema import Severity
from model.storage.backups.backup import day_backups
from model.storage.backups.backup_files import Backup, found
from model.storage.backups.holdings import holding
from model.storage.backups.second_place import last_time
from model.storage.backups.thinning import DAYS, MONTHS, WEEKS
from model.storage.files.places import SECOND_PLACE, backups_of
from ui import dialogs
from ui.actions import in_window as actions
from ui.appearance.signs import done_icon, severity_icon
from ui.frame import moments
from ui.frame.buttons import push_button
from ui.frame.sign import Sign
from ui.restoring import words
from ui.settings.context import SettingsContext
from ui.system.daily_backup import DailyBackup

RECOVER = "recover"
_LATE = 3  # days without a copy at the second place


class BackupState(QFrame):
    """A line with a sign: how the backups stand."""

    def __init__(self, context: SettingsContext, name: str) -> None:
        super().__init__()
        self.context = context
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        self._sign, self.words = Sign(16), QLabel(wordWrap=True)
        self._sign.setFixedSize(18, 18)
        self.words.setAccessibleName(name)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)
        context.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands now."""
        good, sentence = self.state()
        icon: QIcon = done_icon() if good else severity_icon(Severity.WARN)
        self._sign.show_icon(icon)
        self.words.setText(sentence)
        self.setProperty("state", "good" if good else "bad")
        self.style().unpolish(self)
        self.style().polish(self)

    def state(self) -> tuple[bool, str]:
        """Return whether it stands well, and the sentence that says it."""
        raise NotImplementedError


class Here(BackupState):
    """The last backup on this machine."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__(context, "这台电脑上的备份")

    def state(self) -> tuple[bool, str]:
        """Look at the newest backup that holds something."""
        today = self.context.today
        newest = next(iter(day_backups(self.context.library.path, today)), None)
        if newest is None:
            return False, "还没有存着年报的备份：报告库里有了年报，每天第一次打开时自动备份"
        return newest.made.date() >= today, self._said(newest)

    def _said(self, newest: Backup) -> str:
        held = holding(newest.path)
        reports = held.reports if held else 0
        when = moments.moment(newest.made, self.context.today)
        return f"{when} 已备份，并打开核对过：{reports}份年报，{words.size(newest.size)}"


class There(BackupState):
    """The last backup at the second place."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__(context, "第二处的备份")

    def state(self) -> tuple[bool, str]:
        """Say when a backup last came there, and whether the place is there now."""
        named = self.context.value(SECOND_PLACE)
        if not named:
            return False, "没有设第二处：电脑坏了，备份也会一起没有，请设一个U盘或共享文件夹"
        last = last_time(self.context.library.path)
        if not Path(named).is_dir():
            return False, f"{self._said(last)}，现在“{named}”用不了，请插好U盘或连上共享文件夹"
        late = last is None or (self.context.today - last.date()).days >= _LATE
        return not late, self._said(last)

    def _said(self, last: datetime | None) -> str:
        return f"第二处上次成功是{moments.moment(last, self.context.today)}" if last else "第二处还没有备份过"


class Taken(QWidget):
    """How much space the backups take."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__()
        self._context = context
        row = _row(self)
        self.words = QLabel(wordWrap=True)
        self.words.setAccessibleName("备份占用的空间")
        row.addWidget(self.words, 1)
        row.addWidget(_button("打开文件夹", self._open, "folder-open"))
        context.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Add up the files."""
        listed = found(self._context.library.path)
        free = shutil.disk_usage(self._context.library.path.parent).free
        total = sum(one.size for one in listed)
        kept = f"{len(listed)}份，共{words.size(total)}" if listed else "还没有备份"
        self.words.setText(f"{kept}；磁盘还空{words.size(free)}")

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(backups_of(self._context.library.path))))


class Place(QWidget):
    """The second place, and a backup at once."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__()
        self._context = context
        row = _row(self)
        self.line = QLineEdit(readOnly=True)
        self.line.setPlaceholderText("没有设")
        self.line.setAccessibleName("第二处")
        self.line.setMinimumWidth(100)
        self.none = _button("不用", lambda: context.keep(SECOND_PLACE, "", "第二处"))
        self.now = _button("现在备份", self.back_up, "database-backup")
        row.addWidget(self.line, 1)
        row.addWidget(_button("更改…", self._choose))
        row.addWidget(self.none)
        row.addWidget(self.now)
        self._backup: DailyBackup | None = None
        context.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the place that is kept."""
        named = self._context.value(SECOND_PLACE)
        self.line.setText(named)
        self.line.setToolTip(named)
        self.none.setEnabled(bool(named))

    def _choose(self) -> None:
        named = self._context.value(SECOND_PLACE)
        folder = dialogs.choose_folder(self, "第二处：U盘、移动硬盘或共享文件夹", Path(named) if named else Path.home())
        if folder is not None:
            self._context.keep(SECOND_PLACE, str(folder), "第二处")

    def back_up(self) -> None:
        """Make a backup here and there, beside the window."""
        self.now.setEnabled(False)
        self.now.setText("正在备份…")
        self._backup = DailyBackup(self._context.library, self, now=True)
        self._backup.failed.connect(self._context.refused)
        self._backup.done.connect(self._done)
        self._backup.start()

    def _done(self) -> None:
        self.now.setEnabled(True)
        self.now.setText("现在备份")
        self._context.changed.emit()

    def wait(self) -> None:
        """Let a backup that has begun be finished."""
        if self._backup is not None:
            self._backup.wait()


def daily(_: SettingsContext) -> QWidget:
    """Say when backups are made."""
    return QLabel("每天第一次打开时，自动", wordWrap=True)


def kept(_: SettingsContext) -> QWidget:
    """Return which backups are kept."""
    return QLabel(f"{DAYS}天，{WEEKS}周，{MONTHS}月；总共不超过磁盘剩余空间的十分之一", wordWrap=True)


def recover(context: SettingsContext) -> QWidget:
    """Lead to the backups."""
    whole = QWidget()
    row = _row(whole)
    row.addWidget(_button(f"{actions.RECOVER.label}…", lambda: context.left_for.emit(RECOVER), "archive-restore"))
    row.addStretch(1)
    return whole


def _row(whole: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    return row


def _button(words_: str, act: object, sign: str = "") -> QPushButton:
    button = push_button(words_, sign)
    button.clicked.connect(lambda *_: act())  # type: ignore[operator]
    return button
