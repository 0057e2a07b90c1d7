"""main.py sum: the reports of several units added up, from files or from a collection of the library."""

from __future__ import annotations

import json
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

_LIBRARY = "--library"


@command(
    "sum (文件… | --library 报告库文件 --year 年度 [--all-received] [--json]) --to 新文件 [--unit 单位名称]"
    "    把几个单位的报告逐格相加；汇总任务只加通过的"
)
def main(argv: Sequence[str]) -> int:
    """Add up reports cell by cell and write the sum; nothing is written while one of them cannot be taken."""
    if any(one.partition("=")[0] == _LIBRARY for one in argv):
        return _of_library(argv)
    given = Arguments("文件…", needed=["--to"], options=["--unit"]).read(argv)
    paths = files(given.all("文件"))
    to = not_over(paths, Path(given.one("--to")))
    with Apart() as apart:
        reports = [(path, read_telling(path, apart)) for path in paths]
    added = sum_of(reports, given.one_or_none("--unit") or "", lambda remark: print(remark, file=sys.stderr))
    export.write(added, to)
    return 0


def _of_library(argv: Sequence[str]) -> int:
    """Add up a collection; what the sum is over and what is missing in it is said beside."""
    from dataclasses import replace

    from app.collecting.totals import add_up_collection  # of a library only
    from commands.support.collections import looked_at

    given = Arguments(needed=[_LIBRARY, "--year", "--to"], options=["--unit"], flags=["--all-received", "--json"]).read(
        argv
    )
    to = not_over([Path(given.one(_LIBRARY))], Path(given.one("--to")))
    with looked_at(given) as (library, collection):
        totals = add_up_collection(library, collection, all_received=given.has("--all-received"))
    unit = given.one_or_none("--unit")
    export.write(replace(totals.report, unit=unit) if unit else totals.report, to)
    if given.has("--json"):
        names = {one.key: one.name for one in totals.scope.tree.units.values()}
        left = [{"unit": names[one.unit], "why": one.why.value} for one in totals.scope.left]
        counted = [names[key] for key in totals.scope.counted]
        blank = {cell: [names[key] for key in keys] for cell, keys in totals.sum.blank.items()}
        print(json.dumps({"counted": counted, "left": left, "blank": blank}, ensure_ascii=False))
    else:
        for sentence in totals.sentences:
            print(sentence)
    return 0
