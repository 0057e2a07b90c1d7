"""Break a paragraph into lines as GB/T 15834 and CLREQ ask: nothing is lost, no mark stands where it must not.

The text is cut into units that stay whole (a number, a Latin word, a web address, —— and ……). Between two units
a line may end unless the first opens a bracket or quotation or the second closes one. A long web address may be
broken after one of its marks. A line that comes out a little too long has its full-width marks squeezed; one a little
too short is spaced out, and one that is much too short stays so: its right end is ragged.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

Width = Callable[[str], float]

_BLANK = " \t\xa0\u2002\u2003\u3000"
_ATOM = re.compile(
    r"〔\d+〕第?\d*号?"  # the number of a document
    rf"|[{_BLANK}]+|…+|—+"
    r"|[0-9０-９]{1,20}(?:[.,．][0-9０-９]{1,20}){0,4}[%％‰℃°]"  # a share; any other number is a word
    r"|[0-9０-９]{1,20}(?:[.．][0-9０-９]+)+"
    r"|[!-~À-ɏͰ-ӿ０-９]+(?:’[!-~À-ɏ]+)*"
)
_MEASURE_WORD = re.compile(
    r"[余多]?(?:[万亿]?(?:元|件次?|条|项|个|人次|人|次|份|期|年|月|日|号)|平方米|公里|亩|[万亿])"
)
_PIECE_OF_ADDRESS = re.compile(r"[^/?&=_.,;:%#+-]+[/?&=_.,;:%#+-]*|[/?&=_.,;:%#+-]+")
_ADDRESS = re.compile(r"(?:[A-Za-z]+://|www\.)[!-~]+")
_NEVER_FIRST = frozenset("，。；：、！？…—·～〜％‰℃°′″々／,.;:!?%ー・")
_NEVER_LAST = frozenset("￥¥$＄£￡€№§＃")
_CLOSING_SQUEEZED = frozenset("，。；：、）》】〉」』〕］｝”’")  # the image is in the left half
_OPENING_SQUEEZED = frozenset("（《【〈「『〔［｛“‘")  # the image is in the right half
_BRACKETS = re.compile("[〔〕]")  # of the number of a document, which is one word with them
_SQUEEZED = _CLOSING_SQUEEZED | _OPENING_SQUEEZED
_SQUEEZE = 0.5
_UNSEEN = 0.5  # ems of space that can be spread over a line without anyone seeing it
_LOOSEST = 0.125  # ems between two units; a line that would need more is not spaced out
_KEPT_WITH_NUMBER = 3.0  # ems of space that keeping 件 with its number is worth
_KEPT_ADDRESS = 8.0  # ems: an address that is no longer stays whole
_KEPT_AT_SLASH, _KEPT_AT_MARK = 3.0, 5.0  # ems of space that not breaking a longer one there is worth
_STUB_BEFORE, _STUB_AFTER = 7, 4  # characters of an address that do not stand on a line alone
_TINY = 1e-6


class BrokenLine(NamedTuple):
    """One line: its words, and where each character stands, in ems from the left of the type area."""

    text: str
    positions: tuple[float, ...]


class _Unit(NamedTuple):
    """Characters that stay together."""

    text: str
    widths: tuple[float, ...]
    width: float
    squeezable: float
    blank: bool
    cost: float | None  # of ending a line before it; None: never
    continues: bool  # the word before it, which was too long for a line


def _unit(text: str, widths: tuple[float, ...], cost: float | None, *, continues: bool = False) -> _Unit:
    marks = _BRACKETS.findall(text) if _BRACKETS.match(text) else [text] if text in _SQUEEZED else []
    squeezable = _SQUEEZE * len(marks)
    return _Unit(text, widths, sum(widths), squeezable, text[0] in _BLANK, cost, continues)


@lru_cache(maxsize=64)
def break_lines(text: str, width: Width, measure: float, indent: float = 0) -> tuple[BrokenLine, ...]:
    """Break one paragraph into lines at most `measure` ems wide, the first one indented.

    The last ones are remembered: a preview breaks all paragraphs again when one has changed.

    >>> [line.text for line in break_lines("共收到申请335件，已办结。", lambda c: 0.5 if c.isdigit() else 1, 8)]
    ['共收到申请335件，', '已办结。']
    """
    units = _units(text, width, measure)
    lines: list[BrokenLine] = []
    start = 0
    while start < len(units):
        left = 0 if lines else indent
        end = _end_of_line(units, start, measure - left)
        lines.append(_set(units[start:end], left, measure, last=end == len(units)))
        start = end
    return tuple(lines)


def break_balanced(text: str, width: Width, measure: float) -> list[str]:
    """Break a heading into as few lines as possible, about equally long.

    >>> break_balanced("某某市某某区某某镇人民政府办公室", lambda character: 1, 10)
    ['某某市某某区某某', '镇人民政府办公室']
    """
    fewest = len(break_lines(text, width, measure))
    narrow = max(sum(map(width, text)) / max(fewest, 1), measure / 2)
    while len(lines := break_lines(text, width, narrow)) > fewest and narrow < measure:
        narrow = min(narrow + 0.5, measure)
    return [line.text for line in lines]


def may_break(before: str, after: str) -> bool:
    """Return whether a line may end between two words.

    >>> may_break("公开", "，"), may_break("“", "公开"), may_break("。", "公开")
    (False, False, True)
    """
    return not _never_first(after) and not _never_last(before)


@lru_cache(maxsize=4096)
def _never_first(word: str) -> bool:
    return word[0] in _BLANK or word[0] in _NEVER_FIRST or word in "\"'" or _category(word[0]) in ("Pe", "Pf")


@lru_cache(maxsize=4096)
def _never_last(word: str) -> bool:
    return word[-1] in _NEVER_LAST or word in "\"'" or _category(word[-1]) in ("Ps", "Pi")


def _category(character: str) -> str:
    return unicodedata.category(character)


def _atoms(text: str) -> Iterator[tuple[str, bool]]:
    """Cut the text into what stays whole; True for a measure word after its number."""
    place, after_number = 0, False
    while place < len(text):
        measure_word = _MEASURE_WORD.match(text, place) if after_number else None
        found = measure_word or _ATOM.match(text, place)
        end = found.end() if found else place + 1
        while end < len(text) and _joins(text[end]):
            end += 1
        yield text[place:end], measure_word is not None
        after_number = text[end - 1].isdecimal()
        place = end


@lru_cache(maxsize=4096)
def _joins(character: str) -> bool:
    """Tell a character that stands on the one before it."""
    return _category(character) in ("Mn", "Me", "Cf")


def _units(text: str, width: Width, measure: float) -> list[_Unit]:
    units: list[_Unit] = []
    known: dict[tuple[str, float | None], _Unit] = {}
    before = "。"  # the last word that is not blank
    for atom, is_measure_word in _atoms(text):
        cost = (_KEPT_WITH_NUMBER if is_measure_word else 0.0) if may_break(before, atom) else None
        unit = known.get((atom, cost))
        if unit is None:
            unit = known[atom, cost] = _unit(atom, tuple(map(width, atom)), cost)
        units += _address(unit, measure) if unit.width > _KEPT_ADDRESS and _ADDRESS.match(atom) else [unit]
        before = before if unit.blank else atom
    return units


def _address(unit: _Unit, measure: float) -> Iterator[_Unit]:
    """Cut a long web address where a line may end: after its marks, best after a slash."""
    at = 0
    for piece in _in_pieces(unit, measure):
        if at:
            mark = _KEPT_AT_SLASH if unit.text[at - 1] == "/" else _KEPT_AT_MARK
            stub = at < _STUB_BEFORE or len(unit.text) - at < _STUB_AFTER
            yield piece._replace(cost=None if stub else mark)
        else:
            yield piece._replace(continues=False)
        at += len(piece.text)


def _end_of_line(units: list[_Unit], start: int, room: float) -> int:
    """Choose where the line ends; a word is cut into pieces in place where nothing else will do."""
    while True:
        end, overflow = _best_end(units, start, room)
        if end:
            return end
        longest = max(range(start, overflow), key=lambda i: 0 if units[i].continues else len(units[i].text))
        if len(units[longest].text) == 1 or units[longest].continues:
            return max(overflow - 1, start + 1)  # marks and nothing else: they must stand somewhere
        units[longest : longest + 1] = _in_pieces(units[longest], room)


def _best_end(units: Sequence[_Unit], start: int, room: float) -> tuple[int, int]:
    """Weigh every place where the line may end: (the best or 0, the first that is too far)."""
    best, least = 0, float("inf")
    total = inked = squeezable = 0.0
    for end in range(start + 1, len(units) + 1):
        unit = units[end - 1]
        total += unit.width
        squeezable += unit.squeezable
        inked = inked if unit.blank else total
        if inked - squeezable > room + _TINY:
            return best, end
        if end == len(units) and inked <= room + _TINY:
            return end, end
        cost = _KEPT_WITH_NUMBER if end == len(units) else units[end].cost
        if cost is not None and (badness := _badness(room - inked) + cost * (end < len(units))) <= least:
            best, least = end, badness
    return best, len(units)


def _badness(left_over: float) -> float:
    return 0 if 0 <= left_over <= _UNSEEN else abs(left_over)


def _in_pieces(unit: _Unit, room: float) -> list[_Unit]:
    """Cut a word that is longer than a line, after the marks of an address where there are some."""
    pieces: list[str] = []
    at = 0
    for piece in _PIECE_OF_ADDRESS.findall(unit.text) if unit.text.isascii() else unit.text:
        pieces += [piece] if sum(unit.widths[at : at + len(piece)]) <= room / 2 else piece
        at += len(piece)
    ends = list(accumulate(map(len, pieces), initial=0))
    made = [_unit(unit.text[a:b], unit.widths[a:b], 0.0, continues=True) for a, b in pairwise(ends)]
    return [made[0]._replace(cost=unit.cost), *made[1:]]


def _set(units: Sequence[_Unit], left: float, measure: float, *, last: bool) -> BrokenLine:
    """Return every character of a line its place, squeezing or spacing out as it needs."""
    inked = max((i + 1 for i, unit in enumerate(units) if not unit.blank), default=0)
    left_over = measure - left - sum(unit.width for unit in units[:inked])
    squeezed = _squeezed(units[:inked], -left_over) if left_over < -_TINY else {}  # ems that each mark of a unit gives
    gaps = sum(not unit.continues for unit in units[1:inked])
    gap = 0.0 if last or squeezed or not gaps or left_over / gaps > _LOOSEST else max(left_over, 0) / gaps
    positions: list[float] = []
    x = left
    for i, unit in enumerate(units):
        x += gap if 0 < i < inked and not unit.continues else 0
        for character, wide in zip(unit.text, unit.widths, strict=True):
            less = squeezed.get(i, 0.0) if character in _SQUEEZED else 0.0
            positions.append(x - less if character in _OPENING_SQUEEZED else x)
            x += wide - less
    return BrokenLine("".join(unit.text for unit in units), tuple(positions))


def _squeezed(units: Sequence[_Unit], excess: float) -> dict[int, float]:
    """Share out what a line has too much among its marks, the one at its end first, the others all alike."""
    at_end = min(excess, _SQUEEZE) if units[-1].text in _CLOSING_SQUEEZED else 0.0
    others = {i: unit.squeezable / _SQUEEZE for i, unit in enumerate(units[: len(units) - bool(at_end)])}
    share = min((excess - at_end) / (sum(others.values()) or 1), _SQUEEZE)
    given = {i: share for i, marks in others.items() if marks}
    return given | ({len(units) - 1: at_end} if at_end else {})
