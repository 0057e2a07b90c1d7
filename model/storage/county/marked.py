"""Rows of a county office that vouch for themselves: a mark each, and one sum of all marks in a setting."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from model.errors import DamagedError
from model.storage.checksums.sums import COLLECTIONS, MODULUS, get_setting, mark, number, put_setting, quoted, tolerant
from model.storage.county.tables import MARKED

Row = dict[str, Any]
_MISFIT = "汇总任务里有一行与保存时不符，这一步没有做；请先在“设置”里检查报告库"
_GET = {
    name: f'SELECT {quoted((*columns, "mark"))} FROM "{name}" WHERE id = ?'  # noqa: S608
    for name, columns in MARKED.items()
}
_PUT = {
    name: f'INSERT OR REPLACE INTO "{name}" ({quoted((*columns, "mark"))}) VALUES ({", ".join("?" * len(columns))}, ?)'  # noqa: S608
    for name, columns in MARKED.items()
}
_SET = {
    name: f'UPDATE "{name}" SET {", ".join(f"{quoted((one,))} = ?" for one in (*columns[1:], "mark"))} WHERE id = ?'  # noqa: S608
    for name, columns in MARKED.items()
}


class MarkedRows:
    """The rows during one transaction; `end` writes what they add up to, once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Begin with what the file holds."""
        self.db = db
        self._difference = 0

    def get(self, table: str, key: int) -> Row:
        """Return a row by its columns.

        Raises:
            DamagedError: it is not as it was written: nothing is built on it.
            KeyError: there is none.
        """
        return self._get(table, key)[0]

    def _get(self, table: str, key: int) -> tuple[Row, int]:
        row = self.db.execute(_GET[table], (key,)).fetchone()
        if row is None:
            raise KeyError(table, key)
        if mark(table, row[:-1]) != row[-1]:
            raise DamagedError(_MISFIT)
        return dict(zip(MARKED[table], row, strict=False)), number(row[-1])

    def add(self, table: str, values: Mapping[str, object]) -> int:
        """Add a row, and return its key; columns that are not given are NULL."""
        (last,) = self.db.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"').fetchone()  # noqa: S608
        row = [last + 1, *(values.get(name) for name in MARKED[table][1:])]
        marked = mark(table, row)
        self.db.execute(_PUT[table], (*row, marked))
        self._difference += marked
        return int(last) + 1

    def change(self, table: str, key: int, values: Mapping[str, object]) -> Row:
        """Write columns of a row, and return the row as it was; as `get`."""
        before, marked = self._get(table, key)
        row = list({**before, **values}.values())
        now = mark(table, row)
        self.db.execute(_SET[table], (*row[1:], now, key))
        self._difference += now - marked
        return before

    def take(self, table: str, keys: Sequence[int]) -> None:
        """Take rows away."""
        for key in keys:
            self._difference -= self._get(table, key)[1]
            self.db.execute(f'DELETE FROM "{table}" WHERE id = ?', (key,))  # noqa: S608

    def end(self) -> None:
        """Write what the rows add up to."""
        if self._difference:
            before = int(get_setting(self.db, COLLECTIONS) or 0)
            put_setting(self.db, COLLECTIONS, str((before + self._difference) % MODULUS))
            self._difference = 0


def wrong_rows(db: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Return table and key of every row that is not as it was written; ("", 0) where the rows do not add up."""
    total, added = 0, get_setting(db, COLLECTIONS)
    with tolerant(db):
        for table, columns in MARKED.items():
            for row in db.execute(f'SELECT {quoted((*columns, "mark"))} FROM "{table}"'):  # noqa: S608
                total += number(row[-1])
                if mark(table, row[:-1]) != row[-1]:
                    yield table, int(row[0])
    if str(total % MODULUS) != (added or "0"):
        yield "", 0
