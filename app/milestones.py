"""What becomes of a final report: what was done on which day, and how the last of it is taken back."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


def left(facts: Facts) -> int:
    """Return how many of the steps are not done yet."""
    return sum(done_on(facts, one) is None for one in Milestone)
