"""新建汇总任务: year, title, own unit, deadlines, and the list of units from wherever there is one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.beginning import YEARS, level_for
from app.collecting.making import make, of_year_before, own_unit, preset_heading
from app.collecting.unit_lists import from_last_year, from_names, pasted, read_list
from model.collection.unit_list import UnitList, told_of
from model.errors import UserError
from model.report.deadline import year_to_report
from model.report.report import Level
from model.storage.county.records import CollectionHeading
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_widgets import PASTE
from ui.county.deeds import who_of
from ui.county.list_text import text_of
from ui.dialogs.day_field import DayField
from ui.dialogs.form_rows import add_field

MAKE = "新建汇总任务"
LIST_KINDS = (".xlsx", ".csv", ".txt")
_AFTER = 300  # ms without a key: then the list is read
_LEFT, _WIDE, _HIGH, _LOW = 300, 420, 260, 96  # pixels
_TAB = 80  # pixels: the least of a column
_HINT = "每行写一个单位，下级单位前面空两格；也可以从Excel里整列复制过来。"


class NewCollectionDialog(dialogs.FormDialog):
    """All that a collection needs; what is to be said of the list stands below it."""

    judged = Signal()  # the list was read

    def __init__(self, parent: QWidget | None, library: Library, today: date) -> None:
        super().__init__(parent, "要收哪一年、哪些单位的年报？", MAKE)
        dialogs.entitle(self, MAKE, "新的任务")
        self._library = library
        self.made: int | None = None
        self.files: tuple[Path, ...] = ()  # from which the names were taken: they are to be brought in next
        self._listed: UnitList | None = None
        self._preset = preset_heading(year_to_report(today), own_unit(library))
        self.year, self.title, self.unit = QSpinBox(), QLineEdit(), QLineEdit()
        self.send_by, self.publish_by = DayField(self._preset.send_by), DayField(self._preset.publish_by)
        self.list, self.told = QPlainTextEdit(), QLabel()
        self._later = QTimer(self, singleShot=True, interval=_AFTER)
        self._later.timeout.connect(self.read)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(self._about(), 0)
        row.addLayout(self._units(), 1)
        self.body.addLayout(row)
        self._show_preset()
        self.year.valueChanged.connect(lambda _: self._preset_anew())
        self.unit.textEdited.connect(lambda _: self._preset_anew())
        self.list.textChanged.connect(self._wait)
        changes = self.title.textChanged, self.unit.textChanged, self.judged
        self.hold_until(lambda: not self._lacking(), *changes, why=self._lacking)
        self.read()

    # What it is made of

    def _about(self) -> QVBoxLayout:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        self.year.setRange(*YEARS)
        self.year.setSuffix(" 年度")
        for name, field in (
            ("报告年度(&Y)", self.year),
            ("本级单位(&U)", self.unit),
            ("任务名称(&N)", self.title),
            ("送审截止(&S)", self.send_by),
            ("公开截止(&P)", self.publish_by),
        ):
            add_field(form, name, field)
        self.unit.setPlaceholderText("如：青山县人民政府")
        self.unit.setMinimumWidth(_LEFT - 90)
        column = QVBoxLayout()
        column.addLayout(form)
        column.addStretch(1)
        return column

    def _units(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        sources = QHBoxLayout()
        self.paste, self.file, self.last, self.from_files = (
            QPushButton(words) for words in (f"{PASTE.label}(&V)", "从文件(&F)…", "取上年的(&L)", "从年报(&R)…")
        )
        for button, act in (
            (self.paste, self.take_pasted),
            (self.file, self.ask_for_list),
            (self.last, self.take_last_year),
            (self.from_files, self.ask_for_reports),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: self._try(act))
            sources.addWidget(button)
        sources.addStretch(1)
        column.addLayout(sources)
        self.list.setAccessibleName("单位名单")
        self.list.setPlaceholderText(_HINT)
        self.list.setTabChangesFocus(True)
        self.list.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.list.setMinimumSize(_WIDE, _HIGH)
        self.told.setWordWrap(True)
        self.told.setAccessibleName("名单里要看的")
        self.problems = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self.problems.setAccessibleName("名单里重复的、很像的、没有读懂的")
        self.problems.setMinimumHeight(_LOW)
        self.problems.setMaximumHeight(_LOW + 20)
        column.addWidget(self.list, 1)
        column.addWidget(self.told)
        column.addWidget(self.problems)
        return column

    def _show_preset(self) -> None:
        one = self._preset
        self.year.setValue(one.year)
        self.unit.setText(one.unit)
        self.title.setText(one.title)
        for field, day in ((self.send_by, one.send_by), (self.publish_by, one.publish_by)):
            field.day = day
        self._offer_last_year()

    def _preset_anew(self) -> None:
        """Let what nobody has changed follow year and unit."""
        before, now = self._preset, preset_heading(self.year.value(), self.unit.text().strip())
        self._preset = now
        if self.title.text() == before.title:
            self.title.setText(now.title)
        for field, was, day in (
            (self.send_by, before.send_by, now.send_by),
            (self.publish_by, before.publish_by, now.publish_by),
        ):
            if field.day == was:
                field.day = day
        self._offer_last_year()
        self._wait()

    def _offer_last_year(self) -> None:
        year = self.year.value() - 1
        there = of_year_before(self._library, self.year.value()) is not None
        self.last.setEnabled(there)
        self.last.setToolTip("" if there else f"报告库里没有{year}年度的汇总任务")

    # Where the list comes from

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as error:
            dialogs.warn(self, error.sentence)

    def _put(self, text: str) -> None:
        self.list.setPlainText(text)
        self.read()
        self.list.setFocus()

    def take_pasted(self) -> None:
        """Take what the clipboard holds."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            raise UserError("剪贴板里没有文字，请先复制单位名单。")
        self._put(text)

    def ask_for_list(self) -> None:
        """Take the list from a file."""
        chosen = dialogs.open_files(self, "单位名单", LIST_KINDS)
        if chosen:
            self._put(text_of(read_list(chosen[0], self.year.value())))

    def take_last_year(self) -> None:
        """Take the units of last year's collection."""
        last = of_year_before(self._library, self.year.value())
        if last is not None:
            self._put(text_of(from_last_year(self._library, last.key)))

    def ask_for_reports(self) -> None:
        """Take the names out of the reports in a folder, which are brought in afterwards."""
        folder = dialogs.choose_folder(self, "收到的年报所在的文件夹")
        if folder is not None:
            self.take_from([folder])

    def take_from(self, paths: list[Path]) -> None:
        """Take the names out of reports."""
        from app.importing.gathering import gather
        from ui.transfer.read_many import read_all

        files = [one for one in gather(paths) if one.suffix.lower() != ".zip"]
        read = read_all(self, files) if files else ()
        if read is None:
            return
        self._put(text_of(from_names(one.reading.report.unit for one in read if one.reading is not None)))
        self.files = tuple(paths)

    # What is to be said of it

    def _wait(self) -> None:
        self._later.start()

    def read(self) -> None:
        """Read the list as it stands."""
        self._later.stop()
        text = self.list.toPlainText()
        self._listed, told = None, ""
        problems: list[str] = []
        if text.strip():
            try:
                self._listed = pasted(text, self.year.value())
                problems = list(told_of(self._listed))
                told = f"{len(self._listed.units)}个单位"
                told += f"，下面{len(problems)}处请看一看" if problems else "，没有重复的"
            except UserError as error:
                told = error.sentence
        self._align(text)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.problems.setPlainText("\n".join(problems))
        self.problems.setVisible(bool(problems))
        self.judged.emit()

    def _align(self, text: str) -> None:
        """Let what was copied out of a table stand in columns."""
        names = [line.partition("\t")[0] for line in text.splitlines() if "\t" in line]
        letters = self.list.fontMetrics()
        widest = max(map(letters.horizontalAdvance, names), default=0)
        self.list.setTabStopDistance(min(max(widest, _TAB), _WIDE // 2) + letters.averageCharWidth())

    def _lacking(self) -> str:
        """Say what is missing before it can be made."""
        if not self.unit.text().strip():
            return "请填本级单位"
        if not self.title.text().strip():
            return "请填任务名称"
        if self._listed is None:
            return "请给单位名单"
        return "名单里有重复的，请去掉" if self._listed.doubles else ""

    @property
    def heading(self) -> CollectionHeading:
        """What stands in the fields."""
        unit, year = self.unit.text().strip(), self.year.value()
        level = level_for(self._library, unit, year)
        return CollectionHeading(
            year,
            self.title.text().strip(),
            unit,
            Level.COUNTY if level is Level.UNKNOWN else level,
            self.send_by.day,
            self.publish_by.day,
        )

    def accept(self) -> None:
        """Make it; where that fails the dialog stays."""
        self.read()
        if self._listed is None or not self.yes.isEnabled():
            return
        try:
            self.made = make(self._library, self.heading, self._listed, who_of(self._library))
        except UserError as error:
            dialogs.warn(self, error.sentence)
        else:
            super().accept()
