"""The open report: its numbers, its findings, undo — the only state of the window that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING
from weakref import proxy

from PySide6.QtCore import QObject, Signal

from app.assessment import Assessment, Subject, assess, assessing
from app.editing import carried_along, explanation, filling, objection, real, with_changes
from app.finalising import finalise, reopen
from app.looking_back import edited_lately, edits_of
from app.originals import forgetting, with_printed
from app.report_store import ReportStore
from app.unsaved import UnsavedStep
from model.errors import UserError
from model.form.schema import Cell
from model.report.bindings import Bindings, sound
from model.report.edited import MOST, with_step
from model.report.printed import Printed
from model.report.report import Explanation, Level, Report
from model.report.totals import with_totals
from model.rules import LONG, Finding
from model.storage.events import HistoryEvent
from model.storage.records import Change, How, State
from ui.state.later import Later
from ui.state.saving import Saving
from ui.state.undoing import Edit, Steps

if TYPE_CHECKING:
    from model.rules.locate import Correction, Doubt

_TYPED = HistoryEvent.TYPED.label


class Session(Saving):
    """One report of the library, open for work.

    Every edit is written to the library before `edit` returns. One that is refused for good is not made; one that
    the disk does not take now stays on the screen, is in all that is read here, and waits in `unsaved`.
    Everything that can be known is worked out anew after each edit, so that nothing on screen is ever stale;
    in a report with a very long text the findings follow as soon as nobody types (`is_behind` until then).
    """

    changed = Signal(object)  # frozenset of the keys whose value is another now, derived totals included
    checked = Signal()  # after `changed`: the findings are new
    state_changed = Signal()  # draft, final, read-only, unit, year

    def __init__(
        self, library: ReportStore, report_id: int, parent: QObject | None = None, *, check_later: bool = False
    ) -> None:
        """Open a report; with `check_later` nothing is found before `look_around`, so that it is shown at once."""
        super().__init__(library, report_id, parent)
        self._library = library
        self.undo_stack = Steps(self)
        self.stored = library.load(report_id)
        self.subject = replace(
            Subject.of(self.stored, library.last_year(self.stored.report)),
            edits=edited_lately(library.history(report_id, limit=MOST), self.stored.report.form),
        )
        self._said = Assessment(self.subject)  # as of the last check
        self.is_checked = False
        self.bindings = self._stored_bindings()
        mine = proxy(self)
        self._later = Later(lambda: mine._checking(), self)  # noqa: PLW0108, SLF001 — a bound method would keep it alive
        if not check_later:
            self._check()

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
            return "已定稿，改动请先修订"
        return self._library.read_only

    @property
    def typed(self) -> Report:
        """The report as it was entered."""
        return self.subject.typed

    @property
    def report(self) -> Report:
        """The report with its totals."""
        return self.subject.report

    @property
    def printed(self) -> Printed:
        """The totals of the original, also where one was typed over."""
        return self.subject.printed

    @property
    def last_year(self) -> Report | None:
        """Last year's report of the same unit."""
        return self.subject.last_year

    def value(self, place: str) -> Decimal | str | None:
        """Return what is shown at a place: what was typed, or the total derived from it."""
        return self.subject.report.value(place)

    def is_derived(self, cell: Cell) -> bool:
        """Whether the number was filled in by the program."""
        return cell in self.subject.derived

    @property
    def blanks(self) -> tuple[Cell, ...]:
        """The cells still to be typed, in print order."""
        return self.subject.blanks

    @property
    def is_behind(self) -> bool:
        """Whether the findings are those of a moment ago; who is told by `checked` need not ask."""
        return self._later.is_due

    def catch_up(self) -> None:
        """Check now what was to be checked when nobody types."""
        self._later.finish()

    @property
    def assessment(self) -> Assessment:
        """What is to be said of the report as it is now."""
        self.catch_up()
        if not self.is_checked:
            self._check_now()
        return self._said

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that the checks say of the report as it is now; nothing before it is checked at all."""
        self.catch_up()
        return self._said.findings

    def findings_at(self, place: str) -> tuple[Finding, ...]:
        """Return the findings that run through a place, strongest first, those that are settled left out."""
        return self._said.at(place)

    def explanation_of(self, finding: Finding) -> Explanation | None:
        """Return the explanation that settles a finding."""
        return self._said.explanation_of(finding)

    def is_open(self, finding: Finding) -> bool:
        """Whether a finding is broken and not settled."""
        return self._said.is_open(finding)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The cells that must be wrong, and what should stand there."""
        return self._said.corrections

    @property
    def strays(self) -> tuple[Correction, ...]:
        """The cells that break nothing, but were others when the totals were those of the original."""
        return self._said.strays

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """The breaks of which it is not clear which cell is wrong."""
        return self._said.doubts

    @property
    def candidates(self) -> tuple[tuple[Correction, ...], ...]:
        """Where that is not clear, the sets of cells of which one must be wrong."""
        return self._said.candidates

    @property
    def to_hand_over(self) -> Report:
        """The report with those explanations only that settle something now."""
        return self.assessment.to_hand_over

    # What can be done

    def edit(self, changes: Iterable[Change], how: How, step: str, bound: Bindings = ()) -> bool:
        """Make one step of undo out of some changes, and write it, now or later; False if it was refused for good.

        Numbers in texts that are bound to a cell follow it in the same step; `bound` are new ones.
        """
        mine = real(changes)
        if not mine and not bound:
            return True
        whole, after = carried_along(self.typed, mine, before := self.bindings, bound)
        reason = self.read_only or objection(self.report.form, whole)
        if reason:
            self.refused.emit(reason)
            return False
        done = self.apply(whole, how, step, after)
        if done:  # by a proxy: a cycle through Qt's stack is freed in an order that crashes
            self.undo_stack.push(Edit(proxy(self), whole, (how, step), (before, after)))
        return done

    def set_number(self, cell: Cell, value: Decimal | None, how: How = How.TYPED, step: str = _TYPED) -> bool:
        """Type a number; None makes the cell blank, and a total derived again."""
        return self.edit([self.change_to(cell, value)], how, step)

    def set_text(self, key: str, text: str, how: How = How.TYPED, step: str = _TYPED) -> bool:
        """Type a text; what is typed into one text without a pause is one step of undo."""
        return self.edit([self.change_to(key, text)], how, step)

    def change_to(self, place: str, value: Decimal | str | None) -> Change:
        """Return the change that brings a place from what was typed there to `value`."""
        return Change(place, self.typed.value(place), value)

    def fill_blanks(self, cells: Iterable[Cell]) -> bool:
        """Write 0 into the blank cells of these that nothing else gives (“本年度无此类情形”)."""
        return self.edit(filling(self.typed, cells), How.FILLED, HistoryEvent.ZEROED.label)

    def forget_original(self, finding: Finding) -> bool:
        """Let go of what the original prints where a finding says that it differs."""
        return self.edit(forgetting(self.printed, finding.at), How.TYPED, HistoryEvent.ORIGINAL_LEFT.label)

    def explain(self, finding: Finding, reason: str, by: str) -> bool:
        """Settle a finding of severity X with a reason, of severity W also by acknowledging it (an empty one)."""
        said = explanation(finding, reason, by)
        return said is not None and self._explain(finding, said)

    def _explain(self, finding: Finding, said: Explanation) -> bool:
        noted = self.assessment.about(finding)
        return self._administer("写说明", lambda: self._library.explain(self.id, said, noted))

    def take_over(self, explanations: Iterable[Explanation]) -> int:
        """Take explanations that came with a file for what they settle here; how many there were to take."""
        return sum(self._explain(*one) for one in self.assessment.settled_with(explanations))

    def unexplain(self, finding: Finding) -> bool:
        """Open a settled finding again."""
        return self._administer(
            HistoryEvent.UNEXPLAINED.label, lambda: self._library.unexplain(self.id, *finding.identity)
        )

    def finalise(self, on: date) -> bool:
        """Close the report; False while something hinders it."""
        close = lambda: finalise(self._library, self.id, self.assessment, on)  # noqa: E731
        return not self.assessment.hindrances and self._administer(HistoryEvent.FINALISED.label, close)

    def reopen(self, reason: str) -> bool:
        """Open a final report for a revision."""
        return self._administer(HistoryEvent.REOPENED.label, lambda: reopen(self._library, self.id, reason))

    def set_header(self, *, unit: str, level: Level, year: int, same: bool | None = None) -> bool:
        """Change whose report it is, and of which year; `same` answers the library's `kinship`."""
        write = partial(self._library.set_header, self.id, unit=unit, level=level, year=year, same=same)
        done = self._administer("更改单位和年度", write)
        self.reload_last_year()
        return done

    def reload_last_year(self) -> None:
        """Look for last year's report again, after one was brought in."""
        last = self._library.last_year(self.typed)
        self.subject = replace(self.subject, last_year=last and with_totals(last))
        self._check()

    def look_around(self) -> None:
        """Look at the other units' reports of this year, which nothing but 内容雷同 needs: it can wait."""
        self.subject = replace(self.subject, others=self._library.others(self.typed))
        self._check()

    def _administer(self, what: str, act: Callable[[], object]) -> bool:
        try:
            self.insist_on_saved(what)
            act()
        except UserError as error:
            self.refused.emit(error.sentence)
            return False
        self.stored = self._library.load(self.id)
        stored = self.stored
        self.subject = replace(self.subject, typed=stored.report, noted=stored.explained, printed=stored.printed)
        self.bindings = self._stored_bindings()
        self._check()
        self.state_changed.emit()
        return True

    # How it is kept in step

    def apply(self, changes: Sequence[Change], how: How, step: str, bindings: Bindings) -> bool:
        """Write changes and show them; `edit` and the steps of undo call it, nothing else should."""
        one = UnsavedStep(tuple(changes), how, step, None if bindings == self.bindings else bindings)
        if not self._take_step(one):
            return False
        before = self.report
        self.bindings = bindings
        self.subject = replace(
            self.subject,
            typed=with_changes(self.typed, changes),
            printed=with_printed(self.printed, changes),
            edits=with_step(self.subject.edits, edits_of(changes, before.form)),
        )
        touched = {change.place for change in changes}
        touched |= {c for c in before.form.totals if before.numbers.get(c) != self.report.numbers.get(c)}
        self.changed.emit(frozenset(touched))
        self._check()
        self._tell_saved()
        return True

    def _stored_bindings(self) -> Bindings:
        return sound(self.stored.bindings, self.report.texts, self.report.numbers)

    def _check(self) -> None:
        """Check now; where a text is very long, as soon as nobody types."""
        if any(len(text) >= LONG for text in self.report.texts.values()):
            self.is_checked = False
            self._later.put_off()
        else:
            self._check_now()

    def _check_now(self) -> None:
        self._later.forget()
        self._show(assess(self.subject, self._said))

    def _checking(self) -> Iterator[None]:
        said = yield from assessing(self.subject, self._said)
        self._later.forget()
        self._show(said)

    def _show(self, said: Assessment) -> None:
        self._said = said
        self.is_checked = True
        self.checked.emit()
