"""Print the pages of the real PDF, drawn at the resolution of the printer."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from model.report.report import Report
from ui import dialogs

_FINEST = 600  # dots per inch: more is only slower


def print_report(parent: QWidget, report: Report, dated: date | None) -> bool:
    """Ask for the printer, and print; False if it was called off.

    Raises:
        UserError: the report cannot be set as pages.
    """
    from export.pdf.writer import write_pdf

    pdf = write_pdf(report, dated=dated)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDocName(report.title)
    if not dialogs.run(QPrintDialog(printer, parent)):
        return False
    draw(pdf, printer)
    return True


def draw(pdf: bytes, printer: QPrinter) -> None:
    """Draw the chosen pages of a PDF on a printer's paper."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    painter = QPainter(printer)
    pages = range(len(document))
    first, last = printer.fromPage() or 1, printer.toPage() or len(document)
    for number in (page for page in pages if first <= page + 1 <= last):
        if number + 1 > first:
            printer.newPage()
        _draw_page(document[number], printer, painter)
    painter.end()
    document.close()


def _draw_page(page: object, printer: QPrinter, painter: QPainter) -> None:
    dots = min(printer.resolution(), _FINEST)
    bitmap = page.render(scale=dots / 72, grayscale=True)  # type: ignore[attr-defined]
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_Grayscale8)
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    painter.drawImage(QRectF(paper), image)
