"""A file that holds more than one report: last year's for comparison, those of other units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from intake.characters import fold
from intake.interpret.rows import SourceRow
from intake.interpret.section_headings import section_at
from intake.interpret.title import find_title
from intake.reading import Problem
from model.form.form import Form

_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
_OF_TABLE = (
    r"(?:的|同期|年报|报告|各项|有关|相关|政府信息公开|申请){0,4}"
    r"(?:数据|数字|情况统计表|情况表|情况|统计表?|报表|表格?)(?:\([^()]{0,12}\))?:?"
)
_LAST = re.compile(rf"(?:附[表件录注]?\d?[:、,.]?)?\(?(?:上一?年度?|去年|上年同期|往年)\)?{_OF_TABLE}")
_THIS = re.compile(rf"(?:本年度?|今年){_OF_TABLE}")
_LONGEST_CAPTION = 60
_FILLED = 6  # numbers between two headings that make a table
_TABLES = 2  # sections with numbers that make a report, which a list of contents or a repeated heading does not

_Marks = list[tuple[int, int]]  # row and position of a section in the form


def first_report(rows: Sequence[SourceRow], form: Form) -> tuple[Sequence[SourceRow], list[Problem]]:
    """Return the rows of the first report, and tell where another begins."""
    marks = [(i, at) for i, row in enumerate(rows) if (at := section_at(row, i, form)) is not None]
    runs = [run for run in _runs(marks, len(rows)) if _tables(run, rows, form) >= _TABLES]
    if len(runs) < 2:  # noqa: PLR2004 — one report
        return rows, []
    cut = _beginning(rows, runs[0][-2][0] + 1, runs[1][0][0])
    return rows[:cut], [Problem(rows[cut].place, "文件里从这里起是另一份报告，只读入了第一份，请核对")]


def of_year(rows: Sequence[SourceRow], year: int, ordinal: str) -> tuple[Sequence[SourceRow], list[Problem]]:
    """Leave out a table that its caption says to be of another year, where one of this year stands beside it."""
    kept: list[SourceRow] = []
    others: list[SourceRow] = []
    part = kept
    for row in rows:
        if named := _years_of_caption(row):
            part = kept if str(year) in named else others
        elif said := _caption(row):
            part = others if said == "last" else kept
        part.append(row)
    if min(_size(kept), _size(others)) < _FILLED:
        return rows, []
    told = f"第{ordinal}部分从这里起的表格是另一年的，没有读入，请核对"
    return kept, [Problem(others[0].place, told)]


def _caption(row: SourceRow) -> str:
    """Return "last" or "this" where a line heads what follows as the figures of that year; "" where it does not."""
    filled = [field for field in row.fields if field]
    text = fold(row.text) if not row.parted else fold(filled[0]) if len(filled) == 1 else ""
    if not text or row.values or row.is_prose or len(text) > _LONGEST_CAPTION or "结转" in text:
        return ""
    return "last" if _LAST.fullmatch(text) else "this" if _THIS.fullmatch(text) else ""


def _years_of_caption(row: SourceRow) -> set[str]:
    if row.parted or row.values or row.is_prose or len(row.text) > _LONGEST_CAPTION:
        return set()
    return set(_YEAR.findall(row.text))


def _size(rows: Sequence[SourceRow]) -> int:
    return sum(len(row.values) for row in rows)


def _runs(marks: _Marks, end: int) -> Iterator[_Marks]:
    """Cut the headings where the sections begin anew; each run is closed by the row after it."""
    run: _Marks = []
    for mark in marks:
        if run and mark[1] < run[-1][1]:
            yield [*run, mark]
            run = []
        run.append(mark)
    yield [*run, (end, 0)]


def _tables(run: _Marks, rows: Sequence[SourceRow], form: Form) -> int:
    """Count the sections of a run whose tables are filled in."""
    filled: dict[int, int] = {}
    for (start, at), (end, _) in pairwise(run):
        filled[at] = filled.get(at, 0) + _size(rows[start + 1 : end])
    return sum(bool(form.sections[at].tables) and count >= _FILLED for at, count in filled.items())


def _beginning(rows: Sequence[SourceRow], start: int, heading: int) -> int:
    """Find the title over the first heading of a report, or the first row of its sheet."""
    titled = next((i for i in range(start, heading) if find_title([rows[i].text], ()).year), heading)
    sheet = rows[heading].grid
    return next((i for i in range(start, titled) if sheet >= 0 and rows[i].grid == sheet), titled)
