"""Keys on their way to whatever has the cursor: commands reach window and page, Alt types no letter, Enter presses."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QPushButton, QToolButton, QWidget

from ui.actions.in_widgets import PRESS
from ui.actions.registry import Action, KeyContext, in_context, is_command
from ui.frame.page_keys import page_takes

_Held = Qt.KeyboardModifier
_BESIDE = _Held.ShiftModifier | _Held.KeypadModifier | _Held.GroupSwitchModifier  # what may be held with Alt
_NAME = "keys at the cursor"


def has_a_letter_too_many(event: QKeyEvent) -> bool:
    """Return whether an event is a key with Alt that would type something: Alt+0 would be a 0 in the report."""
    with_alt = event.modifiers() & ~_BESIDE == _Held.AltModifier
    return with_alt and bool(event.text()) and event.text().isprintable()


class CursorKeys(QObject):
    """Takes the letter off a key with Alt: it stays the key that commands obey. A button obeys Enter as it does Space.

    Qt lets Enter press a button in dialogs only, and there not every one: it would press another than the one that
    has the cursor.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName(_NAME)
        application.focusChanged.connect(self._follow)
        self._follow(None, application.focusWidget())

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Watch what has the cursor, and nothing else: no other widget's events pass through here."""
        if now is not None and not isinstance(now, (QMenu, QMenuBar)):  # which find their items by the letter
            now.removeEventFilter(self)
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return is_command(event) and isinstance(watched, QWidget) and _is_of_window_or_page(watched, event)
        if has_a_letter_too_many(event):
            bare = QKeyEvent(event.type(), event.key(), event.modifiers(), "", event.isAutoRepeat(), event.count())
            QApplication.sendEvent(watched, bare)
            event.setAccepted(True)
            return True
        return isinstance(watched, QPushButton | QToolButton) and _pressed_by_enter(watched, event)


def _is_of_window_or_page(widget: QWidget, event: QKeyEvent) -> bool:
    """Let no field take a command for its own: on Linux one would go to the end of its line by Ctrl+E."""
    if not (page_takes(widget, event) or any(one.is_pressed_by(event) for one in _of_window())):
        return False
    event.ignore()  # whatever was said of it before
    return True


@cache
def _of_window() -> tuple[Action, ...]:
    return tuple(one for one in in_context(KeyContext.WINDOW) if not one.standard)  # 撤销 is the field's, too


def _pressed_by_enter(button: QPushButton | QToolButton, event: QKeyEvent) -> bool:
    """Press a button by Enter, once however long it is held; the release of the key is nobody's."""
    if not PRESS.is_pressed_by(event):
        return False
    event.accept()
    if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat() and button.isEnabled():
        button.click()
    return True


def watch_keys() -> None:
    """Let it be so anywhere in the program; asked again, it is so already."""
    application = QApplication.instance()
    if isinstance(application, QApplication) and application.findChild(CursorKeys, _NAME) is None:
        CursorKeys(application)
