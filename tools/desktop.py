"""A display of its own, with a window manager and the keys of a keyboard, to use an installed program on."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0  # seconds


class FailedError(Exception):
    """Something does not hold."""


def say(words: str) -> None:
    """Print what is being done."""
    print(f"test-package: {words}", file=sys.stderr, flush=True)


def must(holds: object, words: str) -> None:
    """Go on only if it holds.

    Raises:
        FailedError: it does not.
    """
    if not holds:
        raise FailedError(words)


def run(*command: object, expect: int | None = 0, environment: dict[str, str] | None = None) -> str:
    """Run a command; give what it says.

    Raises:
        FailedError: it ended otherwise than expected.
    """
    done = subprocess.run([str(word) for word in command], env=environment, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    must(expect in (None, done.returncode), f"{command} ended with {done.returncode}: {said}")
    return said


def until(what: str, found: Callable[[], object]) -> None:
    """Wait until something is there.

    Raises:
        FailedError: it does not come.
    """
    end = time.monotonic() + PATIENCE
    while not found():
        must(time.monotonic() < end, f"in vain waited for {what}")
        time.sleep(0.2)


class Desktop:
    """A display of its own with a window manager, a home, and the keys of a keyboard."""

    program = "/usr/bin/gouji"

    def __init__(self, folder: Path, pictures: Path) -> None:
        self.home, self._pictures = folder / "home", pictures
        self.library = self.home / "data" / "gouji" / "library.db"
        self.home.mkdir()
        pictures.mkdir(parents=True, exist_ok=True)
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-noreset"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._started = [server]
        self.display = f":{server.stdout.readline().decode().strip()}" if server.stdout else ""
        self.start("openbox")

    @property
    def environment(self) -> dict[str, str]:
        """What a program on it is given."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        folders = {"HOME": str(self.home), "XDG_DATA_HOME": str(self.home / "data"), "XDG_RUNTIME_DIR": str(self.home)}
        return kept | folders | {"DISPLAY": self.display, "LC_ALL": "C.UTF-8"}

    def inside(self, path: Path) -> Path:
        """Return a file's name as the program sees it."""
        return path

    def start(self, *command: object) -> subprocess.Popen[bytes]:
        """Start a program on it."""
        words = [str(word) for word in command]
        process = subprocess.Popen(words, env=self.environment, stdout=subprocess.DEVNULL)
        self._started.append(process)
        return process

    def close(self) -> None:
        """End everything that was started, the last one first."""
        for process in reversed(self._started):
            process.kill()
            process.wait()

    def windows(self) -> list[str]:
        """List the windows of the program that can be seen."""
        found = self._do("search", "--onlyvisible", "--class", "^gouji$").split()
        return [window for window in found if window.isdigit()]

    def appear(self, more_than: int) -> None:
        """Wait for one more window, and give it the keyboard."""
        until("a window", lambda: len(self.windows()) > more_than)
        time.sleep(1)
        self._do("windowactivate", "--sync", self.windows()[-1])

    def keys(self, *names: str) -> None:
        """Press keys, one after the other."""
        self._do("key", "--delay", "120", *names)
        time.sleep(0.8)

    def text(self, words: str) -> None:
        """Type words."""
        self._do("type", "--delay", "60", words)
        time.sleep(0.5)

    def _do(self, *command: str) -> str:
        return run("xdotool", *command, expect=None, environment=self.environment)

    def picture(self, name: str) -> None:
        """Take a picture of the screen."""
        run("import", "-window", "root", self._pictures / f"{name}.png", environment=self.environment)

    def numbers(self) -> list[str]:
        """List the numbers that the library holds."""
        with sqlite3.connect(f"file:{self.library}?mode=ro", uri=True) as library:
            return [row[0] for row in library.execute("SELECT value FROM number")]


@contextmanager
def desktop(folder: Path, pictures: Path) -> Iterator[Desktop]:
    """Return a desktop, and take it away."""
    made = Desktop(folder, pictures)
    try:
        yield made
    finally:
        made.close()
