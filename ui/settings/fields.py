"""The rows of the other categories: lines, choices, folders, each kept as soon as it is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QWidget

from app.preferences import BESIDE, CLERK, DEADLINE, LAST_YEAR, LEVEL, UNIT
from model.report.report import LONGEST_UNIT, Level
from ui import dialogs
from ui.actions.in_window import LOOKS_DARK, LOOKS_LIGHT, LOOKS_SYSTEM
from ui.appearance.marking import mark
from ui.folders import documents
from ui.frame.buttons import push_button
from ui.settings.context import SettingsContext

EXPORT_FOLDER, ZOOM, LOOKS = "export folder", "zoom", "looks"
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200, 250)  # percent
_LONGEST_NAME, _LEAP = 40, 2024  # characters; a year that has all days
Row = Callable[[SettingsContext], QWidget]


class LineField(QLineEdit):
    """One line that is kept when it is left, or after Enter."""

    _was_over = False

    def __init__(self, context: SettingsContext, key: str, name: str, longest: int) -> None:
        super().__init__()
        self._context, self._key, self._longest = context, key, longest
        self.setAccessibleName(name)
        self.textChanged.connect(self._judge)
        self.editingFinished.connect(self._keep)
        context.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept."""
        if not (self.hasFocus() or self._over):  # what was refused stays to be mended
            self.setText(self._context.value(self._key))

    @property
    def _over(self) -> int:
        return max(0, len(self.text().strip()) - self._longest)

    @property
    def objection(self) -> str:
        """Why what stands there is not kept."""
        over, name = self._over, self.accessibleName()
        return f"{name}最多{self._longest}个字，多了{over}个，没有保存" if over else ""

    def _judge(self) -> None:
        """Say at once that it is too long: to cut it off would leave half a name."""
        objection = self.objection
        mark(self, "refused", bool(objection))
        if objection or self._was_over:
            self._context.refused.emit(objection)
        self._was_over = bool(objection)

    def _keep(self) -> None:
        if not self._over and self.text().strip() != self._context.value(self._key):
            self._context.keep(self._key, self.text().strip(), self.accessibleName())


def person(context: SettingsContext) -> QWidget:
    """Make the line for who writes."""
    field = LineField(context, CLERK, "填报人", _LONGEST_NAME)
    field.setPlaceholderText("没有填，说明里不写姓名")
    return field


def unit(context: SettingsContext) -> QWidget:
    """Make the line for the unit."""
    field = LineField(context, UNIT, "单位", LONGEST_UNIT)
    field.setPlaceholderText("没有填，新建时用上一份年报的单位")
    return field


class ChoiceField(QComboBox):
    """One of some choices, kept as soon as it is chosen."""

    def __init__(self, context: SettingsContext, key: str, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._context, self._key = context, key
        self.setAccessibleName(name)
        for value, words in choices:
            self.addItem(words, value)
        self.activated.connect(self._keep)
        context.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept; what is none of the choices is the first."""
        self.setCurrentIndex(max(0, self.findData(self._context.value(self._key))))

    def _keep(self, *_: object) -> None:
        if self.currentData() != self._context.value(self._key):
            self._context.keep(self._key, self.currentData(), self.accessibleName())


def level(context: SettingsContext) -> QWidget:
    """Make the choice of the level."""
    choices = [("", "同上一份年报"), *((one.value, one.label) for one in Level if one is not Level.UNKNOWN)]
    return ChoiceField(context, LEVEL, "层级", choices)


def last_year(context: SettingsContext) -> QWidget:
    """Make the choice where last year's figures stand."""
    return ChoiceField(context, LAST_YEAR, "上年数", (("", "只在表格上面的一行"), (BESIDE, "也在每一格里")))


def zoom(context: SettingsContext) -> QWidget:
    """Make the choice of the zoom."""
    percents = [("100", "100%"), *((str(one), f"{one}%") for one in ZOOMS if one != 100)]
    return ChoiceField(context, ZOOM, "缩放", sorted(percents, key=lambda one: int(one[0])))


def looks(context: SettingsContext) -> QWidget:
    """Make the choice of the looks."""
    return ChoiceField(context, LOOKS, "外观", [(one.id, one.label) for one in (LOOKS_SYSTEM, LOOKS_LIGHT, LOOKS_DARK)])


class DeadlineField(QWidget):
    """A day of the year after, or the usual one of the level."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__()
        self._context = context
        self.own, self.day = QCheckBox("统一为"), QDateEdit()
        self.day.setDisplayFormat("M月d日")
        self.day.setAccessibleName("截止日期")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.own)
        row.addWidget(self.day)
        row.addStretch(1)
        self.refresh()
        self.own.toggled.connect(self._keep)
        self.day.dateChanged.connect(self._keep)
        context.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show what is kept."""
        kept = self._context.value(DEADLINE)
        day = QDate.fromString(f"{_LEAP}-{kept}", "yyyy-MM-dd")
        for field in (self.own, self.day):
            field.blockSignals(True)
        self.own.setChecked(day.isValid())
        self.day.setDate(day if day.isValid() else QDate(_LEAP, 1, 31))
        self.day.setEnabled(day.isValid())
        for field in (self.own, self.day):
            field.blockSignals(False)

    def _keep(self, *_: object) -> None:
        day = self.day.date().toString("MM-dd") if self.own.isChecked() else ""
        self._context.keep(DEADLINE, day, self.day.accessibleName())


class FolderField(QWidget):
    """The folder that files are exported into."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__()
        self._context = context
        self.line = QLineEdit(readOnly=True)
        self.line.setAccessibleName("导出的文件夹")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        button = push_button("更改…", "folder-open")
        button.clicked.connect(self._choose)
        row.addWidget(button)
        context.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept."""
        self.line.setText(self._context.value(EXPORT_FOLDER) or _documents())

    def _choose(self) -> None:
        folder = dialogs.choose_folder(self, "导出到哪个文件夹", Path(self.line.text()))
        if folder is not None:
            self._context.keep(EXPORT_FOLDER, str(folder), self.line.accessibleName())


def _documents() -> str:
    return str(documents())
