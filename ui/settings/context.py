"""What the rows of the settings share: the library that keeps them, and how what cannot be kept is told."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from model.errors import UserError
from model.storage.library import Library


class SettingsContext(QObject):
    """Keeps a setting as soon as it is changed: there is no button for that."""

    changed = Signal()  # something is otherwise than the rows show
    kept = Signal(str)  # a setting, by its key
    refused = Signal(str)  # why a setting was not kept
    left_for = Signal(str)  # the page is left for something else, by its name

    def __init__(self, library: Library, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library, self.today = library, today

    def value(self, key: str) -> str:
        """Return a setting; what was never set is empty."""
        return self.library.setting(key) or ""

    def keep(self, key: str, value: str) -> None:
        """Write a setting down, or say why that was not possible; the rows show what is kept in any case."""
        if self.library.read_only:
            self.refused.emit(f"这项设置没有保存：{self.library.read_only}")
        else:
            try:
                self.library.set_setting(key, value)
                self.kept.emit(key)
            except UserError as error:
                self.refused.emit(f"这项设置没有保存：{error.sentence}")
        self.changed.emit()
