"""The parts of the suite: a folder of tests each, or a share of a large one, and the examples in the sources."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

EXAMPLES, UPPERMOST = "examples", "tests/test_*.py"
_OF_THEIR_OWN = frozenset({"tests/model/storage"})  # below a folder, and long enough to be told apart
_SHARED_OUT = {"tests/ui": ("a-c", "d-h", "i-o", "p-s", "t-z")}  # by the names of the files: whole it takes too long
_WITH_WINDOWS = frozenset({UPPERMOST, "tests/editions"})  # one process: there is one screen and one focus


class Part(NamedTuple):
    """What is run at once."""

    name: str
    paths: tuple[str, ...]
    without: tuple[str, ...] = ()
    recorded: bool = True

    @property
    def words(self) -> list[str]:
        """What pytest is told."""
        return [*self.paths, *(f"--ignore={path}" for path in self.without)]

    def processes(self, most: int) -> int:
        """Return in how many processes it is run; 0 is one without another that watches it."""
        shown = any(path.partition("::")[0].startswith("tests/ui") for path in self.paths)
        return 0 if most < 2 or shown or self.name in _WITH_WINDOWS else most  # noqa: PLR2004 — one is none


def parts(root: Path) -> list[Part]:
    """List the parts, in their order."""
    below = [folder for name in _SHARED_OUT for folder in _folders(root, name)]  # no share has them
    named = sorted({*_folders(root, "tests"), *below, *_OF_THEIR_OWN})
    found = [_part(name, named) for name in named if name not in _SHARED_OUT]
    found += [_share(root, name, letters) for name, shares in _SHARED_OUT.items() for letters in shares]
    top = sorted(path.relative_to(root).as_posix() for path in (root / "tests").glob("test_*.py"))
    rest = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["testpaths"]
    examples = Part(EXAMPLES, tuple(path for path in rest if path != "tests"))
    return [*found, Part(UPPERMOST, tuple(top)), examples]


def _folders(root: Path, name: str) -> list[str]:
    """List the folders right below one that have tests."""
    return [f"{name}/{path.name}" for path in (root / name).iterdir() if any(path.glob("**/test_*.py"))]


def _part(name: str, all_names: list[str]) -> Part:
    return Part(name, (name,), tuple(other for other in all_names if other.startswith(f"{name}/")))


def _share(root: Path, name: str, letters: str) -> Part:
    files = sorted(path.relative_to(root).as_posix() for path in (root / name).glob(f"test_[{letters}]*.py"))
    return Part(f"{name}/{letters}", tuple(files))


def chosen(given: Iterable[str], root: Path) -> list[Part]:
    """Return the parts that are asked for; a file, or one test of it, is a part that is not written down.

    Raises:
        ValueError: there is no such folder or file; it carries the name.
    """
    every = parts(root)
    found: dict[str, Part] = {}
    for word in given:
        path = word.rstrip("/\\").replace("\\", "/").removeprefix("./")
        under = [part for part in every if part.name == path or part.name.startswith(f"{path}/")]
        if not under and not (root / path.partition("::")[0]).exists():
            raise ValueError(word)
        for part in under or [Part(path, (path,), recorded=False)]:
            found[part.name] = part
    return list(found.values()) if found else every
