"""意见: what was said of a unit's report, what the unit answered, and what is ready to be said, one key each."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.cards.names import short_name
from app.collecting.answers import same_words
from app.collecting.explained import Explained
from app.collecting.returning import place_words, short_place
from model.collection.remarks import RemarkAnswer, RemarkVerdict, verdict_words
from model.form.form import Form
from model.storage.county.records import NewRemark, Remark
from ui.actions.in_county import READY, REMARK
from ui.appearance.labels import muted_wrapped, wrapped
from ui.appearance.zoom import grow_along
from ui.frame.buttons import icon_button, push_button
from ui.frame.chip import Chip
from ui.frame.held_area import HeldArea
from ui.frame.place_link import PlaceLink

_TONES = {RemarkAnswer.NONE: "off", RemarkAnswer.DONE: "done", RemarkAnswer.KEPT: "explain"}
_JUDGED = {None: ("未定", "off"), True: ("接受", "done"), False: ("不接受", "hard")}
_LONGEST = 60  # characters of what is ready
_NONE: Mapping[int, int] = {}


class RemarksSide(QWidget):
    """Shows; what is said, taken back or decided is told."""

    said = Signal(str)  # words, of the place where the cursor is
    ready = Signal(int)  # which of what is ready
    removed = Signal(int)
    decided = Signal(int, object)  # a remark, a RemarkVerdict
    chosen = Signal(str)  # a place
    judged = Signal(object, bool)  # an Explained, whether it is taken

    def __init__(self) -> None:
        super().__init__()
        self._writable, self._same = True, _NONE
        self._ready = 0  # remarks that were offered
        self._away: list[tuple[QToolButton, int]] = []  # what takes a remark away, and which
        self.field = QLineEdit()
        self.field.setAccessibleName(REMARK.label)
        self.put = push_button("提出")
        self._cards, self._offers, self._reasons = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.field.returnPressed.connect(self._say)
        self.field.textChanged.connect(lambda _: self._hold())
        self.put.clicked.connect(self._say)
        self._lay_out()
        self._hold()

    def _lay_out(self) -> None:
        inside = QWidget()
        listed = QVBoxLayout(inside)
        listed.setContentsMargins(12, 10, 12, 10)
        listed.setSpacing(8)
        self._cards.setSpacing(8)
        self._offers.setSpacing(4)
        listed.addLayout(self._cards)
        self._reasons.setSpacing(8)
        listed.addLayout(self._reasons)
        listed.addLayout(self._offers)
        listed.addStretch(1)
        area = self._area = HeldArea()
        area.setWidget(inside)
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.put)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addLayout(row)

    # What is shown

    def show_remarks(
        self,
        form: Form,
        remarks: Sequence[Remark],
        ready: Mapping[int, NewRemark],
        *,
        writable: bool,
        same: Mapping[int, int] = _NONE,
    ) -> None:
        """Show what was said, and what could be, by the number of its key.

        `same` are remarks said to be heeded where nothing changed.
        """
        self._hold_still(taken=0 < len(ready) < self._ready)
        self._ready = len(ready)
        self._writable, self._same = writable, same
        for layout in (self._cards, self._offers):
            _clear(layout)
        self._away.clear()
        for one in remarks:
            self._cards.addWidget(self._card(form, one))
        if not remarks:
            self._cards.addWidget(muted_wrapped("还没有提意见。"))
        if ready and writable:
            self._offers.addWidget(muted_wrapped("从核对结果取（按数字键）"))
            for at, new in ready.items():
                if at < len(READY):
                    self._offers.addWidget(self._offer(at, new))
            more = sum(at >= len(READY) for at in ready)
            if more:
                self._offers.addWidget(muted_wrapped(f"另有{more}条，这几条提完再列出；退回时可以一并列为意见。"))
        grow_along(self)
        self._hold()

    def _hold_still(self, *, taken: bool) -> None:
        """Stay where it is; where one of what is offered was `taken`, and is a card above now, stay with the others."""
        if not taken:
            self._area.hold_here()
            return
        top = self._offers.geometry().top() - self._area.verticalScrollBar().value()
        self._area.hold(lambda: self._offers.geometry().top() - top)

    def show_explained(
        self, form: Form, explained: Sequence[Explained], asked: Container[int | None], *, writable: bool
    ) -> None:
        """Show what the unit explained; the remarks in `asked` ask for what was not taken, and go with that."""
        _clear(self._reasons)
        for button, key in self._away:
            if key in asked:
                button.hide()
        if explained:
            self._reasons.addWidget(muted_wrapped(f"单位写了说明的{len(explained)}处"))
        for one in explained:
            self._reasons.addWidget(self._reason(form, one, writable=writable))
        grow_along(self)

    def _reason(self, form: Form, one: Explained, *, writable: bool) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(4)
        at = one.finding.at[0]
        chip = Chip()
        chip.setParent(card)
        chip.say(*_JUDGED[None if one.judgement is None else one.judgement.accepted])
        column.addLayout(_top(self._link(short_name(form, at, one.finding.about), form.name_of(at), at), chip))
        column.addWidget(muted_wrapped(one.finding.message))
        column.addWidget(wrapped(f"说明：{one.explanation.reason}"))
        row = QHBoxLayout()
        for words, accepted in (("接受", True), ("不接受", False)):
            button = push_button(words)
            button.setAccessibleName(f"{words}：{one.explanation.reason}")
            button.setEnabled(one.judgement is None or one.judgement.accepted is not accepted)
            button.clicked.connect(lambda _=False, accepted=accepted: self.judged.emit(one, accepted))
            button.setVisible(writable)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return card

    def _link(self, words: str, spoken: str, place: str) -> PlaceLink:
        link = PlaceLink(words, spoken)
        link.setEnabled(bool(place))
        link.clicked.connect(lambda: self.chosen.emit(place))
        return link

    def tell_place(self, words: str) -> None:
        """Say of what a remark would be."""
        self.field.setPlaceholderText(f"对{words}{REMARK.label}" if words else f"对整份{REMARK.label}")
        self.field.setToolTip(REMARK.told(self.field.placeholderText()))

    def _card(self, form: Form, one: Remark) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(4)
        chip = Chip()
        chip.setParent(card)  # what says something shows itself: without a parent, as a window
        answered = one.answer is not RemarkAnswer.NONE
        decided = one.verdict is not RemarkVerdict.NONE
        chip.say(verdict_words(one.answer, one.verdict) if decided else one.answer.label, _TONES[one.answer])
        away = icon_button("x", "去掉这条意见")
        away.setEnabled(self._writable and not answered)
        away.clicked.connect(lambda: self.removed.emit(one.key))
        self._away.append((away, one.key))
        column.addLayout(_top(self._link(short_place(form, one), place_words(form, one), one.place), chip, away))
        column.addWidget(wrapped(one.words))
        if answered:
            stop = "。" if one.answer_words else ""
            said = muted_wrapped(f"单位：{one.answer.label}{stop}{one.answer_words}")
            column.addLayout(_top(said, *self._held_against(one, card)))
        if one.is_undecided and self._writable:
            column.addLayout(self._verdicts(one))
        return card

    def _held_against(self, one: Remark, card: QWidget) -> Sequence[Chip]:
        """Return what says that nothing changed where the unit says that it did."""
        if one.key not in self._same:
            return ()
        chip = Chip()
        chip.setParent(card)
        chip.say(same_words(self._same[one.key]), "warn")
        chip.setToolTip("单位答“已改”，这里没有改过")
        return (chip,)

    def _verdicts(self, one: Remark) -> QHBoxLayout:
        row = QHBoxLayout()
        for verdict in (RemarkVerdict.ACCEPTED, RemarkVerdict.INSISTED):
            button = push_button(verdict_words(one.answer, verdict))
            button.setAccessibleName(f"{button.text()}：{one.words}")
            button.clicked.connect(lambda _=False, verdict=verdict: self.decided.emit(one.key, verdict))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _offer(self, at: int, new: NewRemark) -> QWidget:
        words = new.words if len(new.words) <= _LONGEST else f"{new.words[:_LONGEST]}…"
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        label = wrapped(words)
        label.setToolTip(new.words)
        add = icon_button("plus", READY[at].told("提这条意见"))
        add.setText(READY[at].key)
        add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        add.clicked.connect(lambda: self.ready.emit(at))
        row.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        return line

    def _hold(self) -> None:
        self.field.setEnabled(self._writable)
        self.put.setEnabled(self._writable and bool(self.field.text().strip()))

    def _say(self) -> None:
        words = self.field.text().strip()
        if words and self._writable:
            self.field.clear()
            self.said.emit(words)


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        if (widget := layout.takeAt(0).widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _top(first: QWidget, *others: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(first, 1)
    for one in others:
        row.addWidget(one)
    return row
