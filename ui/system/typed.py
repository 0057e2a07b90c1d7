"""What a key types, apart from what it commands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_Held = Qt.KeyboardModifier
_TYPES_NOTHING = _Held.ControlModifier | _Held.AltModifier | _Held.MetaModifier


def typed_text(event: QKeyEvent) -> str:
    """Return what a key types; empty if nothing."""
    text = event.text()
    return text if text.isprintable() and not event.modifiers() & _TYPES_NOTHING else ""
