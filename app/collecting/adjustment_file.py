"""A list of adjustments: a cell by key or in words, a signed number, why, by whom; one wrong row refuses all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from app.collecting.row_files import FileRow, read_file, rows_of
from model.collection.adding import Adjustment, why_not_adjusted
from model.errors import UserError, clip
from model.form.form import Form
from model.form.quotable import search
from model.form.schema import Cell
from model.report.numbers import NotANumberError, parse_number

_HEADS = (
    frozenset({"格", "单元格", "位置", "调整的格", "数据项", "指标", "项目"}),
    frozenset({"调整", "调整数", "数", "数量", "数值", "增减", "±"}),
    frozenset({"原因", "理由", "调整原因", "说明"}),
    frozenset({"谁记的", "调整人", "经办人", "记录人", "填报人", "姓名", "人", "谁"}),
)
_BETWEEN = re.compile(r"[\s“”\"'/／、,，：:；;>＞→]+")
_PLAIN = re.compile(r"[\s“”\"'「」]+")
_NAMED = 3  # cells in a sentence


def signed_number(text: str) -> Decimal | None:
    """Read a number that may have a sign before it, in any width.

    >>> signed_number("＋３"), signed_number("−3")
    (Decimal('3'), Decimal('-3'))

    Raises:
        NotANumberError: it is none.
    """
    return parse_number(text.strip().removeprefix("+").removeprefix("＋"))


def read_adjustments(path: Path, form: Form) -> tuple[Adjustment, ...]:
    """Read adjustments from a file (.csv, .xlsx), in its order; the key of each is its number in it.

    Raises:
        UserError: it cannot be read, or a row of it is no adjustment; the sentence names file and row.
    """
    return read_file(path, "调整清单", ".csv、.xlsx", lambda suffix, data: _of_rows(_rows(suffix, data), form))


def _rows(suffix: str, data: bytes) -> list[FileRow]:
    rows = rows_of(suffix, data)
    if rows is None:
        raise UserError(f"调整清单可以是.csv、.xlsx，不能读取“{suffix}”文件")
    return [one for one in rows if any(field.strip() for field in one.fields)]


def _of_rows(rows: Sequence[FileRow], form: Form) -> tuple[Adjustment, ...]:
    columns = _columns(rows[0].fields) if rows else None
    below = rows[1:] if columns else rows
    if not below:
        raise UserError("里面没有调整；每行写：格、调整、原因、谁记的")
    return tuple(_adjustment(at, one, columns or range(len(_HEADS)), form) for at, one in enumerate(below, 1))


def _columns(fields: Sequence[str]) -> Sequence[int] | None:
    """Return where the four columns stand, by what heads them; None where the first row is no head."""
    heads = ["".join(field.split()) for field in fields]
    found = [next((at for at, head in enumerate(heads) if head in known), None) for known in _HEADS]
    if found[0] is None or found[1] is None:
        return None
    missing = [name for name, at in zip(("原因", "谁记的"), found[2:], strict=True) if at is None]
    if missing:
        raise UserError(f"表头里没有“{missing[0]}”这一列；每行写：格、调整、原因、谁记的")
    return [at for at in found if at is not None]


def _adjustment(number: int, row: FileRow, columns: Sequence[int], form: Form) -> Adjustment:
    where, value, reason, by = (row.fields[at].strip() if at < len(row.fields) else "" for at in columns)
    try:
        return _checked(Adjustment(number, find_cell(form, where), _value(value), reason, by, datetime.now(UTC)), form)
    except UserError as error:
        raise UserError(f"{row.place}：{error.sentence}，没有调整") from error


def _value(text: str) -> Decimal:
    try:
        value = signed_number(text)
    except NotANumberError as error:
        raise UserError(f"“{clip(text)}”不是数字") from error
    if value is None:
        raise UserError("没有写调整的数")
    return value


def _checked(one: Adjustment, form: Form) -> Adjustment:
    if why := why_not_adjusted(form, one.cell, one.value, one.reason, one.by):
        raise UserError(why)
    return one


def find_cell(form: Form, words: str) -> Cell:
    """Return the cell that is meant by its key, its name, or some words of its row and column.

    Raises:
        UserError: there is none, or more than one.
    """
    if words in form.cells:
        return Cell(words)
    if not words:
        raise UserError("没有写是哪一格")
    meant = _PLAIN.sub("", words)
    named = [cell for cell in form.cells if meant in {_PLAIN.sub("", name) for name in _names(form, cell)}]
    found = named or _searched(form, words)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UserError(f"没有“{clip(words)}”这一格")
    shown = "、".join(form.name_of(one) for one in found[:_NAMED])
    raise UserError(f"“{clip(words)}”不止一格：{shown}{'等' if len(found) > _NAMED else ''}，请写全")


def _names(form: Form, cell: Cell) -> Iterator[str]:
    yield form.name_of(cell)
    yield form.place_in_section(cell)


def _searched(form: Form, words: str) -> list[Cell]:
    """Return the cells in whose names all words occur; those in which more of them are whole names come alone."""
    wanted = [one for one in _BETWEEN.split(words) if one]
    found = [one for one in search(form.edition, " ".join(wanted)) if len(one.cells) == 1]
    parts = [sum(word not in one.words.splitlines() for word in wanted) for one in found]
    return [one.cells[0] for one, others in zip(found, parts, strict=True) if others == min(parts)]
