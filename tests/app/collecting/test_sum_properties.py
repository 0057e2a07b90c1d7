"""Whatever the tree, its coverage and its blanks: the sum is what the counted units have and what was adjusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.collecting.sum_book import sum_book
from app.collecting.totals import Totals, add_up_collection
from export import WRITERS
from intake import READERS
from model.collection.standing import StandingAct
from model.collection.unit import CollectionUnit, Coverage
from model.form.editions import FORM_2021
from model.form.schema import Cell, Kind
from model.report.file_format import dumps
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules.tally import Tally
from model.storage.county.originals import keep
from model.storage.county.records import NewSubmission
from model.storage.library import Library
from tests.export.workbook import StoredSheet, read
from tests.model.storage.county.collected import HEADING, WHO, YEAR, units_of

TYPED = FORM_2021.typed_cells
SOME = TYPED[:: len(TYPED) // 6]
AMOUNT = next(cell for cell in TYPED if FORM_2021.kinds[cell] is Kind.AMOUNT)


class Drawn(NamedTuple):
    """A unit of a tree; `above` is one of the units before it."""

    above: int | None
    covers: bool
    counts: bool
    sent: bool
    passed: bool
    base: int
    blank: frozenset[Cell]


@st.composite
def trees(draw: st.DrawFn) -> tuple[Drawn, ...]:
    units: list[Drawn] = []
    for at in range(draw(st.integers(1, 6))):
        above = draw(st.none() | st.integers(0, at - 1)) if at else None
        sent = draw(st.booleans() | st.just(value=True))
        flags = (draw(st.booleans()), draw(st.booleans() | st.just(value=True)), sent, draw(st.booleans()))
        units.append(Drawn(above, *flags, draw(st.integers(0, 99)), draw(st.frozensets(st.sampled_from(SOME)))))
    return tuple(units)


ADJUSTED = st.lists(
    st.tuples(st.sampled_from(SOME), st.integers(-50, 50).filter(bool)) | st.tuples(st.just(AMOUNT), st.just(3)),
    max_size=4,
)


def report_of(name: str, one: Drawn) -> Report:
    numbers = {cell: Decimal(one.base + at) for at, cell in enumerate(TYPED) if cell not in one.blank}
    if AMOUNT not in one.blank:
        numbers[AMOUNT] += Decimal("0.0001") * (one.base + 1)
    return Report(name, Level.TOWNSHIP, YEAR, numbers=numbers)


def made(library: Library, tree: Sequence[Drawn]) -> tuple[int, list[Report]]:
    """Make a collection, and give what each unit would report."""
    coverage = {True: Coverage.WITH_PARTS, False: Coverage.OWN}
    units = [
        CollectionUnit(at, f"第{at}局", order=at, parent=one.above, coverage=coverage[one.covers], counted=one.counts)
        for at, one in enumerate(tree)
    ]
    collection = library.county.create(HEADING, units, WHO)
    reports = [report_of(unit.name, one) for unit, one in zip(units, tree, strict=True)]
    kept = units_of(library, collection)
    with library.county.batch(collection, WHO) as acts:
        for unit, one, report in zip(kept, tree, reports, strict=True):
            if one.sent:
                data = dumps(report).encode()
                digest = keep(library.path, data)
                acts.receive(NewSubmission(unit.key, digest, len(data), "1.json", "", report, Tally(0, 0, 0)))
        for unit, one in zip(kept, tree, strict=True):
            if one.sent and one.passed:
                acts.act(unit.key, StandingAct.PASS, "同意")
    return collection, reports


def counted(tree: Sequence[Drawn], *, all_received: bool) -> Iterator[int]:
    """Say who is in the sum, by the words of the rule alone: nobody whose superior in the sum covers it."""
    into: set[int] = set()
    for at, one in enumerate(tree):
        above, covered = one.above, False
        while above is not None:
            covered = covered or (above in into and tree[above].covers)
            above = tree[above].above
        if one.sent and one.counts and (all_received or one.passed) and not covered:
            into.add(at)
            yield at


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(tree=trees(), adjusted=ADJUSTED, all_received=st.booleans())
def test_a_sum_is_what_counts_and_what_was_adjusted(
    library: Library, tree: tuple[Drawn, ...], adjusted: list[tuple[Cell, int]], *, all_received: bool
) -> None:
    collection, reports = made(library, tree)
    for cell, value in adjusted:
        library.county.adjust(collection, cell, Decimal(value), "核对", WHO)
    into = [reports[at] for at in counted(tree, all_received=all_received)]
    found = add_up_collection(library, collection, all_received=all_received)
    names = [found.scope.tree.units[key].name for key in found.scope.counted]
    assert sorted(names) == sorted(one.unit for one in into)
    assert len(found.scope.counted) + len(found.scope.left) == len(tree)
    numbers = dict[Cell, Decimal]()
    for cell in TYPED if into else ():
        more = sum((Decimal(value) for place, value in adjusted if place == cell), Decimal())
        values = [one.numbers[cell] for one in into if cell in one.numbers]
        if len(values) == len(into):
            numbers[cell] = sum(values, more)
        else:
            assert found.sum.partial[cell] == sum(values, more)
            blank = {found.scope.tree.units[key].name for key in found.sum.blank[cell]}
            assert blank == {one.unit for one in into if cell not in one.numbers}
    assert found.report.numbers == with_totals(Report("", Level.COUNTY, YEAR, numbers=numbers)).numbers
    assert not found.sum.apart
    same_in_files(library, found)


def same_in_files(library: Library, found: Totals) -> None:
    """Read every export of a sum again, number by number."""
    for suffix in (".json", ".xlsx", ".html"):
        report = READERS[suffix].load(WRITERS[suffix].render(found.report, note=found.sentences), "").report
        assert report.numbers == found.report.numbers
    book = read(sum_book(library, found))
    head = 1 + len(found.sentences)  # the row of the columns
    assert all([sheet.words((at + 1, 0)) for at in range(head - 1)] == [*found.sentences] for sheet in book.values())
    for at, cell in enumerate(FORM_2021.cells):
        row = head + 1 + at
        place = "".join(book["合计"].words((row, column)) for column in (0, 1))
        assert place == FORM_2021.name_of(cell)
        for column, value in (
            (2, found.sum.units.get(cell)),
            (3, found.sum.adjusted.get(cell)),
            (4, found.report.numbers.get(cell)),
        ):
            assert number_at(book["合计"], row, column) == value
        assert bool(book["合计"].words((row, 6))) is (cell in found.sum.blank)
        parts = book["构成"]
        rows = range(head + 1, head + 1 + len(found.scope.counted))
        values = [number_at(parts, one, at + 1) for one in rows]
        assert sum(filter(None, values), Decimal()) == (found.sum.units.get(cell) or 0)
        assert values.count(None) == len(found.sum.blank.get(cell, ())) or cell in found.report.numbers
    assert len({row for row, _ in book["未计入"].cells if row > head}) == len(found.scope.left)
    assert len({row for row, _ in book["调整"].cells if row > head}) == len(found.adjustments)
    assert len({row for row, _ in book["空白"].cells if row > head}) == sum(map(len, found.sum.blank.values()))


def number_at(sheet: StoredSheet, row: int, column: int) -> Decimal | None:
    """Return the number that a reader sees: spreadsheets show fifteen digits."""
    stored = sheet.cells.get((row, column))
    if stored is None or not stored.number or not stored.value:
        return None
    return Decimal(format(Decimal(stored.value), ".15g"))
