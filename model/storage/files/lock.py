"""One writer per library: a lock of the operating system, which dies with its process, and a note of who holds it.

SQLite takes the lock, on an empty file beside the library: it knows how on every system, and is loaded anyway.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from model.errors import UserError
from model.storage.files.guard import Guard
from model.storage.files.places import beside
from model.storage.files.rights import share_as
from model.values import NamedTuple

_WIDTH = 20  # digits of the largest number that SQLite knows, and a sign
_REWRITTEN = os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class AlreadyOpenError(UserError):
    """The same user has this library open on this machine: raise that window (`ask_to_raise`) and leave."""


class Holder(NamedTuple):
    """Who has a library open."""

    user: str
    machine: str
    pid: int

    @property
    def is_me(self) -> bool:
        """Whether it is this user on this machine, in whichever process; number 0 is a guess, and not me."""
        return self.is_here and self.user == myself().user and self.pid != 0

    @property
    def is_here(self) -> bool:
        """Whether it is a process of this machine."""
        return self.machine == myself().machine


def myself() -> Holder:
    """Say who is running this process."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        user = str(os.getuid()) if hasattr(os, "getuid") else "?"
    return Holder(user, _machine(), os.getpid())


def _machine() -> str:
    if hasattr(os, "uname"):
        return os.uname().nodename
    import platform  # which takes long

    return platform.node()


class Lock:
    """The right to write one library, held from `take` to `release` or to the end of the process."""

    def __init__(self, library: Path) -> None:
        self._note = beside(library, "holder")
        self._raise = raise_file(library)
        self.file = beside(library, "lock")
        self._library = library
        self._guard = Guard(self.file)
        self._held: sqlite3.Connection | None = None
        self._open_note: int | None = None
        self._digits_at = 0
        self._last_noted: int | None = None

    def take(self) -> Holder | None:
        """Take the lock, also one whose process has died; else say who holds it.

        Raises:
            OSError: the folder cannot be written.
            sqlite3.Error: likewise.
        """
        if not self._guard.take():
            return self.holder()
        lock = sqlite3.connect(self.file.absolute(), isolation_level=None, timeout=0)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            lock.close()
            self._guard.release()
            if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:  # not ours to write into, and held by nobody
                return self._take_anew()
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return self.holder()
        if not os.access(self.file, os.W_OK):  # SQLite has merely begun to read
            lock.close()
            self._guard.release()
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.file))
        self._held = lock
        with suppress(OSError):  # the lock holds without them, too
            self._write_note()
            self._raise.touch()
        for file in (self.file, self._note, self._raise):  # who may write the library may lock it next
            share_as(self._library, file)
        return None

    def _take_anew(self) -> Holder | None:
        self.file.unlink()
        return self.take()

    def _write_note(self) -> None:
        """Note who holds the lock; the number that a dead process left stays until the next edit."""
        self._last_noted = _edit_in(self._note)
        words = json.dumps({**myself()._asdict(), "edit": _digits(self._last_noted)}).encode("ascii")
        self._open_note = os.open(self._note, _REWRITTEN, 0o666)
        self._digits_at = len(words) - _WIDTH - len('"}')
        os.write(self._open_note, words)

    def last_noted(self) -> int | None:
        """Return the last edit that a process noted which died with the lock; None where the last one closed it."""
        return self._last_noted

    def forget_noted(self) -> None:
        """Forget that edit, after a power cut too: the library that it was of is not the one that is here."""
        self._last_noted = None
        if self._open_note is not None:
            with suppress(OSError):
                self._put_digits(None)
                os.fsync(self._open_note)

    def note_edit(self, number: int) -> None:
        """Note the number of the newest edit, unsynced: after a power cut it tells what the library has lost."""
        with suppress(OSError):  # a note that cannot be written must not hold up an edit
            self._put_digits(number)

    def _put_digits(self, number: int | None) -> None:
        if self._open_note is not None:
            os.lseek(self._open_note, self._digits_at, os.SEEK_SET)
            os.write(self._open_note, _digits(number).encode("ascii"))

    def holder(self) -> Holder:
        """Read the note; without one it is this user's own second start if the file to be asked by is this user's."""
        try:
            noted = json.loads(self._note.read_text(encoding="utf-8"))
            return Holder(str(noted["user"]), str(noted["machine"]), int(noted["pid"]))
        except (OSError, ValueError, KeyError, TypeError):
            return myself() if _is_mine(self._raise) else _somebody(self._note)

    def release(self) -> None:
        """Let go of the library; the file stays, as its removal would race with the next one."""
        is_mine = self._close_note()
        if self._held is not None:
            for file in (self._note, self._raise) if is_mine else ():
                with suppress(OSError):
                    file.unlink(missing_ok=True)
            self._held.close()
            self._held = None
            self._guard.release()

    def _close_note(self) -> bool:
        """Close the note; say whether the one beside the library is still this one, and not that of another library."""
        if self._open_note is None:
            return True
        try:
            return os.path.samestat(os.fstat(self._open_note), self._note.stat())
        except OSError:
            return False
        finally:
            os.close(self._open_note)
            self._open_note = None


def _edit_in(note: Path) -> int | None:
    try:
        return int(json.loads(note.read_bytes())["edit"])
    except (OSError, ValueError, KeyError, TypeError):  # none, half of one, or one of an older program
        return None


def _digits(number: int | None) -> str:
    """Write a number in a fixed width, so that the next one takes exactly its place."""
    return f"{'' if number is None else number:>{_WIDTH}}"


def raise_file(library: Path) -> Path:
    """Name the file that the first window watches: when it changes, somebody wants to see the window.

    It is there as long as the library is open for writing.
    """
    return beside(library, "raise")


def ask_to_raise(library: Path, files: Iterable[Path] = ()) -> bool:
    """Ask the process that has the library open to show its window, and to bring in these files; False if in vain."""
    asked = {"pid": os.getpid(), "files": [str(file.absolute()) for file in files]}
    try:
        raise_file(library).write_text(json.dumps(asked), encoding="ascii")
    except OSError:
        return False
    return True


def _is_mine(file: Path) -> bool:
    """Whether this user made a file."""
    try:
        return file.stat().st_uid == os.geteuid() if hasattr(os, "geteuid") else True
    except OSError:
        return False


def _somebody(note: Path) -> Holder:
    """Name who wrote a note that may not be read, as far as the system tells."""
    try:
        name = note.owner()
    except (OSError, KeyError, NotImplementedError):
        name = "另一位用户"
    return Holder(name, _machine(), 0)


def files_asked_for(library: Path) -> tuple[Path, ...]:
    """Return the files that the last start wanted; none where its request is not all there."""
    try:
        asked = json.loads(raise_file(library).read_text(encoding="ascii"))
        return tuple(Path(file) for file in asked["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()
