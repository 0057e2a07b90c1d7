"""The settings as data: a category is an entry here, a row a line in its list; `dialog` shows whatever stands here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ui.settings import backups
from ui.settings.context import Context


class Row(NamedTuple):
    """One setting: what it is called, what it is set with, and a hint; without a name it takes the whole width."""

    label: str
    make: Callable[[Context], QWidget]
    hint: str = ""


class Category(NamedTuple):
    """One page of settings."""

    title: str
    rows: tuple[Row, ...]


CATEGORIES = (
    Category(
        "备份和恢复",
        (
            Row("", backups.Here),
            Row("", backups.There),
            Row("每天备份", backups.daily, "程序开着过了午夜，第二天也有一份；写好后重新打开核对过才算数"),
            Row("留多少份", backups.kept, "只有一份备份里才有的年报和修改，那份备份不会自动删除"),
            Row("占用", backups.Taken),
            Row("第二处", backups.Place, "U盘、移动硬盘或共享文件夹；写不进去时状态栏说明原因，不挡住填写"),
            Row("恢复", backups.recover, "先看差别，再换；现在的一份会留着"),
        ),
    ),
)
