"""Lines that are broken only because they were full: which they are, and how they are put together again.

Every reader joins its lines by what is decided here. A PDF knows where its lines end on the page; all others know no
more than their characters: the width at which most unfinished lines end, indents, empty lines, marks. What a line is
in a report (a heading, a label, a row of a table) is told from outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile

from intake.wrapped_line import (
    NEVER_FIRST,
    OPENING,
    OVER,
    LineKind,
    WrappedLine,
    glue,
    halves_of,
    is_within_token,
    may_be_no_item,
)

_SPACED = re.compile(r"[\u4e00-\u9fff] [0-9A-Za-z]|[0-9A-Za-z] [\u4e00-\u9fff]")
_CHUNK, _CHUNK_WITHIN = re.compile(r"\S+"), re.compile(r"\S+(?=\s)|[\d,.]+$")  # or a number by itself
_UNBREAKABLE = re.compile(r"[!-~]{12,}")  # an address
_ADDRESS = re.compile(r"https?://|www\.")
_INSIDE = re.compile(r"[，。；、：,;:《“〔]")
_LINKS = re.compile(r"(?:第|[、，,（(“《和与及或至到为的])$")  # after which no line of a list ends
_LEAST, _WIDEST = 11, 200  # characters (or twice as many halves) in a line that is full
_LONG = 45  # characters of a line that nobody broke by hand
_LONGEST_HEADING = 16  # characters of one without a number
_NEARLY_ALL = 0.85
_SURE, _MANY = 2, 3  # lines that are no accident
_COMPLETE = frozenset({LineKind.ALONE, LineKind.HEADING})


@dataclass(frozen=True)
class _Width:
    """At which width lines were broken, as one measures it; 0 where at none."""

    most: int = 0
    halves: bool = False
    count: int = 0  # of the lines that show it
    of: int = 0  # unfinished lines
    cuts_words: bool = False
    spaced: bool = False  # blanks stand between Chinese and numbers, where lines are broken then

    @property
    def is_sure(self) -> bool:
        """Whether nearly all unfinished lines show it."""
        return bool(self.most) and self.count >= _NEARLY_ALL * self.of

    def is_full(self, line: WrappedLine, after: WrappedLine) -> bool:
        """Whether what begins the next line had no room in this one."""
        if not self.most:
            return False
        size = line.size(halves=self.halves)
        if size > self.most:
            return bool(_UNBREAKABLE.search(line.text))
        room = _room(line, after, halves=self.halves, spaced=self.spaced) + line.leeway * self.halves
        return self.most < size + room

    def has_no_room(self, line: WrappedLine, after: WrappedLine) -> bool:
        """Whether what stands before the first blank of the next line, or its number, had no room with its blank."""
        chunk = _CHUNK_WITHIN.match(after.text)
        size = line.size(halves=self.halves)
        words = (halves_of(chunk[0]) if self.halves else len(chunk[0])) if chunk else 0
        return bool(self.most and chunk) and size <= self.most < size + 1 + words <= 2 * self.most


class Wrapping:
    """How the lines of a document were broken, learned from all of them."""

    def __init__(self, lines: Sequence[WrappedLine]) -> None:
        pairs = [(one, after) for one, after in pairwise(lines) if _may_go_on(one, after)]
        prose = [line for line in lines if line.kind is not LineKind.ROW and line.kind not in _COMPLETE]
        unfinished = [pair for pair in pairs if pair[0].is_open and not _may_be_heading(pair[0].text)]
        self.doubled = _are_doubled(unfinished)
        near = [pair for pair in unfinished if self.doubled or not pair[1].apart]
        self._loose = _width([pair for pair in near if pair[1].loose], prose)
        hard = [pair for pair in near if not pair[1].loose]
        self._hard = _width(hard, prose)
        if self._hard.count < max(_MANY, len(prose) // 4, len(hard) * 3 // 5):
            self._hard = _Width()
        self._indented = _are_indented(prose)
        self._apart = sum(line.apart for line in lines) >= _SURE
        ragged = [one for one, _ in near if _INSIDE.search(one.text) and len(one.text) < _LONG]
        self._ragged = len(ragged) >= _SURE and len(ragged) * 2 >= len(near)

    def width_between(self, after: WrappedLine) -> _Width:
        """Return the width that counts for what parts a line from the one before it."""
        return self._loose if after.loose else self._hard

    def goes_on(self, sofar: Joined, after: WrappedLine) -> bool:
        """Whether the paragraph that was put together so far goes on in the next line."""
        first, line, width = sofar.first, sofar.last, self.width_between(after)
        rows = LineKind.ROW in {first.kind, line.kind, after.kind}
        begins = after.kind in {LineKind.HEADING, LineKind.HEADED}
        if rows or begins or (after.apart and not self.doubled):
            return False
        if not (after.loose or width.most):
            return False
        if (after.text[0] in NEVER_FIRST and line.is_open) or line.text[-1] in OPENING:
            return True
        if is_within_token(line.text, after.text) and self._parts_token(sofar, after, width):
            return True
        stands = first.kind in _COMPLETE and first is line
        return (
            not stands
            and not (self._indented and 1 < after.indent != first.hang)
            and self._is_broken(sofar, after, width)
        )

    def _parts_token(self, sofar: Joined, after: WrappedLine, width: _Width) -> bool:
        """Whether a line that ends within a token was full, or was broken by hand, for it is nothing by itself."""
        line = sofar.last
        is_one = sofar.first is line and line.kind in {LineKind.LABELLED, *_COMPLETE}
        return width.is_full(line, after) or not (is_one or after.kind is not LineKind.PROSE)

    def _is_broken(self, sofar: Joined, after: WrappedLine, width: _Width) -> bool:
        """Whether a line ends because it was full, or in the middle of a sentence."""
        line = sofar.last
        full = width.is_full(line, after) or (sofar.has_marks and width.has_no_room(line, after))
        links = self._ragged and bool(_LINKS.search(line.text) or (sofar.has_marks and _ADDRESS.match(after.text)))
        if after.kind is not LineKind.PROSE and not ((full or links) and _begins_by_chance(sofar, after)):
            return False
        if OVER.search(line.text):
            return full and (self._indented or (self._apart and not self.doubled))
        return full or links or (line.is_open and self._is_unfinished(sofar, after, width))

    def _is_unfinished(self, sofar: Joined, after: WrappedLine, width: _Width) -> bool:
        """Whether a line that was not full ends where no paragraph does."""
        line = sofar.last
        if line.text[-1] in "，、,（“《":
            return True
        broken_by_hand = self._ragged and after.loose and not width.is_sure and len(line.text) < _LONG
        return broken_by_hand and (sofar.has_marks or len(line.text) > _LONGEST_HEADING) and not sofar.may_be_heading

    def glue(self, before: WrappedLine, after: WrappedLine) -> str:
        """Return what stands between two lines that are joined."""
        if after.indent == 1 or before.raw[-1:] == " " != before.raw[-2:-1]:
            return " "
        return glue(before.text, after.text, whole_words=not self.width_between(after).cuts_words)


class Joined:
    """A paragraph while it is put together from its lines."""

    def __init__(self, line: WrappedLine) -> None:
        self.first = self.last = line
        self.length = len(line.text)
        self._pieces = [line.text]
        self.has_marks = bool(_INSIDE.search(line.text))

    @property
    def may_be_heading(self) -> bool:
        """Whether it may be the heading of what follows."""
        return self.first is self.last and _may_be_heading(self.first.text)

    def add(self, line: WrappedLine, between: str) -> None:
        """Put the next line to it."""
        self.length += len(between) + len(line.text)
        self._pieces += (between, line.text)
        self.last = line
        self.has_marks = self.has_marks or bool(_INSIDE.search(line.text))

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(self._pieces)


def _begins_by_chance(sofar: Joined, after: WrappedLine) -> bool:
    """Whether what looks like the beginning of a paragraph only came to stand where a line begins."""
    line = sofar.last
    if OVER.search(line.text):
        return False
    if after.kind is LineKind.ITEM:
        return bool(_LINKS.search(line.text)) or (line.is_open and may_be_no_item(after.text))
    if after.kind is LineKind.ALONE:
        return line.is_open and (sofar.has_marks or bool(_LINKS.search(line.text)))
    return after.kind is not LineKind.LABELLED or sofar.first.kind is not LineKind.LABELLED


def _room(line: WrappedLine, after: WrappedLine, *, halves: bool, spaced: bool) -> int:
    """Return how much of the next line would have had to stand in a line, with the blank between them."""
    ends = [char.isascii() and char.isalnum() for char in (line.text[-1], after.text[0])]
    if all(ends) or (spaced and any(ends)):
        chunk = _CHUNK.match(after.text)
        words = chunk[0] if chunk else ""
        return 1 + (halves_of(words) if halves else len(words))
    blank = line.raw != line.raw.rstrip() or after.indent == 1
    return after.head(halves=halves) + blank


def _may_go_on(line: WrappedLine, after: WrappedLine) -> bool:
    """Whether two lines may be of one paragraph, by what they are."""
    return line.kind not in {LineKind.ROW, LineKind.LABELLED, *_COMPLETE} and after.kind is LineKind.PROSE


def _may_be_heading(text: str) -> bool:
    """Whether a line is numbered and short, without a stop: it is likelier a heading than the begin of a text."""
    return bool(_NUMBERED.match(text)) and len(text) <= 26 and not re.search(r"[。：:；]", text)  # noqa: PLR2004 — measured


_NUMBERED = re.compile(r"[（(]?\s*[一二三四五六七八九十\d]{1,2}\s*[、.．）)]|[一二三四五六七八九十]是|[①-⑳]")


def _are_doubled(pairs: Sequence[tuple[WrappedLine, WrappedLine]]) -> bool:
    """Whether empty lines stand between all lines, those too that are not finished."""
    apart = sum(after.apart for _, after in pairs)
    return apart >= _MANY and apart * 5 >= len(pairs) * 4


def _are_indented(prose: Sequence[WrappedLine]) -> bool:
    """Whether some lines of prose begin two characters in, and others at the margin."""
    deep = sum(line.indent > 1 for line in prose)
    return deep >= _SURE and deep < len(prose)


def _width(pairs: Sequence[tuple[WrappedLine, WrappedLine]], prose: Sequence[WrappedLine]) -> _Width:
    """Find the width for which most unfinished lines were full, measured in characters or in halves of them."""
    spaced = sum(bool(_SPACED.search(line.text)) for line in prose) >= _MANY
    found = (_stabbed(pairs, prose, halves=halves, spaced=spaced) for halves in (False, True))
    counted = [(one.count, -_longer(prose, one), one) for one in found]
    _, shorter, best = max(counted, key=lambda one: one[:2])
    if not best.most:
        return best
    longer = -shorter
    if best.count < _SURE:
        return best if len(pairs) == 1 and not longer else _Width()
    return best if best.count * 2 >= len(pairs) and longer < best.count else _Width()


def _longer(prose: Sequence[WrappedLine], width: _Width) -> int:
    return sum(line.size(halves=width.halves) > width.most for line in prose) if width.most else 0


def _stabbed(
    pairs: Sequence[tuple[WrappedLine, WrappedLine]], prose: Sequence[WrappedLine], *, halves: bool, spaced: bool
) -> _Width:
    """Count for each width how many lines would have been full; of the likeliest, take one that all lines fit in."""
    least, most = (_LEAST * (1 + halves), _WIDEST * (1 + halves))
    steps = [0] * (most + 2)
    for line, after in pairs:
        size = line.size(halves=halves)
        if size <= most:
            steps[size] += 1
            steps[min(most + 1, size + _room(line, after, halves=halves, spaced=spaced))] -= 1
    depths = list(accumulate(steps))
    best = max(depths[least:])
    at = depths.index(best, least) if best else 0
    likeliest = takewhile(lambda width: depths[width] == best, range(at, most + 1))
    at = max({line.size(halves=halves) for line in prose} & {*likeliest}, default=at) if at else 0
    sizes = {line.size(halves=halves) for line, after in pairs if at and line.size(halves=halves) <= at}
    cuts = len([one for one in sizes if one > at * 3 // 4]) == 1
    return _Width(at, halves, best, len(pairs), cuts_words=cuts, spaced=spaced)
