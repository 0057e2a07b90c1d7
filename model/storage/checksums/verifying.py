"""Whether what is in a library is what was written: rows against their checksums, and what these add up to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from model.errors import DamagedError
from model.storage import units
from model.storage.checksums import sums
from model.storage.checksums.sums import CONTENT, HEADER, MODULUS, PAST, TABLES, SummedTable, mark, quoted, tolerant
from model.storage.connection import connect_to_read, pragma
from model.storage.failures import DAMAGED, told
from model.storage.migrations import newest
from model.storage.parsing import report_name
from model.storage.records import Misfit, MisfitKind
from model.values import NamedTuple

_HEADER = f"SELECT {quoted((*HEADER, 'mark'))} FROM report WHERE id = ?"  # noqa: S608
_ROWS = {
    name: f"SELECT {quoted((*table.columns, 'mark'))} FROM {name} WHERE report = ?"  # noqa: S608
    for name, table in TABLES.items()
}
_NO_PLACES = {
    "explanations",
    "binding",
    "history",
    "final",
    "sketch",
    "printed",
    "fact",
    "opinion",
}  # what else the history tells of
_AT_ONCE = 64  # rows between two pauses: about a fifth of a millisecond


class _Report(NamedTuple):
    """The header of a report as it stands."""

    id: int
    values: tuple[Any, ...]
    fits: bool

    @property
    def name(self) -> str:
        """What to call it."""
        return report_name(self["unit"], self["year"])

    def __getitem__(self, column: Any) -> Any:  # noqa: ANN401 — whatever the column holds
        return self.values[HEADER.index(column)]


def content_misfits(db: sqlite3.Connection, report: int) -> tuple[Misfit, ...]:
    """Compare the header and the content of a report with what vouches for them."""
    with tolerant(db):
        header = _header(db, report)
        if header is None:
            return ()
        return (*_header_misfit(header), *_compared(db, header, CONTENT))


def past_misfits(db: sqlite3.Connection, report: int) -> tuple[Misfit, ...]:
    """Compare the history and the final versions of a report with what vouches for them."""
    with tolerant(db):
        header = _header(db, report)
        return () if header is None else tuple(_compared(db, header, PAST))


def _header(db: sqlite3.Connection, report: int) -> _Report | None:
    row = db.execute(_HEADER, (report,)).fetchone()
    return None if row is None else _Report(report, row[:-1], mark("report", row[:-1]) == row[-1])


def _header_misfit(header: _Report) -> list[Misfit]:
    if header.fits:
        return []
    return [Misfit(MisfitKind.HEADER, header.id, header.name, "report", "", (header.id,), header.values)]


def _compared(
    db: sqlite3.Connection, header: _Report, total: str, pause: Callable[[], None] | None = None
) -> Iterator[Misfit]:
    """Compare rows with their marks, and the marks with their sum."""
    stored, computed, told = 0, 0, set[str]()
    for table in (one for one in TABLES.values() if one.total == total):
        for row in _rows(db, table, header.id, pause):
            right = mark(table.name, row[:-1])
            stored, computed = stored + sums.number(row[-1]), computed + right
            if right != row[-1]:
                misfit = _row_misfit(header, table, row)
                told.add(misfit.place)
                yield misfit
    # where the content adds up, only a mark was hit, and that is told already
    if header[total] not in {stored % MODULUS, computed % MODULUS}:
        yield from (one for one in _missing(db, header, total) if one.kind is MisfitKind.COUNT or one.place not in told)


def _rows(
    db: sqlite3.Connection, table: SummedTable, report: int, pause: Callable[[], None] | None
) -> Iterator[tuple[Any, ...]]:
    cursor = db.execute(_ROWS[table.name], (report,))
    while rows := cursor.fetchmany(_AT_ONCE):
        yield from rows
        if pause is not None:
            pause()


def _row_misfit(header: _Report, table: SummedTable, row: tuple[Any, ...]) -> Misfit:
    keys = len(table.key)
    key, content = row[:keys], row[keys:-1]
    return Misfit(MisfitKind.ROW, header.id, header.name, table.name, _place(table.name, key, content), key, content)


def _place(table: str, key: tuple[Any, ...], content: tuple[Any, ...]) -> str:
    """Name a row as the history does."""
    if table in {"number", "text"}:
        return str(key[1])
    if table == "explanation":
        return f"explanations/{key[1]}/{key[2]}"
    return f"{table}/{content[0] if table == 'history' else key[1]}"


def _missing(db: sqlite3.Connection, header: _Report, total: str) -> Iterator[Misfit]:
    """Find by the history which numbers and texts are not what they should be.

    In a header that does not fit, which is told already, it may be the sum that is wrong: nothing else is said then.
    """
    named = list(_by_history(db, header)) if total == CONTENT else []
    yield from named or ([Misfit(MisfitKind.COUNT, header.id, header.name, total, "")] if header.fits else [])


def _by_history(db: sqlite3.Connection, header: _Report) -> Iterator[Misfit]:
    should = last_values(db, header.id)
    for name in ("number", "text"):
        there = {key: value for _, key, value, _ in db.execute(_ROWS[name], (header.id,))}
        known = {place: value for place, value in should.items() if is_of(name, place)}
        for place in sorted(there.keys() | known.keys()):
            if there.get(place) != known.get(place):
                content = (there[place],) if place in there else None
                yield Misfit(MisfitKind.MISSING, header.id, header.name, name, place, (header.id, place), content)


def is_of(table: str, place: str) -> bool:
    """Return whether a place of the history is a number's (`table/row/column`), or a text's (`section/text`)."""
    return place.count("/") == {"number": 2, "text": 1}[table] and place.partition("/")[0] not in _NO_PLACES


def last_values(db: sqlite3.Connection, report: int) -> dict[str, str | None]:
    """Return for each place the value that the history says was written last; None where it was taken away."""
    lines = db.execute(f"{_ROWS['history']} ORDER BY id", (report,))
    return {row[2]: row[4] for row in lines if mark("history", row[:-1]) == row[-1]}


# All of it


def verify(path: Path, pause: Callable[[], None] | None = None) -> tuple[Misfit, ...]:
    """Compare everything in a library with what vouches for it, by a connection of its own: any thread may.

    `pause` is called again and again, so that whoever works beside it is not held up.

    Raises:
        DamagedError: SQLite itself finds the file damaged.
        UserError: it cannot be read.
    """
    with told(path), closing(connect_to_read(path)) as db:
        if db.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
            raise DamagedError(DAMAGED.format(path=path))
        if pragma(db, "user_version") != newest():  # older: no checksums; newer: perhaps others
            return ()
        with tolerant(db):
            return tuple(_everything(db, pause))


def _everything(db: sqlite3.Connection, pause: Callable[[], None] | None) -> Iterator[Misfit]:
    from model.storage.county.marked import wrong_rows  # one report is opened without

    reports = [row[0] for row in db.execute("SELECT id FROM report ORDER BY id").fetchall()]
    for report in reports:
        yield from _one_report(db, report, pause)
    db.execute("BEGIN")
    everything = sum(sums.of_report(row[0]) for row in db.execute("SELECT id FROM report")) % MODULUS
    noted, units_fit = sums.get_setting(db, sums.REPORTS), units.fit(db)
    db.execute("COMMIT")
    if noted != str(everything):
        yield Misfit(MisfitKind.REPORTS, 0, "", "setting", "")
    if not units_fit:
        yield Misfit(MisfitKind.UNITS, 0, "", "unit", "")
    if next(wrong_rows(db), None) is not None:
        yield Misfit(MisfitKind.COLLECTIONS, 0, "", "collection", "")
    yield from [Misfit(MisfitKind.SETTING, 0, "", "setting", key) for _, key in sums.wrong_settings(db)]
    for name in TABLES:
        orphans = db.execute(f"SELECT DISTINCT report FROM {name} WHERE report NOT IN (SELECT id FROM report)")  # noqa: S608
        yield from [Misfit(MisfitKind.ORPHAN, row[0], "", name, "") for row in orphans.fetchall()]


def _one_report(db: sqlite3.Connection, report: int, pause: Callable[[], None] | None) -> list[Misfit]:
    """Compare one report as it is at one moment: it may be written meanwhile."""
    db.execute("BEGIN")
    try:
        header = _header(db, report)
        if header is None:
            return []
        return [*_header_misfit(header), *_compared(db, header, CONTENT, pause), *_compared(db, header, PAST, pause)]
    finally:
        db.execute("COMMIT")
