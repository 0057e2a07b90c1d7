"""Which group of numbers belongs to which row: the order of the groups, confirmed by the labels between them.

A dynamic programme finds the best order-keeping assignment; a group is only taken where every other
assignment is clearly worse.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass

from intake.characters import bare
from intake.interpret.row_templates import LIKE, Slot, without_numbering

_REMARK = re.compile(r"[（(][^（）()]{4,}[)）]\s*$")
NEUTRAL = 0.3  # a group without any words beside it, at its place in the order
NAMELESS = 0.05  # words beside it that name no row
CONTRARY = -1.5  # words beside it that name another row; below STRAY + MISSING, so that it is rather left out
SURELY, CLOSE = 0.9, 0.1  # a row is named; another name fits as well
MISSING = -0.6  # a row without a group
STRAY = -0.8  # a group without a row; with MISSING just above CONTRARY
MARGIN = 0.29  # how much better than any other the assignment of a group must be


@dataclass(frozen=True)
class NumberGroup:
    """Numbers that stand together, and the words before and after them; no `values` where they cannot be parted."""

    values: tuple[str, ...]
    before: str
    after: str
    place: str
    sure: bool = True  # in one line or row, so that nothing can have slipped in between
    seen: str = ""  # what stood there, for the message about a group that cannot be read
    oversize: bool = False  # more numbers than a row has, which may be those of two rows
    placed: bool = False  # by the columns of a grid rather than by order
    headed: bool = False  # by the headers over these columns
    left: str = ""  # the nearest words to the left of the numbers, in their own line or row
    right: str = ""
    above: tuple[str, ...] = ()  # the fields that `before` is made of
    below: tuple[str, ...] = ()  # those of `after`

    def words(self, *, at_end: bool) -> str:
        """Return the words that may name it, an explanation in brackets behind them left out."""
        return bare(_REMARK.sub("", self.before)) or bare(self.before) if at_end else bare(self.after)


@dataclass(frozen=True)
class Match:
    """A group at its row; `named` says that its label confirms it, `certain` that nothing else fits as well."""

    group: NumberGroup
    slot: Slot
    named: bool
    certain: bool


@dataclass(frozen=True)
class Alignment:
    """The best assignment, and how good it is."""

    score: float
    matches: tuple[Match, ...]
    strays: tuple[NumberGroup, ...]


def align(groups: Sequence[NumberGroup], slots: Sequence[Slot]) -> Alignment:
    """Assign groups to slots: by order where they are as many, by names where all have one, else as both allow."""
    certain = _by_order(groups, [slot for slot in slots if not slot.extra]) or _by_name(groups, slots)
    return certain or max((_align(groups, slots, at_end=side) for side in _sides(groups)), key=lambda one: one.score)


def _sides(groups: Sequence[NumberGroup]) -> tuple[bool, ...]:
    """Return whether labels stand before the numbers (True) or after; both may be."""
    left, right = (sum(map(bool, words)) for words in ([g.left for g in groups], [g.right for g in groups]))
    if max(left, right) * 2 <= len(groups):
        return (True, False)
    return (left >= right,)


def _by_order(groups: Sequence[NumberGroup], slots: Sequence[Slot]) -> Alignment | None:
    """Take as many groups as there are rows in their order, unless a label stands where it then cannot stand.

    How many labels confirm it is told by the matches; where there are few, the caller adds up the columns.
    """
    if len(groups) != len(slots):
        return None
    gaps = [bare(group.before) for group in groups] + [bare(group.after) for group in groups[-1:]]
    exact = [{bare(field) for field in group.above[-1 if not i else 0 :]} for i, group in enumerate(groups)]
    before_only = _sides(groups) == (True,)
    named: list[bool] = []
    for i, slot in enumerate(slots):
        where = {j for j, words in enumerate(gaps) if slot.is_surely_in(words)}
        where |= {j for j, fields in enumerate(exact) if not fields.isdisjoint(slot.names)}
        if where and where.isdisjoint({i} if before_only and groups[i].left else {i, i + 1}):
            return None
        cut = before_only and slot.begins_with(bare(groups[i].left))
        named.append(bool(where) or cut or slot.is_spread_over(gaps[i] + gaps[i + 1]))
    contrary = [before_only and _names_another(group, slot, slots) for group, slot in zip(groups, slots, strict=True)]
    named = [name and not other for name, other in zip(named, contrary, strict=True)]
    matches = (
        Match(group, slot, name, certain=name or not (other or _is_other(group, slot)))
        for group, slot, name, other in zip(groups, slots, named, contrary, strict=True)
    )
    return Alignment(sum(1.0 if name else NEUTRAL for name in named) + 1, tuple(matches), ())


def _by_name(groups: Sequence[NumberGroup], slots: Sequence[Slot]) -> Alignment | None:
    """Take each group at the row that is named beside it, if each names one in full, or something else altogether."""
    matches: list[Match] = []
    strays: list[NumberGroup] = []
    for group in groups:
        words = bare(group.left)
        named = [slot for slot in slots if words in slot.names]
        real = [slot for slot in named if not slot.extra]
        if len(real) == 1 or (named and not real):
            matches.append(Match(group, (real or named)[0], named=True, certain=True))
        elif len(words) > 1 and not any(slot.resembles(words) for slot in slots):
            strays.append(group)
        else:
            return None
    taken = [match.slot for match in matches if not match.slot.extra]
    alone = len(set(taken)) == len(taken)
    return Alignment(len(taken), tuple(matches), tuple(strays)) if taken and alone else None


def _names_another(group: NumberGroup, slot: Slot, slots: Sequence[Slot]) -> bool:
    """Whether the label beside some numbers is that of another row, by all but its number, and not that of this one."""
    words = without_numbering(group.left)
    own = slot.likeness(words, at_end=True)
    return own < SURELY and any(words in other.names for other in slots if other is not slot)


def _is_other(group: NumberGroup, slot: Slot) -> bool:
    """Whether the words beside some numbers have nothing of the name of a row: a sum, another matter."""
    words = bare(group.left)
    return len(words) > 1 and not slot.resembles(words)


def _align(groups: Sequence[NumberGroup], slots: Sequence[Slot], *, at_end: bool) -> Alignment:
    words = [group.words(at_end=at_end) for group in groups]
    likeness = [[slot.likeness(text, at_end=at_end) for slot in slots] for text in words]
    scores = [[_score(words[i], row, j) for j in range(len(slots))] for i, row in enumerate(likeness)]
    forward, backward = _forward(scores, slots), _backward(scores, slots)
    best = forward[-1][-1]
    steps = _trace(scores, slots, forward)
    nameless = {i for i, j in steps if i >= 0 and (j < 0 or groups[i].oversize or likeness[i][j] < LIKE)}
    doubtful = _doubtful(steps, nameless, slots)
    doubtful |= {i - 1 for i, j in steps if j < 0 < i and not bare(groups[i].before)}  # it may be cut by a page's end
    matches: list[Match] = []
    for i, j in steps:
        if i >= 0 and j >= 0:
            others = [
                forward[i][k] + scores[i][k] + backward[i + 1][k + 1]
                for k in range(len(slots))
                if not _same(slots, k, j)
            ]
            skipped = [forward[i][k] + STRAY + backward[i + 1][k] for k in range(len(slots) + 1)]
            clear = best - max(*others, *skipped) >= MARGIN
            named = likeness[i][j] >= LIKE
            other = not named and at_end and _is_other(groups[i], slots[j])
            matches.append(Match(groups[i], slots[j], named, clear and i not in doubtful and not other))
    return Alignment(best, tuple(matches), tuple(groups[i] for i, j in steps if i >= 0 > j))


def _doubtful(steps: Sequence[tuple[int, int]], nameless: Container[int], slots: Sequence[Slot]) -> set[int]:
    """Return the groups between one that no label confirms and a row without one: all of them may be shifted."""
    missing = [at for at, (i, j) in enumerate(steps) if i < 0 and not slots[j].extra]
    doubtful: set[int] = set()
    done = 0  # steps that are behind; each of them is looked at once, however many lie between two rows
    for at, (i, _) in enumerate(steps):
        if i in nameless:
            lower, upper = bisect_left(missing, at), bisect_right(missing, at)
            below, above = missing[lower - 1] if lower else at, missing[upper] if upper < len(missing) else at
            doubtful |= {group for group, _ in steps[max(below, done) : above + 1] if group >= 0}
            done = above + 1
    return doubtful


def _same(slots: Sequence[Slot], one: int, other: int) -> bool:
    """Whether two slots are the same row, or both extra subtotals."""
    return one == other or (slots[one].extra and slots[other].extra)


def _score(words: str, likeness: Sequence[float], at: int) -> float:
    if not words:
        return NEUTRAL
    surely = max(likeness)
    if surely >= SURELY and likeness[at] < surely - CLOSE:
        return CONTRARY
    return likeness[at] if likeness[at] >= LIKE else NAMELESS


def _gap(slot: Slot) -> float:
    return 0 if slot.extra else MISSING


def _forward(scores: Sequence[Sequence[float]], slots: Sequence[Slot]) -> list[list[float]]:
    """Return the best score of the first i groups in the first j slots."""
    table = [[0.0] * (len(slots) + 1) for _ in range(len(scores) + 1)]
    for i in range(len(scores) + 1):
        for j in range(len(slots) + 1):
            ways = []
            if i:
                ways.append(table[i - 1][j] + STRAY)
            if j:
                ways.append(table[i][j - 1] + _gap(slots[j - 1]))
            if i and j:
                ways.append(table[i - 1][j - 1] + scores[i - 1][j - 1])
            table[i][j] = max(ways, default=0.0)
    return table


def _backward(scores: Sequence[Sequence[float]], slots: Sequence[Slot]) -> list[list[float]]:
    """Return the best score of the groups from i on in the slots from j on."""
    turned = _forward([row[::-1] for row in scores[::-1]], slots[::-1])
    return [row[::-1] for row in turned[::-1]]


def _trace(
    scores: Sequence[Sequence[float]], slots: Sequence[Slot], table: Sequence[Sequence[float]]
) -> list[tuple[int, int]]:
    """Walk the best way back: pairs of group and slot, -1 where one has no other."""
    i, j = len(scores), len(slots)
    pairs: list[tuple[int, int]] = []
    while i or j:
        here = table[i][j]
        if i and j and here == table[i - 1][j - 1] + scores[i - 1][j - 1]:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif j and here == table[i][j - 1] + _gap(slots[j - 1]):
            j -= 1
            pairs.append((-1, j))
        else:
            i -= 1
            pairs.append((i, -1))
    return pairs[::-1]
