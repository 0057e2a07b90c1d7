"""Last year's reports of the units of a collection: what was passed then, else what this machine wrote."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from model.collection.unit import CollectionUnit, plain_name
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.reading import LibraryReading


class LastYears:
    """The reports of the year before, unit by unit; each is read when it is asked for."""

    def __init__(self, library: LibraryReading, year: int) -> None:
        """Look into the collections of the year before."""
        self._library, self._year = library, year
        self._known: dict[int, Report | None] = {}
        self._there: dict[int, bool] = {}

    @cached_property
    def _submissions(self) -> Mapping[str, int]:
        """Return what counted last year, by the names of the units."""
        found: dict[str, int] = {}
        for collection in reversed(self._library.county.of_year(self._year - 1)):
            tree = self._library.county.units(collection.key)
            current = self._library.county.current_keys(collection.key)
            for unit in tree.units.values():
                if unit.key in current:
                    found |= {plain_name(name): current[unit.key] for name in unit.names}
        return found

    def of(self, unit: CollectionUnit, report: Report | None = None) -> Report | None:
        """Return a unit's report of the year before, with its totals; None where there is none."""
        if unit.key not in self._known:
            self._known[unit.key] = self._find(unit, report)
        return self._known[unit.key]

    def is_there(self, unit: CollectionUnit) -> bool:
        """Whether a unit's report can be held against one of the year before; none is read to tell."""
        if unit.key not in self._there:
            self._there[unit.key] = any(
                plain_name(name) in self._submissions or self._library.number_of(name, self._year - 1) is not None
                for name in unit.names
                if name
            )
        return self._there[unit.key]

    def _find(self, unit: CollectionUnit, report: Report | None) -> Report | None:
        key = next(
            (self._submissions[name] for one in unit.names if (name := plain_name(one)) in self._submissions), None
        )
        if key is not None:
            return with_totals(self._library.county.submission(key).report)
        names = (*unit.names, *([report.unit] if report else []))
        stored = (self._library.find(name, self._year - 1) for name in names if name)
        return next((with_totals(one.report) for one in stored if one is not None), None)
