"""All that a library holds, to be compared; and whether it opens as the next start would open it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from model.errors import UserError
from model.storage.connection import is_sound
from model.storage.library import Library

Contents = Mapping[str, tuple[tuple[object, ...], ...]]


def contents(db: sqlite3.Connection) -> Contents:
    """Return every row of every table."""
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    return {table: tuple(sorted(db.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)) for table in tables}


def contents_of(path: Path) -> Contents:
    """Return every row of a file that nobody has open."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return contents(db)


def differing(one: Contents, other: Contents) -> str:
    """Return where two libraries differ, with the first rows that only one has."""
    for table in sorted(one.keys() | other.keys()):
        left, right = set(one.get(table, ())), set(other.get(table, ()))
        if left != right:
            return f"{table}: {sorted(left - right, key=repr)[:2]} / {sorted(right - left, key=repr)[:2]}"[:400]
    return ""


def opened(path: Path) -> Contents:
    """Open a library as the next start would, and give what it holds.

    Raises:
        ValueError: it is not sound, does not open for writing, or says that something that was kept is lost.
    """
    try:
        with closing(Library(path)) as library:
            if library.read_only:
                raise ValueError(f"read-only: {library.read_only}")
            if library.lost_edits:
                raise ValueError(f"says that edits were lost: {library.lost_edits}")
            library.all()
            found = contents(library._db)
    except UserError as error:
        raise ValueError(f"does not open: {error.sentence}") from error
    if not is_sound(path):
        raise ValueError("opens, but is not sound")
    return found
