"""What somebody wrote in a text: all but the program's own sentences; an edit has only those near it looked at."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from functools import lru_cache
from typing import NamedTuple

from model.report.prose import ENDS, LONG, difference
from model.report.prose import sentences as cut
from model.sentences.recognising import is_ours

_PART = 1000  # characters of a long one that are looked at in one go
_MOST = 6  # long texts that are remembered: a report has about as many
_END = re.compile(f"[{ENDS}]")


class _Part(NamedTuple):
    """Some characters of a text, to the end of a sentence, and what is left of them without ours."""

    text: str
    kept: str
    has_ours: bool


class _Known(NamedTuple):
    """A text whose sentences were looked at."""

    text: str
    parts: tuple[_Part, ...]

    @property
    def own(self) -> str:
        """What somebody wrote; where that is all of it, as it stands."""
        return "".join(part.kept for part in self.parts) if any(part.has_ours for part in self.parts) else self.text


class _Memory:
    """The long texts that were looked at lately, the latest first; of one that is edited only how it is now."""

    def __init__(self) -> None:
        self._known: tuple[_Known, ...] = ()

    def nearest(self, text: str) -> _Known | None:
        """Return the text that this one can best be an edit of; None where nothing is alike."""
        found: tuple[int, _Known] | None = None
        for known in self._known:
            start, end, words = difference(known.text, text)
            size = end - start + len(words)
            if size <= len(text) // 2 and (found is None or size < found[0]):
                found = size, known
        return found and found[1]

    def keep(self, known: _Known, instead: _Known | None) -> None:
        """Remember a text, in place of what it was before an edit."""
        self._known = (known, *(one for one in self._known if one is not instead))[:_MOST]


_lately = _Memory()


def own_words(text: str) -> str:
    """Return a text without the program's own sentences: what somebody wrote.

    >>> own_words("本年度没有收取信息处理费。其他需要报告的另附。")
    '其他需要报告的另附。'
    """
    return _of_short(text) if len(text) < LONG else _finished(own_words_of_long(text))


def own_words_of_long(text: str) -> Generator[None, None, str]:
    """Do as `own_words`, in pieces that each take less than a millisecond."""
    known = before_it = _lately.nearest(text)
    if known is None or known.text != text:
        before, middle, after = _around_the_edit(known, text) if known is not None else ((), text, ())
        looked_at: list[_Part] = []
        for words in _cut_up(middle):
            yield None
            looked_at.append(_looked_at(words))
        known = _Known(text, (*before, *looked_at, *after))
        _lately.keep(known, instead=before_it)
    return known.own


@lru_cache(512)  # while one text is typed the others stay as they are
def _of_short(text: str) -> str:
    return _Known(text, (_looked_at(text),)).own


def _finished(pieces: Generator[None, None, str]) -> str:
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            return str(end.value)


def _looked_at(words: str) -> _Part:
    said = [sentence for _, sentence in cut(words)]
    kept = [sentence for sentence in said if not is_ours(sentence)]
    return _Part(words, "".join(kept), len(kept) < len(said))


def _around_the_edit(known: _Known, text: str) -> tuple[tuple[_Part, ...], str, tuple[_Part, ...]]:
    """Return the parts that stay, before and after what has to be looked at anew."""
    start, end, _ = difference(known.text, text)
    parts = known.parts
    first, begin = 0, 0
    while first < len(parts) and begin + len(parts[first].text) <= start and _is_whole(parts[first].text):
        begin += len(parts[first].text)
        first += 1
    last, behind = len(parts), len(known.text)
    while last > first and behind - len(parts[last - 1].text) >= end:
        last -= 1
        behind -= len(parts[last].text)
    middle = text[begin : len(text) - (len(known.text) - behind)]
    if last < len(parts) and middle and not _is_whole(middle):  # its last sentence goes on in the next part
        middle += parts[last].text
        last += 1
    return parts[:first], middle, parts[last:]


def _is_whole(words: str) -> bool:
    """Whether what follows begins another sentence."""
    return words[-1] in ENDS


def _cut_up(words: str) -> Iterator[str]:
    """Cut words after ends of sentences."""
    at = 0
    while len(words) - at > 2 * _PART and (end := _END.search(words, at + _PART)):
        yield words[at : end.end()]
        at = end.end()
    if at < len(words):
        yield words[at:]
