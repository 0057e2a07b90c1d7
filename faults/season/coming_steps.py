"""The first half of a season: the list, what is handed out, what the units write and send, and how it comes in."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from app.collecting.bringing import Coming, ComingStatus, read_all
from app.collecting.found_files import find_files
from app.collecting.handing_out import HandOutWish, hand_out_of, write_hand_outs
from app.collecting.making import make, preset_heading
from app.collecting.own_report import keep_up_with
from app.collecting.unit_lists import pasted
from export import WRITERS, replace_file
from faults.season import reports
from faults.season.book import DRAFT, RIGHT, WHO, Book, BookLine
from faults.season.step import DAYS, DUE, PUBLISH_BY, REVIEW, Desk, Step, last_year
from faults.season.truth import YEAR, Fault, TrueUnit
from intake import read_file
from model.collection.standing import Standing, StandingAct
from model.collection.unit_list import UnitList
from model.report.report import Report
from model.storage.county.records import CollectionHeading

_REQUIREMENT = "写明公开专区数"
_SMALL = 8  # units: fewer and all of them send
_ZIPPED = 4  # one file of so many comes in an archive


def coming_steps(desk: Desk) -> Iterator[Step]:
    """Everything until the first files are there."""
    county = desk.county
    yield Step("last year", DAYS[0], _last_year)
    yield Step("a new collection", DAYS[0], _make, lambda _: _begun(desk))
    yield Step("hand out", DAYS[0], _hand_out)
    if county.size > _SMALL:
        yield from _excused_and_not(county.senders[-1].name)
    for at, day in enumerate(DAYS):
        senders = [one for one in county.senders if one.day == at]
        if at == len(DAYS) - 1:
            yield _reminding([one.name for one in senders], day)
        yield _writing(senders, day, at)
        yield _coming(senders, day, at)
    yield Step("the same again", REVIEW, _same_again)


def _excused_and_not(name: str) -> Iterator[Step]:
    def step(act: StandingAct, standing: Standing, why: str) -> Step:
        return Step(
            act.value,
            DAYS[0],
            lambda desk: _act(desk, name, act, why),
            lambda book: book.changed([name], act.value, standing=standing),
            can_undo=True,
        )

    yield step(StandingAct.EXCUSE, Standing.EXCUSED, "机构正在合并")
    yield step(StandingAct.EXPECT, Standing.MISSING, "")


def _reminding(names: list[str], day: date) -> Step:
    return Step(
        "remind",
        day,
        lambda desk: _remind(desk, names),
        lambda book: book.changed(names, "remind", reminded=True),
        can_undo=True,
    )


def _writing(senders: list[TrueUnit], day: date, at: int) -> Step:
    def write(desk: Desk) -> None:
        for one in senders:
            _write(desk, one)

    return Step(f"write {at}", day, write)


def _coming(senders: list[TrueUnit], day: date, at: int) -> Step:
    return Step(
        f"come in {at}",
        day,
        lambda desk: bring(desk, desk.place("post", f"day{at}"), ComingStatus.NEW),
        lambda book: _came(book, senders, day),
        can_undo=True,
    )


def _begun(desk: Desk) -> Book:
    return Book(
        {
            one.name: BookLine(standing=Standing.EXCUSED if one.excused else Standing.MISSING)
            for one in desk.county.units
        }
    )


def _came(book: Book, senders: list[TrueUnit], day: date) -> Book:
    for content in (RIGHT, DRAFT):
        names = [one.name for one in senders if (one.fault is not None) is (content == DRAFT)]
        values = {"standing": Standing.RECEIVED, "came": day, "revision": 1, "content": content}
        book = book.changed(names, "receive", **values)
    return book


# The list


def _last_year(desk: Desk) -> None:
    """Have the reports of the year before, all passed."""
    county, library = desk.county, desk.library
    key = last_year(library)
    if key is None:
        key = make(library, preset_heading(YEAR - 1, county.name), listed(desk), WHO)
    standings = library.county.standings(key)
    if Standing.MISSING in standings.values():
        with TemporaryDirectory() as folder:
            for one in county.senders:
                _lay(Path(folder, f"{one.at}.json"), reports.of_year_before(county, one))
            found = read_all(find_files([Path(folder)], Path(folder)).files, read_file)
            Coming(library, key, found).store(WHO)
        standings = library.county.standings(key)
    order = [one.key for _, one in library.county.units(key).in_order()]
    received = [one for one in reversed(order) if standings[one] is Standing.RECEIVED]
    with library.county.batch(key, WHO) as acts:
        for unit in received:
            acts.act(unit, StandingAct.PASS, "上年已公开")


def listed(desk: Desk) -> UnitList:
    """Return the list as somebody pastes it."""
    rows = ["单位名称\t上级\t口径\t免报"]
    rows += [f"{one.name}\t{one.parent}\t{'含下属' if one.covers else ''}\t{one.excused}" for one in desk.county.units]
    found = pasted("\n".join(rows), YEAR)
    if found.problems or found.doubles:
        raise RuntimeError(f"the list is not clean: {found.problems}")
    return found


def heading(desk: Desk) -> CollectionHeading:
    """Return what the collection is about."""
    preset = preset_heading(YEAR, desk.county.name)
    return CollectionHeading(YEAR, preset.title, preset.unit, preset.level, DUE, PUBLISH_BY)


def _make(desk: Desk) -> None:
    make(desk.library, heading(desk), listed(desk), WHO)


def _hand_out(desk: Desk) -> None:
    handed = hand_out_of(desk.library, desk.collection, HandOutWish("县政务公开办", (_REQUIREMENT,)))
    write_hand_outs(handed, desk.place("handed"), for_all=False)


# What the units do


def _write(desk: Desk, unit: TrueUnit) -> None:
    """Have a unit open what it got, write its report, and send it."""
    county, office = desk.county, desk.office_of(unit)
    right, draft = reports.right(county, unit), reports.draft(county, unit)
    to = desk.place("post", f"day{unit.day}") / f"{unit.name}年报{unit.kind}"
    (handed,) = desk.place("handed").glob(f"{unit.name}*.gouji")
    office.prepare(handed)
    if unit.fault is Fault.OLD_FORM:
        replace_file(to, WRITERS[unit.kind].render(draft))
        return
    office.write(draft)
    if unit.fault is None:
        office.close(right, desk.today)
    office.send(draft, to)


# How it comes in


def bring(
    desk: Desk, folder: Path, wanted: ComingStatus, look: Callable[[Coming], object] = lambda _found: None
) -> None:
    """Bring in all of a folder, some of it in an archive; all must be what is wanted, and may be looked at before."""
    with TemporaryDirectory() as place:
        found = come(desk, folder, Path(place))
        wrong = [(one.found.name, found.verdict(at)) for at, one in enumerate(found.files)]
        wrong = [one for one in wrong if one[1].status is not wanted]
        if wrong:
            raise RuntimeError(f"{wrong[0]} is not {wanted.value}")
        look(found)
        found.store(WHO)
    keep_up_with(desk.library, desk.collection)


def come(desk: Desk, folder: Path, place: Path) -> Coming:
    """Read all of a folder, every fourth file out of an archive."""
    files = sorted(folder.glob("[!.]*"))
    zipped = files[::_ZIPPED]
    with zipfile.ZipFile(place / "年报.zip", "w") as archive:
        for one in zipped:
            archive.write(one, f"报送/{one.name}")
    (place / "unpacked").mkdir()
    found = find_files([*(one for one in files if one not in zipped), place / "年报.zip"], place / "unpacked")
    if found.told:
        raise RuntimeError(f"not all was found: {found.told}")
    return Coming(desk.library, desk.collection, read_all(found.files, read_file))


def _same_again(desk: Desk) -> None:
    """Bring the same files in once more: nothing comes of it."""
    with TemporaryDirectory() as place:
        found = come(desk, desk.place("post", "day0"), Path(place))
        if set(found.counts) - {ComingStatus.SAME_BYTES} or found.store(WHO) is not None:
            raise RuntimeError(f"what is there already is taken again: {found.counts}")


def _lay(path: Path, report: Report) -> None:
    path.write_bytes(WRITERS[".json"].render(report))


def _act(desk: Desk, name: str, act: StandingAct, why: str) -> None:
    desk.library.county.act(desk.key(name), act, WHO, why)


def _remind(desk: Desk, names: list[str]) -> None:
    key = desk.key
    with desk.library.county.batch(desk.collection, WHO) as acts:
        for one in names:
            acts.remind(key(one))
