"""main.py sum: the reports of several units added up, from files or from a collection of the library."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import export
from app.summing import sum_of
from commands import UsageError, command
from commands.support.apart import Apart
from commands.support.arguments import Arguments, files
from commands.support.output import not_over
from commands.support.reading import read_telling
from model.errors import UserError
from model.form.editions import form_for
from model.report.numbers import number_text
from model.report.report import Report

if TYPE_CHECKING:
    from app.collecting.totals import Totals
    from model.collection.adding import Adjustment
    from model.form.form import Form

_LIBRARY, _ADJUST, _PARTS = "--library", "--adjust", "--parts"


@command(
    "sum (文件或文件夹… | --library 报告库文件 --year 年度 [--all-received] [--parts 汇总表.xlsx]) --to 新文件"
    " [--adjust 调整清单] [--unit 单位名称] [--json]    把几个单位的报告逐格相加；汇总任务只加通过的"
)
def main(argv: Sequence[str]) -> int:
    """Add up reports cell by cell and write the sum; nothing is written while one of them cannot be taken."""
    if any(one.partition("=")[0] == _LIBRARY for one in argv):
        return _of_library(argv)
    given = Arguments("文件…", needed=["--to"], options=["--unit", _ADJUST], flags=["--json"]).read(argv)
    paths = in_folders(files(given.all("文件")))
    to = not_over([*paths, *_lists(given)], Path(given.one("--to")))
    with Apart() as apart:
        reports = [(path, read_telling(path, apart)) for path in paths]
    added = sum_of(reports, given.one_or_none("--unit") or "", lambda remark: print(remark, file=sys.stderr))
    more = _adjustments(given, added.form)
    if more:
        from model.collection.adding import adjusted, negative_words

        added = adjusted(added, more)
        if negative := negative_words(added):
            print(negative, file=sys.stderr)
    export.write(added, to)
    if given.has("--json"):
        _print({"files": list(map(str, paths)), "unit": added.unit, "blank": _blank(added), **_told(more)})
    elif more:
        print(f"加了{len(more)}笔调整")
    return 0


def in_folders(paths: Iterable[Path]) -> list[Path]:
    """Put in place of each folder the files in it that can be read.

    Raises:
        UserError: there are none in it, or it cannot be opened.
    """
    from app.importing.gathering import gather

    found: list[Path] = []
    for path in paths:
        inside = gather([path]) if os.path.isdir(path) else (path,)  # noqa: PTH112 — Path.is_dir raises where a folder may not be entered
        if not inside:
            raise UserError(f"{path}：里面没有可以读的文件")
        found += inside
    return found


def _of_library(argv: Sequence[str]) -> int:
    """Add up a collection; what the sum is over and what is missing in it is said beside."""
    from app.collecting.sum_book import sum_book
    from app.collecting.totals import add_up_collection  # of a library only
    from commands.support.collections import looked_at

    needed, options = [_LIBRARY, "--year", "--to"], ["--unit", _ADJUST, _PARTS]
    given = Arguments(needed=needed, options=options, flags=["--all-received", "--json"]).read(argv)
    read = [Path(given.one(_LIBRARY)), *_lists(given)]
    to = not_over(read, Path(given.one("--to")))
    parts = _parts(given, [*read, to])
    with looked_at(given) as (library, collection):
        more = _adjustments(given, form_for(library.county.collection(collection).heading.year))
        totals = add_up_collection(library, collection, all_received=given.has("--all-received"), more=more)
        book = sum_book(library, totals) if parts else b""
    unit = given.one_or_none("--unit")
    export.write(replace(totals.report, unit=unit) if unit else totals.report, to, totals.sentences)
    if parts:
        export.replace_file(parts, book)
    if given.has("--json"):
        _print(_as_json(totals))
    else:
        for sentence in totals.sentences:
            print(sentence)
    return 0


def _parts(given: Arguments, others: Iterable[Path]) -> Path | None:
    """Return where the spreadsheet goes that tells who contributed what; None where none is wanted."""
    name = given.one_or_none(_PARTS)
    if name is None:
        return None
    if Path(name).suffix.lower() != ".xlsx":
        raise UsageError(f"{_PARTS}后面要写.xlsx文件，“{name}”不是")
    return not_over(others, Path(name))


def _lists(given: Arguments) -> list[Path]:
    name = given.one_or_none(_ADJUST)
    return [] if name is None else [Path(name)]


def _adjustments(given: Arguments, form: Form) -> tuple[Adjustment, ...]:
    """Read the list of adjustments, where one is given; they are in what is written, and kept nowhere."""
    paths = _lists(given)
    if not paths:
        return ()
    from app.collecting.adjustment_file import read_adjustments

    return read_adjustments(paths[0], form)


def _as_json(totals: Totals) -> dict[str, object]:
    names = {one.key: one.name for one in totals.scope.tree.units.values()}
    return {
        "counted": [names[key] for key in totals.scope.counted],
        "left": [{"unit": names[one.unit], "why": one.why.value} for one in totals.scope.left],
        "blank": {cell: [names[key] for key in keys] for cell, keys in totals.sum.blank.items()},
        **_told(totals.adjustments),
    }


def _told(adjustments: Iterable[Adjustment]) -> dict[str, object]:
    lines = [
        {"cell": one.cell, "value": number_text(one.value), "reason": one.reason, "by": one.by} for one in adjustments
    ]
    return {"adjustments": lines}


def _blank(report: Report) -> list[str]:
    return [cell for cell in report.form.cells if cell not in report.numbers]


def _print(said: dict[str, object]) -> None:
    print(json.dumps(said, ensure_ascii=False))
