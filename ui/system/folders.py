"""The folders of this user that the system knows."""

from __future__ import annotations

import os.path
from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents() -> Path:
    """Return the folder of documents; where it is not there, as in a new home, the home itself."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder) if os.path.isdir(folder) else Path.home()  # noqa: PTH112 — Path.is_dir raises where a folder may not be entered
