"""A Windows in which the program is installed and used: its files, its processes, its screen and keyboard."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from PIL import Image, ImageChops
from winbuild.debian import Windows

from tools.screen import Screen
from tools.trying import must, until

USER = "李四"
HOME = rf"C:\users\{USER}"
PROGRAM = rf"{HOME}\AppData\Local\Programs\Gouji"
DATA = rf"{HOME}\AppData\Local\gouji"
CODE_PAGES = r"HKLM\System\CurrentControlSet\Control\Nls\CodePage"
RESTS, BLINKING = 20, 200  # seconds that are waited for a screen to rest; points of a cursor
PAPER, WRITING = 0.3, 0.01  # shares of a part of the screen that are white, that are not
PICTURE = "/tmp/picture.png"  # noqa: S108 — in the Debian, which is ours

Part = tuple[float, float, float, float]  # of the screen: left, top, right, bottom


def moved(before: Path, now: Path, part: Part = (0, 0, 1, 1)) -> int:
    """Count the points that differ between two pictures, in a part of them."""
    with Image.open(before) as one, Image.open(now) as other:
        changed = ImageChops.difference(one.convert("L"), other.convert("L")).crop(_box(one, part))
    return sum(changed.histogram()[1:])


def is_paper(picture: Path, part: Part) -> bool:
    """Tell whether a part of a picture is white paper with something on it."""
    with Image.open(picture) as whole:
        points = whole.convert("L").crop(_box(whole, part)).histogram()
    return points[255] > sum(points) * PAPER and sum(points[:200]) > sum(points) * WRITING


def _box(picture: Image.Image, part: Part) -> tuple[int, int, int, int]:
    """Return the edges of a part in points."""
    return (
        round(part[0] * picture.width),
        round(part[1] * picture.height),
        round(part[2] * picture.width),
        round(part[3] * picture.height),
    )


class Machine(Screen):
    """That Windows."""

    program = "gouji.exe"
    patience = 240.0
    pause = 2.0
    delay = 150

    def __init__(self, windows: Windows, pictures: Path) -> None:
        super().__init__(pictures)
        self.windows_of_wine = windows
        self._used: subprocess.Popen[bytes] | None = None

    def ask(self, *command: str) -> str:
        """Run a program of Debian; what it says of windows that are just gone is no answer."""
        started = self.windows_of_wine.start(*command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        with started as process:
            return process.communicate()[0].decode("utf-8", "replace")

    def shoot(self, target: Path) -> None:
        """Take a picture of the whole screen."""
        self.ask("import", "-window", "root", PICTURE)
        shutil.copyfile(self.windows_of_wine.root / PICTURE[1:], target)

    def rest(self) -> None:
        """Wait until nothing moves on the screen but a cursor that blinks; what never rests is waited for in vain."""
        with tempfile.TemporaryDirectory(prefix="gouji-trial-") as folder:
            before, now = Path(folder, "before.png"), Path(folder, "now.png")
            self.shoot(before)
            for _ in range(RESTS):
                time.sleep(1)
                self.shoot(now)
                if moved(before, now) < BLINKING:
                    return
                before.write_bytes(now.read_bytes())

    @contextmanager
    def glance(self) -> Iterator[Path]:
        """Return a picture of the screen as it is now, which is not kept."""
        with tempfile.TemporaryDirectory(prefix="gouji-trial-") as folder:
            now = Path(folder, "now.png")
            self.shoot(now)
            yield now

    def picture(self, name: str) -> Path:
        """Take a picture of the screen when it has come to rest."""
        self.rest()
        return super().picture(name)

    def shows(self, beginning: str) -> None:
        """Wait until the title of a window begins so, and the window has come to rest."""

        def shown() -> bool:
            return any(title.startswith(beginning) for title in self.titles())

        until(f"标题是“{beginning}”的窗口 (a window with this title)", shown, self.patience)
        self.rest()

    def place(self, name: str) -> Path:
        r"""Return where a file of this Windows lies: `C:\users\x`."""
        return self.windows_of_wine.drive.joinpath(*name.split("\\")[1:])

    @property
    def library(self) -> Path:
        """Where the user's library is."""
        return self.place(rf"{DATA}\library.db")

    def wine(self, *command: object) -> tuple[int, str]:
        """Run a program of Windows; return its code and what it says."""
        return self.windows_of_wine.run("wine", *command)

    def start(self, *command: object) -> subprocess.Popen[bytes]:
        """Start a program of Windows."""
        quiet = subprocess.DEVNULL
        return self.windows_of_wine.start("wine", *command, stdin=quiet, stdout=quiet, stderr=quiet)

    def wait(self, what: str, process: subprocess.Popen[bytes], expect: int = 0) -> None:
        """Wait for the end of a program that was started, and see what it returns."""
        until(f"{what}的结束 (its end)", lambda: process.poll() is not None, self.patience)
        must(process.returncode == expect, f"{what}返回 {process.returncode}，应为 {expect}。(Another code.)")

    def start_window(self, *command: object) -> None:
        """Start the program whose window is used."""
        self._used = self.start(*command)

    def leave(self) -> None:
        """Close that window by its key."""
        self.keys("ctrl+q")
        if self._used:
            self.wait("程序", self._used)

    def processes(self, program: str) -> list[tuple[int, str]]:
        """Return the processes of a program of this Windows, each with its first argument."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it is gone
                words = (entry / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
                if words[0].rpartition("\\")[2] == program and self._is_of_this_windows(entry):
                    found.append((int(entry.name), words[1]))
        return found

    def _is_of_this_windows(self, entry: Path) -> bool:
        wanted = f"WINEPREFIX={self.windows_of_wine.prefix}".encode()
        return wanted in (entry / "environ").read_bytes().split(b"\0")

    def kill(self, program: str = "gouji.exe") -> float:
        """Kill a program at once; return the seconds that the processor was busy with it."""
        busy = 0
        for process, _ in self.processes(program):
            with suppress(OSError):
                fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
                busy += int(fields[11]) + int(fields[12])
                os.kill(process, signal.SIGKILL)

        def gone() -> bool:
            return not self.processes(program) and not self.windows(program)

        until("程序的结束 (the end of the program)", gone, self.patience)
        return busy / os.sysconf("SC_CLK_TCK")

    def numbers(self) -> list[str]:
        """List the numbers that the user's library holds, read from a copy: wine's locks are not ours."""
        return self._column("SELECT value FROM number")

    def units(self) -> list[str]:
        """List the units whose reports the library holds."""
        return self._column("SELECT unit FROM report")

    def _column(self, query: str) -> list[str]:
        if not self.library.exists():
            return []
        with tempfile.TemporaryDirectory(prefix="gouji-trial-") as folder:
            for file in self.library.parent.glob(f"{self.library.name}*"):
                if not file.name.endswith("-shm"):
                    shutil.copyfile(file, Path(folder, file.name))
            with closing(sqlite3.connect(Path(folder, self.library.name))) as copy, suppress(sqlite3.OperationalError):
                return [row[0] for row in copy.execute(query)]
        return []  # it is just being made


def create(machine: Machine) -> None:
    """Make a new Windows, and see that it is one as offices have it."""
    machine.windows_of_wine.create()
    for name in ("ACP", "OEMCP"):
        _, said = machine.wine("reg", "query", CODE_PAGES, "/v", name)
        must("936" in said.split(), f"{name} 不是936：{said}。(The code page is another one.)")
    must(machine.place(HOME).is_dir(), f"没有用户 {USER}。(The user is called otherwise.)")
