"""The word 草稿 on every page of a report that is not final, in the upper margin: the type area stays as it will be."""

from __future__ import annotations

from collections.abc import Iterable

from export.fonts.shipped import Typesetter
from export.layout.page import Page, TextRun, natural
from export.layout.style import LEFT_MARGIN, SECTION_HEADING, TOP_MARGIN, TYPE_WIDTH
from model.report.report import DRAFT_MARK


def mark_as_draft(pages: Iterable[Page], typesetter: Typesetter) -> None:
    """Print the word over the right edge of the type area."""
    face = SECTION_HEADING
    positions, width = natural(typesetter, face, DRAFT_MARK)
    x = LEFT_MARGIN + TYPE_WIDTH - width * face.size
    for page in pages:
        page.words.append(TextRun(DRAFT_MARK, positions, x, TOP_MARGIN - 2 * face.size, face))
