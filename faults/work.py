"""What an office does to a library, step by step as chance has it: each step is one transaction."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import count

from faults.part import ROOT
from model.form.editions import FORM_2021
from model.form.form import Form
from model.report.file_format import loads
from model.report.report import Explanation, Level, Report
from model.storage.events import HistoryEvent
from model.storage.library import Library
from model.storage.records import Change, How, State

FIRST_DAY = date(2024, 1, 1)
_FORM: Form = FORM_2021
_CELLS, _TEXTS = [*_FORM.cells], [*_FORM.texts]


@cache
def example() -> Report:
    """Return a full report."""
    return loads((ROOT / "assets" / "example.json").read_bytes())


def clock() -> Callable[[], datetime]:
    """Make a clock that goes on by some seconds whenever it is looked at."""
    looks = count()
    return lambda: datetime(2024, 1, 10, 9, tzinfo=UTC) + timedelta(seconds=7 * next(looks))


def fill(library: Library) -> None:
    """Put three reports into a library."""
    library.create(replace(example(), unit="甲镇人民政府", year=2022))
    library.create(replace(example(), unit="甲镇人民政府"))
    library.create(Report("乙镇人民政府", Level.TOWNSHIP, 2023))


class Office:
    """One that works with a library."""

    def __init__(self, library: Library, dice: random.Random) -> None:
        self._library, self._dice = library, dice

    def steps(self, number: int) -> Iterator[str]:
        """Do so many steps; each is named when it is done, and on disk."""
        often: tuple[Callable[[], object], ...] = (self.number,) * 6 + (self.typed,) * 4
        rare = (self.block, self.explain, self.close, self.open_again, self.make, self.delete, self.restore, self.head)
        acts = (*often, *rare, self.bring_in)
        for _ in range(number):
            act = self._dice.choice(acts) if self._drafts() else self.make
            act()
            yield act.__name__

    def _drafts(self) -> list[int]:
        return sorted(one.id for one in self._library.all() if one.state is not State.FINAL)

    def _any(self) -> int:
        """Choose a report that can be changed."""
        return self._dice.choice(self._drafts())

    def number(self) -> None:
        """Type a number, or take it out."""
        value = self._dice.choice([None, Decimal(self._dice.randrange(10**6)) / 100])
        self._write([Change(self._dice.choice(_CELLS), None, value)], How.TYPED, HistoryEvent.TYPED.label)

    def typed(self) -> None:
        """Type on in a text."""
        words = "收到申请12件，公开𠮷。" * self._dice.randrange(1, 60)
        self._write([Change(self._dice.choice(_TEXTS), None, words)], How.TYPED, HistoryEvent.TYPED.label)

    def block(self) -> None:
        """Paste a block of numbers."""
        cells = self._dice.sample(_CELLS, self._dice.randrange(2, len(_CELLS)))
        self._write([Change(cell, None, Decimal(self._dice.randrange(500))) for cell in cells], How.PASTED, "粘贴")

    def _write(self, changes: list[Change], how: How, step: str) -> None:
        self._library.write(self._any(), changes, how, step)

    def explain(self) -> None:
        """Give a reason, or take one back."""
        report, at = self._any(), (self._dice.choice(_CELLS),)
        if self._dice.random() < 0.3:
            self._library.unexplain(report, "X1", at)
        else:
            self._library.explain(report, Explanation("X1", at, f"原因{self._dice.random()}", "甲", "2024-01-10"), {})

    def close(self) -> None:
        """定稿."""
        self._library.finalise(self._any(), FIRST_DAY + timedelta(days=self._dice.randrange(90)))

    def open_again(self) -> None:
        """修订."""
        final = [one.id for one in self._library.all() if one.state is State.FINAL]
        if final:
            self._library.reopen(self._dice.choice(final), "发现数字有误需要更正")

    def make(self) -> int:
        """Begin a report."""
        return self._library.create(Report(f"第{self._dice.randrange(10**6)}镇人民政府", Level.TOWNSHIP, 2023))

    def delete(self) -> None:
        """Delete a report."""
        self._library.delete(self._any())

    def restore(self) -> None:
        """Bring a deleted report back."""
        deleted = self._library.deleted()
        if deleted:
            self._library.restore(self._dice.choice(deleted).id)

    def head(self) -> None:
        """Change what a report is about."""
        unit = f"第{self._dice.randrange(100)}街道办事处"
        self._library.set_header(self._any(), unit=unit, level=Level.SUBDISTRICT, year=2023)

    def bring_in(self) -> None:
        """Import several files at once."""
        with self._library.together():
            for number in range(self._dice.randrange(2, 8)):
                numbers = {cell: Decimal(number) for cell in self._dice.sample(_CELLS, 30)}
                self._library.create(Report(f"导入{number}镇", Level.TOWNSHIP, 2023, numbers=numbers), "导入")
            self._write([Change(self._dice.choice(_CELLS), None, Decimal(7))], How.IMPORTED, "导入")
