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
    mends = _mends(session, cell)
    if not mends:
        return False, _why_not(session, cell)
    from app.cards.taking import taken

    done = proposals.take_all(session, mends)
    return done, taken(session.report.form, mends) if done else ""


def _why_not(session: Session, cell: Cell) -> str:
    """Say of a cell just what the card says that it stands on."""
    if not session.doubts:
        return NOTHING
    from app.cards.guesses import doubts_of
    from app.cards.located import CANNOT_TELL

    doubt = next((one for one in doubts_of(session) if cell in one.cells), None)
    return NOTHING if doubt is None else GUESSED if doubt.guesses else CANNOT_TELL


def is_proposed(session: Session, cell: Cell) -> bool:
    """Whether anything can be put in for a cell."""
    return proposal_at(session, cell) is not None or bool(_mends(session, cell))


def _mends(session: Session, cell: Cell) -> tuple[Correction, ...]:
    """Return what the identities through a cell are put right along with."""
    from app.cards.located import mending

    found = session.findings_at(cell)
    return next((mends for one in found if (mends := mending(session, one))), ())
