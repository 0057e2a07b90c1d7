"""Putting in what is proposed for the current cell, or what its identities are put right along with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import proposals
from app.editing import entering
from model.form.schema import Cell
from model.storage.events import HistoryEvent
from model.storage.records import How
from ui.actions.in_widgets import EDIT
from ui.state.session import Session
from ui.tables.cell_state import proposal_at

if TYPE_CHECKING:
    from app.cards.guesses import Doubtful
    from model.rules.locate import Correction

GUESSED = "不能断定是这一格，请在核对结果的推测里选一处"
TYPED_OVER = f"这里已走到头，刚才的数没有录入；要改这一格，请先按{EDIT.key}"
NOTHING = "这一格没有建议值"


def take_at(session: Session, cell: Cell) -> tuple[bool, str]:
    """Put in what is proposed for a cell, as one step of undo; whether anything was, and what is to be said of it."""
    value = proposal_at(session, cell)
    if value is not None:
        changes = entering(session.typed, {cell: value})
        return session.edit(changes, How.FILLED, HistoryEvent.PROPOSAL.label), ""
    mends, doubt = _mends(session, cell), _doubt_at(session, cell)
    only = doubt.guesses[0].corrections if doubt and len(doubt.guesses) == 1 else ()
    if not (mends or only):
        return False, _why_not(doubt)
    from app.cards.taking import taken

    done = proposals.take_all(session, mends or only)
    return done, taken(session.report.form, mends or only, guessed=not mends) if done else ""


def _doubt_at(session: Session, cell: Cell) -> Doubtful | None:
    """Return the break through a cell of which it is not clear which cell is wrong."""
    if not session.doubts:
        return None
    from app.cards.guesses import doubts_of

    return next((one for one in doubts_of(session) if cell in one.cells), None)


def _why_not(doubt: Doubtful | None) -> str:
    """Say of a cell just what the card says that it stands on."""
    from app.cards.located import CANNOT_TELL

    return NOTHING if doubt is None else GUESSED if doubt.guesses else CANNOT_TELL


def is_proposed(session: Session, cell: Cell) -> bool:
    """Whether anything can be put in for a cell."""
    return proposal_at(session, cell) is not None or bool(_mends(session, cell))


def _mends(session: Session, cell: Cell) -> tuple[Correction, ...]:
    """Return what the identities through a cell are put right along with."""
    from app.cards.located import mending

    found = session.findings_at(cell)
    return next((mends for one in found if (mends := mending(session, one))), ())
