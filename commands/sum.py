"""main.py sum: the reports of several units added up."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import export
from commands import command
from commands.support.apart import Apart
from commands.support.arguments import Arguments, files
from commands.support.reading import read_telling
from model.errors import UserError
from model.report.addition import add_up, mismatch
from model.report.report import Report


@command("sum 文件… --to 新文件 [--unit 单位名称]        把几个单位的报告逐格相加")
def main(argv: Sequence[str]) -> int:
    """Add up reports cell by cell and write the sum; nothing is written while one of them cannot be taken."""
    given = Arguments("文件…", needed=["--to"], options=["--unit"]).read(argv)
    with Apart() as apart:
        reports = [(path, read_telling(path, apart)) for path in files(given.all("文件"))]
    _look_alike(reports)
    export.write(add_up([report for _, report in reports], given.one_or_none("--unit") or ""), Path(given.one("--to")))
    return 0


def _look_alike(reports: Sequence[tuple[Path, Report]]) -> None:
    """Refuse what cannot be added, naming the file; a unit that is there twice is added twice, and told."""
    for path, report in reports:
        if reason := mismatch(reports[0][1], report):
            raise UserError(f"{path}：{reason}")
    for unit, times in Counter(report.unit for _, report in reports).items():
        if times > 1:
            print(f"“{unit}”的报告有{times}份，每一份都加了进去，请看看有没有重复", file=sys.stderr)
