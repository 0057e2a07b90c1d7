"""Print the pages of the real PDF, drawn at the resolution of the printer."""

from __future__ import annotations

import sys
from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from model.errors import UserError
from model.report.report import Report
from ui import dialogs

NO_PRINTER = "这台电脑上没有打印机，无法打印；可以先导出PDF，再到有打印机的电脑上打印"
_FINEST = 600  # dots per inch: more is only slower


def print_report(parent: QWidget, report: Report, dated: date | None) -> bool:
    """Ask for the printer, and print; False if it was called off.

    Raises:
        UserError: the report cannot be set as pages, or there is nothing to print with.
    """
    from export.pdf.writer import write_pdf

    if not can_print():
        raise UserError(NO_PRINTER)
    pdf = write_pdf(report, dated=dated, draft=dated is None)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDocName(report.title)
    if not dialogs.run(QPrintDialog(printer, parent)):
        return False
    draw(pdf, printer)
    return True


def can_print() -> bool:
    """Return whether there is a printer to choose; other systems than Windows always offer to print to a file."""
    return sys.platform != "win32" or bool(QPrinterInfo.availablePrinterNames())


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
