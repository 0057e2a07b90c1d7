"""Backups of the library, made beside the work: today's, its copy elsewhere; then all of the library is verified."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from model.errors import UserError

HOUR = 3_600_000  # milliseconds
_PAUSE = 0.001  # seconds, after each few rows


class HasPath(Protocol):
    """A library, as far as its backup is concerned: it may go on in another file while the window is open."""

    @property
    def path(self) -> Path: ...


class DailyBackup(QObject):
    """Makes the backup in a thread of its own, with a connection of its own; `now` makes one in any case."""

    failed = Signal(str)  # what was not done, and why
    verified = Signal(object)  # tuple[Misfit, ...]: what in the library does not fit
    done = Signal()  # nothing more is to come, whatever failed

    def __init__(self, library: HasPath, parent: QObject | None = None, *, now: bool = False) -> None:
        super().__init__(parent)
        self._library, self._now = library, now
        self._thread: Thread | None = None
        self._leaving = Event()
        self._day = _today()
        self._wanted = False  # once more today: what was made held nothing, or nothing was made
        self._hour = QTimer(self, interval=HOUR)
        self._hour.timeout.connect(self._look_at_the_day)

    def start(self) -> None:
        """Begin; nothing waits for it. A window that stays open for days gets its backup each day."""
        self._day = _today()
        self._thread = Thread(target=self._run, args=(self._library.path, self._day, self._now), name="backup")
        self._thread.start()
        if not self._now:
            self._hour.start()

    def _look_at_the_day(self) -> None:
        if (_today() != self._day or self._wanted) and (self._thread is None or not self._thread.is_alive()):
            self.start()

    def wait(self) -> None:
        """Let a backup that has begun be finished; the verification is broken off, the next start does it."""
        self._leaving.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, library: Path, today: date, now: bool) -> None:
        """Go through all of it: that a stick is missing must not keep the rest from being done."""
        from model.storage.backups.backup import (
            back_up_now,
            daily_backup,
            is_empty,
            thin_backups,
        )  # the start can do without

        make = back_up_now if now else daily_backup
        rest: tuple[Callable[[], object], ...] = (
            lambda: thin_backups(library, today),
            lambda: _copy(library, today),
        )
        try:
            was_empty = is_empty(library)
            missed = _said(lambda: make(library, today))
            self._wanted = was_empty or missed is not None
            said = [one for one in (missed, *map(_said, rest)) if one is not None]
            if said:
                self._tell(self.failed, "；".join(said))
            if not now:
                self._verify(library)
        finally:
            self._tell(self.done)

    @staticmethod
    def _tell(signal: SignalInstance, *what: object) -> None:
        """Tell the window, if it is still there: it may be taken down while the thread finishes."""
        with suppress(RuntimeError):
            signal.emit(*what)

    def _verify(self, library: Path) -> None:
        from model.storage.checksums.verifying import verify

        try:
            self._tell(self.verified, verify(library, self._pause))
        except UserError as error:
            self._tell(self.failed, error.sentence)
        except _LeftError:
            pass

    def _pause(self) -> None:
        """Let the window go on typing; end when it is left."""
        if self._leaving.wait(_PAUSE):
            raise _LeftError


class _LeftError(Exception):
    """The window was closed."""


def _today() -> date:
    return date.today()  # noqa: DTZ011 — the clerk's day


def _said(step: Callable[[], object]) -> str | None:
    """Do a step; give what is to be said of it."""
    try:
        said = step()
    except UserError as error:
        return error.sentence
    return said if isinstance(said, str) else None


def _copy(library: Path, today: date) -> str | None:
    from model.storage.backups import second_place

    place = second_place.chosen(library)
    return second_place.copy_there(library, place, today) if place else None
