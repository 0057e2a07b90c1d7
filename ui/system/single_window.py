"""A second start raises the first window and hands its files over, by a small file that the first one watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, Qt
from PySide6.QtWidgets import QWidget

from model.storage.files.lock import files_asked_for, raise_file

BringIn = Callable[[Sequence[Path]], object]


class _Watcher(QFileSystemWatcher):
    """Hears of every request, more than once of some; its files are brought in together, once for each."""

    def __init__(self, window: QWidget, library: Path, bring_in: BringIn) -> None:
        self._asked = raise_file(library)
        super().__init__([str(self._asked)], window)
        self._window, self._library, self._bring_in = window, library, bring_in
        self._last = b""
        self.fileChanged.connect(self._come)

    def _come(self, _: str) -> None:
        raise_window(self._window)
        try:
            request = self._asked.read_bytes()
        except OSError:  # it is gone, or its disk is
            return
        if str(self._asked) not in self.files():  # some systems replace the file
            self.addPath(str(self._asked))
        if request != self._last:
            self._last = request
            self._bring_in(files_asked_for(self._library))


def watch(window: QWidget, library: Path, bring_in: BringIn) -> QFileSystemWatcher | None:
    """Raise `window` whenever another start asks for it, and bring its files in; None where the folder is read-only."""
    try:
        raise_file(library).touch()
    except OSError:
        return None
    return _Watcher(window, library, bring_in)


def let_others_come_to_front() -> None:
    """Let the window of another process come to the front: Windows allows that only to whom the user has just used."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)


def raise_window(window: QWidget) -> None:
    """Bring a window to the front, also one that is folded away."""
    window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
