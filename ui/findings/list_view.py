"""The list of the findings panel, and the tick over it when nothing was found."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QWidget

from ui.actions.in_widgets import FOLD, GO, TAKE, UNFOLD
from ui.actions.registry import KeyContext, pressed
from ui.appearance import theme
from ui.findings.delegate import FindingDelegate
from ui.findings.model import FindingGroup, FindingRow, FindingsModel

_ALT = Qt.KeyboardModifier.AltModifier  # what else is held makes no other key of one


class FindingsList(QListView):
    """The list itself: Enter or a click chooses, Right and Left unfold and fold."""

    chosen = Signal(int)  # row
    take_wanted = Signal()
    menu_wanted = Signal(object)  # QContextMenuEvent

    def __init__(self, model: FindingsModel) -> None:
        super().__init__()
        self.setModel(model)
        self._model = model
        self.setItemDelegate(FindingDelegate(model))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName("核对结果列表")
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        act = pressed(event, KeyContext.FINDINGS) or pressed(event, KeyContext.FINDINGS, _ALT)
        if act is TAKE:
            self.take_wanted.emit()
        elif row >= 0 and act is GO:
            self.chosen.emit(row)
        elif row >= 0 and act in {FOLD, UNFOLD}:
            self._unfold(row, act is UNFOLD)
        else:
            super().keyPressEvent(event)

    def _unfold(self, row: int, wanted: bool) -> None:
        chosen = self._model.rows[row]
        if chosen.finding is None and chosen.group.folds and self._model.is_unfolded(chosen.group) != wanted:
            self.chosen.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class Tick(QWidget):
    """Says that nothing was found."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self._sign = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 4)
        layout.addWidget(self._sign)
        layout.addWidget(self.words, 1)

    def show_for(self, listed: list[FindingRow]) -> None:
        """Show or hide it; what cannot be told yet is said."""
        groups = {row.group for row in listed}
        self._sign.setPixmap(theme.done_icon().pixmap(QSize(20, 20)))
        self.words.setText("没有发现问题" + ("；还有空白，部分暂不能核对" if FindingGroup.UNDECIDED in groups else ""))
        self.setVisible(groups <= {FindingGroup.UNDECIDED, FindingGroup.SETTLED})
