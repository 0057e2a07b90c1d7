"""The sum as a report of the list: made out of the units' numbers, and following them until it is final."""

from __future__ import annotations

from dataclasses import dataclass

from app.collecting.totals import Totals
from app.editing import carried_along
from model.errors import UserError, clip, quoted
from model.report.bindings import sound
from model.report.report import Report
from model.report.totals import with_totals, without_derivable_totals
from model.storage.library import Library
from model.storage.reading import LibraryReading
from model.storage.records import Change, How, Move, State, Stored

STEP = "由汇总得出"


@dataclass(frozen=True)
class OwnReport:
    """The report of the office's own unit and year, and what of it is not as the sum says; None: there is none yet."""

    stored: Stored | None
    changes: tuple[Change, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether it follows no more."""
        return self.stored is not None and self.stored.state is State.FINAL

    @property
    def sentence(self) -> str:
        """Say how it stands to the sum."""
        if self.stored is None:
            return "还没有成为本级年报"
        name = f"{quoted(clip(self.stored.report.unit, 40))}{self.stored.report.year}年度的年报"
        if not self.changes:
            return f"{name}与合计一致"
        return f"{name}{'已定稿，' if self.is_final else ''}有{len(self.changes)}格与合计不同"


def own_report(library: LibraryReading, totals: Totals) -> OwnReport:
    """Return the report that the sum becomes, and the cells in which it is another."""
    lean = without_derivable_totals(totals.report)
    stored = library.find(lean.unit, lean.year)
    return OwnReport(None) if stored is None else OwnReport(stored, _changes(stored.report, lean))


def _changes(there: Report, wanted: Report) -> tuple[Change, ...]:
    """Return the changes of numbers; totals follow from their parts, those that somebody typed are taken out."""
    if there.edition != wanted.edition:
        raise UserError(f"{quoted(clip(there.unit, 40))}{there.year}年度的年报用的是另一种表样，汇总不能写进去")
    return tuple(
        Change(cell, there.numbers.get(cell), wanted.numbers.get(cell))
        for cell in wanted.form.cells
        if there.numbers.get(cell) != wanted.numbers.get(cell)
    )


def follow(library: Library, totals: Totals) -> int:
    """Let the report of the list be what the sum is, made where there is none; give its number. It is one undo.

    Numbers in its texts that are bound to cells follow them. Its texts are nobody's but the office's.

    Raises:
        UserError: it is final, or is written in another form, or the disk does not allow it.
    """
    found = own_report(library, totals)
    if found.stored is None:
        return library.create(without_derivable_totals(totals.report), STEP, How.FILLED)
    if not found.changes:
        return found.stored.id
    if found.is_final:
        raise UserError(f"{found.sentence}；要随合计更新，先修订")
    report = found.stored.report
    whole = with_totals(report)
    kept = sound(found.stored.bindings, whole.texts, whole.numbers)
    changes, bindings = carried_along(report, found.changes, kept)
    library.write(found.stored.id, changes, How.FILLED, STEP, bindings, move=Move.NEW)
    return found.stored.id
