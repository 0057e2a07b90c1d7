"""The files of a batch laid beside the library in a thread of their own: the window answers while the disk is slow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QThread, Signal
from PySide6.QtWidgets import QWidget

from app.collecting.bringing import ComingFile, lay_originals
from ui.transfer.progress import ProgressDialog


def lay_beside(parent: QWidget, library: Path, files: Sequence[ComingFile]) -> bool:
    """Lay files beside a library, with progress; False if it was called off.

    Raises:
        UserError: one is another file now, or the disk does not allow it.
    """
    dialog = _LayingDialog(parent, library, files)
    try:
        done = dialog.work()
    finally:
        dialog.end()
    if dialog.fault is not None:
        raise dialog.fault
    return done


class _CalledOffError(Exception):
    """Somebody pressed 取消."""


class _Layer(QThread):
    """Lays the files; between two of them it looks whether it is to stop."""

    begun = Signal(int)

    def __init__(self, library: Path, files: Sequence[ComingFile], parent: QWidget) -> None:
        super().__init__(parent)
        self._library, self._files = library, files
        self.stop = Event()
        self.fault: Exception | None = None

    def run(self) -> None:
        try:
            lay_originals(self._library, self._files, self._step)
        except _CalledOffError:
            pass
        except Exception as fault:  # noqa: BLE001 — raised where it was asked for, not lost in a thread
            self.fault = fault

    def _step(self, done: int) -> None:
        if self.stop.is_set():
            raise _CalledOffError
        self.begun.emit(done)


class _LayingDialog(ProgressDialog):
    """Shows which file is being laid, until all are or it is called off."""

    def __init__(self, parent: QWidget, library: Path, files: Sequence[ComingFile]) -> None:
        super().__init__(parent, "正在收下", len(files))
        self._layer = _Layer(library, files, self)
        self._layer.begun.connect(lambda at: self.show_file(at, files[at].found.name))
        self._layer.finished.connect(self._ended)
        self._layer.start()

    @property
    def fault(self) -> Exception | None:
        """Why not all of them lie there."""
        return self._layer.fault

    def _ended(self) -> None:
        if self.cancelled or self.fault is not None:
            super().cancel()
        else:
            self.accept()

    def cancel(self) -> None:
        """Stop after the file that is being laid; only then the dialog closes."""
        self._layer.stop.set()

    def end(self) -> None:
        """Wait for the thread to end."""
        self._layer.stop.set()
        self._layer.wait()
        self.deleteLater()
