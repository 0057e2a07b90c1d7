"""main.py compare: any figures of the units beside each other, as a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import export
from app.collecting.comparing import UnitComparison, compare_collection, compare_reports
from commands import UsageError, command
from commands.support.apart import Apart
from commands.support.arguments import Arguments, files
from commands.support.collections import looked_at
from commands.support.output import not_over
from commands.support.reading import read_telling
from export.xlsx.listing import ListSheet, ListValue, write_listing
from model.form.editions import FORMS
from model.form.schema import Cell
from model.report.numbers import number_text


@command(
    "compare 格… (--library 报告库文件 --year 年度 [--passed] | 文件…) --to 新文件.xlsx [--json]"
    "    各单位的几个数字并排；格的名称见docs/form.md"
)
def main(argv: Sequence[str]) -> int:
    """Compare figures, and write the table; what stands far off is only a hint."""
    given = Arguments("格…", needed=["--to"], options=["--library", "--year"], flags=["--passed", "--json"]).read(argv)
    words = given.all("格")
    cells = [Cell(one) for one in dict.fromkeys(words) if _is_cell(one)]
    others = [one for one in words if not _is_cell(one)]
    to = Path(given.one("--to"))
    if to.suffix.lower() != ".xlsx":
        raise UsageError(f"--to后面要写.xlsx文件，“{to}”不是")
    if not cells:
        raise UsageError("缺少要比较的格，如 applications/received/total")
    found = (
        _of_files(others, cells, to) if given.one_or_none("--library") is None else _of_library(given, others, cells)
    )
    export.replace_file(to, write_listing(_listing(found)))
    if given.has("--json"):
        for line in _as_json(found):
            print(line)
    return 0


def _is_cell(word: str) -> bool:
    return any(word in form.cells for form in FORMS.values())


def _of_files(names: Sequence[str], cells: Sequence[Cell], to: Path) -> UnitComparison:
    paths = files(names)
    if not paths:
        raise UsageError("缺少文件，或者用--library和--year给出汇总任务")
    not_over(paths, to)
    with Apart() as apart:
        reports = [read_telling(path, apart) for path in paths]
    return compare_reports(reports, cells)


def _of_library(given: Arguments, others: Sequence[str], cells: Sequence[Cell]) -> UnitComparison:
    if others:
        raise UsageError(f"没有“{others[0]}”这一格；给了--library就不再写文件")
    if given.one_or_none("--year") is None:
        raise UsageError("缺少--year")
    not_over([Path(given.one("--library"))], Path(given.one("--to")))
    with looked_at(given) as (library, collection):
        return compare_collection(library, collection, cells, all_received=not given.has("--passed"))


def _listing(found: UnitComparison) -> ListSheet:
    names = [found.form.name_of(cell) for cell in found.cells]
    beside = ("上年", "增减") if found.has_last_year else ()
    columns = ["单位", *(f"{name} {what}".strip() for name in names for what in ("", *beside)), "提示"]
    rows: list[list[ListValue]] = []
    for one in found.units:
        row: list[ListValue] = [one.name]
        for at in range(len(found.cells)):
            row += [one.values[at], *((one.last[at], one.change(at)) if beside else ())]
        rows.append([*row, found.hint(one)])
    return ListSheet("比较", [found.sentence], columns, rows)


def _as_json(found: UnitComparison) -> list[str]:
    lines = []
    for one in found.units:
        values = {cell: _decimal(one.values[at]) for at, cell in enumerate(found.cells)}
        last = {cell: _decimal(one.last[at]) for at, cell in enumerate(found.cells)}
        far = [found.cells[at] for at in sorted(one.far)]
        lines.append(
            json.dumps({"unit": one.name, "values": values, "last_year": last, "far": far}, ensure_ascii=False)
        )
    return lines


def _decimal(value: object) -> str | None:
    from decimal import Decimal

    return number_text(value) if isinstance(value, Decimal) else None
