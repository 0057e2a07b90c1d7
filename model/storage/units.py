"""Units as records: one has a name, and other names that it bore in earlier reports; a report refers to it.

A name is looked up however it is spaced. The name of a unit is the one in its newest report. When a report is given
another name, its unit has that name from then on, unless it is said to be another unit (`model.storage.same_unit`);
the old one stays known as long as a report bears it, or was final under it: a slip that was put right leaves nothing
behind.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from model.storage.checksums.sums import MODULUS, UNIT, UNIT_NAME, UNITS, get_setting, mark, number, put_setting, quoted

_PUT_UNIT = f"INSERT OR REPLACE INTO unit ({quoted((*UNIT, 'mark'))}) VALUES (?, ?, ?, ?)"  # noqa: S608
_PUT_NAME = f"INSERT OR REPLACE INTO unit_name ({quoted((*UNIT_NAME, 'mark'))}) VALUES (?, ?, ?, ?)"  # noqa: S608


def squeezed(name: str) -> str:
    """Return a name without its blanks, as it is looked up.

    >>> squeezed("青石镇 人民政府　")
    '青石镇人民政府'
    """
    return "".join(name.split())


def whole(name: object) -> str:
    """Return a name as one that can be written, whatever a flipped bit has made of it."""
    return str(name).encode("utf-8", "replace").decode()


def known(db: sqlite3.Connection, name: str) -> int | None:
    """Return the unit that bears a name or bore it; None where there is none."""
    row = db.execute("SELECT unit FROM unit_name WHERE key = ?", (squeezed(whole(name)),)).fetchone()
    return None if row is None else int(row[0])


def chosen(reports: Sequence[tuple[int, str]], name: str) -> int | None:
    """Return which of several reports of a unit and year is meant by a name: one that bears it, else the first.

    >>> chosen([(3, "甲镇"), (2, "甲街道"), (1, "甲 街道")], "甲街道"), chosen([], "甲街道")
    (2, None)
    """
    bearing = (report for report, borne in reports if squeezed(whole(borne)) == squeezed(name))
    return next(bearing, reports[0][0] if reports else None)


def unit_of(db: sqlite3.Connection, name: str) -> int:
    """Return the unit of a name, a new one where nobody bears it."""
    there = known(db, name)
    if there is not None:
        return there
    return parted(db, name)


def named(db: sqlite3.Connection, unit: int, name: str) -> int:
    """Let a unit be known by a name that nobody bears, and return its number."""
    if known(db, name) is None:
        _put_name(db, unit, name)
    return unit


def parted(db: sqlite3.Connection, name: str) -> int:
    """Return a new unit of a name, whoever bore it before."""
    unit = _add(db, name)
    _put_name(db, unit, name)
    return unit


def joined(db: sqlite3.Connection, unit: int, into: int) -> None:
    """Hand all names of a unit to another one."""
    for (name,) in db.execute("SELECT name FROM unit_name WHERE unit = ?", (unit,)).fetchall():
        _put_name(db, into, name)


def tidy(db: sqlite3.Connection, unit: int | None, old: str = "") -> None:
    """Let a unit be called as its newest report says, forget an `old` name that nothing bears, and an empty unit."""
    if unit is None:
        return
    borne = db.execute("SELECT unit FROM report WHERE unit_id = ? ORDER BY year, edit", (unit,)).fetchall()
    if not borne and not _is_needed(db, unit):
        drop(db, unit)
        return
    if borne:
        _call(db, unit, borne[-1][0])
    is_borne = squeezed(old) in {squeezed(name) for (name,) in borne}
    if old and known(db, old) == unit and not is_borne and not _was_final(db, unit):
        _take(db, "unit_name", "key", squeezed(old))


def drop(db: sqlite3.Connection, unit: int) -> None:
    """Take a unit away with its names, so that it can be put back as it was."""
    _take(db, "unit_name", "unit", unit)
    _take(db, "unit", "id", unit)


def put_back(db: sqlite3.Connection, unit: int, name: str, parent: int | None) -> None:
    """Put a unit back that was taken away."""
    _put_unit(db, unit, name, parent)


def _add(db: sqlite3.Connection, name: str) -> int:
    (unit,) = db.execute("SELECT coalesce(max(id), 0) + 1 FROM unit").fetchone()
    _put_unit(db, unit, name, None)
    return int(unit)


def _call(db: sqlite3.Connection, unit: int, name: str) -> None:
    row = db.execute("SELECT name, parent FROM unit WHERE id = ?", (unit,)).fetchone()
    if row is None or row[0] != whole(name):
        _put_unit(db, unit, name, row and row[1])
        _put_name(db, unit, name)


def _is_needed(db: sqlite3.Connection, unit: int) -> bool:
    """Whether a unit has a parent or children."""
    place = "SELECT 1 FROM unit WHERE parent = :unit OR (id = :unit AND parent IS NOT NULL)"
    return db.execute(place, {"unit": unit}).fetchone() is not None


def _was_final(db: sqlite3.Connection, unit: int) -> bool:
    there = "SELECT 1 FROM final JOIN report ON report.id = final.report WHERE unit_id = ? LIMIT 1"
    return db.execute(there, (unit,)).fetchone() is not None


# Rows, and what they add up to


def _put_unit(db: sqlite3.Connection, unit: int, name: str, parent: int | None) -> None:
    _put(db, "unit", _PUT_UNIT, (unit, whole(name), parent))


def _put_name(db: sqlite3.Connection, unit: int, name: str) -> None:
    _put(db, "unit_name", _PUT_NAME, (squeezed(whole(name)), unit, whole(name)))


def _put(db: sqlite3.Connection, table: str, statement: str, row: tuple[object, ...]) -> None:
    key = {"unit": "id", "unit_name": "key"}[table]
    before = db.execute(f'SELECT mark FROM {table} WHERE "{key}" = ?', row[:1]).fetchone()  # noqa: S608
    marked = mark(table, row)
    db.execute(statement, (*row, marked))
    _count(db, marked - (number(before[0]) if before else 0))


def _take(db: sqlite3.Connection, table: str, column: str, value: object) -> None:
    marks = db.execute(f'SELECT mark FROM {table} WHERE "{column}" = ?', (value,)).fetchall()  # noqa: S608
    db.execute(f'DELETE FROM {table} WHERE "{column}" = ?', (value,))  # noqa: S608
    _count(db, -sum(number(one) for (one,) in marks))


def _count(db: sqlite3.Connection, difference: int) -> None:
    before = int(get_setting(db, UNITS) or 0)
    put_setting(db, UNITS, str((before + difference) % MODULUS))


def fit(db: sqlite3.Connection) -> bool:
    """Return whether all units and names are as they were written."""
    total = 0
    for table, columns in (("unit", UNIT), ("unit_name", UNIT_NAME)):
        for row in db.execute(f"SELECT {quoted((*columns, 'mark'))} FROM {table}"):  # noqa: S608
            if mark(table, row[:-1]) != row[-1]:
                return False
            total += row[-1]
    return get_setting(db, UNITS) == str(total % MODULUS) or (not total and get_setting(db, UNITS) is None)


def make_anew(db: sqlite3.Connection) -> None:
    """Let every report belong to the unit of its name, and all of it fit; other names and places among others stay."""
    _remark(db)
    for unit, name in db.execute("SELECT unit_id, unit FROM report ORDER BY year, edit").fetchall():
        if db.execute("SELECT 1 FROM unit WHERE id = ?", (unit,)).fetchone() is None:
            _put_unit(db, unit, name, None)
        if known(db, name) is None:
            _put_name(db, unit, name)


def _remark(db: sqlite3.Connection) -> None:
    """Recompute all checksums of units and names; delete names of no unit or not in their looked-up form."""
    db.execute("DELETE FROM unit_name WHERE unit NOT IN (SELECT id FROM unit)")
    total = 0
    for table, columns in (("unit", UNIT), ("unit_name", UNIT_NAME)):
        rows = db.execute(f"SELECT {quoted(columns)} FROM {table}").fetchall()  # noqa: S608
        for row in rows:
            marked = mark(table, row)
            total += marked
            db.execute(f'UPDATE {table} SET mark = ? WHERE "{columns[0]}" = ?', (marked, row[0]))  # noqa: S608
    put_setting(db, UNITS, str(total % MODULUS))
