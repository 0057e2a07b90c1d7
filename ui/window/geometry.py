"""How large the window is, and where: as it was left, or as the screen allows."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QWidget

from model.storage.library import Library

_SMALL_SCREEN = 1400  # pixels wide: there the window takes all of it
_KEY = "window"


def restore(window: QWidget, library: Library) -> None:
    """Let the window be as it was left."""
    kept = library.recall(_KEY, lambda words: words.encode("ascii"), b"")
    if kept and window.restoreGeometry(QByteArray.fromBase64(kept)):
        return
    screen = window.screen().availableGeometry()
    window.resize(min(1440, screen.width()), min(900, screen.height()))
    if screen.width() < _SMALL_SCREEN:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def keep(window: QWidget, library: Library) -> None:
    """Remember how the window is left."""
    library.remember(_KEY, window.saveGeometry().toBase64().toStdString())
