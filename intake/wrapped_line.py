"""A line as it stands in its file, before it is known whether the next one goes on with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

NEVER_FIRST = "，。、；：？！）》〉】〕”’…%,.;:?!)]}"
OPENING = "（《〈【〔“‘("
_HEAD = re.compile(
    rf"[{re.escape(OPENING)}]*+(?:[!-~]++|.)?+[{re.escape(NEVER_FIRST)}]*+"
)  # what cannot be broken where a line begins
_HANGING = re.compile(r"(?:[-*+•·]|\d{1,2}[.)、．])\s+")
OVER = re.compile(r"[。！？!?…][”’）)》」』】]*$")
_HALTED = re.compile(r"[；;：:][”’）)》」』】]*$")
_BLANKS = re.compile(r"[ \u3000\t\xa0\u2002\u2003]*")
_DASH_LAST = re.compile(r"[^-–—~～\s][-–—~～]$")
_LIKE_A_NUMBER = re.compile(r"[-–—~～·][^-–—~～·\s]|[一二三四五六七八九十]{1,2}[，,]")
_TOKEN_LAST = re.compile(r"[0-9A-Za-z](?:[-–—./:@_~=?&%]|//)?$")
_TOKEN_FIRST = re.compile(r"(?:[-–—./:@_~=?&%]|//)?(?=[0-9A-Za-z])(?!20\d\d\s?年)")
_MEASURE = r"(?:[年月日件条个项次份期篇批人场宗起号元%％](?![民度常内例目间员才社事])|万)"
_COUNT_LAST, _MEASURE_FIRST = re.compile(r"\d$"), re.compile(rf"\s?{_MEASURE}")
_DATE_LAST, _DATE_FIRST = re.compile(r"\d\s?[年月]$"), re.compile(r"\d{1,2}\s?[月日]")
_PAGE_NUMBER = re.compile(r"[-–—~～·•]")
_EITHER = frozenset("·°±×÷")
_NO_SIGN, _IN_ADDRESS = re.compile("[^!-~]"), re.compile(r"www\.|://|@|[0-9a-z][./][0-9a-z]")
_LONGEST_ADDRESS = 80
_WIDE = 0x2000  # from here on, marks too, characters are twice as wide


class LineKind(Enum):
    """What a line is by itself."""

    PROSE = auto()
    ALONE = auto()  # a heading, a title, a date, a name: nothing follows in the same paragraph
    HEADING = auto()  # the same with a number, which begins no line by chance
    HEADED = auto()  # the heading of a part and its text, which begins no line by chance
    ROW = auto()  # of a table: never joined
    ITEM = auto()  # numbered, so that it begins a paragraph
    POINT = auto()  # 一是…: may begin one
    LABELLED = auto()  # 电话：…


@dataclass(frozen=True)
class WrappedLine:
    """A line as it stands in its file; `loose` where only the end of a line parts it from the one before it."""

    raw: str
    kind: LineKind
    loose: bool
    apart: bool = False  # an empty line stands before it

    @cached_property
    def text(self) -> str:
        """Its words."""
        return self.raw.strip()

    @cached_property
    def indent(self) -> int:
        """How far in it begins, in halves of a character."""
        blanks = _BLANKS.match(self.raw)
        return sum(2 if ord(char) > 0xFF else 1 for char in blanks[0]) if blanks else 0  # noqa: PLR2004 — Latin-1

    @cached_property
    def hang(self) -> int:
        """How far in its further lines hang where a mark of a list begins it; 0 where none does."""
        found = _HANGING.match(self.text)
        return self.indent + halves_of(found[0]) if found else 0

    @cached_property
    def is_open(self) -> bool:
        """Whether it ends in the middle of a sentence."""
        return not (OVER.search(self.text) or _HALTED.search(self.text))

    def size(self, *, halves: bool) -> int:
        """How wide it is with its indent, in characters or in halves of one."""
        whole = self.raw.rstrip()
        return halves_of(whole) if halves else len(whole)

    @cached_property
    def leeway(self) -> int:
        """How much wider it is where marks are wide that some programs take for narrow, as the dot in a name."""
        return sum(char in _EITHER for char in self.text)

    def head(self, *, halves: bool) -> int:
        """How much room its beginning takes that cannot be broken."""
        found = _HEAD.match(self.text)
        words = found[0] if found else ""
        return max(1, halves_of(words) if halves else len(words))


def is_within_token(before: str, after: str) -> bool:
    """Whether a line ends within a number, a date, an address, or what a dash holds together; a year begins anew.

    >>> [is_within_token(*one) for one in (("12月3", "1日"), ("gov.c", "n"), ("1日—", "31日"), ("共3", "2023年"))]
    [True, True, True, False]
    """
    if _DASH_LAST.search(before) and not _PAGE_NUMBER.match(before):
        return True
    parted = ((_TOKEN_LAST, _TOKEN_FIRST), (_COUNT_LAST, _MEASURE_FIRST), (_DATE_LAST, _DATE_FIRST))
    return any(last.search(before) and first.match(after) for last, first in parted)


def may_be_no_item(text: str) -> bool:
    """Whether what begins a line numbers a paragraph less often than it stands in one: a dash, 举一反|三，."""
    return bool(_LIKE_A_NUMBER.match(text))


def halves_of(text: str) -> int:
    """Return how wide words are, in halves of a Chinese character."""
    return sum(2 if ord(char) >= _WIDE else 1 for char in text)


def glue(before: str, after: str, *, whole_words: bool = True) -> str:
    """Return the blank that parts two lines where they are joined: between Latin words, not within a number.

    >>> glue("制发文件7", "6件"), glue("用Word", "2016办公"), glue("信息", "公开"), glue("www.lins", "hui")
    ('', ' ', '', '')
    """
    ends = before[-1:] + after[:1]
    both = len(ends) == 2 and ends.isascii() and ends.isalnum()  # noqa: PLR2004 — one of either line
    return " " if both and whole_words and not ends.isdigit() and not _is_in_address(before) else ""


def _is_in_address(before: str) -> bool:
    return bool(_IN_ADDRESS.search(_NO_SIGN.split(before[-_LONGEST_ADDRESS:])[-1]))
