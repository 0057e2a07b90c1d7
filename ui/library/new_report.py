"""Begin a report, or carry on from last year's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QSpinBox, QWidget

from app import beginning
from app.beginning import (
    YEARS,
    About,
    brought_over,
    level_for,
    next_year_of,
    suggested,
    untimely,
)
from model.errors import quoted
from model.report.report import Level
from model.storage.events import HistoryEvent
from model.storage.library import Library
from model.storage.records import How, Stored
from ui import dialogs
from ui.dialogs.form_rows import add_field
from ui.state.session import Session

BEGIN, CARRY_OVER = "开始填写", "转入"

TellLevel: TypeAlias = Callable[[str, int], Level]  # of a unit and a year


class AboutFields(QWidget):
    """The fields of a report's heading; the level follows the name until somebody chooses one, where it can be told."""

    changed = Signal()

    def __init__(self, about: About, years: tuple[int, int] = YEARS, *, tell_level: TellLevel | None = None) -> None:
        super().__init__()
        self.today = date.today()  # noqa: DTZ011 — the clerk's day
        self._tell_level, self._about = tell_level, about
        self.unit = QLineEdit()  # cut to its longest, a pasted name would be another
        self._too_long, self._untimely = QLabel(), QLabel()
        self.unit.setPlaceholderText("单位全称，如：青石镇人民政府")
        self.unit.setMinimumWidth(340)
        self.level = QComboBox()
        for level in Level:
            self.level.addItem("请选择层级" if level is Level.UNKNOWN else level.label, level)
        self.year = YearBox()
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(10)
        for name, field in (("单位(&U)", self.unit), ("层级(&L)", self.level), ("报告年度(&Y)", self.year)):
            add_field(self.form, name, field)
        for place, label in ((1, self._too_long), (4, self._untimely)):
            label.setProperty("box", "warn")
            label.setWordWrap(True)
            self.form.insertRow(place, label)
        self.unit.textChanged.connect(self._judge)
        self.year.valueChanged.connect(self._judge)
        self.level.activated.connect(self._choose_level)
        self.show_about(about, years)
        self._judge()
        for signal in (self.unit.textChanged, self.level.currentIndexChanged, self.year.valueChanged):
            signal.connect(lambda *_: self.changed.emit())
        self.setFocusProxy(self.unit)

    def show_about(self, about: About, years: tuple[int, int] = YEARS) -> None:
        """Show another heading; nothing is said to be changed by that."""
        before = self.blockSignals(True)
        self._about = about
        self.unit.setText(about.unit)
        self.level.setCurrentIndex(list(Level).index(about.level))
        self.year.show_year(about.year, years)
        self.blockSignals(before)

    def _choose_level(self) -> None:
        """Let the level stand that was chosen."""
        self._tell_level = None

    def _judge(self) -> None:
        about = self.about
        if self._tell_level is not None and about != self._about:
            self.level.setCurrentIndex(list(Level).index(self._tell_level(about.unit, about.year)))
        self._about = self.about
        for label, words in ((self._too_long, about.too_long), (self._untimely, untimely(about.year, self.today))):
            label.setText(words)
            self.form.setRowVisible(label, bool(words))

    @property
    def is_whole(self) -> bool:
        """Whether a report can be of what stands in the fields."""
        about = self.about
        return about.is_whole and not untimely(about.year, self.today)

    @property
    def lacking(self) -> str:
        """Say what is not filled in, or cannot be so; nothing where all is."""
        about = self.about
        blank = [name for name, known in (("单位", about.unit), ("年度", about.year)) if not known]
        if blank:
            return f"还没有填{'、'.join(blank)}"
        return "" if self.is_whole else "请先改正上面标出的一处"

    @property
    def about(self) -> About:
        """What stands in the fields."""
        return About(self.unit.text().strip(), Level(self.level.currentData()), self.year.year)


class YearBox(QSpinBox):
    """A year, or none yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setSuffix(" 年度")

    @property
    def year(self) -> int:
        """The year; 0 where none was entered."""
        return 0 if self._is_blank() else self.value()

    def show_year(self, year: int, years: tuple[int, int]) -> None:
        """Show a year, also one out of the usual range; for 0, that one is to be entered."""
        self.setSpecialValueText("" if year else "请填写年度")
        self.setRange(min(years[0], year) if year else years[0] - 1, max(years[1], year))
        self.setValue(year or self.minimum())

    def _is_blank(self) -> bool:
        return bool(self.specialValueText()) and self.value() == self.minimum()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._is_blank():
            QTimer.singleShot(0, self, self.selectAll)  # after a click has put the caret into the words


def ask_about(
    dialog: dialogs.FormDialog, about: About, years: tuple[int, int] = YEARS, *, tell_level: TellLevel | None = None
) -> AboutFields:
    """Put the fields of a heading into a dialog, which waits for unit and year; the level, where it is told."""
    fields = AboutFields(about, years, tell_level=tell_level)
    dialog.body.addWidget(fields)
    dialog.hold_until(lambda: fields.is_whole, fields.changed, why=lambda: fields.lacking)
    fields.setFocus()
    return fields


def begin(parent: QWidget, library: Library, today: date) -> int | None:
    """Ask what the new report is about and make it; None if it was called off, or stands in the library already."""
    dialog = dialogs.form(parent, "写哪个单位、哪一年的年报？", BEGIN)
    dialogs.entitle(dialog, BEGIN, "新的年报")
    fields = ask_about(dialog, suggested(library, today), tell_level=partial(level_for, library))
    fields.today = today

    def why() -> str:
        return fields.lacking or ("还没有选层级" if fields.about.level is Level.UNKNOWN else "")

    dialog.hold_until(lambda: not why(), fields.changed, why=why)
    if not dialogs.run(dialog):
        return None
    about = fields.about
    begun = beginning.begin(library, about)
    if begun.was_there:
        _tell_it_is_there(parent, about, library.read(begun.report).report.unit)
    return begun.report


def _tell_it_is_there(parent: QWidget, about: About, called: str) -> None:
    """Tell that it stands in the library already, and what its unit is called there, where that is another name."""
    other = "" if replace(about, unit=called).key == about.key else f"（现在的名称是{quoted(called)}）"
    dialogs.tell(parent, f"报告库里已有{quoted(about.unit)}{about.year}年度的年报{other}，为您打开它。")


def roll_forward(parent: QWidget, library: Library, last: Stored) -> int | None:
    """Make next year's report of the same unit; None if it was called off."""
    unit, year = last.report.unit, last.report.year + 1
    there = next_year_of(library, last)
    if there is not None:
        _tell_it_is_there(parent, About(unit, last.report.level, year), library.read(there).report.unit)
        return there
    prompt = f"新建{quoted(unit)}{year}年度的年报：单位和层级照抄，数字不带，上年“结转下年度继续办理”填入“上年结转”。"
    dialog = dialogs.form(parent, prompt, CARRY_OVER)
    dialogs.entitle(dialog, CARRY_OVER, f"{unit}{year}年度")
    texts = QCheckBox("把上年的文字也带过来作底稿（里面的数字要逐个改）")
    dialog.body.addWidget(texts)
    return beginning.roll_forward(library, last, texts=texts.isChecked()) if dialogs.run(dialog) else None


def fill_brought_forward(session: Session) -> bool:
    """Write what last year carried forward into a report that has no numbers yet, as one step; whether it did."""
    changes = () if session.read_only else brought_over(session.last_year, session.typed)
    return bool(changes) and session.edit(changes, How.FILLED, HistoryEvent.BROUGHT_FORWARD.label)
