"""Lines of a PDF page from its letters, and paragraphs from lines that a margin broke."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from intake.characters import without_radicals
from intake.document import Paragraph
from intake.pdf_tables import Letter, Table

_NEVER_FIRST = frozenset("，。、；：？！）》〉】〕”’…—%,.;:?!)]}")
_RAGGED = 4  # letters that a line may be short where the next begins without the indent of a paragraph
_FEW = 3  # lines that are no accident
_SOME = 8  # lines that show the width of the type area
_TOLERANCE = 0.4  # of a letter, by which a margin may be missed
_SAME_HEIGHT = 0.3  # of the height of the letters
_LONE = re.compile(r"\s*[-—–－·]?\s*(\d{1,3})\s*[-—–－·]?\s*")
_FIGURES = re.compile(r"(?:(?:^|\s)(?:[\d,.]+|[-/—])){2}$")  # a row of a table rather than prose
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]")
_WORD = re.compile(r"[A-Za-z0-9]$")


@dataclass(frozen=True)
class Line:
    """One line of a page, with its left and right end, its middle height and the height of its letters, in points."""

    text: str
    left: float
    right: float
    middle: float
    size: float
    page: int
    head: float = 0.0  # how wide its beginning is that cannot be broken


def lines_of(letters: Sequence[Letter], page: int) -> Iterator[Line]:
    """Sort letters into lines by where they stand: they may have been drawn in any order."""
    for row in _rows(letters):
        yield from _line(row, page)


def _rows(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    rows: list[tuple[float, list[Letter]]] = []
    for letter in sorted(letters, key=_middle, reverse=True):
        _, (left, right, bottom, top) = letter
        if right - left <= 0:
            continue  # a space that PDFium thinks there is
        middle = (bottom + top) / 2
        if rows and rows[-1][0] - middle < _SAME_HEIGHT * (top - bottom):
            rows[-1][1].append(letter)
        else:
            rows.append((middle, [letter]))
    for _, row in rows:
        yield sorted(row, key=lambda letter: letter[1][0])


def _middle(letter: Letter) -> float:
    return (letter[1][2] + letter[1][3]) / 2


def _line(letters: Sequence[Letter], page: int) -> Iterator[Line]:
    text = without_radicals("".join(_parted(letters))).strip()
    boxes = [box for char, box in letters if not char.isspace() and box[1] > box[0]]
    if not text:
        return
    if not boxes:
        yield Line(text, 0, 0, 0, 0, page)
        return
    size = max(box[3] - box[2] for box in boxes)
    middle = sum(box[2] + box[3] for box in boxes) / 2 / len(boxes)
    yield Line(text, min(b[0] for b in boxes), max(b[1] for b in boxes), middle, size, page, _head(letters))


def _head(letters: Sequence[Letter]) -> float:
    """Give the width of what had to stay together when the line was broken before it: a word, or a character."""
    filled = [letter for letter in letters if not letter[0].isspace()]
    end = 1
    while end < len(filled) and (filled[end][0] in _NEVER_FIRST or _is_word(filled[end - 1][0] + filled[end][0])):
        end += 1
    return filled[end - 1][1][1] - filled[0][1][0] if filled else 0.0


def _is_word(chars: str) -> bool:
    return chars.isascii() and chars.isprintable()


def _parted(letters: Sequence[Letter]) -> Iterator[str]:
    """Give the letters of a line, with a tab for a wide gap beside a number: the next cell."""
    before, right, space = "", 0.0, ""
    for char, box in letters:
        if char.isspace():
            space = " "
            continue
        gap, size = box[0] - right, box[3] - box[2]
        if before:
            if gap > size and (_is_figure(before) or _is_figure(char)):
                space = "\t"
            elif gap > size / 3 and _is_word(before + char):
                space = " "
            yield space
        yield char
        before, right, space = char, box[1], ""


def _is_figure(char: str) -> bool:
    return char.isdigit() or char in "/-—"


def without_page_numbers(lines: Sequence[Line]) -> Iterator[Line]:
    """Leave out numbers that stand by themselves at the top or foot of pages and count them."""
    ends: dict[int, list[Line]] = {}
    for line in lines:
        ends.setdefault(line.page, []).append(line)
    drop: set[int] = set()
    for page in ends.values():
        ordered = sorted(page, key=lambda line: line.middle)
        drop |= {id(line) for line in (ordered[0], ordered[-1]) if _LONE.fullmatch(line.text)}
    offsets = Counter(int(m[1]) - line.page for line in lines if id(line) in drop and (m := _LONE.fullmatch(line.text)))
    usual = offsets.most_common(1)[0][0] if offsets else None
    for line in lines:
        found = _LONE.fullmatch(line.text) if id(line) in drop else None
        if not (found and int(found[1]) - line.page == usual):
            yield line


# Paragraphs


def paragraphs(lines: Sequence[Line], margins: Margins) -> Iterator[Paragraph]:
    """Put a line to the one before it where that was broken at the right margin."""
    open_text, before = "", None
    first = 0
    for line in lines:
        if before and _goes_on(before, line, margins):
            open_text += _glue(open_text, line.text) + line.text
        else:
            if before:
                yield Paragraph(open_text, f"第{first}页")
            open_text, first = line.text, line.page
        before = line
    if before:
        yield Paragraph(open_text, f"第{first}页")


@dataclass(frozen=True)
class Margins:
    """The ends of the type area, and whether paragraphs begin with an indent."""

    left: float
    right: float
    indented: bool


def margins(lines: Sequence[Line], tables: Sequence[Table]) -> Margins:
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


def _is_indent(distance: float, line: Line) -> bool:
    """Whether a line begins about two letters from the margin."""
    return 1.2 < distance / max(line.size, 8) < 3  # noqa: PLR2004 — boxes are higher than letters are wide


def _goes_on(before: Line, line: Line, margins: Margins) -> bool:
    """Whether a line was broken only because it was full: it reaches the right margin, the next begins at the left."""
    left, right = margins.left, margins.right
    em = max(before.size, line.size, 8)
    room = right - before.right
    full = room < line.head + _TOLERANCE * em or (margins.indented and room < _RAGGED * em)
    flush = abs(line.left - left) < 0.8 * em
    follows = line.page == before.page + 1 or 0 < before.middle - line.middle < 4 * em
    table = _FIGURES.search(before.text) or _FIGURES.search(line.text) or _NUMBERED.match(line.text)
    return full and flush and follows and before.left < left + 4 * em and not table


def _glue(before: str, after: str) -> str:
    """Give the space that parts two Latin words over a line break."""
    return " " if _WORD.search(before) and after[:1].isascii() and after[:1].isalnum() else ""
