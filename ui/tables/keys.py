"""What each key means in a table; the keys themselves are in `ui.actions`."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from model.form.schema import Cell
from ui.actions import in_widgets as actions
from ui.actions.registry import Action, KeyContext, pressed
from ui.tables.tab_order import Walk

_Held = Qt.KeyboardModifier
_Move = QAbstractItemView.CursorAction

WALKS = {actions.WALK: 1, actions.WALK_BACK: -1}
EDITS = {actions.EDIT: None, actions.EMPTY: ""}  # with what is begun; None: with what stands there
PAGES = {actions.PAGE_UP, actions.PAGE_DOWN}
_ASKED_OF_THE_PAGE = {
    actions.CUT,
    actions.COPY,
    actions.PASTE,
    actions.CLEAR,
    actions.TAKE,
    actions.HELP,
    actions.ESCAPE,
}


def act_of(event: QKeyEvent) -> Action | None:
    """Return what a key asks for; None for movements, which Qt asks `reached` for, and for text."""
    found = pressed(event, KeyContext.TABLE)
    return found if found in {*WALKS, *EDITS, *_ASKED_OF_THE_PAGE} else None


_DIRECTIONS = {
    _Move.MoveUp: (-1, 0),
    _Move.MoveDown: (1, 0),
    _Move.MoveLeft: (0, -1),
    _Move.MoveRight: (0, 1),
    _Move.MoveHome: (0, -1),
    _Move.MoveEnd: (0, 1),
    _Move.MovePageUp: (-1, 0),
    _Move.MovePageDown: (1, 0),
    _Move.MovePrevious: (0, -1),
    _Move.MoveNext: (0, 1),
}
_ENDS = {_Move.MoveHome: 0, _Move.MoveEnd: -1}
_PAGE_MOVES = {_Move.MovePageUp, _Move.MovePageDown}
_PAGE = 10  # rows


def reached(walk: Walk, cell: Cell, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier) -> Cell:
    """Return where a movement leads; with Ctrl, to the edge of the table."""
    far = bool(held & _Held.ControlModifier)
    if far and action in _ENDS:
        return walk.cells[_ENDS[action]]
    rows, columns = _DIRECTIONS[action]
    for _ in range(_PAGE if action in _PAGE_MOVES else 1):
        cell = walk.beside(cell, rows, columns, far=far or action in _ENDS)
    return cell
