"""A whole season without a window: collected, faults found, returned, answered, passed, summed, reviewed, all kept."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from app.collecting.making import make, preset_heading
from app.collecting.own_report import follow
from app.collecting.returning import return_parcel
from app.collecting.review_table import review_table
from app.collecting.roll import call_roll
from app.collecting.totals import add_up_collection, assess_sum
from app.collecting.unit_lists import pasted
from app.returned import opinions_in, submission_parcel
from intake.gouji_parcel import load
from model.collection.remarks import RemarkAnswer, RemarkVerdict
from model.collection.standing import Standing, StandingAct
from model.form.schema import Cell
from model.report.addition import add_up
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.backups.backup import daily_backup
from model.storage.backups.restoring import restore
from model.storage.checksums.verifying import verify
from model.storage.county.records import NewRemark
from model.storage.library import Library
from tests.app.collecting.incoming import coming, of_unit, write
from tests.model.storage.county.collected import WHO

UNITS = 24
NEW = Cell("applications/received/natural_person")
NAMES = [f"第{number}镇人民政府" for number in range(UNITS)]


def faulty(report: Report, kind: int) -> Report:
    """Make one of three faults: a wrong number, a blank, a text that is missing."""
    if kind == 0:
        return report.with_number(NEW, report.numbers[NEW] + 7)
    return report.with_number(NEW, None) if kind == 1 else report.with_text("problems/text", "")


def right(number: int) -> Report:
    return of_unit(NAMES[number], number)


def test_a_season(library: Library, folder: Path, tmp_path: Path) -> None:
    collection = make(library, preset_heading(2025, "甲县人民政府"), pasted("\n".join(NAMES), 2025), WHO)
    random, wrong = Random(1), set(range(0, UNITS, 3))
    order = list(range(UNITS))
    random.shuffle(order)
    for start in range(0, UNITS, 8):  # they come in on three days
        day = folder / f"{start}"
        for number in order[start : start + 8]:
            report = faulty(right(number), number % 4 % 3) if number in wrong else right(number)
            write(day, f"{number}.json", report)
        coming(library, collection, day).store(WHO)
    roll = call_roll(library, collection, date(2026, 1, 25))
    assert roll.by_standing == {Standing.RECEIVED: UNITS}

    found = {
        NAMES.index(row.unit.name) for row in roll.rows if row.tally and (row.tally.must or row.tally.unfilled.places)
    }
    assert wrong <= found
    keys = {row.unit.name: row for row in roll.rows}
    for number in wrong:
        row = keys[NAMES[number]]
        library.county.return_(row.unit.key, [NewRemark(row.submission or 0, NEW, "请核对")], WHO)
    for number in range(UNITS):
        if number not in wrong:
            library.county.act(keys[NAMES[number]].unit.key, StandingAct.PASS, WHO, "已看")

    again = folder / "重交"
    again.mkdir()
    for number in wrong:  # in the unit's own copy of the program
        parcel = load(return_parcel(library, keys[NAMES[number]].unit.key))
        answered = replace(parcel, remarks=tuple(replace(one, answer=RemarkAnswer.DONE) for one in parcel.remarks))
        data = submission_parcel(right(number), final=True, opinions=opinions_in(answered))
        (again / f"{number}.gouji").write_bytes(data)
    coming(library, collection, again).store(WHO)
    for number in wrong:
        unit = keys[NAMES[number]].unit.key
        assert library.county.standings(collection)[unit] is Standing.RESUBMITTED
        for one in library.county.remarks(unit):
            assert one.answer is RemarkAnswer.DONE
            library.county.decide(one.key, RemarkVerdict.ACCEPTED)
        library.county.act(unit, StandingAct.PASS, WHO, "已改")

    library.county.adjust(collection, NEW, Decimal(-3), "与市局重复登记", WHO)
    library.county.adjust(collection, NEW, Decimal(1), "漏报", WHO)
    totals = add_up_collection(library, collection)
    expected = add_up([with_totals(right(number)) for number in range(UNITS)]).numbers
    assert totals.report.numbers[NEW] == expected[NEW] - 2
    assert {cell: value for cell, value in totals.report.numbers.items() if "received" not in cell} == {
        cell: value for cell, value in expected.items() if "received" not in cell
    }
    assert {one.check for one in assess_sum(library, totals).broken if one.blocks} <= {"H3", "T3"}
    own = follow(library, totals)
    assert with_totals(library.load(own).report).numbers == totals.report.numbers
    table = review_table(library, collection, date(2026, 1, 25))
    assert sum(one.row.returned for one in table.units) == len(wrong)
    assert verify(library.path) == ()
    assert library.county.misfits() == ()

    backup = daily_backup(library.path, date(2026, 1, 25))
    assert backup is not None
    elsewhere = tmp_path / "other" / "library.db"
    elsewhere.parent.mkdir()
    restore(elsewhere, backup)
    with closing(Library.open(elsewhere)) as other:
        assert add_up_collection(other, collection).report == totals.report
        assert other.county.misfits() == ()  # every file that ever came in is there, too
