"""What the rows of the settings share: the library that keeps them, and how what cannot be kept is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from model.errors import UserError
from model.storage.library import Library
from ui.state.kept import KeptWhileOpen


class SettingStep(NamedTuple):
    """A setting that was changed."""

    key: str
    before: str
    after: str
    name: str  # what it is called


class SettingSteps:
    """What was changed while the program runs, to be taken back and made again one by one.

    What was changed elsewhere since (a zoom by its keys) is as it is: such a step is passed over.
    """

    def __init__(self) -> None:
        self._done: list[SettingStep] = []
        self._undone: list[SettingStep] = []

    def note(self, step: SettingStep) -> None:
        """Note a change; what was taken back before cannot be made again."""
        self._done.append(step)
        self._undone.clear()

    def take_back(self, value: Callable[[str], str], write: Callable[[str, str], bool]) -> str:
        """Write what was kept before the last change; say what was done."""
        step = _last_that_holds(self._done, lambda one: value(one.key) == one.after)
        if step is None:
            return "没有可以撤销的设置"
        if not write(step.key, step.before):
            return ""
        self._undone.append(self._done.pop())
        return f"撤销：{step.name}，已恢复为原来的"

    def make_again(self, value: Callable[[str], str], write: Callable[[str, str], bool]) -> str:
        """Write the change again that was taken back last; say what was done."""
        step = _last_that_holds(self._undone, lambda one: value(one.key) == one.before)
        if step is None:
            return "没有可以重做的"
        if not write(step.key, step.after):
            return ""
        self._done.append(self._undone.pop())
        return f"重做：{step.name}"


def _last_that_holds(steps: list[SettingStep], holds: Callable[[SettingStep], bool]) -> SettingStep | None:
    """Let go of the steps at the end that hold no longer; return the last that does."""
    while steps and not holds(steps[-1]):
        steps.pop()
    return steps[-1] if steps else None


_STEPS = KeptWhileOpen(SettingSteps)


class SettingsContext(QObject):
    """Keeps a setting as soon as it is changed: there is no button for that."""

    changed = Signal()  # something is otherwise than the rows show
    kept = Signal(str)  # a setting, by its key
    refused = Signal(str)  # why a setting was not kept
    left_for = Signal(str)  # the page is left for something else, by its name

    def __init__(self, library: Library, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library, self.today = library, today
        self._steps = _STEPS.of(library)

    def value(self, key: str) -> str:
        """Return a setting; what was never set is empty."""
        return self.library.setting(key) or ""

    def keep(self, key: str, value: str, name: str) -> None:
        """Write a setting down, or say why that was not possible; the rows show what is kept in any case."""
        before = self.value(key)
        if self._write(key, value) and before != value:
            self._steps.note(SettingStep(key, before, value, name))

    def take_back(self) -> str:
        """Take back what was changed last; say what."""
        return self._steps.take_back(self.value, self._write)

    def make_again(self) -> str:
        """Change it again; say what."""
        return self._steps.make_again(self.value, self._write)

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
