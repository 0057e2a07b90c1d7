"""A hundred files of mixed kinds dropped on the window: how long until they are shown, and does it answer meanwhile?

A timer of the window beats every few milliseconds; the longest pause between two beats is how long somebody who
presses a key then has to wait. The drop is a real one, on the page of the office; so is the click on 收下.
"""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from bench.figure import ROOT, Figure, environment, slowness
from export import WRITERS
from faults.season.reports import right
from faults.season.truth import YEAR, TrueCounty
from model.collection.unit import CollectionUnit
from model.report.report import Level
from model.storage.county.records import CollectionHeading
from model.storage.library import Library

if TYPE_CHECKING:  # Qt loads only where it is measured
    from ui.county.coming_page import ComingPage
    from ui.window.main_window import MainWindow

FILES = 100
KINDS = (".json", ".docx", ".xlsx", ".pdf", ".html")
_BEAT = 5  # ms
_LONGEST = 120_000  # ms: what takes longer is given up
_COUNTY = TrueCounty("甲县人民政府", FILES + 1, 1)
_DUE = date(2026, 1, 31), date(2026, 2, 28)
_HEADING = CollectionHeading(YEAR, "甲县2025年度年报", _COUNTY.name, Level.COUNTY, *_DUE)


@dataclass
class Dropped:
    """What one drop took, in seconds; the pauses in milliseconds."""

    shown: float = 0
    checked: float = 0
    stored: float = 0
    while_shown: float = 0  # the longest pause until all is shown and checked
    while_stored: float = 0


def lay(folder: Path) -> None:
    """Write the files."""
    for at, unit in enumerate(_COUNTY.senders[:FILES]):
        kind = KINDS[at % len(KINDS)]
        (folder / f"{unit.name}{kind}").write_bytes(WRITERS[kind].render(right(_COUNTY, unit)))


def fill(path: Path) -> None:
    """Make a library with a collection that nothing came in for."""
    with closing(Library(path)) as library:
        units = [CollectionUnit(one.at, one.name, order=one.at) for one in _COUNTY.units]
        library.remember("county", str(library.county.create(_HEADING, units, "bench")))


class Pauses:
    """The longest pause between two beats of a timer of the window."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer(interval=_BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.begin()

    def begin(self) -> None:
        """Count anew."""
        self.longest, self._last = 0.0, perf_counter()
        self._timer.start()

    def _beat(self) -> None:
        now = perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


@contextmanager
def open_county(library: Path) -> Iterator["MainWindow"]:
    """Open the window on the page of the office."""
    from PySide6.QtWidgets import QApplication

    from ui.appearance import theme
    from ui.start import make_application
    from ui.window.main_window import MainWindow

    there = QApplication.instance()
    application = there if isinstance(there, QApplication) else make_application()
    theme.apply(application)
    with closing(Library(library)) as opened:
        window = MainWindow(opened, today=lambda: date(2026, 1, 25))
        window.resize(1366, 690)
        window.show()
        window.workspaces.go_to_county()
        wait(lambda: False, 300)
        yield window
        window.close()


def wait(until: Callable[[], bool], most: int = _LONGEST) -> None:
    """Let the window work until something is so."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, watch = QEventLoop(), QTimer(interval=_BEAT)
    watch.timeout.connect(lambda: loop.quit() if until() else None)
    QTimer.singleShot(most, loop, loop.quit)
    watch.start()
    loop.exec()
    watch.stop()


def drop(window: "MainWindow", paths: list[Path]) -> None:
    """Drop files on the window."""
    from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
    from PySide6.QtGui import QDropEvent

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    nothing = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(QDropEvent(QPointF(400, 400), Qt.DropAction.CopyAction, data, *nothing))


def _page(window: "MainWindow") -> "ComingPage | None":
    from ui.county.coming_page import ComingPage

    return next((one for one in window.findChildren(ComingPage) if one.isVisible()), None)


def measure(folder: Path) -> Dropped:
    """Drop the files that lie in a folder, and take them."""
    from PySide6.QtCore import QTimer

    found = Dropped()
    files = sorted((folder / "files").iterdir())
    with open_county(folder / "library.db") as window:
        pauses, began = Pauses(), perf_counter()
        QTimer.singleShot(0, window, lambda: drop(window, files))
        wait(lambda: _page(window) is not None)
        found.shown = perf_counter() - began
        page = _page(window)
        if page is None:
            raise RuntimeError("the files are not shown")
        wait(lambda: len(page.model.known) == FILES)
        found.checked, found.while_shown = perf_counter() - began, pauses.longest * 1000
        pauses.begin()
        began = perf_counter()
        QTimer.singleShot(0, page, page.take.click)
        wait(lambda: _page(window) is None)
        found.stored, found.while_stored = perf_counter() - began, pauses.longest * 1000
    return found


@cache
def dropped() -> Dropped:
    """Measure in a process of its own; give all in the time of the machine that the targets were set on."""
    with TemporaryDirectory() as folder:
        Path(folder, "files").mkdir()
        lay(Path(folder, "files"))
        fill(Path(folder, "library.db"))
        before = slowness()
        command = [sys.executable, "-m", "bench.county_dropped", folder]
        environ = {**environment(), "QT_QPA_PLATFORM": "offscreen"}
        done = run(command, env=environ, capture_output=True, text=True, check=True, cwd=ROOT)
        times = [float(one) / ((before + slowness()) / 2) for one in done.stdout.split()[-5:]]
    return Dropped(*times)


FIGURES = (
    Figure("100 files of mixed kinds dropped, and shown", "s", 10, lambda: dropped().shown, calibrated=True),
    Figure("100 files shown and checked: longest pause", "ms", 50, lambda: dropped().while_shown, calibrated=True),
    Figure("100 files taken: longest pause", "ms", 100, lambda: dropped().while_stored, calibrated=True),
)


if __name__ == "__main__":
    gc.set_threshold(100_000, 20, 100)  # as main.py does
    one = measure(Path(sys.argv[1]))
    print(one.shown, one.checked, one.stored, one.while_shown, one.while_stored)
