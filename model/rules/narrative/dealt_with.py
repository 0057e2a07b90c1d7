"""Numbers that something was done with: they do not say how many there were."""

from __future__ import annotations

import re

from model.rules.narrative.heard import Heard
from model.rules.narrative.phrases import Phrase

_FURTHEST = 40  # characters of a clause before its first known word
_DEALT_WITH = re.compile("(?:对|把|将|就|针对|围绕)")
_FEW = 2  # unknown characters after such a number that tell nothing yet


def is_dealt_with(heard: Heard, phrase: Phrase) -> bool:
    """Return whether something was done with so many: “对7件案件开展复盘” does not say that there were 7."""
    number = phrase.number
    if number is None or any(token.word.items for token in phrase.after):
        return False
    begin = phrase.before[0].start if phrase.before else number.start
    if _DEALT_WITH.search(heard.text, max(0, begin - _FEW - 1), begin) is None:
        return False
    before = max(heard.text.rfind(mark, max(0, begin - _FURTHEST), begin) for mark in "，；、：。（") + 1
    if not _DEALT_WITH.match(heard.text, before) or begin - before > _FEW:
        return False
    ends = (heard.text.find(mark, number.end) for mark in "，；、：。（")
    end = min((place for place in ends if place >= 0), default=len(heard.text))
    known = sum(token.end - token.start for token in phrase.after if token.end <= end)
    return end - number.end - known > _FEW
