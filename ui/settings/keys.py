"""快捷键: every key of the program, to be looked through."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy

from ui.lists.key_table import KeyTable
from ui.settings.context import SettingsContext

_LEAST = 160  # pixels


class KeysField(KeyTable):
    """The list of keys; there is nothing in it to be set."""

    def __init__(self, _context: SettingsContext) -> None:
        super().__init__()
        self.setMinimumHeight(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
