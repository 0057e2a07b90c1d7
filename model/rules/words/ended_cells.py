"""The cells of which words tell how all, none or half of them ended."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import NamedTuple

from model.form.form import Form
from model.form.roles import LineRole
from model.form.schema import Cell, Line
from model.rules.narrative.form_lines import FormLines, form_lines
from model.rules.narrative.target import Target

UPHELD, CORRECTED, OTHERWISE, OPEN, CLOSED = "维持", "纠正", "其他", "尚未审结", "审结"
FINISHED, PERSONS, BODIES = "办结", "自然人", "法人"


class Disputed(Enum):
    """Before whom a dispute is."""

    NOT = "not"
    BEFORE_A_SUPERIOR = "reconsideration"
    IN_COURT = "litigation"


class EndedCells(NamedTuple):
    """The cells that ended so, all of which they are a part, and those that may be counted in."""

    part: tuple[Cell, ...] = ()
    whole: tuple[Cell, ...] = ()
    also: tuple[Cell, ...] = ()


@cache
def cells_of(form: Form, outcome: str, disputed: Disputed) -> EndedCells:
    """Return the cells that words on an outcome are about; none where the form has not got them."""
    lines = form_lines(form)
    if disputed is not Disputed.NOT:
        return _of_disputes(lines, outcome, disputed)
    if outcome == FINISHED:
        ended = lines.of_applications((lines.results_total,))
        return _known(lines, ended, lines.of_applications((lines.results_total, lines.carried_forward)))
    if outcome in {PERSONS, BODIES}:
        column = lines.natural_person if outcome == PERSONS else lines.organisations
        received = (lines.received,)
        return _known(lines, lines.of_applications(received, column), lines.of_applications(received))
    return _of_results(lines, outcome)


def _known(lines: FormLines, part: Target, whole: Target, also: Target | None = None) -> EndedCells:
    if not (lines.have(part) and lines.have(whole)):
        return EndedCells()
    return EndedCells(part.cells, whole.cells, also.cells if also else ())


def _of_results(lines: FormLines, outcome: str) -> EndedCells:
    named = [line for line in lines.applications.having(LineRole.OUTCOME) if outcome in line.aliases]
    if not named:
        return EndedCells()
    also = lines.of_applications(lines.outcomes[1:2]) if named[0].leaves[0] is lines.outcomes[0] else None
    part, whole = lines.of_applications((named[0],)), lines.of_applications((lines.results_total,))
    return _known(lines, part, whole, also)


def _of_disputes(lines: FormLines, outcome: str, disputed: Disputed) -> EndedCells:
    bodies = (lines.reconsideration if disputed is Disputed.BEFORE_A_SUPERIOR else lines.litigation,)
    closed = tuple(line for name in (UPHELD, CORRECTED, OTHERWISE) for line in _columns(lines, name))
    columns = closed if outcome == CLOSED else _columns(lines, outcome)
    if not columns:
        return EndedCells()
    part = tuple(cell for column in columns for cell in lines.of_disputes(bodies, column).cells)
    others = _columns(lines, OTHERWISE) if outcome == UPHELD else ()
    also = tuple(cell for column in others for cell in lines.of_disputes(bodies, column).cells)
    return EndedCells(part, lines.of_disputes(bodies).cells, also)


def _columns(lines: FormLines, outcome: str) -> tuple[Line, ...]:
    if outcome == OPEN:
        return (lines.pending,)
    leaves = lines.disputes.column_leaves
    return tuple(one for one in leaves if outcome in one.aliases or (outcome == OTHERWISE and outcome in one.spoken))[
        :1
    ]
