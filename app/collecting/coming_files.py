"""Files that came in, one by one: whose each is, what it changes, what is found in it; each worked out once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.assessment import Assessment, assessing
from app.collecting.coming_file import ComingFile, other_form
from app.collecting.last_years import LastYears
from app.collecting.returning import answers_in
from app.collecting.revising import Revision, revision_of
from app.subject import Subject
from model.collection.matching import UnitMatch, UnitNames
from model.collection.unit import CollectionUnit, UnitTree
from model.report.as_read import NOTHING_READ
from model.report.report import NO_YEAR, Report
from model.rules.tally import Tally
from model.storage.county.records import NewAnswer
from model.storage.library import Library


class ComingFiles:
    """Files that came in for a collection, and what is known of each."""

    def __init__(self, library: Library, collection: int, files: Sequence[ComingFile]) -> None:
        """Take files that were read."""
        self._library, self.collection = library, collection
        self.files = list(files)
        self.heading = library.county.collection(collection).heading
        self.tree: UnitTree = library.county.units(collection)
        self._names = UnitNames(self.tree)
        self._last = LastYears(library, self.heading.year)
        self._matches: dict[int, UnitMatch] = {}
        self._revisions: dict[int, Revision | None] = {}
        self._assessed: tuple[int, Assessment | None] | None = None  # the last one: it is asked for twice in a row
        self._tallies: dict[int, Tally] = {}

    # Whose each is

    def _match(self, at: int) -> UnitMatch:
        if at not in self._matches:
            file = self.files[at]
            name = file.report.unit if file.report else ""
            self._matches[at] = self._names.match(name, file.found.places)
        return self._matches[at]

    def unit_of(self, at: int) -> CollectionUnit | None:
        """Return whose a file is; None where that is not known."""
        key = self.files[at].unit
        key = self._match(at).unit if key is None and self.files[at].report is not None else key
        return None if key is None else self.tree.units[key]

    def _judge_anew(self) -> None:
        """Forget what follows from whose a file is."""
        self._revisions.clear()
        self._assessed = None

    # What it changes

    def revision(self, at: int) -> Revision | None:
        """Return what a file changes of the unit's revision before; None where it is the first."""
        if at not in self._revisions:
            self._revisions[at] = self._compared(at)
        return self._revisions[at]

    def _compared(self, at: int) -> Revision | None:
        unit, report = self.unit_of(at), self.files[at].report
        current = self._library.county.current(unit.key) if unit else None
        return None if current is None or report is None else revision_of(current, report)

    # What is found in it

    def assessment(self, at: int) -> Assessment | None:
        """Check a file as the unit's own window does; None where there is nothing to check."""
        for _ in self.assessing(at):
            pass
        return self._assessed[1] if self._assessed else None

    def assessing(self, at: int) -> Iterator[None]:
        """Check a file in pieces, none of which takes longer than a keystroke may wait."""
        if self._assessed is None or self._assessed[0] != at:
            subject = self._subject(at)
            self._assessed = at, None if subject is None else (yield from assessing(subject))

    def _subject(self, at: int) -> Subject | None:
        unit, report = self.unit_of(at), self._report(at)
        if unit is None or report is None:
            return None
        reading = self.files[at].read.reading
        as_read = reading.as_read if reading else NOTHING_READ
        return Subject(report, self._last.of(unit, report), switches=self._library.switches, as_read=as_read)

    def is_checked(self, at: int) -> bool:
        """Whether a file was checked already: then its tally costs nothing."""
        return at in self._tallies

    def tally(self, at: int) -> Tally:
        """Count what is open in a file; what its form has no place for is blank."""
        if at not in self._tallies:
            found, other = self.assessment(at), other_form(self.files[at].report, self.heading.year)
            tally = found.tally if found else Tally(0, 0, 0)
            self._tallies[at] = tally._replace(blanks=tally.blanks + other.lacking) if other else tally
        return self._tallies[at]

    def is_compared(self, at: int) -> bool:
        """Whether there is a report of last year that a file can be held against."""
        unit = self.unit_of(at)
        return unit is not None and self._last.is_there(unit)

    def _report(self, at: int) -> Report | None:
        """Return the report of a file as one of this collection: of its year where it names none."""
        report, unit = self.files[at].report, self.unit_of(at)
        if report is None or unit is None:
            return None
        return replace(report, year=self.heading.year) if report.year == NO_YEAR else report

    def answers(self, at: int) -> tuple[NewAnswer, ...]:
        """Return what a file says of the remarks that were made of the unit's reports before."""
        unit, parcel = self.unit_of(at), self.files[at].parcel
        return answers_in(parcel, self._library.county.remarks(unit.key)) if unit and parcel else ()
