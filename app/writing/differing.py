"""Where two versions of a text differ, stretch by stretch: as a reader sees it, whole numbers and runs of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

LONGEST = 6000  # characters of both: to compare more would be felt
_TOKEN = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*|\s+|.", re.DOTALL)


class Stretch(NamedTuple):
    """Some words that both texts have, or that only one has."""

    words: str
    was: bool
    now: bool


def stretches(old: str, new: str) -> list[Stretch]:
    """Return the old text and the new one interleaved; of texts too long to compare, the old one and the new one.

    >>> [one.words for one in stretches("收到248件。", "收到261件。")]
    ['收到', '248', '261', '件。']
    """
    if len(old) + len(new) > LONGEST:
        return [Stretch(words, *sides) for words, sides in ((old, (True, False)), (new, (False, True))) if words]
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    return list(_told(before, after))


def _told(before: list[str], after: list[str]) -> Iterator[Stretch]:
    for what, i, j, k, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        was, now = "".join(before[i:j]), "".join(after[k:end])
        if what == "equal":
            yield Stretch(was, was=True, now=True)
            continue
        if was:
            yield Stretch(was, was=True, now=False)
        if now:
            yield Stretch(now, was=False, now=True)


def count(found: list[Stretch]) -> int:
    """Count the places where the texts differ: what was and what is instead are one."""
    changed = [not (one.was and one.now) for one in found]
    return sum(here and not before for before, here in zip([False, *changed], changed, strict=False))
