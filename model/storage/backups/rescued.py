"""What went on elsewhere because the whole folder of a library was gone: found again by what is noted in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from model.storage.backups.backup_files import Backup, BackupOrigin, lying_in
from model.storage.checksums.sums import get_setting, put_setting
from model.storage.connection import connect_to_read
from model.storage.files.places import backups_of, own_folder, real

_SETTING = "rescued from"
RESCUED = "找回"  # in the names of such files


def far_places() -> Iterator[Path]:
    """Return the places for a library whose own disk or folder is not there: the user's own folder, else at home."""
    yield backups_of(own_folder() / "library.db")
    with suppress(RuntimeError):
        yield Path.home()


def note(copy: sqlite3.Connection, library: Path) -> None:
    """Note in a copy which library it goes on with."""
    put_setting(copy, _SETTING, _named(library))


def elsewhere(library: Path) -> list[Backup]:
    """List the files in which the work on a library went on, that do not lie with its backups."""
    beside = backups_of(real(library))
    return [one for folder in far_places() if real(folder) != beside for one in _of(library, folder)]


def _of(library: Path, folder: Path) -> list[Backup]:
    begins = f"{library.stem}-{RESCUED}-"
    named = [one for one in lying_in(folder, BackupOrigin.RESCUED) if one.path.name.startswith(begins)]
    return [one for one in named if _noted_in(one.path) == _named(library)]


def _noted_in(file: Path) -> str | None:
    try:
        with closing(connect_to_read(file)) as connection:
            return get_setting(connection, _SETTING)
    except (sqlite3.Error, OSError, UnicodeDecodeError):
        return None


def _named(library: Path) -> str:
    """Name a library by its path, also where that is no text."""
    return str(real(library)).encode("utf-8", "backslashreplace").decode("utf-8")
