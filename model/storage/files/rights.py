"""Who may read what: in the user's own data folder nobody else; a library that was named elsewhere keeps its rights.

What belongs to a library (its lock, its backups, what a restore puts in its place) may be used by whoever may use it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from model.storage.files import durable
from model.storage.files.places import OWN, backups_of, own_folder, real

_OWNER = stat.S_IRUSR | stat.S_IWUSR
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def is_private(file: Path) -> bool:
    """Return whether a file stands in the user's own data folder; on Windows the profile's rights are inherited.

    >>> is_private(Path("/srv/共享/library.db"))
    False
    """
    above = [one for one in (file.parent, file.parent.parent) if one.name == OWN]
    return os.name == "posix" and bool(above) and own_folder() in above


def make_folder(library: Path) -> None:
    """Make the folder of a library; the user's own is nobody else's.

    Raises:
        OSError: it cannot be made.
    """
    place = real(library)
    mode = stat.S_IRWXU if is_private(place) else 0o777
    durable.make_folder(place.parent, mode)


def make_file(library: Path) -> None:
    """Make the empty file of a library that is the user's own: SQLite would let others read it.

    Raises:
        OSError: it cannot be made.
    """
    place = real(library)
    if is_private(place):
        with suppress(FileExistsError):
            os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER))


def make_backups_folder(folder: Path) -> None:
    """Make a folder of backups; in the user's own it is nobody else's.

    Raises:
        OSError: it cannot be made.
    """
    durable.make_folder(folder, stat.S_IRWXU if is_private(folder / "inside") else 0o777)


def share_as(library: Path, file: Path) -> None:
    """Set the rights of a file to those of the library, which may be gone; SQLite does so with its companions."""
    if os.name != "posix":
        return
    with suppress(OSError):
        place = real(library)
        shared = 0 if is_private(place) else stat.S_IMODE(place.stat().st_mode) & 0o666
        file.chmod(shared | _OWNER)


def keep_private(library: Path) -> None:
    """Take from others the rights to all that stands in the user's own data folder; what cannot be changed stays."""
    place = real(library)
    if is_private(place):
        for file in _all_of(place):
            keep_file_private(file)


def keep_file_private(file: Path) -> None:
    """Take from others the rights to one file of the user's own data folder."""
    if not is_private(file / "inside" if file.is_dir() else file):
        return
    with suppress(OSError):
        mode = stat.S_IMODE(file.lstat().st_mode)
        if mode & _OTHERS and not file.is_symlink():
            file.chmod(mode & ~_OTHERS)


def _all_of(library: Path) -> Iterator[Path]:
    yield library.parent
    for folder in (library.parent, backups_of(library)):
        with suppress(OSError):
            yield from folder.iterdir()
