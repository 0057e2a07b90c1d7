"""The end of a season: the sum with its adjustments, what it becomes, what is handed up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from app.collecting.handing_up import hand_up
from app.collecting.own_report import follow, own_report
from app.collecting.totals import add_up_collection
from export import WRITERS, replace_file
from export.plain_text import write_plain_text
from faults.season.book import WHO
from faults.season.step import CLOSING, Desk, Step
from faults.season.truth import YEAR, Numbers, TrueCounty, added
from intake import read_file
from intake.gouji_parcel import load
from model.form.schema import Cell
from model.report.report import Report
from model.report.totals import with_totals

ADJUSTED = (
    ("applications/received/natural_person", Decimal(-1), "与市局重复登记"),
    ("applications/disclosed/natural_person", Decimal(-1), "同上"),
)
HANDED_UP = "上报.gouji"


def sum_steps() -> Iterator[Step]:
    """Everything from the adjustments to what goes up."""
    for cell, value, why in ADJUSTED:
        yield Step(
            f"adjust {cell}",
            CLOSING,
            lambda desk, c=cell, v=value, w=why: desk.library.county.adjust(desk.collection, Cell(c), v, w, WHO),  # type: ignore[misc]
            lambda book, c=cell, v=value: replace(book, adjusted=(*book.adjusted, (c, v))),  # type: ignore[misc]
        )
    yield Step("become a report", CLOSING, _become)
    yield Step("export", CLOSING, _export)
    yield Step("hand up", CLOSING, _hand_up)


def true_sum(county: TrueCounty) -> Numbers:
    """Reckon what the county comes to at the end."""
    counted = county.counted(one.name for one in county.senders)
    return added((county.numbers(one) for one in counted), ((cell, value) for cell, value, _ in ADJUSTED))


def apart(said: Report, wanted: Numbers) -> str:
    """Say in which cells a report is not what it should be; empty where it is."""
    found = with_totals(said).numbers
    wrong = [cell for cell, value in wanted.items() if found.get(Cell(cell)) != value]
    return "、".join(f"{cell} {found.get(Cell(cell))}≠{wanted[cell]}" for cell in wrong[:3])


def _become(desk: Desk) -> None:
    """Make the county's own report of the sum; it must be what the robot reckoned."""
    totals = add_up_collection(desk.library, desk.collection)
    report = follow(desk.library, totals)
    stored = desk.library.load(report)
    if wrong := apart(stored.report, true_sum(desk.county)):
        raise RuntimeError(f"the county's report is not the sum: {wrong}")
    if own_report(desk.library, totals).is_behind:
        raise RuntimeError("what follows the sum is behind it")


def _export(desk: Desk) -> None:
    """Write the county's report as every kind, and read each back."""
    stored = desk.library.find(desk.county.name, YEAR)
    if stored is None:
        raise RuntimeError("the county has no report")
    folder = desk.place("exported")
    for suffix, writer in WRITERS.items():
        path = folder / f"县{suffix}"
        replace_file(path, writer.render(stored.report, draft=True, note=["计入说明"]))
        if wrong := apart(read_file(path).report, true_sum(desk.county)):
            raise RuntimeError(f"{suffix} says another sum: {wrong}")
    if not write_plain_text(stored.report):
        raise RuntimeError("there is no plain text")


def _hand_up(desk: Desk) -> None:
    found = hand_up(desk.library, desk.collection, desk.today)
    path = desk.place("up") / f"{desk.county.name}{HANDED_UP}"
    replace_file(path, found.write())
    parcel = load(path.read_bytes())
    below = parcel.below
    if below is None or len(below.units) != len(desk.county.units) or below.apart(parcel.report):
        raise RuntimeError("what is handed up is not the county")
    if wrong := apart(parcel.report, true_sum(desk.county)):
        raise RuntimeError(f"what is handed up is not the sum: {wrong}")
