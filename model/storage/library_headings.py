"""What a report of the library is about: whose it is, of which level and year, until when; and undo of that, too."""

from __future__ import annotations

from datetime import date, datetime

from model.form.editions import form_for
from model.report.report import Level
from model.storage import rows, trail, units
from model.storage.changing import change_form
from model.storage.events import HistoryEvent
from model.storage.failures import told
from model.storage.library_rows import LibraryRows
from model.storage.records import Deadline, How, Move, Trodden, UndoTrail
from model.storage.rows import Act, Past
from model.storage.trail import HeadingMove, ReportHeading
from model.storage.unit_state import bring_back, concerned, state_of, units_in
from model.storage.writing import Writing

_OTHERS = "SELECT 1 FROM report WHERE unit_id = ? AND id <> ? AND year = ? AND deleted IS NULL"


class LibraryHeadings(LibraryRows):
    """The headings, and the trail of undo."""

    def set_header(  # noqa: PLR0913 — the fields of a heading
        self,
        report_id: int,
        *,
        unit: str,
        level: Level,
        year: int,
        same: bool | None = None,
        deadline: date | Deadline | None = Deadline.AS_IT_IS,
    ) -> datetime:
        """Change what the report is about; with the year of another form, an empty report is written in that.

        `same` tells whether it is of the same unit as the reports of `kinship`; None leaves that as it is.

        Raises:
            UserError: the year is one of another form, and there are numbers that it has no cells for.
        """
        with self._transaction(), told(self.path):
            writing = self._begun(report_id)
            writing.keep_journal()
            old = _heading_of(writing)
            day = old.deadline if isinstance(deadline, Deadline) else deadline.isoformat() if deadline else None
            new = ReportHeading(unit, level.value, year, day)
            act = Act(writing.now, How.TYPED, HistoryEvent.HEADING.label)
            before = state_of(self._db, concerned(self._db, writing, unit))
            unit_before = writing.unit
            self._put_heading(writing, new, act, same=same)
            self._end(writing)
            self._tidy(writing, unit_before, old.unit)
            after = state_of(self._db, units_in(before) | {writing.unit or 0})
            if (old, before) != (new, after):
                trail.note(writing, Move.NEW, act.step, HeadingMove(old, new, before, after))
        return writing.now

    def set_deadline(self, report_id: int, deadline: date | None) -> None:
        """Set the day by which the report is due; None is the level's usual one."""
        day = deadline.isoformat() if deadline else None
        with self._writing(report_id, closed_too=True) as writing:
            old = _heading_of(writing)
            if day != old.deadline:
                self._set(writing, {"deadline": day}, HistoryEvent.DEADLINE.label)
                as_it_is = state_of(self._db, ())
                moved = HeadingMove(old, old._replace(deadline=day), as_it_is, as_it_is)
                trail.note(writing, Move.NEW, HistoryEvent.DEADLINE.label, moved)

    def _put_heading(self, writing: Writing, new: ReportHeading, act: Act, *, same: bool | None) -> list[Past]:
        self._put_form(writing, new.year)
        self._go_to_unit(writing, new.unit, act, same=same)
        return self._set(writing, new._asdict(), act.step, act.how)

    def _put_form(self, writing: Writing, year: int) -> None:
        if form_for(year) is not form_for(int(str(writing.header["year"]))):
            change_form(writing, year)

    def _go_to_unit(self, writing: Writing, name: str, act: Act, *, same: bool | None) -> None:
        """Let a report be of the unit of a name, and with it those that bear the same name."""
        from model.storage import same_unit

        goes = same_unit.move(self._db, writing.report, name, same=same)
        unit = same_unit.settle(self._db, goes, writing.unit, name)
        for one in (writing, *(Writing(self._db, other, writing.now) for other in goes.along)):
            one.header["unit_id"] = unit
            if goes.told is not None:
                event, past = goes.told
                rows.remember(one, Act(writing.now, act.how, event.label), [past])
            if one is not writing:
                self._end(one)

    def _tidy(self, writing: Writing, unit: int | None, name: str) -> None:
        units.tidy(self._db, unit, name)
        units.tidy(self._db, writing.unit)

    # The trail of undo

    def trail(self, report_id: int) -> UndoTrail:
        """Return what can be undone and redone; nothing in a file that cannot be written."""
        if self.read_only is not None:
            return UndoTrail()
        with told(self.path):
            return trail.read_trail(self._db, report_id)

    def take_back(self, report_id: int) -> Trodden | None:
        """Take the last step back, whatever it changed; None where there is none.

        Raises:
            UserError: what it changed was changed otherwise since, or it could not be written: nothing was.
        """
        return self._tread(report_id, Move.BACK)

    def make_again(self, report_id: int) -> Trodden | None:
        """Make the step again that was taken back last; as `take_back`."""
        return self._tread(report_id, Move.AGAIN)

    def _tread(self, report_id: int, move: Move) -> Trodden | None:
        with self._transaction(), told(self.path):
            writing = self._begun(report_id)
            step = trail.next_step(writing, move)
            if step is None:
                return None
            words = HistoryEvent.UNDONE.about(step.label) if move is Move.BACK else step.label
            act = Act(writing.now, How.UNDONE, words)
            lines = trail.tread(writing, step, move)
            rows.remember(writing, act, lines)
            if step.moved is not None:
                lines += self._put_heading_back(writing, step.moved, step.label, (act, move))
            trail.note(writing, move, step.label)
            self._line = None
            self._end(writing)
        return Trodden(step.label, tuple((one.place, one.old, one.new) for one in lines))

    def _put_heading_back(self, writing: Writing, moved: HeadingMove, label: str, way: tuple[Act, Move]) -> list[Past]:
        """Bring the heading back and the units that it concerned, where nothing else was done to these since.

        What came to a unit since is in nobody's way where the unit stays as it is.
        """
        act, move = way
        back = move is Move.BACK
        there, wanted = (moved.new, moved.old) if back else (moved.old, moved.new)
        now, then = (moved.after, moved.before) if back else (moved.before, moved.after)
        is_as_left = state_of(self._db, units_in(now, then)) == now
        concerns_units = now != then or there.unit != wanted.unit
        may = is_as_left or (not concerns_units and self._is_free(writing, there.year, wanted.year))
        trail.insist_on(_heading_of(writing) == there and may, label, move)
        self._put_form(writing, wanted.year)
        if concerns_units:
            bring_back(writing, now, then, self._end)
        return self._set(writing, wanted._asdict(), act.step, act.how)

    def _is_free(self, writing: Writing, year: int, wanted: int) -> bool:
        """Whether the unit has no other report of the year that one is to be of again."""
        others = self._db.execute(_OTHERS, (writing.unit, writing.report, wanted)).fetchone()
        return year == wanted or others is None


def _heading_of(writing: Writing) -> ReportHeading:
    unit, level, year, deadline = (writing.header[name] for name in ReportHeading._fields)
    return ReportHeading(str(unit), str(level), int(str(year)), None if deadline is None else str(deadline))
