"""修改记录: what was changed, from what to what, when and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.earlier_values import brought_back, can_be_brought_back
from app.past_words import place_in_brief, place_name, said_words, stretch
from model.errors import UserError
from model.form.form import Form
from model.storage.events import HistoryEvent
from model.storage.library import Library
from model.storage.records import Change, Entry, How
from ui import dialogs
from ui.actions.in_window import HISTORY
from ui.lists.columns import ColumnsModel, ListColumn, fit
from ui.lists.look import RowInk, choose_row, dress
from ui.state.session import Session

_WIDTH, _HEIGHT, _NARROW = 1040, 520, 860  # pixels
_AROUND = 24  # pixels beside the words of a cell
_PLACE = 280  # pixels: what is shortened here could be another place


def columns(form: Form) -> tuple[ListColumn[Entry], ...]:
    """Return the columns of a history, newest first: where, from what to what, and what did it."""

    def place(entry: Entry) -> str:
        return place_name(form, entry.place)

    def brief(entry: Entry) -> str:
        return place_in_brief(form, entry.place)

    def values(entry: Entry) -> tuple[str, str]:
        return stretch(entry) if entry.place in form.texts else _both(entry)

    return (
        ListColumn("when", "时间", _when, width=154, narrow=150),
        ListColumn("place", "位置", brief, width=_PLACE, tip=place, narrow=186),
        ListColumn(
            "old", "原来", lambda entry: values(entry)[0], share=36, tip=lambda entry: _both(entry)[0], narrow=80
        ),
        ListColumn(
            "new", "改为", lambda entry: values(entry)[1], share=36, tip=lambda entry: _both(entry)[1], narrow=80
        ),
        ListColumn("step", "操作", _step, tip=_step),
    )


def _both(entry: Entry) -> tuple[str, str]:
    return said_words(entry.place, entry.old), said_words(entry.place, entry.new)


def _when(entry: Entry) -> str:
    return entry.when.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _step(entry: Entry) -> str:
    """Return what did it: the name of the step tells how, where it has one."""
    step = entry.step or entry.how.label
    return step if entry.fits else f"{step}（这一行与保存时不符）"


class HistoryDialog(QDialog):
    """The changes of the open report, or of one place of it."""

    def __init__(
        self, session: Session, library: Library, place: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._library = session, library
        self.model = ColumnsModel(columns(session.report.form), self)
        self.places = self._choice(session.report.form, place)
        self.table = _table(self.model)
        self.nothing = QLabel("还没有修改")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.in_full = QLabel(wordWrap=True)  # what did the chosen change: a reason is longer than a column
        self.in_full.setTextFormat(Qt.TextFormat.PlainText)
        self.in_full.setProperty("muted", True)
        self.said = QLabel()
        self.said.hide()
        self.said.setWordWrap(True)
        self.said.setProperty("muted", True)
        dialogs.entitle(self, HISTORY.label)
        self._lay_out()
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - 40), min(_HEIGHT, room.height() - 60))
        self._show()

    def _choice(self, form: Form, place: str | None) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName("查看范围")
        choice.addItem("整份年报的修改", None)
        if place is not None:
            choice.addItem(f"只看{form.name_of(place)}", place)
            choice.setCurrentIndex(1)
        choice.currentIndexChanged.connect(self._show)
        return choice

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        reset = QDialogButtonBox.ButtonRole.ResetRole
        self.place_button = buttons.addButton("把这一处改回原来的值(&O)", reset)
        self.whole_button = buttons.addButton("把整份年报恢复到这之前(&W)", reset)
        self.place_button.clicked.connect(self._bring_back_place)
        self.whole_button.clicked.connect(self._bring_back_whole)
        self.table.selectionModel().currentRowChanged.connect(self._enable)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.setSpacing(10)
        layout.addWidget(self.places)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(self.in_full)
        layout.addWidget(self.said)
        layout.addWidget(buttons)
        close.setDefault(True)  # what Enter in the list does

    def _show(self) -> None:
        entries = self._library.history(self._session.id, self.places.currentData())
        self.model.show(entries)
        self.table.setVisible(bool(entries))
        self.nothing.setVisible(not entries)
        if entries:
            choose_row(self.table, 0)
        self._enable()

    # What is brought back

    @property
    def _chosen(self) -> Entry | None:
        row = self.table.currentIndex().row()
        return self.model.row(row) if 0 <= row < self.model.count() else None

    def _enable(self) -> None:
        entry, writable = self._chosen, self._session.read_only is None
        about = entry is not None and can_be_brought_back(entry, self._session.typed)
        self.in_full.setText(_step(entry) if entry is not None else "")
        self.place_button.setEnabled(writable and about)
        self.whole_button.setEnabled(writable and entry is not None)
        self.place_button.setToolTip("" if about else "只有数字和文字可以改回；说明和单位信息请用“撤销”")

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def _bring_back_place(self) -> None:
        if (entry := self._chosen) is not None:
            self._bring_back({entry.place: entry.old}, HistoryEvent.BROUGHT_BACK.label)

    def _bring_back_whole(self) -> None:
        if (entry := self._chosen) is None:
            return
        moment = f"{entry.when.astimezone():%Y-%m-%d %H:%M:%S}"
        question = f"把数字和文字恢复到{moment}这次修改之前？说明、单位和年度不变。恢复以后可以撤销。"
        if dialogs.ask_undoable(self, question, "恢复", "不恢复"):
            self._bring_back_all(entry, HistoryEvent.AS_BEFORE.about(moment))

    def _bring_back_all(self, entry: Entry, step: str) -> None:
        try:
            values = self._library.values_before(self._session.id, entry)
        except UserError as error:
            self._say(error.sentence)
            return
        self._bring_back(values, step)

    def _bring_back(self, values: Mapping[str, str | None], step: str) -> None:
        try:
            changes = brought_back(self._session.typed, values)
        except UserError as error:
            self._say(error.sentence)
            return
        done = self._session.edit(changes, How.UNDONE, step)
        self._show()
        self._say(_told(changes) if done else "没有恢复，原因在窗口下方的状态栏里")


def _told(changes: Sequence[Change]) -> str:
    return f"已恢复{len(changes)}处，可以用“撤销”取消" if changes else "现在就是这样，没有要恢复的"


class _Changes(QTableView):
    """The changes; where there is little room, all columns give way."""

    def __init__(self, model: ColumnsModel[Entry]) -> None:
        super().__init__()
        self._changes = model
        self.setModel(model)

    def resizeEvent(self, event: QResizeEvent) -> None:
        fit(self, self._changes.columns, narrow_below=_NARROW)
        super().resizeEvent(event)


class _BothEnds(RowInk):
    """Leaves out the middle of a name that has no room: its ends tell it from others."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        room = option.rect.width() - _AROUND  # type: ignore[attr-defined]
        middle = Qt.TextElideMode.ElideMiddle
        option.text = option.fontMetrics.elidedText(option.text, middle, room)  # type: ignore[attr-defined]


def _table(model: ColumnsModel[Entry]) -> QTableView:
    table = _Changes(model)
    dress(table, HISTORY.label, row_height=30)
    table.setItemDelegateForColumn(model.position("place"), _BothEnds(table))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    return table
