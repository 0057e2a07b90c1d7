"""What is done is not done again: a step leaves a note of what it was made of, and runs when that has changed."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from tools.trying import FailedError as BuildError
from tools.trying import must, tell

__all__ = ["BuildError", "Steps", "digest", "must", "say"]


def say(words: str) -> None:
    """Tell what is being done."""
    tell("windows", words)


def digest(*inputs: object) -> str:
    """Return the SHA-256 of what a step is made of: files and folders by what is in them, all else by its words."""
    total = hashlib.sha256()
    for given in inputs:
        for name, data in _parts(given):
            total.update(f"{len(name)} {len(data)} {name}".encode())
            total.update(data)
    return total.hexdigest()


def _parts(given: object) -> list[tuple[str, bytes]]:
    if not isinstance(given, Path):
        return [("", repr(given).encode())]
    if given.is_dir():
        files = (path for path in sorted(given.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
        return [(path.relative_to(given).as_posix(), path.read_bytes()) for path in files]
    return [(given.name, given.read_bytes())]


class Steps:
    """The steps of one build, with their notes in a folder."""

    def __init__(self, notes: Path) -> None:
        self._notes = notes
        notes.mkdir(parents=True, exist_ok=True)

    def take(self, name: str, words: str, do: Callable[[], None], *inputs: object, made: Path) -> bool:
        """Take a step, unless it was taken with the same inputs and what it made is still there; say which.

        The steps after it give what it returned among their inputs through `note`.
        """
        note, wanted = self._notes / name, digest(*inputs)
        if made.exists() and note.exists() and note.read_text("ascii") == wanted:
            say(f"{words}: done before")
            return False
        say(words)
        note.unlink(missing_ok=True)
        began = time.monotonic()
        do()
        must(made.exists(), f"the step “{name}” left no {made}")
        note.write_text(wanted, "ascii")
        say(f"{words}: {time.monotonic() - began:.0f} s")
        return True

    def note(self, name: str) -> str:
        """Return the note of a step that was taken: it changes when the inputs of the step do."""
        return (self._notes / name).read_text("ascii")
