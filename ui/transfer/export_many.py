"""Several files in one go: which kinds, into which folder; written in a thread, with progress, and 取消."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QThread, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QWidget

from app.exporting.writing import ExportOutcome, Job, beside, there_already, write_jobs
from export import WRITERS
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_window import EXPORT
from ui.transfer.progress import ProgressDialog

_KINDS = "export kinds"
_FIRST_KINDS = ".pdf .docx .html"
_NAMED = 3  # files; the others are counted


def ask_kinds(parent: QWidget, library: Library, folder: Path, reports: int = 1) -> tuple[tuple[str, ...], Path] | None:
    """Ask which kinds of file go where; None if it was called off."""
    many = f"选中的{reports}份年报，每份" if reports > 1 else ""
    dialog = dialogs.form(parent, f"{many}导出哪几种文件？", EXPORT.label)
    dialogs.entitle(dialog, EXPORT.label, f"{reports}份年报" if reports > 1 else "")
    ticked = library.recall(_KINDS, str, _FIRST_KINDS).split()
    boxes = {suffix: QCheckBox(f"{writer.name}（{suffix}）") for suffix, writer in WRITERS.items()}
    for suffix, box in boxes.items():
        box.setChecked(suffix in ticked)
        dialog.body.addWidget(box)
    place = FolderLine(dialog, folder)
    dialog.body.addWidget(place)
    ticks = [box.toggled for box in boxes.values()]
    dialog.hold_until(lambda: any(box.isChecked() for box in boxes.values()), *ticks, why=lambda: "至少选一种")
    if not dialogs.run(dialog):
        return None
    chosen = tuple(suffix for suffix, box in boxes.items() if box.isChecked())
    library.remember(_KINDS, " ".join(chosen))
    return chosen, place.folder


class FolderLine(QWidget):
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


def settle_names(
    parent: QWidget, jobs: Sequence[Job], ours: Collection[Path] = (), altered: Collection[str] = ()
) -> Sequence[Job] | None:
    """Ask once about files that are there already: replace them, or write beside them; None if it was called off.

    Of those of which the names are in `altered` it is said that somebody changed them.
    """
    there = there_already(jobs, ours)
    if not there:
        return jobs
    told = f"其中{_named(altered)}导出以后被改过，替换就没有了。" if altered else ""
    question = f"文件夹里已经有{_named(there)}，要替换吗？{told}"
    replaced = dialogs.choose_dangerous(parent, question, "替换", "另起名", about=f"{len(there)}个文件")
    if replaced is None:
        return None
    return jobs if replaced else beside(jobs)


def _named(names: Collection[str]) -> str:
    first = "、".join(f"“{name}”" for name in [*names][:_NAMED])
    return f"{first}等{len(names)}个文件" if len(names) > _NAMED else first


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
            write_jobs(self._jobs, self.outcome, self.begun.emit, self.stop.is_set)
        except Exception as fault:  # noqa: BLE001 — a bug is told by the window, not lost in a thread
            self.fault = fault


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
