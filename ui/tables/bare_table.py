"""A table without what Qt draws and does by itself: no grid of its own, no frame, no repainting at every turn."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.system.viewport import viewport_of
from ui.tables.cell_editor import HINTS


class BareTable(QTableView):
    """What a table of numbers builds upon."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setShowGrid(False)
        viewport_of(self).setBackgroundRole(QPalette.ColorRole.Window)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(8)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setInputMethodHints(HINTS)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """Keep the input method closed: digits need none."""
        return False if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Repaint the current cell only: Qt would repaint the table each time that the editor opens or closes."""
        self.update(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As when the focus comes."""
        self.update(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            viewport_of(self).update()
