"""The header of a list that sorts: its arrow points as in Windows and WPS, up for what ascends."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

_Arrow = QStyleOptionHeader.SortIndicator
_TURNED = {_Arrow.SortDown: _Arrow.SortUp, _Arrow.SortUp: _Arrow.SortDown}


class SortingHeader(QHeaderView):
    """Qt tells a style to point down where it ascends, and Fusion does so."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int) -> None:  # noqa: N803 — as Qt names it
        super().initStyleOptionForIndex(option, logicalIndex)
        option.sortIndicator = _TURNED.get(option.sortIndicator, option.sortIndicator)  # type: ignore[attr-defined]
