"""The files that go to units: which kinds, into which folder, until when it is to be sent again; then written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.collecting.return_files import FIRST, KINDS, RECEIPTS, ReturnKind, jobs_of
from model.collection.unit import CollectionUnit
from model.errors import clip
from model.storage.county.records import RollRow
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_county import RETURN_FILES
from ui.dialogs.day_field import DayField
from ui.folders import last_of_any
from ui.transfer.export_many import FolderLine, settle_names, write_all

_FOLDER = "return folder"
_TIME = timedelta(days=7)  # that a unit has, unless another day is set


class WantedFiles(NamedTuple):
    """What is to be written."""

    kinds: tuple[ReturnKind, ...]
    folder: Path
    due: date | None = None


class WrittenFiles(NamedTuple):
    """What was written, in a sentence, and a file of it; None where nothing was."""

    sentence: str
    first: Path | None = None


class ReturnFilesBox(QWidget):
    """Ticks for the kinds, a day, and a folder; what was ticked last is ticked again."""

    changed = Signal()

    def __init__(self, library: Library, today: date, kinds: Sequence[ReturnKind] = tuple(ReturnKind)) -> None:
        super().__init__()
        self._library = library
        last = library.recall(KINDS, str, " ".join(one.value for one in FIRST)).split()
        self.boxes = {one: QCheckBox(one.label) for one in kinds}
        self.is_due, self.day = QCheckBox("重新报送的期限(&T)"), DayField(today + _TIME, "重新报送的期限")
        self.place = FolderLine(self, library.recall(_FOLDER, Path, last_of_any()))
        self._lay_out()
        for one, box in self.boxes.items():
            box.setChecked(one.value in last)
            box.toggled.connect(self._hold)
        self.is_due.setChecked(True)
        self.is_due.toggled.connect(self._hold)
        self._hold()

    def _lay_out(self) -> None:
        ticks = QGridLayout()
        ticks.setHorizontalSpacing(24)
        for at, box in enumerate(self.boxes.values()):
            ticks.addWidget(box, at // 2, at % 2)
        due = QHBoxLayout()
        due.addWidget(self.is_due)
        due.addWidget(self.day)
        due.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(ticks)
        column.addLayout(due)
        column.addWidget(self.place)

    def _hold(self) -> None:
        kinds = self.kinds
        self.place.setEnabled(bool(kinds))
        about_return = any(not one.is_receipt for one in kinds)
        self.is_due.setEnabled(about_return)
        self.day.setEnabled(about_return and self.is_due.isChecked())
        self.changed.emit()

    @property
    def kinds(self) -> tuple[ReturnKind, ...]:
        """The kinds that are ticked."""
        return tuple(one for one, box in self.boxes.items() if box.isChecked())

    def wanted(self) -> WantedFiles:
        """Return what is wanted, and remember it for the next time."""
        due = self.day.day if self.is_due.isEnabled() and self.is_due.isChecked() else None
        self._library.remember(KINDS, " ".join(one.value for one in self.kinds))
        self._library.remember(_FOLDER, str(self.place.folder))
        return WantedFiles(self.kinds, self.place.folder, due)


def ask_files(parent: QWidget | None, library: Library, rows: Sequence[RollRow], today: date) -> WantedFiles | None:
    """Ask what is to be written of some units; what needs a remark is offered where all have some."""
    whose = clip(rows[0].unit.name, 30) if len(rows) == 1 else f"{len(rows)}个单位"
    dialog = dialogs.form(parent, f"给{whose}写哪几种文件？", "写到文件夹")
    dialogs.entitle(dialog, RETURN_FILES.plain_text, whose)
    box = ReturnFilesBox(library, today, tuple(ReturnKind) if all(one.remarks for one in rows) else RECEIPTS)
    dialog.body.addWidget(box)
    dialog.hold_until(lambda: bool(box.kinds), box.changed, why=lambda: "至少选一种")
    return box.wanted() if dialogs.run(dialog) else None


def write_files(
    parent: QWidget, library: Library, units: Sequence[CollectionUnit], wanted: WantedFiles
) -> WrittenFiles:
    """Write files of some units; what could not be written is listed.

    Raises:
        UserError: nothing was written.
    """
    jobs = jobs_of(library, units, wanted.folder, wanted.kinds, wanted.due)
    settled = settle_names(parent, jobs)
    if not settled:
        return WrittenFiles("文件没有写")
    done = write_all(parent, settled)
    if done.lines:
        dialogs.show_list(parent, f"{done.sentence}：", done.lines)
    if not done.written:
        return WrittenFiles(done.sentence)
    return WrittenFiles(f"写了{len(done.written)}个文件到“{wanted.folder}”", done.written[0])
