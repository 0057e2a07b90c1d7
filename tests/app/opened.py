"""An open report without a window: what is taken is put in, and everything is checked anew."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from app.assessment import assess
from app.editing import with_changes
from app.subject import Subject
from model.form.schema import Cell
from model.report.report import Report
from model.rules.finding import Finding
from model.rules.locate import Correction, Doubt
from model.storage.records import Change, How


class Opened:
    """What acts of `app` need of an open report."""

    read_only = None
    is_behind = False

    def __init__(self, subject: Subject) -> None:
        self.said = assess(subject)

    @property
    def report(self) -> Report:
        return self.said.report

    @property
    def last_year(self) -> Report | None:
        return self.said.subject.last_year

    @property
    def typed(self) -> Report:
        return self.said.subject.typed

    @property
    def strays(self) -> tuple[Correction, ...]:
        return self.said.strays

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.said.findings

    @property
    def corrections(self) -> tuple[Correction, ...]:
        return self.said.corrections

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return self.said.doubts

    @property
    def blanks(self) -> tuple[Cell, ...]:
        return self.said.blanks

    def is_open(self, finding: Finding) -> bool:
        return self.said.is_open(finding)

    def value(self, place: str) -> Decimal | str | None:
        return self.report.value(place)

    def is_derived(self, cell: Cell) -> bool:
        return cell in self.said.subject.derived

    def change_to(self, place: str, value: Decimal | str | None) -> Change:
        return Change(place, self.said.subject.typed.value(place), value)

    def edit(self, changes: Iterable[Change], how: How, step: str) -> bool:
        del how, step
        subject = self.said.subject
        self.said = assess(replace(subject, typed=with_changes(subject.typed, tuple(changes))))
        return True
