"""A display of its own, with a window manager and the keys of a keyboard, to use an installed program on."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.screen import Screen
from tools.trying import must, tell


def say(words: str) -> None:
    """Tell what is being done."""
    tell("test-package", words)


def run(*command: object, expect: int | None = 0, environment: dict[str, str] | None = None) -> str:
    """Run a command; give what it says.

    Raises:
        FailedError: it ended otherwise than expected.
    """
    done = subprocess.run([str(word) for word in command], env=environment, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    must(expect in (None, done.returncode), f"{command} ended with {done.returncode}: {said}")
    return said


class Desktop(Screen):
    """A display of its own with a window manager, a home, and the keys of a keyboard."""

    command = "/usr/bin/gouji"  # that starts the program

    def __init__(self, folder: Path, pictures: Path) -> None:
        super().__init__(pictures)
        self.home = folder / "home"
        self.library = self.home / "data" / "gouji" / "library.db"
        self.home.mkdir()
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

    def ask(self, *command: str) -> str:
        """Run a program on it; return what it says."""
        return run(*command, expect=None, environment=self.environment)

    def shoot(self, target: Path) -> None:
        """Take a picture of the whole screen."""
        run("import", "-window", "root", target, environment=self.environment)

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
