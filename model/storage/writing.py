"""The one way to a report's rows: what is written through it is marked, and its sums are kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from model.storage.checksums import sums
from model.storage.checksums.sums import CONTENT, HEADER, MODULUS, PAST, TABLES, mark
from model.storage.units import unit_of, whole

Row = tuple[object, ...]
_JOURNALED = {"number", "text", "explanation", "binding", "printed", "opinion"}  # what undo brings back


def _statements(action: str) -> dict[str, str]:
    """Write one statement for each table."""
    return {
        name: action.format(
            table=name,
            all=sums.quoted((*table.columns, "mark")),
            blanks=", ".join("?" * (len(table.columns) + 1)),
            content=sums.quoted((*table.content, "mark")),
            key=sums.matching(table.key),
        )
        for name, table in TABLES.items()
    }


_GET = _statements("SELECT {content} FROM {table} WHERE {key}")
_GET_MARK = _statements("SELECT mark FROM {table} WHERE {key}")
_PUT = _statements("INSERT OR REPLACE INTO {table} ({all}) VALUES ({blanks})")
_TAKE = _statements("DELETE FROM {table} WHERE {key}")
_HEADER = f"SELECT {sums.quoted((*HEADER, 'mark'))} FROM report WHERE id = ?"  # noqa: S608
_SET_HEADER = f"UPDATE report SET {sums.assigned((*HEADER[1:], 'mark'))} WHERE id = ?"  # noqa: S608
_ADD = "INSERT INTO report (unit, level, year, edition, state, changed, unit_id) VALUES (?, ?, ?, ?, ?, ?, ?)"


class Writing:
    """The rows of one report during one transaction. `end` writes its header, with the sums, once."""

    def __init__(self, db: sqlite3.Connection, report: int, now: datetime) -> None:
        """Begin with what the file holds.

        Raises:
            KeyError: there is no such report.
        """
        row = db.execute(_HEADER, (report,)).fetchone()
        if row is None:
            raise KeyError(report)
        self.db, self.report, self.now = db, report, now
        self.header: dict[str, object] = dict(zip(HEADER, row[:-1], strict=True))
        self._sums = {name: sums.number(self.header[name]) for name in (CONTENT, PAST)}
        # the rows that undo may bring back, as they were and as they are; empty unless `keep_journal` was called
        self.journal: dict[tuple[str, Row], tuple[Row | None, Row | None]] = {}
        self._keeps_journal = False
        self._read: tuple[str, Row, Row | None] | None = None  # the row that was read last: a text can be long
        # a header that does not fit goes on not fitting until somebody has looked at it
        self._off = (sums.number(row[-1]) - mark("report", row[:-1])) % MODULUS

    @classmethod
    def add(cls, db: sqlite3.Connection, header: Sequence[object], now: datetime) -> Writing:
        """Begin with a new report: its unit, level, year, edition, state, and when it was made."""
        unit = unit_of(db, str(header[0]))
        report = int(db.execute(_ADD, (*header, unit)).lastrowid or 0)
        before = int(sums.get_setting(db, sums.REPORTS) or 0)
        sums.put_setting(db, sums.REPORTS, str((before + sums.of_report(report)) % MODULUS))
        writing = cls(db, report, now)
        writing.trust_header()
        return writing

    def keep_journal(self) -> None:
        """Note from now on what each row was before it is changed."""
        self._keeps_journal = True

    def _note(self, table: str, key: Row, content: Row | None) -> None:
        if not self._keeps_journal or table not in _JOURNALED:
            return
        before = self.journal.get((table, key))
        if before is None:
            just_read = self._read is not None and self._read[:2] == (table, key)
            found = self._read[2] if self._read is not None and just_read else self.get(table, *key)
            before = (None if found is None else found[:-1], None)
        self.journal[table, key] = (before[0], content)

    @property
    def unit(self) -> int | None:
        """Whose report it is."""
        unit = self.header["unit_id"]
        return unit if isinstance(unit, int) else None

    def end(self, edit: int) -> None:
        """Write the header: when it was changed, by which edit, and what its rows add up to."""
        self.header |= {"changed": stamp(self.now), "edit": edit}
        self.end_without_edit()

    def end_without_edit(self) -> None:
        """Write what the rows add up to; nobody has changed the report."""
        self.header |= self._sums
        values = tuple(self.header.values())
        marked = (mark("report", values) + self._off) % MODULUS
        self.db.execute(_SET_HEADER, (*values[1:], marked, self.report))

    def get(self, table: str, *key: object) -> Row | None:
        """Return what a row holds, its mark last; None where there is none."""
        row: Row | None = self.db.execute(_GET[table], (self.report, *key)).fetchone()
        self._read = table, key, row
        return row

    def put(self, table: str, key: Row, content: Row, over: int | None = None) -> int:
        """Write a row; `over` is the mark of the one that it takes the place of. Give its own."""
        self._note(table, key, content)
        if table == "text":
            self._forget_sketch(key)
        (marked,) = self.add_rows(table, [(*key, *content)])
        self._count(table, -(over or 0))
        return marked

    def add_rows(self, table: str, rows: Iterable[Row]) -> list[int]:
        """Write rows that are new; each begins with its key, without the report. Give their marks."""
        rows = list(rows)
        if table == "text":
            self._add_sketches((key, words) for key, words in rows)
        marked = [(self.report, *row) for row in rows]
        marks = [mark(table, row) for row in marked]
        self._read = None
        self.db.executemany(_PUT[table], [(*row, one) for row, one in zip(marked, marks, strict=True)])
        self._count(table, sum(marks))
        return marks

    def take(self, table: str, key: Row, over: int) -> None:
        """Take a row away; `over` is its mark."""
        self._note(table, key, None)
        if table == "text":
            self._forget_sketch(key)
        self._read = None
        self.db.execute(_TAKE[table], (self.report, *key))
        self._count(table, -over)

    def mark_of(self, table: str, *key: object) -> int | None:
        """Return the mark of a row, without reading what it holds."""
        row = self.db.execute(_GET_MARK[table], (self.report, *key)).fetchone()
        return None if row is None else sums.number(row[0])

    def _forget_sketch(self, key: Row) -> None:
        over = self.mark_of("sketch", *key)
        if over is not None:
            self.take("sketch", key, over)

    def _add_sketches(self, texts: Iterable[Row]) -> None:
        from model.rules.peers import sketch  # a library is opened without

        self.add_rows("sketch", [(key, *sketch(words)) for key, words in texts if isinstance(words, str)])

    def sketch_anew(self) -> None:
        """Draw the sketches of all texts as these stand."""
        for (key,) in self.db.execute('SELECT "key" FROM sketch WHERE report = ?', (self.report,)).fetchall():
            self._forget_sketch((key,))
        texts = self.db.execute('SELECT "key", value, mark FROM text WHERE report = ?', (self.report,)).fetchall()
        self._add_sketches((whole(key), words) for key, words, _ in texts)
        self.header["texts"] = sum(sums.number(marked) for *_, marked in texts) % MODULUS

    def _count(self, table: str, difference: int) -> None:
        total = TABLES[table].total
        self._sums[total] = (self._sums[total] + difference) % MODULUS
        if table == "text":
            self.header["texts"] = (sums.number(self.header["texts"]) + difference) % MODULUS

    # What was looked at by somebody

    def trust_header(self) -> None:
        """Accept the header row as it is: its checksum is written anew."""
        self._off = 0

    def trust_sums(self, written: Row) -> None:
        """Restore the row sums from an earlier, trusted header."""
        self._sums = {name: sums.number(written[HEADER.index(name)]) for name in self._sums}

    def count_anew(self, total: str) -> None:
        """Recompute one sum from its rows."""
        names = [table.name for table in TABLES.values() if table.total == total]
        marks = " UNION ALL ".join(f"SELECT mark FROM {name} WHERE report = :report" for name in names)  # noqa: S608
        found = self.db.execute(marks, {"report": self.report})
        self._sums[total] = sum(sums.number(one) for (one,) in found) % MODULUS


@contextmanager
def part_of_a_transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Do all of it or nothing within a transaction that goes on: half of a step would not add up."""
    db.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if db.in_transaction:  # a full disk has rolled back by itself
            db.execute("ROLLBACK TO part")
            db.execute("RELEASE part")
        raise
    db.execute("RELEASE part")


def stamp(moment: datetime) -> str:
    """Write a moment so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
