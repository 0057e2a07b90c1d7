"""Where two versions of a text differ, as a reader sees it: whole clauses, and in them numbers and runs of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

LONGEST = 6000  # characters of both: to compare more would be felt
LEAST_LIKE = 0.3  # of the shorter text: with less in common, marks would be a salad of letters
_LIKE_CLAUSES = 0.5  # of two runs of clauses: with less, one stands whole beside the other
_ISLAND = 2  # characters: what both have between two changes says something from that length on
_TOKEN = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*%?|[A-Za-z]+|\s+|.", re.DOTALL)
_CLAUSE = re.compile(
    r"(?:[^，。；：！？、\n,;:!?]|(?<=\d)[,，](?=\d))+[，。；：！？、\n,;:!?]*|[，。；：！？、\n,;:!?]+"
)


class Stretch(NamedTuple):
    """Some words that both texts have, or that only one has."""

    words: str
    was: bool
    now: bool


def stretches(old: str, new: str) -> list[Stretch] | None:
    """Return the old text and the new one interleaved; None where they are too long, or have too little in common.

    >>> [one.words for one in stretches("收到248件。", "收到261件。")]
    ['收到', '248', '261', '件。']
    >>> stretches("本单位主动公开政策文件。", "全年没有收到申请")
    """
    if len(old) + len(new) > LONGEST:
        return None
    found = _joined(_by_clauses(_CLAUSE.findall(old), _CLAUSE.findall(new)))
    shared = sum(len(one.words) for one in found if one.was and one.now)
    return found if shared >= LEAST_LIKE * min(len(old), len(new)) else None


def _by_clauses(before: list[str], after: list[str]) -> Iterator[Stretch]:
    for what, i, j, k, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        was, now = "".join(before[i:j]), "".join(after[k:end])
        if what == "equal":
            yield Stretch(was, was=True, now=True)
        else:
            yield from _by_words(was, now)


def _by_words(was: str, now: str) -> Iterator[Stretch]:
    """Compare inside of clauses that are alike; others stand whole, the old before the new."""
    before, after = _TOKEN.findall(was), _TOKEN.findall(now)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    runs = [("".join(before[i:j]), "".join(after[k:end]), what == "equal") for what, i, j, k, end in steps]
    shared = sum(j - i for what, i, j, _, _ in steps if what == "equal")  # a number counts as one, however long
    if 2 * shared < _LIKE_CLAUSES * (len(before) + len(after)):
        runs = [(was, now, False)]
    for old, new, same in _without_islands(runs):
        if same:
            yield Stretch(old, was=True, now=True)
        else:
            yield from (Stretch(words, was=side, now=not side) for words, side in ((old, True), (new, False)) if words)


def _without_islands(runs: Sequence[tuple[str, str, bool]]) -> Iterator[tuple[str, str, bool]]:
    """Let what is too short to read between two changes be part of the change."""
    last = len(runs) - 1
    kept = [(old, new, same and (len(old) >= _ISLAND or at in {0, last})) for at, (old, new, same) in enumerate(runs)]
    for same, group in groupby(kept, key=lambda run: run[2]):
        parts = list(group)
        yield "".join(old for old, _, _ in parts), "".join(new for _, new, _ in parts), same


def _joined(found: Iterator[Stretch]) -> list[Stretch]:
    """Put what follows each other and is in both texts together."""
    joined: list[Stretch] = []
    for one in found:
        if joined and joined[-1][1:] == one[1:] == (True, True):
            joined[-1] = joined[-1]._replace(words=joined[-1].words + one.words)
        else:
            joined.append(one)
    return joined


def count(found: Sequence[Stretch]) -> int:
    """Count the places where the texts differ: what was and what is instead are one."""
    changed = [not (one.was and one.now) for one in found]
    return sum(here and not before for before, here in zip([False, *changed], changed, strict=False))
