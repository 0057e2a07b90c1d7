"""What a newer program may have left in a library: a format, columns, a form, a state that this one does not know.

Such a library is shown as far as this program understands it, and never written.
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

from model.errors import DamagedError, UserError, clip
from model.form.editions import FORMS
from model.report.report import Level
from model.storage.checksums.sums import HEADER, get_setting, mark, put_setting, quoted, tolerant
from model.storage.connection import pragma
from model.storage.migrations import newest, steps_from, take_steps
from model.storage.records import State

_ONLY_TO_READ = "需要{program}才能修改；现在只能查看"


def _known() -> dict[str, tuple[str, set[str]]]:
    """Return the words that may stand in the columns of a report, and what people call what they say."""
    return {"edition": ("表样", {*FORMS}), "state": ("状态", {*State}), "level": ("单位层级", {*Level})}


def newer_format(db: sqlite3.Connection) -> str | None:
    """Say that a library is in a format of a later program, and which that is; None where this one knows it.

    Raises:
        UserError: what this program reads is not in it any more.
    """
    version = pragma(db, "user_version")
    if version <= newest():
        return None
    known = f"报告库是第{version}版格式，本程序只认识到第{newest()}版"
    if not _columns_of_ours() <= _columns(db):
        raise UserError(f"{known}，需要{_program(db)}才能打开")
    return f"{known}，{_ONLY_TO_READ.format(program=_program(db))}"


def unknown_content(db: sqlite3.Connection) -> str | None:
    """Return what in a library of a known format this program does not know; None where it knows all."""
    if pragma(db, "user_version") == 0:  # there is nothing in it yet
        return None
    with tolerant(db):
        found = _unknown_column(db) or _unknown_word(db)
    return found and f"报告库里有本程序不认识的{found}，{_ONLY_TO_READ.format(program='更新的程序')}"


def accept(db: sqlite3.Connection, path: Path) -> None:
    """Note that all tables of an up to date library are there, so that the next opening need not look.

    Raises:
        DamagedError: something is missing.
    """
    if _is_accepted(db):
        return
    missing = _columns_of_ours() - _columns(db)
    if missing:
        table, column = min(missing)
        raise DamagedError(f"报告库“{path}”里缺少“{table}”表的“{column}”列，可能已经损坏")
    with suppress(sqlite3.OperationalError):  # then the next opening looks again
        put_setting(db, _key(), _looks(db))


def _program(db: sqlite3.Connection) -> str:
    try:
        row = db.execute("SELECT value FROM setting WHERE \"key\" = 'needs'").fetchone()
    except sqlite3.Error:  # it need not have such a table any more
        row = None
    return f"勾稽{clip(row[0])}或更新的版本" if row else "更新的程序"


def _key() -> str:
    return f"tables {newest()}"


def _is_accepted(db: sqlite3.Connection) -> bool:
    return pragma(db, "user_version") == newest() and get_setting(db, _key()) == _looks(db)


def _looks(db: sqlite3.Connection) -> str:
    """Return a mark of how all tables were made."""
    made = db.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").fetchall()
    return f"{zlib.crc32(repr(made).encode('utf-8', 'replace')):08x}"


def _unknown_column(db: sqlite3.Connection) -> str | None:
    """Compare the columns of all tables with those of a library that is made now; where some are lost, it is damage."""
    if _is_accepted(db):
        return None
    columns, ours = _columns(db), _columns_of_ours()
    if pragma(db, "user_version") == newest() and not ours <= columns:
        return None
    for table, column in sorted(columns - ours)[:1]:
        return f"“{clip(table)}”表的“{clip(column)}”列"
    return None


@cache
def _columns_of_ours() -> frozenset[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        take_steps(memory, steps_from(0))
        return _columns(memory)


def _columns(db: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    columns = "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'"
    return frozenset((table, column) for table, column in db.execute(columns) if not table.startswith("sqlite_"))


def _unknown_word(db: sqlite3.Connection) -> str | None:
    """Find a word that this program does not use, in a row that vouches for itself: else it is damage, and told so."""
    ours = _known()
    strange = " OR ".join(f"{column} NOT IN ({', '.join('?' * len(known))})" for column, (_, known) in ours.items())
    words = [word for _, known in ours.values() for word in sorted(known)]
    rows = db.execute(f"SELECT id, {', '.join(ours)} FROM report WHERE {strange}", words).fetchall()  # noqa: S608
    for at, (name, known) in enumerate(ours.values(), 1):
        for row in rows:
            if row[at] not in known and _vouches(db, row[0]):
                return f"{name}“{clip(row[at])}”"
    return None


def _vouches(db: sqlite3.Connection, report: int) -> bool:
    """Whether the header of a report is as it was written; in an older format nothing tells."""
    if pragma(db, "user_version") < newest():
        return True
    row = db.execute(f"SELECT {quoted((*HEADER, 'mark'))} FROM report WHERE id = ?", (report,)).fetchone()  # noqa: S608
    return mark("report", row[:-1]) == int(row[-1])
