"""A plain list on paper: a heading, sentences under it, a table with a header on every page, who signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from export.fonts.shipped import FontRole, Typesetter
from export.layout.document import paragraphs
from export.layout.line_breaking import BrokenLine, break_balanced, break_lines
from export.layout.page import Page, Stroke, TextRun, baseline, centred, natural
from export.layout.pagination import page_number
from export.layout.style import (
    BODY,
    LEFT_MARGIN,
    LINE_PITCH,
    SIZE_4,
    SIZE_5,
    TITLE,
    TITLE_GAP,
    TITLE_PITCH,
    TOP_MARGIN,
    TYPE_HEIGHT,
    TYPE_WIDTH,
    Face,
)

_CELL, _HEAD, _SAID = Face(FontRole.TABLE, SIZE_5), Face(FontRole.HEADING, SIZE_5), Face(FontRole.BODY, SIZE_4)
_PITCH, _SAID_PITCH = 15.0, 22.0
_PAD, _ROW_PAD, _GAP = 4.0, 4.0, 8.0  # points: beside words, over and under them, above the table
_FEWEST = 2  # lines of a row that stand at the foot of a page before it goes on
_BOTTOM = TOP_MARGIN + TYPE_HEIGHT


class SheetColumn(NamedTuple):
    """A column, and its share of the width."""

    label: str
    share: float


class PrintedList(NamedTuple):
    """What is printed; `closing` stands at the right, below the table. `unit` is whose it is, for what a file says."""

    heading: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    sentences: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    unit: str = ""
    landscape: bool = False  # in kinds of file that can be turned


def widths_of(columns: Sequence[SheetColumn], whole: float) -> list[float]:
    """Share a width out."""
    shares = sum(one.share for one in columns)
    return [one.share * whole / shares for one in columns]


def cell_lines(text: str) -> list[str]:
    """Return the paragraphs of a cell, without what no file can hold."""
    return paragraphs(text) or [""]


def paginate_list(listing: PrintedList, typesetter: Typesetter) -> list[Page]:
    """Lay a list out on pages, with their numbers.

    Raises:
        MissingCharactersError: no font has a character; it names the place.
    """
    setter = _ListSetter(listing, typesetter)
    for number, page in enumerate(setter.pages, 1):
        page.words.append(page_number(typesetter, number))
    return setter.pages


class _ListSetter:
    """Puts one part after the other, and goes on on another page where there is no room."""

    def __init__(self, listing: PrintedList, typesetter: Typesetter) -> None:
        self._listing, self._typesetter = listing, typesetter
        self.pages = [Page()]
        self._y = TOP_MARGIN
        edges = accumulate(widths_of(listing.columns, TYPE_WIDTH), initial=LEFT_MARGIN)
        self._lefts = list(edges)
        self._title()
        for sentence in listing.sentences:
            self._sentence(sentence)
        self._y += _GAP
        self._row([one.label for one in listing.columns], _HEAD)
        for number, row in enumerate(listing.rows, 1):
            self._row(row, _CELL, f"第{number}行")
        self._close()

    @property
    def _page(self) -> Page:
        return self.pages[-1]

    def _turn(self) -> None:
        self.pages.append(Page())
        self._y = TOP_MARGIN

    def _title(self) -> None:
        self._typesetter.check(TITLE.role, self._listing.heading, "标题")
        lines = break_balanced(self._listing.heading, self._typesetter.widths(TITLE.role), TYPE_WIDTH / TITLE.size)
        for line in lines:
            at = baseline(self._y, TITLE_PITCH, TITLE.size)
            self._page.words.append(centred(self._typesetter, TITLE, line, (LEFT_MARGIN, LEFT_MARGIN + TYPE_WIDTH), at))
            self._y += TITLE_PITCH
        self._y += TITLE_GAP

    def _broken(self, text: str, face: Face, width: float, place: str) -> tuple[BrokenLine, ...]:
        self._typesetter.check(face.role, text, place)
        return break_lines(text, self._typesetter.widths(face.role), width / face.size)

    def _sentence(self, sentence: str) -> None:
        for words in cell_lines(sentence):
            for line in self._broken(words, _SAID, TYPE_WIDTH, "说明"):
                at = baseline(self._y, _SAID_PITCH, _SAID.size)
                self._page.words.append(TextRun(line.text, line.positions, LEFT_MARGIN, at, _SAID))
                self._y += _SAID_PITCH

    def _row(self, texts: Sequence[str], face: Face, place: str = "表头") -> None:
        """Put a row; one that is higher than what is left of the page goes on on the next."""
        cells = [list(self._lines(text, face, at, place)) for at, text in enumerate(texts)]
        left = max(map(len, cells))
        while left > 0:
            room = int((_BOTTOM - self._y - 2 * _ROW_PAD) // _PITCH)
            if room < min(left, _FEWEST):
                self._turn()
                if face is not _HEAD:
                    self._row([one.label for one in self._listing.columns], _HEAD)
                continue
            self._part([cell[:room] for cell in cells], min(room, left), face)
            cells, left = [cell[room:] for cell in cells], left - room

    def _lines(self, text: str, face: Face, column: int, place: str) -> Iterator[BrokenLine]:
        width = self._lefts[column + 1] - self._lefts[column] - 2 * _PAD
        for words in cell_lines(text):
            yield from self._broken(words, face, width, place)

    def _part(self, cells: Sequence[Sequence[BrokenLine]], lines: int, face: Face) -> None:
        top, bottom = self._y, self._y + lines * _PITCH + 2 * _ROW_PAD
        for column, cell in enumerate(cells):
            for number, line in enumerate(cell):
                at = baseline(top + _ROW_PAD + number * _PITCH, _PITCH, face.size)
                self._page.words.append(self._placed(line, column, at, face))
        for y in (bottom,) if face is not _HEAD else (top, bottom):  # the header stands over every part
            self._page.rules.append(Stroke(self._lefts[0], y, self._lefts[-1], y))
        self._page.rules += [Stroke(x, top, x, bottom) for x in self._lefts]
        self._y = bottom

    def _placed(self, line: BrokenLine, column: int, at: float, face: Face) -> TextRun:
        edges = self._lefts[column], self._lefts[column + 1]
        if face is _HEAD or column == 0:
            return centred(self._typesetter, face, line.text, edges, at)
        return TextRun(line.text, line.positions, edges[0] + _PAD, at, face)

    def _close(self) -> None:
        """Put who signs at the right, all of it on one page."""
        closing = [line for line in self._listing.closing if line]
        if not closing:
            return
        if self._y + (len(closing) + 1) * LINE_PITCH > _BOTTOM:
            self._turn()
        self._y += LINE_PITCH
        for line in closing:
            self._typesetter.check(BODY.role, line, "落款")
            positions, width = natural(self._typesetter, BODY, line)
            x = LEFT_MARGIN + TYPE_WIDTH - (width + 1) * BODY.size
            self._page.words.append(TextRun(line, positions, x, baseline(self._y, LINE_PITCH, BODY.size), BODY))
            self._y += LINE_PITCH
