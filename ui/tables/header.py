"""The header rows of a table, drawn as the table's own header so that they stay when the numbers scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from model.form.grid import Box
from ui.system.viewport import viewport_of
from ui.tables.delegate import CellDelegate
from ui.tables.model import TableModel
from ui.tables.shape import Shape


class TableHeader(QHeaderView):
    """Draws the boxes of the grid's header rows over the columns."""

    def __init__(self, model: TableModel, delegate: CellDelegate, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model.grid
        self._boxes = tuple(box for box in self._grid.boxes if box.row < self._grid.header_rows)
        self._delegate = delegate
        self._heights: tuple[int, ...] = ()
        self.setMinimumSectionSize(8)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        viewport_of(self).setBackgroundRole(QPalette.ColorRole.Window)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVisible(bool(self._boxes))

    def take(self, shape: Shape) -> None:
        """Take the sizes of columns and of the header's own rows."""
        self._heights = shape.heights[: self._grid.header_rows]
        for column, width in enumerate(shape.widths):
            self.resizeSection(column, width)
        self.updateGeometry()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), sum(self._heights))

    def box_at(self, position: QPoint) -> Box | None:
        """Return which header is drawn at a place."""
        return next((box for box in self._boxes if self._rect(box).contains(position)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for box in self._boxes:
            rect = self._rect(box)
            if rect.height() > 1 and rect.intersects(event.rect()):
                self._delegate.paint_box(painter, rect, box)
        painter.end()

    def repaint_box(self, box: Box) -> None:
        """Repaint one of its boxes."""
        self.viewport().update(self._rect(box))

    def _rect(self, box: Box) -> QRect:
        left = self.sectionViewportPosition(box.column)
        width = sum(self.sectionSize(c) for c in range(box.column, box.column + box.columns))
        return QRect(left, sum(self._heights[: box.row]), width, sum(self._heights[box.row : box.row + box.rows]))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            box = self.box_at(event.pos())
            QToolTip.showText(event.globalPos(), box.text if box else "", self)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        box = self.box_at(event.position().toPoint())
        choose = getattr(self.parentWidget(), "select_under", None)
        if box and choose:
            choose(box)
