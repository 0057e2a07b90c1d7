"""Beside the texts: the sentences for the text with the caret, and under them the same text of last year."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QToolButton, QVBoxLayout, QWidget

from app.writing import own
from app.writing.last_year import TakenOver, taken_over
from app.writing.offering import SentenceOffer, Written, end_of_words, offers, put_in, whole
from app.writing.own import OwnSentence
from model.errors import UserError
from model.report.bindings import Binding, Unseen
from model.report.prose import says_something
from model.sentences.filling import Filled
from model.storage.events import HistoryEvent
from model.storage.library import Library
from model.storage.records import How
from ui.actions.in_widgets import BACK_TO_TEXT, INSERT, INSERT_ALL, NEXT_WORDING, SENTENCES
from ui.appearance import theme
from ui.appearance.signs import icon
from ui.frame.held_area import HeldArea
from ui.state.session import Session
from ui.texts.halves import Halves
from ui.texts.last_year_pane import LastYearPane
from ui.texts.plain_text import with_texts_as_shown
from ui.texts.sentence_list import SentenceList

WIDTH, LEAST = 440, 260  # pixels
_CLOSE = "不再显示"
_EQUAL = 10_000  # pixels: shared out alike
_LINES = 5  # of a list or a text that are seen at least, where there are so many
_LOW = 240  # pixels of a side that has room for little more than two sentences
_SOON = 200  # ms after the last change: what stands here is no part of a keystroke

_WORDS = {
    INSERT.key: "插入",
    INSERT_ALL.key: INSERT_ALL.label,
    "←→": NEXT_WORDING.label,
    BACK_TO_TEXT.key: BACK_TO_TEXT.label,
}
_KEYS = " · ".join(f"{key} {word}" for key, word in _WORDS.items())
_CHOOSE = f"写哪一句由您定：选好按 {INSERT.key} 插入"
_NOTHING_TO_INSERT = f"没有可以一次插入的句子，请按 {SENTENCES.key} 自己选"
_ALL_THERE = f"可以一次插入的句子都已经在文字里；还要别的，请按 {SENTENCES.key} 自己选"


class WritingSide(QWidget):
    """What can be taken into a text; it is put in by the session, at the caret of the page."""

    written = Signal(str, int)  # a text was written by us: its key, and where the caret goes
    said = Signal(str)
    left = Signal()
    closed = Signal()
    last_year_wanted = Signal()

    room = WIDTH

    def __init__(self, session: Session, library: Library | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._library = session, library
        self._key, self._caret = "", (0, 0)
        self._wordings: dict[str, int] = {}
        self._own: list[OwnSentence] = []
        self._is_low: bool | None = None
        self.title, self.hint = QLabel(), QLabel()
        self.list, self.last_year = SentenceList(), LastYearPane()
        self.close_button, self.all_button = QToolButton(), QToolButton()
        self._later = QTimer(self, singleShot=True, interval=_SOON)
        self._later.timeout.connect(self.refresh)
        self._laid = QTimer(self, singleShot=True, interval=0)  # once all is laid out in these letters
        self._laid.timeout.connect(self._take_height)
        self._set_up()
        self._lay_out()
        session.changed.connect(self._soon)
        session.state_changed.connect(self._soon)
        self.setMinimumWidth(LEAST)

    def _set_up(self) -> None:
        self.title.setFont(theme.ui_font(bold=True))
        self.title.setWordWrap(True)
        self.hint.setProperty("muted", True)
        self.hint.setWordWrap(True)
        self.close_button.setIcon(icon("x"))
        self.close_button.setToolTip(_CLOSE)
        self.close_button.setAccessibleName(f"{_CLOSE}{SENTENCES.label}")
        self.close_button.clicked.connect(self.closed)
        self.all_button.setText(INSERT_ALL.label)
        self.all_button.setToolTip(INSERT_ALL.tooltip)
        self.all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all_button.clicked.connect(self.insert_all)
        self.list.chosen.connect(self.insert)
        self.list.all_wanted.connect(self.insert_all)
        self.list.left.connect(self.left)
        self.list.reworded.connect(self._reword)
        self.list.forgotten.connect(self._forget)
        self.last_year.taken.connect(self.take_over)
        self.last_year.wanted.connect(self.last_year_wanted)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.all_button)
        top.addWidget(self.close_button)
        upper = QWidget()
        column = QVBoxLayout(upper)
        self._upper = column
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        self.halves = Halves(Qt.Orientation.Vertical)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(upper)
        self.halves.addWidget(self.last_year)
        self.halves.setHandleWidth(1)
        whole_ = QVBoxLayout(self)
        whole_.setContentsMargins(12, 8, 12, 12)
        area = HeldArea()  # in a low window, or in large letters, the side is looked through
        area.setWidget(self.halves)
        self.halves.resized.connect(self._laid.start)
        whole_.addWidget(area)

    def lie_down(self) -> None:
        """Put last year's half beside the sentences: there is more width than height."""
        self.halves.setOrientation(Qt.Orientation.Horizontal)
        for half in range(self.halves.count()):
            self.halves.setStretchFactor(half, 1)
        self.halves.setSizes([_EQUAL, _EQUAL])
        self.last_year.setContentsMargins(12, 0, 0, 0)
        self._upper.setContentsMargins(0, 0, 12, 8)

    # What is shown

    def show_for(self, key: str, span: tuple[int, int]) -> None:
        """Show what there is for a text; a stretch of it is where sentences go."""
        other, self._key, self._caret = key != self._key, key, span
        if other and self.isVisible():
            self.refresh()

    def _soon(self, *_: object) -> None:
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_up()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._later.stop()

    def _look_up(self) -> None:
        """Read the sentences that were kept: another page may have kept some."""
        self._own = own.kept(self._library) if self._library is not None else []

    def refresh(self) -> None:
        """Show everything anew."""
        self._later.stop()
        if not self._key:
            return
        report = self._session.report
        self.title.setText(f"{report.form.texts[self._key].name}：{SENTENCES.label}")
        self.list.show_offers(offers(report, self._key, self._wordings, self._own))
        writable = self._session.read_only is None
        self.list.setEnabled(writable)
        self.hint.setText(self._session.read_only or _KEYS)
        self.all_button.setVisible(writable)
        self.all_button.setEnabled(writable and bool(self._all()))
        self.last_year.show_text(self._session.last_year, report, self._key, writable=writable)
        self._give_way()
        self._give_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "halves"):
            self._give_way()

    def _give_way(self) -> None:
        """Leave all that there is to the sentences in a low window: keys, and a half that has nothing to show."""
        low = self.height() < _LOW and self.halves.orientation() is Qt.Orientation.Vertical
        self.hint.setHidden(low and self._session.read_only is None)
        self.last_year.setHidden(low and self.last_year.words.isHidden())
        self._laid.start()

    def _take_height(self) -> None:
        """Let no half be lower than its words need at this width; what is higher than the window is scrolled."""
        needed = [self._needed(self._upper, self.list)]
        if not self.last_year.isHidden():
            words = None if self.last_year.words.isHidden() else self.last_year.words
            needed.append(self._needed(self.last_year.layout(), words))
        for at, high in enumerate(needed):
            self.halves.widget(at).setMinimumHeight(high)
        upright = self.halves.orientation() is Qt.Orientation.Vertical
        self.halves.setMinimumHeight(sum(needed) if upright else max(needed))

    def _needed(self, layout: QLayout | None, words: QWidget | None) -> int:
        """Return how high a half is whose list or text shows some lines."""
        if layout is None:
            return 0
        lines = _LINES * self.fontMetrics().lineSpacing() - words.minimumSizeHint().height() if words else 0
        width = layout.geometry().width()
        return int(max(layout.heightForWidth(width), layout.minimumSize().height()) + max(0, lines))

    def _give_room(self) -> None:
        """Let last year's half have as much room as it has something to show."""
        if self.halves.orientation() is Qt.Orientation.Horizontal:
            return
        if self.last_year.words.isHidden() is not self._is_low:
            self._is_low = self.last_year.words.isHidden()
            high = max(self.halves.height(), 1)
            low = self.last_year.sizeHint().height()
            self.halves.setSizes([high - low, low] if self._is_low else [high * 6 // 10, high * 4 // 10])

    def _all(self) -> list[Filled]:
        return whole(self._session.report, self._key, self._wordings)

    # What can be done

    def arrive(self) -> None:
        """Put the cursor on the sentences."""
        self.refresh()
        self.list.arrive()

    def insert(self, one: SentenceOffer) -> bool:
        """Put a sentence in at the caret."""
        done = self._write([one.said])
        if done:
            self.refresh()
            self.list.go_on()
        return done

    def insert_all(self) -> bool:
        """Put in what the text needs, and go back to it."""
        said = self._all()
        report = with_texts_as_shown(self._session.report)
        if not says_something(report.texts.get(self._key, "")):
            self._caret = end_of_words(report, self._key)
        if not said:
            self._let_choose(is_begun=says_something(report.texts.get(self._key, "")))
        done = bool(said) and self._write(said, unseen=True)
        if done:
            self.refresh()
            self.left.emit()
        return done

    def _let_choose(self, *, is_begun: bool) -> None:
        """Go to the sentences of an empty text, of which no table tells the one that is true."""
        is_there = any(one.is_used for one in offers(self._session.report, self._key, self._wordings))
        self.said.emit((_ALL_THERE if is_there else _NOTHING_TO_INSERT) if is_begun else _CHOOSE)
        if not is_begun:
            self.arrive()

    def _write(self, said: Sequence[Filled], *, unseen: bool = False) -> bool:
        """Put sentences in; those that one key chose wait for somebody to look at them, as “写一句” lets its own."""
        one = put_in(with_texts_as_shown(self._session.report), self._key, self._caret, said)
        if unseen:
            waits = Binding(self._key, self._caret[0], one.end, (), Unseen.WRITTEN)
            one = one._replace(bound=(*one.bound, waits))
        return self._edit(one, HistoryEvent.SENTENCE)

    def _edit(self, one: Written, event: HistoryEvent) -> bool:
        key = self._key
        change = self._session.change_to(key, one.text)
        if not self._session.edit([change], How.FILLED, event.label, one.bound):
            return False
        self._caret = one.end, one.end
        self.written.emit(key, one.end)
        return True

    def take_over(self) -> bool:
        """Bring last year's text over in place of what stands there, as one step of undo."""
        last = self._session.last_year
        if last is None or not last.texts.get(self._key):
            return False
        taken: TakenOver = taken_over(last, self._session.report, self._key)
        if not self._edit(Written(taken.text, taken.marked(self._key), len(taken.text)), HistoryEvent.LAST_YEARS_TEXT):
            return False
        self.said.emit(taken.told)
        self.refresh()
        return True

    def _reword(self, one: SentenceOffer, step: int) -> None:
        if one.wordings > 1:
            now = next(n for n in range(one.wordings) if self._reads(one, n))
            self._wordings[one.key] = (now + step) % one.wordings
            self.refresh()

    def _reads(self, one: SentenceOffer, number: int) -> bool:
        found = offers(self._session.report, self._key, {**self._wordings, one.key: number})
        return any(other.said == one.said for other in found if other.key == one.key)

    def keep(self, text: str, span: tuple[int, int]) -> None:
        """Keep words of a text as a sentence of one's own."""
        bindings = [one for one in self._session.bindings if one.text == self._key]
        words = own.template(text, span, bindings, self._session.report.year)
        self._try(lambda library: own.keep(library, OwnSentence(self._key, words)), "存为本单位的句子")

    def _forget(self, one: SentenceOffer) -> None:
        kept = one.own
        if kept is not None:
            self._try(lambda library: own.forget(library, kept), "删去了本单位的这一句")

    def _try(self, act: Callable[[Library], None], done: str) -> None:
        if self._library is None:
            return
        try:
            act(self._library)
        except UserError as error:
            self._session.refused.emit(error.sentence)
        else:
            self.said.emit(done)
            self._look_up()
            self.refresh()
