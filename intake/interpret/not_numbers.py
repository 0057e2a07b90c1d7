"""Cells that hold numbers shown as something else: dates and percents, which are never read as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from intake.interpret.rows import SourceRow
from intake.reading import Problem
from model.errors import clip

_SHAPES = (
    ("日期或时间", re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}:\d{2}(?::\d{2})?")),
    ("百分比", re.compile(r"-?\d[\d,]{0,15}(?:\.\d{1,8})?[%％]")),
)


def told_of_formats(rows: Sequence[SourceRow], ordinal: str) -> Iterator[Problem]:
    """Tell of cells in the rows of tables that show a number as a date or a percent."""
    for name, shape in _SHAPES:
        found = [
            (row.place, field)
            for row in rows
            if row.parted and not row.is_prose
            for field in row.fields
            if shape.fullmatch(field.strip())
        ]
        if found:
            place, first = found[0]
            said = f"第{ordinal}部分的表格里有{len(found)}格显示为{name}（如“{clip(first)}”），不能当作数字，没有填入"
            yield Problem(place, f"{said}；请把这些格的格式改成“常规”再导入，或者照原件填写")
