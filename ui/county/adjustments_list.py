"""All adjustments of a sum in one list: where, how much, why, by whom; each leads to its cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from model.collection.adding import Adjustment
from model.form.form import Form
from model.form.quotable import figure_of
from ui.actions.in_widgets import COPY
from ui.county.sum_side import PartsTable, signed
from ui.frame.buttons import icon_button, push_button
from ui.frame.moments import moment_here
from ui.lists.columns import HIDDEN, ColumnsModel, ListColumn, fit
from ui.lists.look import dress

_ROW, _NARROW, _HIGH = 28, 420, 120  # pixels
_NONE = "还没有调整。在表里选一格，在“构成、调整”里记一笔。"


class AdjustmentsList(QWidget):
    """The list; what is to be removed is told, not done."""

    opened = Signal(str)  # a cell
    remove = Signal(int)  # an adjustment
    told = Signal(str)

    def __init__(self, form: Form, *, writable: bool) -> None:
        super().__init__()
        self._form, self._writable = form, writable
        self._columns = self._listed()
        self.model = ColumnsModel(self._columns, self)
        self.table = PartsTable()
        dress(self.table, "全部调整", row_height=_ROW)
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(_HIGH)
        self.none = QLabel(_NONE, wordWrap=True)
        self.none.setProperty("muted", True)
        self.go = push_button("到这一格", "list-checks", "光标到表里调整的这一格（Enter）")
        self.away = icon_button("trash-2", "去掉这笔调整，可以撤销")
        self.copied = push_button(COPY.label, COPY.icon, COPY.told("复制全部调整，可以粘贴到表格里"))
        self._lay_out()
        self.table.activated.connect(lambda _: self._go())
        self.table.copied.connect(self.copy)
        self.go.clicked.connect(self._go)
        self.away.clicked.connect(self._remove)
        self.copied.clicked.connect(self.copy)
        self.setFocusProxy(self.table)

    def _listed(self) -> tuple[ListColumn[Adjustment], ...]:
        def place(one: Adjustment) -> str:
            figure = figure_of(self._form.edition, (one.cell,))
            return figure.short if figure else self._form.name_of(one.cell)

        def who(one: Adjustment) -> str:
            return f"{one.by}，{moment_here(one.when)}"

        return (
            ListColumn("place", "格", place, tip=lambda one: self._form.name_of(one.cell)),
            ListColumn("value", "调整", lambda one: one.value, signed, width=76, right=True),
            ListColumn("reason", "原因", lambda one: one.reason, share=52, tip=lambda one: one.reason),
            ListColumn("who", "谁记的", who, share=20, narrow=HIDDEN, tip=who),
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        column.addWidget(self.table, 1)
        column.addWidget(self.none)
        row = QHBoxLayout()
        for button in (self.go, self.away, self.copied):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def show_all(self, adjustments: Sequence[Adjustment]) -> None:
        """List adjustments in the order of the form; the one at the cursor stays chosen."""
        order = {cell: at for at, cell in enumerate(self._form.cells)}
        before = self.current
        listed = sorted(adjustments, key=lambda one: (order[one.cell], one.when))
        self.model.show(listed)
        at = next((at for at, one in enumerate(listed) if before is not None and one.key == before.key), 0)
        self.table.setCurrentIndex(self.model.index(at, 0))
        self.none.setVisible(not listed)
        self.go.setEnabled(bool(listed))
        self.copied.setEnabled(bool(listed))
        self.away.setEnabled(bool(listed) and self._writable)

    @property
    def current(self) -> Adjustment | None:
        """The adjustment that the cursor is on."""
        row = self.table.currentIndex().row()
        return self.model.row(row) if 0 <= row < self.model.count() else None

    def _go(self) -> None:
        if (one := self.current) is not None:
            self.opened.emit(one.cell)

    def _remove(self) -> None:
        if (one := self.current) is not None:
            self.remove.emit(one.key)

    def copy(self) -> None:
        """Copy all of them, as a table."""
        lines = [[one.title for one in self._columns]]
        lines += [[one.text(self.model.row(row)) for one in self._columns] for row in range(self.model.count())]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        self.told.emit(f"已{COPY.label}{self.model.count()}笔调整")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, lambda: fit(self.table, self._columns, narrow_below=_NARROW))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)  # the table has its width once it is shown
        QTimer.singleShot(0, self, lambda: fit(self.table, self._columns, narrow_below=_NARROW))
