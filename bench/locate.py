"""How often the wrong cells of a table are named, with their right values, and how long that takes.

The error model, which leaves nothing out that is hard: some of the 175 cells of section three, totals like all
others, drawn evenly; each number mistyped by one slip: a digit changed, dropped or added, or two neighbours
swapped, each kind as often. A slip that leaves the same number is drawn again, and so is
one that leaves a blank, which is no number. A table counts as right if exactly those cells are named with
exactly their values; naming nothing counts as wrong, even where two sets are equally likely or the slips cancel.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache, partial
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

from bench.figure import Figure, slowness
from model.form.editions.form_2021 import APPLICATIONS, FORM_2021
from model.form.schema import Cell
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules.locate import corrections
from model.rules.locate.error_model import slipped

TABLES = 200
REPEATS = 3  # the fastest counts: what a busy machine adds is not ours
# Two published tables of 2023, a city's and a county's: what is not 0, without the totals.
PUBLISHED = (
    {
        "natural_person": (
            "received 261 brought_forward 3 disclosed 162 refused_state_secret 2 refused_forbidden_by_law 3 "
            "refused_third_party 4 refused_internal_affairs 7 refused_enforcement_file 1 unavailable_not_held 57 "
            "unavailable_needs_creating 15 not_processed_repeated 2 other_fee_unpaid 1 other_other 4 carried_forward 6"
        ),
        "enterprise": "received 5 disclosed 3 unavailable_not_held 2",
        "legal_service": (
            "received 69 brought_forward 1 disclosed 29 refused_state_secret 1 unavailable_not_held 39 "
            "carried_forward 1"
        ),
    },
    {
        "natural_person": (
            "received 21 partly_disclosed 4 refused_state_secret 1 refused_process_information 1 "
            "refused_enforcement_file 1 unavailable_not_held 10 unavailable_needs_creating 3 not_processed_petition 1"
        ),
    },
)


class Trial(NamedTuple):
    """A table with mistyped cells, and what should be said of it."""

    report: Report
    wrong: dict[Cell, Decimal]


class Score(NamedTuple):
    """How many of a hundred tables were right, and the milliseconds one takes."""

    right: float
    median: float
    p99: float


def published(table: dict[str, str]) -> Report:
    """Return a published table, with its totals."""
    parts = {cell: Decimal(0) for cell in FORM_2021.typed_cells if cell.table == APPLICATIONS.key}
    for column, words in table.items():
        pairs = iter(words.split())
        for row, number in zip(pairs, pairs, strict=True):
            parts[Cell.at(APPLICATIONS.key, row, column)] = Decimal(number)
    return with_totals(Report("", Level.COUNTY, 2023, numbers=parts))


def slip(number: Decimal, random: Random) -> Decimal:
    """Mistype a number by one slip of the hand."""
    while True:
        typed = random.choice((_changed, _dropped, _added, _swapped))(str(number), random)
        if typed and Decimal(typed) != number:
            return Decimal(typed)


def _changed(digits: str, random: Random) -> str:
    at = random.randrange(len(digits))
    return digits[:at] + random.choice("0123456789") + digits[at + 1 :]


def _dropped(digits: str, random: Random) -> str:
    at = random.randrange(len(digits))
    return digits[:at] + digits[at + 1 :]


def _added(digits: str, random: Random) -> str:
    at = random.randrange(len(digits) + 1)
    return digits[:at] + random.choice("0123456789") + digits[at:]


def _swapped(digits: str, random: Random) -> str:
    at = random.randrange(len(digits))
    return digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :]


def trials(errors: int, tables: int = TABLES) -> Iterator[Trial]:
    """Draw tables with so many mistyped cells, the same ones every time."""
    random = Random(errors)  # noqa: S311 — a sample, no secret
    bases = [published(table) for table in PUBLISHED]
    for i in range(tables):
        base = bases[i % len(bases)]
        cells = random.sample(APPLICATIONS.cells, errors)
        wrong = {cell: slip(base.numbers[cell], random) for cell in cells}
        yield Trial(base.with_numbers(dict(wrong)), {cell: base.numbers[cell] for cell in cells})


@cache
def score(errors: int, tables: int = TABLES) -> Score:
    """Locate the errors of all tables; the times are those of the machine that the targets were set on."""
    right, times = 0, []
    before = slowness()
    for report, wrong in trials(errors, tables):
        times.append(min(_milliseconds(report) for _ in range(REPEATS)))
        right += {one.cell: one.value for one in corrections(report)} == wrong
    speed = (before + slowness()) / 2
    return Score(100 * right / tables, median(times) / speed, quantiles(times, n=100)[-1] / speed)


def _milliseconds(report: Report) -> float:
    """Time one table from a cold start; only the equations of the form are known before."""
    slipped.cache_clear()
    start = perf_counter()
    corrections(report)
    return (perf_counter() - start) * 1000


def _figures() -> Iterator[Figure]:
    for errors, right in ((1, 100.0), (2, 99.5), (3, 99.0)):
        measures: dict[str, Callable[[], float]] = {
            field: partial(lambda name, n: float(getattr(score(n), name)), field, errors) for field in Score._fields
        }
        name = f"{TABLES} tables with {errors} wrong cells"
        yield Figure(f"{name}: cells and values right", "%", right, measures["right"], at_least=True)
        yield Figure(f"{name}: median", "ms", 2, measures["median"], calibrated=True)
        yield Figure(f"{name}: 99 of 100", "ms", 16, measures["p99"], calibrated=True)


FIGURES = tuple(_figures())


def main() -> None:
    """Print accuracy and time."""
    for errors in (1, 2, 3):
        print("{} wrong: {:.1f} % right, median {:.2f} ms, p99 {:.2f} ms".format(errors, *score(errors)))


if __name__ == "__main__":
    main()
