"""How often the cell that was changed in the window is named, in tables whose original printed its totals.

Published tables and others of their shape are brought in as a file is: their totals agree with the parts, follow from
them, and stand beside as the original prints them. Then typed cells are changed through the session, as in the window.
Changed by one, digits swapped, tenfold, a slip of the hand, the number of another cell: each kind as often.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from functools import cache, partial
from itertools import cycle
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from bench.figure import Figure
from bench.locate import PUBLISHED, published, slip
from model.form.editions.form_2021 import APPLICATIONS, DISPUTES, FORM_2021
from model.form.schema import Cell
from model.report.printed import printed_totals
from model.report.report import Level, Report
from model.report.totals import with_totals, without_derivable_totals
from model.rules.locate import Location, locate

if TYPE_CHECKING:  # Qt loads only where it is measured
    from model.storage.library import Library

TABLES = 200
ROWS = tuple(line.key for line in APPLICATIONS.row_leaves)
RECEIVED, FORWARD, *RESULTS, LEFT = (row for row in ROWS if row != "results_total")
TYPED = tuple(cell for cell in FORM_2021.typed_cells if cell.table in {APPLICATIONS.key, DISPUTES.key})
COLUMNS = tuple(dict.fromkeys(cell.column for cell in TYPED if cell.table == APPLICATIONS.key))
Change = dict[Cell, Decimal]


class Score(NamedTuple):
    """How many of a hundred trials named what was changed, and all of it; and how many named something else."""

    named: float
    wrong: float


# The tables


def tables(number: int = TABLES) -> Iterator[Report]:
    """Draw tables, the same ones every time: those published, then others of their shape."""
    random = Random(number)  # noqa: S311 — a sample, no secret
    real = [published(table) for table in PUBLISHED]
    for place, one in zip(range(number), cycle(real), strict=False):
        parts = {cell: one.numbers.get(cell, Decimal()) for cell in FORM_2021.typed_cells}
        drawn = parts if place < len(real) else _like(parts, random)
        yield with_totals(Report("甲镇人民政府", Level.TOWNSHIP, 2023, numbers=_with_disputes(drawn, random)))


def _like(parts: Change, random: Random) -> Change:
    """Draw the results of a table anew, most where there are some; what was received follows."""
    drawn = dict(parts)
    for column in COLUMNS:
        here = {row: Cell.at(APPLICATIONS.key, row, column) for row in ROWS}
        for row in (FORWARD, *RESULTS, LEFT):
            drawn[here[row]] = Decimal(_count(random, often=bool(parts[here[row]])))
        sums = sum(drawn[here[row]] for row in (*RESULTS, LEFT))
        drawn[here[FORWARD]] = min(drawn[here[FORWARD]], Decimal(sums))
        drawn[here[RECEIVED]] = sums - drawn[here[FORWARD]]
    return drawn


def _count(random: Random, *, often: bool) -> int:
    return int(10 ** random.uniform(0, 2.7)) if random.random() < (0.85 if often else 0.04) else 0


def _with_disputes(parts: Change, random: Random) -> Change:
    cells = (cell for cell in TYPED if cell.table == DISPUTES.key)
    return parts | {cell: Decimal(random.choice((0, 0, 0, 1, 2, 5, 11))) for cell in cells}


# What is changed


def other(number: Decimal, report: Report, random: Random) -> Decimal:
    """Draw what somebody makes of a number."""
    makes: tuple[Callable[[], Decimal], ...] = (
        lambda: number + 1,
        lambda: number - 1,
        lambda: Decimal(str(number)[::-1]),
        lambda: number * 10,
        lambda: slip(number, random),
        lambda: random.choice(list(report.numbers.values())),
    )
    while True:
        made = random.choice(makes)()
        if made >= 0 and made != number:
            return made


def anywhere(cells: int, report: Report, random: Random) -> Change:
    """Change some typed cells."""
    return {cell: other(report.numbers[cell], report, random) for cell in random.sample(TYPED, cells)}


def kept(report: Report, random: Random) -> Change:
    """Move cases from one result to another of the same applicants: every identity still holds."""
    while True:
        column = random.choice(COLUMNS)
        here, there = (Cell.at(APPLICATIONS.key, row, column) for row in random.sample(RESULTS, 2))
        if number := report.numbers[here]:
            moved = Decimal(random.randint(1, int(number)))
            return {here: number - moved, there: report.numbers[there] + moved}


KINDS: dict[str, Callable[[Report, Random], Change]] = {
    "one cell changed": partial(anywhere, 1),
    "two cells changed": partial(anywhere, 2),
    "two changed that keep the identities": kept,
}


# What is said of it


@contextmanager
def a_library() -> Iterator["Library"]:
    """Make a library on disk."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QCoreApplication

    from model.storage.library import Library

    application = QCoreApplication.instance() or QCoreApplication([])
    with tempfile.TemporaryDirectory() as folder, closing(Library(Path(folder) / "library.db")) as library:
        yield library
    del application


def in_the_window(library: "Library", whole: Report, change: Change) -> tuple[Location, Location]:
    """Bring a table in and change it; give what is said then, and when the report is opened again."""
    from ui.state.session import Session

    lean = without_derivable_totals(whole)
    key = library.create(lean, printed=printed_totals(whole, lean))
    session = Session(library, key)
    for cell, number in change.items():
        if not session.set_number(cell, number):
            raise RuntimeError(f"{cell} was not taken")
    return session.assessment.location, Session(library, key).assessment.location


def by_the_original_alone(whole: Report, change: Change) -> Location:
    """Give what is said where nothing is known of what was changed lately."""
    lean = without_derivable_totals(whole)
    return locate(lean.with_numbers(dict(change)), printed_totals(whole, lean))


def told(found: Location) -> Change:
    """Return all that is named, with what should stand there."""
    return {one.cell: one.value for one in (*found.settled, *found.strays)}


@cache
def scores(kind: str, number: int = TABLES) -> dict[str, Score]:
    """Change a cell of each table, and more; give how it was told in the window, after it, and without a history."""
    random = Random(len(kind))  # noqa: S311 — as above
    ways: dict[str, list[tuple[bool, bool]]] = {"in the window": [], "opened again": [], "by the original alone": []}
    with a_library() as library:
        for whole in tables(number):
            change = KINDS[kind](whole, random)
            right = {cell: whole.numbers[cell] for cell in change}
            found = (*in_the_window(library, whole, change), by_the_original_alone(whole, change))
            for said, one in zip(ways.values(), map(told, found), strict=True):
                said.append((one == right, bool(one.items() - right.items())))
    return {way: Score(*(100 * sum(one) / number for one in zip(*said, strict=True))) for way, said in ways.items()}


def _figures() -> Iterator[Figure]:
    named: Callable[[str], float] = lambda kind: scores(kind)["in the window"].named  # noqa: E731
    wrong: Callable[[str], float] = lambda kind: scores(kind)["in the window"].wrong  # noqa: E731
    for kind in KINDS:
        yield Figure(f"{TABLES} tables, {kind}: named", "%", 99, partial(named, kind), at_least=True)
        yield Figure(f"{TABLES} tables, {kind}: another named", "%", 0.5, partial(wrong, kind))


FIGURES = tuple(_figures())


def main(number: int = TABLES) -> None:
    """Print how each kind of change is told."""
    for kind in KINDS:
        for way, score in scores(kind, number).items():
            print(f"{kind}, {way}: {score.named:.1f} % named, {score.wrong:.1f} % another named")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
