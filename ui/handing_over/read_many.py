"""Read several files in a process of their own, so that the window stays at hand whatever they are."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui import dialogs
from ui.handing_over.progress import ProgressDialog
from ui.system.worker_process import WorkerProcess, worker_command

if TYPE_CHECKING:
    from intake import Reading

COMMAND = "read-worker"
_GIVEN_UP = "读了很久没有读完，或者读取中程序意外中止，文件可能已经损坏"


@dataclass(frozen=True)
class FileRead:
    """What came of reading a file: a reading, or the sentence that says why there is none."""

    path: Path
    reading: Reading | None
    sentence: str = ""


def read_all(parent: QWidget | None, paths: Sequence[Path]) -> tuple[FileRead, ...] | None:
    """Read files one after the other, with progress; None if it was called off, which keeps nothing."""
    dialog = _ReadingDialog(parent, paths)
    try:
        return tuple(dialog.read) if dialogs.run(dialog) else None
    finally:
        dialog.process.stop()
        dialog.deleteLater()


class ReadProcess(WorkerProcess):
    """Reads one file at a time."""

    heard = Signal(object, str)  # the reading or None, and why there is none

    def __init__(self, parent: QObject | None = None, command: Sequence[str] | None = None) -> None:
        super().__init__(command or worker_command(COMMAND), parent)

    def take(self, words: dict[str, Any], data: bytes) -> None:
        """Tell what came of the file."""
        self.settle()
        self.heard.emit(pickle.loads(data) if data else None, words.get("sentence", ""))  # noqa: S301 — our own process


class _ReadingDialog(ProgressDialog):
    """Asks for one file after the other; one that ends the process is no more than unreadable."""

    def __init__(self, parent: QWidget | None, paths: Sequence[Path]) -> None:
        super().__init__(parent, "正在读取", len(paths))
        self._paths = paths
        self.read: list[FileRead] = []
        self.process = ReadProcess(self)
        self.process.heard.connect(self._take)
        self.process.died.connect(lambda: self._take(None, _GIVEN_UP))
        self._ask()

    def _ask(self) -> None:
        path = self._paths[len(self.read)]
        self.show_file(len(self.read), path.name)
        self.process.ask({"path": str(path)})

    def _take(self, reading: Reading | None, sentence: str) -> None:
        path = self._paths[len(self.read)]
        self.read.append(FileRead(path, reading, sentence.removeprefix(f"{path}：")))
        if len(self.read) == len(self._paths):
            self.accept()
        else:
            self._ask()

    def call_off(self) -> None:
        self.process.stop()
        super().call_off()
