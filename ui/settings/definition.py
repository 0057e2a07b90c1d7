"""The settings as data: a category is an entry here, a row a line in its list; `dialog` shows whatever stands here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ui.settings import backups
from ui.settings.context import SettingsContext


class SettingRow(NamedTuple):
    """One setting: what it is called, what it is set with, and a hint; without a name it takes the whole width."""

    label: str
    make: Callable[[SettingsContext], QWidget]
    hint: str = ""


class Category(NamedTuple):
    """One page of settings."""

    title: str
    rows: tuple[SettingRow, ...]


CATEGORIES = (
    Category(
        "备份和恢复",
        (
            SettingRow("", backups.Here),
            SettingRow("", backups.There),
            SettingRow("每天备份", backups.daily, "程序开着过了午夜，第二天也有一份；写好后重新打开核对过才算数"),
            SettingRow("留多少份", backups.kept, "只有一份备份里才有的年报和修改，那份备份不会自动删除"),
            SettingRow("占用", backups.Taken),
            SettingRow("第二处", backups.Place, "U盘、移动硬盘或共享文件夹；写不进去时状态栏说明原因，不挡住填写"),
            SettingRow("恢复", backups.recover, "先看差别，再换；现在的一份会留着"),
        ),
    ),
)
