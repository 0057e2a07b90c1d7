"""A copy of the library by SQLite's own backup; it counts only after it was opened and read through."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from model.errors import UserError
from model.storage.connection import connect_to_read, is_sound
from model.storage.failures import told
from model.storage.files.durable import settle
from model.storage.files.places import backups_of, whole
from model.storage.files.rights import make_backups_folder, share_as


def back_up(library: Path, to: Path) -> None:
    """Copy the library, also while it is being written, into one file; it appears whole or not at all.

    Raises:
        UserError: the library is damaged, or the copy cannot be written; what stood at `to` is as it was.
    """
    unchecked = to.with_name(f".{to.name}.{os.getpid()}.part")
    with told(to):
        try:
            make_backups_folder(to.parent)
            copied(library, unchecked)
            if to.parent == backups_of(library):
                share_as(library, unchecked)
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
