"""What a backup would change, as a tree: four headings, and the reports beneath them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from model.form.schema import Severity
from model.storage.backups.comparing import Comparison, Difference, Fate
from ui.appearance.signs import blank_icon, done_icon, severity_icon
from ui.appearance.theme import colours, ui_font

_SIGNS: dict[Fate, Callable[[], QIcon]] = {
    Fate.GONE: lambda: severity_icon(Severity.HARD),
    Fate.OLDER: lambda: severity_icon(Severity.WARN),
    Fate.NEWER: done_icon,
    Fate.BACK: done_icon,
    Fate.SAME: blank_icon,
}
_ROW, _PAD, _MARGIN, _HIGHEST = 28, 16, 8, 1000  # pixels
_NAME, _WHAT, _EDGE = range(3)  # whose report, what is said of it, what keeps that off the frame


class Differences(QTreeWidget):
    """Reports under what would become of them; the ones that stay as they are are folded away."""

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(len((_NAME, _WHAT, _EDGE)))
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setIndentation(22)
        self.setRootIsDecorated(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setAccessibleName("换成这份备份后每份年报会怎样")
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column in (_WHAT, _EDGE):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.header().setMinimumSectionSize(_MARGIN)
        self.header().resizeSection(_EDGE, _MARGIN)

    def show_comparison(self, found: Comparison) -> None:
        """Show what would differ."""
        self.clear()
        for kind in Fate:
            listed = found.of(kind)
            if listed:
                self._add(kind, listed)
        self._share_the_room()
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._share_the_room()
        super().resizeEvent(event)

    def _share_the_room(self) -> None:
        """Make room for what is said of a report, but no more than half."""
        self.header().resizeSection(_WHAT, min(self._widest + _PAD, self.viewport().width() // 2))
        for one in self._reports:
            self._let_words_be_whole(one)

    @property
    def _reports(self) -> list[QTreeWidgetItem]:
        every = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
        return [one for one in self.findItems("", every, _WHAT) if one.parent() is not None]

    @property
    def _widest(self) -> int:
        """How wide the longest of what is said would be in one line."""
        return max((self.fontMetrics().horizontalAdvance(one.text(_WHAT)) for one in self._reports), default=0)

    def _let_words_be_whole(self, row: QTreeWidgetItem) -> None:
        """Make a row as high as what is said in it, in as many lines as that needs."""
        wide, metrics = self.header().sectionSize(_WHAT) - _PAD, self.fontMetrics()
        wraps = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        needed = metrics.boundingRect(QRect(0, 0, wide, _HIGHEST), wraps, row.text(_WHAT)).height()
        row.setSizeHint(_NAME, QSize(0, max(_ROW, needed + _ROW - metrics.height())))

    def _add(self, kind: Fate, listed: tuple[Difference, ...]) -> None:
        heading = QTreeWidgetItem([f"{kind.label} {len(listed)}", ""])
        heading.setIcon(_NAME, _SIGNS[kind]())
        heading.setFont(_NAME, ui_font(bold=True))
        heading.setSizeHint(_NAME, QSize(0, _ROW))
        for one in listed:
            heading.addChild(_row(one))
        self.addTopLevelItem(heading)
        heading.setExpanded(kind is not Fate.SAME or len(listed) == 1)


def _row(one: Difference) -> QTreeWidgetItem:
    row = QTreeWidgetItem([one.name, one.what])
    row.setSizeHint(_NAME, QSize(0, _ROW))
    row.setForeground(_WHAT, colours().muted)
    row.setTextAlignment(_WHAT, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.setToolTip(_NAME, one.name)
    row.setToolTip(_WHAT, one.what)
    row.setData(_NAME, Qt.ItemDataRole.AccessibleTextRole, f"{one.name}，{one.what}" if one.what else one.name)
    return row
