"""What every box of a table shows: plain values, so that two states of a table can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from model.form.grid import Box, BoxRole, SectionGrid
from model.form.schema import Cell, Severity
from model.report.numbers import number_text
from model.values import NamedTuple
from ui.state.session import Session

if TYPE_CHECKING:
    from model.rules.finding import Finding

EQUAL, UNEQUAL, MINUS = "✓", "≠", "−"


class Look(NamedTuple):
    """What one box shows: its number and all that is painted round it."""

    text: str = ""
    derived: bool = False  # the program fills it in, or will
    last: str = ""  # last year's number
    severity: Severity | None = None  # of the strongest finding that runs through
    suspect: bool = False  # most likely the one that is wrong
    guessed: bool = False  # one of the few of which one must be wrong
    proposal: Decimal | None = None  # what would be right here
    equal: bool | None = None  # of a difference: whether both sides are equal
    unsaved: str = ""  # why what is shown is not on disk
    before: str | None = None  # what stood there in the revision before, where that is other
    remarks: str = ""  # what the county says of it


NOTHING = Look()


class Suspects(NamedTuple):
    """The cells that must be wrong; `values` tells what should stand there, and in those wrong by the original only.

    `guessed` are those that the cards list where it is not clear which of a few is wrong.
    """

    wrong: Mapping[Cell, Decimal]
    values: Mapping[Cell, Decimal]
    guessed: frozenset[Cell] = frozenset()

    @classmethod
    def of(cls, session: Session) -> Suspects:
        """Return those of a report."""
        wrong, strays = corrections_of(session), session.strays
        values = {**{one.cell: one.value for one in strays}, **wrong} if strays else wrong
        if not session.doubts:
            return cls(wrong, values)
        from app.cards.guesses import guessed_cells  # a start without doubts does without

        return cls(wrong, values, guessed_cells(session))


def looks_of(session: Session, grid: SectionGrid) -> dict[Box, Look]:
    """Return the look of every box that shows a number."""
    suspects = Suspects.of(session)
    of = partial(_cell_look, session, suspects, session.report.numbers, _last_numbers(session))
    shown = {box: of(box.cell) for box in grid.numbers if box.cell}
    if session.unsaved:
        shown |= {box: look._replace(unsaved=session.unsaved.at(str(box.cell))) for box, look in shown.items()}
    if session.remarked:
        shown |= {box: look._replace(remarks=remark_words(session, str(box.cell))) for box, look in shown.items()}
    if session.before is not None:
        shown |= {box: look._replace(before=before_words(session, str(box.cell))) for box, look in shown.items()}
    return shown | {box: sum_look(session, box) for box in grid.boxes if box.plus}


def remark_words(session: Session, place: str) -> str:
    """Return what the county says of a place, a line each."""
    return "\n".join(f"意见：{words}" for _, words in session.remarked.get(place, ()))


def before_words(session: Session, place: str) -> str | None:
    """Return what the revision before had at a cell; None where it is the same, or there is none."""
    if session.before is None or session.before.report.value(place) == session.value(place):
        return None
    value = session.before.report.value(place)
    return number_text(value) if isinstance(value, Decimal) else "空白"


def _last_numbers(session: Session) -> Mapping[Cell, Decimal]:
    return session.last_year.numbers if session.last_year else {}


def corrections_of(session: Session) -> Mapping[Cell, Decimal]:
    """Return the cells that are located as wrong, each with its right value."""
    return {one.cell: one.value for one in session.corrections}


def findings_to_mark(session: Session, cell: Cell) -> tuple[Finding, ...]:
    """Return the findings that are painted at a cell, strongest first."""
    found = session.findings_at(cell)
    return tuple(f for f in found if not f.is_of_blanks) if found else found  # a blank cell shows by itself that it is


def proposal_at(session: Session, cell: Cell, suspects: Suspects | None = None) -> Decimal | None:
    """Return the value proposed for a cell: the located error's first, else that of a check.

    A total that follows from its parts is never proposed to be another: the parts are to be mended. Nor is one that
    was typed while it is not clear which cell is wrong.
    """
    value = (suspects or Suspects.of(session)).values.get(cell)
    if value is not None:
        return value
    if session.is_derived(cell):
        return None
    named = (f for f in session.findings_at(cell) if f.at[0] == cell and f.proposal is not None)
    found = (f.proposal for f in named if not (session.doubts and f.severity is Severity.HARD))
    return next(found, None)


def _cell_look(
    session: Session, suspects: Suspects, numbers: Mapping[Cell, Decimal], last: Mapping[Cell, Decimal], cell: Cell
) -> Look:
    derived = cell in session.report.form.totals and cell not in session.typed.numbers
    number, before = number_text(numbers.get(cell)), number_text(last.get(cell))
    found, value = findings_to_mark(session, cell), suspects.values.get(cell)
    guessed = cell in suspects.guessed
    if not found and value is None and not guessed:  # nearly all
        return Look(number, derived, before)
    proposal = proposal_at(session, cell, suspects) if found else value
    severity = Severity.HARD if guessed or cell in suspects.wrong else found[0].severity if found else Severity.HINT
    doubtful = not (suspects.wrong and severity is Severity.HARD) and _is_named(found, cell, proposal)
    return Look(number, derived, before, severity, value is not None or doubtful, guessed, proposal)


def _is_named(found: tuple[Finding, ...], cell: Cell, proposal: Decimal | None) -> bool:
    """Whether one of the strongest findings names just this cell as the one to mend."""
    return proposal is not None and any(
        f.at[0] == cell and f.proposal is not None for f in found if f.severity is found[0].severity
    )


def original_words(session: Session, cell: Cell) -> str:
    """Return what the original prints at a cell, where that is not what stands there."""
    printed = session.printed.get(cell)
    return "" if printed is None or printed == session.value(cell) else number_text(printed)


def sum_look(session: Session, box: Box) -> Look:
    """Return the look of a sum; a difference says by a sign whether there is one."""
    value = box.sum(session.report)
    if value is None:
        return NOTHING
    if not box.minus:
        return Look(number_text(value))
    sign = UNEQUAL if value else EQUAL
    return Look(f"{sign} {number_text(value).replace('-', MINUS)}" if value else sign, equal=not value)


def is_sum(box: Box) -> bool:
    """Whether a box is on the screen only."""
    return box.role in {BoxRole.SUBTOTAL, BoxRole.BALANCE}
