"""The files of a batch as a table: a box to tick, whose report it is, what was read, what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from app.beginning import About
from app.importing.batch import Batch, BatchRow
from app.importing.file_read import amount
from app.importing.verdict import TAKEN, ImportStatus, ImportVerdict
from model.form.schema import Severity
from ui.appearance.signs import done_icon, severity_icon
from ui.lists.columns import HIDDEN, ColumnsModel, ListColumn

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
FILE = "file"  # the column with the box to tick
_TICKED = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}


class BatchLine(NamedTuple):
    """One file as it is listed: what it is, what becomes of it, whether it may be ticked and is."""

    row: BatchRow
    verdict: ImportVerdict
    can_be_ticked: bool
    is_ticked: bool

    @property
    def sign_for_box(self) -> QIcon | None:
        """What stands in place of a box."""
        return None if self.can_be_ticked else _sign(self.verdict.status)

    @property
    def sign_beside_box(self) -> QIcon | None:
        """What warns where there is a box."""
        return _sign(self.verdict.status) if self.can_be_ticked else None


def _read(row: BatchRow) -> str:
    """Return how many numbers were read, or which part of a table was not."""
    reading = row.file.reading
    if reading is None:
        return ""
    short = [str(count) for count in reading.counts if count.read < count.there]
    return "，".join(short) or amount(reading.report)


def _problems(row: BatchRow) -> str:
    reading = row.reading
    return f"{len(reading.problems)}处" if reading and reading.problems else ""


def _about(line: BatchLine, said: Callable[[About], str]) -> str:
    return said(line.row.about) if line.row.about else ""


COLUMNS: tuple[ListColumn[BatchLine], ...] = (
    ListColumn(FILE, "文件", lambda line: line.row.name, share=24, icon=lambda line: line.sign_for_box),
    ListColumn("unit", "单位", lambda line: _about(line, lambda about: about.unit), share=18),
    ListColumn("year", "年度", lambda line: _about(line, lambda about: str(about.year or "")), width=60),
    ListColumn("level", "层级", lambda line: _about(line, lambda about: about.level.label), share=13, narrow=HIDDEN),
    ListColumn("read", "读到", lambda line: _read(line.row), share=16),
    ListColumn("problems", "待核对", lambda line: _problems(line.row), width=72),
    ListColumn("result", "结果", lambda line: line.verdict.words, icon=lambda line: line.sign_beside_box),
)


def _read_out(column: ListColumn[BatchLine]) -> ListColumn[BatchLine]:
    """Let a cell be read in full where it is pointed at, and let the file's say what becomes of it."""
    return replace(column, tip=column.text, spoken=lambda line: _said(column, line))


def _said(column: ListColumn[BatchLine], line: BatchLine) -> str:
    said = f"{column.title}：{column.text(line) or '无'}"
    taken = "将导入" if line.is_ticked else "不导入"
    return f"{said}，{taken}，{line.verdict.words}" if column.id == FILE else said


class BatchModel(ColumnsModel[BatchLine]):
    """One row for each file; ticking one may change what is said of others."""

    def __init__(self, batch: Batch, parent: QObject | None = None) -> None:
        super().__init__([_read_out(one) for one in COLUMNS], parent)
        self.batch = batch

    def row(self, number: int) -> BatchLine:
        batch = self.batch
        return BatchLine(
            batch.rows[number], batch.verdict(number), batch.can_be_ticked(number), batch.is_ticked(number)
        )

    def count(self) -> int:
        return len(self.batch.rows)

    def correct(self, row: int, about: About) -> None:
        """Take another heading for a file."""
        self.batch.correct(row, about)
        self.tell()

    def toggle(self, row: int) -> None:
        """Take a file that was left, or leave it."""
        if self.batch.can_be_ticked(row):
            self.batch.tick(row, wish=not self.batch.is_ticked(row))
            self.tell()

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._has_box(index) else flags

    def _has_box(self, index: Index) -> bool:
        in_place = index.isValid() and index.column() == self.position(FILE)
        return in_place and self.batch.can_be_ticked(index.row())

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 — Qt's QVariant
        if role == _ROLE.CheckStateRole:
            return _TICKED[self.batch.is_ticked(index.row())] if self._has_box(index) else None
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:  # noqa: ANN401
        if role != _ROLE.CheckStateRole or not index.isValid() or not self.batch.can_be_ticked(index.row()):
            return False
        if (Qt.CheckState(value) is Qt.CheckState.Checked) is not self.batch.is_ticked(index.row()):
            self.toggle(index.row())
        return True


def _sign(status: ImportStatus) -> QIcon | None:
    """Return the sign of what becomes of a file; None where all is well."""
    match status:
        case ImportStatus.UNREADABLE:
            return severity_icon(Severity.HARD)
        case ImportStatus.SAME | ImportStatus.COPY:
            return done_icon()
        case _:
            return None if status in TAKEN else severity_icon(Severity.WARN)
