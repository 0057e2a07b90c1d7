"""What can be asked of a library, also of one that cannot be written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

from model.errors import DamagedError, UserError
from model.report import Report
from model.storage import rows
from model.storage.failures import DAMAGED, told
from model.storage.records import Entry, Final, Stored

T = TypeVar("T")


class Reading:
    """The questions; each raises UserError where the file is damaged."""

    path: Path
    read_only: str | None
    _db: sqlite3.Connection

    def all(self) -> tuple[Stored, ...]:
        """Give every report that is not deleted, newest change first."""
        return self._read("deleted IS NULL")

    def deleted(self) -> tuple[Stored, ...]:
        """Give the reports that can be restored, the one deleted last first; `changed` says when."""
        return self._read("deleted IS NOT NULL")

    def load(self, report_id: int) -> Stored:
        """Give one report, also a deleted one.

        Raises:
            KeyError: there is none with this number.
        """
        for stored in self._read("id = ?", report_id):
            return stored
        raise KeyError(report_id)

    def find(self, unit: str, year: int) -> Stored | None:
        """Give the report of a unit and year, however its name is spaced; of several, the one changed last."""
        with told(self.path):
            named = self._db.execute("SELECT id, unit FROM report WHERE year = ? AND deleted IS NULL", (year,))
            keys = [key for key, name in named if _squeezed(name) == _squeezed(unit)]
        found = [self.load(key) for key in keys]
        return max(found, key=lambda one: one.changed, default=None)

    def last_year(self, report: Report) -> Report | None:
        """Give the same unit's report of the year before, as it was entered."""
        found = self.find(report.unit, report.year - 1)
        return found.report if found else None

    def others(self, report: Report) -> tuple[Report, ...]:
        """Give the reports of other units of the same year, with their texts only."""
        with self._understood():
            found = rows.read_texts(self._db, report.year)
        return tuple(one for one in found if _squeezed(one.unit) != _squeezed(report.unit))

    def history(self, report_id: int, place: str | None = None, limit: int = 500) -> tuple[Entry, ...]:
        """Tell what was changed, newest first: of one place, or of all."""
        with self._understood():
            return rows.read_history(self._db, report_id, place, limit)

    def finals(self, report_id: int) -> tuple[Final, ...]:
        """Give every version that was final, newest first."""
        with told(self.path):
            found = self._db.execute(
                "SELECT finalised_on, moment, file FROM final WHERE report = ? ORDER BY id DESC", (report_id,)
            ).fetchall()
        return tuple(Final(date.fromisoformat(on), rows.moment_of(when), file) for on, when, file in found)

    def _read(self, which: str, *values: object) -> tuple[Stored, ...]:
        with self._understood():
            return rows.read(self._db, which, *values)

    @contextmanager
    def _understood(self) -> Iterator[None]:
        """Tell of damage, also where SQLite sees none: a number that is none, a state that does not exist."""
        with told(self.path):
            try:
                yield
            except (ValueError, ArithmeticError) as error:
                raise DamagedError(DAMAGED.format(path=self.path)) from error

    def setting(self, key: str) -> str | None:
        """Give a small thing that the window remembers."""
        with told(self.path):
            row = self._db.execute('SELECT value FROM setting WHERE "key" = ?', (key,)).fetchone()
        return row[0] if row else None

    def recall(self, key: str, understood: Callable[[str], T], otherwise: T) -> T:
        """Give a trifle that is remembered; one that is odd, or cannot be read, is as if there were none.

        `understood` raises ValueError or KeyError where the words mean nothing.
        """
        try:
            words = self.setting(key)
            return otherwise if words is None else understood(words)
        except (UserError, ValueError, KeyError):
            return otherwise


def _squeezed(unit: str) -> str:
    return "".join(unit.split())
