"""The course of a collection: how many units had reported, and how many had passed, at the end of each day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from app.collecting.roll import RollCall
from export.charts.filed import Race, StepLine
from model.collection.standing import Standing
from model.storage.county.records import StandingChange
from model.storage.reading import LibraryReading


def race(library: LibraryReading, collection: int, roll: RollCall) -> Race:
    """Return what is drawn of a collection."""
    course = library.county.course(collection)
    wanted = len(roll.rows) - roll.by_standing[Standing.EXCUSED]
    lines = (
        StepLine("已收", by_day(course, lambda standing: standing.is_in)),
        StepLine(Standing.PASSED.label, by_day(course, lambda standing: standing.is_locked)),
    )
    return Race(lines, wanted, roll.heading.send_by, roll.today)


def by_day(course: Iterable[StandingChange], counts: Callable[[Standing], bool]) -> tuple[tuple[date, int], ...]:
    """Return how many units stood so at the end of each day on which that changed."""
    stood: set[int] = set()
    at_end: dict[date, int] = {}
    before = 0
    for one in course:
        (stood.add if counts(one.standing) else stood.discard)(one.unit)
        at_end[one.when.astimezone().date()] = len(stood)
    found = []
    for day in sorted(at_end):
        if at_end[day] != before:
            found.append((day, at_end[day]))
            before = at_end[day]
    return tuple(found)
