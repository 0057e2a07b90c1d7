"""A second start raises the first window: it changes a small file that the first one watches."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, Qt
from PySide6.QtWidgets import QWidget

from model.storage.lock import raise_file


def watch(window: QWidget, library: Path) -> QFileSystemWatcher | None:
    """Raise `window` whenever another start asks for it; None where the folder cannot be written."""
    asked = raise_file(library)
    try:
        asked.touch()
    except OSError:
        return None
    watcher = QFileSystemWatcher([str(asked)], window)
    watcher.fileChanged.connect(lambda _: _come(watcher, asked, window))
    return watcher


def _come(watcher: QFileSystemWatcher, asked: Path, window: QWidget) -> None:
    raise_window(window)
    if asked.exists() and str(asked) not in watcher.files():  # some systems replace the file
        watcher.addPath(str(asked))


def raise_window(window: QWidget) -> None:
    """Bring a window to the front, also one that is folded away."""
    window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
