"""A season whose program is killed again and again: each life goes on where the one before ended."""

from __future__ import annotations

import os
import random
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import NamedTuple, NoReturn

from app.collecting.own_report import keep_up_with
from faults.preloaded import Moment, end_at
from faults.season.book import Book, seen
from faults.season.play import SeasonError, all_steps, check, vouched
from faults.season.step import Desk, Step
from model.storage.checksums.verifying import verify
from model.storage.library import Library

_CALLS, _MORE, _PATIENCE = 60, 2, 3  # disk calls that a life has at most; longer where it comes to nothing so often
_ENOUGH = 400  # lives: no season takes more


class Planned(NamedTuple):
    """A step, and what the books say when it is done."""

    step: Step
    after: Book


def planned(desk: Desk, dice: random.Random) -> list[Planned]:
    """Return a season in which some acts are taken back and made again."""
    found, book = list[Planned](), Book()
    for one in all_steps(desk):
        before, book = book, one.book(book)
        found.append(Planned(one, book))
        if one.can_undo and dice.random() < 0.4:
            found.append(Planned(Step(f"take back: {one.name}", one.day, _take_back), one.stays(before, book)))
            found.append(Planned(Step(f"make again: {one.name}", one.day, _make_again), book))
    return found


def _take_back(desk: Desk) -> None:
    county = desk.library.county
    county.take_back(desk.collection, county.batches(desk.collection)[0].number)
    keep_up_with(desk.library, desk.collection)


def _make_again(desk: Desk) -> None:
    again = desk.library.county.to_make_again(desk.collection)
    if again is None:
        raise SeasonError("what was taken back cannot be made again")
    desk.library.county.make_again(desk.collection, again.number)
    keep_up_with(desk.library, desk.collection)


Doom = Callable[[Desk, int, Moment], None]  # opens the library, and sees that the process ends at some call


def at_a_disk_call(desk: Desk, call: int, moment: Moment) -> None:
    """End at a disk call below the season's folder: under power.c."""
    end_at(desk.folder, call, moment)
    desk.open()


def at_a_statement(desk: Desk, call: int, _moment: Moment) -> None:
    """End before a statement to the county's library, without anything under the process."""
    left = iter(range(call))

    def count(_statement: str) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    desk.open()
    desk.library._db.set_trace_callback(count)


class Killed:
    """A season in lives; `lives` is how many it took."""

    def __init__(self, desk: Desk, dice: random.Random, doom: Doom = at_a_disk_call, calls: int = _CALLS) -> None:
        """Plan it; a life has at most so many calls, or more where it comes to nothing."""
        self._desk, self._dice, self._plan, self._doom, self._calls = desk, dice, planned(desk, dice), doom, calls
        self.lives = self.done = 0

    def play(self) -> None:
        """Play it to its end, whatever is killed on the way.

        Raises:
            SeasonError: after a kill something is not as it was before the step or after it.
        """
        calls, in_vain = self._calls, 0
        while self.done < len(self._plan):
            self.lives += 1
            if self.lives > _ENOUGH:
                raise SeasonError(f"the season does not end: {self._plan[self.done].step.name}")
            before = self.done
            self._live(self._dice.randrange(1, calls), self._dice.choice(list(Moment)))
            in_vain = 0 if self.done > before else in_vain + 1
            calls = self._calls * _MORE ** (in_vain // _PATIENCE)

    def _live(self, call: int, moment: Moment) -> None:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._be_killed(writing, call, moment)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read().decode(errors="replace")
        os.waitpid(child, 0)
        done, _, fault = told.partition("!")
        if fault:
            raise SeasonError(f"life {self.lives}: {fault}")
        self.done += len(done)
        self._look()

    def _be_killed(self, writing: int, call: int, moment: Moment) -> NoReturn:
        """Live, and tell of each step that is done; this never returns."""
        try:
            self._doom(self._desk, call, moment)
            for one in self._plan[self.done :]:
                self._desk.today = one.step.day
                one.step.do(self._desk)
                os.write(writing, b".")
        except BaseException:  # noqa: BLE001 — the parent is told of everything
            os.write(writing, f"!{traceback.format_exc()[-900:]}".encode())
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
            os._exit(1)

    def _look(self) -> None:
        """Open the library as the next start would: it is as before the step that was broken off, or as after it."""
        before = self._plan[self.done - 1].after if self.done else Book()
        self._desk.today = self._plan[self.done - 1].step.day if self.done else self._desk.today
        self._desk.open()
        try:
            wrong = vouched(self._desk) or next(self._units_that_do_not_vouch(), "")
            if wrong:
                raise SeasonError(f"{self._where}: {wrong}")
            found = seen(self._desk.library, self._desk.county, self._desk.today)
            if found != before and self.done < len(self._plan) and found == self._plan[self.done].after:
                before = self._plan[self.done].after
                self.done += 1
            try:
                check(self._desk, before)
            except SeasonError as error:
                raise SeasonError(f"{self._where}: {error}") from error
        finally:
            self._desk.close()

    @property
    def _where(self) -> str:
        step = self._plan[self.done].step.name if self.done < len(self._plan) else "the end"
        return f"life {self.lives}, killed in “{step}”"

    def _units_that_do_not_vouch(self) -> Iterator[str]:
        for path in sorted(self._desk.folder.glob("units/*/library.db")):
            with closing(Library(path)) as library:
                if library.lost_edits or library.read_only:
                    yield f"{path}: {library.lost_edits or library.read_only}"
            yield from map(str, verify(path))
