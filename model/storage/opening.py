"""How a library is opened: who may write it, whether it is one, and whether this program knows all of it."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from model.errors import DamagedError, DiskError, MissingError, UserError
from model.file_names import why_refused
from model.storage.backups.replacing import finish
from model.storage.checksums.sums import put_setting
from model.storage.connection import APPLICATION, connect, connect_to_copy, connect_to_read, into_memory, pragma
from model.storage.drawing import draw_anew, is_drawn
from model.storage.failures import told
from model.storage.files.lock import AlreadyOpenError, Holder, Lock
from model.storage.files.places import real
from model.storage.files.rights import keep_private, make_file, make_folder
from model.storage.migrations import migrate, steps_from, take_steps
from model.storage.unknown import accept, newer_format, unknown_content
from model.values import NamedTuple

_MOST_DRAWN = 2000  # reports: half a second
BEGUN_ANEW = "begun anew"  # the setting of a library that is empty on purpose, although there are backups


class Opened(NamedTuple):
    """An open library: `read_only` is the reason why nothing can be written, or None."""

    connection: sqlite3.Connection
    lock: Lock
    read_only: str | None = None


def open_library(path: Path, *, anew: bool) -> Opened:
    """Open a library for writing where that is possible, else for reading; `anew`: an empty one may be meant.

    Raises:
        AlreadyOpenError: this user has it open on this machine.
        MissingError: it is missing or empty, although there are backups that are not.
        UserError: it is not a library, it is damaged, or it can be neither made nor read.
    """
    with told(path):
        _refuse_what_is_no_file(path)
    lock = Lock(path)
    try:
        with told(path):
            opened = _open(path, lock, anew=anew)
    except BaseException:
        lock.release()
        raise
    keep_private(path)
    return opened


def _refuse_what_is_no_file(path: Path) -> None:
    """Refuse folders, pipes and devices, which SQLite would wait for or write into, and names that are none."""
    if "\0" in str(path):
        raise UserError("报告库的路径里有空字符，请另选文件")
    if why := why_refused(path):
        raise UserError(f"报告库不能放在“{path}”：{why}")
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:  # it will be made
        return
    if stat.S_ISDIR(mode):
        raise UserError(f"“{path.absolute()}”是文件夹，不是报告库，请另选文件")
    if not stat.S_ISREG(mode):
        raise UserError(f"“{path.absolute()}”不是普通文件，不能用作报告库，请另选文件")


def _open(path: Path, lock: Lock, *, anew: bool) -> Opened:
    make_folder(path)
    try:
        holder = lock.take()
    except (OSError, sqlite3.Error) as error:
        if not path.exists():
            raise
        return _not_lockable(path, lock, error)
    if holder is None:
        if finish(path):  # a restore that was cut off
            lock.forget_noted()
        return _alone(path, lock, anew=anew)
    if holder.is_me:
        raise AlreadyOpenError("报告库已经打开，请使用已经打开的窗口")
    if holder.is_here:
        return _to_read(path, lock, _sentence(holder), is_written=True)
    return _to_read(path, lock, _sentence(holder), connect_to_copy)


def _not_lockable(path: Path, lock: Lock, error: Exception) -> Opened:
    """Look at a library that cannot be locked: where that is not for want of rights to it, say why."""
    if not (os.access(path, os.W_OK) and os.access(real(path).parent, os.W_OK)):
        return _not_allowed(path, lock)
    return _to_read(path, lock, f"{_told_of(lock.file, error)}；现在只能查看")


def _told_of(path: Path, error: Exception) -> str:
    try:
        with told(path):
            raise error
    except UserError as said:
        return said.sentence


def _alone(path: Path, lock: Lock, *, anew: bool) -> Opened:
    """Open a library that nobody else has open; where the disk does not let it be written, it can still be read."""
    if _is_empty(path) and not anew:
        _refuse_if_there_were_reports(path)
    if not _may_be_written(path):
        return _not_allowed(path, lock)
    try:
        with told(path):
            return _to_write(path, lock, anew=anew)
    except DiskError as error:
        if _is_empty(path):
            raise
        lock.release()
        return _to_read(path, lock, f"{error.sentence}；现在只能查看")


def _is_empty(path: Path) -> bool:
    return not path.exists() or path.stat().st_size == 0


def _refuse_if_there_were_reports(path: Path) -> None:
    """Tell a library that was emptied or is gone from a first start: there are backups, and they are not empty."""
    from model.storage.backups.restoring import kept_backups  # seldom

    if kept := kept_backups(path):
        what = "里没有年报" if path.exists() else "不见了"
        raise MissingError(f"报告库“{path}”{what}，而还有{len(kept)}份存有年报的备份，请先恢复备份")


def _may_be_written(path: Path) -> bool:
    return not path.exists() or os.access(path, os.W_OK)


def _not_allowed(path: Path, lock: Lock) -> Opened:
    lock.release()
    return _to_read(path, lock, f"没有权限写入“{path}”，现在只能查看")


def _sentence(holder: Holder) -> str:
    return f"“{holder.user}”正在“{holder.machine}”上使用这个报告库，现在只能查看；请等对方关闭后再打开"


def _to_write(path: Path, lock: Lock, *, anew: bool) -> Opened:
    make_file(path)
    connection = connect(path)
    try:
        why = _made_ready(connection, path, anew=anew)
    except BaseException:
        connection.close()
        raise
    if why:
        connection.close()
        lock.release()
        return _to_read(path, lock, why)
    return Opened(connection, lock)


def _made_ready(connection: sqlite3.Connection, path: Path, *, anew: bool) -> str | None:
    """Bring a library up to date, or say why it is only to be read."""
    _refuse_strangers(connection, path)
    why = newer_format(connection) or unknown_content(connection)
    if why:
        return why
    migrate(connection, path)
    connection.execute("PRAGMA journal_mode = WAL")
    accept(connection, path)
    draw_anew(connection)
    if anew:
        put_setting(connection, BEGUN_ANEW, "")
    elif not _has_reports(connection):
        _refuse_if_there_were_reports(path)
    return None


def _has_reports(connection: sqlite3.Connection) -> bool:
    """Whether it ever held a report or a collection, or is empty on purpose."""
    there = (
        "SELECT 1 FROM report UNION ALL SELECT 1 FROM collection UNION ALL"
        ' SELECT 1 FROM setting WHERE "key" = ? LIMIT 1'
    )
    return connection.execute(there, (BEGUN_ANEW,)).fetchone() is not None


def _to_read(
    path: Path,
    lock: Lock,
    why: str,
    connected: Callable[[Path], sqlite3.Connection] = connect_to_read,
    *,
    is_written: bool = False,
) -> Opened:
    """Open a library to be looked at; one that `is_written` meanwhile is shown as it becomes."""
    connection = connected(path)
    try:
        _refuse_strangers(connection, path)
        newer = newer_format(connection)
        connection = _as_new(connection)
        if not (newer or is_written or unknown_content(connection)):
            connection = _drawn_anew(connection)
    except BaseException:
        connection.close()
        raise
    return Opened(connection, lock, newer or why)


def _as_new(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Read an older library that may not be written from a copy in memory that is brought up to date."""
    ahead = steps_from(pragma(connection, "user_version"))
    if not ahead:
        return connection
    with closing(connection):
        memory = into_memory(connection)
    take_steps(memory, ahead)
    return memory


def _drawn_anew(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Draw the sketches of a library that may not be written in a copy in memory, unless that would take long.

    By those of a program that knew fewer sentences, texts are hardly alike that are copied between new ones.
    """
    (count,) = connection.execute("SELECT count(*) FROM report").fetchone()
    if count > _MOST_DRAWN or is_drawn(connection):
        return connection
    with closing(connection):
        memory = into_memory(connection)
    draw_anew(memory)
    return memory


def _refuse_strangers(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse another program's SQLite file; an empty one becomes a library.

    Raises:
        DamagedError: it has our tables, but not our mark.
        UserError: it is another program's.
    """
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if tables and pragma(connection, "application_id") != APPLICATION:
        kind = DamagedError if {"report", "number", "text", "history", "setting"} <= tables else UserError
        raise kind(f"“{path}”不是本程序的报告库，或者已经损坏，请另选文件")
    if tables and pragma(connection, "user_version") < 1:
        raise DamagedError(f"报告库“{path}”没有写明是第几版格式，可能已经损坏")
