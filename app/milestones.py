"""What becomes of a final report: what was done on which day, and how the last of it is taken back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from model.storage.facts import ADDRESS, Facts, Milestone, done_on, fact_place
from model.storage.records import Entry, How

_PLACES = {fact_place(key): key for key in (*(one.value for one in Milestone), ADDRESS)}


class Reversal(NamedTuple):
    """A fact, and what it was before it was written last."""

    key: str
    value: str | None


def last_written(past: Iterable[Entry]) -> Reversal | None:
    """Return what undo writes: the last fact that was not taken back yet, as it was; nothing from before 定稿."""
    taken_back = 0
    for one in past:  # newest first
        if one.place == "state":
            return None
        key = _PLACES.get(one.place)
        if key is None:
            continue
        if one.how is How.UNDONE:
            taken_back += 1
        elif taken_back:
            taken_back -= 1
        else:
            return Reversal(key, one.old)
    return None


def fact_name(key: str) -> str:
    """Return what a fact is called.

    >>> fact_name("signed"), fact_name(ADDRESS)
    ('审签', '公开网址')
    """
    return "公开网址" if key == ADDRESS else Milestone(key).label


_ADDRESS = re.compile(r"(?:https?://)?[^\s/.]++(?:\.[^\s/.][^\s/.?#]*+)++(?:[/?#]\S*+)?+", re.IGNORECASE)


def address_doubt(words: str) -> str:
    """Say that something is hardly an address of a page; nothing where it may be one.

    >>> address_doubt("https://www.example.gov.cn/art/1.html"), address_doubt("")
    ('', '')
    >>> address_doubt("not a url")
    '不像是网址，请核对：应当像 https://www.….gov.cn/…'
    """
    return "" if not words or _ADDRESS.fullmatch(words) else "不像是网址，请核对：应当像 https://www.….gov.cn/…"


_AFTER = {  # of each step the one that it cannot be before
    Milestone.SEALED: Milestone.SIGNED,
    Milestone.SENT: Milestone.SEALED,
    Milestone.PUBLISHED: Milestone.SIGNED,
}


def order_doubt(facts: Facts, one: Milestone, today: date) -> str:
    """Say that a step bears a day on which it can hardly have been done; nothing where it may be right.

    >>> signed = {"signed": "2024-01-12", "sealed": "2024-01-10"}
    >>> later = date(2024, 1, 20)
    >>> order_doubt(signed, Milestone.SEALED, later), order_doubt(signed, Milestone.SIGNED, later)
    ('盖章的日期在审签（1月12日）之前，请核对', '')
    >>> order_doubt(signed, Milestone.SIGNED, date(2024, 1, 11))
    '还没有到这一天，请核对'
    """
    day, before = done_on(facts, one), _AFTER.get(one)
    if day is None:
        return ""
    if day > today:
        return "还没有到这一天，请核对"
    first = done_on(facts, before) if before else None
    if before is None or first is None or first <= day:
        return ""
    return f"{one.label}的日期在{before.label}（{first.month}月{first.day}日）之前，请核对"


def left(facts: Facts) -> int:
    """Return how many of the steps are not done yet."""
    return sum(done_on(facts, one) is None for one in Milestone)
