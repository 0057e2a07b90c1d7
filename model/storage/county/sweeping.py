"""Files that came in and that no row names: what a batch left that was cut off before it was told of."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from model.storage.checksums.sums import tolerant
from model.storage.connection import connect_to_read
from model.storage.county.marked import wrong_rows
from model.storage.county.originals import LAYING, originals_of
from model.storage.failures import told

_HOURS = 3600
LAID = 24 * _HOURS  # seconds in which a batch must have told of the files that it laid
_UNFINISHED = ".*.part"


def sweep_originals(library: Path, now: float | None = None) -> int:
    """Remove files beside a library that it has not told of within a day; give how many these were.

    Nothing is removed while the rows that tell of files do not vouch for themselves. Backups keep what they have.

    Raises:
        UserError: the disk does not allow it.
    """
    moment = (time.time() if now is None else now) - LAID
    with told(library):
        old = list(_older(originals_of(library), moment))
        named = _named(library) if old else None
        return 0 if named is None else sum(_removed(file, moment) for file in old if file.name not in named)


def _older(folder: Path, moment: float) -> Iterator[Path]:
    """Return the files of a folder of originals, and what was never finished, that lie there since before a moment."""
    for inner in sorted(folder.iterdir()) if folder.is_dir() else ():
        if inner.is_dir() and not inner.is_symlink():
            for file in sorted(inner.iterdir()):
                is_ours = file.match(_UNFINISHED) or not file.name.startswith(".")
                if is_ours and file.is_file() and file.stat().st_mtime < moment:
                    yield file


def _named(library: Path) -> frozenset[str] | None:
    """Return the files of which a library tells; None where it cannot be relied on."""
    with closing(connect_to_read(library)) as db, tolerant(db):
        if any(True for _ in wrong_rows(db)):
            return None
        return frozenset(digest for (digest,) in db.execute("SELECT DISTINCT sha256 FROM submission"))


def _removed(file: Path, moment: float) -> bool:
    """Remove a file unless somebody lays it anew just now."""
    with LAYING:
        if not file.is_file() or file.stat().st_mtime >= moment:
            return False
        file.unlink()
        return True
