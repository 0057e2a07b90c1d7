"""A season on a disk that refuses now and then: what is refused is told and not half done, and done once it can be."""

from __future__ import annotations

import random
from collections import Counter

from faults.refusing_disk.disk import WAYS, Disk
from faults.season.book import Book, seen
from faults.season.killed import Planned, planned
from faults.season.play import SeasonError, check, vouched
from faults.season.step import Desk
from model.errors import UserError

_WAYS = ("磁盘满", "磁盘满1次", "超出配额", "写出错12次", "同步出错12次", "优盘拔出")
_CALLS = 40  # of those that a step makes; the one that is refused first is one up to this


class Refused:
    """A season; `counts` says how often the disk refused a step, and in which way."""

    def __init__(self, desk: Desk, dice: random.Random) -> None:
        """Plan it."""
        self._desk, self._dice, self._plan = desk, dice, planned(desk, dice)
        self.counts: Counter[str] = Counter()

    def play(self) -> None:
        """Play it to its end.

        Raises:
            SeasonError: something was half done, or could not be done once the disk took all again.
        """
        self._desk.open()
        try:
            before = Book()
            for one in self._plan:
                self._desk.today = one.step.day
                if self._try(one):
                    self._look(before, one)
                before = one.after
        finally:
            self._desk.close()

    def _try(self, one: Planned) -> bool:
        """Do a step while the disk may refuse; True where it did, and the step was not done."""
        way = self._dice.choice(_WAYS)
        disk = Disk(self._desk.path.parent, WAYS[way])
        disk.refuse(self._dice.randint(1, _CALLS))
        try:
            one.step.do(self._desk)
        except UserError:
            self.counts[way] += 1
            return True
        finally:
            disk.take_all()
        return False

    def _look(self, before: Book, one: Planned) -> None:
        """See that nothing was half done, and do it now."""
        desk, name = self._desk, one.step.name
        found = seen(desk.library, desk.county, desk.today)
        if found not in (before, one.after):
            raise SeasonError(f"{name}: the disk refused, and half of it is done")
        if found == before:
            try:
                one.step.do(desk)
            except UserError as error:
                raise SeasonError(f"{name}: the disk takes all again, but: {error.sentence}") from error
        check(desk, one.after)
        if wrong := vouched(desk):
            raise SeasonError(f"{name}: {wrong}")
