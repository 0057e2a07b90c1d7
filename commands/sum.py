"""main.py sum: the reports of several units added up."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import export
from app.summing import sum_of
from commands import command
from commands.support.apart import Apart
from commands.support.arguments import Arguments, files
from commands.support.output import not_over
from commands.support.reading import read_telling


@command("sum 文件… --to 新文件 [--unit 单位名称]        把几个单位的报告逐格相加")
def main(argv: Sequence[str]) -> int:
    """Add up reports cell by cell and write the sum; nothing is written while one of them cannot be taken."""
    given = Arguments("文件…", needed=["--to"], options=["--unit"]).read(argv)
    paths = files(given.all("文件"))
    to = not_over(paths, Path(given.one("--to")))
    with Apart() as apart:
        reports = [(path, read_telling(path, apart)) for path in paths]
    added = sum_of(reports, given.one_or_none("--unit") or "", lambda remark: print(remark, file=sys.stderr))
    export.write(added, to)
    return 0
