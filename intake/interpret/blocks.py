"""The groups of numbers in tables of a few rows, each with columns of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from intake.characters import bare
from intake.interpret.align import NumberGroup
from intake.interpret.groups import Builder
from intake.interpret.row_templates import Slot
from intake.interpret.rows import SourceRow
from model.form.schema import Table

_MOST_COLUMNS = 8


@dataclass(frozen=True)
class _Header:
    """A row that names the columns: rows of its shape have their numbers below the names."""

    grid: int
    length: int
    places: tuple[int, ...]

    def agrees(self, row: SourceRow) -> bool:
        """Whether a row does not show that the header is shifted against the numbers."""
        same = row.parted and row.grid == self.grid and len(row.fields) == self.length
        return not same or set(row.values) <= set(self.places)

    def cells(self, row: SourceRow) -> tuple[int, ...] | None:
        """Return where the numbers of a row are, empty ones too; None where it is of another shape."""
        same = row.parted and row.grid == self.grid and len(row.fields) == self.length
        named = any(row.fields[: min(self.places)])
        return self.places if same and named and row.values and set(row.values) <= set(self.places) else None


def block_groups(rows: Sequence[SourceRow], tables: Sequence[Table], slots: Sequence[Slot]) -> list[NumberGroup]:
    """Return the numbers of each row; where all stand in one run, it is cut by the widths of the rows."""
    rows, whole = _rejoined(rows, tables)
    builder = Builder(1)
    header: _Header | None = None
    in_rows = sum(row.parted and 0 < len(row.values) < sum(map(bool, row.fields)) for row in rows) > 1
    for index, row in enumerate(rows):
        if any(_names(row, table) for table in tables):
            header = next((one for table in tables if (one := _header(row, table))), None)
            below = takewhile(lambda one: not any(_names(one, table) for table in tables), rows[index + 1 :])
            header = header if header and all(map(header.agrees, below)) else None
        cells = () if in_rows and _is_lone_number(row) else header.cells(row) if header else None
        if index in whole:
            cells = tuple(range(1, len(row.fields)))
        if cells is None:
            builder.feed(row, index)
        else:
            builder.add(row, index, cells, placed=True, headed=index not in whole)
    groups = list(_merged(builder.finish()))
    widths = [slot.width for slot in slots]
    return list(_cut(groups[0], widths)) if len(groups) == 1 and len(groups[0].values) == sum(widths) else groups


def _rejoined(rows: Sequence[SourceRow], tables: Sequence[Table]) -> tuple[Sequence[SourceRow], set[int]]:
    """Put together rows of one cell a line, where a lone bar begins each, so that a second one is an empty cell.

    Return all rows, and which of them were put together.
    """
    stubs = {bare(table.stub) for table in tables}
    found: list[SourceRow] = []
    whole: set[int] = set()
    at = width = 0
    while at < len(rows):
        label = _only(rows[at + 1]) if _is_bar(rows[at]) and at + 1 < len(rows) else ""
        if bare(label) in stubs:
            width = sum(1 for _ in takewhile(_only, rows[at + 2 : at + 2 + _MOST_COLUMNS]))
        cells = rows[at + 2 : at + 2 + width] if label else ()
        if len(cells) == width and 0 < sum(bool(row.values) for row in cells) < width and all(map(_is_cell, cells)):
            fields = (label, *map(_only, cells))
            whole.add(len(found))
            found.append(replace(rows[at + 1], text="\t".join(fields), fields=fields))
            at += width + 2
        else:
            found.append(rows[at])
            at += 1
    return found, whole


def _is_cell(row: SourceRow) -> bool:
    return bool(row.values) or _is_bar(row)


def _is_bar(row: SourceRow) -> bool:
    return row.grid < 0 and row.parted and not any(row.fields)


def _only(row: SourceRow) -> str:
    """Return the only cell of a line that bars close; "" where there are more, or none."""
    filled = [field for field in row.fields if field]
    return filled[0] if row.grid < 0 and row.parted and len(filled) == 1 else ""


def _is_lone_number(row: SourceRow) -> bool:
    """Whether a line holds one number only: where tables have rows it is that of a page."""
    return not row.parted and len(row.fields) == len(row.values) == 1


def _names(row: SourceRow, table: Table) -> bool:
    """Whether a row names a column of a table."""
    fields = {bare(field) for field in row.fields}
    return not row.values and any(bare(column.label) in fields for column in table.column_leaves)


def _header(row: SourceRow, table: Table) -> _Header | None:
    fields = [bare(field) for field in row.fields]
    names = [bare(column.label) for column in table.column_leaves]
    places = tuple(fields.index(name) for name in names if name in fields)
    if not row.parted or len(places) != len(names) or len(set(places)) < max(2, len(places)):
        return None
    ragged = row.grid < 0 and not row.fields[-1] and bool(row.fields[0])
    return _Header(row.grid, len(row.fields), places) if min(places) > 0 and not ragged else None


def _cut(group: NumberGroup, widths: Sequence[int]) -> Iterator[NumberGroup]:
    start = 0
    for width in widths:
        yield NumberGroup(group.values[start : start + width], "", "", group.place)
        start += width


def _merged(singles: Sequence[NumberGroup]) -> Iterator[NumberGroup]:
    """Put together numbers without words between them, unless their places are known."""
    run: list[NumberGroup] = []
    for group in singles:
        if run and (group.before or group.placed or run[-1].placed):
            yield _in_one(run)
            run = []
        run.append(group)
    if run:
        yield _in_one(run)


def _in_one(run: Sequence[NumberGroup]) -> NumberGroup:
    if len(run) == 1:
        return run[0]
    values = tuple(value for group in run for value in group.values)
    last, sure = run[-1], len({group.place for group in run}) == 1
    one = replace(run[0], values=values, sure=sure, seen=" ".join(values))
    return replace(one, after=last.after, below=last.below, right=last.right)
