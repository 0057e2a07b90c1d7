"""How a library is opened: who may write it, whether it is one, and whether this program knows its version."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from model.errors import UserError
from model.storage.connection import APPLICATION, connect, connect_to_copy, connect_to_read, into_memory, pragma
from model.storage.durable import make_folder
from model.storage.failures import told
from model.storage.lock import AlreadyOpenError, Holder, Lock
from model.storage.migrations import migrate, newest, steps_from, take_steps
from model.storage.replacing import finish


@dataclass
class Opened:
    """An open library: `read_only` is the reason why nothing can be written, or None."""

    connection: sqlite3.Connection
    lock: Lock
    read_only: str | None = None


def open_library(path: Path) -> Opened:
    """Open a library for writing where that is possible, else for reading.

    Raises:
        AlreadyOpenError: this user has it open on this machine.
        UserError: it is not a library, it is damaged, or it can be neither made nor read.
    """
    lock = Lock(path)
    try:
        with told(path):
            return _open(path, lock)
    except BaseException:
        lock.release()
        raise


def _open(path: Path, lock: Lock) -> Opened:
    make_folder(path.parent)
    try:
        holder = lock.take()
    except (OSError, sqlite3.OperationalError):
        if not path.exists():
            raise
        return _not_allowed(path, lock)
    if holder is None:
        finish(path)  # a restore that was cut off
        return _to_write(path, lock) if _may_be_written(path) else _not_allowed(path, lock)
    if holder.is_me:
        raise AlreadyOpenError("报告库已经打开，请使用已经打开的窗口")
    return _to_read(path, lock, _sentence(holder), connect_to_read if holder.is_here else connect_to_copy)


def _may_be_written(path: Path) -> bool:
    return not path.exists() or os.access(path, os.W_OK)


def _not_allowed(path: Path, lock: Lock) -> Opened:
    lock.release()
    return _to_read(path, lock, f"没有权限写入“{path}”，现在只能查看")


def _sentence(holder: Holder) -> str:
    return f"“{holder.user}”正在“{holder.machine}”上使用这个报告库，现在只能查看；请等对方关闭后再打开"


def _to_write(path: Path, lock: Lock) -> Opened:
    connection = connect(path)
    try:
        _refuse_strangers(connection, path)
        version = pragma(connection, "user_version")
        if version > newest():
            connection.close()
            lock.release()
            return _newer(path, lock, version)
        migrate(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
    except BaseException:
        connection.close()
        raise
    return Opened(connection, lock)


def _to_read(
    path: Path, lock: Lock, why: str, connected: Callable[[Path], sqlite3.Connection] = connect_to_read
) -> Opened:
    connection = connected(path)
    try:
        _refuse_strangers(connection, path)
        connection = _as_new(connection)
    except BaseException:
        connection.close()
        raise
    return Opened(connection, lock, why)


def _as_new(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Read an older library that may not be written from a copy in memory that is brought up to date."""
    ahead = steps_from(pragma(connection, "user_version"))
    if not ahead:
        return connection
    with closing(connection):
        memory = into_memory(connection)
    take_steps(memory, ahead)
    return memory


def _newer(path: Path, lock: Lock, version: int) -> Opened:
    opened = _to_read(path, lock, "")
    row = opened.connection.execute("SELECT value FROM setting WHERE \"key\" = 'needs'").fetchone()
    program = f"勾稽{row[0]}或更新的版本" if row else "更新的程序"
    opened.read_only = f"报告库是第{version}版格式，本程序只认识到第{newest()}版，需要{program}才能修改；现在只能查看"
    return opened


def _refuse_strangers(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse another program's SQLite file; an empty one becomes a library."""
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables and pragma(connection, "application_id") != APPLICATION:
        raise UserError(f"“{path}”不是本程序的报告库，请另选文件")
