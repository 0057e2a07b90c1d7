"""The connection to a library file: its settings, and all-or-nothing."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

APPLICATION = 0x676F756A  # “gouj”, in the header of the file: what tells a library from other SQLite files
PATIENCE = 2.0  # seconds; a reader of the same file is never long
_ATTEMPTS = 5
_NO_COMPANIONS = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY_DIRECTORY,
    sqlite3.SQLITE_READONLY_CANTINIT,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,  # the disk is full
}


def connect(path: Path) -> sqlite3.Connection:
    """Open a library for writing, creating the file; what is committed is on disk."""
    connection = sqlite3.connect(path.absolute(), isolation_level=None, timeout=PATIENCE)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a library that somebody else may be writing, or whose folder cannot be written."""
    uri = path.absolute().as_uri()
    connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, isolation_level=None, timeout=PATIENCE)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
    except BaseException as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", None) not in _NO_COMPANIONS:
            raise
        # WAL needs files beside the library; where none are and none can be made, nobody is writing
        if _has_log(path):  # it holds edits that are not in the library itself yet
            return connect_to_copy(path)
        return sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None)
    return connection


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def connect_to_copy(path: Path) -> sqlite3.Connection:
    """Read into memory, as it is now, a library that another machine is writing: WAL is not shared between machines.

    Raises:
        TimeoutError: it was written all the while.
    """
    import shutil
    from tempfile import TemporaryDirectory

    for _ in range(_ATTEMPTS):
        with TemporaryDirectory() as folder:
            before = _marks(path)
            for file in before:
                shutil.copyfile(file, Path(folder) / file.name)
            if _marks(path) == before:
                with closing(sqlite3.connect(Path(folder) / path.name)) as copy:
                    return into_memory(copy)
    raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), str(path))


def _marks(path: Path) -> dict[Path, tuple[int, int]]:
    """Return the files that a library consists of, with what changes when they are written."""
    files = [file for file in (path, path.with_name(f"{path.name}-wal")) if file.exists()]
    return {file: (file.stat().st_size, file.stat().st_mtime_ns) for file in files}


def into_memory(source: sqlite3.Connection) -> sqlite3.Connection:
    """Copy a library into memory."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        source.backup(memory)
    except BaseException:
        memory.close()
        raise
    return memory


@contextmanager
def atomic(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Do all of it or nothing; on leaving, it is on disk."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back by itself
            connection.execute("ROLLBACK")
        raise


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """Read a number from the header of the file."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def is_sound(path: Path) -> bool:
    """Read a library file from end to end: whether it is whole, and one of ours."""
    try:
        with closing(connect_to_read(path)) as connection:
            verdict = connection.execute("PRAGMA integrity_check").fetchall()
            dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
            return verdict == [("ok",)] and not dangling and pragma(connection, "application_id") == APPLICATION
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False
