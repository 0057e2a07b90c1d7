"""The names of the files that are written, as any system allows them."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from model.file_names import safe
from model.report.report import Report


def file_name(report: Report) -> str:
    """Return the name of a file that holds a report, as any system allows it.

    >>> from model.report.report import Level
    >>> file_name(Report("青石镇/人民政府", Level.TOWNSHIP, 2025))
    '青石镇_人民政府2025年政府信息公开工作年度报告'
    """
    return safe(report.title)


def apart(stems: Iterable[str]) -> list[str]:
    """Put a number behind each name that stands before it already, in capitals or not.

    >>> apart(["甲A", "乙", "甲a"])
    ['甲A', '乙', '甲a（2）']
    """
    taken: set[str] = set()
    found: list[str] = []
    for stem in stems:
        mine = free(Path(f"{stem}.x"), lambda path: path.stem.casefold() in taken).stem
        taken.add(mine.casefold())
        found.append(mine)
    return found


def free(path: Path, taken: Callable[[Path], bool]) -> Path:
    """Return a path that is not taken, with a number behind the name where it must be another.

    >>> free(Path("甲.pdf"), {Path("甲.pdf"), Path("甲（2）.pdf")}.__contains__).name
    '甲（3）.pdf'
    """
    numbered = (path.with_name(f"{path.stem}（{number}）{path.suffix}") for number in itertools.count(2))
    return next(one for one in itertools.chain([path], numbered) if not taken(one))


def exists(path: Path) -> bool:
    """Return whether a file is there, also in a folder that may not be entered: then it is not."""
    return os.path.exists(path)  # noqa: PTH110 — Path.exists raises there


def plain(path: Path) -> str:
    """Return a path as a system compares it that does not tell capitals."""
    return str(path).casefold()
