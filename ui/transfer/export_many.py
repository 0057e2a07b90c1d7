"""Several files in one go: which kinds, into which folder; written in a thread, with progress, and 取消."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from PySide6.QtCore import QThread, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QWidget

from export import WRITERS, replace_file
from model.errors import UserError
from model.storage.library import Library
from ui import dialogs
from ui.transfer.progress import ProgressDialog

_KINDS = "export kinds"
_FIRST_KINDS = ".pdf .docx .html"
_NAMED = 3  # files; the others are counted


@dataclass(frozen=True)
class Job:
    """One file to be written: where, and what makes its bytes."""

    path: Path
    render: Callable[[], bytes]


@dataclass
class ExportOutcome:
    """What became of the jobs."""

    written: list[Path] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # sentences
    cancelled: int = 0  # files that were not begun

    @property
    def lines(self) -> list[str]:
        """List what is worth reading when not all were written: which were, and why the others were not."""
        if not self.refused and not self.cancelled:
            return []
        return [*self.refused, *(f"已写好：{path.name}" for path in self.written)]

    @property
    def sentence(self) -> str:
        """Say it in one sentence.

        >>> ExportOutcome([Path("甲.pdf")], cancelled=2).sentence
        '已导出1个文件，取消了2个'
        """
        counts = (("取消了", self.cancelled), ("没有导出的有", len(self.refused)))
        return f"已导出{len(self.written)}个文件" + "".join(f"，{words}{n}个" for words, n in counts if n)


def ask_kinds(parent: QWidget, library: Library, folder: Path, reports: int = 1) -> tuple[tuple[str, ...], Path] | None:
    """Ask which kinds of file go where; None if it was called off."""
    many = f"选中的{reports}份年报，每份" if reports > 1 else ""
    dialog = dialogs.form(parent, f"{many}导出哪几种文件？", "导出")
    ticked = library.recall(_KINDS, str, _FIRST_KINDS).split()
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
    library.remember(_KINDS, " ".join(chosen))
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
        button.setAutoDefault(False)  # Enter exports
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


def settle_names(parent: QWidget, jobs: Sequence[Job]) -> Sequence[Job] | None:
    """Ask once about files that are there already: replace them, or write beside them; None if it was called off."""
    there = [job.path.name for job in jobs if _exists(job.path)]
    if not there:
        return jobs
    named = "、".join(f"“{name}”" for name in there[:_NAMED])
    if len(there) > _NAMED:
        named += f"等{len(there)}个文件"
    picked = dialogs.choose(parent, f"文件夹里已经有{named}，要替换吗？", ("替换", "另起名"))
    if picked is None:
        return None
    return jobs if picked == 0 else _named_anew(jobs)


def _named_anew(jobs: Sequence[Job]) -> list[Job]:
    named = {_plain(job.path) for job in jobs if not _exists(job.path)}
    anew: list[Job] = []
    for job in jobs:
        path = free(job.path, lambda path: _plain(path) in named or _exists(path)) if _exists(job.path) else job.path
        named.add(_plain(path))
        anew.append(replace(job, path=path))
    return anew


def _exists(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 — Path.exists raises where a folder may not be entered


def _plain(path: Path) -> str:
    """Return a path as a system compares it that does not tell capitals."""
    return str(path).casefold()


def free(path: Path, taken: Callable[[Path], bool]) -> Path:
    """Return a path that is not taken, with a number behind the name where it must be another.

    >>> free(Path("甲.pdf"), {Path("甲.pdf"), Path("甲（2）.pdf")}.__contains__).name
    '甲（3）.pdf'
    """
    numbered = (path.with_name(f"{path.stem}（{number}）{path.suffix}") for number in itertools.count(2))
    return next(one for one in itertools.chain([path], numbered) if not taken(one))


def write_all(parent: QWidget, jobs: Sequence[Job]) -> ExportOutcome:
    """Write the files one after the other; what was called off or refused leaves no trace."""
    dialog = _WritingDialog(parent, jobs)
    try:
        dialogs.run(dialog)
        return dialog.end()
    finally:
        dialog.deleteLater()


class _Writer(QThread):
    """Writes the files; between two of them it looks whether it is to stop."""

    begun = Signal(int)

    def __init__(self, jobs: Sequence[Job], parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.stop = Event()
        self.outcome = ExportOutcome()
        self.fault: Exception | None = None

    def run(self) -> None:
        try:
            self._write()
        except Exception as fault:  # noqa: BLE001 — a bug is told by the window, not lost in a thread
            self.fault = fault

    def _write(self) -> None:
        for number, job in enumerate(self._jobs):
            if self.stop.is_set():
                self.outcome.cancelled = len(self._jobs) - number
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


class _WritingDialog(ProgressDialog):
    """Shows which file is being written, until all are or it is called off."""

    def __init__(self, parent: QWidget, jobs: Sequence[Job]) -> None:
        super().__init__(parent, "正在导出", len(jobs))
        self._writer = _Writer(jobs, self)
        self._writer.begun.connect(lambda number: self.show_file(number, jobs[number].path.name))
        self._writer.finished.connect(self.accept)
        self._writer.start()

    def cancel(self) -> None:
        """Stop after the file that is being written; only then the dialog closes."""
        self._writer.stop.set()

    def end(self) -> ExportOutcome:
        """Wait for the writing to end, and say what became of it."""
        self._writer.wait()
        if self._writer.fault is not None:
            raise self._writer.fault
        return self._writer.outcome
