"""What the rows of the settings share: the library that keeps them, and how what cannot be kept is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from model.errors import UserError
from model.storage.library import Library


class SettingStep(NamedTuple):
    """A setting that was changed."""

    key: str
    before: str
    after: str
    name: str  # what it is called


class SettingSteps:
    """What was changed since the settings were opened, to be taken back and made again one by one."""

    def __init__(self, write: Callable[[str, str], bool]) -> None:
        self._write = write
        self._done: list[SettingStep] = []
        self._undone: list[SettingStep] = []

    def note(self, step: SettingStep) -> None:
        """Note a change; what was taken back before cannot be made again."""
        self._done.append(step)
        self._undone.clear()

    def take_back(self) -> str:
        """Write what was kept before the last change; say what was done."""
        if not self._done:
            return "打开设置以后没有可以撤销的"
        step = self._done[-1]
        if not self._write(step.key, step.before):
            return ""
        self._undone.append(self._done.pop())
        return f"撤销：{step.name}，已恢复为原来的"

    def make_again(self) -> str:
        """Write the change again that was taken back last; say what was done."""
        if not self._undone:
            return "没有可以重做的"
        step = self._undone[-1]
        if not self._write(step.key, step.after):
            return ""
        self._done.append(self._undone.pop())
        return f"重做：{step.name}"


class SettingsContext(QObject):
    """Keeps a setting as soon as it is changed: there is no button for that."""

    changed = Signal()  # something is otherwise than the rows show
    kept = Signal(str)  # a setting, by its key
    refused = Signal(str)  # why a setting was not kept
    left_for = Signal(str)  # the page is left for something else, by its name

    def __init__(self, library: Library, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library, self.today = library, today
        self.steps = SettingSteps(self._write)

    def value(self, key: str) -> str:
        """Return a setting; what was never set is empty."""
        return self.library.setting(key) or ""

    def keep(self, key: str, value: str, name: str) -> None:
        """Write a setting down, or say why that was not possible; the rows show what is kept in any case."""
        before = self.value(key)
        if self._write(key, value) and before != value:
            self.steps.note(SettingStep(key, before, value, name))

    def _write(self, key: str, value: str) -> bool:
        done = False
        if self.library.read_only:
            self.refused.emit(f"这项设置没有保存：{self.library.read_only}")
        else:
            try:
                self.library.set_setting(key, value)
                done = True
                self.kept.emit(key)
            except UserError as error:
                self.refused.emit(f"这项设置没有保存：{error.sentence}")
        self.changed.emit()
        return done
