"""The example put into a library by the same ways as real files: a year that is over, and one in the middle."""

from __future__ import annotations

import tempfile
from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from app.assessment import assess
from app.collecting.bringing import Coming, read_all
from app.collecting.example.reports import first_draft, this_year, year_before
from app.collecting.example.units import COUNTY, EXCUSED, LIST, UNITS, Stage
from app.collecting.found_files import find_files
from app.collecting.making import make, preset_heading
from app.collecting.returning import ready_remarks
from app.collecting.unit_lists import pasted
from app.subject import Subject
from export.gouji_file import write_json
from intake import read_file
from model.collection.standing import StandingAct
from model.errors import UserError
from model.report.report import Report
from model.storage.library import Library

_TO_SEND, _TO_PUBLISH = (
    timedelta(days=5),
    timedelta(days=33),
)  # so that the season is in its middle, whenever it is made
_AFTER_RETURN = {Stage.RETURNED, Stage.SENT_AGAIN}
_AFTER_PASS = {Stage.PASSED, Stage.PUBLISHED}


def make_example(library: Library, today: date, who: str) -> int:
    """Put the example into a library; return the number of the collection that is in the middle of its season.

    Raises:
        UserError: it could not be written.
    """
    begun: list[int] = []
    try:
        return _make(library, today, who, begun)
    except UserError:
        for key in begun:
            library.county.delete(key)
        raise


def _make(library: Library, today: date, who: str, begun: list[int]) -> int:
    year = today.year - 1
    begun.append(before := _collection(library, year - 1, who))
    _bring_in(library, before, [year_before(one, year - 1) for one in UNITS], who)
    _pass(library, before, _names(set(Stage)), who)
    begun.append(key := _collection(library, year, who, (today + _TO_SEND, today + _TO_PUBLISH)))
    _bring_in(library, key, [first_draft(one, year) for one in UNITS], who)
    _return(library, key, _names(_AFTER_RETURN), who)
    _bring_in(library, key, [this_year(one, year) for one in UNITS if one.stage is Stage.SENT_AGAIN], who)
    _pass(library, key, _names(_AFTER_PASS), who)
    for name in _names({Stage.PUBLISHED}):
        library.county.publish(_keys(library, key)[name], today, "", who)
    return key


def _names(stages: Container[Stage]) -> list[str]:
    """Return the units that are so far, those below others first."""
    return [one.name for one in reversed(UNITS) if one.stage in stages]


def _collection(library: Library, year: int, who: str, due: tuple[date, date] | None = None) -> int:
    heading = preset_heading(year, COUNTY)
    send_by, publish_by = due or (heading.send_by, heading.publish_by)
    heading = replace(heading, title=f"例子：{heading.title}", send_by=send_by, publish_by=publish_by)
    key = make(library, heading, pasted(LIST, year), who)
    name, reason = EXCUSED
    library.county.act(_keys(library, key)[name], StandingAct.EXCUSE, who, reason)
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
