"""What a key types, apart from what it commands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_Held = Qt.KeyboardModifier
_TYPES_NOTHING = _Held.ControlModifier | _Held.AltModifier | _Held.MetaModifier
_PAGES = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_MOVING = {
    *_PAGES,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


def typed_text(event: QKeyEvent) -> str:
    """Return what a key types; empty if nothing."""
    text = event.text()
    return text if text.isprintable() and not event.modifiers() & _TYPES_NOTHING else ""


def moves_cursor(event: QKeyEvent) -> bool:
    """Return whether a key moves the cursor of whatever has it, as far as it can still move."""
    by_ctrl = bool(event.modifiers() & _Held.ControlModifier)
    return event.key() in (_MOVING - _PAGES if by_ctrl else _MOVING) and not event.modifiers() & _Held.AltModifier
