"""Make a report in which nothing was at the speed of hands, in a real window; print keys and seconds.

    tools/zero_report.py [--key 0.25] [--think 2] [--keep FOLDER]

It needs Xvfb, openbox, xdotool and ImageMagick. From an empty library: the first page, a new report, 0 in all tables,
our sentences in all texts, 定稿, the PDF. Each key is counted but those of the unit's name; after each step the robot
waits as long as a person looks at what came of it. What was made is read from the library and the file afterwards.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from model.rules.words.unwritten import unwritten  # noqa: E402 — the project's root is known only now
from model.storage.library import Library  # noqa: E402 — as above
from model.storage.records import State  # noqa: E402 — as above

UNIT = "甲县乙镇人民政府"
MOST_KEYS, MOST_SECONDS = 40, 300
SCREEN = "1366x768x24"
_START = 30.0  # seconds for the window to come

TABLES = [["ctrl+2", "alt+0"], ["ctrl+3", "alt+0"], ["ctrl+4", "alt+0"]]
OVERVIEW = [["ctrl+1", "Tab"], ["alt+Down", "ctrl+Return"], *[["Tab", "ctrl+Return"] for _ in range(4)]]
REST = [["ctrl+5", "ctrl+Return", "Return"], ["ctrl+6", "ctrl+Return"]]
CLOSING = [["ctrl+d"], ["Return"], ["Return"], ["Tab", "Return"]]  # list, button, day; not over, all the same
HANDING_OUT = [["ctrl+e", "Return"]]


class Pace(NamedTuple):
    """How long a key takes, and how long a person looks after a step."""

    key: float
    think: float


class Hands:
    """Presses keys in the window, and counts them."""

    def __init__(self, pace: Pace, folder: Path, surroundings: Mapping[str, str]) -> None:
        self._pace, self._folder, self._surroundings = pace, folder, surroundings
        self.keys = 0
        self._steps = 0

    def press(self, keys: Sequence[str]) -> None:
        """Press some keys, and look at what came of it."""
        for key in keys:
            self.do("xdotool", "key", "--clearmodifiers", key)
            self.keys += 1
            time.sleep(self._pace.key)
        self._look()

    def write(self, words: str) -> None:
        """Write words that are not counted, one character after the other: the keyboard has none of them."""
        for character in words:
            self.do("xdotool", "type", character)
            time.sleep(self._pace.key)
        self._look()

    def do(self, *command: str) -> str:
        """Run a command on the screen; give what it says."""
        return subprocess.run(command, env=self._surroundings, capture_output=True, text=True, check=False).stdout

    def wait_for(self, title: str) -> None:
        """Wait for a window of a title."""
        until = time.monotonic() + _START
        while time.monotonic() < until:
            if self.do("xdotool", "search", "--onlyvisible", "--name", title).strip():
                time.sleep(1)
                return
            time.sleep(0.2)
        sys.exit("the window did not come")

    def _look(self) -> None:
        time.sleep(self._pace.think)
        self._steps += 1
        self.do("import", "-window", "root", str(self._folder / f"{self._steps:02}.png"))


def surroundings_of(home: Path, display: str) -> dict[str, str]:
    """Return an environment with a home and a screen of its own."""
    own = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(home))
    return {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8", **own}


class Made(NamedTuple):
    """What there is afterwards."""

    state: State | None
    blanks: int
    empty_texts: int
    pdfs: int

    @property
    def is_whole(self) -> bool:
        """Whether the report is final and handed out."""
        return self == Made(State.FINAL, 0, 0, 1)


def made(home: Path, library: Path) -> Made:
    """Read what came of it."""
    opened = Library.open(library)
    try:
        stored = next(iter(opened.all()), None)
    finally:
        opened.close()
    if stored is None:
        return Made(None, 0, 0, 0)
    report = stored.report
    return Made(
        stored.state, len(report.blanks(report.form.typed_cells)), len(unwritten(report)), len([*home.rglob("*.pdf")])
    )


def measure(pace: Pace, folder: Path) -> tuple[int, float, Made]:
    """Make the report; give the keys, the seconds from the first look at the window on, and what was made."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory()))
        library = home / "library.db"
        (home / "Documents").mkdir()
        surroundings = surroundings_of(home, screen(stack))
        started(stack, ("openbox",), surroundings, home)
        time.sleep(1)
        started(stack, (sys.executable, str(ROOT / "main.py"), "--library", str(library)), surroundings, home)
        hands = Hands(pace, folder, surroundings)
        hands.wait_for("勾稽")
        began = time.monotonic()
        time.sleep(pace.think)
        hands.press(["Return"])
        hands.write(UNIT)
        hands.press(["Return"])
        hands.wait_for("年度")
        for step in (*TABLES, *OVERVIEW, *REST, *CLOSING, *HANDING_OUT):
            hands.press(step)
        seconds = time.monotonic() - began
        hands.do("xdotool", "key", "ctrl+q")
        time.sleep(3)
        return hands.keys, seconds, made(home, library)


def screen(stack: ExitStack) -> str:
    """Start a screen of its own, and name it."""
    command = ("Xvfb", "-displayfd", "1", "-screen", "0", SCREEN)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    number = process.stdout.readline().strip() if process.stdout else ""
    return f":{number}"


def started(stack: ExitStack, command: Sequence[str], surroundings: Mapping[str, str], home: Path) -> None:
    """Start a process that ends with the others."""
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, env=surroundings, cwd=home, stdout=nowhere, stderr=nowhere)
    stack.callback(process.wait)
    stack.callback(process.terminate)


def asked_for(about: str | None, argv: Sequence[str] | None) -> argparse.Namespace | None:
    """Return pace and folder; None where something is not installed, which is said."""
    parser = argparse.ArgumentParser(description=(about or "").splitlines()[0])
    parser.add_argument("--key", type=float, default=0.25, help="seconds for each key")
    parser.add_argument("--think", type=float, default=2.0, help="seconds of looking after each step")
    parser.add_argument("--keep", type=Path, help="a folder for a picture of each step")
    asked = parser.parse_args(argv)
    missing = [one for one in ("Xvfb", "openbox", "xdotool", "import") if shutil.which(one) is None]
    if missing:
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
        return None
    return asked


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and say whether it is within what a clerk was promised."""
    asked = asked_for(__doc__, argv)
    if asked is None:
        return 2
    with TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        keys, seconds, whole = measure(Pace(asked.key, asked.think), folder)
    print(f"{keys} keys (most {MOST_KEYS}), {seconds:.0f} seconds (most {MOST_SECONDS}), {whole}")
    return 0 if whole.is_whole and keys <= MOST_KEYS and seconds <= MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
