"""The settings as data: a category is an entry here, a row a line in its list; `page` shows whatever stands here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ui.actions.in_window import COUNTY, EXPORT
from ui.settings import backups, county, fields, keys, rules, sentences
from ui.settings.context import SettingsContext

RULES, BACKUPS = "核对", "备份和恢复"  # titles that others lead to


class SettingRow(NamedTuple):
    """One setting: what it is called, what it is set with, and a hint; without a name it takes the whole width."""

    label: str
    make: Callable[[SettingsContext], QWidget]
    hint: str = ""


class Category(NamedTuple):
    """One page of settings."""

    title: str
    sign: str  # its icon
    rows: tuple[SettingRow, ...]


CATEGORIES = (
    Category(
        "填报",
        "pencil",
        (
            SettingRow("填报人", fields.person, "写在说明里，随上报文件交给县里"),
            SettingRow("单位", fields.unit, "新建年报时填好"),
            SettingRow("层级", fields.level),
            SettingRow("截止日期", fields.DeadlineField, "不统一时，按层级是1月31日或3月31日；已有的年报不变"),
        ),
    ),
    Category(
        EXPORT.label,
        EXPORT.icon,
        (SettingRow("文件夹", fields.FolderField, "导出页和直接导出PDF都放在这里"),),
    ),
    Category(
        "显示",
        "eye",
        (
            SettingRow("外观", fields.looks),
            SettingRow("缩放", fields.zoom, "表格、文字和核对结果；系统的缩放另算"),
            SettingRow("上年数", fields.last_year, "报告库里有这个单位的上年年报时"),
        ),
    ),
    Category(
        RULES,
        "list-checks",
        (
            SettingRow("规则", rules.RulesField, "不勾的不核对，报告库里也不算；必须改正的、空着没有填的，不能关闭"),
            SettingRow("字数上限", rules.LimitField, "第一部分总体情况，空白不计；主管部门有要求时打开T12"),
        ),
    ),
    Category(
        COUNTY.label,
        COUNTY.icon,
        (
            SettingRow("合计计入", county.counted, "合计页上也可以改；上报时另选"),
            SettingRow("比较的提示", county.far, "一个数离其他单位多远才提示，够8个单位时才算；只是提示"),
            SettingRow("退回时写", county.ReturnKindsField, "退回、补写文件时先勾好这几种"),
            SettingRow("下发抬头", county.letterhead, "单位打开下发文件时看到"),
        ),
    ),
    Category(
        "句子",
        "text-quote",
        (SettingRow("", sentences.SentencesField),),
    ),
    Category(
        BACKUPS,
        "database-backup",
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
    Category("快捷键", "keyboard", (SettingRow("", keys.KeysField, "在右上角查找：按键、作用、在哪里"),)),
)
