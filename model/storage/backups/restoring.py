"""Putting a backup in the place of the library: what there is to choose from, and the act itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from model.errors import UserError
from model.storage.backups import replacing
from model.storage.backups.backup_files import Backup, BackupOrigin, day_of, found, lying_in, newest_first
from model.storage.backups.copying import copied
from model.storage.backups.holdings import holds_something
from model.storage.backups.rescued import elsewhere
from model.storage.backups.second_place import stem_there
from model.storage.backups.thinning import by_calendar
from model.storage.county.originals import fetch_back, originals_beside
from model.storage.events import HistoryEvent
from model.storage.failures import told
from model.storage.files.lock import Lock
from model.storage.files.places import real
from model.storage.files.rights import make_folder, share_as
from model.storage.looking import read_through
from model.storage.records import How

if TYPE_CHECKING:
    from model.storage.library import Library
    from model.storage.records import Stored

_SQLITE = b"SQLite format 3\x00"


class Restored(NamedTuple):
    """What came of a restore: how many reports there are now, and where the library lies that was there before."""

    reports: int
    before: Path | None


def kept_backups(library: Path) -> tuple[Backup, ...]:
    """Return the backups of a library that hold a report, newest first; each is opened, but not read through."""
    listed = newest_first([*found(library), *elsewhere(library)])
    return tuple(one for one in listed if holds_something(one.path))


def all_backups(library: Path, second: Path | None = None) -> tuple[Backup, ...]:
    """List what may be backups of a library, those at the second place too, newest first."""
    there = _lying_there(library, second) if second else []
    return newest_first([*_with_periods(found(library)), *there, *elsewhere(library)])


def _lying_there(library: Path, second: Path) -> list[Backup]:
    """List what lies at the second place; what others put there is from elsewhere."""
    mine = stem_there(library)
    listed = lying_in(second, BackupOrigin.SECOND)
    return [one if one.path.name.startswith(mine) else one._replace(source=BackupOrigin.ELSEWHERE) for one in listed]


def _with_periods(listed: Sequence[Backup]) -> list[Backup]:
    """Say of daily backups whether they stay for their day, their week or their month, or were wanted besides."""
    days = dict.fromkeys(day_of(one) for one in listed if one.source is BackupOrigin.DAILY)
    periods = by_calendar(list(days))

    def origin(one: Backup) -> BackupOrigin:
        if one.source is not BackupOrigin.DAILY:
            return one.source
        return BackupOrigin.MANUAL if one.number > 1 else periods.get(day_of(one), BackupOrigin.DAILY)

    return [one._replace(source=origin(one)) for one in listed]


def restore(library: Path, backup: Path) -> Restored:
    """Put a copy of a backup in the place of the library, which is laid aside whole; the library must be closed.

    The copy is read through before anything is moved, and again in its place; see `replacing` for what a cut leaves.

    Raises:
        UserError: all is as it was: the backup cannot be read, somebody uses the library, the disk does not allow it.
    """
    with _closed(library):
        before = _put(library, backup)
        with suppress(UserError):  # what is missing is read from there as long as it is
            fetch_back(library)
            fetch_back(library, originals_beside(backup))
        return Restored(read_through(library), before)


def set_aside(library: Path) -> Path | None:
    """Lay a library aside whole, without another in its place; give where it lies now. It must be closed.

    Raises:
        UserError: all is as it was: somebody uses the library, or the disk does not allow it.
    """
    with _closed(library):
        return replacing.set_aside(library)


def can_be_given_up(library: Path) -> bool:
    """Whether an empty library may take a file's place: none of its reports can be read, and it is nobody else's."""
    try:
        with library.open("rb") as file:
            begins = file.read(len(_SQLITE))
    except OSError:
        return not library.exists()
    return begins in {b"", _SQLITE} and not holds_something(library)


@contextmanager
def _closed(library: Path) -> Iterator[None]:
    """Keep others from opening a library meanwhile."""
    lock = Lock(library)
    try:
        with told(library):
            make_folder(library)
            if lock.take() is not None:
                raise UserError(f"报告库“{library}”正被别的窗口或别的用户使用，没有恢复，请等对方关闭后再试")
            lock.forget_noted()  # else the next start would say that its last edits are lost
            yield
    finally:
        lock.release()


def _put(library: Path, backup: Path) -> Path | None:
    place = real(library)
    copy = replacing.unfinished(place)
    try:
        _refuse_what_cannot_be_read(backup, backup)
        copied(backup, copy)
        share_as(library, copy)
        _refuse_what_cannot_be_read(backup, copy)
        return replacing.replace(library, copy)
    finally:
        copy.unlink(missing_ok=True)


def _refuse_what_cannot_be_read(backup: Path, copy: Path) -> None:
    try:
        with told(backup):
            backup.stat()  # SQLite would make one that is missing
        read_through(copy)
    except UserError as error:
        raise UserError(f"备份“{backup}”打不开，报告库没有变，请另选一份") from error


def take_one(library: Library, stored: Stored) -> int:
    """Add one report of a backup to the library, beside what is there; give its number."""
    step = HistoryEvent.TAKEN_OUT.label
    with library.together():
        key = library.create(stored.report, step, printed=stored.printed)
        if stored.bindings:
            library.write(key, (), How.IMPORTED, step, stored.bindings)
        if stored.opinions:
            library.take_opinions(key, stored.opinions, step)
        if stored.deadline is not None:
            library.set_deadline(key, stored.deadline)
    return key
