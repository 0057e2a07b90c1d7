"""A document as one sequence of rows: rows of grids, lines whose fields are parted by tabs or bars, and plain lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from intake.characters import fold
from intake.document import SourceDocument, SourceGrid, SourceParagraph
from intake.interpret.values import looks_like_value
from intake.limits import MOST_ROWS
from model.errors import UserError
from model.report.report import DRAFT_LINE, SUM_NOTE

_PAGE_NUMBER = re.compile(
    r"[-—–－·•~]+\s*\d{1,3}\s*[-—–－·•~]+|第\s*\d{1,3}\s*页(?:[，,/\s]*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3}"
    r"|[Pp]age\s*\d+(?:\s*of\s*\d+)?"
)
_RULED, _UNDER_HEADERS = re.compile(r"[\s|:+\-=─━┄—]+"), re.compile(r"[\s|:\-]+")
_RULES = ("---", "===", "───", "━━━")
_BAR = re.compile(r"[|｜│┃¦]")
_PARENTHESES = re.compile(r"[（(][^（()）]*[)）]")
_BEFORE_REMARK = re.compile(r"(?<=\d)\s+(?=[（(]其中)")
_DATE = re.compile(r"(?<=\d)\s+(?=[年月日%％])|(?<=[年月])\s+(?=\d)")
_GLUED = re.compile(r"(?<=[\u4e00-\u9fff)）”])(?<![增减加少])(?=\d[\d,.]*$)")
_OVER = re.compile(r"计入\d{1,6}个（(?:通过|收到)的），未计入\d{1,6}个")  # how what is said of a sum begins
_NUMBERING = re.compile(r"\(?\d{1,2}[.、)]|\d{1,2}")


@dataclass(frozen=True)
class SourceRow:
    """One line or table row. In a grid, rows share columns; in a plain line the fields are the words between spaces."""

    text: str  # as in the document
    fields: tuple[str, ...]
    place: str
    grid: int = -1  # which grid it is of
    parted: bool = False  # the fields were parted by tabs or bars, so that an empty one means something
    covered: frozenset[int] = frozenset()  # places over which a merged cell goes on
    hanging: frozenset[int] = frozenset()  # those of them over which it comes from above

    @cached_property
    def values(self) -> tuple[int, ...]:
        """Where fields stand that can be numbers."""
        marks = [looks_like_value(field) for field in self.fields]
        filled = [i for i, field in enumerate(self.fields) if field]
        for before, here, after in zip([-1, *filled], filled, filled[1:], strict=False):
            opens = before < 0 or not marks[before]
            if marks[here] and opens and not marks[after] and _NUMBERING.fullmatch(fold(self.fields[here])):
                marks[here] = False  # the number of a label, parted from its words
        return tuple(i for i, mark in enumerate(marks) if mark)

    @property
    def has_hole(self) -> bool:
        """Whether an empty place stands between its numbers."""
        between = range(self.values[0], self.values[-1]) if self.parted and self.values else ()
        return any(not self.fields[i] and i not in self.covered for i in between)

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence rather than a row of a table."""
        alone = sum(map(bool, self.fields)) == 1
        return "。" in self.text and (alone or not self.parted)


def rows_of(document: SourceDocument) -> tuple[SourceRow, ...]:
    """Return the rows of a document; page numbers, ruled lines and what marks a draft are left out.

    Raises:
        UserError: there are more than a report can have.
    """
    rows: list[SourceRow] = []
    for number, block in enumerate(document.blocks):
        rows += _of_grid(block, number) if isinstance(block, SourceGrid) else _of_text(block)
        if len(rows) > MOST_ROWS:
            raise UserError(f"内容超过{MOST_ROWS}行，不会是一份年度报告")
    return tuple(_joined(_before_note([row for row in rows if row.text.strip() != DRAFT_LINE])))


def _before_note(rows: list[SourceRow]) -> list[SourceRow]:
    """Leave out what this program printed behind a sum, which is no part of the report."""
    said = [row.text.strip() for row in rows]
    found = (at for at, words in enumerate(said[:-1]) if words == SUM_NOTE and _OVER.match(said[at + 1]))
    return rows[: next(found, len(rows))]


def _of_grid(grid: SourceGrid, number: int) -> Iterator[SourceRow]:
    for i, texts in enumerate(grid.block.rows):
        fields = tuple(text or "" for text in texts)
        if any(fields):
            over = grid.block.lattice[i]
            covered = frozenset(at for at, text in enumerate(texts) if text is None)
            hanging = frozenset(at for at in covered if (piece := over[at]) and piece.row < i)
            for row in _paragraphs(fields):
                text = " ".join(filter(None, row))
                yield SourceRow(text, row, grid.place_of(i), number, parted=True, covered=covered, hanging=hanging)


def _paragraphs(fields: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Return a row for each paragraph of a cell that stands alone in its row."""
    filled = [at for at, text in enumerate(fields) if text]
    if len(filled) > 1 or "\n" not in fields[filled[0]]:
        yield fields
        return
    at = filled[0]
    for line in fields[at].split("\n"):
        if line.strip():
            yield (*fields[:at], line.strip(), *fields[at + 1 :])


def _of_text(paragraph: SourceParagraph) -> Iterator[SourceRow]:
    text = paragraph.text.strip()
    if not text or _PAGE_NUMBER.fullmatch(text) or _is_rule(text):
        return
    if _BAR.search(text):
        yield SourceRow(paragraph.text, _barred(text), paragraph.place, parted=True)
    elif "\t" in paragraph.text:
        fields = tuple(field.strip() for field in paragraph.text.split("\t"))
        yield SourceRow(paragraph.text, fields, paragraph.place, parted=True)
    else:
        yield SourceRow(text, words_of(text), paragraph.place)


def _is_rule(text: str) -> bool:
    """Whether a line is drawn: of strokes, or what Markdown has under the headers of a table.

    >>> [_is_rule(text) for text in ("—— ===", "|:--|", "--", "-- 3 --")]
    [True, True, False, False]
    """
    if not _RULED.fullmatch(text):
        return False
    return any(rule in text for rule in _RULES) or (
        "|" in text and "--" in text and bool(_UNDER_HEADERS.fullmatch(text))
    )


def _barred(text: str) -> tuple[str, ...]:
    return tuple(field.strip() for field in _BAR.split(text))


def ends_with_bar(row: SourceRow) -> bool:
    """Whether a bar closes the line, so that its last field is none."""
    return bool(_BAR.match(row.text.strip()[-1:]))


def words_of(text: str) -> tuple[str, ...]:
    """Part a plain line at its spaces; remarks and dates stay whole, a number is parted from the label before it.

    >>> words_of("（七）总计21 0 22 （其中 修订16件） 2023 年")
    ('（七）总计', '21', '0', '22（其中修订16件）', '2023年')
    """
    joined = _DATE.sub("", _PARENTHESES.sub(lambda found: "".join(found[0].split()), _BEFORE_REMARK.sub("", text)))
    return tuple(part for word in joined.split() for part in _GLUED.split(word) if part)


def _joined(rows: Sequence[SourceRow]) -> Iterator[SourceRow]:
    """Put together what bars at both ends show to be one row broken over lines."""
    if not _has_outer_bars(rows):
        yield from rows
        return
    open_row: SourceRow | None = None
    for row in rows:
        if open_row and row.grid < 0 and _goes_on(open_row, row):
            open_row = _continued(open_row, row.text.strip())
            continue
        if open_row:
            yield open_row
        open_row = row
    if open_row:
        yield open_row


def _goes_on(row: SourceRow, after: SourceRow) -> bool:
    """Whether a row goes on in the next line: that does not open with a bar, and either end is missing one."""
    if row.grid >= 0 or not row.parted or _BAR.match(after.text.strip()):
        return False
    return not _BAR.match(row.text.strip()[-1:]) or bool(_BAR.search(after.text))


def _continued(row: SourceRow, text: str) -> SourceRow:
    whole = f"{row.text.strip()} {text}"
    return SourceRow(whole, _barred(whole), row.place, parted=True)


def _has_outer_bars(rows: Sequence[SourceRow]) -> bool:
    """Whether most lines with several bars begin and end with one."""
    lines = [row.text.strip() for row in rows if row.grid < 0 and len(_BAR.findall(row.text)) > 1]
    outer = sum(bool(_BAR.match(line) and _BAR.match(line[-1:])) for line in lines)
    return bool(lines) and outer * 2 > len(lines)
