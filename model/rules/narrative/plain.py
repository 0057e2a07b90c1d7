"""Prose without what does not matter to reading it, and the way back to where it stood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_WIDE = {code + 0xFEE0: code for code in range(ord("0"), ord("9") + 1)}
_AS_CHINESE = {"(": "（", ")": "）", ";": "；", ":": "：", "［": "（", "］": "）", "[": "（", "]": "）", ",": "，"}
_AS_ASCII = {"．": ".", "％": "%", "﹪": "%"}
_FOLDED: dict[int, str | int] = {**_WIDE, **{ord(a): b for a, b in {**_AS_CHINESE, **_AS_ASCII}.items()}}
_MAY_FOLD = re.compile("[" + "".join(map(re.escape, map(chr, _FOLDED))) + "]")  # as in few sentences
_AGAIN = re.compile(  # one verb for both; first what it begins with: quicker than to look back everywhere
    "[（）](?:(?<=收到（)或?受理）|(?<=受理（)或?收到）|(?<=办结（)答复）|(?<=答复（)办结）"
    "|(?<=制[发定]（)含?(?:修改|修订)）|(?<=公开（)含(?=部分公开）)|(?<=公开（含部分公开）))"
)
_DROPPED = re.compile(r"""[\s“”‘’"'「」『』]""")
# What numbers the items of a list, and counts nothing: “4.因…”, “（2）部分公开”, “③”.
_LIST_NUMBER = re.compile(
    r"(?:^|(?<=；))(?:（\d{1,2}）|\d{1,2}[.、）])(?=[^\d件]|\d{4}年)|"
    r"(?<=[：，])(?:（\d{1,2}）|\d{1,2}\.)(?=[^\d件]|\d{4}年)|[①-⒛]"
)

_MAY_BE_LISTED = re.compile(r"[；：，①-⒛](?:（?\d|(?<=[①-⒛]))")  # behind the first character


class Plain(NamedTuple):
    """A text folded to one way of writing, without blanks and quotation marks; `places` leads back to the original."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a piece of the folded text stands in the original."""
        return self.places[start], self.places[end - 1] + 1


def plain(text: str, offset: int = 0) -> Plain:
    """Fold a sentence that begins at `offset`; digits may have been spaced, and typed full width.

    >>> folded = plain("受理 ３ 5 件")
    >>> folded.text, folded.span(2, 4)
    ('受理35件', (3, 6))
    """
    folded = text.translate(_FOLDED) if _MAY_FOLD.search(text) else text
    places: Sequence[int] = range(offset, offset + len(text))
    if _DROPPED.search(folded):  # as in few sentences
        folded, places = _without(folded, places, _DROPPED)
    if folded[:1] == "（" or folded[:1].isdecimal() or _MAY_BE_LISTED.search(folded):
        folded, places = _without(folded, places, _LIST_NUMBER)
    if "（" in folded:
        folded, places = _without(folded, places, _AGAIN)
    return Plain(folded, places)


def _without(text: str, places: Sequence[int], pattern: re.Pattern[str]) -> tuple[str, Sequence[int]]:
    dropped = {place for found in pattern.finditer(text) for place in range(*found.span())}
    if not dropped:
        return text, places
    kept = [place for place in range(len(text)) if place not in dropped]
    return "".join(text[place] for place in kept), [places[place] for place in kept]
