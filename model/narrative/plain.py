"""Prose without what does not matter to reading it, and the way back to where it stood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_WIDE = {code + 0xFEE0: code for code in range(ord("0"), ord("9") + 1)}
_AS_CHINESE = {"(": "（", ")": "）", ";": "；", ":": "：", "［": "（", "］": "）", "[": "（", "]": "）"}
_AS_ASCII = {"．": ".", "％": "%", "﹪": "%"}
_FOLDED: dict[int, str | int] = {**_WIDE, **{ord(a): b for a, b in {**_AS_CHINESE, **_AS_ASCII}.items()}}
_DROPPED = re.compile(r"""[\s“”‘’"'「」『』]""")


class Plain(NamedTuple):
    """A text folded to one way of writing, without blanks and quotation marks; `places` leads back to the original."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where a piece of the folded text stands in the original."""
        return self.places[start], self.places[end - 1] + 1


def plain(text: str, offset: int = 0) -> Plain:
    """Fold a sentence that begins at `offset`; digits may have been spaced, and typed full width.

    >>> folded = plain("受理 ３ 5 件")
    >>> folded.text, folded.span(2, 4)
    ('受理35件', (3, 6))
    """
    if _DROPPED.search(text) is None:  # as most sentences are
        return Plain(text.translate(_FOLDED), range(offset, offset + len(text)))
    kept = [place for place, char in enumerate(text) if not _DROPPED.match(char)]
    return Plain("".join(text[place] for place in kept).translate(_FOLDED), [offset + place for place in kept])
