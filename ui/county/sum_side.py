"""构成、调整: who contributed what to the cell of the sum that the cursor is on, and what was added to it by hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.collecting.adjustment_file import signed_number
from app.collecting.totals import Contribution
from model.collection.adding import Adjustment
from model.form.schema import Cell
from model.report.numbers import NotANumberError, number_text
from ui.actions.in_county import ADJUST
from ui.actions.in_widgets import COPY
from ui.appearance.marking import mark
from ui.appearance.theme import colours, ui_font
from ui.appearance.zoom import scale_of
from ui.county.chip_flow import ChipFlow
from ui.county.sum_model import SumSession
from ui.frame.buttons import icon_button, push_button
from ui.frame.moments import moment_here
from ui.lists.columns import HIDDEN, ColumnsModel, ListColumn, fit
from ui.lists.look import dress
from ui.tables.cell_state import MINUS
from ui.tables.cell_strip import change_words

TO_UNIT = "到这一格"
_ROW, _HIGH, _NARROW, _REASON = 28, 120, 290, 130  # pixels


def _muted(line: Contribution) -> QColor | None:
    return colours().muted if not line.value else None


COLUMNS: tuple[ListColumn[Contribution], ...] = (
    ListColumn("unit", "单位", lambda line: line.unit.name, colour=_muted, tip=lambda line: line.unit.name),
    ListColumn(
        "value",
        "数",
        lambda line: line.value,
        lambda value: "空白" if value is None else number_text(value),
        width=72,
        right=True,
        colour=_muted,
    ),
    ListColumn(
        "share",
        "占",
        lambda line: line.share,
        lambda share: "" if share is None else f"{share:.0f}%",
        width=52,
        narrow=HIDDEN,
        right=True,
        colour=_muted,
    ),
    ListColumn(
        "last",
        "上年",
        lambda line: line.last_year,
        lambda value: "" if value is None else number_text(value),
        width=64,
        narrow=HIDDEN,
        right=True,
        colour=lambda _: colours().muted,
    ),
)


def signed(value: Decimal) -> str:
    """Return a number with its sign.

    >>> signed(Decimal(3)), signed(Decimal(-3))
    ('+3', '−3')
    """
    return f"{'+' if value > 0 else MINUS}{number_text(abs(value))}"


class PartsTable(QTableView):
    """The list of units, which is copied as a whole."""

    copied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if COPY.is_pressed_by(event):
            self.copied.emit()
        else:
            super().keyPressEvent(event)


class SumSide(QWidget):
    """Shows one cell; what is to be adjusted is told, not done."""

    adjust = Signal(str, object, str)  # a cell, a number, the reason
    remove = Signal(int)  # an adjustment
    opened = Signal(int, str)  # a unit, a cell
    refused = Signal(str)
    told = Signal(str)

    def __init__(self, *, writable: bool) -> None:
        super().__init__()
        self._cell: Cell | None = None
        self._now: Decimal | None = None  # what stands in the cell, where it can be adjusted
        self._why = ""  # why it cannot
        self._writable = writable
        self.place, self.number, self.parts = QLabel(wordWrap=True), QLabel(), QLabel(wordWrap=True)
        self.number.setFont(ui_font(150, bold=True))
        self.parts.setProperty("muted", True)
        self.model = ColumnsModel(COLUMNS, self)
        self.table = PartsTable()
        self.table.copied.connect(self.copy)
        dress(self.table, "构成：各单位的数", row_height=_ROW)
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setWordWrap(False)
        self.table.setMinimumHeight(_HIGH)
        self.table.activated.connect(lambda index: self.open_row(index.row()))
        self.go = push_button(TO_UNIT, "list-checks", f"{TO_UNIT}：看这个单位的年报，光标就在这一格（Enter）")
        self.go.clicked.connect(lambda: self.open_row(self.table.currentIndex().row()))
        self.copied = push_button(COPY.label, COPY.icon, COPY.told("复制单位、数、占比、上年，可以粘贴到表格里"))
        self.copied.clicked.connect(self.copy)
        self.listed = QVBoxLayout()
        self.value, self.reason = QLineEdit(), QLineEdit()
        self.note = push_button(ADJUST.label, tip=ADJUST.tooltip)
        self.note.clicked.connect(self._adjust)
        self.why_not = QLabel(wordWrap=True)
        self.why_not.setProperty("muted", True)
        self._lay_out()

    def _lay_out(self) -> None:
        self.value.setPlaceholderText("±")
        self.value.setAccessibleName("调整的数，可以是负数")
        self.value.setFixedWidth(76)
        self.reason.setPlaceholderText("原因（必填）")
        self.reason.setAccessibleName("调整的原因")
        self.reason.returnPressed.connect(self._adjust)
        for field in (self.value, self.reason):
            field.textChanged.connect(lambda _: self._hold())
        fields = QHBoxLayout()
        fields.addWidget(self.value)
        fields.addWidget(self.reason, 1)
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for one in (fields, row):
            one.setSpacing(6)
        row.addLayout(fields, 1)
        row.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for part in (self.place, self.number, self.parts):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(ChipFlow([self.go, self.copied]))
        column.addLayout(self.listed)
        column.addLayout(row)
        column.addWidget(self.why_not)

    # What is shown

    def show_cell(self, session: SumSession, cell: Cell, found: Sequence[Contribution]) -> None:
        """Show who contributed what to a cell."""
        is_same, self._cell = cell == self._cell, cell
        form, totals = session.report.form, session.totals
        blank = session.who_is_blank(cell)
        now = totals.sum.partial[cell] if cell in totals.sum.blank else totals.report.numbers.get(cell)
        adjusted = totals.sum.adjusted.get(cell)
        self.place.setText(form.name_of(cell))
        self.number.setText(number_text(now) or "空白")
        said = [f"{len(found)}个单位{number_text(totals.sum.units.get(cell)) or '0'}"] if adjusted else []
        said += [f"调整{signed(adjusted)}"] if adjusted else []
        last = session.last_year.numbers.get(cell) if session.last_year else None
        said += [f"上年{number_text(last)}，{change_words(now, last)}"] if last is not None else []
        said += [f"不全：{blank}"] if blank else []
        self.parts.setText("；".join(said))
        self.parts.setVisible(bool(said))
        self._show_parts(found, same=is_same)
        self._list(totals.adjustments_of(cell))
        may = self._writable and cell not in form.totals
        self._now = now if may else None
        self._why = "" if may or not self._writable else "合计跟着各格走，请调整它的组成格。"
        for field in (self.value, self.reason):
            field.setEnabled(may)
            field.clear()
        self._hold()

    def _show_parts(self, found: Sequence[Contribution], *, same: bool) -> None:
        """List the units; of the same cell the one that was at the cursor is there still."""
        before = self._unit(self.table.currentIndex().row()) if same else None
        self.model.show(list(found))
        at = next((at for at, one in enumerate(found) if one.unit.key == before), 0)
        self.table.setCurrentIndex(self.model.index(at, 0))
        self.go.setEnabled(bool(found))
        self.copied.setEnabled(bool(found))

    def _unit(self, row: int) -> int | None:
        return self.model.row(row).unit.key if 0 <= row < self.model.count() else None

    def copy(self) -> None:
        """Copy who contributed what, as a table with its place above."""
        lines = [[self.place.text()], [one.title for one in COLUMNS]]
        lines += [[one.text(self.model.row(row)) for one in COLUMNS] for row in range(self.model.count())]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        self.told.emit(f"已{COPY.label}{self.model.count()}个单位的数")

    def _list(self, adjustments: Sequence[Adjustment]) -> None:
        while self.listed.count():
            gone = self.listed.takeAt(0)
            if (widget := gone.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in adjustments:
            self.listed.addWidget(self._line(one))

    def _line(self, one: Adjustment) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QLabel(f"{signed(one.value)}　{one.reason}（{one.by}，{moment_here(one.when)}）")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        away = icon_button("trash-2", "去掉这笔调整")
        away.setEnabled(self._writable)
        away.clicked.connect(lambda: self.remove.emit(one.key))
        row.addWidget(words, 1)
        row.addWidget(away)
        return line

    def _hold(self) -> None:
        """Let an adjustment be made once it has a reason; say where it leaves less than nought."""
        why = self._why or self._negative()
        self.why_not.setText(why)
        self.why_not.setVisible(bool(why))
        mark(self.why_not, "refused", bool(self._negative()))
        ready = bool(self.value.text().strip()) and bool(self.reason.text().strip())
        self.note.setEnabled(ready and self.value.isEnabled())

    def _negative(self) -> str:
        """Say that the cell is less than nought, or would be with what is typed."""
        if self._now is None:
            return ""
        try:
            after = self._now + (signed_number(self.value.text()) or 0)
        except NotANumberError:
            return ""
        said = "现在是" if not self.value.text().strip() else "调整以后是"
        return f"这一格{said}{number_text(after)}，合计不能是负数。" if after < 0 else ""

    def _adjust(self) -> None:
        if self._cell is None or not self.note.isEnabled():
            return
        try:
            value = signed_number(self.value.text())
        except NotANumberError:
            self.refused.emit(f"“{self.value.text().strip()}”不是数字")
            return
        if value is not None:
            self.adjust.emit(self._cell, value, self.reason.text().strip())

    def open_row(self, row: int) -> None:
        """Go to the cell of the unit in a row."""
        unit = self._unit(row)
        if self._cell is not None and unit is not None:
            self.opened.emit(unit, self._cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._give_way()

    def _give_way(self) -> None:
        """Let the columns have what they need, and the button a line of its own where the reason had no room."""
        scale = scale_of(self)
        fit(self.table, COLUMNS, narrow_below=_NARROW)
        self.table.setMinimumHeight(round(_HIGH * scale))
        wanted = self.value.minimumWidth() + self.note.sizeHint().width() + round(_REASON * scale)
        way = QBoxLayout.Direction.LeftToRight if wanted <= self.width() else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)
