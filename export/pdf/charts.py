"""Charts alone as a PDF, without a report before them."""

from __future__ import annotations

from collections.abc import Sequence

from export.charts.drawing import Chart
from export.charts.on_paper import chart_pages
from export.fonts.shipped import typesetter
from export.layout.document import Document, Title
from export.pdf.writer import draw


def write_charts(heading: str, unit: str, charts: Sequence[Chart]) -> bytes:
    """Print charts under a heading.

    Raises:
        MissingCharactersError: no font has a character.
    """
    pages = chart_pages(charts, typesetter(), 1, heading)
    return draw(Document(Title("", heading), unit, ()), pages, typesetter(), subject="")
