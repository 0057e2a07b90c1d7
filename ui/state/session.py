"""The open report: its numbers, its findings, undo — the only state of the window that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from weakref import proxy

from PySide6.QtCore import QObject, Signal

from model.errors import UserError
from model.form.schema import Cell, Severity
from model.report.bindings import Binding, Bindings, sound
from model.report.file_format import LONGEST_REASON
from model.report.report import Explanation, Level, Report
from model.report.totals import derived_totals, with_totals, without_derivable_totals
from model.rules import BLANKS, LONG, Finding, Verdict, findings, steps
from model.rules.explanations import about_with, can_be_explained, says_enough, settled_by
from model.storage.records import Change, How, State
from ui.state.later import Later
from ui.state.report_store import ReportStore
from ui.state.saving import Saving
from ui.state.undoing import TYPING, Edit, Steps, carried_along, objection
from ui.state.unsaved import UnsavedStep

if TYPE_CHECKING:
    from model.rules.locate import Correction, Location


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
        self.bindings: Bindings = ()
        self.others: Sequence[Report] = ()  # of other units, this year: see `look_around`
        self._located: tuple[Mapping[Cell, Decimal], Location] | None = None
        self._take(self.stored.report)
        self._take_bindings()
        self.is_checked = False
        self._findings_at: Mapping[str, tuple[Finding, ...]] = {}
        self._findings: tuple[Finding, ...] = ()
        mine = proxy(self)
        self._later = Later(lambda: mine._checking(), self)  # noqa: PLW0108, SLF001 — a bound method would keep it alive
        self.corrections: tuple[Correction, ...] = ()
        self.candidates: tuple[tuple[Correction, ...], ...] = ()  # where it is not clear
        self.last_year = self._last_year()
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
            return "本报告已定稿，要修改请先点“修订”并写明原因"
        return self._library.read_only

    def value(self, place: str) -> Decimal | str | None:
        """Return what is shown at a place: what was typed, or the total derived from it."""
        return self.report.value(place)

    def is_derived(self, cell: Cell) -> bool:
        """Whether the number was filled in by the program."""
        return cell in self.derived

    @property
    def blanks(self) -> tuple[Cell, ...]:
        """The cells still to be typed, in print order."""
        return tuple(cell for cell in self.report.form.typed_cells if cell not in self.report.numbers)

    @property
    def is_behind(self) -> bool:
        """Whether the findings are those of a moment ago; who is told by `checked` need not ask."""
        return self._later.is_due

    def catch_up(self) -> None:
        """Check now what was to be checked when nobody types."""
        self._later.finish()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that the checks say of the report as it is now."""
        self.catch_up()
        return self._findings

    def findings_at(self, place: str) -> tuple[Finding, ...]:
        """Return the findings that run through a place, strongest first, those that are settled left out."""
        return self._findings_at.get(place, ())

    def explanation_of(self, finding: Finding) -> Explanation | None:
        """Return the explanation that settles a finding; it lapses when its numbers or words change."""
        if not self.stored.explained:  # as in most reports
            return None
        return settled_by(finding, self.report, self.stored.report.explanations, self.stored.explained)

    def _said(self, finding: Finding) -> Explanation | None:
        return next((e for e in self.stored.report.explanations if (e.check, e.at) == finding.identity), None)

    def lapsed_explanation(self, finding: Finding) -> Explanation | None:
        """Return the explanation that settled a finding until its numbers or words became others."""
        said = self._said(finding)
        same = (one for one in self.findings if one.identity == finding.identity) if said else ()
        return None if any(map(self.explanation_of, same)) else said

    @property
    def to_hand_over(self) -> Report:
        """The report with those explanations only that settle something now."""
        settled = dict.fromkeys(filter(None, map(self.explanation_of, self.findings)))
        return replace(self.report, explanations=tuple(settled))

    def is_open(self, finding: Finding) -> bool:
        """Whether a finding is broken and not settled."""
        return finding.verdict is Verdict.BROKEN and self.explanation_of(finding) is None

    @property
    def hindrances(self) -> tuple[Finding, ...]:
        """What must be mended or explained before the report can be final; a blank is one too (H6)."""
        if not self.is_checked:
            self._check_now()
        return tuple(f for f in self.findings if (f.blocks or f.check == BLANKS) and self.is_open(f))

    # What can be done

    def edit(self, changes: Iterable[Change], how: How, step: str, bound: Binding | None = None) -> bool:
        """Make one step of undo out of some changes, and write it, now or later; False if it was refused for good.

        Numbers in texts that are bound to a cell follow it in the same step; `bound` is a new one.
        """
        real = tuple(change for change in changes if change.old != change.new or _reprinted(change))
        if not real and bound is None:
            return True
        before = self.bindings
        whole, after = carried_along(self.typed, real, before, bound)
        reason = self.read_only or objection(self.report.form, whole)
        if reason:
            self.refused.emit(reason)
            return False
        done = self.apply(whole, how, step, after)
        if done:  # by a proxy: a cycle through Qt's stack is freed in an order that crashes
            self.undo_stack.push(Edit(proxy(self), whole, step, (before, after)))
        return done

    def set_number(self, cell: Cell, value: Decimal | None, how: How = How.TYPED, step: str = TYPING) -> bool:
        """Type a number; None makes the cell blank, and a total derived again."""
        return self.edit([self.change_to(cell, value)], how, step)

    def set_text(self, key: str, text: str, how: How = How.TYPED, step: str = TYPING) -> bool:
        """Type a text; what is typed into one text without a pause is one step of undo."""
        return self.edit([self.change_to(key, text)], how, step)

    def change_to(self, place: str, value: Decimal | str | None) -> Change:
        """Return the change that brings a place from what was typed there to `value`."""
        return Change(place, self.typed.value(place), value)

    def entering(self, numbers: Mapping[Cell, Decimal | None]) -> list[Change]:
        """Return the changes that enter numbers from elsewhere: totals that are as their parts give them stay derived.

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
        """Settle a finding of severity X with a reason, of severity W also by acknowledging it (an empty one)."""
        if not can_be_explained(finding) or not says_enough(finding, reason) or len(reason) > LONGEST_REASON:
            return False
        when = datetime.now().astimezone().isoformat(timespec="seconds")
        explanation = Explanation(finding.check, finding.at, reason, by, when)
        return self._explain(finding, explanation)

    def _explain(self, finding: Finding, explanation: Explanation) -> bool:
        noted = about_with(self.stored.explained.get(finding.identity), finding, self.report, self.findings)
        return self._administer("写说明", lambda: self._library.explain(self.id, explanation, noted))

    def take_over(self, explanations: Iterable[Explanation]) -> int:
        """Take explanations that came with a file for what they settle here; how many there were to take."""
        said = {(one.check, one.at): one for one in explanations}
        taken = [(one, said[one.identity]) for one in self.findings if one.identity in said and self.is_open(one)]
        return sum(self._explain(finding, explanation) for finding, explanation in taken)

    def unexplain(self, finding: Finding) -> bool:
        """Open a settled finding again."""
        return self._administer("撤回说明", lambda: self._library.unexplain(self.id, *finding.identity))

    def finalise(self, on: date) -> bool:
        """Close the report; False while something hinders it."""
        return not self.hindrances and self._administer("定稿", lambda: self._library.finalise(self.id, on))

    def reopen(self, reason: str) -> bool:
        """Open a final report for a revision."""
        return self._administer("修订", lambda: self._library.reopen(self.id, reason))

    def set_header(self, *, unit: str, level: Level, year: int) -> bool:
        """Change whose report it is, and of which year."""
        change: Callable[[], object] = lambda: self._library.set_header(self.id, unit=unit, level=level, year=year)  # noqa: E731
        done = self._administer("更改单位和年度", change)
        self.reload_last_year()
        return done

    def reload_last_year(self) -> None:
        """Look for last year's report again, after one was brought in."""
        self.last_year = self._last_year()
        self._check()

    def _last_year(self) -> Report | None:
        last = self._library.last_year(self.typed)
        return with_totals(last) if last else None

    def look_around(self) -> None:
        """Look at the other units' reports of this year, which nothing but 内容雷同 needs: it can wait."""
        self.others = self._library.others(self.typed)
        self._check()

    def _administer(self, what: str, act: Callable[[], object]) -> bool:
        try:
            self.insist_on_saved(what)
            act()
        except UserError as error:
            self.refused.emit(error.sentence)
            return False
        self.stored = self._library.load(self.id)
        self._take(self.stored.report)
        self._take_bindings()
        self._check()
        self.state_changed.emit()
        return True

    # How it is kept in step

    def apply(self, changes: Sequence[Change], how: How, step: str, bindings: Bindings) -> bool:
        """Write changes and show them; `edit` and the steps of undo call it, nothing else should."""
        one = UnsavedStep(tuple(changes), how, step, None if bindings == self.bindings else bindings)
        if not self._take_step(one):
            return False
        before, report = self.report, self.typed
        self.bindings = bindings
        for change in changes:
            report = report.with_place(change.place, change.new)
        self._take(report)
        touched = {change.place for change in changes}
        touched |= {c for c in report.form.totals if before.numbers.get(c) != self.report.numbers.get(c)}
        self.changed.emit(frozenset(touched))
        self._check()
        self._tell_saved()
        return True

    def _take(self, report: Report) -> None:
        self.typed = report
        self.derived = derived_totals(report)
        self.report = report.with_numbers(dict(self.derived)) if self.derived else report

    def _take_bindings(self) -> None:
        self.bindings = sound(self.stored.bindings, self.report.texts, self.report.numbers)

    def _check(self) -> None:
        """Check now; where a text is very long, as soon as nobody types."""
        if any(len(text) >= LONG for text in self.report.texts.values()):
            self.is_checked = False
            self._later.put_off()
        else:
            self._check_now()

    def _check_now(self) -> None:
        self._later.forget()
        self._show(findings(self.report, self.last_year, self.others))

    def _checking(self) -> Iterator[None]:
        found: list[Finding] = []
        for one in steps(self.report, self.last_year, self.others):
            if one is None:
                yield
            else:
                found.append(one)
        self._later.forget()
        self._show(tuple(found))

    def _show(self, found: tuple[Finding, ...]) -> None:
        self._findings = found
        self._locate()
        at: dict[str, list[Finding]] = {}
        for finding in filter(self.is_open, found):
            told_in_text = finding.at[0] in self.report.form.texts  # the cells it was held against are not in doubt
            for place in finding.at[:1] if told_in_text else finding.at:
                at.setdefault(place, []).append(finding)
        self._findings_at = {place: tuple(sorted(found, key=_rank)) for place, found in at.items()}
        self.is_checked = True
        self.checked.emit()

    def _locate(self) -> None:
        """Name the cells that must be wrong, or the sets of which one must be; the numbers alone tell.

        While no identity is broken there is nothing to look for.
        """
        self.corrections = self.candidates = ()
        if not any(f.severity is Severity.HARD and f.verdict is Verdict.BROKEN for f in self._findings):
            return
        if self._located is None or self._located[0] is not self.typed.numbers:
            from model.rules.locate import locate

            self._located = self.typed.numbers, locate(self.typed)
        location = self._located[1]
        self.corrections = location.best or location.settled
        self.candidates = () if location.best else location.candidates


_STRENGTH = {severity: rank for rank, severity in enumerate(Severity)}


def _rank(finding: Finding) -> int:
    return _STRENGTH[finding.severity]


def _reprinted(change: Change) -> bool:
    """Whether equal numbers are written differently: 5 and 5.00 are printed as entered."""
    return isinstance(change.new, Decimal) and str(change.old) != str(change.new)
