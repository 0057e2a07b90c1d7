"""A key with Alt is a command: it types its letter into no field, and picks no line of a list by it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

_Held = Qt.KeyboardModifier
_BESIDE = _Held.ShiftModifier | _Held.KeypadModifier | _Held.GroupSwitchModifier  # what may be held with it
_NAME = "keys with Alt"


def has_a_letter_too_many(event: QEvent) -> bool:
    """Return whether an event is a key with Alt that would type something: Alt+0 would be a 0 in the report."""
    return (
        isinstance(event, QKeyEvent)
        and event.type() in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}
        and event.modifiers() & ~_BESIDE == _Held.AltModifier
        and event.text().isprintable()
        and bool(event.text())
    )


class KeysWithAlt(QObject):
    """Takes the letter off such a key on its way to whatever has the cursor: it stays the key that commands obey."""

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
        if not isinstance(event, QKeyEvent) or not has_a_letter_too_many(event):
            return False
        bare = QKeyEvent(event.type(), event.key(), event.modifiers(), "", event.isAutoRepeat(), event.count())
        QApplication.sendEvent(watched, bare)
        event.setAccepted(True)
        return True


def keep_letters_out() -> None:
    """Let keys with Alt type nothing anywhere in the program; asked again, it is so already."""
    application = QApplication.instance()
    if isinstance(application, QApplication) and application.findChild(KeysWithAlt, _NAME) is None:
        KeysWithAlt(application)
