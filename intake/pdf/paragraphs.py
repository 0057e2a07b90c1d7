"""Paragraphs of a PDF from its lines, which a margin broke."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from intake.document import SourceParagraph
from intake.pdf.lines import PageLine
from intake.pdf.tables import RuledTable
from intake.wrapped_line import glue

_RAGGED = 4  # letters that a line may be short where the next begins without the indent of a paragraph
_FEW = 3  # lines that are no accident
_SOME = 8  # lines that show the width of the type area
_TOLERANCE = 0.4  # of a letter, by which a margin may be missed
_FIGURES = re.compile(r"(?:(?:^|\s)(?:[\d,.]+|[-/—])){2}$")  # a row of a table rather than prose
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]")


def paragraphs(lines: Sequence[PageLine], margins: Margins) -> Iterator[SourceParagraph]:
    """Put a line to the one before it where that was broken at the right margin."""
    open_text, before = "", None
    first = 0
    for line in lines:
        if before and _goes_on(before, line, margins):
            open_text += glue(open_text, line.text) + line.text
        else:
            if before:
                yield SourceParagraph(open_text, f"第{first}页")
            open_text, first = line.text, line.page
        before = line
    if before:
        yield SourceParagraph(open_text, f"第{first}页")


@dataclass(frozen=True)
class Margins:
    """The ends of the type area, and whether paragraphs begin with an indent."""

    left: float
    right: float
    indented: bool


def margins(lines: Sequence[PageLine], tables: Sequence[RuledTable]) -> Margins:
    """Find where most long lines begin and end; where there are few, tables are as wide as the type area."""
    widest = max((line.right - line.left for line in lines), default=0)
    long = [line for line in lines if line.right - line.left > widest * 0.85]
    if not long:
        return Margins(0, 0, indented=False)
    lefts = sorted(line.left for line in lines)
    left = next((one for one, other in pairwise(lefts) if other - one < 1), lefts[0])
    if _is_indent(left - lefts[0], long[0]):
        left = lefts[0]
    right = sorted(line.right for line in long)[len(long) * 9 // 10]
    if tables and len(long) < _SOME:
        left, right = min(left, tables[0].xs[0]), max(right, tables[0].xs[-1])
    indents = [line for line in lines if _is_indent(line.left - left, line)]
    return Margins(left, right, indented=len(indents) > _FEW)


def _is_indent(distance: float, line: PageLine) -> bool:
    """Whether a line begins about two letters from the margin."""
    return 1.2 < distance / max(line.size, 8) < 3  # noqa: PLR2004 — boxes are higher than letters are wide


def _goes_on(before: PageLine, line: PageLine, margins: Margins) -> bool:
    """Whether a line was broken only because it was full: it reaches the right margin, the next begins at the left."""
    left, right = margins.left, margins.right
    em = max(before.size, line.size, 8)
    room = right - before.right
    full = room < line.head + _TOLERANCE * em or (margins.indented and room < _RAGGED * em)
    flush = abs(line.left - left) < 0.8 * em
    follows = line.page == before.page + 1 or 0 < before.middle - line.middle < 4 * em
    table = any("\t" in one.text or _FIGURES.search(one.text) for one in (before, line)) or _NUMBERED.match(line.text)
    return full and flush and follows and before.left < left + 4 * em and not table
