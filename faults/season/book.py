"""The robot's own books of a season, and the same read from the library: the two must always be equal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache

from app.collecting.roll import RollCall, call_roll
from app.collecting.totals import add_up_collection
from faults.season import reports
from faults.season.truth import YEAR, Numbers, TrueCounty, TrueUnit, added
from model.collection.standing import Standing
from model.report.file_format import loads
from model.report.report import Report
from model.storage.county.records import CollectionHeading, RollRow
from model.storage.library import Library

DRAFT, RIGHT = "draft", "right"
LOCKED = {Standing.PASSED, Standing.PUBLISHED}
WHO = "王芳"


@dataclass(frozen=True)
class BookLine:
    """What is known of a unit."""

    standing: Standing = Standing.MISSING
    came: date | None = None  # when its first file came in
    revision: int = 0
    returned: int = 0
    remarks: int = 0
    answered: int = 0
    undecided: int = 0
    public: tuple[date | None, str] = (None, "")
    reminded: bool = False
    content: str = ""  # which of its reports counts
    acts: tuple[str, ...] = ("add",)


@dataclass(frozen=True)
class Book:
    """What is known of a collection; nothing where there is none yet."""

    lines: Mapping[str, BookLine] = field(default_factory=dict)
    adjusted: tuple[tuple[str, Decimal], ...] = ()
    ruled: tuple[tuple[str, Decimal], ...] = ()

    def changed(self, names: Iterable[str], act: str = "", **values: object) -> Book:
        """Return the book with other values for some units, and an act more in their history."""
        more = (act,) if act else ()
        new = {one: replace(self.lines[one], acts=self.lines[one].acts + more, **values) for one in names}  # type: ignore[arg-type]
        return replace(self, lines={**self.lines, **new})

    def standing(self, *wanted: Standing) -> list[str]:
        """Return the units that stand somewhere."""
        return [name for name, one in self.lines.items() if one.standing in wanted]

    def sentence(self, today: date, due: date) -> str:
        """Say what the roll call has to say."""
        here = Counter(one.standing for one in self.lines.values())
        received = sum(here[one] for one in Standing if one not in {Standing.MISSING, Standing.EXCUSED})
        passed, excused = sum(here[one] for one in LOCKED), here[Standing.EXCUSED]
        late = sum(
            one.came > due if one.came else one.standing is Standing.MISSING and today > due
            for one in self.lines.values()
        )
        words = f"应报{len(self.lines) - excused}，已收{received}，通过{passed}"
        words += f"（已公开{public}）" if (public := here[Standing.PUBLISHED]) else ""
        return words + (f"，逾期{late}" if late else "") + (f"，免报{excused}" if excused else "")


def total(county: TrueCounty, book: Book, standings: Iterable[Standing]) -> Numbers:
    """Add up what the units that stand somewhere reported, and the adjustments."""
    counted = county.counted(book.standing(*standings))
    parts = [county.draft(one) if book.lines[one.name].content == DRAFT else county.numbers(one) for one in counted]
    return added(parts, book.adjusted) if parts else {}


# The same, read from the library


def collection_of(library: Library) -> int | None:
    """Return the number of the season's collection."""
    return next((one.key for one in library.county.of_year(YEAR)), None)


def keys(library: Library) -> Mapping[str, int]:
    """Return the numbers of the units by their names."""
    collection = collection_of(library)
    if collection is None:
        raise RuntimeError("there is no collection")
    return {one.name: key for key, one in library.county.units(collection).units.items()}


def seen(library: Library, county: TrueCounty, today: date) -> Book:
    """Read the library as its office sees it."""
    collection = collection_of(library)
    if collection is None:
        return Book()
    roll = call_roll(library, collection, today)
    adjusted = tuple((str(one.cell), one.value) for one in library.county.adjustments(collection))
    names = {row.unit.key: row.unit.name for row in roll.rows}
    ruled = tuple((names[one.unit], one.points) for one in library.county.rulings(collection))
    return Book({row.unit.name: _line(library, county, row) for row in roll.rows}, adjusted, ruled)


def _line(library: Library, county: TrueCounty, row: RollRow) -> BookLine:
    steps = [one for one in library.county.steps(row.unit.key) if one.undone is None]
    return BookLine(
        row.standing,
        row.first.date() if row.first else None,
        row.revision or 0,
        row.returned,
        row.remarks,
        row.answered,
        row.undecided,
        (row.published_on, row.address),
        row.reminded is not None,
        _content(library, county.by_name[row.unit.name], county, row.unit.key),
        tuple(one.act.value for one in sorted(steps)),
    )


def _content(library: Library, unit: TrueUnit, county: TrueCounty, key: int) -> str:
    current = library.county.current(key)
    return _which(county, unit, current.file) if current else ""


@cache
def _which(county: TrueCounty, unit: TrueUnit, file: str) -> str:
    """Say which of a unit's reports came in; where it is neither, what is otherwise than it should be."""
    came, (right, draft) = loads(file.encode()), _reports(county, unit)
    if not (differs := reports.same(came, right)):
        return RIGHT
    return DRAFT if came.edition != right.edition or not reports.same(came, draft) else differs


@cache
def _reports(county: TrueCounty, unit: TrueUnit) -> tuple[Report, Report]:
    return reports.right(county, unit), reports.draft(county, unit)


def roll_of(library: Library, today: date) -> RollCall:
    """Call the roll of the season's collection."""
    collection = collection_of(library)
    if collection is None:
        raise RuntimeError("there is no collection")
    return call_roll(library, collection, today)


def heading_of(library: Library) -> CollectionHeading:
    """Return what the season's collection is about."""
    return roll_of(library, date(YEAR + 1, 1, 1)).heading


def sum_of(library: Library, *, all_received: bool) -> Numbers:
    """Return what the program adds up; a blank is None."""
    collection = collection_of(library)
    if collection is None:
        raise RuntimeError("there is no collection")
    totals = add_up_collection(library, collection, all_received=all_received)
    return {str(cell): totals.report.numbers.get(cell) for cell in totals.report.form.cells}
