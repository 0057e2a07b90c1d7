"""A page with a side: how wide both are, until somebody shares the room otherwise."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.appearance.zoom import scale_of

_SIDE, _LEAST, _NARROW = 380, 260, 900  # pixels


class SideSplit(QSplitter):
    """The body on the left, the side on the right."""

    def __init__(self, body: QWidget, side: QWidget) -> None:
        super().__init__()
        self._is_shared = False
        self.setChildrenCollapsible(False)
        for part, share in ((body, 5), (side, 2)):
            part.setMinimumWidth(_LEAST)
            self.addWidget(part)
            self.setStretchFactor(self.count() - 1, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_shared or self.width() < _NARROW:
            self._share()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._share()

    def _share(self) -> None:
        """Set the side to its width in these letters, where that leaves more to the body."""
        self._is_shared = True
        side = _LEAST
        if self.width() >= _NARROW:
            side = min(round(_SIDE * scale_of(self)), max(_SIDE, self.width() // 3))
        self.setSizes([self.width() - side, side])
