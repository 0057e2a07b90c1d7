"""A library of 40,000 reports against an empty one, or one of a single report: start, list, opening, memory.

The reports are those of 4,000 units and ten years, made once from the example, each with its own numbers and texts.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from bench.example import example
from bench.figure import ROOT, Figure, environment, seconds, slowness
from bench.window import Start, resident, start
from model.report.report import Report

if TYPE_CHECKING:  # Qt loads only where it is measured
    from PySide6.QtWidgets import QApplication

    from ui.window.main_window import MainWindow

YEARS = range(2014, 2024)
UNITS = 4000
STARTS = 7
OPENINGS = 9
_AT_ONCE = 1000  # reports in one transaction
_NUMBERS, _TEXTS = 20, 2  # of most reports: what is measured does not depend on how much is in them


def reports() -> Iterator[Report]:
    """Return 40,000 reports, unlike each other as those of a province are; one unit in 20 has all numbers and texts."""
    whole = example()
    lean = replace(
        whole,
        numbers=dict(list(whole.numbers.items())[:_NUMBERS]),
        texts=dict(list(whole.texts.items())[:_TEXTS]),
    )
    for unit in range(UNITS):
        for year in YEARS:
            of = lean if unit % 20 else whole
            own = {cell: value + (unit + year) % 7 for cell, value in of.numbers.items()}
            said = {key: in_own_words(text, unit, year) for key, text in of.texts.items()}
            yield replace(of, unit=f"第{unit}镇人民政府", year=year, numbers=own, texts=said)


def in_own_words(text: str, unit: int, year: int) -> str:
    """Move the letters on in the alphabet, but for punctuation: a text of the same kind, and like no other's."""
    step = (unit * len(YEARS) + year) % 4000 + 1
    return "".join([chr(0x4E00 + (ord(one) - 0x4E00 + step) % 20_000) if one >= "一" else one for one in text])


def fill(path: Path, wanted: Iterator[Report]) -> None:
    """Put reports into a library by the storage's own rows, many in a transaction and without history."""
    from model.storage.connection import atomic
    from model.storage.library import Library
    from model.storage.rows import insert_report

    now, edit, more = datetime.now(UTC), 0, True
    with closing(Library(path)) as library:
        while more:
            with atomic(library._db):  # noqa: SLF001 — a thousand times faster than one by one
                for _ in range(_AT_ONCE):
                    report = next(wanted, None)
                    if report is None:
                        more = False
                        break
                    edit += 1
                    insert_report(library._db, report, now).end(edit)  # noqa: SLF001


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


@cache
def large() -> Path:
    """Make the library of 40,000 reports, once."""
    path = Path(_folder().name) / "large.db"
    fill(path, reports())
    return path


@cache
def single() -> Path:
    """Make a library of one report."""
    path = Path(_folder().name) / "single.db"
    fill(path, iter([next(reports())]))
    return path


@cache
def empty() -> Path:
    """Make a library without reports, in which somebody has worked before."""
    path = Path(_folder().name) / "empty.db"
    fill(path, iter(()))
    return path


def ready_ratio() -> float:
    """Return the time to the window on 40,000 reports over that on none, in turn."""
    main = str(ROOT / "main.py")
    pairs = [(_start(main, large()), _start(main, empty())) for _ in range(STARTS + 1)][1:]
    return median(one.seconds for one, _ in pairs) / median(other.seconds for _, other in pairs)


def _start(main: str, library: Path) -> Start:
    return start(main, "--library", str(library))


@dataclass(frozen=True)
class Looked:
    """What a window on a library took: milliseconds, kilobytes."""

    sorting: float
    opening: float
    resident: int


@cache
def looked() -> tuple[Looked, Looked, Looked]:
    """Look at the large library, the one of one report, and the empty one, each in a process of its own."""
    return _look(large()), _look(single()), _look(empty())


def _look(library: Path) -> Looked:
    command = [sys.executable, "-m", "bench.library", str(library)]
    said = subprocess.run(command, env=environment(), cwd=ROOT, check=True, capture_output=True, text=True).stdout
    sorting, opening, kilobytes = said.split()
    return Looked(float(sorting), float(opening), int(kilobytes))


def look(library: Path) -> None:
    """Show the window on a library until all of it is listed; print the worst sorting, an opening, the memory."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from model.storage.library import Library
    from ui.appearance import theme
    from ui.library.page import LibraryPage
    from ui.start import make_application
    from ui.window.main_window import MainWindow

    application = make_application()
    with closing(Library(library)) as opened:
        theme.apply(application)
        wanted = opened._db.execute("SELECT count(*) FROM report").fetchone()[0]  # noqa: SLF001 — none is read for it
        window = MainWindow(opened, preview=False)
        window.show()
        page, ends = window.findChild(LibraryPage), perf_counter() + 60
        while page is not None and page.model.rowCount() < wanted and perf_counter() < ends:
            application.processEvents()  # all of the list comes in
        for _ in range(400):  # what is in sight is counted
            application.processEvents()
        kilobytes = resident(os.getpid())
        print(_worst_sorting(window), _opening(application, window, opened.some(1)), kilobytes)
        window.close()


def _worst_sorting(window: "MainWindow") -> float:
    """Return the milliseconds that the slowest column takes to sort by, for the first time and again."""
    from PySide6.QtCore import Qt

    from ui.library.page import LibraryPage

    page = window.findChild(LibraryPage)
    if not isinstance(page, LibraryPage):  # one report is opened, none is the first page
        return 0.0
    orders = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
    columns = range(len(page.model.columns))
    return 1000 * max(
        seconds(lambda column=column, order=order: page.table.sortByColumn(column, order))  # type: ignore[misc]
        for column in columns
        for order in orders
    )


def _opening(application: "QApplication", window: "MainWindow", there: Sequence[int]) -> float:
    """Return the milliseconds of work from the list to a report that is shown and checked.

    They are the processor's: both libraries are opened after each other, and others may be at work meanwhile.
    """
    took = []
    for report in [one for one in there for _ in range(OPENINGS)]:
        window.show_library()
        application.processEvents()
        began = process_time()
        _open(application, window, report)
        took.append(process_time() - began)
    return 1000 * median(took) if took else 0.0


def _open(application: "QApplication", window: "MainWindow", report: int) -> None:
    session = window.open(report)
    while not session.is_checked:
        application.processEvents()
    application.processEvents()


FIGURES = (
    Figure("window ready on 40,000 reports / on none", "x", 1.3, ready_ratio),
    Figure("40,000 reports sorted by any column", "ms", 150, lambda: looked()[0].sorting / slowness()),
    Figure("a report opened among 40,000 / the only one", "x", 1.2, lambda: looked()[0].opening / looked()[1].opening),
    Figure("memory with 40,000 reports / with none", "x", 1.5, lambda: looked()[0].resident / looked()[2].resident),
)

if __name__ == "__main__":
    look(Path(sys.argv[1]))
