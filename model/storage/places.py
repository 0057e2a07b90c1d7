"""Where the library stands, and the files beside it."""

from __future__ import annotations

import os
from pathlib import Path


def default_library() -> Path:
    """Give the user's library file: the one that GOUJI_LIBRARY names, or the one in the user's data folder."""
    named = os.environ.get("GOUJI_LIBRARY")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("gouji", appauthor=False)) / "library.db"


def backups_of(library: Path) -> Path:
    """Give the folder of the automatic backups."""
    return library.parent / "backups"


def beside(library: Path, what: str) -> Path:
    """Name a file that belongs to the library: `library.db.lock`."""
    return library.with_name(f"{library.name}.{what}")
