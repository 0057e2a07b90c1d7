"""What each key means in a table; PRODUCT.md names them."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from model.form.schema import Cell
from ui.tables.tab_order import Walk

_Key = Qt.Key
_Held = Qt.KeyboardModifier
_Move = QAbstractItemView.CursorAction


class TableAction(Enum):
    """What can be done at the current cell or with the selected ones."""

    WALK = auto()  # to the next cell that has to be typed
    WALK_BACK = auto()
    EDIT = auto()
    EMPTY = auto()  # begin anew, with nothing
    CLEAR = auto()
    COPY = auto()
    CUT = auto()
    PASTE = auto()
    TAKE = auto()  # the proposed value
    HELP = auto()
    ESCAPE = auto()


_PLAIN = {
    _Key.Key_Return: TableAction.WALK,
    _Key.Key_Enter: TableAction.WALK,
    _Key.Key_F2: TableAction.EDIT,
    _Key.Key_Backspace: TableAction.EMPTY,
    _Key.Key_Delete: TableAction.CLEAR,
    _Key.Key_F1: TableAction.HELP,
    _Key.Key_Escape: TableAction.ESCAPE,
}
_HELD = {
    (_Held.ShiftModifier, _Key.Key_Return): TableAction.WALK_BACK,
    (_Held.ShiftModifier, _Key.Key_Enter): TableAction.WALK_BACK,
    (_Held.AltModifier, _Key.Key_Return): TableAction.TAKE,
    (_Held.AltModifier, _Key.Key_Enter): TableAction.TAKE,
    (_Held.ControlModifier, _Key.Key_Period): TableAction.TAKE,
}
_STANDARD = {
    QKeySequence.StandardKey.Copy: TableAction.COPY,
    QKeySequence.StandardKey.Cut: TableAction.CUT,
    QKeySequence.StandardKey.Paste: TableAction.PASTE,
}


def act_of(event: QKeyEvent) -> TableAction | None:
    """Return what a key asks for; None for movements and text."""
    standard = next((act for sequence, act in _STANDARD.items() if event.matches(sequence)), None)
    held = event.modifiers() & ~_Held.KeypadModifier
    key = _Key(event.key())
    return standard or (_HELD.get((held, key)) if held else _PLAIN.get(key))


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
_PAGES = {_Move.MovePageUp, _Move.MovePageDown}
_PAGE = 10  # rows


def reached(walk: Walk, cell: Cell, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier) -> Cell:
    """Return where a movement leads; with Ctrl, to the edge of the table."""
    far = bool(held & _Held.ControlModifier)
    if far and action in _ENDS:
        return walk.cells[_ENDS[action]]
    rows, columns = _DIRECTIONS[action]
    for _ in range(_PAGE if action in _PAGES else 1):
        cell = walk.beside(cell, rows, columns, far=far or action in _ENDS)
    return cell
