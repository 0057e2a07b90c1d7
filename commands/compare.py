"""main.py compare: any figures of the units beside each other, as a spreadsheet or as charts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import export
from app.collecting.comparing import UnitComparison, compare_collection, compare_reports, figures_in
from app.collecting.comparison import listing, printed_charts
from commands import UsageError, command
from commands.support.apart import Apart
from commands.support.arguments import Arguments, files
from commands.support.collections import looked_at
from commands.support.output import not_over
from commands.support.reading import read_telling
from export.xlsx.listing import write_listing
from model.form.editions import FORMS, form_for
from model.form.quotable import Quotable
from model.form.schema import Cell
from model.report.numbers import number_text

_KINDS = (".xlsx", ".pdf", ".svg")


@command(
    "compare 格… (--library 报告库文件 --year 年度 [--passed] | 文件…) --to 新文件.xlsx|.pdf|.svg [--json]"
    "    各单位的几个数字并排，或者画成图；格的名称见docs/form.md"
)
def main(argv: Sequence[str]) -> int:
    """Compare figures, and write the table; what stands far off is only a hint."""
    given = Arguments("格…", needed=["--to"], options=["--library", "--year"], flags=["--passed", "--json"]).read(argv)
    words = given.all("格")
    cells = [Cell(one) for one in dict.fromkeys(words) if _is_cell(one)]
    others = [one for one in words if not _is_cell(one)]
    to = Path(given.one("--to"))
    if to.suffix.lower() not in _KINDS:
        raise UsageError(f"--to后面要写{'、'.join(_KINDS)}文件，“{to}”不是")
    if not cells:
        raise UsageError("缺少要比较的格，如 applications/received/total")
    if to.suffix.lower() == ".svg" and len(cells) > 1:
        raise UsageError(f"一个.svg文件只画一格，这里写了{len(cells)}格；几格一起请写成.pdf")
    found = (
        _of_files(others, cells, to) if given.one_or_none("--library") is None else _of_library(given, others, cells)
    )
    export.replace_file(to, _written(found, to.suffix.lower()))
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
    return compare_reports(reports, figures_in(reports[0].form, cells))


def _of_library(given: Arguments, others: Sequence[str], cells: Sequence[Cell]) -> UnitComparison:
    if others:
        raise UsageError(f"没有“{others[0]}”这一格；给了--library就不再写文件")
    if given.one_or_none("--year") is None:
        raise UsageError("缺少--year")
    not_over([Path(given.one("--library"))], Path(given.one("--to")))
    with looked_at(given) as (library, collection):
        form = form_for(library.county.collection(collection).heading.year)
        return compare_collection(library, collection, figures_in(form, cells), all_received=not given.has("--passed"))


def _written(found: UnitComparison, suffix: str) -> bytes:
    if suffix == ".xlsx":
        return write_listing(listing(found))
    from export.charts.on_paper import paper_of
    from export.fonts.shipped import typesetter

    charts = printed_charts(found, found.sentence, paper_of(typesetter()))
    if suffix == ".svg":
        from export.charts.svg import write_svg

        return write_svg(charts[0])
    from export.pdf.charts import write_charts

    return write_charts("各单位比较", "", charts)


def _as_json(found: UnitComparison) -> list[str]:
    lines = []
    for one in found.units:
        values = {_key(cell): _decimal(one.values[at]) for at, cell in enumerate(found.figures)}
        last = {_key(cell): _decimal(one.last[at]) for at, cell in enumerate(found.figures)}
        far = [_key(found.figures[at]) for at in sorted(one.far)]
        lines.append(
            json.dumps({"unit": one.name, "values": values, "last_year": last, "far": far}, ensure_ascii=False)
        )
    return lines


def _key(figure: Quotable) -> str:
    return str(figure.cells[0])


def _decimal(value: object) -> str | None:
    from decimal import Decimal

    return number_text(value) if isinstance(value, Decimal) else None
