"""The identity of each column, kept below the table so that it stays in sight while the numbers scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableView, QToolTip, QWidget

from model.form.grid import Box, BoxRole, SectionGrid
from ui.appearance import theme
from ui.tables.delegate import CellDelegate
from ui.tables.model import AnyIndex, TableModel
from ui.tables.shape import Shape

_LEAST_ROWS = 8  # of numbers that are to be seen beside it
UNBOUNDED = 0xFFFFFF  # pixels: Qt's own QWIDGETSIZE_MAX


def balance_rows(grid: SectionGrid) -> tuple[int, ...]:
    """Return which rows of a grid hold both sides of a rule and their difference."""
    return tuple(sorted({box.row for box in grid.boxes if box.role is BoxRole.BALANCE}))


def whole_height(table: QTableView) -> int:
    """Return how high a table is with all its rows, and the bar below them where it is too wide."""
    header = table.horizontalHeader()
    bar = table.horizontalScrollBar().sizeHint().height() if header.length() > table.width() else 0
    return header.sizeHint().height() + table.verticalHeader().length() + bar


class BalanceStrip(QWidget):
    """Draws those rows in step with the columns above; nothing where the table has none."""

    def __init__(self, model: TableModel, delegate: CellDelegate, header: QHeaderView, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = balance_rows(model.grid)
        self._boxes = tuple(box for box in model.grid.boxes if box.row in self.rows)
        self._model = model
        self._delegate = delegate
        self._header = header
        self._heights: dict[int, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("本列勾稽")
        self.setVisible(bool(self.rows))
        model.dataChanged.connect(self._changed)

    def take(self, shape: Shape) -> None:
        """Take the heights of its rows; the columns are the table's own."""
        self._heights = {row: shape.heights[row] for row in self.rows}
        self.updateGeometry()
        self.update()

    def stay(self, table: QTableView) -> None:
        """Stay in sight below `table`; scroll with its numbers where it would take their room (a high zoom)."""
        if not self.rows:
            return
        page = table.parentWidget() or table
        above = self._header.sizeHint().height()
        numbers = _LEAST_ROWS * self._delegate.fonts.em * 2
        stays = above + self.sizeHint().height() + numbers <= page.height()
        self.setVisible(stays)
        for row in self.rows:
            table.setRowHidden(row, stays)
        table.setMaximumHeight(whole_height(table) if stays else UNBOUNDED)

    def sizeHint(self) -> QSize:
        return QSize(0, 1 + sum(self._heights.values()))

    def box_at(self, position: QPoint) -> Box | None:
        """Return which box is drawn at a place."""
        return next((box for box in self._boxes if self._rect(box).contains(position)), None)

    def _rect(self, box: Box) -> QRect:
        left = self._header.sectionViewportPosition(box.column)
        width = sum(self._header.sectionSize(c) for c in range(box.column, box.column + box.columns))
        above = sum(height for row, height in self._heights.items() if row < box.row)
        return QRect(left, 1 + above, width, self._heights.get(box.row, 0))

    def _changed(self, first: AnyIndex) -> None:
        if first.row() in self.rows:
            self.repaint_box(self._model.box(first.row(), first.column()))

    def repaint_box(self, box: Box) -> None:
        """Repaint one of its boxes."""
        self.update(self._rect(box))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colours().muted)
        painter.drawLine(0, 0, self._header.length() - self._header.offset() - 1, 0)
        for box in self._boxes:
            rect = self._rect(box)
            if event.region().intersects(rect):  # not of its bounding rectangle, which takes in whole rows
                self._delegate.paint_box(painter, rect, box)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            box = self.box_at(event.pos())
            QToolTip.showText(event.globalPos(), (self._model.tip_of(box) or "") if box else "", self)
            return True
        return super().event(event)
