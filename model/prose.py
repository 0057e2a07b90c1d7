"""Prose cut into sentences, each with its place in the text."""

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
