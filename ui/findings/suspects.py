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
    said = "最可能填错的是"
    return [
        _finding((one,), f"{said}{_words(form, one)}（按{TAKE.key}采用）", "最可能填错") for one in session.corrections
    ]


def strayed(session: Session) -> list[Finding]:
    """Say of every cell that breaks nothing what stood there when the totals were those of the original."""
    form, why = session.report.form, "按原件的合计，可能改错"
    return [
        _finding((one,), f"{why}的是{_words(form, one)}（按{TAKE.key}采用）", why, Severity.HINT)
        for one in session.strays
    ]


def possible(session: Session) -> dict[Finding, tuple[Correction, ...]]:
    """Say of every set of cells that may be wrong what should stand there, without what is known already."""
    form = session.report.form
    sets = (one for doubt in session.doubts for one in doubt.alternatives)
    return {_finding(one, "；".join(_words(form, single) for single in one), "可能填错"): one for one in sets}


def untold(session: Session) -> list[Finding]:
    """Say of every break where it is, of which more cells may be wrong than anybody would look through."""
    form, why = session.report.form, "无法判断是哪一格"
    breaks = (doubt.cells for doubt in session.doubts if not doubt.alternatives)
    message = f"{{}}起的一组数对不上，{why}；请对照原件逐格核对"
    return [
        Finding(LOCATED, Severity.HARD, Verdict.BROKEN, cells, message.format(form.name_of(cells[0])), why=why)
        for cells in breaks
    ]


def _finding(corrections: Sequence[Correction], message: str, why: str, severity: Severity = Severity.HARD) -> Finding:
    at = tuple(one.cell for one in corrections)
    first = corrections[0]
    return Finding(LOCATED, severity, Verdict.BROKEN, at, message, first.was, proposal=first.value, why=why)


def _words(form: Form, one: Correction) -> str:
    return f"{form.name_of(one.cell)}：{number_text(one.was)}应为{number_text(one.value)}"
