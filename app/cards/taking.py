"""What stands on a card, put in by one key."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from app import proposals
from app.cards.card import CardKind, FindingCard
from app.cards.names import changes, short_name
from app.past_words import BLANK, SteppedTo, of_text
from model.form.form import Form
from model.report.numbers import number_text

if TYPE_CHECKING:
    from model.rules.locate import Correction


def can_take(session: proposals.Correctable, card: FindingCard) -> bool:
    """Whether what stands on a card can be put in now by one key."""
    if session.read_only is not None or card.kind is not CardKind.FACT:
        return False
    return bool(card.corrections) or proposals.can_take(session, card.finding)


def take(session: proposals.Correctable, card: FindingCard) -> bool:
    """Put in what stands on a card, as one step of undo."""
    if not can_take(session, card):
        return False
    if card.corrections:
        return proposals.take_all(session, card.corrections)
    return proposals.take(session, card.finding)


def what_it_does(session: proposals.Correctable, card: FindingCard) -> SteppedTo:
    """Say what taking a card will have done, and where: to be asked before it is taken."""
    if card.corrections:
        return SteppedTo(taken(session.report.form, card.corrections), card.corrections[0].cell)
    change = proposals.proposed(session, card.finding)
    if change is None:
        return SteppedTo("")
    name, span = short_name(session.report.form, change.place, card.finding.about), None
    if isinstance(change.new, str):
        words, span = of_text(str(change.old or ""), change.new)
    else:
        words = f"{_number(change.old)} → {_number(change.new)}"
    return SteppedTo(f"已采用：{name} {words}", change.place, span)


def _number(value: Decimal | str | None) -> str:
    return number_text(value) if isinstance(value, Decimal) else BLANK


def taken(form: Form, corrections: Iterable[Correction], *, guessed: bool = False) -> str:
    """Say which cells were put right, and whether that was a guess."""
    return f"已采用{'推测' if guessed else ''}：{changes(form, corrections)}"
