"""The lines of a document put together to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from intake.block import Block, Piece
from intake.document import Parting, SourceDocument, SourceGrid, SourceParagraph
from intake.interpret.headings import numbering_of
from intake.interpret.line_kinds import (
    LONGEST,
    MARKS,
    is_date,
    is_heading,
    is_name,
    is_title,
    kind_of,
    tables_below,
)
from intake.interpret.values import looks_like_value
from intake.limits import MOST_LINES
from intake.wrapped_line import LineKind, WrappedLine
from intake.wrapping import Joined, Wrapping
from model.errors import UserError
from model.form.editions import FORMS
from model.rules.explanation_table import COLUMNS

_TITLE_LINES = 3
_MORE = re.compile("(?:情况|方面|工作|建设)[。：]")  # of a heading that is one without it
_MEASURE = re.compile(r"\s*[年月日件条个项次份期篇批人场宗起万元%][^\t|｜]")


def unwrapped(document: SourceDocument) -> SourceDocument:
    """Join the lines of a document that only their width broke, those within cells too.

    Raises:
        UserError: there are more than a report can have.
    """
    if len(document.blocks) > MOST_LINES:
        raise UserError(f"内容超过{MOST_LINES}行，不会是一份年度报告")
    own = not {form.source for form in FORMS.values()}.isdisjoint(document.facts)  # written by this program
    blocks = tuple(_Classified(document.blocks, own=own).joined())
    return document if blocks == document.blocks else replace(document, blocks=blocks)


class _Classified:
    """The blocks of a document, and the lines that may be joined."""

    def __init__(self, blocks: Sequence[SourceParagraph | SourceGrid], *, own: bool) -> None:
        self._blocks = blocks
        self._sure = {Parting.SURE, Parting.PARAGRAPH} if own else {Parting.SURE}
        self._in_table = False
        self._lines: dict[int, WrappedLine] = {}
        self._cells: dict[tuple[int, Piece], list[WrappedLine]] = {}
        for at, block in enumerate(blocks):
            if isinstance(block, SourceParagraph):
                self._lines[at] = self._line(at, block)
            elif COLUMNS not in block.block.rows:  # what explains a report is kept to the letter
                broken = [piece for piece in block.block.pieces if "\n" in piece.text]
                self._cells |= {(at, piece): list(_lines_in(piece.text)) for piece in broken}
        inside = [line for lines in self._cells.values() for line in lines]
        self._wrapping = Wrapping([*self._lines.values(), *inside])

    def _may_sign(self, at: int) -> bool:
        """Whether the name of a unit may stand here by itself: over the title or a date, or at the end."""
        after = self._blocks[at + 1] if at + 1 < len(self._blocks) else None
        dated = isinstance(after, SourceParagraph) and is_date(after.text)
        return at < _TITLE_LINES or after is None or dated

    def _is_counted(self, at: int, text: str) -> bool:
        """Whether a number stands by itself only because its measure word begins the next line."""
        after = self._blocks[at + 1] if at + 1 < len(self._blocks) else None
        return (
            isinstance(after, SourceParagraph)
            and looks_like_value(text.strip()[:LONGEST])
            and bool(_MEASURE.match(after.text))
        )

    def _is_cell(self, at: int, text: str) -> bool:
        """Whether a line in a section of tables is a cell: it begins or ends with a tab, or a number is the next."""
        if len(text) > LONGEST or MARKS.search(text):
            return False
        after = self._blocks[at + 1] if at + 1 < len(self._blocks) else None
        number = isinstance(after, SourceParagraph) and looks_like_value(after.text.strip()[:LONGEST])
        return number or "\t" in text

    def _line(self, at: int, block: SourceParagraph) -> WrappedLine:
        may_sign = self._may_sign(at)
        loose = block.after in {Parting.LINE, Parting.BLANK}
        kind = LineKind.ROW if block.after in self._sure else self._kind(block.text)
        kind = LineKind.ROW if self._in_table and self._is_cell(at, block.text) else kind
        kind = LineKind.ALONE if kind is LineKind.PROSE and may_sign and is_name(block.text) else kind
        kind = LineKind.PROSE if loose and not self._in_table and self._is_counted(at, block.text) else kind
        return WrappedLine(block.text, kind, loose, block.after is Parting.BLANK)

    def _kind(self, text: str) -> LineKind:
        words = text.strip()
        if len(words) <= LONGEST:
            self._in_table = tables_below(words, otherwise=self._in_table)
        return kind_of(words, in_table=self._in_table)

    def joined(self) -> Iterator[SourceParagraph | SourceGrid]:
        """Return the blocks with their lines put together."""
        open_block: SourceParagraph | None = None
        sofar: Joined | None = None
        for at, block in enumerate(self._blocks):
            line = self._lines.get(at)
            if line and sofar and self._goes_on(sofar, line):
                sofar.add(line, self._wrapping.glue(sofar.last, line))
                continue
            if open_block and sofar:
                yield _whole(open_block, sofar)
            open_block, sofar = None, None
            if isinstance(block, SourceGrid):
                yield self._grid(at, block)
            else:
                open_block, sofar = block, Joined(line) if line else None
        if open_block and sofar:
            yield _whole(open_block, sofar)

    def _goes_on(self, sofar: Joined, line: WrappedLine) -> bool:
        if _completes_heading(sofar, line):
            return True
        return not _is_complete(sofar) and self._wrapping.goes_on(sofar, line)

    def _grid(self, at: int, grid: SourceGrid) -> SourceGrid:
        pieces = grid.block.pieces
        if not any((at, piece) in self._cells for piece in pieces):
            return grid
        made = tuple(replace(piece, text=self._cell(self._cells.get((at, piece)), piece.text)) for piece in pieces)
        return replace(grid, block=Block(made))

    def _cell(self, lines: Sequence[WrappedLine] | None, text: str) -> str:
        return text if lines is None else "\n".join(_paragraphs(lines, self._wrapping))


def _completes_heading(sofar: Joined, line: WrappedLine) -> bool:
    """Whether a heading was broken, so that only both lines together are one."""
    if line.apart or not line.loose or sofar.first is not sofar.last or len(sofar.last.text) + len(line.text) > LONGEST:
        return False
    if not numbering_of(sofar.last.text):
        return False
    return is_heading(sofar.last.text + line.text) or (is_heading(sofar.last.text) and bool(_MORE.match(line.text)))


def _is_complete(sofar: Joined) -> bool:
    """Whether the lines put together so far are a heading, or the title."""
    if sofar.first is sofar.last or sofar.length > LONGEST:
        return False
    return is_heading(sofar.text) or is_title(sofar.text)


def _whole(block: SourceParagraph, sofar: Joined) -> SourceParagraph:
    return block if sofar.first is sofar.last else replace(block, text=sofar.text)


def _paragraphs(lines: Iterable[WrappedLine], wrapping: Wrapping) -> Iterator[str]:
    sofar: Joined | None = None
    for line in lines:
        if sofar and wrapping.goes_on(sofar, line):
            sofar.add(line, wrapping.glue(sofar.last, line))
        else:
            yield from [sofar.text] if sofar else []
            sofar = Joined(line)
    yield from [sofar.text] if sofar else []


def _lines_in(text: str) -> Iterator[WrappedLine]:
    apart = False
    for raw in text.split("\n"):
        if raw.strip():
            yield WrappedLine(raw, kind_of(raw.strip(), in_table=False), loose=True, apart=apart)
            apart = False
        else:
            apart = True
