"""Prose cut into sentences, each with its place in the text; and where two versions of it differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

MOST_SENSIBLE = 10_000  # characters of a text: ten times what a whole overview usually has
_STOPS = "。！？!?"
ENDS = f"{_STOPS}\r\n"  # after each of these another sentence begins
_SENTENCE = re.compile(f"[^{ENDS}]+[{_STOPS}]?")
LONG = 5000  # characters: a longer text is read piece by piece, and nothing of it is remembered as a whole


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Return each sentence with the offset at which it begins; a line break ends one too.

    >>> list(sentences("甲。乙；丙"))
    [(0, '甲。'), (2, '乙；丙')]
    """
    for found in _SENTENCE.finditer(text):
        yield found.start(), found.group()


_FILLERS = "\u115f\u1160\u3164\uffa0"  # letters in name, blanks in print


def says_something(text: str) -> bool:
    r"""Return whether there are words in a text: figures, signs and blanks by themselves tell nothing.

    >>> [says_something(text) for text in ("无。", "0", "（1）２０２５．①", "一、", " \u3000\n")]
    [True, False, False, False, False]
    """
    return any(char.isalpha() and not char.isnumeric() and char not in _FILLERS for char in text)


def difference(old: str, new: str) -> tuple[int, int, str]:
    """Return the one stretch in which two texts differ: where it starts and ends in the old one, and what is there now.

    >>> difference("受理261件", "受理335件")
    (2, 5, '335')
    """
    shorter = min(len(old), len(new))
    start = _longest(shorter, lambda some, more: old[some:more] == new[some:more])
    was, now = len(old), len(new)
    end = _longest(shorter - start, lambda some, more: old[was - more : was - some] == new[now - more : now - some])
    return start, was - end, new[start : now - end]


def _longest(most: int, are_equal: Callable[[int, int], bool]) -> int:
    """Count the equal characters from one end by halving: an editor asks at every keystroke, however long the text."""
    known = 0
    while known < most:
        half = (known + most + 1) // 2
        if are_equal(known, half):
            known = half
        else:
            most = half - 1
    return known
