"""雷同: pairs of texts that are nearly the same, and both of them side by side with what differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.collecting.alike import AlikeTexts, passages
from app.collecting.last_years import LastYears
from app.writing.differing import Stretch
from model.collection.unit import UnitTree
from model.form.form import Form
from model.storage.library import Library
from ui.actions.in_county import REVIEW
from ui.appearance.theme import colours, ui_font
from ui.county.comparison.zoomed_table import ZoomedTable
from ui.county.empty import EmptyPlace
from ui.frame.buttons import push_button
from ui.lists.columns import ColumnsModel, ListColumn
from ui.lists.look import choose_row

OWN_LAST = "上年"
_NOTHING = "没有雷同的文字", "80字以上、九成以上相同的才列出；程序给的句子不算。"
_ROW, _LEAST, _LOW = 30, 260, 80  # pixels


class AlikeView(QWidget):
    """The list on the left, the two texts on the right."""

    opened = Signal(int, str)  # a unit, the place of the text

    def __init__(self, library: Library, tree: UnitTree, form: Form, year: int) -> None:
        super().__init__()
        self._library, self._tree, self._form, self._year = library, tree, form, year
        self._last = LastYears(library, year)
        self.model: ColumnsModel[AlikeTexts] = ColumnsModel(self._columns(), self)
        self.table = ZoomedTable("雷同的文字", self.model, _ROW)
        self.names, self.texts = (QLabel(), QLabel()), (QTextEdit(), QTextEdit())
        self.to_unit, self.to_other = push_button(""), push_button("")
        self.about = QLabel(wordWrap=True)
        self.about.setProperty("muted", True)
        self.nothing = EmptyPlace("text-quote", *_NOTHING)
        self._pair: AlikeTexts | None = None
        self._is_shared = False  # the room between list and texts, until somebody shares it otherwise
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._show(now.row()))
        self.table.activated.connect(lambda index: self._open(self.model.row(index.row()).unit))
        self.to_unit.clicked.connect(lambda: self._open_one(other=False))
        self.to_other.clicked.connect(lambda: self._open_one(other=True))
        self.setFocusProxy(self.table)

    def _columns(self) -> tuple[ListColumn[AlikeTexts], ...]:
        texts, place = self._form.texts, self._form.name_of
        return (
            ListColumn("unit", "单位", self._of, share=38, tip=self._of),
            ListColumn("other", "与", self._other, share=34, tip=self._other),
            ListColumn("place", "哪一段", lambda one: texts[one.place].name, tip=lambda one: place(one.place)),
            ListColumn("percent", "相同", lambda one: one.percent, "{:.0f}%".format, width=58, right=True),
        )

    def _of(self, one: AlikeTexts) -> str:
        return self._name(one.unit)

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 8, 12, 8)
        heads, both, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for name, text, words in zip(self.names, self.texts, ("这一份的文字", "另一份的文字"), strict=True):
            name.setFont(ui_font(bold=True))
            name.setWordWrap(True)
            text.setReadOnly(True)
            text.setTabChangesFocus(True)
            text.setAccessibleName(words)
            text.setMinimumHeight(_LOW)
            heads.addWidget(name, 1)
            both.addWidget(text, 1)
        for button in (self.to_unit, self.to_other):
            foot.addWidget(button)
        foot.addStretch(1)
        for part in (heads, both, foot):
            part.setSpacing(12)
        column.addLayout(heads)
        column.addLayout(both, 1)
        column.addWidget(self.about)
        column.addLayout(foot)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        for part_, share in ((self.table, 2), (right, 3)):
            self.split.addWidget(part_)
            part_.setMinimumWidth(_LEAST)
            self.split.setStretchFactor(self.split.count() - 1, share)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        whole.addWidget(self.nothing)

    def tell_at_work(self) -> None:
        """Say that the pairs are not known yet."""
        self.show_pairs(())
        self.nothing.say("正在比对各单位的文字", "比好就列在这里，可以先做别的。")

    def show_pairs(self, found: Sequence[AlikeTexts], failure: str = "") -> None:
        """Show pairs of texts, or why they are not known."""
        self.nothing.say(*((failure, "收到新的年报以后会再比。") if failure else _NOTHING))
        self.model.show(found)
        self.split.setVisible(bool(found))
        self.nothing.setVisible(not found)
        if found:
            choose_row(self.table, 0)

    def _name(self, unit: int) -> str:
        return self._tree.units[unit].name

    def _other(self, one: AlikeTexts) -> str:
        return OWN_LAST if one.other is None else self._name(one.other)

    def _open_one(self, *, other: bool) -> None:
        if self._pair is not None:
            self._open(self._pair.other if other else self._pair.unit)

    def _open(self, unit: int | None) -> None:
        if self._pair is not None and unit is not None:
            self.opened.emit(unit, self._pair.place)

    def _show(self, row: int) -> None:
        if not 0 <= row < self.model.count():
            return
        self._pair = pair = self.model.row(row)
        mine, theirs = self._text(pair.unit, pair.place), self._text_of_other(pair)
        place = self._form.name_of(pair.place)
        last_year = pair.other is None
        self.names[0].setText(f"{self._name(pair.unit)}　{self._year}年度")
        whose, year = (pair.unit, self._year - 1) if pair.other is None else (pair.other, self._year)
        self.names[1].setText(f"{self._name(whose)}　{year}年度")
        found = passages(mine, theirs)
        self._write(self.texts[0], mine, found, lambda one: one.now)
        self._write(self.texts[1], theirs, found, lambda one: one.was)
        marked = "不同的字加了底色和下划线。" if found else "太长，不逐处对照。"
        self.about.setText(f"{place}，{pair.percent:.0f}%的字相同；{marked}")
        self.to_unit.setText(f"{REVIEW.label}{self._name(pair.unit)}")
        self.to_other.setVisible(not last_year)
        self.to_other.setText(f"{REVIEW.label}{self._name(whose)}")

    def _text(self, unit: int, place: str) -> str:
        current = self._library.county.current(unit)
        return current.report.texts.get(place, "") if current else ""

    def _text_of_other(self, pair: AlikeTexts) -> str:
        if pair.other is not None:
            return self._text(pair.other, pair.place)
        last = self._last.of(self._tree.units[pair.unit])
        return last.texts.get(pair.place, "") if last else ""

    @staticmethod
    def _write(view: QTextEdit, text: str, found: Sequence[Stretch] | None, stands: Callable[[Stretch], bool]) -> None:
        view.clear()
        cursor = view.textCursor()
        for one in found or [Stretch(text, was=True, now=True)]:
            if stands(one):
                cursor.insertText(one.words, _look(same=one.was and one.now))
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        view.setTextCursor(cursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_shared:
            self._is_shared = True
            self.split.setSizes([self.width() * 2 // 5, self.width() * 3 // 5])


def _look(*, same: bool) -> QTextCharFormat:
    look, tone = QTextCharFormat(), colours()
    look.setForeground(tone.text)
    if not same:
        look.setBackground(tone.hint_soft)
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    return look
