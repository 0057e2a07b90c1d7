"""Set up a county of fifty units at the speed of hands, in a real window; print keys and seconds.

    tools/county_setup.py [--key 0.25] [--think 2] [--keep FOLDER]

It needs what tools/zero_report.py needs. From an empty library: the switch to 汇总, a new task, its name typed,
the list pasted as it was copied out of a spreadsheet, the task made. What was made is read from the library afterwards.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from faults.season.truth import TrueCounty  # noqa: E402 — the project's root is known only now
from model.storage.library import Library  # noqa: E402 — as above
from tools.zero_report import Hands, Pace, asked_for, screen, started, surroundings_of  # noqa: E402 — as above

UNIT = "甲县人民政府"
UNITS, MOST_SECONDS = 50, 120
_COPIED = """import sys
from PySide6.QtWidgets import QApplication
application = QApplication([])
application.clipboard().setText(sys.argv[1])
application.exec()"""


def listed() -> str:
    """Return the list as a spreadsheet gives it."""
    rows = ["单位名称\t上级\t口径"]
    county = TrueCounty(UNIT, UNITS, 1)
    rows += [f"{one.name}\t{one.parent}\t{'含下属' if one.covers else '本机关'}" for one in county.units]
    return "\n".join(rows)


def measure(pace: Pace, folder: Path) -> tuple[int, float, int]:
    """Set it up; give the keys, the seconds from the first look at the window on, and how many units there are."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory()))
        library = home / "library.db"
        surroundings = surroundings_of(home, screen(stack))
        started(stack, ("openbox",), surroundings, home)
        started(stack, (sys.executable, "-c", _COPIED, listed()), surroundings, home)
        time.sleep(2)
        started(stack, (sys.executable, str(ROOT / "main.py"), "--library", str(library)), surroundings, home)
        hands = Hands(pace, folder, surroundings)
        hands.wait_for("勾稽")
        began = time.monotonic()
        time.sleep(pace.think)
        for step in (["alt+2"], ["Return"], ["alt+u"]):
            hands.press(step)
        hands.write(UNIT)
        for step in (["alt+v"], ["ctrl+Return"]):
            hands.press(step)
        seconds = time.monotonic() - began
        hands.do("xdotool", "key", "ctrl+q")
        time.sleep(3)
        return hands.keys, seconds, _made(library)


def _made(library: Path) -> int:
    with closing(Library(library)) as opened:
        return sum(one.units for one in opened.county.collections())


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and say whether it is within what an office was promised."""
    asked = asked_for(__doc__, argv)
    if asked is None:
        return 2
    with TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        keys, seconds, units = measure(Pace(asked.key, asked.think), folder)
    print(f"{keys} keys, {seconds:.0f} seconds (most {MOST_SECONDS}), {units} units (of {UNITS})")
    return 0 if units == UNITS and seconds <= MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
