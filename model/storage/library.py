"""The library: all reports of this machine, each edit on disk when the call returns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from model.errors import UserError
from model.report import file_format
from model.report.as_read import NOTHING_READ, AsRead
from model.report.bindings import Bindings
from model.report.printed import Printed
from model.report.report import Explanation, Report
from model.report.totals import with_totals
from model.storage import rows, units
from model.storage.changing import (
    as_row,
    brought,
    explanation_place,
    form_of,
    reason_of,
)
from model.storage.checksums import sums
from model.storage.events import HistoryEvent
from model.storage.facts import fact_place
from model.storage.failures import told
from model.storage.library_opinions import LibraryOpinions
from model.storage.past import read_change_before_deletion
from model.storage.records import Change, How, Misfit, MisfitKind, Move, Offer, State
from model.storage.rows import Act, Past
from model.storage.writing import stamp

if TYPE_CHECKING:  # a library is read without what checks a report
    from model.rules.explanations import About

__all__ = ["Library", "explanation_place"]


def _collections_anew(db: sqlite3.Connection) -> None:
    from model.storage.county.mending import make_anew  # seldom

    make_anew(db)


_SETTLED = {
    MisfitKind.REPORTS: sums.count_reports,
    MisfitKind.SETTING: sums.drop_wrong_settings,
    MisfitKind.UNITS: units.make_anew,
    MisfitKind.COLLECTIONS: _collections_anew,
}


class Library(LibraryOpinions):
    """One library file, open. Every method that changes something is one transaction, on disk when it returns.

    Use it from the thread that opened it. `read_only` is None, or the sentence that says why nothing can be written.
    """

    def create(
        self,
        report: Report,
        step: str = HistoryEvent.CREATED.label,
        how: How = How.IMPORTED,
        printed: Printed | None = None,
        as_read: AsRead = NOTHING_READ,
    ) -> int:
        """Add a report with the history of what it brings along; of its original the printed totals and the title."""
        from model.rules.explanations import explained

        with self._transaction(), told(self.path):
            now = self._clock()
            writing = rows.insert_report(self._db, report, now)
            rows.put_printed(writing, printed or {})
            for key, value in as_read.kept.items():
                rows.put(writing, "fact", key, value)
            for one, noted in explained(report, self.last_year):
                rows.put_explanation(writing, one, noted)
            rows.remember(writing, Act(now, how, step), brought(report))
            self._end(writing)
            units.tidy(self._db, writing.unit)
        return writing.report

    def write(  # noqa: PLR0913 — a step, as the history and undo keep it
        self,
        report_id: int,
        changes: Sequence[Change],
        how: How,
        step: str,
        bindings: Bindings | None = None,
        *,
        move: Move = Move.END,
    ) -> datetime:
        """Write numbers and texts with their history, all or none; it is on disk when this returns.

        `bindings` take the place of those of the report; None leaves them. `move` is what this is to the trail of
        undo: without it the trail begins anew. What the history gives as the old value
        is what the file held, not what the caller believed.

        Raises:
            UserError: nothing was written: the report is final, or the disk does not allow it.
        """
        with self._writing(report_id, step=(move, step)) as writing:
            act, form = Act(writing.now, how, step), form_of(writing)
            for change in changes:
                table, key, value = as_row(change, form)
                old = rows.put(writing, table, key, value)
                if old != value:
                    self._remember(writing, act, Past(change.place, old, value), merge=table == "text")
            if bindings is not None:
                rows.put_bindings(writing, bindings)
        return writing.now

    def finalise(self, report_id: int, on: date, told: str = "") -> None:
        """Close the report, and keep it as it is now; what its original printed is of no more use.

        What is `told` beside it stays in the history.

        Raises:
            UserError: something in it does not fit its checksum, and nobody has looked at it yet.
        """
        stored = self.load(report_id)
        if stored.misfits:
            raise UserError(f"这份年报有{len(stored.misfits)}处与保存时不符，请先逐处核对，再定稿")
        with self._writing(report_id, step=(Move.END, HistoryEvent.FINALISED.label)) as writing:
            writing.header["finalised_on"] = on.isoformat()
            event = HistoryEvent.FINALISED
            self._set(writing, {"state": State.FINAL.value}, event.because(told) if told else event.label)
            rows.forget_printed(writing)
            rows.forget_facts(writing)
            rows.add_final(writing, on, file_format.dumps(with_totals(stored.report)))

    def reopen(self, report_id: int, reason: str) -> None:
        """Let a final report be changed again; the reason is the step in its history."""
        with self._writing(report_id, closed_too=True) as writing:
            if writing.header["state"] != State.FINAL:
                raise UserError("这份年报没有定稿，可以直接修改")
            writing.header["finalised_on"] = None
            step = HistoryEvent.REOPENED.because(reason)
            self._set(writing, {"state": State.REVISED.value}, step)
            told = [Past(fact_place(key), value, None) for key, value in rows.forget_facts(writing)]
            rows.remember(writing, Act(writing.now, How.TYPED, step), told)

    def set_fact(self, report_id: int, key: str, value: str | None, how: How = How.TYPED) -> None:
        """Write what became of a final report, or that it did not after all.

        Raises:
            UserError: the report is not final.
        """
        with self._writing(report_id, closed_too=True) as writing:
            if writing.header["state"] != State.FINAL:
                raise UserError("这份年报还没有定稿，定稿后再登记审签、盖章、报送、公开")
            old = rows.put(writing, "fact", key, value)
            if old != value:
                step = HistoryEvent.FACT.label
                rows.remember(writing, Act(writing.now, how, step), [Past(fact_place(key), old, value)])

    def explain(self, report_id: int, explanation: Explanation, noted: About) -> None:
        """Keep a reason and what it is about; a newer one takes its place, the older stays in the history."""
        event = HistoryEvent.EXPLAINED if explanation.reason else HistoryEvent.CONFIRMED
        self.explain_all(report_id, [(explanation, noted)], event=event.label)

    def explain_all(
        self, report_id: int, said: Iterable[tuple[Explanation, About]], ends: str = "", event: str = ""
    ) -> None:
        """Keep several reasons, each with what it is about, as one step of undo; or as what `ends` its trail."""
        event = event or HistoryEvent.EXPLAINED.label
        with self._writing(report_id, step=_step(event, ends)) as writing:
            for one, noted in said:
                past = Past(explanation_place(one.check, one.at), reason_of(writing, one.check, one.at), one.reason)
                rows.put_explanation(writing, one, noted)
                self._remember(writing, Act(writing.now, How.TYPED, event), past, merge=False)

    def unexplain(self, report_id: int, check: str, at: tuple[str, ...]) -> None:
        """Take a reason back."""
        self.unexplain_all(report_id, [(check, at)])

    def unexplain_all(
        self, report_id: int, which: Iterable[tuple[str, tuple[str, ...]]], ends: str = "", event: str = ""
    ) -> None:
        """Take several reasons back, as one step of undo; or as what `ends` its trail."""
        event = event or HistoryEvent.UNEXPLAINED.label
        with self._writing(report_id, step=_step(event, ends)) as writing:
            for check, at in which:
                key = check, rows.places_text(at)
                over = writing.mark_of("explanation", *key)
                if over is not None:
                    past = Past(explanation_place(check, at), reason_of(writing, check, at), None)
                    writing.take("explanation", key, over)
                    self._remember(writing, Act(writing.now, How.TYPED, event), past, merge=False)

    def delete(self, report_id: int) -> None:
        """Take a report out of the library; it can be restored."""
        self._set_column(report_id, "deleted", stamp(self._clock()), HistoryEvent.DELETED.label)

    def restore(self, report_id: int) -> None:
        """Bring a deleted report back; it was last changed when it was before, if ever anything was entered."""
        with self._writing(report_id, closed_too=True) as writing:
            self._set(writing, {"deleted": None}, HistoryEvent.RESTORED.label)
            writing.now = read_change_before_deletion(self._db, report_id) or writing.now

    def offers(self, misfit: Misfit) -> tuple[Offer, ...]:
        """Return what may have stood where something does not fit."""
        from model.storage.checksums import mending

        with told(self.path):
            return mending.offers(self._db, self.path, misfit)

    def mend(self, misfit: Misfit, offer: Offer | None = None) -> None:
        """Write what was offered, or take what stands there as it is; the history tells, and it fits from now on.

        Raises:
            UserError: it could not be written, or only a backup of the whole library can help.
        """
        from model.storage.checksums import mending

        if misfit.kind is MisfitKind.ORPHAN:
            raise UserError("这些内容所属的年报已经不在报告库里，请用备份恢复")
        if misfit.kind in _SETTLED:
            with self._transaction(), told(self.path):
                _SETTLED[misfit.kind](self._db)
            return
        content = offer.content if offer else misfit.content
        step = HistoryEvent.MENDED.about(offer.source) if offer else HistoryEvent.ACCEPTED.label
        with self._writing(misfit.report, closed_too=True, step=(Move.END, step)) as writing:
            past = mending.put_right(writing, misfit, content)
            rows.remember(writing, Act(writing.now, How.FILLED, step), past)
            self._line = None


def _step(event: str, ends: str) -> tuple[Move, str]:
    """Say what explanations are to the trail of undo: a step of their own, or part of what ends it."""
    return (Move.END, ends) if ends else (Move.NEW, event)
