"""The current finding in one row at the foot, where the window has no room for the list beside the tabs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.cards.card import BECOMES
from ui.actions.in_widgets import EXPLAIN
from ui.actions.in_window import ACKNOWLEDGE, EXPLAIN_CURRENT, NEXT_FINDING, PREVIOUS_FINDING, TAKE_CURRENT
from ui.actions.registry import Action
from ui.appearance.marking import mark
from ui.appearance.theme import colours, severity_colour, ui_font
from ui.frame.buttons import follow_action, icon_button
from ui.frame.elided import Elided
from ui.frame.sign import Sign

if TYPE_CHECKING:
    from app.cards.card import FindingCard
    from ui.findings.panel import FindingsPanel

HEIGHT, _EDGE, _SIGN = 40, 3, 16  # pixels
_LEAST = 80  # pixels of the reason
_NARROW = 620  # pixels: below, where it stands among the others is left out


class FindingBar(QWidget):
    """Shows which finding is current, what it says, and what can be done about it."""

    list_wanted = Signal()  # what is to be done needs the list

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("当前这一条核对结果")
        self._panel: FindingsPanel | None = None
        self._sign, self.place, self.numbers = Sign(_SIGN), Elided(14, 60), QLabel()
        self.place.setFont(ui_font(bold=True))
        self.where = QLabel()
        self.where.setProperty("muted", True)
        self.take_button, self.explain_button, self.acknowledge_button = QPushButton(), QPushButton(), QPushButton()
        self.previous_button = icon_button("chevron-up", PREVIOUS_FINDING.tooltip)
        self.next_button = icon_button("chevron-down", NEXT_FINDING.tooltip)
        mark(self.take_button, "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(8)
        acts = (self.take_button, self.explain_button, self.acknowledge_button)
        parts: tuple[QWidget | None, ...] = (self._sign, self.place, self.numbers, *acts, None, self.where)
        for part in (*parts, self.previous_button, self.next_button):
            row.addWidget(part) if part is not None else row.addStretch(1)

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Let the buttons do what the menus do."""
        for button, declared in ((self.previous_button, PREVIOUS_FINDING), (self.next_button, NEXT_FINDING)):
            follow_action(button, actions[declared.id])
        for push, declared in ((self.take_button, TAKE_CURRENT), (self.acknowledge_button, ACKNOWLEDGE)):
            push.clicked.connect(actions[declared.id].trigger)
        self.explain_button.clicked.connect(self.list_wanted)
        self.explain_button.clicked.connect(actions[EXPLAIN_CURRENT.id].trigger)

    def watch(self, panel: FindingsPanel) -> None:
        """Show what is current in the list, also while that cannot be seen."""
        if self._panel is None:
            self._panel = panel
            panel.is_watched = True
            panel.stepped.connect(self.refresh)
            panel.refresh()

    def refresh(self) -> None:
        """Show the finding that is current now."""
        panel = self._panel
        if panel is None or self.isHidden():
            return
        card = panel.card
        self.place.setText(card.place if card else panel.nothing)
        self.numbers.setText((self._figures(card) or self._reason(card)) if card else "")
        self.numbers.setToolTip(card.finding.message if card else "")
        self.where.setText(panel.where)
        self._sign.setVisible(card is not None)
        if card is not None and panel.row is not None:
            self._sign.show_icon(panel.row.group.icon)  # as in the list
        for button, words, can in (
            (self.take_button, _with_key("采用", TAKE_CURRENT), panel.can_take),
            (
                self.explain_button,
                _with_key(EXPLAIN.label, EXPLAIN_CURRENT),
                panel.can_explain and not panel.can_acknowledge,
            ),
            (self.acknowledge_button, _with_key(ACKNOWLEDGE.label, ACKNOWLEDGE), panel.can_acknowledge),
        ):
            button.setText(words)
            button.setVisible(card is not None and can)
        self.where.setVisible(self.width() >= _NARROW)
        self.update()

    def _figures(self, card: FindingCard) -> str:
        """Return the numbers of a card, with what they are where there is room for it; of long words what is right."""
        whole = [card.figures] if self.width() >= _NARROW else []
        right = [card.numbers[1:]] if card.relation == BECOMES else []
        ways = [*whole, *(" ".join(filter(None, some)) for some in (card.numbers, *right))]
        measure = self.numbers.fontMetrics().horizontalAdvance
        return next((words for words in ways if measure(words) <= self._room), self._fitting(ways[-1]))

    def _reason(self, card: FindingCard) -> str:
        """Return why, where no number tells it: that a text is not written, what is missing in one."""
        return self._fitting(card.why)

    @property
    def _room(self) -> int:
        return max(self.width() // 3, _LEAST)

    def _fitting(self, words: str) -> str:
        return self.numbers.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self._room)

    def minimumSizeHint(self) -> QSize:
        return QSize(HEIGHT, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tone = QPainter(self), colours()
        painter.fillRect(self.rect(), tone.base)
        painter.fillRect(0, 0, self.width(), 1, tone.line)
        card = self._panel.card if self._panel is not None else None
        if card is not None:
            painter.fillRect(0, 0, _EDGE, self.height(), severity_colour(card.finding.severity))


def _with_key(words: str, declared: Action) -> str:
    return f"{words}({declared.key.rpartition('+')[2]})"
