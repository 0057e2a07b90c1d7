"""Change what a report is about: its unit, and whether that is the same under a new name; level, year, deadline."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from app.beginning import About, UnitQuestion, deadline_to_keep, taken_year, unit_question, years_of_the_same_form
from model.errors import UserError, quoted
from model.report.deadline import usual_deadline
from model.storage.library import Library
from ui import dialogs
from ui.dialogs.day_field import DayField
from ui.dialogs.form_rows import add_field
from ui.library.new_report import AboutFields, ask_about
from ui.state.session import Session


def change_heading(parent: QWidget, library: Library, session: Session) -> None:
    """Ask what the report is about, and until when it is due."""
    report = session.report
    dialog = dialogs.form(parent, "单位、层级、年度和截止日期", "更改")
    fields = ask_about(dialog, About.of(report), years_of_the_same_form(report))
    choice = SameUnitChoice()

    def show() -> None:
        with suppress(UserError):  # what cannot be read now is refused when it is to be changed
            choice.show_question(unit_question(library, session.id, fields.about.unit))

    fields.form.insertRow(1, choice)
    choice.stand_between(fields.unit, fields.level)
    fields.changed.connect(show)
    show()
    due = _deadline_field(fields, session.stored.due)

    def why() -> str:
        if not (fields.is_whole and choice.is_answered):
            return fields.lacking or "请选是不是同一个单位"
        with suppress(UserError):
            return _taken(library, session, fields.about, same=choice.same)
        return ""

    dialog.hold_until(lambda: not why(), fields.changed, choice.answered, why=why)
    if not dialogs.run(dialog):
        return
    about, same = fields.about, choice.same
    if taken := _taken(library, session, about, same=same):
        dialogs.warn(parent, taken)
        return
    deadline = deadline_to_keep(about, due.day)
    session.set_header(unit=about.unit, level=about.level, year=about.year, same=same, deadline=deadline)


def _taken(library: Library, session: Session, about: About, *, same: bool | None) -> str:
    """Say that another report is about that already; nothing where none is."""
    year = taken_year(library, about, session.id, same=same)
    there = f"报告库里另有一份{quoted(about.unit)}{year}年度的年报，请先删除其中一份"
    return there if year is not None else ""


class SameUnitChoice(QWidget):
    """Whether a name is another name of a unit that has other reports; there only where that is open."""

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = QLabel()
        self.same_unit = QRadioButton("同一个单位，改了名称，接着与它的上年核对(&S)")
        self.another_unit = QRadioButton("另一个单位，各算各的，不与它的上年核对(&O)")
        self._answers = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        column.addWidget(self._words)
        for button in (self.same_unit, self.another_unit):
            self._answers.addButton(button)
            column.addWidget(button)
            button.toggled.connect(lambda *_: self.answered.emit())
        self._asks = False

    def stand_between(self, before: QWidget, after: QWidget) -> None:
        """Let Tab come here from one field, and go on to another."""
        fields = (before, self.same_unit, self.another_unit, after)
        for one, other in pairwise(fields):
            QWidget.setTabOrder(one, other)

    @property
    def is_answered(self) -> bool:
        """Whether nothing is asked, or an answer was given."""
        return not self._asks or self._answers.checkedButton() is not None

    @property
    def same(self) -> bool | None:
        """The answer; None where nothing is asked."""
        return self.same_unit.isChecked() if self._asks and self.is_answered else None

    def show_question(self, question: UnitQuestion) -> None:
        """Ask what a name leaves open, with the answer that was given before; an answer to the same question stays."""
        words, kin = question.words, question.kinship
        if kin is not None and (not self._asks or words != self._words.text()):
            self._choose(kin.same)
        self._asks = kin is not None
        self._words.setText(words)
        for button in (self.same_unit, self.another_unit):
            button.setVisible(self._asks)
            button.setAccessibleDescription(words)
        self.setVisible(bool(words))

    def _choose(self, same: bool | None) -> None:
        self._answers.setExclusive(False)  # else one of them stays
        self.same_unit.setChecked(same is True)
        self.another_unit.setChecked(same is False)
        self._answers.setExclusive(True)


def _deadline_field(fields: AboutFields, deadline: date) -> DayField:
    due = DayField(deadline)
    add_field(fields.form, "截止日期(&D)", due)

    def follow() -> None:
        due.day = usual_deadline(fields.about.level, fields.about.year)

    fields.level.currentIndexChanged.connect(follow)
    fields.year.valueChanged.connect(follow)
    return due
