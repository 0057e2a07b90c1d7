"""What is known of a report beside its content: what became of it once it was final, and by which rules it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from model.labelled import LabelledEnum

OLD_RULES = "old_rules"  # final since before everything had to be looked at
BY_OLD_RULES = "按旧规则定稿"
ADDRESS = "address"  # where it is published
Facts: TypeAlias = Mapping[str, str]  # by key


class Milestone(LabelledEnum):
    """What is done with a final report, in this order; the id is the key of its date."""

    SIGNED = "signed", "审签"
    SEALED = "sealed", "盖章"
    SENT = "sent", "报送"
    PUBLISHED = "published", "公开"


def done_on(facts: Facts, milestone: Milestone) -> date | None:
    """Return the day on which something was done; None where it was not, or nobody can read the day."""
    try:
        return date.fromisoformat(facts[milestone.value])
    except (KeyError, ValueError):
        return None


def fact_place(key: str) -> str:
    """Name a fact in the history."""
    return f"fact/{key}"
