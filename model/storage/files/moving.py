"""Going on elsewhere: the open library is no longer the file at its path, so all of it is written into a new file.

What the open connection sees is copied by SQLite's backup, read through, and opened under its own lock. What stands at
the old path is not touched: neither the library that somebody put there, nor its companions.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import NamedTuple

from model.errors import DamagedError, DiskError, UserError
from model.storage.backups import rescued
from model.storage.checksums.sums import get_setting
from model.storage.checksums.verifying import verify
from model.storage.connection import connect, connect_to_read, into_memory, is_sound
from model.storage.failures import told
from model.storage.files.durable import settle
from model.storage.files.places import SECOND_PLACE, backups_of, real, whole
from model.storage.files.whereabouts import Where, Whereabouts
from model.storage.numbering import last_edit
from model.storage.opening import Opened, open_library

_ELSEWHERE = {Where.GONE, Where.REPLACED, Where.OVERWRITTEN}


NOT_WRITABLE = "报告库“{}”现在写不进去，这一步没有保存；请检查它所在的磁盘和它的权限"


class Moved(NamedTuple):
    """Where the work goes on; without a `lock` it is the path that it was at."""

    path: Path
    connection: sqlite3.Connection
    opened: Opened | None
    sentence: str


def move(library: Path, db: sqlite3.Connection, where: Whereabouts, found: Where, edit: int) -> Moved:
    """Go on with a library at its path, where it is back, or else in a new file; `db` is closed then.

    Raises:
        DiskError: neither is possible now; `db` is still open.
        DamagedError: another program has written into it, and what is left is not whole.
    """
    if found is Where.LOGLESS:
        _complete(library, db)
    if found in {Where.LOGLESS, Where.UNUSABLE} or (found is Where.REPLACED and _is_the_same(library, where, edit)):
        return _reopened(library, db, where, found, edit)
    new = _rescued(library, db, where, found, edit)
    _let_go(library, db, where, found)
    words = f"报告库“{library}”{found.label}；已录入的内容都在，从现在起保存在“{new.path}”，请记下这个位置"
    return new._replace(sentence=words)


def _complete(library: Path, db: sqlite3.Connection) -> None:
    """Bring what is only in the log into the library itself."""
    with told(library):
        busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise DiskError(f"“{library}”正被另一个程序使用，这一步没有完成，请稍后再试")


def _is_the_same(library: Path, where: Whereabouts, edit: int) -> bool:
    """Whether another file at the path is the library all the same, as where a stick was put back.

    It is a copy that is asked: SQLite would write beside the file, and our log must not be read into it.
    """
    place = real(library)
    log = place.with_name(f"{place.name}-wal")
    files = [place, log] if log.exists() and not where.is_log_ours() else [place]
    try:
        with TemporaryDirectory() as folder:
            for file in files:
                copyfile(file, Path(folder) / file.name)
            return _holds(Path(folder) / place.name, edit)
    except OSError:
        return False


def _holds(path: Path, edit: int) -> bool:
    """Whether a file is the library as far as the last edit, or further."""
    try:
        with closing(connect_to_read(path)) as there:
            return last_edit(there) >= edit and is_sound(path)
    except (sqlite3.Error, OSError, UnicodeDecodeError):
        return False


def _reopened(library: Path, db: sqlite3.Connection, where: Whereabouts, found: Where, edit: int) -> Moved:
    """Open the library at its path anew; should that fail in between, what was read stays to be looked at."""
    if not all(os.access(file, os.W_OK) for file in whole(real(library)) if file.exists()):
        raise DiskError(NOT_WRITABLE.format(library))
    if found is not Where.REPLACED and not _holds(library, edit):
        away = f"报告库“{library}”现在用不了，这一步没有保存；如果它在U盘或网络位置上，请重新接好"
        raise DiskError(away)
    with told(library), closing(connect_to_read(library)) as there:
        spare = into_memory(there)
    _let_go(library, db, where, found)
    try:
        connection = _connected_to_write(library)
    except sqlite3.Error:
        spare.execute("PRAGMA query_only = ON")  # to be looked at only: nothing in it is on disk
        return Moved(library, spare, None, "")
    spare.close()
    return Moved(library, connection, None, f"报告库“{library}”刚才{found.label}，现在已重新打开，继续保存在原处")


def _connected_to_write(library: Path) -> sqlite3.Connection:
    """Open the library at its path; SQLite opens a file that it may not write for reading only, without a word."""
    connection = connect(library)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _rescued(library: Path, db: sqlite3.Connection, where: Whereabouts, found: Where, edit: int) -> Moved:
    """Write all that the connection sees into a new file, at the first place that takes it."""
    first: UserError | None = None
    for folder in _folders(library, db, where):
        try:
            path = _copied(db, folder, library)
        except UserError as error:
            first = first or error
            continue
        if last_edit_of(path) < edit or (found is Where.OVERWRITTEN and verify(path)):
            path.unlink()
            break
        opened = open_library(path, anew=True)
        return Moved(path, opened.connection, opened, "")
    if isinstance(first, DiskError):
        raise DiskError(
            f"报告库“{library}”{found.label}，也没有别处可以保存，这一步没有保存：{first.sentence}"
        ) from first
    why = f"报告库“{library}”{found.label}，这一步没有保存；为免新旧内容混在一起，请关闭程序后恢复备份"
    raise DamagedError(why) from first


def last_edit_of(path: Path) -> int:
    """Return the number of the last edit in a file."""
    with told(path), closing(connect_to_read(path)) as there:
        return last_edit(there)


def _folders(library: Path, db: sqlite3.Connection, where: Whereabouts) -> Iterator[Path]:
    """Return the places for a new file: with the backups, else far from them, else at the second place."""
    if where.is_on_its_disk(real(library).parent):
        yield backups_of(real(library))
    yield from rescued.far_places()
    with suppress(sqlite3.Error):
        named = get_setting(db, SECOND_PLACE)
        if named and Path(named).is_dir():  # never made: it may be a stick that is not in
            yield Path(named)


def _copied(db: sqlite3.Connection, folder: Path, library: Path) -> Path:
    """Copy what a connection sees into a new file of a folder; it is there whole or not at all.

    Raises:
        UserError: it cannot be written there, or is not whole.
    """
    path = _free(folder, library.stem)
    unchecked = path.with_name(f".{path.name}.{os.getpid()}.part")
    with told(path):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(unchecked, isolation_level=None)) as copy:
                db.backup(copy)
                rescued.note(copy, library)
                copy.execute("PRAGMA journal_mode = DELETE")
            if not is_sound(unchecked):
                raise DamagedError(f"“{path}”没有通过检查，没有留下")
            settle(unchecked, path)
        finally:
            for file in whole(unchecked):
                with suppress(OSError):
                    file.unlink(missing_ok=True)
    return path


def _free(folder: Path, stem: str) -> Path:
    day = date.today().isoformat()  # noqa: DTZ011 — the clerk's day
    path, number = folder / f"{stem}-{rescued.RESCUED}-{day}.db", 1
    while os.path.lexists(path):
        number += 1
        path = folder / f"{stem}-{rescued.RESCUED}-{day}-{number}.db"
    return path


def let_go(library: Path, db: sqlite3.Connection, where: Whereabouts | None) -> None:
    """Close a library for good; what is at its path by now, if it is another one, stays as it is."""
    if where is None:
        db.close()
        return
    found = where.before()
    if found in _ELSEWHERE and where.is_log_ours():
        _keep_log(library)
    _let_go(library, db, where, found)
    where.close()


def _keep_log(library: Path) -> None:
    """Keep the edits that are only in the log yet: the library itself is not what they belong to any more."""
    place = real(library)
    with suppress(OSError):
        copyfile(f"{place}-wal", f"{_free(backups_of(place), place.stem)}-wal")


def _let_go(library: Path, db: sqlite3.Connection, where: Whereabouts, found: Where) -> None:
    """Close the connection without a trace at the path.

    SQLite writes its log into the library as it closes, and deletes the log by its name. Neither must hit a file that
    somebody else has put there; where the library itself was written into, its log must not get into it either.
    """
    place = real(library)
    log, index = (place.with_name(place.name + suffix) for suffix in ("-wal", "-shm"))
    is_ours = where.is_log_ours()
    if found is Where.OVERWRITTEN and is_ours:
        with suppress(OSError):
            os.truncate(log, 0)
    strange = [log, index] if log.exists() and not is_ours else []
    with _aside(strange, back=found is not Where.LOGLESS), suppress(sqlite3.Error):
        db.close()
    if found in _ELSEWHERE and is_ours:  # SQLite leaves them where the library was moved, and the next would read them
        for file in (log, index):
            with suppress(OSError):
                file.unlink(missing_ok=True)


@contextmanager
def _aside(files: list[Path], *, back: bool) -> Iterator[None]:
    """Take files out of the way, and put them back."""
    away = [(file, file.with_name(f"{file.name}.{os.getpid()}.aside")) for file in files if file.exists()]
    for file, other in away:
        with suppress(OSError):
            file.replace(other)
    try:
        yield
    finally:
        for file, other in away if back else ():
            with suppress(OSError):
                other.replace(file)
