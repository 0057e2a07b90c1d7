"""What stands after the power went: content first, then its name, then the name of the folder that it is in."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

_LOST = {errno.EIO, errno.ENOSPC, errno.EDQUOT}  # all others say that this file system cannot sync a folder


def settle(unchecked: Path, to: Path) -> None:
    """Put a file in its place for good: its content on disk first, then its name."""
    sync_content(unchecked)
    unchecked.replace(to)
    sync_name(to)


def sync_content(path: Path) -> None:
    """Wait until what is in a file is on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_name(path: Path) -> None:
    """Wait until it is on disk under which name something stands."""
    sync_folder(path.parent)
    if os.name == "nt" and path.is_file():  # there a file that is synced takes its name along
        with suppress(OSError):
            sync_content(path)


def sync_folder(folder: Path) -> None:
    """Bring the names of a folder to the disk; Windows does so by itself."""
    if os.name != "posix":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # it may be written, but not read
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno in _LOST:
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder, and those above it, where they are missing: what will be in it is not lost with it."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(mode, parents=True, exist_ok=True)
    for made in reversed(missing):
        sync_name(made)
