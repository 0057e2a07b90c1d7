"""Asked before a sum goes anywhere while something is wrong in it: how much that is, which, and the way there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QWidget

from app.collecting.sum_doubts import SumDoubt
from model.form.schema import Cell
from ui import dialogs
from ui.appearance.marking import mark

GO = "到这一格(&G)"
_WIDE, _HIGH, _LOW = 560, 220, 90  # pixels


class OverDoubts(NamedTuple):
    """Whether to go on in spite of them, or to which cell of the sum to go instead."""

    goes_on: bool = False
    cell: Cell | None = None


class DoubtsDialog(dialogs.FormDialog):
    """The list; Enter on a line, and the first button, lead to its cell."""

    def __init__(self, parent: QWidget | None, question: str, doubts: Sequence[SumDoubt], yes: str, about: str) -> None:
        super().__init__(parent, question, yes)
        dialogs.entitle(self, yes, about)
        self._doubts = doubts
        self.goes = False
        self.list = QListWidget()
        self.list.setAccessibleName("合计里要看的")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setMinimumSize(_WIDE, _HIGH if len(doubts) > 3 else _LOW)
        self.list.addItems([one.words for one in doubts])
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _: self._go())
        self.body.addWidget(self.list)
        self.go = self.button_box.addButton(GO, QDialogButtonBox.ButtonRole.ActionRole)
        self.go.clicked.connect(self._go)
        mark(self.yes, "primary", value=False)
        mark(self.go, "primary")
        self.go.setDefault(True)
        self.list.setFocus()  # where Enter leads there; the button of yes would take the keys else

    def _go(self) -> None:
        self.goes = True
        self.accept()

    @property
    def answer(self) -> OverDoubts:
        """What was answered."""
        return OverDoubts(cell=self._doubts[self.list.currentRow()].cell) if self.goes else OverDoubts(goes_on=True)


def ask_over(parent: QWidget, question: str, doubts: Sequence[SumDoubt], yes: str, about: str) -> OverDoubts:
    """Ask; neither where it was called off."""
    dialog = DoubtsDialog(parent, question, doubts, yes, about)
    try:
        return dialog.answer if dialogs.run(dialog) else OverDoubts()
    finally:
        dialog.deleteLater()
