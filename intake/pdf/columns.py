"""Tables of a PDF without drawn lines: columns are where most rows have numbers, so that a blank has its place."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from intake.block import Block, Piece
from intake.characters import without_radicals
from intake.document import SourceGrid
from intake.pdf.letters import Letter
from intake.pdf.lines import PageLine, is_figure

_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 5  # what is no accident
_MOST_ROWS = 500  # lines of one table
_MOST_BETWEEN = 8  # lines of labels between two rows of numbers
_UNSURE = "？"  # before words that may be of one column or another: so they are no number
_APART = 0.4  # of the height of the letters: two words rather than one
_SAME_ROW = 0.9  # of the height of the letters, which rows of their own are never as close as


@dataclass(frozen=True)
class _Word:
    text: str
    left: float
    right: float

    @property
    def is_number(self) -> bool:
        return bool(self.text) and is_figure(self.text[0]) and is_figure(self.text[-1])


@dataclass(frozen=True)
class _Row:
    """The words of one line, or of several so close that they are one row."""

    line: PageLine
    words: tuple[_Word, ...]

    @property
    def numbers(self) -> int:
        return sum(word.is_number for word in self.words)

    def reaches(self, start: float) -> bool:
        """Whether it has words among the numbers."""
        return any(word.right > start for word in self.words)


def parts(lines: Sequence[PageLine]) -> Iterator[SourceGrid | Sequence[PageLine]]:
    """Cut lines into those of tables and the others."""
    rows = [_Row(line, tuple(_words(line.letters))) for line in lines]
    done = 0
    for first, end in _runs(rows):
        if grid := _grid(rows[first:end]):
            yield lines[done:first]
            yield grid
            done = end
    yield lines[done:]


def _words(letters: Sequence[Letter]) -> Iterator[_Word]:
    """Part the letters of a line where there is a gap."""
    filled = [letter for letter in letters if not letter.char.isspace()]
    start = 0
    for end in range(1, len(filled) + 1):
        if end == len(filled) or _are_apart(filled[end - 1], filled[end]):
            word = filled[start:end]
            yield _Word(without_radicals("".join(one.char for one in word)), word[0].box[0], word[-1].box[1])
            start = end


def _are_apart(one: Letter, other: Letter) -> bool:
    return other.box[0] - one.box[1] > _APART * (other.box[3] - other.box[2])


def _runs(rows: Sequence[_Row]) -> Iterator[tuple[int, int]]:
    """Find the stretches in which rows of numbers follow each other, with labels between but no sentence."""
    first = last = -1
    counts: Counter[int] = Counter()
    for i, row in enumerate(rows):
        if first >= 0 and ("。" in row.line.text or i - last > _MOST_BETWEEN or row.numbers > _width(counts)):
            yield first, last + 1
            first = -1
            counts.clear()
        if row.numbers >= _FEWEST_COLUMNS and "。" not in row.line.text:
            first, last = i if first < 0 else first, i
            counts[row.numbers] += 1
    if first >= 0:
        yield first, last + 1


def _width(counts: Counter[int]) -> float:
    """Return how many numbers the rows of a table have that has been seen in full; as many as there may be before."""
    enough = (count for count, times in counts.items() if count >= _FEWEST_COLUMNS and times >= _FEWEST_ROWS)
    return max(enough, default=inf)


def _grid(rows: Sequence[_Row]) -> SourceGrid | None:
    """Put rows into columns; None where a word is not plainly in one of them."""
    width = _width(Counter(row.numbers for row in rows))
    is_table = width < inf and len(rows) <= _MOST_ROWS
    starts = _starts(rows, [row for row in rows if row.numbers == width]) if is_table else None
    if starts is None:
        return None
    merged = list(_merged(rows, starts[0]))
    fields = [_fields(lines, starts) for lines in merged]
    if any(one is None for one in fields) or not all(_has_label(lines, rows, starts[0]) for lines in merged):
        return None
    pieces = tuple(Piece(i, column, text) for i, one in enumerate(fields) for column, text in enumerate(one or ()))
    places = tuple(f"第{lines[0].line.page}页" for lines in merged)
    return SourceGrid(Block(pieces), places[0], places)


def _starts(rows: Sequence[_Row], full: Sequence[_Row]) -> tuple[float, ...] | None:
    """Return where each column of numbers begins, in the gaps; None where they are not below each other."""
    columns = list(zip(*([word for word in row.words if word.is_number] for row in full), strict=True))
    lefts = [min(word.left for word in column) for column in columns]
    rights = [max(word.right for word in column) for column in columns]
    if any(right > left for right, left in zip(rights, lefts[1:], strict=False)):
        return None
    labels = [word.right for row in rows for word in row.words if word.right <= lefts[0]]
    before = max(labels, default=lefts[0] - (rights[0] - lefts[0]))
    return tuple((right + left) / 2 for right, left in zip([before, *rights], lefts, strict=False))


def _merged(rows: Sequence[_Row], start: float) -> Iterator[list[_Row]]:
    """Put lines together that are so close that they are parts of one row: a remark goes on above and below."""
    open_rows: list[_Row] = []
    for row in rows:
        if open_rows and not (_are_close(open_rows[-1].line, row.line) and row.reaches(start)):
            yield open_rows
            open_rows = []
        open_rows.append(row)
    yield open_rows


def _are_close(one: PageLine, other: PageLine) -> bool:
    return one.page == other.page and abs(one.middle - other.middle) < _SAME_ROW * max(one.size, other.size)


def _has_label(lines: Sequence[_Row], rows: Sequence[_Row], start: float) -> bool:
    """Whether numbers have a label beside them, or are all there: else they may be part of another row."""
    numbers = sum(row.numbers for row in lines)
    beside = [row for row in rows if any(_are_close(row.line, one.line) for one in lines)]
    return not numbers or any(word.left < start for row in beside for word in row.words)


def _fields(lines: Sequence[_Row], starts: Sequence[float]) -> list[str] | None:
    """Return the label and the words of each column; None where two numbers are in one, or one is in two."""
    words = [word for row in lines for word in row.words]
    if not any(row.numbers for row in lines):
        return ["".join(word.text for word in words), *[""] * len(starts)]
    fields: list[list[str]] = [[] for _ in range(len(starts) + 1)]
    for word in words:
        columns = _columns(word, starts)
        if word.is_number and len(columns) > 1:
            return None
        for column in columns:
            fields[column].append(f"{_UNSURE}{word.text}" if len(columns) > 1 else word.text)
    doubled = any(len(texts) > 1 for texts in fields[1:]) and len(lines) == 1
    return None if doubled else ["".join(fields[0]), *map(" ".join, fields[1:])]


def _columns(word: _Word, starts: Sequence[float]) -> range:
    """Return the columns that a word may be of; a remark may reach into the label, and a label among the numbers."""
    first, last = bisect_right(starts, word.left), bisect_right(starts, word.right)
    if not word.is_number and first == 0:
        return range(1, last + 1) if word.left + word.right > 2 * starts[0] else range(1)
    return range(first, last + 1)
