"""The library: all reports of this machine, each edit on disk when the call returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from model.errors import UserError
from model.form.editions import form_for
from model.report import file_format
from model.report.bindings import Bindings
from model.report.printed import Printed
from model.report.report import Explanation, Level, Report
from model.report.totals import with_totals
from model.rules.explanations import About, explained
from model.storage import rows, same_unit, units
from model.storage.changing import (
    as_row,
    as_text,
    brought,
    change_form,
    explanation_place,
    form_of,
    reason_of,
    refuse_what_is_closed,
)
from model.storage.checksums import sums
from model.storage.events import HistoryEvent
from model.storage.failures import told
from model.storage.last_line import HistoryLine
from model.storage.library_file import LibraryFile
from model.storage.records import Change, How, Misfit, MisfitKind, Offer, State
from model.storage.rows import Act, Past
from model.storage.writing import Writing, stamp

__all__ = ["Library", "explanation_place"]


_SETTLED = {
    MisfitKind.REPORTS: sums.count_reports,
    MisfitKind.SETTING: sums.drop_wrong_settings,
    MisfitKind.UNITS: units.make_anew,
}


class Library(LibraryFile):
    """One library file, open. Every method that changes something is one transaction, on disk when it returns.

    Use it from the thread that opened it. `read_only` is None, or the sentence that says why nothing can be written.
    """

    @contextmanager
    def _writing(self, report_id: int, *, closed_too: bool = False) -> Iterator[Writing]:
        """Open a transaction in which a report may be changed."""
        with self._transaction(), told(self.path):
            writing = self._begun(report_id, closed_too=closed_too)
            yield writing
            self._end(writing)

    def _begun(self, report_id: int, *, closed_too: bool = False) -> Writing:
        writing = Writing(self._db, report_id, self._clock())
        refuse_what_is_closed(writing.header, closed_too=closed_too)
        return writing

    def _end(self, writing: Writing) -> None:
        writing.end(self._edit + 1)
        self._edited = True

    def create(
        self,
        report: Report,
        step: str = HistoryEvent.CREATED.label,
        how: How = How.IMPORTED,
        printed: Printed | None = None,
    ) -> int:
        """Add a report; what it brings along is in its history. `printed` are totals of its original."""
        with self._transaction(), told(self.path):
            now = self._clock()
            writing = rows.insert_report(self._db, report, now)
            rows.put_printed(writing, printed or {})
            for one, noted in explained(report, self.last_year):
                rows.put_explanation(writing, one, noted)
            rows.remember(writing, Act(now, how, step), brought(report))
            self._end(writing)
            units.tidy(self._db, writing.unit)
        return writing.report

    def write(
        self, report_id: int, changes: Sequence[Change], how: How, step: str, bindings: Bindings | None = None
    ) -> datetime:
        """Write numbers and texts with their history, all or none; it is on disk when this returns.

        `bindings` take the place of those of the report; None leaves them. What the history gives as the old value
        is what the file held, not what the caller believed.

        Raises:
            UserError: nothing was written: the report is final, or the disk does not allow it.
        """
        with self._writing(report_id) as writing:
            act, form = Act(writing.now, how, step), form_of(writing)
            for change in changes:
                table, key, value = as_row(change, form)
                old = rows.put(writing, table, key, value)
                if old != value:
                    self._remember(writing, act, Past(change.place, old, value), merge=table == "text")
            if bindings is not None:
                rows.put_bindings(writing, bindings)
        return writing.now

    def _remember(self, writing: Writing, act: Act, past: Past, *, merge: bool) -> None:
        """Add a line of history, or lengthen the last one; it tells of one minute at most."""
        typed = merge and act.how is How.TYPED
        if typed and self._line and self._line.goes_on(writing.report, act, past.place):
            self._line = self._line.lengthened(writing, past.new)
            return
        ((number, mark),) = rows.remember(writing, act, [past])
        self._line = HistoryLine(writing.report, number, mark, act, past) if typed else None

    def set_header(self, report_id: int, *, unit: str, level: Level, year: int, same: bool | None = None) -> datetime:
        """Change what the report is about; with the year of another form, an empty report is written in that.

        `same` tells whether it is of the same unit as the reports of `kinship`; None leaves that as it is.

        Raises:
            UserError: the year is one of another form, and there are numbers that it has no cells for.
        """
        with self._transaction(), told(self.path):
            writing = self._begun(report_id)
            old, before = str(writing.header["unit"]), writing.unit
            if form_for(year) is not form_for(int(str(writing.header["year"]))):
                change_form(writing, year)
            self._go_to_unit(writing, unit, same=same)
            self._set(writing, {"unit": unit, "level": level.value, "year": year}, HistoryEvent.HEADING.label)
            self._end(writing)
            units.tidy(self._db, before, old)
            units.tidy(self._db, writing.unit)
        return writing.now

    def _go_to_unit(self, writing: Writing, name: str, *, same: bool | None) -> None:
        """Let a report be of the unit of a name, and with it those that bear the same name."""
        goes = same_unit.move(self._db, writing.report, name, same=same)
        unit = same_unit.settle(self._db, goes, writing.unit, name)
        for one in (writing, *(Writing(self._db, other, writing.now) for other in goes.along)):
            one.header["unit_id"] = unit
            if goes.told is not None:
                event, past = goes.told
                rows.remember(one, Act(writing.now, How.TYPED, event.label), [past])
            if one is not writing:
                self._end(one)

    def _set(self, writing: Writing, values: Mapping[str, str | int | None], step: str) -> None:
        """Write columns of the header; the history tells which are others now."""
        before = dict(writing.header)
        writing.header |= values
        changed = [
            Past(place, as_text(before[place]), as_text(new)) for place, new in values.items() if before[place] != new
        ]
        rows.remember(writing, Act(writing.now, How.TYPED, step), changed)
        self._line = None

    def set_deadline(self, report_id: int, deadline: date | None) -> None:
        """Set the day by which the report is due; None is the level's usual one."""
        self._set_column(report_id, "deadline", deadline.isoformat() if deadline else None, HistoryEvent.DEADLINE.label)

    def finalise(self, report_id: int, on: date) -> None:
        """Close the report, and keep it as it is now; what its original printed is of no more use.

        Raises:
            UserError: something in it does not fit its checksum, and nobody has looked at it yet.
        """
        stored = self.load(report_id)
        if stored.misfits:
            raise UserError(f"这份年报有{len(stored.misfits)}处与保存时不符，请先逐处核对，再定稿")
        with self._writing(report_id) as writing:
            writing.header["finalised_on"] = on.isoformat()
            self._set(writing, {"state": State.FINAL.value}, HistoryEvent.FINALISED.label)
            rows.forget_printed(writing)
            rows.add_final(writing, on, file_format.dumps(with_totals(stored.report)))

    def reopen(self, report_id: int, reason: str) -> None:
        """Let a final report be changed again; the reason is the step in its history."""
        with self._writing(report_id, closed_too=True) as writing:
            if writing.header["state"] != State.FINAL:
                raise UserError("这份年报没有定稿，可以直接修改")
            writing.header["finalised_on"] = None
            self._set(writing, {"state": State.REVISED.value}, HistoryEvent.REOPENED.because(reason))

    def explain(self, report_id: int, explanation: Explanation, noted: About) -> None:
        """Keep a reason and what it is about; a newer one takes its place, the older stays in the history."""
        with self._writing(report_id) as writing:
            old = reason_of(writing, explanation.check, explanation.at)
            rows.put_explanation(writing, explanation, noted)
            past = Past(explanation_place(explanation.check, explanation.at), old, explanation.reason)
            self._remember(writing, Act(writing.now, How.TYPED, HistoryEvent.EXPLAINED.label), past, merge=False)

    def unexplain(self, report_id: int, check: str, at: Sequence[str]) -> None:
        """Take a reason back."""
        with self._writing(report_id) as writing:
            key = check, rows.places_text(at)
            over = writing.mark_of("explanation", *key)
            if over is not None:
                past = Past(explanation_place(check, at), reason_of(writing, check, at), None)
                writing.take("explanation", key, over)
                self._remember(writing, Act(writing.now, How.TYPED, HistoryEvent.UNEXPLAINED.label), past, merge=False)

    def delete(self, report_id: int) -> None:
        """Take a report out of the library; it can be restored."""
        self._set_column(report_id, "deleted", stamp(self._clock()), HistoryEvent.DELETED.label)

    def restore(self, report_id: int) -> None:
        """Bring a deleted report back."""
        self._set_column(report_id, "deleted", None, HistoryEvent.RESTORED.label)

    def _set_column(self, report_id: int, column: str, value: str | None, step: str) -> None:
        with self._writing(report_id, closed_too=True) as writing:
            self._set(writing, {column: value}, step)

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
        with self._writing(misfit.report, closed_too=True) as writing:
            past = mending.put_right(writing, misfit, content)
            rows.remember(writing, Act(writing.now, How.FILLED, step), past)
            self._line = None
