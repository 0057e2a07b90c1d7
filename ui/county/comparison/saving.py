"""A chart as a file: a picture of points, or one of lines, in the light colours whatever the window wears."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QWidget

from app.collecting.comparing import UnitComparison
from app.collecting.comparison import listing
from export import replace_file
from export.charts.drawing import Chart, ChartPaper, Tone
from export.charts.inks import INKS
from export.charts.on_paper import paper_of
from export.charts.svg import write_svg
from export.fonts.shipped import typesetter
from export.xlsx.listing import write_listing
from model.errors import UserError
from model.file_names import safe
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_county import TO_COMPARE
from ui.county.comparison.chart_side import SAVE
from ui.county.comparison.chart_view import Make, measured, paint_chart
from ui.transfer.exporting import last_folder

MOST_IN_PICTURE = 60  # units of a picture; the window scrolls through all
_KINDS = (("PNG图片", ".png"), ("SVG图", ".svg"), ("PDF", ".pdf"))
_WIDTH, _HEIGHT, _TIMES = 720.0, 360.0, 2.0  # pixels of the layout; pixels of the picture for each


def save_table(parent: QWidget, library: Library, title: str, found: UnitComparison) -> str:
    """Ask where, and write a comparison as a spreadsheet; return what is to be said of it."""
    return _save(
        parent,
        library,
        (TO_COMPARE.label, f"{safe(title)}比较.xlsx", [("Excel", ".xlsx")]),
        lambda path: replace_file(path, write_listing(listing(found))),
    )


def save_chart(parent: QWidget, library: Library, heading: str, named: tuple[str, Make]) -> str:
    """Ask where, and write a chart of some title; return what is to be said of it."""
    title, make = named
    name = safe(title.replace("，", "").replace("；", ""))
    asked = (SAVE, f"{name}.png", list(_KINDS))
    return _save(parent, library, asked, lambda path: write_chart(path, make, heading))


def _save(
    parent: QWidget,
    library: Library,
    asked: tuple[str, str, list[tuple[str, str]]],
    write: Callable[[Path], object],
) -> str:
    title, name, kinds = asked
    path = dialogs.save_file(parent, title, last_folder(library) / name, kinds)
    if path is None:
        return ""
    try:
        write(path)
    except UserError as error:
        dialogs.warn(parent, error.sentence)
        return ""
    return f"已保存“{path.name}”到“{path.parent}”"


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
