"""下发: one file for each unit, or one for all, that prepares the unit's report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication, QCheckBox, QFormLayout, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from app.collecting.handing_out import (
    HandOutWish,
    already_there,
    file_names,
    hand_out_of,
    handed_to,
    those_with_last_year,
    write_hand_outs,
)
from app.preparing import rule_lines
from model.collection.hand_out import HandOut
from model.collection.unit import CollectionUnit
from model.errors import UserError, clip
from model.rules.switches import PRESET
from model.storage.library import Library
from ui import dialogs
from ui.county.deeds import who_of
from ui.transfer.progress import ProgressDialog

HAND_OUT = "下发"
_LETTERHEAD, _REQUIREMENTS = "hand-out letterhead", "hand-out requirements"  # settings: as they were written last
_WIDE, _HIGH, _MANY = 480, 64, 5  # pixels; files: writing fewer takes no longer than a moment


class HandOutDialog(dialogs.FormDialog):
    """What goes along with the list and the days."""

    def __init__(
        self, parent: QWidget | None, library: Library, collection: int, chosen: Sequence[CollectionUnit] = ()
    ) -> None:
        self._library, self._collection = library, collection
        self._chosen = [one for one in chosen if not one.excused]
        self._whole = hand_out_of(library, collection, HandOutWish())
        count = len(self._whole.units)
        prompt = f"给{count}个要报送的单位写下发文件，双击就按里面的年度和期限准备好年报。"
        super().__init__(parent, prompt, "选文件夹…")
        dialogs.entitle(self, HAND_OUT, self._whole.title)
        self.each = QRadioButton(f"每个单位一份，共{count}个文件(&E)")
        self.all = QRadioButton("一份给所有单位，打开时选自己的单位(&A)")
        whom = clip(self._chosen[0].name, 24) if len(self._chosen) == 1 else f"{len(self._chosen)}个单位"
        self.some = QRadioButton(f"只给花名册里选中的{whom}(&S)")
        self.letterhead = QLineEdit(library.recall(_LETTERHEAD, str, "") or self._whole.office)
        self.requirements = QPlainTextEdit(library.recall(_REQUIREMENTS, str, ""))
        with_last = len(those_with_last_year(self._whole))
        self.last_year = QCheckBox(f"带上{self._whole.year - 1}年度的年报(&L)，{with_last}个单位有")
        self.rules = QCheckBox(f"带上核对的规则(&R)：{'；'.join(rule_lines(PRESET, library.switches)) or '全是默认'}")
        self.each.setChecked(True)
        self.last_year.setChecked(with_last > 0)
        self.last_year.setEnabled(with_last > 0)
        self.rules.setChecked(library.switches != PRESET)
        self._lay_out()
        changes = self.letterhead.textChanged, self.requirements.textChanged
        self.hold_until(lambda: not self.wish.refusal, *changes, why=lambda: self.wish.refusal)

    def _lay_out(self) -> None:
        self.letterhead.setAccessibleName("抬头")
        self.letterhead.setMinimumWidth(_WIDE)
        self.requirements.setAccessibleName("要求，一行一条")
        self.requirements.setPlaceholderText("要求，一行一条，如：总体情况写明政务公开专区数")
        self.requirements.setTabChangesFocus(True)
        self.requirements.setMinimumHeight(_HIGH)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow("抬头(&H)", self.letterhead)
        form.addRow("要求(&D)", self.requirements)
        for choice in (self.each, self.some, self.all):
            self.body.addWidget(choice)
        self.some.setVisible(0 < len(self._chosen) < len(self._whole.units))
        self.body.addLayout(form)
        for along in (self.last_year, self.rules):
            self.body.addWidget(along)

    @property
    def wish(self) -> HandOutWish:
        """What is wished."""
        lines = [line.strip() for line in self.requirements.toPlainText().splitlines()]
        asked = tuple(line for line in lines if line)
        return HandOutWish(self.letterhead.text().strip(), asked, self.last_year.isChecked(), self.rules.isChecked())

    @property
    def handed(self) -> HandOut:
        """What is to be written; what was asked is remembered for the next time."""
        wish = self.wish
        if self._library.read_only is None:
            self._library.remember(_LETTERHEAD, wish.letterhead)
            self._library.remember(_REQUIREMENTS, "\n".join(wish.requirements))
        return hand_out_of(self._library, self._collection, wish, self._only)

    @property
    def _only(self) -> set[int] | None:
        return {one.key for one in self._chosen} if self.some.isChecked() else None

    @property
    def units(self) -> Sequence[CollectionUnit]:
        """The units that it is handed out to."""
        return handed_to(self._library, self._collection, self._only)


def hand_out(parent: QWidget, library: Library, collection: int, chosen: Sequence[CollectionUnit]) -> str:
    """Ask what is to be handed out, write it into a folder, note it, and say it; "" where it was called off."""
    try:
        dialog = HandOutDialog(parent, library, collection, chosen)
        try:
            if not dialogs.run(dialog):
                return ""
            handed, for_all, units = dialog.handed, dialog.all.isChecked(), dialog.units
        finally:
            dialog.deleteLater()
        folder = dialogs.choose_folder(parent, "下发文件写到哪个文件夹")
        if folder is None or not (said := _written(parent, handed, folder, for_all=for_all)):
            return ""
        _note(library, collection, units)
    except UserError as error:
        dialogs.warn(parent, error.sentence)
        return ""
    return said


def _note(library: Library, collection: int, units: Sequence[CollectionUnit]) -> None:
    """Note to whom it was handed out, as one step; a library that is only looked at cannot."""
    if library.read_only is not None:
        return
    with library.county.batch(collection, who_of(library)) as acts:
        for one in units:
            acts.hand_out(one.key)


def _written(parent: QWidget, handed: HandOut, folder: Path, *, for_all: bool) -> str:
    there = already_there(handed, folder, for_all=for_all)
    question = f"文件夹“{folder}”里已有{len(there)}个同名的文件，如“{there[0].name}”。用新的替换？" if there else ""
    if there and not dialogs.ask_dangerous(parent, question, "替换", about=handed.title):
        return ""
    files = len(file_names(handed, for_all=for_all))
    progress = ProgressDialog(parent, "正在写", files)
    progress.setModal(True)

    def step(done: int, name: str) -> None:
        progress.show_file(done, name)
        QApplication.processEvents()
        if progress.cancelled:
            raise UserError(f"已取消，前面的{done}份已写好" if done else "已取消，一份也没有写")

    if files > _MANY:
        progress.show()
    try:
        written = write_hand_outs(handed, folder, for_all=for_all, step=step)
    finally:
        progress.hide()
        progress.deleteLater()
    what = f"“{written[0].name}”" if len(written) == 1 else f"{len(written)}个单位的下发文件"
    return f"已写好{what}，在“{folder}”"
