"""A step of a season: what is done, what the robot's books say then, and whether it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from faults.season.book import Book, collection_of
from faults.season.truth import YEAR, TrueCounty, TrueUnit
from faults.season.unit_office import UnitOffice
from model.storage.library import Library

DAYS = (date(2026, 1, 15), date(2026, 1, 25), date(2026, 2, 3))  # on which they send; the last one is too late
DUE, PUBLISH_BY = date(2026, 1, 31), date(2026, 3, 10)
REVIEW, AGAIN, CLOSING = date(2026, 2, 5), date(2026, 2, 12), date(2026, 2, 20)


@dataclass
class Desk:
    """Where a season happens: the county's library, those of its units, the files on their way between them."""

    folder: Path
    county: TrueCounty
    today: date = DAYS[0]
    library: Library = field(init=False, repr=False)  # of the county, while it is open

    def __post_init__(self) -> None:
        """Begin to count."""
        self._looks = count()

    def clock(self) -> datetime:
        """Say what time it is: it goes on whenever it is looked at."""
        return datetime(self.today.year, self.today.month, self.today.day, 1, tzinfo=UTC) + timedelta(
            seconds=next(self._looks) % 36_000
        )

    @property
    def path(self) -> Path:
        """Where the county's library is."""
        return self.folder / "county" / "library.db"

    def open(self) -> None:
        """Open the county's library."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.library = Library(self.path, self.clock)

    def close(self) -> None:
        """Close it."""
        self.library.close()

    def place(self, *names: str) -> Path:
        """Return a folder, which is there then."""
        place = self.folder.joinpath(*names)
        place.mkdir(parents=True, exist_ok=True)
        return place

    def office_of(self, unit: TrueUnit) -> UnitOffice:
        """Return the unit's own copy of the program."""
        return UnitOffice(self.folder / "units" / f"{unit.at}" / "library.db", self.clock)

    @property
    def collection(self) -> int:
        """The number of the collection."""
        found = collection_of(self.library)
        if found is None:
            raise RuntimeError("there is no collection")
        return found

    @property
    def key(self) -> Callable[[str], int]:
        """Find the number of a unit by its name."""
        units = self.library.county.units(self.collection).units
        return {one.name: key for key, one in units.items()}.__getitem__


@dataclass(frozen=True)
class Step:
    """One step: it may be done again where it was broken off, and is one transaction of the county's library."""

    name: str
    day: date
    do: Callable[[Desk], object]
    book: Callable[[Book], Book] = lambda book: book
    can_undo: bool = False  # as a batch
    stays: Callable[[Book, Book], Book] = lambda before, _after: before  # what is known once it was taken back


def last_year(library: Library) -> int | None:
    """Return the number of last year's collection."""
    return next((one.key for one in library.county.of_year(YEAR - 1)), None)
