"""修改记录: what was changed, from what to what, when and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
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
from model.report.printed import printed_cell
from model.report.prose import difference
from model.report.report import Level
from model.storage.facts import ADDRESS, Milestone
from model.storage.records import Entry, State
from ui.actions.in_window import HISTORY
from ui.lists.columns import ColumnsModel, ListColumn, fit
from ui.lists.look import dress
from ui.state.session import Session

History = Callable[[str | None], Sequence[Entry]]  # the entries of a place, or of the whole report

_HEADER = {
    "unit": "单位名称",
    "unit_id": "所属单位",
    "level": "机关层级",
    "year": "年度",
    "state": "状态",
    "finalised_on": "定稿日期",
    "deadline": "截止日期",
    "deleted": "删除时间",
}
_LABELS = {**{level.value: level.label for level in Level}, **{state.value: state.label for state in State}}
_MILESTONES = {**{one.value: one.label for one in Milestone}, ADDRESS: "公开网址"}
_BLANK = "（空白）"
_AROUND = 10  # characters before and after what differs in a text


def columns(form: Form) -> tuple[ListColumn[Entry], ...]:
    """Return the columns of a history, newest first: where, from what to what, how, and what it was called."""

    def place(entry: Entry) -> str:
        return place_name(form, entry.place)

    def stretch(entry: Entry) -> tuple[str, str]:
        return _stretch(entry) if entry.place in form.texts else (_value(entry.old), _value(entry.new))

    return (
        ListColumn("when", "时间", _when, width=160),
        ListColumn("place", "位置", place, width=285, tip=place),
        ListColumn("old", "原来", lambda entry: stretch(entry)[0], width=180, tip=lambda entry: _value(entry.old)),
        ListColumn("new", "改为", lambda entry: stretch(entry)[1], width=190, tip=lambda entry: _value(entry.new)),
        ListColumn("how", "方式", lambda entry: entry.how.label, width=90),
        ListColumn("step", "操作", _step, tip=_step),
    )


def _when(entry: Entry) -> str:
    return entry.when.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _step(entry: Entry) -> str:
    return entry.step if entry.fits else f"{entry.step}（这一行与保存时不符）"


def place_name(form: Form, place: str) -> str:
    """Name what was changed.

    >>> from model.form.editions import FORM_2021
    >>> place_name(FORM_2021, "year")
    '年度'
    >>> place_name(FORM_2021, "explanations/X1/applications/brought_forward/total")
    '第三部分“上年结转”行“总计”列的说明（X1）'
    >>> place_name(FORM_2021, "printed/applications/received/total")
    '第三部分“本年新收”行“总计”列的原件合计'
    """
    if place in form.texts or place in form.cells:
        return form.name_of(place)
    kind, _, rest = place.partition("/")
    printed = printed_cell(place)
    if printed is not None and printed in form.cells:
        return f"{form.name_of(printed)}的原件合计"
    if kind == "fact":
        return f"{_MILESTONES.get(rest, rest)}的登记"
    if kind == "explanations":
        check, _, at = rest.partition("/")
        return f"{place_name(form, at.split(',')[0])}的说明（{check}）"
    return _HEADER.get(place, place)


def _value(value: str | None) -> str:
    return _LABELS.get(value) or _time(value) or value if value else _BLANK


def _time(value: str) -> str | None:
    """Return a stamp as people write the time; None where it is none."""
    try:
        return datetime.fromisoformat(value).astimezone().strftime("%Y-%m-%d %H:%M:%S") if "T" in value else None
    except ValueError:
        return None


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
        self.model = ColumnsModel(columns(session.report.form), self)
        self.places = self._choice(session.report.form, place)
        self.table = _table(self.model)
        self.nothing = QLabel("还没有修改")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWindowTitle(HISTORY.label)
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
        self.model.show(entries)
        self.table.setVisible(bool(entries))
        self.nothing.setVisible(not entries)
        if entries:
            self.table.selectRow(0)


def _table(model: ColumnsModel[Entry]) -> QTableView:
    table = QTableView()
    table.setModel(model)
    dress(table, HISTORY.label, row_height=30)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    fit(table, model.columns)
    return table
