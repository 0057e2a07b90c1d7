"""改任务信息: title, own unit, level, and the two deadlines of a collection that is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from model.errors import UserError
from model.report.report import LONGEST_UNIT, Level
from model.storage.county.records import CollectionHeading, KeptCollection
from model.storage.library import Library
from ui import dialogs
from ui.county.deeds import who_of
from ui.dialogs.day_field import DayField
from ui.dialogs.form_rows import add_field

CHANGE_TASK = "改任务信息"
_WIDE = 380  # pixels


def level_box(level: Level, first: str = "") -> QComboBox:
    """Make a field for a level; `first` is what stands before all levels, for none of them."""
    box = QComboBox()
    if first:
        box.addItem(first, None)
    for one in Level:
        if first or one is not Level.UNKNOWN or level is Level.UNKNOWN:
            box.addItem(one.label, one.value)
    box.setCurrentIndex(0 if first else box.findData(level.value))
    return box


def days_are_meant(parent: QWidget, send_by: date, publish_by: date) -> bool:
    """Whether both days are meant so: where a report would have to be public before it is sent, it is asked."""
    if send_by <= publish_by:
        return True
    question = f"送审截止{_spoken(send_by)}，在公开截止{_spoken(publish_by)}之后。仍要这样定吗？"
    return dialogs.ask(parent, question, "仍要这样定", "回去改", doubtful=True)


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


class HeadingDialog(dialogs.FormDialog):
    """The fields of a heading; the year stays, for what came in is of that year."""

    def __init__(self, parent: QWidget | None, heading: CollectionHeading) -> None:
        prompt = "期限改了，没有另定的单位跟着改；已下发的文件要重新下发。"
        super().__init__(parent, prompt, CHANGE_TASK)
        dialogs.entitle(self, CHANGE_TASK, heading.title)
        self._before = heading
        self.title, self.unit, self.level = QLineEdit(heading.title), QLineEdit(heading.unit), level_box(heading.level)
        self.send_by, self.publish_by = DayField(heading.send_by), DayField(heading.publish_by)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        for name, field in (
            ("任务名称(&N)", self.title),
            ("本级单位(&U)", self.unit),
            ("本级层级(&L)", self.level),
            ("送审截止(&S)", self.send_by),
            ("公开截止(&P)", self.publish_by),
        ):
            add_field(form, name, field)
        self.title.setMinimumWidth(_WIDE)
        self.body.addLayout(form)
        self.hold_until(lambda: not self._lacking(), self.title.textChanged, self.unit.textChanged, why=self._lacking)
        self.title.setFocus()

    def _lacking(self) -> str:
        for words, field in (("任务名称", self.title), ("本级单位", self.unit)):
            if not field.text().strip():
                return f"请填{words}"
            if len(field.text().strip()) > LONGEST_UNIT:
                return f"{words}最长{LONGEST_UNIT}个字"
        return ""

    def accept(self) -> None:
        """Ask before a report would have to be public before it is sent."""
        if days_are_meant(self, self.send_by.day, self.publish_by.day):
            super().accept()

    @property
    def heading(self) -> CollectionHeading:
        """What stands in the fields."""
        return replace(
            self._before,
            title=self.title.text().strip(),
            unit=self.unit.text().strip(),
            level=Level(self.level.currentData()),
            send_by=self.send_by.day,
            publish_by=self.publish_by.day,
        )


def change_task(parent: QWidget, library: Library, one: KeptCollection) -> str:
    """Ask what a collection is about now, and keep it; say so, "" where nothing was changed."""
    dialog = HeadingDialog(parent, one.heading)
    try:
        if not dialogs.run(dialog) or dialog.heading == one.heading:
            return ""
        library.county.change_heading(one.key, dialog.heading, who_of(library))
    except UserError as error:
        dialogs.warn(parent, error.sentence)
        return ""
    finally:
        dialog.deleteLater()
    return f"已改“{dialog.heading.title}”的任务信息"
