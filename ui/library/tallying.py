"""Counts anew what is stale in the list, in small pieces while nobody does anything: what is in sight comes first."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from operator import attrgetter
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from app.subject import Subject
from model.errors import UserError
from model.storage.library import Library
from model.storage.summaries import Summary
from model.storage.tallies import Counted

_TURN = 0.006  # seconds: much less than a keystroke may take
_BREATH = 2  # milliseconds between two turns
_KEPT_AFTER = 0.5  # seconds: then what was counted is written, all in one transaction


class Tallying(QObject):
    """Works through a list; what was counted is in its rows at once, and in the library soon after."""

    counted = Signal(int)  # the number of a report
    ended = Signal()  # all that could be counted is
    unreadable = Signal()  # one cannot be read: the library names it

    def __init__(
        self,
        library: Library,
        rows: Callable[[], Sequence[Summary]],
        in_sight: Callable[[], Iterable[Summary]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._rows, self._in_sight = library, rows, in_sight
        self._left_out: set[int] = set()  # reports that cannot be read
        self._done: list[Counted] = []
        self._since = 0.0
        self._work: Iterator[None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_BREATH)
        self._timer.timeout.connect(self._turn)

    def start(self) -> None:
        """Begin anew: the rows are others, or other ones are in sight."""
        self._work = self._working()
        self._timer.start()

    def stop(self) -> None:
        """Leave it at what was counted."""
        self._timer.stop()
        self._work = None
        self._keep()

    def finish(self) -> None:
        """Count now what is left."""
        for _ in self._work or self._working():
            pass
        self.stop()

    def _turn(self) -> None:
        if not self._library.is_open:  # another file is put in its place: what was counted is of this one
            self._done.clear()
            return
        until = perf_counter() + _TURN
        for _ in self._work or ():
            if perf_counter() > until:
                self._timer.start()
                return
        self.stop()
        self.ended.emit()

    def _working(self) -> Iterator[None]:
        self._left_out.clear()
        yield from self._all_of(self._in_sight())
        yield from self._all_of(
            sorted(self._rows(), key=attrgetter("year"), reverse=True)
        )  # what is read serves a year

    def _all_of(self, rows: Iterable[Summary]) -> Iterator[None]:
        for number, one in enumerate(tuple(rows)):
            if one.id not in self._left_out and one.is_stale:
                yield from self._count(one)
                self._keep(_KEPT_AFTER)
            elif number % 50 == 0:
                yield

    def _count(self, one: Summary) -> Iterator[None]:
        try:
            yield from self._counting(one)
        except UserError:
            self._left_out.add(one.id)
            self.unreadable.emit()

    def _counting(self, one: Summary) -> Generator[None, None, None]:
        library, basis = self._library, one.basis  # as it was before the report is read: never newer than what is read
        near = library.near_mark(one)
        yield
        if not one.is_unlike and one.kept is not None and one.kept.near == near:
            tally = one.kept.tally  # no text that could be like one of its own is another now
        else:
            from app.assessment import assessing  # the list is there before anything is checked

            stored = library.read(one.id)
            yield
            subject = Subject.of(
                stored, library.last_year(stored.report), library.others(stored.report), library.switches
            )
            yield
            tally = (yield from assessing(subject)).tally
        one.take(tally)
        self._since = self._since or perf_counter()
        self._done.append(Counted(one.id, basis, near, tally))
        self.counted.emit(one.id)

    def _keep(self, after: float = 0.0) -> None:
        """Write what was counted, if that is some time ago; what the disk does not take is counted again next time."""
        if self._done and self._library.is_open and perf_counter() - self._since >= after:
            done, self._done, self._since = self._done, [], 0.0
            with suppress(UserError):
                self._library.keep_tallies(done)
