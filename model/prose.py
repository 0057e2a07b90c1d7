"""Prose cut into sentences, each with its place in the text; and where two versions of it differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。！？!?\r\n]+[。！？!?]?")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Give each sentence with the offset at which it begins; a line break ends one too.

    >>> list(sentences("甲。乙；丙"))
    [(0, '甲。'), (2, '乙；丙')]
    """
    for found in _SENTENCE.finditer(text):
        yield found.start(), found.group()


def difference(old: str, new: str) -> tuple[int, int, str]:
    """Give the one stretch in which two texts differ: where it starts and ends in the old one, and what is there now.

    >>> difference("受理261件", "受理335件")
    (2, 5, '335')
    """
    start = 0
    shorter = min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, len(old) - end, new[start : len(new) - end]
