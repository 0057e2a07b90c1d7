"""A collection handed up (上级): its sum, and all that it is the sum of, in one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.collecting.own_report import OwnReport, own_report
from app.collecting.sum_doubts import DoubtKind, SumDoubt, count_words, doubts_of, doubts_of_own
from app.collecting.totals import Totals, add_up_collection
from export.gouji_parcel import write_parcel
from model.collection.handed_up import MOST_UNITS, HandedUp, HandedUpAdjustment, HandedUpUnit
from model.collection.parcel import Parcel, ParcelKind
from model.errors import UserError
from model.report.report import LONGEST_UNIT
from model.report.totals import without_derivable_totals
from model.storage.county.records import RollRow, Submission
from model.storage.reading import LibraryReading


@dataclass(frozen=True)
class HandingUp:
    """What would be handed up."""

    totals: Totals
    own: OwnReport
    parcel: Parcel
    doubts: tuple[SumDoubt, ...] = ()  # what is wrong in the report that goes, and in the sum

    @property
    def below(self) -> HandedUp:
        """The collection below the sum."""
        if self.parcel.below is None:
            raise RuntimeError("a collection is handed up without its units")
        return self.parcel.below

    def lines(self) -> list[str]:
        """Say what is in it, and what is to be looked at before it goes."""
        stored = self.own.stored
        state = f"（{stored.state.label}）" if stored else ""
        report = f"本级年报{state}：{self.own.sentence}" if stored else "本级年报还没有做，先报合计的数字，没有文字"
        doubts = count_words(self.doubts)
        return [report, *([f"要先看的：{doubts}"] if doubts else []), self.below.sentence, *self.totals.sentences]

    def write(self) -> bytes:
        """Write the file.

        Raises:
            UserError: it is larger than can be read.
        """
        return write_parcel(self.parcel)


def hand_up(library: LibraryReading, collection: int, today: date, *, all_received: bool = False) -> HandingUp:
    """Return what is handed up of a collection: its own report where there is one, else the sum, and all below.

    Raises:
        UserError: nothing came in yet, or there are more units than a file takes.
    """
    totals = add_up_collection(library, collection, all_received=all_received)
    rows = {one.unit.key: one for one in library.county.roll(collection, today)}
    ordered = [rows[unit.key] for _, unit in totals.scope.tree.in_order()]
    if not any(one.submission for one in ordered):
        raise UserError("还没有收到年报，没有可以上报的")
    if len(ordered) > MOST_UNITS:
        raise UserError(f"一个文件最多{MOST_UNITS}个单位，这个任务有{len(ordered)}个")
    own = own_report(library, totals)
    report = own.stored.report if own.stored else without_derivable_totals(totals.report)
    finalised = own.stored.finalised_on if own.stored else None
    below = HandedUp(
        totals.heading.title[:LONGEST_UNIT],
        _units(library, totals, ordered),
        tuple(HandedUpAdjustment(one.cell, one.value, one.reason) for one in totals.adjustments),
        totals.sentences,
    )
    parcel = Parcel(ParcelKind.COLLECTION, report, own.is_final, finalised_on=finalised, below=below)
    return HandingUp(totals, own, parcel, _doubts(library, totals, own))


def _doubts(library: LibraryReading, totals: Totals, own: OwnReport) -> tuple[SumDoubt, ...]:
    """Return what is wrong: in the report of the list where there is one, which is what goes, else in the sum."""
    of_sum = doubts_of(library, totals)
    if own.stored is None:
        return of_sum
    rest = (one for one in of_sum if one.kind is not DoubtKind.WRONG)
    return (*doubts_of_own(library, totals, own.stored), *rest)


def _units(library: LibraryReading, totals: Totals, rows: list[RollRow]) -> tuple[HandedUpUnit, ...]:
    places = {one.unit.key: at for at, one in enumerate(rows)}
    counted = set(totals.scope.counted)
    came = (None if one.submission is None else library.county.submission(one.submission) for one in rows)
    pairs = zip(rows, came, strict=True)
    return tuple(_unit(one, places, file, in_sum=one.unit.key in counted) for one, file in pairs)


def _unit(row: RollRow, places: Mapping[int, int], came: Submission | None, *, in_sum: bool) -> HandedUpUnit:
    unit = row.unit
    return HandedUpUnit(
        unit.name,
        unit.level,
        row.standing,
        None if unit.parent is None else places.get(unit.parent),
        unit.other_names,
        unit.coverage,
        in_sum,
        row.revision,
        row.published_on,
        row.address,
        unit.excused,
        came.file.encode() if came and row.standing.is_in else None,
    )
