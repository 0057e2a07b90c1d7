"""What can be asked of a library, also of one that cannot be written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from model.errors import UserError
from model.form.editions import FORMS
from model.report.report import Report
from model.rules.switches import PRESET, SETTING, Switches
from model.storage import parsing, past
from model.storage.checksums.sums import TABLES, get_setting, tolerant
from model.storage.checksums.verifying import content_misfits, past_misfits
from model.storage.connection import pragma
from model.storage.events import HistoryEvent
from model.storage.failures import told
from model.storage.migrations import newest
from model.storage.records import Entry, Final, Misfit, Stored, Unreadable
from model.storage.units import chosen, known

if TYPE_CHECKING:  # a report is shown before any are listed, a text is held against others, or a name against names
    from model.rules.peers import Peers
    from model.storage.county.reading import CollectionReading
    from model.storage.same_unit import Kinship
    from model.storage.summaries import Summary
    from model.storage.tallies import Around
    from model.storage.year_sketches import YearSketches

T = TypeVar("T")
_OF_UNIT = (
    "SELECT id, unit FROM report WHERE unit_id = ? AND year = ? AND deleted IS NULL ORDER BY changed DESC, id DESC"
)

_SEVERAL_NAMES = "SELECT unit, group_concat(name, char(0)) FROM unit_name GROUP BY unit HAVING count(*) > 1"
_FEW = 20  # reports that were changed last, one of which is of a unit that somebody writes for
_BITS = 63  # of a whole number, without its sign


class LibraryReading:
    """The questions; each raises UserError where the file is damaged."""

    path: Path
    read_only: str | None
    _db: sqlite3.Connection

    def all(self) -> tuple[Stored, ...]:
        """Return every report that is not deleted, newest change first; one that cannot be read is in `unreadable`."""
        return self._read("deleted IS NULL")

    def summaries(self, *, deleted: bool = False) -> tuple[Summary, ...]:
        """Return what a list shows of every report that is not deleted, or that is; newest change first.

        No content is read. A report whose header cannot be read is in `unreadable`.
        """
        from model.storage.summaries import all_summaries

        with told(self.path):
            found = all_summaries(self._db, self._around, deleted=deleted)
        self._look_at_strange()
        return found

    def summaries_in_parts(self) -> Iterator[tuple[Summary, ...]]:
        """Return the same in parts, each in no time: those that were changed last, then all others."""
        from model.storage.summaries import FIRST, first_summaries, more_summaries

        around = self._around
        with told(self.path):
            first = first_summaries(self._db, around, FIRST)
            yield first
            seen = {one.id for one in first}
            for part in more_summaries(self._db, around) if len(first) == FIRST else ():
                yield tuple(one for one in part if one.id not in seen)
        self._look_at_strange()

    @property
    def _around(self) -> Around:
        from model.storage.tallies import Around

        return Around(lambda: self._db, self.switches)

    def _look_at_strange(self) -> None:
        """Tell of the reports that a list leaves out."""
        from model.storage.summaries import strange_reports

        with told(self.path):
            strange = strange_reports(self._db)
        for report in strange:
            self._read("id = ?", report)

    def is_empty(self) -> bool:
        """Return whether there is no report to show."""
        with told(self.path):
            return self._db.execute("SELECT 1 FROM report WHERE deleted IS NULL LIMIT 1").fetchone() is None

    def count_deleted(self) -> int:
        """Return how many reports can be brought back."""
        with told(self.path):
            (count,) = self._db.execute("SELECT count(*) FROM report WHERE deleted IS NOT NULL").fetchone()
        return int(count)

    def is_there(self, report_id: int) -> bool:
        """Return whether there is a report with this number that is not deleted."""
        if report_id.bit_length() > _BITS:  # what is remembered may be any number; SQLite takes no greater one
            return False
        with told(self.path):
            found = self._db.execute("SELECT 1 FROM report WHERE id = ? AND deleted IS NULL", (report_id,)).fetchone()
        return found is not None

    def count_rows(self, table: str) -> int:
        """Return how many numbers, texts or explanations the reports have that are not deleted."""
        there = (
            f"SELECT count(*) FROM {TABLES[table].name} WHERE report IN (SELECT id FROM report WHERE deleted IS NULL)"  # noqa: S608
        )
        with told(self.path):
            return int(self._db.execute(there).fetchone()[0])

    def can_be_read(self, report_id: int) -> bool:
        """Return whether a report can be shown; one that cannot is in `unreadable`."""
        return bool(self._read("id = ?", report_id))

    def some(self, most: int) -> tuple[int, ...]:
        """Return the numbers of a few reports that are not deleted, whichever."""
        with told(self.path):
            rows = self._db.execute("SELECT id FROM report WHERE deleted IS NULL LIMIT ?", (most,)).fetchall()
        return tuple(row[0] for row in rows)

    def latest(self) -> Summary | None:
        """Return the report that was changed last, of a unit that somebody writes for: the example's is nobody's."""
        from model.storage.summaries import first_summaries

        with told(self.path):
            some = first_summaries(self._db, self._around, _FEW)
            return next((one for one in some if not self._is_of_example(one.unit_id)), None)

    def _is_of_example(self, unit: int | None) -> bool:
        of_it = (
            "SELECT 1 FROM history JOIN report ON report.id = history.report WHERE unit_id IS ? AND step = ? LIMIT 1"
        )
        return self._db.execute(of_it, (unit, HistoryEvent.EXAMPLE.label)).fetchone() is not None

    def near_mark(self, one: Summary) -> str:
        """Return a mark of the texts of other units that may be like a report's: its tally depends on these alone."""
        from model.storage.tallies import near_mark

        with told(self.path):
            return near_mark(self._db, self._sketches(one.year), one.id, one.unit_id, FORMS[one.edition])

    def deleted(self) -> tuple[Stored, ...]:
        """Return the reports that can be restored, the one deleted last first; `changed` says when."""
        return self._read("deleted IS NOT NULL")

    @cached_property
    def _unreadable(self) -> dict[int, Unreadable]:
        return {}

    @property
    def unreadable(self) -> tuple[Unreadable, ...]:
        """Those that what was read so far had to leave out; the others are as usual."""
        return tuple(self._unreadable.values())

    def load(self, report_id: int) -> Stored:
        """Return one report, also a deleted one; what in it does not fit is in its `misfits`.

        Raises:
            KeyError: there is none with this number.
            UserError: it cannot be read.
        """
        return replace(self.read(report_id), misfits=self.misfits(report_id))

    def read(self, report_id: int) -> Stored:
        """Return one report as `load` does, without comparing it with its checksums."""
        for stored in self._read("id = ?", report_id):
            return stored
        if report_id in self._unreadable:
            raise UserError(self._unreadable[report_id].sentence)
        raise KeyError(report_id)

    def misfits(self, report_id: int) -> tuple[Misfit, ...]:
        """Compare a report's content with its checksums."""
        if not self._vouched:
            return ()
        with told(self.path):
            return content_misfits(self._db, report_id)

    def past_misfits(self, report_id: int) -> tuple[Misfit, ...]:
        """Compare a report's history and final versions with their checksums."""
        if not self._vouched:
            return ()
        with told(self.path):
            return past_misfits(self._db, report_id)

    @cached_property
    def _vouched(self) -> bool:
        """Whether the rows have checksums as this program makes them; those of a newer one may be others."""
        return pragma(self._db, "user_version") <= newest()

    def find(self, unit: str, year: int) -> Stored | None:
        """Return the report of a unit and year, however its name is spaced.

        A unit is known by its other names, too. Of several reports it is one that bears the name, of these the one
        changed last.
        """
        there = self.number_of(unit, year)
        return None if there is None else next(iter(self._read("id = ?", there)), None)

    def unit_known_as(self, name: str) -> int | None:
        """Return the number of the unit that bears a name or bore it; None where there is none."""
        with told(self.path), tolerant(self._db):
            return known(self._db, name)

    def unit_of(self, report_id: int) -> int | None:
        """Return the number of a report's unit."""
        with told(self.path):
            row = self._db.execute("SELECT unit_id FROM report WHERE id = ?", (report_id,)).fetchone()
        return None if row is None else row[0]

    def kinship(self, report_id: int, name: str) -> Kinship | None:
        """Return what a report that is to bear a name could be one unit with; None where nothing is open."""
        from model.storage import same_unit

        with told(self.path), tolerant(self._db):
            return same_unit.kinship(self._db, report_id, name)

    def clash(self, report_id: int, name: str, year: int, *, same: bool | None = None) -> int | None:
        """Return the year of which its unit would have two reports if the heading of one were this; None for none."""
        from model.storage import same_unit

        with told(self.path), tolerant(self._db):
            return same_unit.clash(self._db, report_id, name, year, same=same)

    def names_of_renamed(self) -> dict[int | None, str]:
        """Return all names of each unit that has several, as one text."""
        with told(self.path), tolerant(self._db):
            return dict(self._db.execute(_SEVERAL_NAMES).fetchall())

    def number_of(self, unit: str, year: int) -> int | None:
        """Return the number of the report that `find` gives."""
        with told(self.path), tolerant(self._db):
            named = known(self._db, unit)
            there = self._db.execute(_OF_UNIT, (named, year)).fetchall() if named is not None else []
        return chosen(there, unit)

    def beside(self, report_id: int) -> tuple[int, ...]:
        """Return the other reports of the same unit and year, deleted ones left out; the one changed last first."""
        with told(self.path):
            row = self._db.execute("SELECT unit_id, year FROM report WHERE id = ?", (report_id,)).fetchone()
            there = self._db.execute(_OF_UNIT, row or (None, None)).fetchall()
        return tuple(one for one, _ in there if one != report_id)

    def last_year(self, report: Report) -> Report | None:
        """Return the same unit's report of the year before, as it was entered."""
        found = self.find(report.unit, report.year - 1)
        return found.report if found else None

    def others(self, report: Report) -> Peers:
        """Return the reports of other units of the same year, with their texts only; these are read when asked for."""
        from model.storage.stored_peers import StoredPeers
        from model.storage.year_sketches import WhosePeers

        with told(self.path), tolerant(self._db):
            unit = known(self._db, report.unit)
        return StoredPeers(lambda: self._db, self.path, self._sketches(report.year), WhosePeers(report.year, unit))

    @cached_property
    def _last_sketches(self) -> dict[int, YearSketches]:
        return {}

    def _sketches(self, year: int) -> YearSketches:
        """Return the sketches of a year; those of one year are held in memory."""
        from model.storage.year_sketches import YearSketches

        kept = self._last_sketches
        if year not in kept:
            kept.clear()
            kept[year] = YearSketches(year)
        return kept[year]

    def history(self, report_id: int, place: str | None = None, limit: int = 500) -> tuple[Entry, ...]:
        """Return what was changed, newest first: of one place, or of all."""
        with told(self.path):
            return past.read_history(self._db, report_id, place, limit)

    def values_before(self, report_id: int, entry: Entry) -> dict[str, str | None]:
        """Return what stood before a change at each place that was changed by it or since.

        Raises:
            UserError: a line of history that this rests on is not as it was written.
        """
        with told(self.path):
            return past.read_values_before(self._db, report_id, entry)

    def finals(self, report_id: int) -> tuple[Final, ...]:
        """Return every version that was final, newest first."""
        with told(self.path):
            return past.read_finals(self._db, report_id)

    def _read(self, which: str, *values: object) -> tuple[Stored, ...]:
        with told(self.path):
            found = parsing.read(self._db, which, *values)
        for one in found.stored:
            self._unreadable.pop(one.id, None)
        self._unreadable |= {one.report: one for one in found.unreadable}
        return found.stored

    @property
    def county(self) -> CollectionReading:
        """What a county office collects, in the same file."""
        from model.storage.county.reading import CollectionReading  # most never collect

        return CollectionReading(lambda: self._db, lambda: self.path)

    def setting(self, key: str) -> str | None:
        """Return a small thing that the window remembers."""
        with told(self.path):
            if self._vouched:
                return get_setting(self._db, key)
            row = self._db.execute('SELECT value FROM setting WHERE "key" = ?', (key,)).fetchone()
        return row[0] if row else None

    @property
    def switches(self) -> Switches:
        """Which rules are asked in this library."""
        return self.recall(SETTING, Switches.of, PRESET)

    def recall(self, key: str, understood: Callable[[str], T], otherwise: T) -> T:
        """Return a trifle that is remembered; one that is odd, or cannot be read, is as if there were none.

        `understood` raises ValueError or KeyError where the words mean nothing.
        """
        try:
            words = self.setting(key)
            return otherwise if words is None else understood(words)
        except (UserError, ValueError, KeyError):
            return otherwise
