"""main.py convert: one kind of file into another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import export
from commands import command
from commands.support.apart import Apart
from commands.support.arguments import Arguments
from commands.support.output import not_over
from commands.support.reading import read_telling


@command("convert 文件 新文件                           按后缀转换成另一种文件")
def main(argv: Sequence[str]) -> int:
    """Write a file anew as the kind that the new suffix names; every number and word as it stands."""
    given = Arguments("文件", "新文件").read(argv)
    path = Path(given.one("文件"))
    to = not_over([path], Path(given.one("新文件")))
    with Apart() as apart:
        report = read_telling(path, apart)
    export.write(report, to)
    return 0
