"""上报上级: the sum and all that it is of as one file, which the city takes as one unit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from app.collecting.handing_out import SUFFIX
from app.collecting.handing_up import HandingUp, hand_up
from app.collecting.sum_doubts import count_words
from export import replace_file
from model.errors import UserError
from model.file_names import safe
from model.form.schema import Cell
from model.storage.library import Library
from ui import dialogs, folders
from ui.county.doubts_dialog import ask_over

HAND_UP = "上报上级"
_TITLE = "上报上级的文件"
_WIDE, _HIGH = 560, 64  # pixels


class HandUpDialog(dialogs.FormDialog):
    """What is in the file, and what is to be looked at before it goes."""

    def __init__(self, parent: QWidget | None, library: Library, collection: int, today: date) -> None:
        prompt = "合计、各单位的年报和状态、调整写成一个文件，联系人和经手人不在里面。"
        super().__init__(parent, prompt, "保存…")
        self._library, self._collection, self._today = library, collection, today
        self.found = self._look(all_received=False)
        dialogs.entitle(self, HAND_UP, self.found.totals.heading.title)
        self.all_received = QCheckBox("没有通过的也计入合计(&A)")
        self.told = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self.told.setAccessibleName("文件里有什么")
        self.told.setMinimumSize(_WIDE, _HIGH)
        self.body.addWidget(self.told)
        self.body.addWidget(self.all_received)
        self.all_received.setChecked(not self.found.totals.scope.counted)
        self.all_received.toggled.connect(lambda _: self._show())
        self._show()

    def _look(self, *, all_received: bool) -> HandingUp:
        return hand_up(self._library, self._collection, self._today, all_received=all_received)

    def _show(self) -> None:
        self.found = self._look(all_received=self.all_received.isChecked())
        self.told.setPlainText("\n".join(self.found.lines()))


def hand_up_to_file(
    parent: QWidget,
    library: Library,
    collection: int,
    today: date,
    lead: Callable[[Cell], object] = lambda _: None,
) -> str:
    """Show what would be handed up, write it where that is wanted, and say so; "" where it was called off.

    `lead` goes to a cell of the sum that is to be looked at first.
    """
    try:
        dialog = HandUpDialog(parent, library, collection, today)
        try:
            if not dialogs.run(dialog):
                return ""
            found = dialog.found
        finally:
            dialog.deleteLater()
        heading = found.totals.heading
        if found.doubts:
            question = f"要上报的里面有{count_words(found.doubts)}。仍要{HAND_UP}吗？"
            over = ask_over(parent, question, found.doubts, HAND_UP, heading.title)
            if over.cell is not None:
                lead(over.cell)
            if not over.goes_on:
                return ""
        name = f"{safe(f'{heading.unit[:60]}{heading.year}年度汇总上报')}{SUFFIX}"
        path = dialogs.save_file(parent, _TITLE, folders.last(_TITLE) / name, [("上报包", SUFFIX)])
        if path is None:
            return ""
        replace_file(path, found.write())
    except UserError as error:
        dialogs.warn(parent, error.sentence)
        return ""
    return f"已写好“{path.name}”，{found.below.sentence}，在“{path.parent}”"
