"""A chart as a file: a picture of points, or one of lines, in the light colours whatever the window wears."""

from __future__ import annotations

from math import ceil
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from export import replace_file
from export.charts.drawing import Chart, ChartPaper, Tone
from export.charts.inks import INKS
from export.charts.on_paper import paper_of
from export.charts.svg import write_svg
from export.fonts.shipped import typesetter
from ui.county.comparison.chart_view import Make, measured, paint_chart

KINDS = (("PNG图片", ".png"), ("SVG图", ".svg"), ("PDF", ".pdf"))
_WIDTH, _HEIGHT, _TIMES = 720.0, 360.0, 2.0  # pixels of the layout; pixels of the picture for each


def write_chart(path: Path, make: Make, heading: str) -> None:
    """Write a chart as the kind that the suffix names.

    Raises:
        UserError: it cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        from export.pdf.charts import write_charts

        data = write_charts(heading, "", [make(paper_of(typesetter()))])
    else:
        chart = make(ChartPaper(measured, _WIDTH, _HEIGHT))
        data = write_svg(chart) if suffix == ".svg" else png(chart)
    replace_file(path, data)


def png(chart: Chart) -> bytes:
    """Paint a chart as a picture."""
    image = QImage(ceil(chart.width * _TIMES), ceil(chart.height * _TIMES), QImage.Format.Format_RGB32)
    ink = {tone: QColor(name) for tone, name in INKS.items()}
    image.fill(ink[Tone.PAPER])
    painter = QPainter(image)
    painter.scale(_TIMES, _TIMES)
    paint_chart(painter, chart, ink)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(image)
    return bytes(buffer.data().data())
