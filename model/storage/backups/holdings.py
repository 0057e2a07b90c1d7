"""What a backup holds, in short: how many reports, and of each the last edit; and which edits of others it has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from model.storage.connection import APPLICATION, connect_to_read, pragma
from model.values import NamedTuple


class Tip(NamedTuple):
    """The last edit of a report, or (its number below 0) the last line of what a county office did.

    Who has it has all before it: the history only grows.

    After a restore the numbers of edits are given once more, so the moment belongs to it; a report without edits
    (`edit` is 0) is known by its heading.
    """

    report: int
    edit: int
    mark: str


@dataclass(frozen=True)
class Holding:
    """What is in a file: the reports, those that were deleted, and the last edit of each."""

    reports: int
    deleted: int
    tips: frozenset[Tip]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever in it."""
        return not self.tips


_OF_A_COUNTY = {
    -1: "collection_step",
    -2: "remark",
    -3: "adjustment",
    -4: "ruling",
    -5: "judgement",
}  # what only grows there
_TIPS = (
    "SELECT report.id, unit, year, history.id, history.moment FROM report LEFT JOIN history"
    " ON history.id = (SELECT max(id) FROM history WHERE history.report = report.id)"
)


def holding(path: Path) -> Holding | None:
    """Look into a file; None where it cannot be read or is none of ours. Nothing is checked beyond that."""
    try:
        if not path.stat().st_size:  # SQLite would take its log away
            return None
        with closing(connect_to_read(path)) as connection:
            return _holding(connection)
    except (sqlite3.Error, UnicodeDecodeError, OSError, ValueError):
        return None


def _holding(connection: sqlite3.Connection) -> Holding | None:
    if pragma(connection, "application_id") != APPLICATION:
        return None
    (every,) = connection.execute("SELECT count(*) FROM report").fetchone()
    (reports,) = connection.execute("SELECT count(*) FROM report WHERE deleted IS NULL").fetchone()
    tips = frozenset(
        Tip(report, edit, moment) if edit else Tip(report, 0, f"{unit}/{year}")
        for report, unit, year, edit, moment in connection.execute(_TIPS)
    )
    return Holding(reports, every - reports, tips | set(_tips_of_a_county(connection)))


def _tips_of_a_county(connection: sqlite3.Connection) -> Iterator[Tip]:
    for number, table in _OF_A_COUNTY.items():
        if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone():  # since format 9
            last = connection.execute(f"SELECT id, moment FROM {table} ORDER BY id DESC LIMIT 1").fetchone()  # noqa: S608
            if last is not None:
                yield Tip(number, *last)


def holds_something(path: Path) -> bool:
    """Whether a file can be read, and a report was ever in it."""
    held = holding(path)
    return held is not None and not held.is_empty


def lacking(path: Path, tips: Iterable[Tip]) -> frozenset[Tip]:
    """Return those of the edits that a file does not have; all of them where it cannot be read."""
    wanted = frozenset(tips)
    try:
        with closing(connect_to_read(path)) as connection:
            return frozenset(tip for tip in wanted if not _has(connection, tip))
    except (sqlite3.Error, UnicodeDecodeError, OSError):
        return wanted


def _has(connection: sqlite3.Connection, tip: Tip) -> bool:
    if tip.report in _OF_A_COUNTY:
        select = f"SELECT moment FROM {_OF_A_COUNTY[tip.report]} WHERE id = ?"  # noqa: S608
        return bool(connection.execute(select, (tip.edit,)).fetchone() == (tip.mark,))
    if tip.edit:
        row = connection.execute("SELECT report, moment FROM history WHERE id = ?", (tip.edit,)).fetchone()
        return row is not None and (row[0], row[1]) == (tip.report, tip.mark)
    row = connection.execute("SELECT unit, year FROM report WHERE id = ?", (tip.report,)).fetchone()
    return row is not None and f"{row[0]}/{row[1]}" == tip.mark
