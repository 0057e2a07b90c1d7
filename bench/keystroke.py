"""A keystroke in section three of the real window: number taken, all flags repainted, row on disk."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING

from bench.figure import Figure, seconds
from model.report.report import Report
from tools.demo import library_with_the_example

if TYPE_CHECKING:  # Qt loads only where it is measured
    from PySide6.QtGui import QWindow
    from PySide6.QtWidgets import QApplication

    from ui.window.main_window import MainWindow

KEYSTROKES = 500
TABLE = "applications"


@contextmanager
def open_window() -> Iterator[tuple["QApplication", "MainWindow"]]:
    """Open the program's window on a library on disk, on the tab of section three."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from model.storage.library import Library
    from ui.appearance import theme
    from ui.start import make_application
    from ui.window.main_window import MainWindow

    there = QApplication.instance()
    application = there if isinstance(there, QApplication) else make_application()
    with tempfile.TemporaryDirectory() as folder:
        library = Library(library_with_the_example(Path(folder)))
        theme.apply(application)
        window = MainWindow(library)
        window.show()
        window.activateWindow()
        settle(application)
        settle(application)
        yield application, window
        window.close()
        library.close()


def settle(application: "QApplication") -> None:
    """Let everything that is due happen: signals, zero timers, painting."""
    for _ in range(3):
        application.processEvents()


def committing_keystrokes() -> list[float]:
    """Type a number into one cell after another, first wrong, then right; give the seconds that each Enter took."""
    with open_window() as (application, window):
        page = window.report_page
        if page is None:
            raise RuntimeError("no report is open")
        session = page.session
        cells = [cell for cell in session.report.form.typed_cells if cell.table == TABLE]
        took = []
        for i in range(KEYSTROKES):
            cell = cells[i // 2 % len(cells)]
            number = session.report.numbers[cell] + (-1 if i % 2 else 1)  # a slip, and its correction
            page.go_to_place(cell)
            took.append(type_and_commit(application, window.windowHandle(), number))
        make_sure_it_is_on_disk(session.report, window.library.path)
    return took


def type_and_commit(application: "QApplication", window: "QWindow", number: Decimal) -> float:
    """Type a number where the cursor is; give the seconds that the Enter after it took."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    for digit in str(number):
        settle(application)
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + int(digit)))
    settle(application)

    def enter() -> None:
        QTest.keyClick(window, Qt.Key.Key_Return)
        settle(application)

    return seconds(enter)


def make_sure_it_is_on_disk(shown: Report, library: Path) -> None:
    """Compare what the window shows with what another reader finds in the file."""
    with sqlite3.connect(library) as other:
        stored = dict(other.execute("SELECT cell, value FROM number").fetchall())
    if any(stored.get(cell) != str(shown.numbers[cell]) for cell in shown.form.typed_cells):
        raise RuntimeError("what was typed is not on disk")


@cache  # one process can open the window once
def p99_milliseconds() -> float:
    """Return the 99th percentile of a committing keystroke."""
    return quantiles(committing_keystrokes(), n=100)[-1] * 1000


FIGURES = (Figure("a keystroke committed in section three, p99", "ms", 16, p99_milliseconds),)
