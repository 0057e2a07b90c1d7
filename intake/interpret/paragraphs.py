"""The lines of a document put together to paragraphs; what a line is by itself is known by the words of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from intake.block import Block, Piece
from intake.characters import bare, fold
from intake.document import Parting, SourceDocument, SourceGrid, SourceParagraph
from intake.interpret.accounting import heads_a_page
from intake.interpret.by_forms import cached_by_forms
from intake.interpret.headings import numbering_of, unnumbered
from intake.interpret.unit_words import is_unit
from intake.interpret.values import looks_like_value
from intake.limits import MOST_LINES
from intake.traditional import simplified
from intake.wrapped_line import LineKind, WrappedLine
from intake.wrapping import Joined, Wrapping
from model.errors import UserError
from model.form.editions import FORMS
from model.rules.explanation_table import COLUMNS

_LONGEST = 60  # characters of a line that may be anything but prose
_PARTED = re.compile(r"[\t|｜│┃¦]")
_FIGURE, _FIGURE_OR_NONE = re.compile(r"[\d,.]+"), re.compile(r"[\d,.]+|[-/—]")
_ADDRESS = re.compile(r"[<（(]?(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w.-]+", re.ASCII)
_DATE = re.compile(
    r"[\d〇○零一二三四五六七八九十]{4}[-./年][\d一二三四五六七八九十]{1,3}[-./月][\d一二三四五六七八九十]{1,3}日?"
)
_TITLE = re.compile(
    r"(?:(?!公开)[^，。；：])*+公开"
    r"(?:[^，。；：]*(?:报告|年报)|(?:(?!(?:报告|年报)[（(])[^，。；：])*+(?:报告|年报)[（(].*[）)])"
)
_LABELLED = re.compile(r"[^，。；：:、\s\d]{2,8}[：:]")
_ITEM = re.compile(r"[①-⑳㈠-㈩⑴-⑽]|第[一二三四五六七八九十]{1,3}(?:部分|[，,])|其[一二三四五]是?[，,]")
_MARKS = re.compile(r"[，。；：、《“,;:!?！？]")
_TITLE_LINES = 3
_BEGIN = 4  # characters of a heading that was broken
_MORE = 12  # characters that a label has before it: the group that it is of
_MEASURE = re.compile(r"\s*[年月日件条个项次份期篇批人场宗起万元%][^\t|｜]")
_HEADERS, _SAID = 3, re.compile(r"[，。；：\dA-Za-z]")
_FIGURES = 2  # numbers beside each other that are no accident
_FRAGMENT = 2  # characters of a label that tell it
_NUMBERED_ITEMS = frozenset({"chinese", "bracket", "digit", "bracketed digit", "mark"})


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
        dated = isinstance(after, SourceParagraph) and bool(_DATE.fullmatch("".join(after.text[:_LONGEST].split())))
        return at < _TITLE_LINES or after is None or dated

    def _is_counted(self, at: int, text: str) -> bool:
        """Whether a number stands by itself only because its measure word begins the next line."""
        after = self._blocks[at + 1] if at + 1 < len(self._blocks) else None
        return isinstance(after, SourceParagraph) and text.strip().isdigit() and bool(_MEASURE.match(after.text))

    def _line(self, at: int, block: SourceParagraph) -> WrappedLine:
        may_sign = self._may_sign(at)
        loose = block.after in {Parting.LINE, Parting.BLANK}
        kind = LineKind.ROW if block.after in self._sure else self._kind(block.text)
        kind = LineKind.ALONE if kind is LineKind.PROSE and may_sign and _is_name(block.text) else kind
        kind = LineKind.PROSE if loose and not self._in_table and self._is_counted(at, block.text) else kind
        return WrappedLine(block.text, kind, loose, block.after is Parting.BLANK)

    def _kind(self, text: str) -> LineKind:
        words = text.strip()
        if len(words) <= _LONGEST:
            self._in_table = _tables_below(words, otherwise=self._in_table)
        return _kind(words, in_table=self._in_table)

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
    if (
        line.apart
        or not line.loose
        or sofar.first is not sofar.last
        or len(sofar.last.text) + len(line.text) > _LONGEST
    ):
        return False
    name = _name(sofar.last.text + line.text)
    return bool(numbering_of(sofar.last.text)) and (name in _sections() or name in _parts())


def _is_complete(sofar: Joined) -> bool:
    """Whether the lines put together so far are a heading, or the title."""
    if sofar.first is sofar.last or sofar.length > _LONGEST:
        return False
    name = _name(sofar.text)
    return name in _sections() or name in _parts() or bool(_TITLE.fullmatch(fold(sofar.text)))


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
            yield WrappedLine(raw, _kind(raw.strip(), in_table=False), loose=True, apart=apart)
            apart = False
        else:
            apart = True


def _kind(words: str, *, in_table: bool) -> LineKind:
    """Tell what a line is by itself."""
    if not words or _PARTED.search(words) or _are_headers(words):
        return LineKind.ROW
    if len(words) > _LONGEST:
        return _kind_of_prose(words)
    if _is_row(words, in_table=in_table):
        return LineKind.ROW
    if _name(words) in _sections() or _name(words) in _parts():
        return LineKind.HEADING if numbering_of(words) else LineKind.ALONE
    if _stands_alone(words):
        return LineKind.ALONE
    return _kind_of_prose(words)


def _are_headers(words: str) -> bool:
    """Whether a line, however long, holds the headers of columns beside each other."""
    pieces = words.split()
    if len(pieces) < _HEADERS:
        return False
    return not _SAID.search(words) or all(bare(piece) in _labels() for piece in pieces)


def _is_row(words: str, *, in_table: bool) -> bool:
    """Whether a line has numbers as a row of a table has them, or labels."""
    if looks_like_value(words) or _has_figures(words) or _is_label(words, in_table=in_table):
        return True
    return in_table and looks_like_value(words.rsplit(maxsplit=1)[-1])


def _has_figures(words: str) -> bool:
    """Whether a line begins with two numbers and more, or ends with two of them or of what stands for none."""
    pieces = words.split()
    begin = len(pieces) > _FIGURES and all(map(_FIGURE.fullmatch, pieces[:_FIGURES]))
    return begin or (len(pieces) >= _FIGURES and all(map(_FIGURE_OR_NONE.fullmatch, pieces[-_FIGURES:])))


def _kind_of_prose(words: str) -> LineKind:
    style = numbering_of(words[:_LONGEST])
    if style in _NUMBERED_ITEMS or _ITEM.match(words):
        return LineKind.ITEM
    if style == "point":
        return LineKind.POINT
    return LineKind.LABELLED if _LABELLED.match(words) else LineKind.PROSE


def _stands_alone(words: str) -> bool:
    """Whether a line is a title, a date or an address, nothing else beside it."""
    squeezed = "".join(words.split())
    alone = simplified(squeezed)
    return heads_a_page(words) or bool(_ADDRESS.fullmatch(alone) or _DATE.fullmatch(alone) or _TITLE.fullmatch(alone))


def _is_name(text: str) -> bool:
    """Whether a line is the name of a unit."""
    words = "".join(text[:_LONGEST].split())
    return len(words) <= 30 and not _MARKS.search(words) and is_unit(words)  # noqa: PLR2004 — as a signature


def _is_label(words: str, *, in_table: bool) -> bool:
    """Whether a line holds labels of the tables, or within their sections pieces of them, and nothing else."""
    name = bare(words)
    if len(name) < _FRAGMENT:
        return in_table
    plain = numbering_of(words) and not re.search("[，。；：]", words)
    if plain and any(name.endswith(label) and len(name) < len(label) + _MORE for label in _long_labels()):
        return True
    return name in _labels() or (in_table and all(piece in _all_labels() for piece in map(bare, words.split())))


def _name(words: str) -> str:
    return fold(unnumbered(words))


def _tables_below(words: str, *, otherwise: bool) -> bool:
    """Whether tables stand below a heading, or the begin of one; `otherwise` where the line is none."""
    name = _name(words)
    if numbering_of(words) == "chinese" and len(name) >= _BEGIN:
        return next((below for heading, below in _sections().items() if heading.startswith(name)), otherwise)
    return _sections().get(name, otherwise)


@cached_by_forms
def _sections() -> dict[str, bool]:
    """Return the headings of the sections, each with whether tables stand below it."""
    found: dict[str, bool] = {}
    for form in FORMS.values():
        for section in form.sections:
            found |= dict.fromkeys(
                (fold(unnumbered(section.heading)), *map(fold, section.aliases)), bool(section.tables)
            )
    return found


@cached_by_forms
def _parts() -> frozenset[str]:
    """Return the headings of the parts as they stand by themselves."""
    texts = [text for form in FORMS.values() for text in form.texts.values() if text.heading]
    names = {fold(name) for text in texts for name in (unnumbered(text.heading), text.name)}
    return frozenset(name + end for name in names for end in ("", "情况", "方面", "工作", "工作情况"))


@cached_by_forms
def _labels() -> frozenset[str]:
    tables = [table for form in FORMS.values() for table in form.tables.values()]
    return frozenset(
        bare(text) for t in tables for text in (t.title, t.stub, *(line.label for line in t.lines)) if text
    )


@cached_by_forms
def _long_labels() -> tuple[str, ...]:
    return tuple(label for label in _labels() if len(label) > _MORE // 2)


@cached_by_forms
def _all_labels() -> str:
    return "\n".join([*sorted(_labels()), bare("申请人情况"), bare("法人或其他组织")])
