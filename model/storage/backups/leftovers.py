"""Half-written files that a killed process has left: removed at the next start, by who holds the library."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from model.storage.county.originals import kept_in_backups, originals_of
from model.storage.files.places import backups_of, real

_SUFFIXES = tuple(f".part{companion}" for companion in ("", "-journal", "-wal", "-shm"))  # SQLite's own stand beside
_STILL_WRITING = 60.0  # seconds; where others may write, a file that is younger may be under way


def clear(library: Path, exported_to: Iterable[Path] = ()) -> int:
    """Remove what was begun beside the library and its backups, and older halves of exports; give how many there were.

    Only for who holds the library's lock: nobody else writes beside it then.
    """
    place = real(library)
    begun = [file for folder in (place.parent, backups_of(place)) for file in _halves(folder) if _is_of(place, file)]
    begun += [file for folder in (originals_of(place), kept_in_backups(place)) for file in _halves_below(folder)]
    exports = [file for folder in exported_to for file in _halves(folder) if _is_export(file) and _is_old(file)]
    return sum(map(_removed, {*begun, *exports}))


def _halves(folder: Path) -> list[Path]:
    try:
        return [file for file in folder.iterdir() if file.name.startswith(".") and file.name.endswith(_SUFFIXES)]
    except OSError:
        return []


def _halves_below(folder: Path) -> list[Path]:
    """List the halves in the folders of a folder."""
    try:
        return [file for inner in folder.iterdir() if inner.is_dir() for file in _halves(inner)]
    except OSError:
        return []


def _is_of(library: Path, file: Path) -> bool:
    """Whether a half is a copy of this library, or of one of its backups, or a probe of the disk."""
    return file.name.startswith((f".{library.stem}-", f".{library.name}.")) or _is_export(file)


def _is_export(file: Path) -> bool:
    return file.name.startswith(".gouji-")


def _is_old(file: Path) -> bool:
    try:
        return time.time() - file.stat().st_mtime > _STILL_WRITING
    except OSError:
        return False


def _removed(file: Path) -> bool:
    with suppress(OSError):
        file.unlink()
        return True
    return False
