"""One model for every table: the boxes of a section's grid, and the report's numbers in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from model.form.grid import Box, BoxRole, SectionGrid, screen_grid
from model.form.schema import Cell, Layout, Section
from model.report.numbers import NotANumberError, number_text, parse_entry
from model.storage.records import State
from ui.actions.in_widgets import TAKE
from ui.appearance.theme import SEVERITY_NAMES
from ui.state.session import Session
from ui.tables.cell_state import NOTHING, Look, findings_to_mark, is_sum, looks_of, original_words

if TYPE_CHECKING:
    from model.rules.finding import Finding

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Flag = Qt.ItemFlag
_Role = Qt.ItemDataRole
_CENTRED = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_UNPRINTED = "（灰色的行不打印）"
_GUESSED = "推测：这几处中有一处有误"
_HELPS = "帮助核对的数，只在屏幕上显示，不打印"


class TableModel(QAbstractTableModel):
    """The table of one section.

    Every box of the grid is one item at its upper left corner; what it covers besides is empty. After each
    check of the session the looks of all boxes are worked out anew, and only those that differ are repainted.
    """

    def __init__(self, section: Section, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self.session = session
        self.grid: SectionGrid = screen_grid(section)
        self._looks = looks_of(session, self.grid)
        self._last_helping = next((b for b in reversed(self.grid.boxes) if b.role is BoxRole.BALANCE and b.text), None)
        self._anchors = {(box.row, box.column): box for box in self.grid.boxes}
        session.checked.connect(self.refresh)
        session.unsaved_changed.connect(self.refresh)

    # What a table model is asked

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else self.grid.height

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else self.grid.width

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if self.cell_at(index) is None:
            return _Flag.ItemIsEnabled if index.isValid() else _Flag.NoItemFlags
        usable = _Flag.ItemIsEnabled | _Flag.ItemIsSelectable | _Flag.ItemNeverHasChildren
        return usable if self.session.read_only else usable | _Flag.ItemIsEditable

    def data(self, index: AnyIndex, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401 — Qt's QVariant
        box = self._anchors.get((index.row(), index.column()))
        if box is None:
            return None
        if role in {_Role.DisplayRole, _Role.EditRole}:
            return self.text_of(box)
        if role == _Role.ToolTipRole:
            return self.tip_of(box)
        if role in {_Role.AccessibleTextRole, _Role.AccessibleDescriptionRole}:
            return self.spoken(box) if role == _Role.AccessibleTextRole else self.tip_of(box)
        if role == _Role.TextAlignmentRole:
            return _RIGHT if (box.cell or box.plus) and not self.is_centred else _CENTRED
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = _Role.EditRole) -> bool:  # noqa: ANN401 — as above
        cell = self.cell_at(index)
        if cell is None or role != _Role.EditRole or self.session.read_only:
            return False
        try:
            number = parse_entry(str(value), self.session.report.form.kinds[cell])
        except NotANumberError:
            return False
        return self.session.set_number(cell, number)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401
        if role not in {_Role.DisplayRole, _Role.AccessibleTextRole}:
            return None
        along = orientation == Qt.Orientation.Horizontal
        found = next((b for b in self.grid.numbers if (b.column if along else b.row) == section), None)
        if found is None or found.cell is None:
            return ""
        form = self.session.report.form
        return (form.column(found.cell) if along else form.row(found.cell)).label

    # What the view asks

    def box(self, row: int, column: int) -> Box:
        """Return the box that covers a place."""
        return self.grid.at[row, column]

    def cell_at(self, index: AnyIndex) -> Cell | None:
        """Return the number's place, None for words and sums."""
        found = self._anchors.get((index.row(), index.column())) if index.isValid() else None
        return found.cell if found else None

    def index_of(self, cell: Cell) -> QModelIndex:
        """Return where a number stands."""
        box = self.grid.box_of[cell]
        return self.index(box.row, box.column)

    def look(self, box: Box) -> Look:
        """Return what a box shows besides words."""
        return self._looks.get(box, NOTHING)

    def findings(self, cell: Cell) -> tuple[Finding, ...]:
        """Return the findings painted at a cell, strongest first."""
        return findings_to_mark(self.session, cell)

    @property
    def is_centred(self) -> bool:
        """Whether the numbers stand in the middle of their cells, as they are printed."""
        return self.section.tables[0].layout is not Layout.MATRIX

    @property
    def is_closed(self) -> bool:
        """Whether the report is final: its cells look so."""
        return self.session.state is State.FINAL

    # Words

    def text_of(self, box: Box) -> str:
        """Return the words or the number of a box."""
        return f"{box.text}{_UNPRINTED}" if box == self._last_helping else box.text or self.look(box).text

    def tip_of(self, box: Box) -> str | None:
        """Return the sentences about a number, or a label in full."""
        if box.cell is None:
            return _HELPS if is_sum(box) else box.text
        lines = [finding.message for finding in self.findings(box.cell)]
        look = self.look(box)
        if look.guessed:
            lines.insert(0, f"{_GUESSED}，见右边的核对结果")
        if look.proposal is not None:
            doubt = "这一格最可能有误，" if look.suspect else ""
            lines.insert(0, f"{doubt}建议值{number_text(look.proposal)}（按{TAKE.key}采用）")
        if look.remarks:
            lines.insert(0, look.remarks)
        if look.unsaved:
            lines.insert(0, f"未保存：{look.unsaved}")
        original = original_words(self.session, box.cell)
        if original:
            lines.append(f"原件合计：{original}")
        if look.before is not None and self.session.before is not None:
            lines.append(f"{self.session.before.name}：{look.before}")
        if look.last:
            lines.append(f"上年：{look.last}")
        return "\n".join(lines) or None

    def spoken(self, box: Box) -> str:
        """Say all about a box, for a screen reader: table, row, column, value, state."""
        if box.cell is None:
            return self.text_of(box)
        name = self.session.report.form.accessible_name(box.cell)
        look = self.look(box)
        return "，".join([name, look.text or "空白", *self._states(box.cell, look)])

    def _states(self, cell: Cell, look: Look) -> Iterable[str]:
        if look.unsaved:
            yield "未保存"
        if cell in self.session.report.form.totals:
            yield "自动合计" if look.derived else "手工录入的合计"
        if look.severity is not None:
            yield _GUESSED if look.guessed else SEVERITY_NAMES[look.severity]
        if look.proposal is not None:
            yield f"建议值{number_text(look.proposal)}"
        if look.before is not None and self.session.before is not None:
            yield f"{self.session.before.name}{look.before}"
        if look.remarks:
            yield "有意见"
        if look.last:
            yield f"上年{look.last}"

    # Keeping in step

    def refresh(self) -> None:
        """Repaint what looks another way now, each by itself: Qt repaints a whole view for more than one."""
        before, self._looks = self._looks, looks_of(self.session, self.grid)
        for box, look in self._looks.items():
            if look != before[box]:
                index = self.index(box.row, box.column)
                self.dataChanged.emit(index, index)
