"""A screen and a keyboard to use a program with, by xdotool: whoever has them says how xdotool is called there."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tools.trying import until


class Screen:
    """The windows of a program, the keys of a keyboard, pictures of what is to be seen."""

    program = "gouji"  # the class of its windows
    patience = 60.0  # seconds that a window may take to appear
    pause = 1.0  # seconds that it takes to come to rest
    delay = 120  # milliseconds between two keys

    def __init__(self, pictures: Path) -> None:
        self._pictures = pictures
        self._number = 0
        pictures.mkdir(parents=True, exist_ok=True)
        for old in pictures.glob("*.png"):
            old.unlink()

    def ask(self, *command: str) -> str:
        """Run xdotool or import where the screen is; return what it says, whatever becomes of it."""
        raise NotImplementedError

    def shoot(self, target: Path) -> None:
        """Take a picture of the whole screen."""
        raise NotImplementedError

    def windows(self, program: str | None = None) -> list[str]:
        """List the windows of a program that can be seen."""
        found = self.ask("xdotool", "search", "--onlyvisible", "--class", f"^{program or self.program}$")
        return [window for window in found.split() if window.isdigit()]

    def titles(self, program: str | None = None) -> list[str]:
        """Return the titles of a program's windows."""
        return [self.ask("xdotool", "getwindowname", window).strip() for window in self.windows(program)]

    def appear(self, more_than: int, program: str | None = None) -> None:
        """Wait for one more window, and give it the keyboard."""

        def more() -> bool:
            return len(self.windows(program)) > more_than

        until("窗口 (a window)", more, self.patience)
        time.sleep(self.pause)
        until("窗口 (a window)", more, self.patience)  # one that showed the start is gone
        self.ask("xdotool", "windowactivate", "--sync", self.windows(program)[-1])

    def keys(self, *names: str) -> None:
        """Press keys, one after the other."""
        self.ask("xdotool", "key", "--delay", str(self.delay), *names)
        time.sleep(self.pause)

    def press_until(self, key: str, what: str, found: Callable[[], object], again: float = 8.0) -> None:
        """Press a key, and again while what it is to bring about does not come: a window may not have been ready."""
        pressed = -again

        def pressing() -> object:
            nonlocal pressed
            if not (there := found()) and time.monotonic() - pressed > again:
                pressed = time.monotonic()
                self.keys(key)
                there = found()
            return there

        until(what, pressing, self.patience)

    def text(self, words: str) -> None:
        """Type words."""
        self.ask("xdotool", "type", "--delay", str(self.delay), words)
        time.sleep(self.pause)

    def picture(self, name: str) -> Path:
        """Take a picture of the screen; return its file, numbered as it was taken."""
        self._number += 1
        target = self._pictures / f"{self._number:02}-{name}.png"
        self.shoot(target)
        return target
