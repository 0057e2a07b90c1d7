"""Putting a backup in the place of the library: what there is to choose from, what would differ, and the act itself."""

from __future__ import annotations

from pathlib import Path

from model.storage.backup_files import Backup, found
from model.storage.holdings import holding


def kept_backups(library: Path) -> tuple[Backup, ...]:
    """Give the backups beside a library that hold a report, newest first; each is opened, but not read through."""
    return tuple(one for one in found(library) if _holds_something(one.path))


def _holds_something(path: Path) -> bool:
    held = holding(path)
    return held is not None and not held.is_empty
