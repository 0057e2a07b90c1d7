"""Where everything lies: outside the checkout, in a folder that the next build finds again."""

from __future__ import annotations

import os
import signal
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from winbuild.steps import BuildError

ROOT = Path(__file__).resolve().parents[3]
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
INSTALLER = ("packaging/windows/gouji.nsi", "packaging/windows/side.bmp")  # in the project


def cache() -> Path:
    """Return the folder of the builds: GOUJI_WINDOWS, or gouji-windows in the user's cache."""
    named = os.environ.get("GOUJI_WINDOWS")
    if named:
        return Path(named).resolve()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gouji-windows"


class Places:
    """The folders in it; a variant of the program, made beside it, has its own for what is made of it."""

    def __init__(self, folder: Path, variant: str = "") -> None:
        self.folder, self.variant = folder, variant
        self.debian = folder / "trixie"
        self.downloads = folder / "downloads"
        self.python = folder / "python"  # CPython for Windows, verified
        self.packages = folder / "packages"  # the wheels of the lock file
        self.prefix = f"build-{variant}" if variant else "build"  # the Windows that it is frozen in
        self.work = self.debian / self.prefix  # what must be seen from within the Debian
        self.frozen = self.work / "frozen"
        self.notes = folder / "steps"
        self.own_notes = self.notes / variant
        self.logs = folder / "log" / variant
        for made in (self.downloads, self.own_notes, self.logs):
            made.mkdir(parents=True, exist_ok=True)

    def log(self, name: str) -> Path:
        """Return where the log of a step goes; an older one is forgotten."""
        place = self.logs / f"{name}.log"
        place.unlink(missing_ok=True)
        return place


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let nobody else build or try anything in the folder meanwhile: one unmounts what the other mounted."""
    import fcntl  # which Windows does not have; the tests of the other modules run there, too

    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # by way of what unmounts and ends what was started
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildError(f"另一次制作或验证正在使用 {folder}。(Another build is using it.)") from error
        yield
