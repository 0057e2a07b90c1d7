"""Read what comes from outside in a process of its own, so that the window stays at hand whatever it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.importing.file_read import FileRead
from intake.process.apart import COMMAND, GIVEN_UP, of_clipboard, of_file, outcome, worker_command
from ui.system.worker_process import WorkerProcess
from ui.transfer.progress import ProgressDialog

if TYPE_CHECKING:
    from intake import Reading

_COPIED = Path("剪贴板里的内容")
_Request = Mapping[str, object]


def read_all(
    parent: QWidget | None, paths: Sequence[Path], taken: Callable[[FileRead], object] = lambda _read: None
) -> tuple[FileRead, ...] | None:
    """Read files one after the other, with progress; None if it was called off, which keeps nothing.

    `taken` is told of each as soon as it is read, so that not all is left to be done at the end.
    """
    return _read(parent, [(path, of_file(path)) for path in paths], taken)


def read_copied(parent: QWidget | None, markup: str, text: str) -> FileRead | None:
    """Read a report that was copied, in the same way."""
    read = _read(parent, [(_COPIED, of_clipboard(markup, text))])
    return read[0] if read else None


def _read(
    parent: QWidget | None,
    wanted: Sequence[tuple[Path, _Request]],
    taken: Callable[[FileRead], object] = lambda _read: None,
) -> tuple[FileRead, ...] | None:
    dialog = _ReadingDialog(parent, wanted, taken)
    try:
        return tuple(dialog.read) if dialog.work() else None
    finally:
        dialog.process.stop()
        dialog.deleteLater()


class ReadProcess(WorkerProcess):
    """Reads one file at a time."""

    heard = Signal(object, str)  # the reading or None, and why there is none

    def __init__(self, parent: QObject | None = None, command: Sequence[str] | None = None) -> None:
        super().__init__(command or worker_command(COMMAND), parent)

    def take(self, words: dict[str, Any], data: bytes) -> None:
        """Take what came of the file."""
        self.settle()
        self.heard.emit(*outcome(words, data))


class _ReadingDialog(ProgressDialog):
    """Asks for one file after the other; one that ends the process is no more than unreadable."""

    def __init__(
        self, parent: QWidget | None, wanted: Sequence[tuple[Path, _Request]], taken: Callable[[FileRead], object]
    ) -> None:
        super().__init__(parent, "正在读取", len(wanted))
        self._wanted, self._taken = wanted, taken
        self.read: list[FileRead] = []
        self.process = ReadProcess(self)
        self.process.heard.connect(self._take)
        self.process.died.connect(lambda: self._take(None, GIVEN_UP))
        self._ask()

    def _ask(self) -> None:
        path, request = self._wanted[len(self.read)]
        self.show_file(len(self.read), path.name)
        self.process.ask(request)

    def _take(self, reading: Reading | None, sentence: str) -> None:
        path, _ = self._wanted[len(self.read)]
        self.read.append(FileRead(path, reading, sentence.removeprefix(f"{path}：")))
        self._taken(self.read[-1])
        if len(self.read) == len(self._wanted):
            self.accept()
        else:
            self._ask()

    def cancel(self) -> None:
        self.process.stop()
        super().cancel()
