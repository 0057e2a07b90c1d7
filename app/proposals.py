"""Take what is proposed: into the cell that is wrong, or instead of the number that a text quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Protocol

from app.found_in import FoundIn
from model.form.schema import Cell, Severity
from model.report.numbers import number_text
from model.storage.events import HistoryEvent
from model.storage.records import Change, How

if TYPE_CHECKING:
    from model.report.report import Report
    from model.rules.finding import Finding
    from model.rules.locate import Correction, Doubt


class Correctable(FoundIn, Protocol):
    """What taking a proposal needs of the open report."""

    @property
    def read_only(self) -> str | None:
        """Why nothing can be changed now."""

    @property
    def is_behind(self) -> bool:
        """Whether the findings are those of a moment ago."""

    @property
    def last_year(self) -> Report | None:
        """Last year's report of the same unit."""

    @property
    def doubts(self) -> Sequence[Doubt]:
        """The breaks of which it is not clear which cell is wrong."""

    def value(self, place: str) -> Decimal | str | None:
        """Return what is shown at a place."""

    def is_derived(self, cell: Cell) -> bool:
        """Whether a number was filled in by the program."""

    def change_to(self, place: str, value: Decimal | str | None) -> Change:
        """Return the change that brings a place to a value."""

    def edit(self, changes: Iterable[Change], how: How, step: str) -> bool:
        """Make one step of undo out of some changes."""


def can_take(session: Correctable, finding: Finding) -> bool:
    """Whether a finding proposes something that can be put in now."""
    return session.read_only is None and proposed(session, finding) is not None


def take(session: Correctable, finding: Finding) -> bool:
    """Put in what a finding proposes, as one step of undo; False if there is nothing to put in or to put it over."""
    if session.is_behind and finding not in session.findings:
        return False
    change = proposed(session, finding)
    return change is not None and session.edit([change], How.FILLED, HistoryEvent.PROPOSAL.label)


def take_one(session: Correctable, finding: Finding) -> bool:
    """Put in what is proposed for the words that a finding is about, by it or else by another one about just them."""
    same = (one for one in session.findings if one.at[0] == finding.at[0] and one.span == finding.span)
    return any(take(session, one) for one in (finding, *same) if can_take(session, one))


def take_all(session: Correctable, corrections: Iterable[Correction]) -> bool:
    """Put in a whole set of corrections, as one step of undo."""
    return session.edit(
        [session.change_to(one.cell, one.value) for one in corrections], How.FILLED, HistoryEvent.PROPOSAL.label
    )


def proposed(session: Correctable, finding: Finding) -> Change | None:
    """Return the change that a finding proposes.

    A broken identity proposes what is known to be wrong in it, not to make its total fit. A total that follows
    from its parts is never proposed to be another: the parts are to be mended.
    """
    place = finding.at[0]
    if finding.severity is Severity.HARD:
        known = next((one for one in session.corrections if one.cell in finding.at), None)
        if known is not None:
            return session.change_to(known.cell, known.value)
        if session.doubts:
            return None
    if place in session.report.form.texts:
        text = corrected(str(session.value(place)), finding)
        return None if text is None else session.change_to(place, text)
    if finding.proposal is None or session.is_derived(Cell(place)):
        return None
    return session.change_to(place, finding.proposal)


def corrected(text: str, finding: Finding) -> str | None:
    """Return a text with what a finding quotes replaced by what is right; None where it is not to be found for sure.

    What the narrative says is quoted as written, 三百 and 1.2万 too, and replaced whole.

    >>> from model.rules.finding import Finding, Verdict
    >>> from model.form.schema import Severity
    >>> about = ("N1", Severity.WARN, Verdict.BROKEN, ("overview/on_application",), "")
    >>> wrong = Finding(*about, left=Decimal(261), span=(2, 10), proposal=Decimal(5))
    >>> corrected("全年受理申请261件。", wrong)
    '全年受理申请5件。'
    """
    if finding.span is None or not finding.knows:
        return None
    start, end = finding.span
    right = finding.words or number_text(finding.proposal)
    if (finding.words or finding.cause) and text[start:end] == finding.quote:
        return text[:start] + right + text[end:]
    if finding.proposal is None:
        return None
    number = re.compile(r"\d+(?:[,，]\d{3})*(?:\s+\d+)*(?:[.．]\d+)?")  # \d takes full-width digits, too
    found = list(number.finditer(text, *finding.span))
    quoted = [number for number in found if _value(number[0]) == finding.left]
    chosen = quoted or found
    if len(chosen) != 1:
        return None
    return text[: chosen[0].start()] + right + text[chosen[0].end() :]


def _value(written: str) -> Decimal | None:
    plain = unicodedata.normalize("NFKC", written).replace(",", "")
    try:
        return Decimal("".join(plain.split()))
    except InvalidOperation:
        return None
