"""Copies of the library by SQLite's own backup; one counts only after it was opened and read through."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from model.errors import UserError
from model.storage.connection import connect_to_read, is_sound
from model.storage.durable import make_folder, settle
from model.storage.failures import told
from model.storage.places import backups_of, whole

KEPT = 10


def back_up(library: Path, to: Path) -> None:
    """Copy the library, also while it is being written, into one file; it appears whole or not at all.

    Raises:
        UserError: the library is damaged, or the copy cannot be written; what stood at `to` is as it was.
    """
    unchecked = to.with_name(f".{to.name}.{os.getpid()}.part")
    with told(to):
        try:
            make_folder(to.parent)
            copied(library, unchecked)
            if not is_sound(unchecked):
                raise UserError(f"报告库“{library}”的备份没有通过检查，报告库可能已经损坏，没有留下这份备份")
            settle(unchecked, to)
        finally:
            unchecked.unlink(missing_ok=True)


def copied(library: Path, to: Path) -> None:
    """Copy a library, with what is only in its log yet, into one file without companions; it is not synced yet."""
    for file in whole(to):
        file.unlink(missing_ok=True)
    with closing(connect_to_read(library)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


def daily_backup(library: Path, today: date, kept: int = KEPT) -> Path | None:
    """Make today's backup unless there is one; keep the newest `kept`. It has its own connection: any thread may.

    Raises:
        UserError: as `back_up`; no older backup is removed then.
    """
    to = backups_of(library) / f"{library.stem}-{today.isoformat()}.db"
    if to.exists():
        return None
    back_up(library, to)
    for old in backups(library)[kept:]:
        with told(old):
            old.unlink(missing_ok=True)
    return to


def backups(library: Path) -> list[Path]:
    """List the daily backups, newest first; those made before an upgrade are not among them."""
    days = "[0-9]" * 4 + "-" + "[0-9]" * 2 + "-" + "[0-9]" * 2
    return sorted(backups_of(library).glob(f"{library.stem}-{days}.db"), reverse=True)
