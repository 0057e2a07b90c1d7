"""The table of backups: when, from where, how many reports, how large, whether it can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from model.storage.backups.backup_files import Backup
from ui.appearance.theme import colours
from ui.restoring import words

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("时间", "来自", "年报", "大小", "核对")
_NUMBERS = {2, 3}
_UNKNOWN, SOUND = "正在核对…", "完好"


class NotRestorable(StrEnum):
    """Why a backup cannot be chosen, in the user's words."""

    BROKEN = "打不开"
    NEWER = "要新版程序"  # it is whole, and not of this program


class BackupsModel(QAbstractTableModel):
    """Backups in the order in which they are given; one that cannot be read is shown, and cannot be chosen."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.backups: list[Backup] = []
        self._found: dict[Path, int | NotRestorable] = {}

    def show(self, backups: Sequence[Backup]) -> None:
        """Show other backups; what is known of some stays known."""
        self.beginResetModel()
        self.backups = list(backups)
        self.endResetModel()

    def check(self, path: Path, found: int | NotRestorable) -> None:
        """Note what came of reading one through: how many reports it holds, or why it cannot be read."""
        self._found[path] = found
        for row, one in enumerate(self.backups):
            if one.path == path:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def reports(self, row: int) -> int | None:
        """How many reports one holds; None while that is not known, and where it cannot be read."""
        found = self._found.get(self.backups[row].path)
        return None if isinstance(found, NotRestorable) else found

    def is_sound(self, row: int) -> bool | None:
        """Whether one can be read; None while that is not known."""
        found = self._found.get(self.backups[row].path)
        return None if found is None else not isinstance(found, NotRestorable)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own default
        return 0 if parent.isValid() else len(self.backups)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.is_sound(index.row()) is False:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        show = _ROLES.get(Qt.ItemDataRole(role))
        return None if show is None else show(self, index.row(), index.column())

    def _colour(self, row: int, column: int) -> object:
        sound = self.is_sound(row)
        if column != len(COLUMNS) - 1 or sound is None:
            return None
        return colours().done if sound else colours().hard

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell."""
        return _TEXTS[column](self, row)

    def time(self, row: int) -> str:
        """Say when one was made."""
        return words.moment(self.backups[row].made, self._today)

    def tip(self, row: int) -> str:
        """Return where one lies, and how large it is: that column is not always there."""
        return f"{self.backups[row].path}，{words.size(self.backups[row].size)}"

    def _count(self, row: int) -> str:
        reports = self.reports(row)
        return "" if reports is None else str(reports)

    def _verdict(self, row: int) -> str:
        found = self._found.get(self.backups[row].path)
        return found.value if isinstance(found, NotRestorable) else _UNKNOWN if found is None else SOUND


_TEXTS: tuple[Callable[[BackupsModel, int], str], ...] = (
    BackupsModel.time,
    lambda model, row: model.backups[row].source.value,
    BackupsModel._count,  # noqa: SLF001 — its own
    lambda model, row: words.size(model.backups[row].size),
    BackupsModel._verdict,  # noqa: SLF001
)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


_ROLES: dict[Qt.ItemDataRole, Callable[[BackupsModel, int, int], object]] = {
    Qt.ItemDataRole.DisplayRole: BackupsModel.text,
    Qt.ItemDataRole.TextAlignmentRole: lambda _model, _row, column: _alignment(column),
    Qt.ItemDataRole.ToolTipRole: lambda model, row, _column: model.tip(row),
    Qt.ItemDataRole.ForegroundRole: BackupsModel._colour,  # noqa: SLF001
    Qt.ItemDataRole.AccessibleTextRole: lambda model, row, column: f"{COLUMNS[column]}{model.text(row, column)}",
}
