"""What stands after the power went: content first, then its name."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_NO_SUCH_THING = {errno.EINVAL, errno.ENOTSUP}  # said of folders by some shares, which write names at once


def settle(unchecked: Path, to: Path) -> None:
    """Put a file in its place for good: its content on disk first, then its name."""
    with unchecked.open("rb+") as file:
        os.fsync(file.fileno())
    unchecked.replace(to)
    sync_folder(to.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names of a folder to the disk; Windows does so by itself."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_SUCH_THING:
                raise
        finally:
            os.close(descriptor)
