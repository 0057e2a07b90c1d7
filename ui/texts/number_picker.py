"""插入数据: find a number of the tables and put it into a text, bound to its cell."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem, QWidget

from model.form.quotable import Quotable, search
from model.form.schema import Cell
from model.report.bindings import Binding, total
from model.report.numbers import number_text
from model.storage.events import HistoryEvent
from model.storage.records import Change, How
from ui.actions.in_widgets import INSERT_NUMBER
from ui.actions.registry import KeyContext, pressed
from ui.dialogs import FormDialog, entitle
from ui.frame.steady import DIGIT_WIDE
from ui.state.session import Session

_PROMPT = "插入表格里的哪个数？以后表格里的数变了，文字里的数跟着变。"
_NOTHING = "没有找到，请换个说法，如“受理”“予以公开 自然人”"


class NumberPicker(FormDialog):
    """A field to search in, and the numbers that are found; Up and Down choose while one types."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, _PROMPT, "插入")
        entitle(self, INSERT_NUMBER.label)
        self._session = session
        self._found: tuple[Quotable, ...] = ()
        self.field, self.list = QLineEdit(), QListWidget()
        self.field.setPlaceholderText("例如：受理　予以公开　不予公开 小计　规范性文件 制发")
        self.field.setAccessibleName("查找数据")
        self.field.installEventFilter(self)
        self.list.setAccessibleName("找到的数据")
        self.list.setMinimumSize(460, 260)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list)
        self.field.textChanged.connect(self._search)
        self.list.itemActivated.connect(self._activated)
        self._search("")
        self.hold_until(
            lambda: self.cells is not None,
            self.field.textChanged,
            self.list.currentRowChanged,
            why=lambda: "这一个还没有填" if self._found else "没有找到",
        )
        self.field.setFocus()

    @property
    def cells(self) -> tuple[Cell, ...] | None:
        """The cells of the number chosen; None while that is blank."""
        row = self.list.currentRow()
        if not 0 <= row < len(self._found):
            return None
        cells = self._found[row].cells
        return None if total(cells, self._session.report.numbers) is None else cells

    def _search(self, query: str) -> None:
        report = self._session.report
        self._found = search(report.edition, query)
        self.list.clear()
        numbers = [total(source.cells, report.numbers) for source in self._found]
        longest = max((len(number_text(number)) for number in numbers), default=0)
        for source, number in zip(self._found, numbers, strict=True):
            shown = "空白" if number is None else number_text(number).rjust(longest, DIGIT_WIDE)
            item = QListWidgetItem(f"{shown}　{source.name}", self.list)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{source.name}，{shown.strip()}")
            if number is None:
                item.setForeground(self.palette().placeholderText())
        if not self._found:
            QListWidgetItem(_NOTHING, self.list).setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.setCurrentRow(0)

    def _activated(self) -> None:
        if self.cells is not None:
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and pressed(event, KeyContext.PICKER):
            if event.type() is QEvent.Type.KeyPress:
                QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)


def insert(session: Session, key: str, text: str, span: tuple[int, int], cells: tuple[Cell, ...]) -> bool:
    """Put the number of some cells into a text, over a stretch of it, as one step of undo; False if it is blank."""
    number = total(cells, session.report.numbers)
    if number is None:
        return False
    start, end = span
    words = number_text(number)
    change = Change(key, session.typed.value(key), text[:start] + words + text[end:])
    bound = Binding(key, start, start + len(words), cells)
    return session.edit([change], How.FILLED, HistoryEvent.NUMBER.label, (bound,))
