"""PDF with text: what stands in drawn cells as tables, the rest as lines in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from intake.document import SourceDocument, SourceGrid, SourceParagraph
from intake.limits import MOST_LETTERS, MOST_PAGES, MOST_SHAPES, MOST_WORDS
from intake.pdf import columns, pictures
from intake.pdf import own as own_pdf
from intake.pdf.letters import Letter, letters_of
from intake.pdf.lines import PageLine, lines_of, parted, without_page_numbers, without_running_lines
from intake.pdf.paragraphs import Margins, margins, paragraphs
from intake.pdf.pictures import has_large_picture
from intake.pdf.ruling import Paths, lattices
from intake.pdf.tables import RuledTable, take_tables
from intake.pdf.turn import usual
from intake.reading import Problem
from model.errors import UserError

_WORDS, _MEANINGLESS = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\x01-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_FEWEST = 30  # characters; a scanned file has a page number at most


def read(data: bytes) -> SourceDocument:
    """Read the text of a PDF; the library takes what memory it likes, so call it in a process with limits.

    Raises:
        UserError: it is none, is locked, or is made of pictures.
    """
    import pypdfium2

    if b"%PDF" not in data[:1024]:
        raise UserError("不是PDF文件，或者文件已损坏")
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error) or "ecurity" in str(error)
        raise UserError("PDF有密码保护，请去掉密码再导入" if locked else "PDF已损坏，读不出来") from error
    try:
        return _document(file)
    finally:
        file.close()


def _document(file: Any) -> SourceDocument:  # noqa: ANN401 — as above
    import pypdfium2

    if len(file) > MOST_PAGES:
        raise UserError(f"PDF有{len(file)}页，不会是一份年度报告")
    own = _property(file, "Creator") == own_pdf.CREATOR
    pages: list[_Page] = []
    paths = Paths()
    length = shapes = 0
    for number in range(1, len(file) + 1):
        try:
            page = file[number - 1]
            shapes += pypdfium2.raw.FPDFPage_CountObjects(page)
            if shapes > MOST_SHAPES or _has_too_many_words(page):
                raise UserError(f"PDF第{number}页的内容太多，不会是一份年度报告")
            pages.append(_page(page, number, paths, own=own))
            page.close()
        except pypdfium2.PdfiumError as error:
            raise UserError(f"PDF第{number}页已损坏，读不出来") from error
        length += pages[-1].length
        if length > MOST_LETTERS:
            raise UserError(f"文字超过{MOST_LETTERS // 10_000}万字，不会是一份年度报告")
    if length < _FEWEST:
        raise UserError("这是扫描件，没有可读的文字，请用有文字的PDF、Word或网页文件，或者照原件录入")
    if _is_without_words(pages):
        raise UserError("PDF里的文字没有编码，看得到但读不出来，请用Word或网页文件，或者照原件录入")
    lines = list(without_page_numbers([line for page in pages for line in page.lines]))
    told: tuple[Problem, ...] = ()
    if own:
        lines, told = own_pdf.without_appendix(own_pdf.without_draft_mark(lines))
    else:
        lines = list(without_page_numbers(without_running_lines(lines)))
    blocks = _in_order(lines, [table for page in pages for table in page.tables], own=own)
    pictured = [number for number, page in enumerate(pages, 1) if page.pictured]
    return SourceDocument(
        tuple(blocks),
        facts=(_property(file, "Subject"), _property(file, "Author")),
        problems=(*told, *pictures.problems(pictured)),
    )


def _is_without_words(pages: Sequence[_Page]) -> bool:
    """Whether the letters are numbers of shapes, of which the file does not say what they stand for."""
    text = "".join(text for page in pages for text in page.texts())
    return len(text) >= _FEWEST and len(_WORDS.findall(text)) * 50 < len(text) < 20 * len(_MEANINGLESS.findall(text))


def _property(file: Any, name: str) -> str:  # noqa: ANN401 — as above
    try:
        return str(file.get_metadata_value(name))
    except UnicodeDecodeError:  # damaged
        return ""


def _has_too_many_words(page: Any) -> bool:  # noqa: ANN401 — as above
    """Whether a page has more pieces of text than letters fit on it: PDFium compares each with all others."""
    from pypdfium2 import raw

    count = raw.FPDFPage_CountObjects(page)
    if count <= MOST_WORDS:
        return False
    kinds = [raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index)) for index in range(count)]
    return kinds.count(raw.FPDF_PAGEOBJ_TEXT) > MOST_WORDS


@dataclass(frozen=True)
class _Page:
    lines: tuple[PageLine, ...]
    tables: tuple[RuledTable, ...]
    length: int
    pictured: bool

    def texts(self) -> Iterator[str]:
        """Return all that stands on the page."""
        yield from (line.text for line in self.lines)
        yield from (piece.text for table in self.tables for piece in table.grid.block.pieces)


def _page(page: Any, number: int, paths: Paths, *, own: bool) -> _Page:  # noqa: ANN401 — as above
    """Read one page: what stands in drawn cells as tables, the rest as lines."""
    text = page.get_textpage()
    try:
        drawn = list(letters_of(text, MOST_LETTERS + 1))
    finally:
        text.close()
    quarter = usual(letter.quarter for letter in drawn)
    letters = [letter.turned(quarter) for letter in drawn] if quarter else drawn
    tables, rest = take_tables(letters, lattices(page, quarter, paths), number)
    lines = list(_lines([letter for letter in rest if not letter.quarter], number, own=own))
    lines += _sideways(rest, number)
    return _Page(
        tuple(lines), tuple(tables), sum(not letter.char.isspace() for letter in drawn), has_large_picture(page)
    )


def _lines(letters: Sequence[Letter], page: int, *, own: bool = False) -> Iterator[PageLine]:
    return lines_of(letters, page, own_pdf.as_drawn if own else parted)


def _sideways(letters: Sequence[Letter], page: int) -> Iterator[PageLine]:
    """Return the lines that run otherwise than the page does; a number among them is that of the page."""
    for quarter in (1, 2, 3):
        turned = [letter.turned(quarter) for letter in letters if letter.quarter == quarter]
        yield from (line for line in _lines(turned, page) if not line.is_number)


def _in_order(
    lines: Sequence[PageLine], tables: Sequence[RuledTable], *, own: bool
) -> Iterator[SourceParagraph | SourceGrid]:
    """Put lines and tables in reading order; a table that goes on on the next page is one."""
    area = margins(lines, tables)
    join = partial(own_pdf.paragraphs, margin=tables[0].xs[0]) if own and tables else partial(_blocks, area=area)
    flow: list[PageLine | RuledTable] = sorted([*lines, *tables], key=lambda one: (one.page, -one.middle))
    open_lines: list[PageLine] = []
    table: RuledTable | None = None
    for one in flow:
        if isinstance(one, RuledTable):
            yield from join(open_lines)
            open_lines = []
            if table and table.goes_on_in(one):
                table = table.with_more(one, whole_rows=own)
            else:
                yield from _ended(table)
                table = one
        else:
            yield from _ended(table)
            table = None
            open_lines.append(one)
    yield from _ended(table)
    yield from join(open_lines)


def _blocks(lines: Sequence[PageLine], area: Margins) -> Iterator[SourceParagraph | SourceGrid]:
    """Return the tables without lines around their cells, and the paragraphs between them."""
    for part in columns.parts(lines):
        if isinstance(part, SourceGrid):
            yield part
        else:
            yield from paragraphs(part, area)


def _ended(table: RuledTable | None) -> Iterator[SourceGrid]:
    if table:
        yield table.grid
