"""An example county of invented units, put into a library by the ways of real files: one year over, one in its middle.

What the units report is data (assets/example-county.json): the numbers that are not 0, the texts that are not ours.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict, cast

from app.assessment import assess
from app.collecting.bringing import Coming, read_all
from app.collecting.found_files import find_files
from app.collecting.making import EXAMPLE, make, preset_heading
from app.collecting.returning import ready_remarks
from app.subject import Subject
from app.writing.offering import written_by_us
from export.gouji_file import write_json
from intake import read_file
from model.collection.standing import StandingAct
from model.collection.unit import CollectionUnit, Coverage
from model.collection.unit_list import UnitList
from model.errors import UserError
from model.form.editions import form_for
from model.form.schema import Cell
from model.report.report import Level, Report
from model.report.totals import with_totals, without_derivable_totals
from model.storage.library import Library

_DATA = Path(__file__).resolve().parent.parent.parent / "assets" / "example-county.json"
_TO_SEND, _TO_PUBLISH = timedelta(days=5), timedelta(days=33)  # the season is in its middle, whenever it is made


class ExampleReport(TypedDict):
    """What a report says, as far as that is not 0 and not our sentences."""

    numbers: dict[str, str]
    texts: dict[str, str]


class ExampleEntry(TypedDict):
    """A unit as the file has it."""

    name: str
    parent: NotRequired[str]
    level: NotRequired[str]
    coverage: NotRequired[str]
    excused: NotRequired[str]  # why it need not report
    stage: NotRequired[str]
    before: NotRequired[ExampleReport]
    now: NotRequired[ExampleReport]
    slip: NotRequired[list[str]]  # what stands right in its report, a cell or words, and what its first draft said


class ExampleCounty(TypedDict):
    """The file: whose the collection is, and the units."""

    unit: str
    level: str
    units: list[ExampleEntry]


class ExampleStage(StrEnum):
    """How far a unit's report has come."""

    RECEIVED = "received"
    RETURNED = "returned"
    SENT_AGAIN = "sent_again"
    PASSED = "passed"
    PUBLISHED = "published"


_AFTER_RETURN = {ExampleStage.RETURNED, ExampleStage.SENT_AGAIN}
_AFTER_PASS = {ExampleStage.PASSED, ExampleStage.PUBLISHED}


@dataclass(frozen=True)
class ExampleUnit:
    """A unit of the list, what it reports, and how far that has come."""

    unit: CollectionUnit
    stage: ExampleStage
    data: ExampleEntry

    @property
    def has_sent(self) -> bool:
        """Whether a report came in from it."""
        return "now" in self.data

    def of_this_year(self, year: int) -> Report:
        """Return its report as it should be."""
        return self._report(year, self.data["now"])

    def of_year_before(self, year: int) -> Report:
        """Return its report of the year before, when nobody made a slip."""
        return self._report(year, self.data["before"])

    def first_draft(self, year: int) -> Report:
        """Return its report as it was handed in first: with its slip, if it made one."""
        report = self.of_this_year(year)
        right, wrong = self.data.get("slip", ["", ""])
        if right in report.form.cells:
            return report.with_numbers({Cell(right): Decimal(wrong)})
        texts = {key: text.replace(right, wrong) for key, text in report.texts.items()} if right else report.texts
        return replace(report, texts=texts)

    def _report(self, year: int, said: ExampleReport) -> Report:
        form = form_for(year)
        numbers = dict.fromkeys(form.typed_cells, Decimal())
        numbers |= {Cell(cell): Decimal(number) for cell, number in said["numbers"].items()}
        report = with_totals(Report(self.unit.name, self.unit.level, year, form.edition, numbers, said["texts"]))
        for key in form.texts:
            if key not in said["texts"]:
                report = replace(report, texts={**report.texts, key: written_by_us(report, key).text})
        return without_derivable_totals(report)


@cache
def example_units() -> tuple[ExampleUnit, ...]:
    """Read the units of the example, each behind the one that it is below."""
    listed = _data()["units"]
    place = {one["name"]: at for at, one in enumerate(listed)}
    return tuple(
        ExampleUnit(_unit(at, one, place.get(one.get("parent", ""))), ExampleStage(one.get("stage", "received")), one)
        for at, one in enumerate(listed)
    )


def _data() -> ExampleCounty:
    return cast("ExampleCounty", json.loads(_DATA.read_text("utf-8")))


def _unit(at: int, one: ExampleEntry, parent: int | None) -> CollectionUnit:
    level, coverage = Level(one.get("level", Level.UNKNOWN)), Coverage(one.get("coverage", Coverage.OWN.value))
    return CollectionUnit(at, one["name"], level=level, order=at, parent=parent, coverage=coverage)


def make_example(library: Library, today: date, who: str) -> int:
    """Put the example into a library; return the number of the collection that is in the middle of its season.

    Raises:
        UserError: it could not be written; no half of it is left.
    """
    begun: list[int] = []
    try:
        return _make(library, today, who, begun)
    except UserError:
        for key in begun:
            library.county.delete(key)
        raise


def _make(library: Library, today: date, who: str, begun: list[int]) -> int:
    year, senders = today.year - 1, [one for one in example_units() if one.has_sent]
    begun.append(before := _collection(library, year - 1, who))
    _bring_in(library, before, [one.of_year_before(year - 1) for one in senders], who)
    _pass(library, before, _names(set(ExampleStage)), who)
    begun.append(key := _collection(library, year, who, (today + _TO_SEND, today + _TO_PUBLISH)))
    _bring_in(library, key, [one.first_draft(year) for one in senders], who)
    _return(library, key, _names(_AFTER_RETURN), who)
    again = [one.of_this_year(year) for one in senders if one.stage is ExampleStage.SENT_AGAIN]
    _bring_in(library, key, again, who)
    _pass(library, key, _names(_AFTER_PASS), who)
    for name in _names({ExampleStage.PUBLISHED}):
        library.county.publish(_keys(library, key)[name], today, "", who)
    return key


def _names(stages: Container[ExampleStage]) -> list[str]:
    """Return the units that are so far, those below others first."""
    return [one.unit.name for one in reversed(example_units()) if one.has_sent and one.stage in stages]


def _collection(library: Library, year: int, who: str, due: tuple[date, date] | None = None) -> int:
    data = _data()
    heading = preset_heading(year, data["unit"], Level(data["level"]))
    send_by, publish_by = due or (heading.send_by, heading.publish_by)
    heading = replace(heading, title=f"{EXAMPLE}{heading.title}", send_by=send_by, publish_by=publish_by)
    key = make(library, heading, UnitList(tuple(one.unit for one in example_units())), who)
    for one in example_units():
        if reason := one.data.get("excused"):
            library.county.act(_keys(library, key)[one.unit.name], StandingAct.EXCUSE, who, reason)
    return key


def _keys(library: Library, collection: int) -> dict[str, int]:
    return {one.name: key for key, one in library.county.units(collection).units.items()}


def _bring_in(library: Library, collection: int, reports: Iterable[Report], who: str) -> None:
    with tempfile.TemporaryDirectory(prefix="gouji-") as name:
        folder, empty = Path(name, "年报"), Path(name, "unpacked")
        folder.mkdir()
        empty.mkdir()
        for one in reports:
            (folder / f"{one.unit}{one.year}.json").write_bytes(write_json(one))
        files = find_files([folder], empty).files
        Coming(library, collection, read_all(files, read_file)).store(who)


def _return(library: Library, collection: int, names: Iterable[str], who: str) -> None:
    keys = _keys(library, collection)
    for name in names:
        current = library.county.current(keys[name])
        if current is None:
            raise RuntimeError("an example that was brought in is not there")
        library.county.return_(keys[name], ready_remarks(assess(Subject(current.report)), current.key)[:3], who)


def _pass(library: Library, collection: int, names: Iterable[str], who: str) -> None:
    keys = _keys(library, collection)
    for name in names:
        library.county.act(keys[name], StandingAct.PASS, who)
