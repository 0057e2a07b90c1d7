"""The library: all reports of this machine, each edit on disk when the call returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Self

from model import report_file
from model.bindings import Bindings
from model.errors import UserError
from model.explaining import About, explained
from model.form import Form
from model.forms import FORMS, form_for
from model.numbers import number_text
from model.report import Explanation, Level, Report
from model.storage import rows
from model.storage.backup import back_up
from model.storage.connection import atomic
from model.storage.failures import told
from model.storage.opening import open_library
from model.storage.reading import Reading
from model.storage.records import Change, How, State
from model.storage.rows import Act, Past
from model.totals import with_totals

TYPING = "录入"  # the step of texts that are typed character by character
_ONE_SITTING = timedelta(seconds=60)


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


class Library(Reading):
    """One library file, open. Every method that changes something is one transaction, on disk when it returns.

    Use it from the thread that opened it. `read_only` is None, or the sentence that says why nothing can be written.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime] = _now) -> None:
        """Open the library, making it where there is none.

        Raises:
            AlreadyOpenError: this user has it open already.
            UserError: it is not a library, it is damaged, or the disk does not allow it.
        """
        self.path = path
        self._clock = clock
        opened = open_library(path)
        self._db, self._lock, self.read_only = opened.connection, opened.lock, opened.read_only
        self._together = False  # inside a transaction that others are part of

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the library; as the constructor."""
        return cls(path)

    def close(self) -> None:
        """Close the file and let others write."""
        self._db.close()
        self._lock.release()

    def open_again(self) -> None:
        """After `close`, open what is at the path now: another file was put in its place.

        Raises:
            UserError: as the constructor; it stays closed.
        """
        Library.__init__(self, self.path, self._clock)

    @contextmanager
    def _writing(self, report_id: int | None = None, *, closed_too: bool = False) -> Iterator[datetime]:
        """Open a transaction in which a report may be changed; give the moment that it is stamped with."""
        if self.read_only:
            raise UserError(self.read_only)
        with told(self.path), nullcontext() if self._together else atomic(self._db):
            now = self._clock()
            if report_id is not None:
                self._refuse_what_is_closed(report_id, closed_too=closed_too)
                self._db.execute("UPDATE report SET changed = ? WHERE id = ?", (rows.stamp(now), report_id))
            yield now

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that is written inside; an error that leaves the block takes all of it back."""
        with self._writing():
            self._together = True
            try:
                yield
            finally:
                self._together = False

    def _refuse_what_is_closed(self, report_id: int, *, closed_too: bool) -> None:
        row = self._db.execute("SELECT state, deleted FROM report WHERE id = ?", (report_id,)).fetchone()
        if row is None:
            raise KeyError(report_id)
        if closed_too:
            return
        if row[1] is not None:
            raise UserError("这份年报已经删除，恢复以后才能修改")
        if row[0] == State.FINAL:
            raise UserError("这份年报已经定稿，要修改请先改为修订，并说明原因")

    def create(self, report: Report, step: str = "新建", how: How = How.IMPORTED) -> int:
        """Add a report; what it brings along is in its history."""
        with self._writing() as now:
            key = rows.insert_report(self._db, report, now)
            for one, noted in explained(report):
                rows.put_explanation(self._db, key, one, noted)
            rows.remember(self._db, key, Act(now, how, step), _brought(report))
        return key

    def write(
        self, report_id: int, changes: Sequence[Change], how: How, step: str, bindings: Bindings | None = None
    ) -> datetime:
        """Write numbers and texts with their history, all or none; it is on disk when this returns.

        `bindings` take the place of those of the report; None leaves them. What the history gives as the old value
        is what the file held, not what the caller believed.

        Raises:
            UserError: nothing was written: the report is final, or the disk does not allow it.
        """
        with self._writing(report_id) as now:
            act, form = Act(now, how, step), self._form_of(report_id)
            for change in changes:
                table, value = _as_row(change, form)
                old = rows.put(self._db, report_id, table, change.place, value)
                if old == value:
                    continue
                past = Past(change.place, old, value)
                if table == "number" or not self._merged(report_id, act, past):
                    rows.remember(self._db, report_id, act, [past])
            if bindings is not None:
                rows.put_bindings(self._db, report_id, bindings)
        return now

    def _form_of(self, report_id: int) -> Form:
        (edition,) = self._db.execute("SELECT edition FROM report WHERE id = ?", (report_id,)).fetchone()
        return FORMS[edition]

    def _merged(self, report_id: int, act: Act, past: Past) -> bool:
        """Lengthen the last line of history instead of adding one per character; it tells of one minute at most."""
        if (act.how, act.step) != (How.TYPED, TYPING):
            return False
        last = self._db.execute(
            "SELECT id, moment FROM history WHERE report = ? ORDER BY id DESC LIMIT 1", (report_id,)
        ).fetchone()
        if last is None or not timedelta() <= act.when - rows.moment_of(last[1]) <= _ONE_SITTING:
            return False
        merged = self._db.execute(
            "UPDATE history SET new = ? WHERE id = ? AND place = ? AND how = ? AND step = ?",
            (past.new, last[0], past.place, act.how.value, act.step),
        )
        return merged.rowcount == 1

    def set_header(self, report_id: int, *, unit: str, level: Level, year: int) -> datetime:
        """Change what the report is about; with the year of another form, an empty report is written in that.

        Raises:
            UserError: the year is one of another form, and there are numbers that it has no cells for.
        """
        with self._writing(report_id) as now:
            before = self._db.execute("SELECT unit, level, year FROM report WHERE id = ?", (report_id,)).fetchone()
            after = (unit, level.value, year)
            if form_for(year) is not form_for(before[2]):
                self._change_form(report_id, year)
            self._db.execute("UPDATE report SET unit = ?, level = ?, year = ? WHERE id = ?", (*after, report_id))
            pairs = zip(("unit", "level", "year"), before, after, strict=True)
            changed = [Past(place, str(old), str(new)) for place, old, new in pairs if old != new]
            rows.remember(self._db, report_id, Act(now, How.TYPED, "单位信息"), changed)
        return now

    def _change_form(self, report_id: int, year: int) -> None:
        edition = form_for(year).edition
        if edition == self._form_of(report_id).edition:
            return
        if self._db.execute("SELECT 1 FROM number WHERE report = ? LIMIT 1", (report_id,)).fetchone():
            raise UserError(f"{year}年度用的是另一种表样，已填的数字放不进去；请另建一份{year}年度的年报")
        self._db.execute("UPDATE report SET edition = ? WHERE id = ?", (edition, report_id))

    def set_deadline(self, report_id: int, deadline: date | None) -> None:
        """Set the day by which the report is due; None is the level's usual one."""
        self._set_column(report_id, "deadline", deadline.isoformat() if deadline else None, "截止日期")

    def finalise(self, report_id: int, on: date) -> None:
        """Close the report, and keep it as it is now."""
        whole = with_totals(self.load(report_id).report)
        with self._writing(report_id) as now:
            self._set_state(report_id, State.FINAL, on, Act(now, How.TYPED, "定稿"))
            self._db.execute(
                "INSERT INTO final (report, finalised_on, moment, file) VALUES (?, ?, ?, ?)",
                (report_id, on.isoformat(), rows.stamp(now), report_file.dumps(whole)),
            )

    def reopen(self, report_id: int, reason: str) -> None:
        """Let a final report be changed again; the reason is the step in its history."""
        with self._writing(report_id, closed_too=True) as now:
            if self.load(report_id).state is not State.FINAL:
                raise UserError("这份年报没有定稿，可以直接修改")
            self._set_state(report_id, State.REVISED, None, Act(now, How.TYPED, f"修订：{reason}"))

    def _set_state(self, report_id: int, state: State, on: date | None, act: Act) -> None:
        (old,) = self._db.execute("SELECT state FROM report WHERE id = ?", (report_id,)).fetchone()
        self._db.execute(
            "UPDATE report SET state = ?, finalised_on = ? WHERE id = ?",
            (state.value, on.isoformat() if on else None, report_id),
        )
        rows.remember(self._db, report_id, act, [Past("state", old, state.value)])

    def explain(self, report_id: int, explanation: Explanation, noted: About) -> None:
        """Keep a reason and what it is about; a newer one takes its place, the older stays in the history."""
        with self._writing(report_id) as now:
            old = self._reason(report_id, explanation.check, explanation.at)
            rows.put_explanation(self._db, report_id, explanation, noted)
            past = Past(explanation_place(explanation.check, explanation.at), old, explanation.reason)
            rows.remember(self._db, report_id, Act(now, How.TYPED, "说明"), [past])

    def unexplain(self, report_id: int, check: str, at: Sequence[str]) -> None:
        """Take a reason back."""
        with self._writing(report_id) as now:
            old = self._reason(report_id, check, at)
            self._db.execute(
                "DELETE FROM explanation WHERE report = ? AND rule = ? AND places = ?",
                (report_id, check, rows.places_text(at)),
            )
            if old is not None:
                past = Past(explanation_place(check, at), old, None)
                rows.remember(self._db, report_id, Act(now, How.TYPED, "撤回说明"), [past])

    def _reason(self, report_id: int, check: str, at: Sequence[str]) -> str | None:
        row = self._db.execute(
            "SELECT reason FROM explanation WHERE report = ? AND rule = ? AND places = ?",
            (report_id, check, rows.places_text(at)),
        ).fetchone()
        return row[0] if row else None

    def delete(self, report_id: int) -> None:
        """Take a report out of the library; it can be restored."""
        self._set_column(report_id, "deleted", rows.stamp(self._clock()), "删除")

    def restore(self, report_id: int) -> None:
        """Bring a deleted report back."""
        self._set_column(report_id, "deleted", None, "恢复")

    def _set_column(self, report_id: int, column: str, value: str | None, step: str) -> None:
        with self._writing(report_id, closed_too=True) as now:
            (old,) = self._db.execute(f"SELECT {column} FROM report WHERE id = ?", (report_id,)).fetchone()  # noqa: S608
            self._db.execute(f"UPDATE report SET {column} = ? WHERE id = ?", (value, report_id))  # noqa: S608
            rows.remember(self._db, report_id, Act(now, How.TYPED, step), [Past(column, old, value)])

    def set_setting(self, key: str, value: str) -> None:
        """Remember a small thing; a library that cannot be written forgets it."""
        if self.read_only is None:
            with self._writing():
                self._db.execute('INSERT OR REPLACE INTO setting ("key", value) VALUES (?, ?)', (key, value))

    def backup(self, to: Path) -> None:
        """Copy the library to a file that was checked.

        Raises:
            UserError: the copy could not be made; what stood there is as it was.
        """
        back_up(self.path, to)


def explanation_place(check: str, at: Sequence[str]) -> str:
    """Name an explanation in the history.

    >>> explanation_place("X1", ("applications/brought_forward/total",))
    'explanations/X1/applications/brought_forward/total'
    """
    return "/".join(("explanations", check, ",".join(at)))


def _brought(report: Report) -> list[Past]:
    """List what a new report brings along, for its history."""
    numbers = [Past(cell, None, number_text(value)) for cell, value in report.numbers.items()]
    texts = [Past(key, None, words) for key, words in report.texts.items()]
    reasons = [Past(explanation_place(one.check, one.at), None, one.reason) for one in report.explanations]
    return numbers + texts + reasons


def _as_row(change: Change, form: Form) -> tuple[str, str | None]:
    """Give the table and the value of a change; nothing typed is no row."""
    if change.place in form.texts:
        return "text", str(change.new or "") or None
    if change.place not in form.cells or isinstance(change.new, str):
        raise ValueError(f"{change.place} cannot hold {change.new!r}")
    return "number", None if change.new is None else number_text(change.new)
