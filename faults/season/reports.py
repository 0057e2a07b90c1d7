"""The reports of the units: their numbers, with prose that tells of them, and what was wrong in the first draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from app.editing import differences
from app.writing.offering import written_by_us
from faults.season.truth import APPLICANTS, RESULTS, YEAR, Fault, Numbers, TrueCounty, TrueUnit, reckoned
from model.form.editions import form_for
from model.form.schema import Cell
from model.report.report import Report
from model.report.totals import without_derivable_totals

MISSING = "problems/text"
TOLD = "overview/on_application"
_OWN = (
    "全年共召开专题会{0}次，逐栏目清理旧稿{1}条。",
    "办事大厅设了查阅点{0}处，接待来访查阅{1}人次。",
    "对栏目编辑培训{0}场，{1}人参加。",
)
_PROBLEMS = (
    "主要问题：{name}的栏目有{0}处更新晚于时限。改进情况：已逐项定人定时，年底复查{1}次。",
    "主要问题：{name}的解读材料偏少，{0}份文件没有图解。改进情况：下半年补齐，并请{1}位群众代表试读。",
    "主要问题：{name}有{0}个栏目名称与目录不一致。改进情况：已经改正，每季度核对，共核对{1}遍。",
)


class Mended(NamedTuple):
    """What a resubmission changes: cells, totals included, and texts."""

    cells: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()


def of_year_before(county: TrueCounty, unit: TrueUnit) -> Report:
    """Return the report of the year before."""
    return _report(unit, YEAR - 1, county.numbers_before(unit))


def right(county: TrueCounty, unit: TrueUnit) -> Report:
    """Return the report as it should be."""
    return _report(unit, YEAR, county.numbers(unit))


def draft(county: TrueCounty, unit: TrueUnit) -> Report:
    """Return the report as it is sent first."""
    report = right(county, unit)
    if unit.fault is Fault.OLD_FORM:
        return _in_the_old_form(report)
    texts = dict(report.texts)
    if unit.fault is Fault.PROSE:
        texts[TOLD] = misquoted(texts[TOLD], reckoned(county.numbers(unit)))
    if unit.fault is Fault.TEXT:
        texts[MISSING] = ""
    return replace(report, numbers=_known(county.draft(unit)), texts=texts)


def misquoted(text: str, numbers: Numbers) -> str:
    """Let a text say another number of applications than the table."""
    said = str(numbers["applications/received/total"])
    wrong = re.sub(rf"(?<!\d){said}(?!\d)", str(int(said) + 6), text, count=1)
    if wrong == text:
        raise RuntimeError("the text does not tell how many came in")
    return wrong


def _in_the_old_form(report: Report) -> Report:
    """Put a report into the form of 2019, as somebody does who takes an old file for a template."""
    old = form_for(2019)
    numbers = {cell: report.numbers.get(cell, Decimal()) for cell in old.typed_cells}
    for one in APPLICANTS:  # three rows of today were one then
        others = (report.numbers[Cell(f"applications/{row}/{one}")] for row in RESULTS if row.startswith("other_"))
        numbers[Cell(f"applications/other_results/{one}")] = sum(others, Decimal())
    return replace(report, edition=old.edition, numbers=numbers)


def _known(numbers: Numbers) -> Mapping[Cell, Decimal]:
    return {Cell(cell): value for cell, value in numbers.items() if value is not None}


def _report(unit: TrueUnit, year: int, numbers: Numbers) -> Report:
    form = form_for(year)
    report = Report(unit.name, unit.level, year, form.edition, _known(reckoned(numbers)), {})
    texts = {key: written_by_us(report, key).text for key in form.texts}
    own = _OWN[unit.at % len(_OWN)].format(2 + unit.at % 7, 11 + unit.at * 3)
    texts["overview/platform"] = f"{texts['overview/platform']}{own}"
    texts[MISSING] = _PROBLEMS[unit.at % len(_PROBLEMS)].format(3 + unit.at % 5, 2 + unit.at % 4, name=unit.name)
    return without_derivable_totals(replace(report, texts=texts))


def mended(county: TrueCounty, unit: TrueUnit) -> Mended:
    """Say what the right report has otherwise than the first draft."""
    before, now = reckoned(county.draft(unit)), reckoned(county.numbers(unit))
    cells = frozenset(cell for cell, value in now.items() if before[cell] != value)
    old, new = draft(county, unit).texts, right(county, unit).texts
    return Mended(cells, frozenset(key for key in new if old.get(key, "") != new[key]))


def same(one: Report, other: Report) -> str:
    """Say where two reports differ; empty where they do not."""
    found = differences(without_derivable_totals(one), without_derivable_totals(other))
    return "、".join(change.place for change in found)
