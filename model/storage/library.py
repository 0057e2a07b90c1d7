"""The library: all reports of this machine, each edit on disk when the call returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from model.errors import DiskError, UserError
from model.form.editions import form_for
from model.report import file_format
from model.report.bindings import Bindings
from model.report.report import Explanation, Level, Report
from model.report.totals import with_totals
from model.rules.explanations import About, explained
from model.storage import rows, units
from model.storage.backups.copying import back_up
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
from model.storage.checksums.sums import put_setting
from model.storage.connection import PATIENCE, atomic
from model.storage.events import HistoryEvent
from model.storage.failures import told
from model.storage.files.lock import Lock
from model.storage.files.moving import NOT_WRITABLE, let_go, move
from model.storage.files.places import followed
from model.storage.files.whereabouts import Where, Whereabouts, is_broken
from model.storage.last_line import HistoryLine
from model.storage.numbering import last_edit, lost_edits
from model.storage.opening import open_library
from model.storage.reading import LibraryReading
from model.storage.records import Change, How, Misfit, MisfitKind, Offer, State
from model.storage.rows import Act, Past
from model.storage.tallies import Counted, put_tally
from model.storage.writing import Writing, part_of_a_transaction, stamp

__all__ = ["Library", "explanation_place"]


_SETTLED = {
    MisfitKind.REPORTS: sums.count_reports,
    MisfitKind.SETTING: sums.drop_wrong_settings,
    MisfitKind.UNITS: units.make_anew,
}


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def _nobody(_: str) -> None:
    """Hear nothing."""


class Library(LibraryReading):
    """One library file, open. Every method that changes something is one transaction, on disk when it returns.

    Use it from the thread that opened it. `read_only` is None, or the sentence that says why nothing can be written.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime] = _now, *, anew: bool = False) -> None:
        """Open the library, making it where there is none; `anew` means an empty one, whatever backups there are.

        Raises:
            AlreadyOpenError: this user has it open already.
            UserError: it is not a library, it is damaged, or the disk does not allow it.
        """
        self.path = path = followed(path)
        self._clock = clock
        opened = open_library(path, anew=anew)
        self._db, self._lock, self.read_only = opened.connection, opened.lock, opened.read_only
        self._together = False  # inside a transaction that others are part of
        self._edited = False  # whether the transaction is one that has a number
        self._line: HistoryLine | None = None  # the last line of history, while it is the one that typing goes on with
        self.on_moved: Callable[[str], object] = _nobody  # told where the work goes on when the file is not there
        self._where: Whereabouts | None = None  # of a library that may be written
        self._edit = 0  # the number of the last edit
        self.is_open = True
        self._left: list[Lock] = []  # of the paths that the work has left: who starts there raises this window
        try:
            with told(path):
                self.lost_edits = lost_edits(self._db, self._lock.last_noted())
                self._edit = last_edit(self._db)
                if self.read_only is None:
                    self._where = Whereabouts(path)
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the library; as the constructor."""
        return cls(path)

    def close(self) -> None:
        """Close the file and let others write."""
        self.is_open = False
        with suppress(UserError):
            self.stay()
        where, self._where = self._where, None
        let_go(self.path, self._db, where)
        for lock in (self._lock, *self._left):
            lock.release()

    def stay(self) -> None:
        """See to it that the library is at its path, or go on in a new file and tell where.

        Raises:
            UserError: it is not there, and there is nowhere to go.
        """
        if self._where is not None and not self._together:
            self._go_on(self._where.before())

    def _go_on(self, found: Where) -> None:
        if found is Where.HERE or self._where is None:
            return
        moved = move(self.path, self._db, self._where, found, self._edit)
        self._line, self._db = None, moved.connection
        if moved.opened is not None:
            self._left.append(self._lock)
            self._lock = moved.opened.lock
        if not moved.sentence:  # what is left can be looked at, no more
            self._where.doubt()
            raise DiskError(NOT_WRITABLE.format(self.path))
        self._where.close()
        self.path, self._where = moved.path, Whereabouts(moved.path)
        self.on_moved(moved.sentence)

    def open_again(self) -> None:
        """After `close`, open what is at the path now: another file was put in its place.

        Raises:
            UserError: as the constructor; it stays closed.
        """
        hears = self.on_moved
        self.__dict__ = Library(self.path, self._clock).__dict__  # nothing that was known of the old one
        self.on_moved = hears

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Open a transaction, or be part of the one that is open; one that changes a report gets the next number."""
        if self.read_only:
            raise UserError(self.read_only)
        if self._together:
            with self._line_as_it_was(), told(self.path), part_of_a_transaction(self._db):
                yield
            return
        self.stay()
        self._edited = False
        try:
            with self._line_as_it_was(), told(self.path), atomic(self._db):
                yield
        except BaseException as error:
            if self._where is not None and is_broken(error):
                self._line = None
                self._where.doubt()
            raise
        if self._edited:
            self._edit += 1
            self._lock.note_edit(self._edit)
        if self._where is not None:
            self._go_on(self._where.after())

    @contextmanager
    def _line_as_it_was(self) -> Iterator[None]:
        """Let what is not written leave no trace: typing goes on with the line that it went on with before."""
        line = self._line
        try:
            yield
        except BaseException:
            self._line = line
            raise

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

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that is written inside; an error that leaves the block takes all of it back."""
        with self._transaction():
            self._together = True
            try:
                yield
            finally:
                self._together = False

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Do not wait for another program that uses the file: what is written inside will be tried again anyway."""
        self._db.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self._db.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")

    def create(self, report: Report, step: str = HistoryEvent.CREATED.label, how: How = How.IMPORTED) -> int:
        """Add a report; what it brings along is in its history."""
        with self._transaction(), told(self.path):
            now = self._clock()
            writing = rows.insert_report(self._db, report, now)
            for one, noted in explained(report):
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
                table, value = as_row(change, form)
                old = rows.put(writing, table, change.place, value)
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

    def set_header(self, report_id: int, *, unit: str, level: Level, year: int) -> datetime:
        """Change what the report is about; with the year of another form, an empty report is written in that.

        Raises:
            UserError: the year is one of another form, and there are numbers that it has no cells for.
        """
        with self._transaction(), told(self.path):
            writing = self._begun(report_id)
            old, before = str(writing.header["unit"]), writing.unit
            if form_for(year) is not form_for(int(str(writing.header["year"]))):
                change_form(writing, year)
            writing.header["unit_id"] = units.renamed(self._db, before, unit)
            self._set(writing, {"unit": unit, "level": level.value, "year": year}, HistoryEvent.HEADING.label)
            self._end(writing)
            units.tidy(self._db, before, old)
            units.tidy(self._db, writing.unit)
        return writing.now

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
        """Close the report, and keep it as it is now.

        Raises:
            UserError: something in it does not fit its checksum, and nobody has looked at it yet.
        """
        stored = self.load(report_id)
        if stored.misfits:
            raise UserError(f"这份年报有{len(stored.misfits)}处与保存时不符，请先逐处核对，再定稿")
        with self._writing(report_id) as writing:
            writing.header["finalised_on"] = on.isoformat()
            self._set(writing, {"state": State.FINAL.value}, HistoryEvent.FINALISED.label)
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

    def keep_tallies(self, counted: Iterable[Counted]) -> None:
        """Keep what was counted; it is no edit, and a library that cannot be written goes without.

        Raises:
            UserError: the disk does not allow it.
        """
        if self.read_only is None:
            with self._transaction(), told(self.path):
                for one in counted:
                    put_tally(self._db, one)

    def set_setting(self, key: str, value: str) -> None:
        """Set a small thing that the user has chosen; a library that cannot be written forgets it.

        Raises:
            UserError: the disk does not allow it. What is a trifle, is to be remembered by `remember`.
        """
        if self.read_only is None:
            with self._transaction(), told(self.path):
                put_setting(self._db, key, value)

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

    def remember(self, key: str, value: str) -> None:
        """Remember a trifle, how the window is left; where that is not possible, it is forgotten and work goes on."""
        with suppress(UserError):
            if self.setting(key) != value:
                self.set_setting(key, value)

    def backup(self, to: Path) -> None:
        """Copy the library to a file that was checked.

        Raises:
            UserError: the copy could not be made; what stood there is as it was.
        """
        back_up(self.path, to)
