"""选列: which figures stand beside each other; found by words, ticked, in the order of the form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from model.form.form import Form
from model.form.quotable import Quotable, search, sources
from ui import dialogs
from ui.frame.search_field import search_field

MOST = 8  # figures beside each other
CHOOSE = "选列"
_WIDE, _HIGH = 460, 300  # pixels
_Check = Qt.CheckState


class FiguresDialog(dialogs.FormDialog):
    """A field to search in, and the figures with a tick each."""

    def __init__(self, parent: QWidget | None, form: Form, chosen: Sequence[Quotable]) -> None:
        super().__init__(parent, f"比较哪些数？最多{MOST}个。空格勾选；每个数是表里的一格，或者几格的小计。", "确定")
        dialogs.entitle(self, CHOOSE)
        self._form, self._ticked = form, list(chosen)
        self.field, self.list = search_field("查找，如：受理　予以公开　不予公开 小计"), QListWidget()
        self.list.setAccessibleName("表里的数，空格勾选")
        self.list.setMinimumSize(_WIDE, _HIGH)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list)
        self.field.textChanged.connect(self._show)
        self.list.itemChanged.connect(self._tick)
        self._show("")
        self.hold_until(lambda: 0 < len(self._ticked) <= MOST, self.list.itemChanged, why=self._why)

    @property
    def figures(self) -> tuple[Quotable, ...]:
        """The figures that are ticked, in the order of the form."""
        order = {one.cells: at for at, one in enumerate(sources(self._form.edition))}
        cells = list(self._form.cells)
        return tuple(sorted(self._ticked, key=lambda one: (cells.index(one.cells[0]), order[one.cells])))

    def _why(self) -> str:
        return f"勾了{len(self._ticked)}个，最多{MOST}个" if self._ticked else "至少勾一个"

    def _show(self, words: str) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        found = search(self._form.edition, words)
        first = [one for one in found if one in self._ticked] if not words.strip() else []
        for one in (*first, *(one for one in found if one not in first)):
            item = QListWidgetItem(one.name, self.list)
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_Check.Checked if one in self._ticked else _Check.Unchecked)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def _tick(self, item: QListWidgetItem) -> None:
        one: Quotable = item.data(Qt.ItemDataRole.UserRole)
        if item.checkState() is _Check.Checked and one not in self._ticked:
            self._ticked.append(one)
        elif item.checkState() is _Check.Unchecked and one in self._ticked:
            self._ticked.remove(one)


def choose_figures(parent: QWidget, form: Form, chosen: Sequence[Quotable]) -> tuple[Quotable, ...] | None:
    """Ask which figures are to be compared; None if it was called off."""
    dialog = FiguresDialog(parent, form, chosen)
    try:
        return dialog.figures if dialogs.run(dialog) else None
    finally:
        dialog.deleteLater()
