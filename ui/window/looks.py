"""How the window is to look: as the system does, light, or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.actions.in_window import LOOKS_DARK, LOOKS_LIGHT, LOOKS_SYSTEM

if TYPE_CHECKING:
    from model.storage.library import Library

LOOKS = {LOOKS_SYSTEM.id: None, LOOKS_LIGHT.id: False, LOOKS_DARK.id: True}  # dark or not; None: as the system


def looks_of(library: Library) -> str:
    """Return how the window is to look, by the id of the action."""
    looks = library.recall("looks", str, LOOKS_SYSTEM.id)
    return looks if looks in LOOKS else LOOKS_SYSTEM.id
