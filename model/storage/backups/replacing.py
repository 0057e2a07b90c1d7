"""Another file in the place of a library, so that a kill or a power cut at any moment leaves the one or the other.

A library is a file with its companions (-wal, -shm, -journal), and SQLite reads back whatever companion it finds beside
a file: the new one must never stand beside the old one's. The order:

1. The new file is whole, was read through, and is synced under a name that nobody opens. Until then nothing changed.
2. It is renamed to `library.db.restoring-TIME`, and the folder is synced. From here on the exchange is decided: whoever
   opens the library next finds this name, and goes on at 3 (`finish`, under the library's lock, before it is opened).
3. The old file is moved to `backups/library-恢复前-TIME.db`, then its companions likewise; both folders are synced. The
   file itself goes first: in between there is no library, which is seen, rather than one without its last edits.
4. The new file is renamed to the library's own name, and the folder is synced. With that its other name is gone, too.

Every move of 3 and 4 can be done again: what is moved already is not there any more. A cut before 2 leaves the old
library with all its companions, one after 4 the new one with none, and one between them is finished at the next start.
What goes wrong without a cut is taken back in the opposite order.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from time import sleep

from model.storage.files.durable import make_folder, settle, sync_folder
from model.storage.files.places import STAMP, backups_of, beside, real, whole

_DECIDED = "restoring-"
_ATTEMPTS, _PAUSE = 20, 0.2  # seconds


def replace(library: Path, new: Path) -> Path | None:
    """Put `new`, which lies beside the library and is whole, in its place; give where the old one lies now, if any.

    Only for who holds the lock of the library and has it closed.

    Raises:
        OSError: it is all as it was.
    """
    finish(library)
    place = real(library)
    stamp = _free_stamp(place)
    staged = beside(place, _DECIDED + stamp)
    settle(new, staged)
    try:
        return _exchange(place, staged, stamp)
    except OSError:
        _take_back(place, _aside(place, stamp))
        staged.unlink(missing_ok=True)
        raise


def set_aside(library: Path) -> Path | None:
    """Move a library with its companions to the backups, so that an empty one can be begun; give where it lies now.

    Only for who holds the lock of the library and has it closed.

    Raises:
        OSError: it is all as it was.
    """
    finish(library)
    place = real(library)
    stamp = _free_stamp(place)
    try:
        return _lay_aside(place, stamp)
    except OSError:
        _take_back(place, _aside(place, stamp))
        raise


def finish(library: Path) -> Path | None:
    """Finish an exchange that was decided and then cut off; give where the old library lies now, if there was one.

    A copy that was cut off before that is removed.

    Raises:
        OSError: it cannot be finished now.
    """
    place, old = real(library), None
    for left in _unfinished(place):
        left.unlink(missing_ok=True)
    for staged in _decided(place):
        old = _exchange(place, staged, staged.name.removeprefix(f"{place.name}.{_DECIDED}"))
    return old


def unfinished(place: Path) -> Path:
    """Name the file in which the new one is made, before anything is decided."""
    return place.with_name(f".{place.name}.restored.{os.getpid()}.part")


def _unfinished(place: Path) -> list[Path]:
    mine = unfinished(place)
    return [one for one in _beginning_with(f".{place.name}.restored.", place) if one != mine]


def _decided(place: Path) -> list[Path]:
    return _beginning_with(f"{place.name}.{_DECIDED}", place)


def _beginning_with(start: str, place: Path) -> list[Path]:
    try:
        return sorted(one for one in place.parent.iterdir() if one.name.startswith(start))
    except OSError:  # no such folder: nothing is left in it
        return []


def _exchange(place: Path, staged: Path, stamp: str) -> Path | None:
    aside = _lay_aside(place, stamp)
    _move(staged, place)
    sync_folder(place.parent)
    return aside


def _lay_aside(place: Path, stamp: str) -> Path | None:
    """Move a library with its companions; where a name is taken, somebody made another library meanwhile."""
    aside = _aside(place, stamp)
    there = [suffix for suffix in _suffixes(place) if _named(place, suffix).exists()]
    number = 1
    while any(_named(aside, suffix).exists() for suffix in there):
        number += 1
        aside = _aside(place, f"{stamp}-{number}")
    for suffix in there:
        _move(_named(place, suffix), _named(aside, suffix))
    sync_folder(aside.parent)
    sync_folder(place.parent)
    return aside if aside.exists() else None


def _take_back(place: Path, aside: Path) -> None:
    for suffix in reversed(_suffixes(place)):
        if _named(aside, suffix).exists() and not _named(place, suffix).exists():
            _move(_named(aside, suffix), _named(place, suffix))
    sync_folder(place.parent)


def _move(file: Path, to: Path) -> None:
    """Rename; Windows refuses that as long as anybody reads the file, which never takes long."""
    for left in reversed(range(_ATTEMPTS if os.name == "nt" else 1)):
        try:
            file.replace(to)
        except PermissionError:
            if not left:
                raise
            sleep(_PAUSE)
        else:
            return


def _suffixes(place: Path) -> list[str]:
    return [one.name.removeprefix(place.name) for one in whole(place)]


def _named(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)


def _free_stamp(place: Path) -> str:
    stamp = datetime.now().astimezone().strftime(STAMP)
    tried, number = stamp, 1
    while any(one.exists() for one in whole(_aside(place, tried))):
        number += 1
        tried = f"{stamp}-{number}"
    return tried


def _aside(place: Path, stamp: str) -> Path:
    return _folder(place) / f"{place.stem}-恢复前-{stamp}.db"


def _folder(place: Path) -> Path:
    """Return the folder of the backups, or, where a file cannot simply be renamed into it, the library's own."""
    folder = backups_of(place)
    try:
        make_folder(folder)
        return folder if folder.stat().st_dev == place.parent.stat().st_dev else place.parent
    except OSError:
        return place.parent
