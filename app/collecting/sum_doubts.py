"""What is wrong in a sum before it goes anywhere: what must be mended, totals apart, cells that are not whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.assessment import Assessment, assess
from app.collecting.last_years import LastYears
from app.collecting.totals import Totals, assess_sum
from app.subject import Subject
from model.collection.unit import CollectionUnit
from model.errors import clip
from model.form.schema import Cell, Severity
from model.labelled import LabelledEnum
from model.storage.reading import LibraryReading
from model.storage.records import Stored

_NAMED = 3  # units


class DoubtKind(LabelledEnum):
    """Which kind it is; the label is what so many of them are called."""

    WRONG = "wrong", "处必须改正"
    APART = "apart", "格与各单位填的合计不符"
    BLANK = "blank", "格不全"


class SumDoubt(NamedTuple):
    """One of them, in words, and the cell that it is about."""

    kind: DoubtKind
    cell: Cell
    words: str


def doubts_of(library: LibraryReading, totals: Totals, assessment: Assessment | None = None) -> tuple[SumDoubt, ...]:
    """Return all that is doubtful in a sum, what must be mended first; `assessment` is that of the sum."""
    if not totals.scope.counted:
        return ()
    found = assessment or assess_sum(library, totals)
    apart = (
        SumDoubt(DoubtKind.APART, one.cell, one.sentence(totals.report.form).partition("（A1）")[0])
        for one in totals.sum.apart
    )
    return (*_wrong(found), *apart, *_blank(totals))


def doubts_of_own(library: LibraryReading, totals: Totals, stored: Stored) -> tuple[SumDoubt, ...]:
    """Return what must be mended in the report that the sum became."""
    last = LastYears(library, totals.heading.year).of(CollectionUnit(-1, totals.heading.unit))
    return tuple(_wrong(assess(Subject.of(stored, last, switches=library.switches))))


def _wrong(found: Assessment) -> Iterator[SumDoubt]:
    """Tell what must be mended, each place once: a number that cannot be breaks what runs through it, too."""
    for one in found.open:
        if one.severity is Severity.HARD and not one.gap and one.at[0] in found.report.form.cells:
            yield SumDoubt(DoubtKind.WRONG, Cell(one.at[0]), one.message)


def _blank(totals: Totals) -> Iterator[SumDoubt]:
    units, form = totals.scope.tree.units, totals.report.form
    for cell, keys in totals.sum.blank.items():
        names = "、".join(clip(units[key].name, 30) for key in keys[:_NAMED])
        more = f"等{len(keys)}个单位" if len(keys) > _NAMED else ""
        yield SumDoubt(DoubtKind.BLANK, cell, f"{form.name_of(cell)}：{names}{more}空白")


def count_words(doubts: Sequence[SumDoubt]) -> str:
    """Say how many there are of each kind; nothing where there are none."""
    counts = [(kind, sum(one.kind is kind for one in doubts)) for kind in DoubtKind]
    return "、".join(f"{count}{kind.label}" for kind, count in counts if count)
