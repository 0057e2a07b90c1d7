"""Where the parts of an opened card lie: the numbers, the reason, what was said, the guesses, the buttons."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect

from app.cards.card import CardKind
from ui.findings.drawing import LARGE, wide_figures
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
    why = QRect(left, top, width, m.wrapped(why_of(m, row, width), width, _LINES))
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


def why_of(m: Measures, row: FindingRow, width: int) -> str:
    """Return the reason on an opened card: also what its numbers are, where that has no room beside them.

    Of what is settled there is what was said of it.
    """
    card = row.card
    if card is None or row.group is FindingGroup.SETTLED:
        return ""
    names_fit = not any(card.sides) or wide_figures(m, card, LARGE) <= width
    said_there = card.was in card.why and card.now in card.why
    return card.why if names_fit or said_there else "；".join(filter(None, (card.spoken, card.why)))
