"""The open report: its numbers, its findings, undo — the only state of the window that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING
from weakref import proxy

from PySide6.QtCore import QObject, Signal

from app.editing import carried_along, explanation, filling, objection, real, with_changes
from app.looking_back import edits_of, lately
from app.originals import forgetting, with_printed
from app.unsaved import UnsavedStep
from model.errors import UserError
from model.form.schema import Cell
from model.report.bindings import Bindings
from model.report.edited import MOST
from model.report.report import Explanation, Level
from model.report.totals import with_totals
from model.storage.events import HistoryEvent
from model.storage.facts import Facts
from model.storage.records import Change, Deadline, How, Move, Trodden
from ui.state.kept import KeptWhileOpen
from ui.state.shown import ShownReport
from ui.state.undoing import Steps

if TYPE_CHECKING:
    from app.milestones import Reversal
    from app.report_store import ReportStore
    from model.collection.remarks import RemarkAnswer
    from model.rules.finding import Finding

_TYPED = HistoryEvent.TYPED.label
_WHOSE = {"unit", "year"}  # what tells which report is last year's


class _TakenBack:
    """The facts that were taken back, the last one last, and how all of them stood then."""

    def __init__(self) -> None:
        self.facts: list[Reversal] = []
        self.after: Facts = {}

    def note(self, one: Reversal, now: Facts) -> None:
        """Note one, and how the facts stand without it."""
        self.facts.append(one)
        self.after = dict(now)

    def still_fits(self, now: Facts) -> bool:
        """Whether nothing else has become of the report since; else none can be made again."""
        if now != self.after:
            self.facts.clear()
        return bool(self.facts)


_TAKEN_BACK = KeptWhileOpen(_TakenBack)


class Session(ShownReport):
    """One report of the library, open for work.

    Every edit is written to the library before `edit` returns. One that is refused for good is not made; one that
    the disk does not take now stays on the screen, is in all that is read here, and waits in `unsaved`.
    """

    table_pasted = Signal()  # into a text, as words
    came_back = Signal()  # from the county, with what it says
    noted = Signal(str)  # a sentence: what is to be known besides
    did = Signal(str)  # a sentence: what was done about the report that is no edit of it

    def __init__(
        self, library: ReportStore, report_id: int, parent: QObject | None = None, *, check_later: bool = False
    ) -> None:
        """Open a report; with `check_later` nothing is found before `look_around`, so that it is shown at once."""
        super().__init__(library, report_id, parent, check_later=check_later)
        self.undo_stack = Steps(proxy(self), library.trail(report_id), self)
        self._taken_back = _TAKEN_BACK.of(library, report_id)

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
        from app.undo_steps import EditStep

        made = EditStep.of(whole, (how, step), (before, after))
        grown = self.undo_stack.grown(made)
        done = self.apply(whole, how, step, after, Move.NEW if grown is None else Move.GROWS)
        if done:
            self.undo_stack.push(grown or made, over_the_last=grown is not None)
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
        told = f"已写说明：{self._name(finding)}" if said.reason else f"已确认无误：{self._name(finding)}"
        done = self._administer("写说明", lambda: self._library.explain(self.id, said, noted), told)
        if done:
            self.begun.let_go(finding)
        return done

    def _name(self, finding: Finding) -> str:
        from app.past_words import place_name

        return place_name(self.report.form, finding.at[0])

    def take_over(self, explanations: Iterable[Explanation]) -> int:
        """Take explanations that came with a file for what they settle here; how many there were to take."""
        return sum(self._explain(*one) for one in self.assessment.settled_with(explanations))

    def unexplain(self, finding: Finding) -> bool:
        """Open a settled finding again."""
        act = partial(self._library.unexplain, self.id, *finding.identity)
        return self._administer(HistoryEvent.UNEXPLAINED.label, act, f"已重新打开：{self._name(finding)}")

    def acknowledge(self, found: Sequence[Finding], reason: str, by: str) -> bool:
        """Settle several findings that only have to be looked at, in one act, with one reason or none."""
        from app.finalising import acknowledge

        act = lambda: acknowledge(self._library, self.id, self.assessment, found, (reason, by))  # noqa: E731
        told = f"已确认无误：{self._name(found[0])}" if len(found) == 1 else f"已确认无误：{len(found)}条"
        return self._administer("写说明", act, told)

    def withdraw(self, found: Sequence[Finding]) -> bool:
        """Open several settled findings again, in one act."""
        from app.finalising import withdraw

        told = f"已重新打开：{self._name(found[0])}" if len(found) == 1 else f"已重新打开{len(found)}条"
        return self._administer(HistoryEvent.UNEXPLAINED.label, lambda: withdraw(self._library, self.id, found), told)

    def finalise(self, on: date) -> bool:
        """Close the report; False while something hinders it."""
        from app.finalising import finalise

        close = lambda: finalise(self._library, self.id, self.assessment, on)  # noqa: E731
        return self._administer(HistoryEvent.FINALISED.label, close)

    def reopen(self, reason: str) -> bool:
        """Open a final report for a revision."""
        from app.finalising import reopen

        return self._administer(HistoryEvent.REOPENED.label, lambda: reopen(self._library, self.id, reason))

    def set_fact(self, key: str, value: str | None) -> bool:
        """Write what became of the final report."""
        self._taken_back.facts.clear()
        return self._set_fact(key, value)

    def take_back_fact(self) -> Reversal | None:
        """Take back what was written last of what became of the report; say what, None where there is nothing."""
        from app.milestones import Reversal, last_written

        back = last_written(self._library.history(self.id, limit=MOST))
        now = None if back is None else Reversal(back.key, self.stored.facts.get(back.key))
        if back is None or now is None or not self._set_fact(back.key, back.value, How.UNDONE):
            return None
        self._taken_back.note(now, self.stored.facts)
        return back

    def make_fact_again(self) -> Reversal | None:
        """Write again what was taken back last while the program runs; say what, None where there is nothing."""
        taken_back = self._taken_back
        if not taken_back.still_fits(self.stored.facts) or not self._set_fact(*taken_back.facts[-1]):
            return None
        again = taken_back.facts.pop()
        taken_back.after = dict(self.stored.facts)
        return again

    def _set_fact(self, key: str, value: str | None, how: How = How.TYPED) -> bool:
        from app.milestones import fact_name

        told = f"已记下：{fact_name(key)}" if value else f"已取消：{fact_name(key)}"
        return self._administer(
            HistoryEvent.FACT.label, partial(self._library.set_fact, self.id, key, value, how), told
        )

    def set_header(
        self,
        *,
        unit: str,
        level: Level,
        year: int,
        same: bool | None = None,
        deadline: date | Deadline | None = Deadline.AS_IT_IS,
    ) -> bool:
        """Change whose report it is, of which year, until when; `same` answers the library's `kinship`."""
        about = {"unit": unit, "level": level, "year": year, "same": same, "deadline": deadline}
        write = partial(self._library.set_header, self.id, **about)  # type: ignore[arg-type]
        before = self._heading
        done = self._administer("更改单位和年度", write)
        if done:
            self.reload_last_year()
            changed = [what for (what, now), (_, was) in zip(self._heading, before, strict=True) if now != was]
            self.did.emit(f"已更改{'、'.join(changed)}" if changed else "没有改动")
        return done

    @property
    def _heading(self) -> tuple[tuple[str, object], ...]:
        """What the heading says, by what the user calls it; a day of its own only, for the usual one follows."""
        report = self.typed
        whose = (("单位", report.unit), ("层级", report.level), ("年度", report.year))
        return (*whose, ("截止日期", self.stored.deadline))

    def reload_last_year(self) -> None:
        """Look for last year's report again, after one was brought in."""
        last = self._library.last_year(self.typed)
        self.subject = replace(self.subject, last_year=last and with_totals(last))
        self._check()

    def follow_switches(self) -> None:
        """Check by the rules that are asked now, after some were switched in the settings."""
        self.subject = replace(self.subject, switches=self._library.switches)
        self._check()

    def look_around(self) -> None:
        """Look at the other units' reports of this year, which nothing but 内容雷同 needs: it can wait."""
        self.subject = replace(self.subject, others=self._library.others(self.typed))
        self._check()

    def answer_opinions(self, which: Sequence[str], answer: RemarkAnswer, words: str = "") -> bool:
        """Note what was done about what the county said."""
        act = partial(self._library.answer_opinions, self.id, which, answer, words)
        many = f"{len(which)}条意见" if len(which) > 1 else "意见"
        return self._administer(HistoryEvent.ANSWERED.label, act, f"已答复{many}：{answer.label}")

    def look_again(self) -> None:
        """Show what came to the report by another way than through its page."""
        self._show_stored()
        self.undo_stack.follow(self._library.trail(self.id))

    def _administer(self, what: str, act: Callable[[], object], told: str = "") -> bool:
        """Let the library do `what`, show what became of it, and say it; False if it was refused."""
        try:
            self.insist_on_saved(what)
            act()
        except UserError as error:
            self.refused.emit(error.sentence)
            return False
        self._show_stored()
        self.undo_stack.follow(self._library.trail(self.id))
        if told:
            self.did.emit(told)
        return True

    def _show_stored(self) -> None:
        """Show the report as the library has it."""
        before = self.report
        self.stored = self._library.load(self.id)
        stored = self.stored
        self._note_opinions()
        self.subject = replace(self.subject, typed=stored.report, noted=stored.explained, printed=stored.printed)
        self._bind(self._stored_bindings())
        places = (*before.form.cells, *before.form.texts) if before.form is self.report.form else ()
        touched = frozenset(place for place in places if before.value(place) != self.report.value(place))
        if touched:
            edits, zeroed = lately(self._library, self.id, self.report.form)
            self.subject = replace(self.subject, edits=edits, zeroed=zeroed)
            self.changed.emit(touched)
        self._check()
        self.state_changed.emit()

    def tread(self, move: Move) -> Trodden | None:
        """Let the library take back the last step that is on disk, or make it again; None if it was refused."""
        if self.read_only is not None:
            self.refused.emit(self.read_only)
            return None
        try:
            from app.past_words import way

            self.insist_on_saved(way(move))
            done = self._library.take_back(self.id) if move is Move.BACK else self._library.make_again(self.id)
        except UserError as error:
            self.refused.emit(error.sentence)
            return None
        self._show_stored()
        if done is not None and any(place in _WHOSE for place, *_ in done.changes):
            self.reload_last_year()
        self.saved.emit(self.stored.changed)
        return done

    # How it is kept in step

    def apply(self, changes: Sequence[Change], how: How, step: str, bindings: Bindings, move: Move) -> bool:
        """Write changes and show them; `edit` and the steps of undo call it, nothing else should."""
        self._look_back()
        one = UnsavedStep(tuple(changes), how, step, None if bindings == self.bindings else bindings, move)
        if not self._take_step(one):
            return False
        before = self.report
        self._bind(bindings)
        edited = edits_of(changes, before.form)
        edits, zeroed = self.subject.lately.after(edited, filled=how is How.FILLED)
        self.subject = replace(
            self.subject,
            typed=with_changes(self.typed, changes),
            printed=with_printed(self.printed, changes),
            edits=edits,
            zeroed=zeroed,
        )
        touched = {change.place for change in changes}
        touched |= {c for c in before.form.totals if before.numbers.get(c) != self.report.numbers.get(c)}
        self.changed.emit(frozenset(touched))
        self._check()
        self._tell_saved()
        return True
