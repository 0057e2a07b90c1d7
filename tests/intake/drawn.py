"""Documents drawn as PDF pages: tables with lines or without, cells in any order, over page breaks."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from intake.block import Piece
from intake.document import SourceDocument, SourceGrid, SourceParagraph
from tests.samples import ROOT

FONT = "song"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, BOTTOM = 72.0, 770.0, 70.0
SIZE, LEADING = 8.0, 10.0
MEASURE = WIDTH - 2 * LEFT


def with_font(canvas: Canvas) -> Canvas:
    """Return a canvas on which Chinese can be drawn."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, ROOT / "assets" / "fonts" / "song.ttf"))
    return canvas


def drawn(rng: random.Random, document: SourceDocument, *, ruled: bool, quarter: int = 0) -> bytes:
    """Draw a document; without lines the cells are still where they are.

    With quarter turns, the pages are drawn lying on their side; half of them say so to the reader.
    """
    out = io.BytesIO()
    pen = _Pen(with_font(Canvas(out, (WIDTH, HEIGHT))), rng, ruled=ruled, quarter=quarter)
    for block in document.blocks:
        if isinstance(block, SourceParagraph):
            pen.paragraph(block.text)
        else:
            pen.table(block)
    pen.canvas.save()
    return out.getvalue()


class _Pen:
    def __init__(self, canvas: Canvas, rng: random.Random, *, ruled: bool, quarter: int) -> None:
        self.canvas, self.rng, self.ruled, self.quarter = canvas, rng, ruled, quarter
        self.y = TOP
        self.page = 1
        self.order = rng.choice(["rows", "columns", "numbers first", "any"])
        self.number = rng.random() < 0.7
        self.said = rng.random() < 0.5
        self._begin()

    def _begin(self) -> None:
        """Turn a new page: from here on everything is drawn as if it stood upright."""
        if self.quarter:
            self.canvas.setPageSize((HEIGHT, WIDTH) if self.quarter % 2 else (WIDTH, HEIGHT))
            self.canvas.setPageRotation(90 * self.quarter * self.said)
            self.canvas.translate(*{1: (HEIGHT, 0), 2: (WIDTH, HEIGHT), 3: (0, WIDTH)}[self.quarter])
            self.canvas.rotate(90 * self.quarter)

    def _turn(self) -> None:
        if self.number:
            self._text(WIDTH / 2, 40, f"- {self.page} -")
        self.canvas.showPage()
        self._begin()
        self.page += 1
        self.y = TOP

    def _text(self, x: float, y: float, words: str) -> None:
        self.canvas.setFont(FONT, SIZE)
        self.canvas.drawString(x, y, words)

    def paragraph(self, text: str) -> None:
        indent = 2 * SIZE
        while text:
            count = int((MEASURE - indent) // SIZE)
            if self.y < BOTTOM:
                self._turn()
            self._text(LEFT + indent, self.y, text[:count])
            text, indent = text[count:], 0.0
            self.y -= 2 * LEADING

    def table(self, grid: SourceGrid) -> None:
        pieces = grid.block.pieces
        columns = max(piece.column + piece.columns for piece in pieces)
        widths = _widths(pieces, columns)
        heights = _heights(pieces, widths)
        first = 0
        while first < len(heights):
            last = first
            while last < len(heights) and self.y - sum(heights[first : last + 1]) > BOTTOM - 20:
                last += 1
            if last == first:
                self._turn()
                continue
            self._rows(pieces, widths, heights, first, last)
            self.y -= sum(heights[first:last]) + 6
            first = last
            if first < len(heights):
                self._turn()

    def _rows(self, pieces: Sequence[Piece], widths: list[float], heights: list[float], first: int, last: int) -> None:
        """Draw the rows of a table that stand on one page; a cell that goes on is drawn on both."""
        shown = []
        for piece in pieces:
            begin, end = max(piece.row, first), min(piece.row + piece.rows, last)
            if begin < end:
                shown.append(replace(piece, row=begin, rows=end - begin, text=piece.text * (piece.row >= first)))
        orders: dict[str, Callable[[Piece], Any]] = {
            "rows": lambda p: (p.row, p.column),
            "columns": lambda p: (p.column, p.row),
            "numbers first": lambda p: (p.row, not p.text[:1].isdigit(), p.column),
            "any": lambda _: self.rng.random(),
        }
        for piece in sorted(shown, key=orders[self.order]):
            left = LEFT + sum(widths[: piece.column])
            width = sum(widths[piece.column : piece.column + piece.columns])
            top = self.y - sum(heights[first : piece.row])
            height = sum(heights[piece.row : piece.row + piece.rows])
            if self.ruled:
                self.canvas.rect(left, top - height, width, height)
            self._in_cell(piece.text, left, top, width, height)

    def _in_cell(self, text: str, left: float, top: float, width: float, height: float) -> None:
        lines = _wrapped(text, width)
        y = top - height / 2 + (len(lines) - 1) * LEADING / 2 - SIZE / 3
        for line in lines:
            used = pdfmetrics.stringWidth(line, FONT, SIZE)
            self._text(left + (width - used) / 2, y, line)
            y -= LEADING


def _widths(pieces: Sequence[Piece], columns: int) -> list[float]:
    """Return label columns more room than those of numbers."""
    need = [3 * SIZE] * columns
    for piece in pieces:
        if piece.columns == 1:
            need[piece.column] = max(need[piece.column], min(len(piece.text), 12) * SIZE)
    return [one * MEASURE / sum(need) for one in need]


def _wrapped(text: str, width: float) -> list[str]:
    """Break labels to the width of a cell; a number is never broken."""
    if text and all(char.isascii() for char in text):
        return [text]
    count = max(1, int((width - 4) // SIZE))
    return [text[i : i + count] for i in range(0, len(text), count)] or [""]


def _heights(pieces: Sequence[Piece], widths: list[float]) -> list[float]:
    rows = max(piece.row + piece.rows for piece in pieces)
    heights = [LEADING + 6] * rows
    for piece in sorted(pieces, key=lambda one: one.rows):
        width = sum(widths[piece.column : piece.column + piece.columns])
        need = len(_wrapped(piece.text, width)) * LEADING + 6
        have = sum(heights[piece.row : piece.row + piece.rows])
        heights[piece.row + piece.rows - 1] += max(0.0, need - have)
    return heights
