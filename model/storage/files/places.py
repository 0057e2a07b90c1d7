"""Where the library stands, and the files beside it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PORTABLE, PORTABLE_DATA = "gouji.portable", "data"  # a file beside the program; the folder its data is then in
OWN = "gouji"  # the name of the user's own data folder
SECOND_PLACE = "second_place"  # the setting that names where the backups are copied to
STAMP = "%Y%m%d-%H%M%S"  # in the names of what was laid aside
COMPANIONS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file, and reads back into whatever is named so


def default_library() -> Path:
    """Return the user's library file: the one that GOUJI_LIBRARY names, or the one in the user's data folder."""
    named = os.environ.get("GOUJI_LIBRARY")
    if named:
        return Path(named)
    return own_folder() / "library.db"


def own_folder() -> Path:
    """Return the user's own data folder; of a program that is marked as portable it is the one beside the program."""
    if is_portable():
        return program_folder() / PORTABLE_DATA
    import platformdirs  # which a library that is named does without

    return Path(platformdirs.user_data_dir(OWN, appauthor=False))


def is_portable() -> bool:
    """Return whether the program is marked to keep its data beside it."""
    return os.path.exists(program_folder() / PORTABLE)  # noqa: PTH110 — Path.exists raises where the folder may not be read


def program_folder() -> Path:
    """Return where the program lies: the folder of its executable, or that of main.py."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).parent
    return Path(__file__).resolve().parents[3]


def backups_of(library: Path) -> Path:
    """Return the folder of the automatic backups."""
    return library.parent / "backups"


def beside(library: Path, what: str) -> Path:
    """Name a file that belongs to the library: `library.db.lock`."""
    return library.with_name(f"{library.name}.{what}")


def whole(file: Path) -> tuple[Path, ...]:
    """Return every file that a library or a backup may consist of, the one that names the others first.

    >>> [one.name for one in whole(Path("library.db"))]
    ['library.db', 'library.db-wal', 'library.db-shm', 'library.db-journal']
    """
    return (file, *(file.with_name(file.name + suffix) for suffix in COMPANIONS))


def followed(library: Path) -> Path:
    """Follow a name that is a symbolic link to the library itself: its lock and its backups are then the same for all.

    A link that leads to itself is left as it is, to be told.
    """
    return real(library) if os.path.islink(library) else library  # noqa: PTH114 — Path.is_symlink raises where the folder may not be read


def real(library: Path) -> Path:
    """Follow symbolic links to the file itself, beside which SQLite keeps its companions."""
    return Path(os.path.realpath(library))
