"""Take what a check proposes: into a cell, or instead of the number that a text quotes."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from model.checks import Finding
from model.numbers import number_text
from model.schema import Cell
from model.storage.records import How
from ui.session import Session

STEP = "采用建议值"
_NUMBER = re.compile(r"\d+(?:[,，]\d{3})*(?:\s+\d+)*(?:[.．]\d+)?")  # \d takes full-width digits, too


def can_take(session: Session, finding: Finding) -> bool:
    """Whether a finding proposes something that can be put in now."""
    return session.read_only is None and _taken(session, finding) is not None


def take(session: Session, finding: Finding) -> bool:
    """Put in what a finding proposes, as one step of undo; False if there is nothing to put in or to put it over."""
    value = _taken(session, finding)
    if value is None:
        return False
    place = finding.at[0]
    if isinstance(value, str):
        return session.set_text(place, value, How.FILLED, STEP)
    return session.set_number(Cell(place), value, How.FILLED, STEP)


def _taken(session: Session, finding: Finding) -> Decimal | str | None:
    if finding.proposal is None:
        return None
    if finding.at[0] in session.report.form.texts:
        return corrected(str(session.value(finding.at[0])), finding)
    return finding.proposal


def corrected(text: str, finding: Finding) -> str | None:
    """Give a text with the number that a finding quotes replaced; None where it is not to be found for sure.

    >>> from model.checks import Verdict
    >>> from model.schema import Severity
    >>> about = ("N1", Severity.WARN, Verdict.BROKEN, ("overview/on_application",), "")
    >>> wrong = Finding(*about, left=Decimal(261), span=(2, 10), proposal=Decimal(5))
    >>> corrected("全年受理申请261件。", wrong)
    '全年受理申请5件。'
    """
    if finding.span is None or finding.proposal is None:
        return None
    found = list(_NUMBER.finditer(text, *finding.span))
    quoted = [number for number in found if _value(number[0]) == finding.left]
    chosen = quoted or found
    if len(chosen) != 1:
        return None
    return text[: chosen[0].start()] + number_text(finding.proposal) + text[chosen[0].end() :]


def _value(written: str) -> Decimal | None:
    plain = unicodedata.normalize("NFKC", written).replace(",", "")
    try:
        return Decimal("".join(plain.split()))
    except InvalidOperation:
        return None
