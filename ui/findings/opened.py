"""Where the parts of an opened card lie: the numbers, the reason, what was said, the guesses, the buttons."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect

from app.cards.card import CardKind
from ui.findings.measures import Measures
from ui.findings.rows import FindingGroup, FindingRow

_LINES = 2  # of a reason
_GUESS = 26  # pixels of a line


class OpenedCard(NamedTuple):
    """The rectangles of one card; what is not there has no height."""

    figures: QRect
    why: QRect
    note: QRect
    guesses: tuple[QRect, ...]
    buttons: QRect
    height: int  # of the whole card


def opened_card(m: Measures, row: FindingRow, card: QRect, *, buttons: bool, room: int = 0) -> OpenedCard:
    """Lay out the card of a row below its first line; `room` is kept free over the buttons."""
    shown = row.card
    assert shown is not None  # noqa: S101 — only cards are opened
    inner = m.inner(card)
    left, width, top = inner.left(), inner.width(), inner.top() + m.first
    figures = QRect(left, top, width, m.figures if shown.has_numbers else 0)
    top += figures.height() or m.px(2)
    lines = 1 if shown.has_numbers else _LINES
    why = QRect(left, top, width, m.wrapped(why_of(row), width, lines))
    note = QRect(left, why.top() + why.height(), width, m.wrapped(row.note, width, _LINES))
    top = note.top() + note.height()
    high = m.px(_GUESS)
    guesses = tuple(QRect(left, top + number * high, width, high) for number in range(len(shown.guesses)))
    top += len(guesses) * high
    is_guess = shown.kind is CardKind.GUESS
    has_buttons = buttons and not is_guess
    act = QRect(left, top + (m.px(7) + room if has_buttons else 0), width, m.button if has_buttons else 0)
    end = act.top() + act.height() + m.px(9) - card.top()
    return OpenedCard(figures, why, note, guesses, act, max(end, m.px(56)))


def why_of(row: FindingRow) -> str:
    """Return the reason on an opened card; of what is settled there is what was said of it."""
    return row.card.why if row.card and row.group is not FindingGroup.SETTLED else ""
