"""修改记录: what was changed, from what to what, when and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from model.form.form import Form
from model.report.prose import difference
from model.report.report import Level
from model.storage.records import Entry, How, State
from ui.state.session import Session

History = Callable[[str | None], Sequence[Entry]]  # the entries of a place, or of the whole report

HOW = {
    How.TYPED: "录入",
    How.PASTED: "粘贴",
    How.IMPORTED: "导入",
    How.FILLED: "自动填入",
    How.UNDONE: "撤销或重做",
}
_HEADER = {"unit": "单位名称", "level": "机关层级", "year": "年度", "state": "状态"}
_LABELS = {**{level.value: level.label for level in Level}, **{state.value: state.label for state in State}}
_BLANK = "（空白）"
_AROUND = 10  # characters before and after what differs in a text
_COLUMNS = ("时间", "位置", "原来", "改为", "方式", "操作")
_WIDTHS = (140, 260, 200, 200, 90)
_ROOT = QModelIndex()


class HistoryModel(QAbstractTableModel):
    """Entries as a table, newest first."""

    def __init__(self, form: Form, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section]
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(entry)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return _whole(entry, self._form)[index.column()]
        return None

    def _shown(self, entry: Entry) -> tuple[str, ...]:
        old, new = _stretch(entry) if entry.place in self._form.texts else (_value(entry.old), _value(entry.new))
        when = entry.when.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        return when, place_name(self._form, entry.place), old, new, HOW[entry.how], _step(entry)


def _step(entry: Entry) -> str:
    return entry.step if entry.fits else f"{entry.step}（这一行与保存时不符）"


def _whole(entry: Entry, form: Form) -> tuple[str | None, ...]:
    return None, place_name(form, entry.place), _value(entry.old), _value(entry.new), None, _step(entry)


def place_name(form: Form, place: str) -> str:
    """Name what was changed.

    >>> from model.form.editions import FORM_2021
    >>> place_name(FORM_2021, "year")
    '年度'
    >>> place_name(FORM_2021, "explanations/X1/applications/brought_forward/total")
    '第三部分“上年结转”行“总计”列的说明（X1）'
    """
    if place in form.texts or place in form.cells:
        return form.name_of(place)
    kind, _, rest = place.partition("/")
    if kind == "explanations":
        check, _, at = rest.partition("/")
        return f"{place_name(form, at.split(',')[0])}的说明（{check}）"
    return _HEADER.get(place, place)


def _value(value: str | None) -> str:
    return _LABELS.get(value, value) if value else _BLANK


def _stretch(entry: Entry) -> tuple[str, str]:
    """Return what differs of two texts, with a few characters around it."""
    old, new = entry.old or "", entry.new or ""
    start, end, words = difference(old, new)
    return _clip(old, start, end), _clip(new, start, start + len(words))


def _clip(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    flat = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{flat}{'…' if last < len(text) else ''}" if flat else _BLANK


class HistoryDialog(QDialog):
    """The changes of the open report, or of one place of it."""

    def __init__(
        self, session: Session, history: History, place: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._history = history
        self.model = HistoryModel(session.report.form, self)
        self.places = self._choice(session.report.form, place)
        self.table = _table(self.model)
        self.nothing = QLabel("还没有修改")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWindowTitle("修改记录")
        self._lay_out()
        self.resize(1040, 520)
        self._show()

    def _choice(self, form: Form, place: str | None) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName("查看范围")
        choice.addItem("整份报告的修改", None)
        if place is not None:
            choice.addItem(f"只看{form.name_of(place)}", place)
            choice.setCurrentIndex(1)
        choice.currentIndexChanged.connect(self._show)
        return choice

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.setSpacing(10)
        layout.addWidget(self.places)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(buttons)

    def _show(self) -> None:
        entries = self._history(self.places.currentData())
        self.model.show_entries(entries)
        self.table.setVisible(bool(entries))
        self.nothing.setVisible(not entries)
        if entries:
            self.table.selectRow(0)


def _table(model: HistoryModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName("修改记录")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, width in enumerate(_WIDTHS):
        table.setColumnWidth(column, width)
    table.horizontalHeader().setStretchLastSection(True)
    return table
