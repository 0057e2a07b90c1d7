"""main.py convert: one kind of file into another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import export
from commands.apart import Apart
from commands.arguments import Parser
from commands.reading import read_telling


def main(argv: Sequence[str]) -> int:
    """Write a file anew as the kind that the new suffix names; every number and word as it stands."""
    parser = Parser()
    parser.add_argument("file", type=Path, metavar="文件")
    parser.add_argument("out", type=Path, metavar="新文件")
    options = parser.parse_intermixed_args(argv)
    with Apart() as apart:
        report = read_telling(options.file, apart)
    export.write(report, options.out)
    return 0
