"""Room for what stands beside a list: looked through where it is higher than the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.appearance.zoom import magnify
from ui.frame.held_area import HeldArea

_WIDEST = 100_000  # pixels; no screen is wider


class SideArea(HeldArea):
    """As wide as it is told; beside the list as high as the window, elsewhere as high as its words."""

    def __init__(self, side: QWidget) -> None:
        super().__init__()
        self._whole, self._wanted = False, 0
        self._side = side
        self.setWidget(side)
        side.installEventFilter(self)

    def set_zoom(self, percent: int) -> None:
        """Let what is inside be larger or smaller; how wide it may be is said by the page."""
        magnify(self._side, percent)

    def be_wide(self, width: int, *, whole: bool) -> None:
        """Take a width (0: as it comes); `whole` shows all, without scrolling, where there is the height."""
        self._whole = whole
        self.setMinimumWidth(width)
        self.setMaximumWidth(width or _WIDEST)
        self._grow()

    def _grow(self) -> None:
        """Ask for the height that the words need at this width: centred, they would get that of wider ones."""
        wide = self.maximumWidth() if self.maximumWidth() < _WIDEST else self.width()
        layout = self._side.layout()
        needed = max(layout.heightForWidth(wide), layout.minimumSize().height()) if layout else 0
        self._wanted = needed
        high = needed if self._whole else 0
        if self.maximumHeight() != (high or _WIDEST):
            self.setMaximumHeight(high or _WIDEST)
            self.updateGeometry()
        self._side.setMinimumHeight(needed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted if self._whole else super().sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take it anew when what stands here is other: another sentence, larger letters, a box less."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._grow()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()
