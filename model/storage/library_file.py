"""A library file that is open: who may write it, where it is, and transactions that are on disk when they end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from model.errors import DiskError, UserError
from model.storage.checksums.sums import put_setting
from model.storage.connection import PATIENCE, atomic
from model.storage.failures import told
from model.storage.files.lock import Lock
from model.storage.files.places import followed
from model.storage.files.whereabouts import Where, Whereabouts, is_broken
from model.storage.numbering import last_edit, lost_edits
from model.storage.opening import open_library
from model.storage.reading import LibraryReading
from model.storage.writing import part_of_a_transaction

if TYPE_CHECKING:
    from model.storage.county.store import CollectionStore
    from model.storage.last_line import HistoryLine
    from model.storage.tallies import Counted


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def _nobody(_: str) -> None:
    """Hear nothing."""


class LibraryFile(LibraryReading):
    """One library file, open. Use it from the thread that opened it.

    `read_only` is None, or the sentence that says why nothing can be written.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime] = _now, *, anew: bool = False) -> None:
        """Open the library, making it where there is none; `anew` means an empty one, whatever backups there are.

        Raises:
            AlreadyOpenError: this user has it open already.
            UserError: it is not a library, it is damaged, or the disk does not allow it.
        """
        self.path = path = followed(path)
        self._clock = clock
        opened = open_library(path, anew=anew)
        self._db, self._lock, self.read_only = opened.connection, opened.lock, opened.read_only
        self._together = False  # inside a transaction that others are part of
        self._edited = False  # whether the transaction is one that has a number
        self._line: HistoryLine | None = None  # the last line of history, while it is the one that typing goes on with
        self.on_moved: Callable[[str], object] = _nobody  # told where the work goes on when the file is not there
        self._where: Whereabouts | None = None  # of a library that may be written
        self._edit = 0  # the number of the last edit
        self.is_open = True
        self._left: list[Lock] = []  # of the paths that the work has left: who starts there raises this window
        try:
            with told(path):
                self.lost_edits = lost_edits(self._db, self._lock.last_noted())
                self._edit = last_edit(self._db)
                if self.read_only is None:
                    self._where = Whereabouts(path)
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the library; as the constructor."""
        return cls(path)

    def close(self) -> None:
        """Close the file and let others write."""
        self.is_open = False
        with suppress(UserError):
            self.stay()
        from model.storage.files.moving import let_go

        where, self._where = self._where, None
        let_go(self.path, self._db, where)
        for lock in (self._lock, *self._left):
            lock.release()

    def stay(self) -> None:
        """See to it that the library is at its path, or go on in a new file and tell where.

        Raises:
            UserError: it is not there, and there is nowhere to go.
        """
        if self._where is not None and not self._together:
            self._go_on(self._where.before())

    def _go_on(self, found: Where) -> None:
        if found is Where.HERE or self._where is None:
            return
        from model.storage.files.moving import NOT_WRITABLE, move

        moved = move(self.path, self._db, self._where, found, self._edit)
        self._line, self._db = None, moved.connection
        if moved.opened is not None:
            self._left.append(self._lock)
            self._lock = moved.opened.lock
        if not moved.sentence:  # what is left can be looked at, no more
            self._where.doubt()
            raise DiskError(NOT_WRITABLE.format(self.path))
        self._where.close()
        self._take_originals_along(moved.path)
        self.path, self._where = moved.path, Whereabouts(moved.path)
        self.on_moved(moved.sentence)

    def _take_originals_along(self, new: Path) -> None:
        """Let the files that came in be where the library is; what cannot be read any more is told of as missing."""
        from model.storage.county.originals import take_along

        if new != self.path:
            with suppress(UserError):
                take_along(self.path, new)

    def open_again(self) -> None:
        """After `close`, open what is at the path now: another file was put in its place.

        Raises:
            UserError: as the constructor; it stays closed.
        """
        hears = self.on_moved
        self.__dict__ = type(self)(self.path, self._clock).__dict__  # nothing that was known of the old one
        self.on_moved = hears

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Open a transaction, or be part of the one that is open; one that changes a report gets the next number."""
        if self.read_only:
            raise UserError(self.read_only)
        if self._together:
            with self._line_as_it_was(), told(self.path), part_of_a_transaction(self._db):
                yield
            return
        self.stay()
        self._edited = False
        try:
            with self._line_as_it_was(), told(self.path), atomic(self._db):
                yield
        except BaseException as error:
            if self._where is not None and is_broken(error):
                self._line = None
                self._where.doubt()
            raise
        if self._edited:
            self._edit += 1
            self._lock.note_edit(self._edit)
        if self._where is not None:
            self._go_on(self._where.after())

    @contextmanager
    def _line_as_it_was(self) -> Iterator[None]:
        """Let what is not written leave no trace: typing goes on with the line that it went on with before."""
        line = self._line
        try:
            yield
        except BaseException:
            self._line = line
            raise

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that is written inside; an error that leaves the block takes all of it back."""
        with self._transaction():
            self._together = True
            try:
                yield
            finally:
                self._together = False

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Do not wait for another program that uses the file: what is written inside will be tried again anyway."""
        self._db.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self._db.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")

    @property
    def county(self) -> CollectionStore:
        """What a county office collects, in the same file."""
        from model.storage.county.store import CollectionStore  # most never collect

        return CollectionStore(lambda: self._db, lambda: self.path, self._transaction, self._clock)

    def set_setting(self, key: str, value: str) -> None:
        """Set a small thing that the user has chosen; a library that cannot be written forgets it.

        Raises:
            UserError: the disk does not allow it. What is a trifle, is to be remembered by `remember`.
        """
        if self.read_only is None:
            with self._transaction(), told(self.path):
                put_setting(self._db, key, value)

    def remember(self, key: str, value: str) -> None:
        """Remember a trifle, how the window is left; where that is not possible, it is forgotten and work goes on."""
        with suppress(UserError):
            if self.setting(key) != value:
                self.set_setting(key, value)

    def keep_tallies(self, counted: Iterable[Counted]) -> None:
        """Keep what was counted; it is no edit, and a library that cannot be written goes without.

        Raises:
            UserError: the disk does not allow it.
        """
        if self.read_only is None:
            from model.storage.tallies import put_tally

            with self._transaction(), told(self.path):
                for one in counted:
                    put_tally(self._db, one)

    def backup(self, to: Path) -> None:
        """Copy the library to a file that was checked.

        Raises:
            UserError: the copy could not be made; what stood there is as it was.
        """
        from model.storage.backups.copying import back_up

        back_up(self.path, to)
