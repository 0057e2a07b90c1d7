"""Lines of a PDF page from its letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from intake.characters import without_radicals
from intake.pdf.letters import Letter, rows_of
from intake.wrapped_line import NEVER_FIRST

_NEVER_FIRST = frozenset(NEVER_FIRST + "—")
_EVERYWHERE = 3  # pages on which a line stands at the same place
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_DIGITS = re.compile(r"\d+")
_LONE = re.compile(r"\s*(?:[-—–－·]\s*)?(\d{1,3})\s*(?:[-—–－·]\s*)?")


@dataclass(frozen=True)
class PageLine:
    """One line of a page, with its left and right end, its middle height and the height of its letters, in points."""

    text: str
    left: float
    right: float
    middle: float
    size: float
    page: int
    head: float = 0.0  # how wide its beginning is that cannot be broken
    blanks: str = ""  # that are drawn at its end
    letters: tuple[Letter, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether it may be the number of a page."""
        return _LONE.fullmatch(self.text) is not None


Spacing = Callable[[Sequence[Letter]], Iterable[str]]


def lines_of(letters: Sequence[Letter], page: int, spacing: Spacing) -> Iterator[PageLine]:
    """Sort letters into lines by where they stand: they may have been drawn in any order."""
    for row in rows_of(letters):
        yield from _line(row, page, "".join(spacing(row)))


def _line(letters: Sequence[Letter], page: int, words: str) -> Iterator[PageLine]:
    words = without_radicals(words)
    text = words.strip()
    boxes = [box for char, box, _ in letters if not char.isspace() and box[1] > box[0]]
    if not text:
        return
    if not boxes:
        yield PageLine(text, 0, 0, 0, 0, page)
        return
    size = max(box[3] - box[2] for box in boxes)
    middle = sum(box[2] + box[3] for box in boxes) / 2 / len(boxes)
    left, right = min(box[0] for box in boxes), max(box[1] for box in boxes)
    yield PageLine(text, left, right, middle, size, page, _head(letters), words[len(words.rstrip()) :], tuple(letters))


def _head(letters: Sequence[Letter]) -> float:
    """Return the width of what had to stay together when the line was broken before it: a word, or a character."""
    filled = [letter for letter in letters if not letter.char.isspace()]
    end = 1
    while end < len(filled) and (filled[end][0] in _NEVER_FIRST or _is_word(filled[end - 1][0] + filled[end][0])):
        end += 1
    return filled[end - 1][1][1] - filled[0][1][0] if filled else 0.0


def _is_word(chars: str) -> bool:
    return chars.isascii() and chars.isprintable()


def parted(letters: Sequence[Letter]) -> Iterator[str]:
    """Return the letters of a line, with a tab for a wide gap beside a number: the next cell."""
    before, right, space = "", 0.0, ""
    for char, box, _ in letters:
        if char.isspace():
            space = " "
            continue
        gap, size = box[0] - right, box[3] - box[2]
        if before:
            if gap > size and (is_figure(before) or is_figure(char)):
                space = "\t"
            elif gap > size / 3 and _is_word(before + char):
                space = " "
            yield space
        yield char
        before, right, space = char, box[1], ""


def is_figure(char: str) -> bool:
    """Whether a number, or a stroke for none, may begin or end with it."""
    return char.isdigit() or char in "/-—"


def without_page_numbers(lines: Sequence[PageLine]) -> Iterator[PageLine]:
    """Leave out numbers that stand by themselves at the top or foot of pages and count them."""
    ends: dict[int, list[PageLine]] = {}
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


def without_running_lines(lines: Sequence[PageLine]) -> list[PageLine]:
    """Leave out what is printed at the top or foot of every page, in up to two lines; its page numbers may differ."""
    for _ in range(2):
        drop = {id(line) for line in _running(lines)}
        lines = [line for line in lines if id(line) not in drop]
    return list(lines)


def _running(lines: Sequence[PageLine]) -> Iterator[PageLine]:
    pages: dict[int, list[PageLine]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    enough = min(_EVERYWHERE, max(2, len(pages) - 1))
    for end in (max, min):
        outermost = [end(page, key=lambda line: line.middle) for page in pages.values()]
        for line in outermost:
            same_words = [one for one in outermost if _masked(one) == _masked(line)]
            alike = [one for one in same_words if abs(one.middle - line.middle) < line.size / 2]
            if len(alike) >= enough and _WORDS.search(line.text) and "\t" not in line.text:
                yield line


def _masked(line: PageLine) -> str:
    return _DIGITS.sub("0", line.text)
