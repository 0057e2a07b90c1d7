"""A text cut into what is read as one: a sentence, with those after it that go on with what it divides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.report.prose import sentences

LONGEST = 2000  # characters of what is read as one; what is longer is no sentence
_MOST = 4  # sentences that go on with each other
_DIGIT = re.compile(r"\d")
_RESULT = re.compile("(?:予以)?部分公开|(?:予以|同意)公开|不予公开|无法提供|不予处理|其他处理")
_PARTS = re.compile("其中|具体[为是]|包括|分别[为是]")
_RESULTS = re.compile(f"{_RESULT.pattern}|已?办结|已?答复|(?:上年度?)?结转")
_MYRIADS = re.compile(r"\d万[条件篇]")  # whose parts may be told without “其中”, and without the 万


def cut(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text into what is read for itself, each piece with the offset at which it begins.

    >>> [*cut("公开65条。其中，动态40条。会议3次。")]
    [(0, '公开65条。其中，动态40条。'), (15, '会议3次。')]
    """
    begin, first, end, count = 0, 0, 0, 0  # of what is read as one, and the end of its first sentence
    for start, sentence in sentences(text):
        after = start + len(sentence)
        near = 0 < count < _MOST and after - begin <= LONGEST
        if near and _goes_on(text, begin, end, after - len(sentence.lstrip())) and _DIGIT.search(text, begin, first):
            end, count = after, count + 1
            continue
        if count:
            yield begin, text[begin:end][:LONGEST]
        begin, first, end, count = start, after, after, 1
    if count:
        yield begin, text[begin:end][:LONGEST]


def _goes_on(text: str, begin: int, end: int, start: int) -> bool:
    """Return whether the sentence that begins at `start` goes on with the one before it."""
    if _PARTS.match(text, start):
        return True
    if _RESULTS.match(text, start):  # what has told results already has no total for these
        return _RESULT.search(text, begin, end) is None
    return text.find("万", begin, end) >= 0 and _MYRIADS.search(text, begin, end) is not None
