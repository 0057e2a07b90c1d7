"""Share a document out over pages: 22 lines of 28 characters, each table whole where it can be."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from export.fonts.shipped import Typesetter
from export.layout.document import Block, Document, Heading, Paragraph, SignOff, TableBlock, Title
from export.layout.line_breaking import BrokenLine, Width, break_balanced, break_lines
from export.layout.page import Page, TextRun, baseline, centred, natural
from export.layout.style import (
    BODY,
    CHARACTERS_PER_LINE,
    DATE_FROM_RIGHT,
    FIRST_LINE_INDENT,
    LEFT_MARGIN,
    LINE_PITCH,
    LINES_PER_PAGE,
    PAGE_NUMBER,
    PAGE_NUMBER_BELOW_TYPE,
    PART_HEADING,
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

_ROOM = LINES_PER_PAGE * LINE_PITCH
_HAIR = 0.01  # rounding


def paginate(document: Document, typesetter: Typesetter) -> list[Page]:
    """Lay a document out on pages, with their numbers.

    Raises:
        MissingCharactersError: no font has a character; it names the text.
    """
    flow = _Flow(typesetter)
    for i, block in enumerate(document.blocks):
        flow.put(block, document.blocks[i + 1 :])
    for number, page in enumerate(flow.pages, 1):
        page.words.append(_page_number(typesetter, number))
    return flow.pages


class _Flow:
    """Where the next block goes: `y` is counted from the top of the type area."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter = typesetter
        self.pages = [Page()]
        self._y = 0.0
        self._next_table: TableLayout | None = None

    @property
    def _page(self) -> Page:
        return self.pages[-1]

    def put(self, block: Block, following: Sequence[Block]) -> None:
        """Put one block after the others; a heading stays with what it heads."""
        if isinstance(block, Title):
            self._title(block)
        elif isinstance(block, Heading):
            self._heading(block, following)
        elif isinstance(block, Paragraph):
            self._typesetter.check(BODY.role, block.text, block.place)
            self._lines(
                break_lines(block.text, self._typesetter.widths(BODY.role), CHARACTERS_PER_LINE, FIRST_LINE_INDENT),
                BODY,
            )
        elif isinstance(block, TableBlock):
            self._table(self._layout_of(block))
        else:
            self._sign_off(block)

    def _new_page(self) -> None:
        self.pages.append(Page())
        self._y = 0.0

    def _lines(self, lines: Sequence[BrokenLine], face: Face) -> None:
        for line in lines:
            if self._y + LINE_PITCH > _ROOM + _HAIR:
                self._new_page()
            at = baseline(TOP_MARGIN + self._y, LINE_PITCH, face.size)
            self._page.words.append(TextRun(line.text, line.positions, LEFT_MARGIN, at, face))
            self._y += LINE_PITCH

    def _title(self, title: Title) -> None:
        self._typesetter.check(TITLE.role, title.text, "标题")
        for line in title_lines(title, self._typesetter.widths(TITLE.role)):
            at = baseline(TOP_MARGIN + self._y, TITLE_PITCH, TITLE.size)
            words = centred(self._typesetter, TITLE, line, (LEFT_MARGIN, LEFT_MARGIN + TYPE_WIDTH), at)
            self._page.words.append(words)
            self._y += TITLE_PITCH
        self._y += TITLE_GAP
        self._to_grid()

    def _to_grid(self) -> None:
        self._y = ceil(self._y / LINE_PITCH - _HAIR) * LINE_PITCH

    def _heading(self, heading: Heading, following: Sequence[Block]) -> None:
        face = SECTION_HEADING if heading.level == 1 else PART_HEADING
        lines = break_lines(heading.text, self._typesetter.widths(face.role), CHARACTERS_PER_LINE, FIRST_LINE_INDENT)
        needed = len(lines) * LINE_PITCH + self._needed(following)
        if self._y and (heading.starts_page or self._y + needed > _ROOM + _HAIR):
            self._new_page()
        if heading.level == 1:
            self._page.bookmarks.append((heading.text, TOP_MARGIN + self._y))
        self._lines(lines, face)

    def _needed(self, following: Sequence[Block]) -> float:
        """Return how much of what follows a heading must stand on the same page."""
        if not following:
            return 0
        if isinstance(following[0], TableBlock):
            table = self._layout_of(following[0])
            return min(table.height(range(following[0].grid.height)), _ROOM - LINE_PITCH)
        if isinstance(following[0], Heading):
            return LINE_PITCH + (self._needed(following[1:]) if following[0].level > 1 else 0)
        return LINE_PITCH

    def _layout_of(self, block: TableBlock) -> TableLayout:
        """Return the layout of a table, which its heading asks for first."""
        if self._next_table is None or self._next_table.block is not block:
            self._next_table = TableLayout(block, self._typesetter)
        return self._next_table

    def _table(self, table: TableLayout) -> None:
        parts = table.splits(_ROOM - self._y, _ROOM)
        for i, rows in enumerate(parts):
            if i:
                self._new_page()
            table.draw(self._page, TOP_MARGIN + self._y, rows)
            self._y += table.height(rows)
        self._to_grid()

    def _sign_off(self, block: SignOff) -> None:
        """Put the unit centred over the date, with room for the seal."""
        self._typesetter.check(BODY.role, block.unit, "单位名称")
        width = self._typesetter.widths(BODY.role)
        lines = [*break_balanced(block.unit, width, CHARACTERS_PER_LINE), block.date]
        if self._y + (2 + len(lines)) * LINE_PITCH > _ROOM:
            self._new_page()
        self._y += 2 * LINE_PITCH
        widest = max(sum(map(width, line)) for line in lines)
        from_right = max(DATE_FROM_RIGHT + sum(map(width, block.date)) / 2, widest / 2)
        axis = LEFT_MARGIN + (CHARACTERS_PER_LINE - from_right) * BODY.size
        for line in lines:
            at = baseline(TOP_MARGIN + self._y, LINE_PITCH, BODY.size)
            self._page.words.append(centred(self._typesetter, BODY, line, (axis, axis), at))
            self._y += LINE_PITCH


def title_lines(title: Title, width: Width) -> list[str]:
    """Break a title that is too long for one line where it reads best."""
    measure = TYPE_WIDTH / TITLE.size
    if sum(map(width, title.text)) <= measure:
        return [title.text]
    return [*break_balanced(title.whose, width, measure), *break_balanced(title.what, width, measure)]


def _page_number(typesetter: Typesetter, number: int) -> TextRun:
    """Print the number of a page as “— 1 —”: odd ones at the right, even ones at the left, one character in."""
    text = f"— {number} —"
    positions, width = natural(typesetter, PAGE_NUMBER, text)
    indent = PAGE_NUMBER.size
    x = LEFT_MARGIN + (TYPE_WIDTH - indent - width * PAGE_NUMBER.size if number % 2 else indent)
    at = TOP_MARGIN + TYPE_HEIGHT + PAGE_NUMBER_BELOW_TYPE + PAGE_NUMBER.size / 3
    return TextRun(text, positions, x, at, PAGE_NUMBER)
