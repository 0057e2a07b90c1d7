"""Which cells must be wrong, as sentences that can be listed, gone to and taken like any finding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from model.form.form import Form
from model.form.schema import Severity
from model.report.numbers import number_text
from model.rules import Finding, Verdict
from ui.actions.in_widgets import TAKE
from ui.state.session import Session

if TYPE_CHECKING:
    from model.rules.locate import Correction

LOCATED = "located"  # stands where a finding has the id of its check


def located(session: Session) -> list[Finding]:
    """Say of every cell that is known to be wrong what should stand there."""
    form = session.report.form
    return [_finding((one,), f"最可能填错的是{_words(form, one)}（按{TAKE.key}采用）") for one in session.corrections]


def possible(session: Session) -> dict[Finding, tuple[Correction, ...]]:
    """Say of every set of cells that may be wrong what should stand there, without what is known already."""
    known = set(session.corrections)
    sets = [tuple(one for one in candidate if one not in known) for candidate in session.candidates]
    form = session.report.form
    return {_finding(one, "；".join(_words(form, single) for single in one)): one for one in sets if one}


def _finding(corrections: Sequence[Correction], message: str) -> Finding:
    at = tuple(one.cell for one in corrections)
    first = corrections[0]
    return Finding(LOCATED, Severity.HARD, Verdict.BROKEN, at, message, first.was, proposal=first.value)


def _words(form: Form, one: Correction) -> str:
    return f"{form.name_of(one.cell)}：{number_text(one.was)}应为{number_text(one.value)}"
