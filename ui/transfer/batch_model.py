"""The files of a batch as a table: a box to tick, whose report it is, what was read, what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from app.beginning import About
from app.importing.batch import Batch, BatchRow
from app.importing.verdict import TAKEN, ImportStatus
from model.form.schema import Severity
from ui.appearance.signs import done_icon, severity_icon

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_TICKED = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}


def _read(row: BatchRow) -> str:
    """Return how many numbers were read, or which part of a table was not."""
    reading = row.file.reading
    if reading is None:
        return ""
    short = [str(count) for count in reading.counts if count.read < count.there]
    return "，".join(short) or f"{len(reading.report.numbers)}个数字"


def _problems(row: BatchRow) -> str:
    return f"{len(row.file.reading.problems)}处" if row.file.reading and row.file.reading.problems else ""


_COLUMNS: tuple[tuple[str, Callable[[BatchRow], str]], ...] = (
    ("文件", lambda row: row.name),
    ("单位", lambda row: row.about.unit if row.about else ""),
    ("年度", lambda row: str(row.about.year or "") if row.about else ""),
    ("层级", lambda row: row.about.level.label if row.about else ""),
    ("读到", _read),
    ("待核对", _problems),
)
NAMES = (*(name for name, _ in _COLUMNS), "结果")
FATE = len(_COLUMNS)  # the column that says what becomes of a file


class BatchModel(QAbstractTableModel):
    """One row for each file; ticking one may change what is said of others."""

    def __init__(self, batch: Batch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.batch = batch

    def correct(self, row: int, about: About) -> None:
        """Take another heading for a file."""
        self.batch.correct(row, about)
        self._tell()

    def toggle(self, row: int) -> None:
        """Take a file that was left, or leave it."""
        if self.batch.can_be_ticked(row):
            self.batch.tick(row, wish=not self.batch.is_ticked(row))
            self._tell()

    def _tell(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, FATE))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — as Qt declares it
        return 0 if parent.isValid() else len(self.batch.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(NAMES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return NAMES[section] if role == _ROLE.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        ticked = index.isValid() and index.column() == 0 and self.batch.can_be_ticked(index.row())
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ticked else flags

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 — Qt's QVariant
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case _ROLE.DisplayRole | _ROLE.ToolTipRole:
                return self._text(row, column)
            case _ROLE.AccessibleTextRole:
                return self._spoken(row, column)
            case _ROLE.CheckStateRole if column == 0 and self.batch.can_be_ticked(row):
                return _TICKED[self.batch.is_ticked(row)]
            case _ROLE.DecorationRole if column == (FATE if self.batch.can_be_ticked(row) else 0):
                return _sign(self.batch.verdict(row).status)
        return None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:  # noqa: ANN401
        if role != _ROLE.CheckStateRole or not index.isValid() or not self.batch.can_be_ticked(index.row()):
            return False
        if (Qt.CheckState(value) is Qt.CheckState.Checked) is not self.batch.is_ticked(index.row()):
            self.toggle(index.row())
        return True

    def _text(self, row: int, column: int) -> str:
        return self.batch.verdict(row).words if column == FATE else _COLUMNS[column][1](self.batch.rows[row])

    def _spoken(self, row: int, column: int) -> str:
        said = f"{NAMES[column]}：{self._text(row, column) or '无'}"
        if column:
            return said
        taken = "将导入" if self.batch.is_ticked(row) else "不导入"
        return f"{said}，{taken}，{self.batch.verdict(row).words}"


def _sign(status: ImportStatus) -> QIcon | None:
    """Return what stands in place of a box, or warns beside one."""
    match status:
        case ImportStatus.UNREADABLE:
            return severity_icon(Severity.HARD)
        case ImportStatus.SAME:
            return done_icon()
        case _:
            return None if status in TAKEN else severity_icon(Severity.WARN)
