"""The buttons of the current card: real widgets, over the row that is drawn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from app.cards.card import CardKind, Guess
from model.rules.explanations import can_be_explained
from model.rules.finding import Finding
from ui.actions.in_widgets import EXPLAIN, FORGET_ORIGINAL, UNEXPLAIN
from ui.actions.in_window import ACKNOWLEDGE, EXPLAIN_CURRENT, TAKE_CURRENT
from ui.actions.registry import Action
from ui.findings.measures import Measures
from ui.findings.opened import OpenedCard
from ui.findings.reason_field import ReasonField
from ui.findings.rows import FindingGroup, FindingRow, RowKind

LOOK_COLUMN, LOOK_ROW, COMPARE = "查看这一列", "查看这一行", "对照上年"


class CardTools(QWidget):
    """The buttons, and the field for a reason; it lies over the card and lets the rest of it be clicked."""

    take = Signal()
    take_guess = Signal(object)  # Guess
    explain = Signal()
    forget = Signal()  # what the original prints
    acknowledge = Signal()
    unexplain = Signal()
    look = Signal()
    rule = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.take_button = self._button("", self.take.emit)
        self.take_button.setProperty("primary", True)
        self.look_button = self._button(LOOK_COLUMN, self.look.emit)
        self.explain_button = self._button(with_key(EXPLAIN.label, EXPLAIN_CURRENT), self.explain.emit)
        self.acknowledge_button = self._button(with_key(ACKNOWLEDGE.label, ACKNOWLEDGE), self.acknowledge.emit)
        self.unexplain_button = self._button(UNEXPLAIN.label, self.unexplain.emit)
        self.forget_button = self._button(with_key(FORGET_ORIGINAL.label, EXPLAIN_CURRENT), self.forget.emit)
        self.rule_button = QToolButton(self)
        self.rule_button.setProperty("tag", True)
        self.rule_button.clicked.connect(self.rule)
        self.guess_buttons: list[QPushButton] = []
        self.reason = ReasonField(self)
        self.hide()

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        button.hide()
        return button

    @property
    def _acts(self) -> tuple[QPushButton, ...]:
        return (
            self.take_button,
            self.look_button,
            self.explain_button,
            self.acknowledge_button,
            self.unexplain_button,
            self.forget_button,
        )

    def offer(self, row: FindingRow, taken: str | None, *, writable: bool) -> None:
        """Show what can be done about the finding of a row; `taken` is what would be put in."""
        card = row.card
        assert card is not None  # noqa: S101 — only a card has buttons
        finding = card.finding
        open_ = writable and self.reason.isHidden() and row.group.is_walked
        self.take_button.setText(with_key(f"采用{taken or ''}", TAKE_CURRENT))
        self.take_button.setVisible(open_ and taken is not None)
        look = what_to_look_at(row)
        self.look_button.setVisible(look is not None)
        self.look_button.setText(look or "")
        self.explain_button.setVisible(open_ and row.group is FindingGroup.EXPLAIN and can_be_explained(finding))
        acknowledges = open_ and row.group is FindingGroup.WARN and can_be_explained(finding)
        self.acknowledge_button.setVisible(acknowledges)
        self.forget_button.setVisible(writable and row.group is FindingGroup.ORIGINAL)
        self.unexplain_button.setVisible(writable and row.group is FindingGroup.SETTLED)
        self.rule_button.setText(finding.check)
        self.rule_button.setAccessibleName(f"规则{finding.check}")
        self.rule_button.setToolTip(f"规则{finding.check}说的是什么")
        self.rule_button.setVisible(bool(finding.check) and not (card.guesses and card.kind is CardKind.GUESS))
        self._offer_guesses(card.guesses if writable else ())

    def _offer_guesses(self, guesses: tuple[Guess, ...]) -> None:
        for button in self.guess_buttons:
            button.hide()
            button.deleteLater()
        self.guess_buttons = [self._guess_button(guess) for guess in guesses]

    def _guess_button(self, guess: Guess) -> QPushButton:
        button = self._button("采用", lambda: self.take_guess.emit(guess))
        button.setProperty("link", True)
        button.setAccessibleName(f"采用推测：{guess.place}{guess.was}改为{guess.now}")
        button.show()
        return button

    def lie_over(self, rect: QRect, tag: QRect, parts: OpenedCard, measures: Measures) -> None:
        """Lie over a row whose parts are laid out like this, in the coordinates of the list."""
        self.setGeometry(rect)
        origin = rect.topLeft()
        self.rule_button.setGeometry(tag.translated(-origin))
        self.rule_button.setFont(measures.tag.font)
        at = parts.buttons.translated(-origin)
        x = at.left()
        for button in (one for one in self._acts if not one.isHidden()):
            button.setFont(measures.body.font)
            width = button.sizeHint().width()
            if x > at.left() and x + width > at.right() + measures.px(8):
                button.hide()  # the menu has it, too
                continue
            button.setGeometry(x, at.top(), min(width, at.width()), at.height())
            x += width + measures.gap
        for button, line in zip(self.guess_buttons, parts.guesses, strict=False):
            button.setFont(measures.body.font)
            wide = measures.px(44)
            place = line.translated(-origin)
            button.setGeometry(place.right() - wide, place.top(), wide, place.height())
        self.reason.lie_over(at, measures)


def with_key(words: str, act: Action) -> str:
    """Return what a button says with the letter that presses it from anywhere: it is no mnemonic of its own."""
    return f"{words}({act.key.rpartition('+')[2]})"


def what_to_look_at(row: FindingRow) -> str | None:
    """Return what the button says that shows what a finding is about; None for one that needs none."""
    if row.card is None or row.kind is not RowKind.CARD:
        return None
    if _is_like_last_years(row.card.finding):
        return COMPARE
    in_text = row.card.finding.span is not None
    if row.group is not FindingGroup.HARD or row.card.kind is CardKind.GUESS or in_text:
        return None
    return LOOK_ROW if _is_row(row.card.finding.at) else LOOK_COLUMN


def _is_row(at: tuple[str, ...]) -> bool:
    return len({place.rpartition("/")[0] for place in at}) == 1


def _is_like_last_years(finding: Finding) -> bool:
    """Whether a text is nearly that of last year, not that of another unit."""
    return finding.check == "T5" and "与上年年报有" in finding.message
