"""Share a document out over pages: 22 lines of 28 characters, no line alone, no page but the last half empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import NamedTuple

from export.fonts.shipped import Typesetter
from export.layout.document import Block, Document, Heading, Paragraph, SignOff, TableBlock, Title
from export.layout.line_breaking import Width, break_balanced, break_lines
from export.layout.page import Page, TextRun, baseline, centred, natural
from export.layout.page_breaking import NEVER, Slug, break_pages, places
from export.layout.style import (
    BODY,
    CHARACTERS_PER_LINE,
    CLOSER_SIGNATURE,
    DATE_FROM_RIGHT,
    FIRST_LINE_INDENT,
    GAP_UNDER_TABLE,
    LEFT_MARGIN,
    LINE_PITCH,
    PAGE_NUMBER,
    PAGE_NUMBER_BELOW_TYPE,
    PART_HEADING,
    ROOM,
    SECTION_HEADING,
    TITLE,
    TITLE_GAP,
    TITLE_PITCH,
    TOP_MARGIN,
    TYPE_HEIGHT,
    TYPE_WIDTH,
    Face,
)
from export.layout.table_layout import TableLayout


class _Item(NamedTuple):
    """A piece, and what it puts on a page: words with baselines counted from its top, or rows of a table."""

    piece: Slug
    words: Sequence[TextRun] = ()
    bookmark: str = ""
    table: TableLayout | None = None


def paginate(document: Document, typesetter: Typesetter) -> list[Page]:
    """Lay a document out on pages, with their numbers.

    Raises:
        MissingCharactersError: no font has a character; it names the text.
    """
    items = list(_items(typesetter, document.blocks))
    pages = [_page(items[there.start : there.stop]) for there in break_pages([one.piece for one in items], ROOM)]
    for number, page in enumerate(pages, 1):
        page.words.append(page_number(typesetter, number))
    return pages


def _page(items: Sequence[_Item]) -> Page:
    page = Page()
    put = zip(items, places([item.piece for item in items], ROOM), strict=True)
    for table, these in groupby(put, key=lambda one: one[0].table):
        placed = [(item, TOP_MARGIN + y) for item, y in these]
        if table:
            (first, top), (last, _) = placed[0], placed[-1]
            rows = table.rows(first.piece.number, last.piece.number + 1)
            table.draw(page, top - first.piece.header, rows)
        for item, top in placed:
            page.words += [TextRun(one.text, one.positions, one.x, one.baseline + top, one.face) for one in item.words]
            if item.bookmark:
                page.bookmarks.append((item.bookmark, top))
    return page


def _items(typesetter: Typesetter, blocks: Sequence[Block]) -> Iterator[_Item]:
    """Make the pieces of all blocks; what follows a heading stays with it, and a signature with its text."""
    before: Block | None = None
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(block, Title):
            yield _title(typesetter, block)
        elif isinstance(block, TableBlock):
            yield from _table(TableLayout(block, typesetter), before)
        elif isinstance(block, SignOff):
            yield _sign_off(typesetter, block)
        else:
            first = _first_line(block, before, following)
            yield from (
                _heading(typesetter, block, first)
                if isinstance(block, Heading)
                else _paragraph(typesetter, block, first)
            )
        before = block


def _first_line(block: Heading | Paragraph, before: Block | None, following: Block | None) -> Slug:
    """Say where the first line of a text goes: below a table with a gap, and on the grid unless a table follows."""
    kept = isinstance(before, Title) or (isinstance(before, Heading) and _heads(before, block))
    starts_page = isinstance(block, Heading) and block.starts_page
    first = Slug(LINE_PITCH, NEVER * kept, starts_page=starts_page)
    if isinstance(before, TableBlock):
        return first._replace(gap=GAP_UNDER_TABLE, on_grid=not isinstance(following, TableBlock))
    return first


def _heads(heading: Heading, block: Heading | Paragraph) -> bool:
    return isinstance(block, Paragraph) or block.level > heading.level


def _title(typesetter: Typesetter, title: Title) -> _Item:
    typesetter.check(TITLE.role, title.text, "标题")
    lines = title_lines(title, typesetter.widths(TITLE.role))
    height = ceil((len(lines) * TITLE_PITCH + TITLE_GAP) / LINE_PITCH) * LINE_PITCH
    return _Item(Slug(height), _centred(typesetter, TITLE, lines, LEFT_MARGIN + TYPE_WIDTH / 2, TITLE_PITCH))


def _centred(typesetter: Typesetter, face: Face, lines: Sequence[str], axis: float, pitch: float) -> list[TextRun]:
    at = baseline(0, pitch, face.size)
    return [centred(typesetter, face, line, (axis, axis), at + i * pitch) for i, line in enumerate(lines)]


def _heading(typesetter: Typesetter, heading: Heading, first: Slug) -> Iterator[_Item]:
    face, bookmark = (SECTION_HEADING, heading.text) if heading.level == 1 else (PART_HEADING, "")
    for i, line in enumerate(_lines(typesetter, face, heading.text)):
        yield _Item(Slug(LINE_PITCH, NEVER) if i else first, [line], "" if i else bookmark)


def _paragraph(typesetter: Typesetter, paragraph: Paragraph, first: Slug) -> Iterator[_Item]:
    """Make the lines of a paragraph, of which neither the first nor the last stands alone on a page."""
    typesetter.check(BODY.role, paragraph.text, paragraph.place)
    lines = _lines(typesetter, BODY, paragraph.text)
    whole, kept = Slug(LINE_PITCH), Slug(LINE_PITCH, NEVER)
    for i, line in enumerate(lines):
        yield _Item((kept if i in (1, len(lines) - 1) else whole) if i else first, [line])


def _lines(typesetter: Typesetter, face: Face, text: str) -> list[TextRun]:
    lines = break_lines(text, typesetter.widths(face.role), CHARACTERS_PER_LINE, FIRST_LINE_INDENT)
    at = baseline(0, LINE_PITCH, face.size)
    return [TextRun(line.text, line.positions, LEFT_MARGIN, at, face) for line in lines]


def _table(table: TableLayout, before: Block | None) -> Iterator[_Item]:
    """Make the pieces of a table, which begins on the page of its heading."""
    for piece in table.pieces():
        kept = isinstance(before, Heading) and not piece.number
        yield _Item(piece._replace(before=NEVER) if kept else piece, table=table)


def _sign_off(typesetter: Typesetter, block: SignOff) -> _Item:
    """Put the unit centred over the date, two lines below the text, with room for the seal."""
    typesetter.check(BODY.role, block.unit, "单位名称")
    width = typesetter.widths(BODY.role)
    lines = [*break_balanced(block.unit, width, CHARACTERS_PER_LINE), block.date]
    widest = max(sum(map(width, line)) for line in lines)
    from_right = max(DATE_FROM_RIGHT + sum(map(width, block.date)) / 2, widest / 2)
    axis = LEFT_MARGIN + (CHARACTERS_PER_LINE - from_right) * BODY.size
    piece = Slug(len(lines) * LINE_PITCH, NEVER, gap=2 * LINE_PITCH, on_grid=True, spare=CLOSER_SIGNATURE)
    return _Item(piece, _centred(typesetter, BODY, lines, axis, LINE_PITCH))


def title_lines(title: Title, width: Width) -> list[str]:
    """Break a title that is too long for one line where it reads best."""
    measure = TYPE_WIDTH / TITLE.size
    if sum(map(width, title.text)) <= measure:
        return [title.text]
    return [*break_balanced(title.whose, width, measure), *break_balanced(title.what, width, measure)]


def page_number(typesetter: Typesetter, number: int) -> TextRun:
    """Print the number of a page as “— 1 —”: odd ones at the right, even ones at the left, one character in."""
    text = f"— {number} —"
    positions, width = natural(typesetter, PAGE_NUMBER, text)
    indent = PAGE_NUMBER.size
    x = LEFT_MARGIN + (TYPE_WIDTH - indent - width * PAGE_NUMBER.size if number % 2 else indent)
    at = TOP_MARGIN + TYPE_HEIGHT + PAGE_NUMBER_BELOW_TYPE + PAGE_NUMBER.size / 3
    return TextRun(text, positions, x, at, PAGE_NUMBER)
