"""What stands on a card, put in by one key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app import proposals
from app.cards.card import CardKind, FindingCard
from app.cards.names import changes
from model.form.form import Form

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


def taken(form: Form, corrections: Iterable[Correction]) -> str:
    """Say which cells were put right."""
    return f"已采用：{changes(form, corrections)}"
