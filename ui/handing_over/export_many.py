"""Several files in one go: which kinds, into which folder; written in a thread, with progress, and 取消."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from PySide6.QtCore import QThread, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from export import WRITERS, replace_file
from model.errors import UserError
from model.storage.library import Library
from ui import dialogs

_KINDS = "export kinds"
_FIRST_KINDS = ".pdf .docx .html"


@dataclass(frozen=True)
class Job:
    """One file to be written: where, and what makes its bytes."""

    path: Path
    render: Callable[[], bytes]


@dataclass
class Outcome:
    """What became of the jobs."""

    written: list[Path] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # sentences
    called_off: int = 0  # files that were not begun

    @property
    def sentence(self) -> str:
        """Say it in one sentence.

        >>> Outcome([Path("甲.pdf")], called_off=2).sentence
        '已导出1个文件，取消了2个'
        """
        counts = (("取消了", self.called_off), ("没有导出的有", len(self.refused)))
        return f"已导出{len(self.written)}个文件" + "".join(f"，{words}{n}个" for words, n in counts if n)


def ask_kinds(parent: QWidget, library: Library, folder: Path) -> tuple[tuple[str, ...], Path] | None:
    """Ask which kinds of file go where; None if it was called off."""
    dialog = dialogs.form(parent, "导出哪几种文件？", "导出")
    ticked = (library.setting(_KINDS) or _FIRST_KINDS).split()
    boxes = {suffix: QCheckBox(f"{writer.name}（{suffix}）") for suffix, writer in WRITERS.items()}
    for suffix, box in boxes.items():
        box.setChecked(suffix in ticked)
        dialog.body.addWidget(box)
    place = _FolderLine(dialog, folder)
    dialog.body.addWidget(place)
    dialog.hold_until(lambda: any(box.isChecked() for box in boxes.values()), *(box.toggled for box in boxes.values()))
    if not dialogs.run(dialog):
        return None
    chosen = tuple(suffix for suffix, box in boxes.items() if box.isChecked())
    library.set_setting(_KINDS, " ".join(chosen))
    return chosen, place.folder


class _FolderLine(QWidget):
    """A folder, and the button to choose another."""

    def __init__(self, parent: QWidget, folder: Path) -> None:
        super().__init__(parent)
        self.folder = folder
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setMinimumWidth(360)
        button = QPushButton("另选文件夹…")
        button.clicked.connect(self._choose)
        layout.addWidget(self._label, 1)
        layout.addWidget(button)
        self._show()

    def _choose(self) -> None:
        folder = dialogs.choose_folder(self, "导出到哪个文件夹", self.folder)
        if folder is not None:
            self.folder = folder
            self._show()

    def _show(self) -> None:
        self._label.setText(f"导出到：{self.folder}")
        self._label.setAccessibleName(self._label.text())


def write_all(parent: QWidget, jobs: Sequence[Job]) -> Outcome:
    """Write the files one after the other; what was called off or refused leaves no trace."""
    dialog = _Progress(parent, jobs)
    dialogs.run(dialog)
    return dialog.end()


class _Writer(QThread):
    """Writes the files; between two of them it looks whether it is to stop."""

    begun = Signal(int)

    def __init__(self, jobs: Sequence[Job], parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.stop = Event()
        self.outcome = Outcome()
        self.fault: Exception | None = None

    def run(self) -> None:
        try:
            self._write()
        except Exception as fault:  # noqa: BLE001 — a bug is told by the window, not lost in a thread
            self.fault = fault

    def _write(self) -> None:
        for number, job in enumerate(self._jobs):
            if self.stop.is_set():
                self.outcome.called_off = len(self._jobs) - number
                return
            self.begun.emit(number)
            try:
                replace_file(job.path, _rendered(job))
                self.outcome.written.append(job.path)
            except UserError as error:
                self.outcome.refused.append(error.sentence)


def _rendered(job: Job) -> bytes:
    try:
        return job.render()
    except UserError as error:
        raise UserError(f"{job.path}：{error.sentence}") from error


class _Progress(QDialog):
    """Shows which file is being written, until all are or it is called off."""

    def __init__(self, parent: QWidget, jobs: Sequence[Job]) -> None:
        super().__init__(parent)
        self.setWindowTitle(dialogs.PROGRAM)
        self._jobs = jobs
        self._label = QLabel("正在导出…")
        self._label.setMinimumWidth(420)
        self._bar = QProgressBar(maximum=len(jobs))
        self._bar.setAccessibleName("导出进度")
        buttons = QDialogButtonBox()
        self._cancel = buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (self._label, self._bar, buttons):
            layout.addWidget(part)
        self._writer = _Writer(jobs, self)
        self._writer.begun.connect(self._show)
        self._writer.finished.connect(self.accept)
        self._writer.start()

    def reject(self) -> None:
        """Stop after the file that is being written; only then the dialog closes."""
        self._writer.stop.set()
        self._cancel.setEnabled(False)
        self._label.setText("正在取消…")

    def end(self) -> Outcome:
        """Wait for the writing to end, and say what became of it."""
        self._writer.wait()
        if self._writer.fault is not None:
            raise self._writer.fault
        return self._writer.outcome

    def _show(self, number: int) -> None:
        self._bar.setValue(number)
        if not self._writer.stop.is_set():
            self._label.setText(f"正在导出 {self._jobs[number].path.name}（{number + 1}/{len(self._jobs)}）")
