"""The line at the foot of the window: saved when, what is left, how long, how large."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStatusBar, QToolButton, QWidget

from model.form.schema import Severity
from model.rules.tally import Unfilled
from ui.actions.in_window import ZOOM_IN, ZOOM_OUT, ZOOM_RESET
from ui.appearance.marking import mark
from ui.appearance.signs import done_icon, severity_icon
from ui.frame.sign import Sign
from ui.frame.steady import DIGIT_WIDE

Offered = tuple[str, Callable[[], None]]  # the words of a button, and what it does
_SAVED = "已保存"
_OFFERS = 2  # buttons at most
_LEAST, _BETWEEN, _NARROWEST = 120, 8, 320  # pixels


class StatusLine(QStatusBar):
    """Says one thing on the left, and keeps the figures on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._unsaved = UnsavedLine()
        self.addWidget(self._unsaved, 100)  # it takes the room that it wants before the others
        self._sign, self._sentence, self._said = Sign(14), QLabel(), ""
        self._rest = ""  # what is so as long as nothing else happens
        self._is_news = False  # it was said just now
        self._is_refusal = False
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setAccessibleName("状态")
        mark(self._sentence, "refused", False)
        self._blanks, self._due = QLabel(), QLabel()
        self._sign.setContentsMargins(10, 0, 0, 0)
        self.addWidget(self._sign)
        self.addWidget(self._sentence)
        self._offers = [self._offer_button(number) for number in range(_OFFERS)]
        self._offered: list[Callable[[], None]] = []
        self.addWidget(QLabel(), 1)
        for label in (self._blanks, self._due):
            label.setContentsMargins(10, 0, 10, 0)
            self.addPermanentWidget(label)
        self._zoom = self._add_zoom()
        self.show_zoom(None)

    def _add_zoom(self) -> tuple[QToolButton, QToolButton, QToolButton]:
        less = self._button("−", ZOOM_OUT.tooltip)
        percent = self._button("100%", ZOOM_RESET.told("恢复100%"))
        more = self._button("＋", ZOOM_IN.tooltip)
        for button in (less, percent, more):
            self.addPermanentWidget(button)
        return less, percent, more

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Let the buttons do what the menu does."""
        for button, declared in zip(self._zoom, (ZOOM_OUT, ZOOM_RESET, ZOOM_IN), strict=True):
            button.clicked.connect(actions[declared.id].trigger)

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        return button

    def say(self, sentence: str) -> None:
        """Say something that needs no sign."""
        self._sign.show_icon(None)
        self._tell(sentence)

    def add(self, sentence: str) -> None:
        """Say something besides what was said just now; what is offered for that stays."""
        if not self._is_news or not self._said:
            self.say(sentence)
            return
        self._said = f"{self._said}；{sentence}"
        self._tip(self._said)
        self._fit()

    def begin(self, sentence: str) -> None:
        """Say what is so from now on, on another page."""
        self._rest = sentence
        self.say(sentence)

    def _tell(self, sentence: str, *, refused: bool = False) -> None:
        self._put(sentence, refused=refused)
        self._is_news = True
        QTimer.singleShot(0, self, self._is_said)

    def _is_said(self) -> None:
        self._is_news = False

    def rest_on(self, sentence: str) -> None:
        """Say what is so from now on, once what was said last is let go."""
        if self._said == self._rest:
            self.say(sentence)
        self._rest = sentence

    @property
    def tells_when_saved(self) -> bool:
        """Whether the last edit was of what is shown."""
        return self._rest.startswith(_SAVED)

    def let_go(self) -> None:
        """Say no more what was done, or was not, where the user is not any more.

        What just led here stays, and what is offered for something that was done.
        """
        if not self._is_news and (self._is_refusal or self._offers[0].isHidden()):
            self._sign.show_icon(done_icon() if self._rest.startswith(_SAVED) else None)
            self._put(self._rest)

    def _offer_button(self, number: int) -> QToolButton:
        button = self._button("", "")
        mark(button, "link")
        button.clicked.connect(lambda *_: self._offered[number]())
        button.hide()
        self.addWidget(button)
        return button

    def offer(
        self,
        sentence: str,
        what: str,
        act: Callable[[], None],
        *more: Offered,
        warns: bool = False,
    ) -> None:
        """Say that something is done, with buttons for what is likely wanted next; whether all is well with it."""
        sign = severity_icon(Severity.WARN) if warns else done_icon()
        self._sign.show_icon(sign)
        self._tell(sentence)
        self._show_offers(((what, act), *more))

    def _show_offers(self, offers: Sequence[Offered]) -> None:
        self._offered = [one for _, one in offers]
        for button, (words, _) in zip(self._offers, offers, strict=False):
            button.setText(words)
            button.setAccessibleName(words)
            button.show()
        self._fit()

    def saved(self, when: datetime) -> None:
        """Say when the last edit reached the disk."""
        self._sign.show_icon(done_icon())
        self._rest = f"{_SAVED} {when:%H:%M:%S}"
        self._put(self._rest)

    def waits(self, count: int, reason: str) -> None:
        """Say in how many places something is not saved, and why; it stays until all of it is."""
        news = bool(count) != self._unsaved.isVisibleTo(self)
        self._unsaved.show_reason(f"没有存下{count}处：{reason}；还在屏幕上，会自动再试" if count else "")
        if count and news:
            self.say("")  # that something was saved before is no news now
            _alert(self._unsaved.label)
        elif news:
            self._sign.show_icon(done_icon())
            self._put("已全部保存")
            _alert(self._sentence)

    def refuse(self, sentence: str, *offers: Offered) -> None:
        """Say why something was not done, with buttons for what helps; it stays until something else is said."""
        self._sign.show_icon(severity_icon(Severity.HARD))
        self._tell(sentence, refused=True)
        self._show_offers(offers)
        _alert(self._sentence)

    def _put(self, sentence: str, *, refused: bool = False) -> None:
        self._is_refusal = refused
        mark(self._sentence, "refused", refused)
        for button in self._offers:
            button.hide()
        self._said = sentence
        self._tip(sentence)
        self._sign.setFixedSize(self._sign.sizeHint() if sentence else QSize(0, 0))
        self._fit()

    def _tip(self, sentence: str) -> None:
        self._sentence.setToolTip(sentence)
        self._sentence.setAccessibleDescription(sentence)

    def _fit(self) -> None:
        """Show as much as there is room for: a long sentence must not make the window wider than the screen."""
        room = max(self.width() - self._taken(), _LEAST)
        self._sentence.setText(self.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, room))
        # of a fixed size: else each second's time lays the window out anew
        self._sentence.setFixedSize(self._sentence.sizeHint() if self._said else QSize(0, 0))

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the sentence gives way."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def _taken(self) -> int:
        """Return the width of all that stands beside the sentence."""
        beside = [one for one in self.children() if isinstance(one, QWidget) and one is not self._sentence]
        shown = [one.minimumSizeHint().width() for one in beside if not one.isHidden()]
        return sum(shown) + _BETWEEN * (len(shown) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def sentence(self) -> str:
        """What stands on the left."""
        return "　".join(filter(None, (self._unsaved.sentence, self._said)))

    def count(self, left: Unfilled | None) -> None:
        """Show how many cells and texts are not filled in; None where no report is open."""
        self._blanks.setText("" if left is None else f"还差 {left.words}" if left.places else "已填满")

    def count_chosen(self, chosen: int) -> None:
        """Show how many reports of the list are chosen."""
        self._blanks.setText(f"选中{chosen}份" if chosen else "")

    def tell_backup(self, words: str) -> None:
        """Show when the library was backed up last."""
        self._due.setText(words)

    def due(self, deadline: date | None, today: date) -> None:
        """Show how many days are left."""
        self._due.setText(days_left(deadline, today) if deadline else "")

    def show_zoom(self, percent: int | None) -> None:
        """Show how large tables and texts are; None where no report is open."""
        for button in self._zoom:
            button.setVisible(percent is not None)
        self._zoom[1].setText(f"{percent}%".rjust(len("100%"), DIGIT_WIDE))


class UnsavedLine(QWidget):
    """What is not saved, and why: in the colour of what must be mended, as far as there is room; whole in its tip."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = ""
        self._sign, self.label = Sign(14), QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAccessibleName("未保存")
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 6, 0)
        row.addWidget(self._sign)
        row.addWidget(self.label, 1)
        self.hide()

    def show_reason(self, sentence: str) -> None:
        """Show a sentence; nothing is shown for an empty one."""
        self.sentence = sentence
        self.setVisible(bool(sentence))
        self.setToolTip(sentence)
        self.label.setAccessibleDescription(sentence)
        if sentence:
            mark(self.label, "refused")
            self._sign.show_icon(severity_icon(Severity.HARD))
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wanted = self.fontMetrics().horizontalAdvance(self.sentence) + 46
        return QSize(wanted, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 42
        self.label.setText(self.fontMetrics().elidedText(self.sentence, Qt.TextElideMode.ElideRight, room))


def _alert(label: QLabel) -> None:
    """Have a screen reader say what a label says now."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent  # the start can do without

    QAccessible.updateAccessibility(QAccessibleEvent(label, QAccessible.Event.Alert))


def days_left(deadline: date, today: date) -> str:
    """Return how far a day is.

    >>> days_left(date(2026, 1, 31), date(2026, 1, 30))
    '距截止还有1天'
    """
    days = (deadline - today).days
    if days < 0:
        return f"已过截止日{-days}天"
    return f"距截止还有{days}天" if days else "今天截止"
