"""Putting a backup in the place of the library: what there is to choose from, and the act itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from model.errors import UserError
from model.storage import replacing
from model.storage.backup import copied
from model.storage.backup_files import Backup, Source, found, lying_in, newest_first
from model.storage.failures import told
from model.storage.holdings import holding
from model.storage.lock import Lock
from model.storage.looking import read_through
from model.storage.places import real
from model.storage.records import How

if TYPE_CHECKING:
    from model.storage.library import Library
    from model.storage.records import Stored


class Restored(NamedTuple):
    """What came of a restore: how many reports there are now, and where the library lies that was there before."""

    reports: int
    before: Path | None


def kept_backups(library: Path) -> tuple[Backup, ...]:
    """Give the backups beside a library that hold a report, newest first; each is opened, but not read through."""
    return tuple(one for one in found(library) if _holds_something(one.path))


def _holds_something(path: Path) -> bool:
    held = holding(path)
    return held is not None and not held.is_empty


def all_backups(library: Path, second: Path | None = None) -> tuple[Backup, ...]:
    """List what may be backups of a library, those at the second place too, newest first; nothing is opened."""
    there = lying_in(second, Source.SECOND) if second else ()
    return newest_first([*found(library), *there])


def restore(library: Path, backup: Path) -> Restored:
    """Put a copy of a backup in the place of the library, which is laid aside whole; the library must be closed.

    The copy is read through before anything is moved, and again in its place; see `replacing` for what a cut leaves.

    Raises:
        UserError: all is as it was: the backup cannot be read, somebody uses the library, the disk does not allow it.
    """
    lock = Lock(library)
    try:
        with told(library):
            real(library).parent.mkdir(parents=True, exist_ok=True)
            if lock.take() is not None:
                raise UserError(f"报告库“{library}”正被别的窗口或别的用户使用，没有恢复，请等对方关闭后再试")
            before = _put(library, backup)
        return Restored(read_through(library), before)
    finally:
        lock.release()


def _put(library: Path, backup: Path) -> Path | None:
    place = real(library)
    copy = place.with_name(f".{place.name}.restored.{os.getpid()}.part")
    try:
        _refuse_what_cannot_be_read(backup, backup)
        copied(backup, copy)
        _refuse_what_cannot_be_read(backup, copy)
        return replacing.replace(library, copy)
    finally:
        copy.unlink(missing_ok=True)


def _refuse_what_cannot_be_read(backup: Path, copy: Path) -> None:
    try:
        with told(backup):
            backup.stat()  # SQLite would make one that is missing
        read_through(copy)
    except UserError as error:
        raise UserError(f"备份“{backup}”打不开，报告库没有变，请另选一份") from error


def take_one(library: Library, stored: Stored) -> int:
    """Add one report of a backup to the library, beside what is there; give its number."""
    step = "从备份取回"
    with library.together():
        key = library.create(stored.report, step)
        if stored.bindings:
            library.write(key, (), How.IMPORTED, step, stored.bindings)
        if stored.deadline is not None:
            library.set_deadline(key, stored.deadline)
    return key
