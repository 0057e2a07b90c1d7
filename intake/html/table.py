"""A table of a web page while it is read, and where its cells stand once it is complete."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from intake.block import Piece
from intake.characters import without_apostrophe, without_radicals
from intake.limits import MOST_CELLS
from model.errors import UserError

END, LINE_END = "\x1e", "\x1f"  # of a paragraph or a line within a cell; a blank where the cell is one line
_ENDS = re.compile(f"([{END}{LINE_END}])")
_SENTENCE = re.compile("[，。]")
_MOST_SPAN = 200
_SHORTEST = 8  # characters of a line that somebody broke in the source
_DIGITS = 8
_ORDER = {"thead": 0, "tbody": 1, "tfoot": 2}


@dataclass
class MarkupCell:
    """A cell as it is read, before it has a place."""

    rows: int
    columns: int
    header: bool
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words in one line; those of prose as the lines that they came in."""
        words = "".join(self.words)
        if not (_SENTENCE.search(words) and _ENDS.search(words)):
            return without_apostrophe(in_one_line(words))
        return "\n".join(flowed(line) for line in _ENDS.split(words)[::2]).strip("\n")

    @property
    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Its words as the lines that they came in, each with what ended it."""
        parts = [*_ENDS.split("".join(self.words)), END]
        return ((flowed(words), end) for words, end in zip(parts[::2], parts[1::2], strict=True))


@dataclass
class MarkupTable:
    """A table that is being read; the group is that of the rows that come now."""

    rows: list[tuple[str, list[MarkupCell]]] = field(default_factory=list)
    group: str = "tbody"
    cell: MarkupCell | None = None
    is_layout: bool = False

    def begin_row(self) -> None:
        """Begin a row of the present group."""
        self.rows.append((self.group, []))

    def begin_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin a cell, of a new row where none is open."""
        if not self.rows:
            self.begin_row()
        spans = [span(attributes.get(name)) for name in ("rowspan", "colspan")]
        self.cell = MarkupCell(spans[0], spans[1], tag == "th")
        self.rows[-1][1].append(self.cell)

    @property
    def cells(self) -> list[MarkupCell]:
        """The cells as they came."""
        return [cell for _, row in self.rows for cell in row]

    def pieces(self) -> Iterator[Piece]:
        """Return every cell its place: the first that no merged cell from above covers; foot below, head above.

        Raises:
            UserError: there are more places than a report has.
        """
        taken: set[tuple[int, int]] = set()
        rows = [row for _, row in sorted(self.rows, key=lambda one: _ORDER[one[0]])]
        for row, cells in enumerate(rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                height = min(cell.rows, len(rows) - row)
                yield Piece(row, column, cell.text, height, cell.columns, cell.header)
                if len(taken) + height * cell.columns > MOST_CELLS:
                    raise UserError(f"表格超过{MOST_CELLS}格，不会是一份年度报告")
                taken.update((r, c) for r in range(row, row + height) for c in range(column, column + cell.columns))
                column += cell.columns


def span(value: str | None) -> int:
    """Read a span as browsers do: what is no number is 1.

    >>> span("3"), span("0"), span("x"), span("99999")
    (3, 1, 1, 200)
    """
    text = (value or "").strip()
    return max(1, min(int(text), _MOST_SPAN)) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 1


def flowed(words: str) -> str:
    r"""Put the words of a paragraph in one line; no blank stands for a line end of the source within Chinese.

    >>> flowed(" 全年公开政府信息制发文件7\n  6件，用Word\n办公 "), flowed("1\n2")
    ('全年公开政府信息制发文件76件，用Word办公', '1 2')
    """
    if "\n" not in words:
        return in_one_line(words)
    made = ""
    for line in filter(None, map(in_one_line, words.split("\n"))):
        made += line if _is_within_chinese(made, line) else f" {line}"
    return made.strip()


def _is_within_chinese(before: str, after: str) -> bool:
    ends = before[-1:] + after[:1]
    digits = ends.isdigit() and ends.isascii()
    return not ends.isascii() or (digits and len(before) > _SHORTEST and not before[-_SHORTEST:].isascii())


def in_one_line(words: str) -> str:
    """Put words in one line, as browsers do with blanks and line ends."""
    return " ".join(without_radicals(words).split())
