"""The sum as a report of the list: made out of the units' numbers, and following them until it is final."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.collecting.own_texts import TextsFollowed, texts_followed
from app.collecting.sum_note import note_over, over_what
from app.collecting.totals import Totals, add_up_collection, counts_all_received
from app.editing import carried_along, with_changes
from model.errors import UserError, clip, quoted
from model.report.bindings import sound
from model.report.report import Report
from model.report.totals import with_totals, without_derivable_totals
from model.storage.county.records import CollectionHeading
from model.storage.library import Library
from model.storage.reading import LibraryReading
from model.storage.records import Change, How, Move, State, Stored

STEP = "由汇总得出"
_NOTHING = TextsFollowed()


@dataclass(frozen=True)
class OwnReport:
    """The report of the office's own unit and year, and what of it is not as the sum says; None: there is none yet."""

    stored: Stored | None
    changes: tuple[Change, ...] = ()  # of numbers
    edited: int = 0  # of these somebody put something else into the report
    texts: TextsFollowed = _NOTHING

    @property
    def is_final(self) -> bool:
        """Whether it follows no more."""
        return self.stored is not None and self.stored.state is State.FINAL

    @property
    def is_behind(self) -> bool:
        """Whether it is there, and is not what the sum says."""
        return bool(self.changes or self.texts.changes)

    @property
    def sentence(self) -> str:
        """Say how it stands to the sum."""
        if self.stored is None:
            return "还没有成为本级年报"
        name = f"{quoted(clip(self.stored.report.unit, 40))}{self.stored.report.year}年度的年报"
        if not self.is_behind:
            return f"{name}与合计一致"
        edited = f"，其中{self.edited}格是在年报里改的" if self.edited else ""
        numbers = f"有{len(self.changes)}格与合计不同{edited}" if self.changes else ""
        texts = f"第一部分有{len(self.texts.changes)}段要随数字更新" if self.texts.changes else ""
        return f"{name}{'已定稿，' if self.is_final else ''}{'；'.join(filter(None, (numbers, texts)))}"


def own_report(library: LibraryReading, totals: Totals) -> OwnReport:
    """Return the report that the sum becomes, and where it is another."""
    lean = without_derivable_totals(totals.report)
    stored = library.find(lean.unit, lean.year)
    if stored is None:
        return OwnReport(None)
    changes = _changes(stored.report, lean)
    edited = sum(_is_edited(library, stored.id, one.place) for one in changes)
    return OwnReport(stored, changes, edited, _texts(library, stored, changes))


def _changes(there: Report, wanted: Report) -> tuple[Change, ...]:
    """Return the changes of numbers; totals follow from their parts, those that somebody typed are taken out."""
    if there.edition != wanted.edition:
        raise UserError(f"{quoted(clip(there.unit, 40))}{there.year}年度的年报用的是另一种表样，汇总不能写进去")
    return tuple(
        Change(cell, there.numbers.get(cell), wanted.numbers.get(cell))
        for cell in wanted.form.cells
        if there.numbers.get(cell) != wanted.numbers.get(cell)
    )


def _is_edited(library: LibraryReading, report: int, place: str) -> bool:
    """Whether what stands at a place of a report was put there by something else than the sum."""
    last = library.history(report, place, 1)
    return bool(last) and last[0].step != STEP


def _texts(library: LibraryReading, stored: Stored, changes: tuple[Change, ...]) -> TextsFollowed:
    before, after = with_totals(stored.report), with_totals(with_changes(stored.report, changes))
    bindings = sound(stored.bindings, before.texts, before.numbers)
    return texts_followed(before, after, bindings, lambda key: not library.history(stored.id, key, 1))


def follow(library: Library, totals: Totals) -> int:
    """Let the report of the list be what the sum is, made where there is none; give its number. It is one undo.

    Section one tells of the numbers as long as nobody rewrote it, and bound numbers follow.

    Raises:
        UserError: it is final, or is written in another form, or the disk does not allow it.
    """
    found = own_report(library, totals)
    if found.stored is None:
        return _made(library, totals)
    if found.is_behind:
        if found.is_final:
            raise UserError(f"{found.sentence}；要随合计更新，先修订")
        _write(library, found.stored, found.changes, found.texts)
    note_over(library, found.stored.id, totals.sentences)
    return found.stored.id


def keep_up_with(library: Library, collection: int) -> bool:
    """Let the report that came from the sum of a collection follow it; as `keep_up`, and quick where there is none."""
    if not _comes_from_sum(library, library.county.collection(collection).heading):
        return False
    return keep_up(library, add_up_collection(library, collection, all_received=counts_all_received(library)))


def _comes_from_sum(library: LibraryReading, heading: CollectionHeading) -> int | None:
    number = library.number_of(heading.unit, heading.year)
    return number if number is not None and over_what(library, number) else None


def keep_up(library: Library, totals: Totals) -> bool:
    """Let a report that came from the sum follow it as far as nobody put something else into it; say whether it did.

    Raises:
        UserError: it is written in another form, or the disk does not allow it.
    """
    number = _comes_from_sum(library, totals.heading)
    if number is None or not totals.scope.counted:
        return False
    found = own_report(library, totals)
    if found.stored is None or found.is_final:
        return False
    changes = tuple(one for one in found.changes if not _is_edited(library, number, one.place))
    texts = found.texts if len(changes) == len(found.changes) else _texts(library, found.stored, changes)
    note_over(library, number, totals.sentences)
    if changes or texts.changes:
        _write(library, found.stored, changes, texts)
    return bool(changes or texts.changes)


def _made(library: Library, totals: Totals) -> int:
    with library.together():
        report = library.create(without_derivable_totals(totals.report), STEP, How.FILLED)
        stored = library.read(report)
        empty = replace(stored.report, numbers={})
        texts = texts_followed(empty, with_totals(stored.report), (), lambda _: True)
        _write(library, stored, (), texts)
    note_over(library, report, totals.sentences)
    return report


def _write(library: Library, stored: Stored, numbers: tuple[Change, ...], texts: TextsFollowed) -> None:
    whole = with_totals(stored.report)
    kept = sound(stored.bindings, whole.texts, whole.numbers)
    changes, bindings = carried_along(stored.report, (*numbers, *texts.changes), kept, texts.bound)
    library.write(stored.id, changes, How.FILLED, STEP, bindings, move=Move.NEW)
