"""The open report: its numbers, its findings, undo — the only state of the window that changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from time import monotonic
from typing import TYPE_CHECKING, Protocol
from weakref import proxy

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from model.checks import Finding, Verdict, findings
from model.errors import UserError
from model.report import Explanation, Level, Report
from model.schema import Cell, Severity
from model.storage.records import Change, How, State, Stored
from model.totals import derived_totals, with_totals, without_derivable_totals

if TYPE_CHECKING:
    from model.locate import Correction

BURST = 2.0  # seconds: letters typed within it into one text are one step of undo
_TYPED_TEXT = 1  # id of the commands that may grow together


class Shelf(Protocol):
    """What a session needs of the library."""

    @property
    def read_only(self) -> str | None: ...
    def load(self, report_id: int) -> Stored: ...
    def write(self, report_id: int, changes: Sequence[Change], how: How, step: str) -> datetime: ...
    def set_header(self, report_id: int, *, unit: str, level: Level, year: int) -> datetime: ...
    def finalise(self, report_id: int, on: date) -> None: ...
    def reopen(self, report_id: int, reason: str) -> None: ...
    def last_year(self, report: Report) -> Report | None: ...
    def explain(self, report_id: int, explanation: Explanation, numbers: Mapping[Cell, Decimal | None]) -> None: ...
    def unexplain(self, report_id: int, check: str, at: tuple[str, ...]) -> None: ...


class Session(QObject):
    """One report of the library, open for work.

    Every edit is written to the library before `edit` returns; an edit that cannot be written is not made.
    Everything that can be known is worked out anew after each edit, so that nothing on screen is ever stale.
    """

    changed = Signal(object)  # frozenset of the keys whose value is another now, derived totals included
    checked = Signal()  # after `changed`: the findings are new
    saved = Signal(object)  # datetime
    refused = Signal(str)  # a sentence: the edit was not made
    state_changed = Signal()  # draft, final, read-only, unit, year

    def __init__(self, library: Shelf, report_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.undo_stack = QUndoStack(self)
        self.stored = library.load(report_id)
        self._take(self.stored.report)
        self.reload_last_year()

    # What there is to see

    @property
    def id(self) -> int:
        """Number of the report in the library."""
        return self.stored.id

    @property
    def state(self) -> State:
        """Draft, final or revised."""
        return self.stored.state

    @property
    def read_only(self) -> str | None:
        """Why nothing can be changed now, as a sentence; None where it can."""
        if self.state is State.FINAL:
            return "本报告已定稿，要修改请先点“修订”并写明原因"
        return self._library.read_only

    def value(self, place: str) -> Decimal | str | None:
        """Give what is shown at a place: what was typed, or the total derived from it."""
        return self.report.value(place)

    def is_derived(self, cell: Cell) -> bool:
        """Whether the number was filled in by the program."""
        return cell in self.derived

    @property
    def blanks(self) -> tuple[Cell, ...]:
        """The cells still to be typed, in print order."""
        return tuple(cell for cell in self.report.form.typed_cells if cell not in self.report.numbers)

    def findings_at(self, place: str) -> tuple[Finding, ...]:
        """Give the findings that run through a place, strongest first, those that are settled left out."""
        return self._findings_at.get(place, ())

    def explanation_of(self, finding: Finding) -> Explanation | None:
        """Give the explanation that settles a finding; it lapses when one of its numbers changes."""
        about = self.stored.explained.get(finding.identity)
        if about is None or any(self.report.numbers.get(cell) != value for cell, value in about.items()):
            return None
        return next((e for e in self.stored.report.explanations if (e.check, e.at) == finding.identity), None)

    def is_open(self, finding: Finding) -> bool:
        """Whether a finding is broken and not settled."""
        return finding.verdict is Verdict.BROKEN and self.explanation_of(finding) is None

    @property
    def hindrances(self) -> tuple[Finding, ...]:
        """What must be mended or explained before the report can be final; a blank is one too (H6)."""
        return tuple(f for f in self.findings if (f.blocks or f.check == "H6") and self.is_open(f))

    # What can be done

    def edit(self, changes: Iterable[Change], how: How, step: str) -> bool:
        """Make one step of undo out of some changes, and write it; False if it could not be written."""
        real = tuple(change for change in changes if change.old != change.new or _reprinted(change))
        if not real:
            return True
        if self.read_only:
            self.refused.emit(self.read_only)
            return False
        command = _Edit(self, real, how, step)
        self.undo_stack.push(command)
        return command.done

    def set_number(self, cell: Cell, value: Decimal | None, how: How = How.TYPED, step: str = "录入") -> bool:
        """Type a number; None makes the cell blank, and a total derived again."""
        return self.edit([self.change_to(cell, value)], how, step)

    def set_text(self, key: str, text: str, how: How = How.TYPED, step: str = "录入") -> bool:
        """Type a text; what is typed into one text without a pause is one step of undo."""
        return self.edit([self.change_to(key, text)], how, step)

    def change_to(self, place: str, value: Decimal | str | None) -> Change:
        """Give the change that brings a place from what was typed there to `value`."""
        return Change(place, self.typed.value(place), value)

    def entering(self, numbers: Mapping[Cell, Decimal | None]) -> list[Change]:
        """Give the changes that enter numbers from elsewhere: totals that are as their parts give them stay derived.

        A total that differs is somebody's word and is entered.
        """
        lean = without_derivable_totals(self.typed.with_numbers(numbers)).numbers
        totals = self.report.form.totals
        follows = {cell for cell in numbers if cell in totals and cell not in lean}
        return [self.change_to(cell, None if cell in follows else value) for cell, value in numbers.items()]

    def fill_blanks(self, cells: Iterable[Cell]) -> bool:
        """Write 0 into the blank cells of these that nothing else gives (“本年度无此类情形”)."""
        totals = self.report.form.totals
        blank = [cell for cell in cells if cell not in totals and cell not in self.typed.numbers]
        return self.edit([Change(cell, None, Decimal(0)) for cell in blank], How.FILLED, "本年度无此类情形")

    def explain(self, finding: Finding, reason: str, by: str) -> bool:
        """Settle a finding of severity X or W, with a reason or by acknowledging it (an empty one)."""
        if finding.severity is Severity.HARD:
            return False
        when = datetime.now().astimezone().isoformat(timespec="seconds")
        explanation = Explanation(finding.check, finding.at, reason, by, when)
        cells = (Cell(place) for place in finding.at if place in self.report.form.cells)
        about = {cell: self.report.numbers.get(cell) for cell in cells}
        return self._administer(lambda: self._library.explain(self.id, explanation, about))

    def unexplain(self, finding: Finding) -> bool:
        """Open a settled finding again."""
        return self._administer(lambda: self._library.unexplain(self.id, *finding.identity))

    def finalise(self, on: date) -> bool:
        """Close the report; False while something hinders it."""
        return not self.hindrances and self._administer(lambda: self._library.finalise(self.id, on))

    def reopen(self, reason: str) -> bool:
        """Open a final report for a revision."""
        return self._administer(lambda: self._library.reopen(self.id, reason))

    def set_header(self, *, unit: str, level: Level, year: int) -> bool:
        """Change whose report it is, and of which year."""
        done = self._administer(lambda: self._library.set_header(self.id, unit=unit, level=level, year=year))
        self.reload_last_year()
        return done

    def reload_last_year(self) -> None:
        """Look for last year's report again, after one was brought in."""
        last = self._library.last_year(self.typed)
        self.last_year = with_totals(last) if last else None
        self._check()

    def _administer(self, act: object) -> bool:
        try:
            act()  # type: ignore[operator]
        except UserError as error:
            self.refused.emit(error.sentence)
            return False
        self.stored = self._library.load(self.id)
        self._take(self.stored.report)
        self._check()
        self.state_changed.emit()
        return True

    # How it is kept in step

    def apply(self, changes: Sequence[Change], how: How, step: str) -> bool:
        """Write changes and show them; the undo commands call it, nothing else should."""
        try:
            when = self._library.write(self.id, changes, how, step)
        except UserError as error:
            self.refused.emit(error.sentence)
            return False
        before = self.report
        report = self.typed
        for change in changes:
            report = report.with_place(change.place, change.new)
        self._take(report)
        touched = {change.place for change in changes}
        touched |= {c for c in report.form.totals if before.numbers.get(c) != self.report.numbers.get(c)}
        self.changed.emit(frozenset(touched))
        self._check()
        self.saved.emit(when)
        return True

    def _take(self, report: Report) -> None:
        self.typed = report
        self.derived = derived_totals(report)
        self.report = report.with_numbers(dict(self.derived)) if self.derived else report

    def _check(self) -> None:
        self.findings = findings(self.report, self.last_year)
        self.corrections = self._located()
        at: dict[str, list[Finding]] = {}
        for finding in filter(self.is_open, self.findings):
            for place in finding.at:
                at.setdefault(place, []).append(finding)
        self._findings_at = {place: tuple(sorted(found, key=_rank)) for place, found in at.items()}
        self.checked.emit()

    def _located(self) -> tuple[Correction, ...]:
        """Name the cells that must be wrong; while no identity is broken there is nothing to look for."""
        if not any(f.severity is Severity.HARD and f.verdict is Verdict.BROKEN for f in self.findings):
            return ()
        from model.locate import corrections

        return corrections(self.typed)


_STRENGTH = {severity: rank for rank, severity in enumerate(Severity)}


def _rank(finding: Finding) -> int:
    return _STRENGTH[finding.severity]


def _reprinted(change: Change) -> bool:
    """Whether equal numbers are written differently: 5 and 5.00 are printed as entered."""
    return isinstance(change.new, Decimal) and str(change.old) != str(change.new)


class _Edit(QUndoCommand):
    """One step: it writes its changes when it is done, and their reverse when it is taken back."""

    def __init__(self, session: Session, changes: Sequence[Change], how: How, step: str) -> None:
        super().__init__(step)
        self._session = proxy(session)  # a cycle through Qt's stack is freed in an order that crashes
        self.changes = tuple(changes)
        self._how = how
        self.last = monotonic()
        self.done = False

    def redo(self) -> None:
        """Make the changes; the first time as they came to be, later as undone."""
        self.done = self._session.apply(self.changes, self._how, self.text())
        self._how = How.UNDONE
        self.setObsolete(not self.done)

    def undo(self) -> None:
        """Take the changes back."""
        back = [change.reverse for change in reversed(self.changes)]
        self._session.apply(back, How.UNDONE, f"撤销 {self.text()}")

    def id(self) -> int:
        """Let what is typed into one text grow together."""
        single = len(self.changes) == 1 and isinstance(self.changes[0].new, str)
        return _TYPED_TEXT if single and self.text() == "录入" else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the next letters of the same text, unless there was a pause."""
        if not isinstance(other, _Edit):
            return False
        mine, theirs = self.changes[0], other.changes[0]
        if mine.place != theirs.place or other.last - self.last > BURST:
            return False
        self.changes = (Change(mine.place, mine.old, theirs.new),)
        self.last = other.last
        return True
