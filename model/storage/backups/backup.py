"""The backups of each day: made once, looked at before they count, thinned by what they hold."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

from model.storage.backups.backup_files import Backup, daily, daily_name, day_of, found
from model.storage.backups.backup_index import candidates
from model.storage.backups.copying import back_up
from model.storage.backups.holdings import holding, holds_something
from model.storage.backups.thinning import SHARE, Plan, plan
from model.storage.connection import is_sound
from model.storage.county.originals import back_up_originals, originals_of
from model.storage.county.sweeping import sweep_originals
from model.storage.failures import told
from model.storage.files.places import backups_of

__all__ = ["back_up", "back_up_now", "backups", "daily_backup", "day_backups", "is_empty", "thin", "thin_backups"]


def daily_backup(library: Path, today: date) -> Path | None:
    """Make today's backup unless there is one; None where there is. It has its own connection: any thread may.

    One that is empty or cannot be read is none, and gives its place. A library in which nothing ever was gets none
    while there are backups that hold something.

    Raises:
        UserError: as `back_up`.
    """
    made = [one for one in daily(backups_of(library), library.stem) if day_of(one) == today]
    empty = is_empty(library)
    if any(_counts(one.path, empty=empty) for one in made) or (
        empty and any(holds_something(one.path) for one in found(library))
    ):
        return None
    to = next(path for path in _places(library, today) if not path.is_dir() or path.is_symlink())
    _back_up_all(library, to)
    return to


def back_up_now(library: Path, today: date) -> Path:
    """Make a backup of this moment, beside that of the day if there is one; its number tells that it was asked for.

    Raises:
        UserError: as `back_up`.
    """
    to = next(path for path in _places(library, today, first=2) if not os.path.lexists(path))
    _back_up_all(library, to)
    return to


def _back_up_all(library: Path, to: Path) -> None:
    """Copy the library, then the files that came in which are not among the backups yet: it tells of no others.

    What lies there and nobody tells of is swept away when it has its copy.
    """
    back_up(library, to)
    if originals_of(library).is_dir():
        back_up_originals(library)
        sweep_originals(library)


def _places(library: Path, day: date, first: int = 1) -> Iterator[Path]:
    return (backups_of(library) / daily_name(library.stem, day, number) for number in count(first))


def is_empty(library: Path) -> bool:
    """Whether nothing ever was in a library."""
    held = holding(library)
    return held is not None and held.is_empty


def _counts(backup: Path, *, empty: bool) -> bool:
    """Whether a backup is one: it can be read through, and is not empty where the library is not."""
    held = holding(backup)
    return held is not None and (empty or not held.is_empty) and is_sound(backup)


def backups(library: Path) -> list[Path]:
    """List the daily backups, newest first."""
    return [one.path for one in daily(backups_of(library), library.stem)]


def day_backups(library: Path, today: date) -> tuple[Backup, ...]:
    """List the daily backups that hold something, newest first; those of days to come are behind the others."""
    listed = daily(backups_of(library), library.stem)
    in_order = sorted(listed, key=lambda one: day_of(one) <= today, reverse=True)
    return tuple(one for one in in_order if holds_something(one.path))


def thin_backups(library: Path, today: date) -> str | None:
    """Remove the daily backups that need not be kept; give what is to be said where they take much space all the same.

    Raises:
        UserError: one cannot be removed.
    """
    return thin(backups_of(library), library.stem, today)


def thin(folder: Path, stem: str, today: date) -> str | None:
    """Remove those daily backups of a folder that need not be kept, as `thin_backups`.

    Raises:
        UserError: one cannot be removed.
    """
    if not folder.is_dir():
        return None
    with told(folder):
        limit = shutil.disk_usage(folder).free // SHARE
    decided = plan(candidates(folder, stem, daily(folder, stem), today), today, limit)
    for one in decided.go:
        with told(folder / one.name):
            (folder / one.name).unlink(missing_ok=True)
    return _too_large(folder, decided) if decided.too_large else None


def _too_large(folder: Path, decided: Plan) -> str:
    megabytes = sum(one.size for one in decided.stay) / 1_000_000
    kept = len(decided.stay)
    return f"“{folder}”里的{kept}份备份共{megabytes:.1f} MB，超过磁盘剩余空间的十分之一，不能再少，请清理磁盘"
