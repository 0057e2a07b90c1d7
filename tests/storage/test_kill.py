"""What was acknowledged is there after the process was killed, whenever that was."""

from __future__ import annotations

import random
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from pathlib import Path

from model.numbers import number_text
from model.report import Report
from model.storage.connection import is_sound
from model.storage.library import Library
from model.storage.places import beside
from model.storage.records import Change, Entry, How
from tests.storage.processes import robot
from tests.storage.robot import typing
from tests.storage.samples import a_report

ROUNDS = 12

Line = tuple[str, str | None, str | None, How, str]


@dataclass
class Expected:
    """What the library must hold, worked out beside it."""

    report: Report = field(default_factory=a_report)
    past: list[Line] = field(default_factory=list)

    def after(self, step: str, changes: list[Change], how: How) -> Expected:
        """Do one step more."""
        report, past = self.report, [*self.past]
        for change in changes:
            old, new = written(report.value(change.place)), written(change.new)
            if old != new:
                past.append((change.place, old, new, how, step))
            report = report.with_place(change.place, change.new)
        return Expected(report, past)


def written(value: Decimal | str | None) -> str | None:
    return number_text(value) if isinstance(value, Decimal) else value or None


def line(entry: Entry) -> Line:
    return entry.place, entry.old, entry.new, entry.how, entry.step


def test_nothing_acknowledged_is_missing_after_a_kill_at_any_moment(path: Path) -> None:
    with closing(Library.open(path)) as library:
        library.create(a_report())
    dice, expected = random.Random(2023), Expected()
    for seed in range(ROUNDS):
        acknowledged = killed_after(path, seed, dice.randrange(1, 3000))
        assert beside(path, "holder").exists()  # the dead process could not clear its lock away
        expected = found_after(path, seed, acknowledged, expected)


def killed_after(path: Path, seed: int, statements: int) -> int:
    """Kill a typing robot at one of its statements; give how many steps were acknowledged when it died."""
    with robot("type", path, seed) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(statements)]
        process.kill()
        said += process.stdout
    steps = [line.strip() for line in said if line not in {"-\n", "-"}]
    assert steps == [f"{seed}.{number}" for number in range(1, len(steps) + 1)]
    return len(steps)


def found_after(path: Path, seed: int, acknowledged: int, before: Expected) -> Expected:
    """Compare the library with what was acknowledged; one step more may have been written, whole."""
    expected = before
    *steps, last = islice(typing(seed), acknowledged + 1)
    for step in steps:
        expected = expected.after(*step)
    with closing(Library.open(path)) as library:
        assert library.read_only is None
        assert is_sound(path)
        (stored,) = library.all()
        past = [line(entry) for entry in reversed(library.history(stored.id, limit=10**6))]
    found = Expected(stored.report, past)
    assert found in (expected, expected.after(*last))
    return found
