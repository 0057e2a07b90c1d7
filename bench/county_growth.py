"""What a collection costs as it grows to all townships of China: python -m bench.county_growth [PICTURE.svg].

One library is filled in steps. At each: the library opened, the sum, the roll call, each sorting of the roll in the
window, the memory of that window. The costs are drawn against the number of reports; the ratios say whether they are
linear. The figures at 40,000 are in `./dev bench 40,000`.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.county import HEADING, WHO, of_unit
from bench.figure import ROOT, Figure, environment, seconds, slowness
from bench.window import resident, start
from model.collection.unit import CollectionUnit
from model.rules.tally import Tally
from model.storage.county.records import NewSubmission
from model.storage.library import Library

STEPS = (2_500, 5_000, 10_000, 20_000, 40_000)
TODAY = date(2026, 1, 25)
_AT_ONCE = 500  # reports in one batch
_TIMES = 3


@dataclass(frozen=True)
class Cost:
    """What a collection of so many reports costs, in seconds; the memory of the window in megabytes."""

    reports: int
    opening: float
    adding_up: float
    roll_call: float
    sorting: float  # the slowest column
    memory: float


def fill(library: Library, collection: int, keys: list[int]) -> None:
    """Store a report for each unit, as files that came in are stored once they are checked."""
    for at in range(0, len(keys), _AT_ONCE):
        with library.county.batch(collection, WHO) as acts:
            acts.receive_all([_received(key) for key in keys[at : at + _AT_ONCE]])


def _received(unit: int) -> NewSubmission:
    report = of_unit(unit)
    digest = sha256(report.unit.encode()).hexdigest()
    return NewSubmission(unit, digest, 1, f"{unit}.json", "", replace(report, unit=name_of(unit)), Tally(0, 0, 0))


def name_of(unit: int) -> str:
    """Return the name of a unit by its number."""
    return f"第{unit}镇人民政府"


def grow(path: Path) -> Iterator[Cost]:
    """Fill a library in steps, and measure at each."""
    with closing(Library(path)) as library:
        units = [CollectionUnit(number, name_of(number), order=number) for number in range(STEPS[-1])]
        collection = library.county.create(HEADING, units, WHO)
        library.remember("county", str(collection))
        keys, done = list(library.county.units(collection).units), 0
    for step in STEPS:
        with closing(Library(path)) as library:
            fill(library, collection, keys[done:step])
        done = step
        yield _cost(path, collection, step)


def _cost(path: Path, collection: int, reports: int) -> Cost:
    from app.collecting.roll import call_roll
    from app.collecting.totals import add_up_collection

    opening = _opening(path)
    with closing(Library(path)) as library:
        adding = min(seconds(lambda: add_up_collection(library, collection, all_received=True)) for _ in range(_TIMES))
        calling = min(seconds(lambda: call_roll(library, collection, TODAY)) for _ in range(_TIMES))
    sorting, memory = _in_window(path)
    slow = slowness()
    return Cost(reports, opening / slow, adding / slow, calling / slow, sorting / slow, memory)


def _opening(path: Path) -> float:
    """Return how long the program takes to open its window on a library."""
    return min(start(str(ROOT / "main.py"), "--library", str(path)).seconds for _ in range(_TIMES))


def _in_window(path: Path) -> tuple[float, float]:
    """Open the page of the collection in a process of its own; return its slowest sorting, and its memory."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.county_growth", "--window", str(path)],
        env={**environment(), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    sorting, memory = done.stdout.split()[-2:]
    return float(sorting), float(memory)


def show(path: Path) -> None:
    """Open the page of the collection, sort its roll by each column, print the slowest and the memory."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from ui.county.page import CountyPage

    app = QApplication([])
    with closing(Library(path)) as library:
        page = CountyPage(library, lambda: TODAY)
        page.resize(1366, 690)
        page.show()
        app.processEvents()
        model = page.roll_page.table.model()
        if model is None:
            raise RuntimeError("the roll has no rows")
        times = []
        for column in range(model.columnCount()):
            for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
                began = perf_counter()
                model.sort(column, order)
                app.processEvents()
                times.append(perf_counter() - began)
        print(max(times), resident(os.getpid()) / 1000, flush=True)
        page.deleteLater()


@cache
def costs() -> tuple[Cost, ...]:
    """Measure all steps, once."""
    with TemporaryDirectory() as folder:
        return tuple(grow(Path(folder, "library.db")))


@cache
def _empty() -> float:
    with TemporaryDirectory() as folder:
        path = Path(folder, "library.db")
        Library(path).close()
        return _opening(path) / slowness()


FIGURES = (
    Figure("40,000 collected reports: opening / empty", "×", 1.3, lambda: costs()[-1].opening / _empty()),
    Figure("40,000 collected reports added up", "s", 2, lambda: costs()[-1].adding_up, calibrated=True),
    Figure("the roll of 40,000: slowest sorting", "s", 0.2, lambda: costs()[-1].sorting, calibrated=True),
    Figure("the roll of 40,000: memory of its window", "MB", 500, lambda: costs()[-1].memory),
)

WIDE, HIGH, LEFT, FOOT, RIGHT = 720, 360, 56, 40, 130  # pixels of the picture
LINES = (("合计", "adding_up", "#1d5fa8"), ("花名册", "roll_call", "#b4520c"), ("排序", "sorting", "#22703c"))


def picture(measured: Sequence[Cost]) -> str:
    """Draw the costs against the number of reports, as SVG."""
    most = max(getattr(one, name) for one in measured for _, name, _ in LINES)
    across, up = (WIDE - LEFT - RIGHT) / measured[-1].reports, (HIGH - FOOT - 20) / most

    def at(one: Cost, name: str) -> tuple[float, float]:
        return LEFT + one.reports * across, HIGH - FOOT - getattr(one, name) * up

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}"',
        ' font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDE}" height="{HIGH}" fill="#ffffff"/>',
        f'<path d="M{LEFT} 16V{HIGH - FOOT}H{WIDE - RIGHT}" fill="none" stroke="#8a929c"/>',
        f'<text x="{LEFT - 6}" y="26" text-anchor="end">{most:.1f}秒</text>',
    ]
    lines += [
        f'<text x="{at(one, "sorting")[0]:.0f}" y="{HIGH - 18}" text-anchor="middle">{one.reports}</text>'
        for one in measured
    ]
    for words, name, colour in LINES:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(one, name) for one in measured))
        x, y = at(measured[-1], name)
        lines += [
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>',
            f'<text x="{x + 8:.0f}" y="{y + 4:.0f}" fill="{colour}">{words} {getattr(measured[-1], name):.2f}秒</text>',
        ]
    lines.append(f'<text x="{LEFT}" y="{HIGH - 2}">收到的年报（份）</text>')
    return "\n".join([*lines, "</svg>", ""])


def main(to: str = "") -> None:
    """Measure, print, and draw where a file is named."""
    for one in costs():
        print(one, flush=True)
    if to:
        Path(to).write_text(picture(costs()), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--window"]:
        show(Path(sys.argv[2]))
    else:
        main(*sys.argv[1:])
