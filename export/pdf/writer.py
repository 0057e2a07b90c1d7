"""The report as a PDF: the pages of the layout drawn one by one, fonts embedded, the same bytes for the same report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from export.fonts.shipped import Glyph, Typesetter, typesetter
from export.fonts.truetype import TrueType
from export.layout.document import Document, WhatIsExplained, document_of
from export.layout.draft_mark import mark_as_draft
from export.layout.page import Fill, Page, Stroke, TextRun
from export.layout.pagination import paginate
from export.layout.style import PAGE_HEIGHT, PAGE_WIDTH, RULE
from export.pdf.fonts import EmbeddedFont
from model.report.report import Report

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from export.charts.drawing import Chart


def write_pdf(  # noqa: PLR0913 — what may go along with a report
    report: Report,
    *,
    dated: date | None = None,
    explained: WhatIsExplained | None = None,
    draft: bool = False,
    charts: Sequence[Chart] = (),
    note: Sequence[str] = (),
) -> bytes:
    """Print a report; with a date, the unit signs at the end; with what was `explained`, a page 审核说明 follows.

    A note has a page behind it, charts stand on the last pages. The pages of a draft say in their upper margin that
    they are one.

    Raises:
        MissingCharactersError: no font has a character; it names the character and its text.
    """
    document = document_of(report, dated, explained, note)
    pages = paginate(document, typesetter())
    if charts:
        from export.charts.on_paper import chart_pages  # most reports are printed without

        pages += chart_pages(charts, typesetter(), len(pages) + 1)
    if draft:
        mark_as_draft(pages, typesetter())
    return draw(document, pages, typesetter(), subject=report.level.label)


def draw(document: Document, pages: list[Page], fonts: Typesetter, *, subject: str) -> bytes:
    """Draw pages that are laid out; the subject says in the file's properties what kind of body reports."""
    target = BytesIO()
    canvas = _canvas(target, document)
    canvas.setSubject(subject)
    pen = _Pen(fonts)
    for number, page in enumerate(pages):
        drawn = (*pen.fills(page.fills), *pen.rules(page.rules), *pen.words(page.words))
        canvas.addLiteral("\n".join(drawn))
        for i, (title, top) in enumerate(page.bookmarks):
            key = f"{number}.{i}"
            canvas.bookmarkHorizontal(key, 0, PAGE_HEIGHT - top)
            canvas.addOutlineEntry(title, key)
        canvas.showPage()
    for font in pen.fonts.values():
        font.embed(canvas._doc)  # noqa: SLF001 — the canvas offers no other way to its document
    canvas.save()
    return target.getvalue()


def _canvas(target: BytesIO, document: Document) -> Canvas:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # nobody sends a PDF through seven bits any more; written in Python, it takes a tenth of all

    class BareCanvas(Canvas):  # type: ignore[misc]  # ships no types
        """A canvas that does not name Helvetica on every page."""

        def _make_preamble(self) -> None:
            self._preamble = ""

    canvas = BareCanvas(
        target, (PAGE_WIDTH, PAGE_HEIGHT), pageCompression=1, invariant=1, pdfVersion=(1, 4), lang="zh-CN"
    )
    canvas.setTitle(document.title.text)
    canvas.setAuthor(document.unit)
    canvas.setCreator("勾稽")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


_Placed = tuple[Glyph, float]


def _with_spaces_close(drawn: Sequence[_Placed]) -> Iterator[_Placed]:
    """Put each space where the character before it ends, in its font: readers lose it behind a gap or on its own."""
    before: _Placed | None = None
    for placed in drawn:
        before = _close_to(before, placed) if before and placed[0].character.isspace() else placed
        yield before


def _close_to(before: _Placed, space: _Placed) -> _Placed:
    (glyph, position), (blank, place) = before, space
    number = glyph.face.glyph(blank.character)
    same = blank._replace(face=glyph.face, number=number, width=glyph.face.advance(number) / 1000) if number else blank
    return same, min(place, position + glyph.width)


_BLACK = "0 g"


def _rgb(ink: str) -> str:
    """Return the operator that fills with a colour.

    >>> _rgb("#ff0080")
    '1 0 0.502 rg'
    """
    parts = (int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.3g}" for part in parts) + " rg"


class _Pen:
    """Write the drawing operators of words and rules, and remember which characters were drawn."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter = typesetter
        self.fonts: dict[TrueType, EmbeddedFont] = {}

    @staticmethod
    def fills(fills: list[Fill]) -> Iterator[str]:
        """Fill rectangles."""
        for (left, top, right, bottom), ink in fills:
            yield f"{_rgb(ink)} {left:.2f} {PAGE_HEIGHT - bottom:.2f} {right - left:.2f} {bottom - top:.2f} re f"
        if fills:
            yield _BLACK

    def rules(self, rules: list[Stroke]) -> Iterator[str]:
        """Draw rules."""
        if rules:
            yield f"{RULE} w 2 J"  # square ends close the corners
            for rule in rules:
                yield f"{rule.x1:.2f} {PAGE_HEIGHT - rule.y1:.2f} m {rule.x2:.2f} {PAGE_HEIGHT - rule.y2:.2f} l"
            yield "S"

    def words(self, words: list[TextRun]) -> Iterator[str]:
        """Draw words."""
        yield "BT"
        for one in words:
            if one.ink:
                yield _rgb(one.ink)
            yield from self._line(one)
            if one.ink:
                yield _BLACK
        yield "ET"

    def _line(self, words: TextRun) -> Iterator[str]:
        glyphs = map(self._typesetter.glyphs(words.face.role), words.text)
        drawn = [(glyph, position) for glyph, position in zip(glyphs, words.positions, strict=True) if glyph]
        for face, run in groupby(_with_spaces_close(drawn), key=lambda pair: pair[0].face):
            yield self._run(self._font(face), list(run), words)

    def _font(self, face: TrueType) -> EmbeddedFont:
        if face not in self.fonts:
            self.fonts[face] = EmbeddedFont(face, f"F{len(self.fonts) + 1}")
        return self.fonts[face]

    @staticmethod
    def _run(font: EmbeddedFont, run: list[_Placed], words: TextRun) -> str:
        """Show characters of one font; numbers between them move on from where the last one ended.

        Of several spaces on end readers keep one, unless the others go by another name.
        """
        size, stretch = words.face.size, words.stretch
        x = words.x + run[0][1] * size * stretch
        shown, end, before = ["<"], run[0][1], ""
        for glyph, position in run:
            back = round((end - position) * 1000)
            if back:
                shown.append(f">{back}<")
                end -= back / 1000
            character = "\xa0" if before == glyph.character == " " else glyph.character
            shown.append(f"{font.code(character, glyph.number):04X}")
            end += glyph.width
            before = glyph.character
        place = f"{stretch:.4g} 0 0 1 {x:.2f} {PAGE_HEIGHT - words.baseline:.2f} Tm"
        return f"/{font.name} {size:.4g} Tf {place} [{''.join(shown)}>] TJ"
