"""县里的意见: what the county said of a report that it sent back, each a card on which it is answered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.collecting.returning import place_words, short_place
from app.heeding import SentBack, not_heeded
from app.returned import told_of
from model.collection.opinion import Opinion, unanswered
from model.collection.remarks import RemarkAnswer
from ui.actions.in_window import REOPEN
from ui.appearance.labels import muted_wrapped, wrapped
from ui.appearance.marking import mark
from ui.frame.buttons import push_button
from ui.frame.chip import Chip
from ui.frame.place_link import PlaceLink
from ui.state.session import Session

NAME = "县里的意见"
_TONES = {RemarkAnswer.NONE: "warn", RemarkAnswer.DONE: "done", RemarkAnswer.KEPT: "explain"}
_ALL = "其余的都已改"
_SAME = "与退回的那一稿相同"


class OpinionsPanel(QWidget):
    """The cards; what is answered is written at once, and each answer is a step of undo."""

    chosen = Signal(str, str)  # a place, and the words of it
    reopen_wanted = Signal()
    counted = Signal(str)  # what a tab says

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName(NAME)
        self.about, self.all_button = QLabel(), push_button(_ALL)
        self.reopen_button = push_button(f"{REOPEN.label}…", REOPEN.icon, "已定稿，修订后才能改、才能答复")
        self.cards: list[OpinionCard] = []
        self._cards = QVBoxLayout()
        self._place = ""  # where the cursor is
        self._shown: tuple[tuple[Opinion, ...], bool, frozenset[str]] | None = None
        self._sent: SentBack | None = None
        self._lay_out()
        self.all_button.clicked.connect(self._answer_the_rest)
        self.reopen_button.clicked.connect(self.reopen_wanted)
        session.state_changed.connect(self.refresh)
        session.checked.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        self.about.setWordWrap(True)
        head = QVBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(6)
        head.addWidget(self.about)
        row = QHBoxLayout()
        row.addWidget(self.reopen_button)
        row.addWidget(self.all_button)
        row.addStretch(1)
        head.addLayout(row)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 4, 12, 12)
        self._cards.setSpacing(8)
        column.addLayout(self._cards)
        column.addStretch(1)
        area = self._area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(area, 1)

    def refresh(self) -> None:
        """Show what was said as it is now; a card that is as it was stays."""
        opinions, writable = self._session.stored.opinions, self._session.read_only is None
        left = unanswered(opinions)
        same = self._not_done()
        self.about.setText(f"{told_of(opinions)}{f'；{len(same)}条答了“已改”，那里还和退回时一样' if same else ''}")
        self.all_button.setVisible(writable and left > 1)
        self.reopen_button.setVisible(not writable and bool(opinions))
        self.counted.emit(f"{NAME} {left}" if left else f"{NAME} ✓")
        if self._shown == (opinions, writable, same):
            return
        keys = QApplication.focusWidget()
        had = next((at for at, card in enumerate(self.cards) if keys and card.isAncestorOf(keys)), None)
        self._shown = opinions, writable, same
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [self._card(one, writable=writable, same=one.id in same) for one in opinions]
        self.follow(self._place)
        if had is not None and self.cards:
            self._go_on(had)

    def _not_done(self) -> frozenset[str]:
        """Return the opinions that are said to be heeded although nothing changed there since they came."""
        session = self._session
        if session.sent_back is None or not session.is_checked:
            return frozenset()
        if self._sent is None or self._sent.sent is not session.sent_back or self._sent.now is not session.assessment:
            self._sent = SentBack(session.sent_back, session.assessment)
        return not_heeded(self._sent, session.stored.opinions)

    def _card(self, one: Opinion, *, writable: bool, same: bool) -> OpinionCard:
        form = self._session.report.form
        card = OpinionCard(short_place(form, one), place_words(form, one), one, writable=writable, same=same)
        card.place.clicked.connect(lambda: self.chosen.emit(one.place, one.quote))
        card.answered.connect(lambda answer, words: self._session.answer_opinions([one.id], answer, words))
        self._cards.addWidget(card)
        card.show()  # else it takes no keys before all is laid out anew
        return card

    def _go_on(self, had: int) -> None:
        """Put the keys to the next opinion that is still to be answered."""
        order = [*self.cards[had:], *self.cards[:had]]
        card = next((one for one in order if not one.opinion.is_answered), self.cards[min(had, len(self.cards) - 1)])
        card.done.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(card)

    def follow(self, place: str) -> None:
        """Make the cards of the place where the cursor is the current ones."""
        self._place = place
        mine = [card for card in self.cards if card.opinion.place == place]
        for card in self.cards:
            mark(card, "card", "current" if card in mine else True)
        if mine and self.isVisible():
            self._area.ensureWidgetVisible(mine[0])

    def _answer_the_rest(self) -> None:
        rest = [one.id for one in self._session.stored.opinions if not one.is_answered]
        self._session.answer_opinions(rest, RemarkAnswer.DONE)


class OpinionCard(QFrame):
    """One opinion: where, what, and the two answers; the reason of the second is written on the card."""

    answered = Signal(object, str)  # RemarkAnswer, words

    def __init__(self, where: str, spoken: str, one: Opinion, *, writable: bool, same: bool = False) -> None:
        super().__init__()
        self.opinion, self.is_same = one, same
        self.setProperty("card", True)
        self.place, self.chip, self._same = PlaceLink(where, spoken), Chip(), Chip()
        self.done, self.keep = push_button(RemarkAnswer.DONE.label), push_button(f"{RemarkAnswer.KEPT.label}…")
        self.reason, self.put = QLineEdit(one.answer_words), push_button("记下")
        self._lay_out()
        self._offer(writable=writable)
        self.done.clicked.connect(lambda: self.answered.emit(RemarkAnswer.DONE, ""))
        self.keep.clicked.connect(self._ask)
        self.put.clicked.connect(self._give)
        self.reason.returnPressed.connect(self._give)
        self.reason.textChanged.connect(lambda words: self.put.setEnabled(bool(words.strip())))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(6)
        top = QHBoxLayout()
        self.place.setEnabled(bool(self.opinion.place))
        top.addWidget(self.place, 1)
        self.chip.setParent(self)  # what says something shows itself: without a parent, as a window
        self.chip.say(self.opinion.answer.label, "warn" if self.is_same else _TONES[self.opinion.answer])
        top.addWidget(self.chip)
        column.addLayout(top)
        column.addWidget(wrapped(self.opinion.words))
        for words in self._beside():
            column.addWidget(muted_wrapped(words))
        if self.is_same:
            self._same.setParent(self)
            self._same.say(_SAME, "warn")
            column.addWidget(self._same)
        row = QHBoxLayout()
        for part in (self.done, self.keep):
            row.addWidget(part)
        row.addStretch(1)
        column.addLayout(row)
        below = QHBoxLayout()
        below.addWidget(self.reason, 1)
        below.addWidget(self.put)
        column.addLayout(below)

    def _beside(self) -> list[str]:
        one = self.opinion
        said = f"：{one.answer_words}" if one.answer_words else ""
        insisted = ["县里没有接受上次的答复，仍要求改正"] if one.is_insisted_on else []
        if one.is_answered:
            return [*insisted, f"{one.answer.label}{said}"] if said else insisted
        return [*insisted, f"上次写的{said}"] if said else insisted

    def _offer(self, *, writable: bool) -> None:
        same = f"，{_SAME}" if self.is_same else ""
        spoken = f"{self.place.toolTip()}，{self.opinion.words}，{self.opinion.answer.label}{same}"
        self.setAccessibleName(spoken)
        for button in (self.done, self.keep):
            button.setVisible(writable)
            button.setAccessibleName(f"{button.text()}：{self.opinion.words}")
        self.done.setEnabled(self.opinion.answer is not RemarkAnswer.DONE)
        self.reason.setAccessibleName("不改的原因")
        self.reason.setPlaceholderText("不改的原因，县里会看到")
        self.put.setEnabled(bool(self.opinion.answer_words.strip()))
        for part in (self.reason, self.put):
            part.hide()

    def _ask(self) -> None:
        for part in (self.reason, self.put):
            part.show()
        self.reason.setFocus()

    def _give(self) -> None:
        if words := self.reason.text().strip():
            self.answered.emit(RemarkAnswer.KEPT, words)
