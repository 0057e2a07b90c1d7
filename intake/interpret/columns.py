"""Where the columns of a table stand, and whether their headers stand in another order than on the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from intake.characters import fold
from intake.interpret.rows import Row
from model.schema import Layout, Line, Table


@dataclass(frozen=True)
class Column:
    """One column of numbers: its label, and that of the header right over it."""

    label: str
    over: str = ""


def columns_of(table: Table) -> tuple[Column, ...]:
    """Give the columns as they stand on paper: those of a band are repeated below each of its rows."""
    if table.layout is Layout.BAND:
        return tuple(Column(fold(c.label), fold(row.label)) for row in table.row_leaves for c in table.column_leaves)
    return tuple(column for line in table.columns for column in _leaves(line, ""))


def _leaves(line: Line, over: str) -> Iterator[Column]:
    if not line.parts:
        yield Column(fold(line.label), over)
    for part in line.parts:
        yield from _leaves(part, fold(line.label))


def headed(rows: Sequence[Row], columns: Sequence[Column]) -> tuple[int, ...] | None:
    """Find the place of every column by its header, in whatever order they stand; None where one is not sure."""
    above = _before_numbers(rows)
    found = [_places(above, column) for column in columns]
    if all(len(places) == 1 for places in found):
        places = tuple(places.pop() for places in found)
        return places if len(set(places)) == len(places) else None
    return _in_order(above, columns)


def _before_numbers(rows: Sequence[Row]) -> list[Row]:
    headers: list[Row] = []
    for row in rows:
        if row.values and headers:
            break
        headers += [] if row.values else [row]
    return headers


def _places(rows: Sequence[Row], column: Column) -> set[int]:
    """Give where a label stands, below the header over it where it stands more than once."""
    at = [(i, j) for i, row in enumerate(rows) for j, text in enumerate(row.fields) if fold(text) == column.label]
    places = {j for _, j in at}
    return places if len(places) == 1 else {j for i, j in at if column.over in _over(rows[:i], j)}


def _over(rows: Iterable[Row], place: int) -> set[str]:
    """Give the headers that cover a place: the nearest to the left in each row."""
    return {next((fold(text) for text in row.fields[place::-1] if text), "") for row in rows}


def _in_order(rows: Sequence[Row], columns: Sequence[Column]) -> tuple[int, ...] | None:
    headers: dict[str, set[int]] = {}
    for row in rows:
        for i, text in enumerate(row.fields):
            headers.setdefault(fold(text), set()).add(i)
    places: list[int] = []
    for column in columns:
        after = places[-1] if places else -1
        at = next((i for i in sorted(headers.get(column.label, ())) if i > after), None)
        if at is None:
            return None
        places.append(at)
    return tuple(places)


def out_of_order(rows: Sequence[Row], table: Table) -> bool:
    """Whether headers that stand beside each other on the form stand in another order here."""
    above = rows if table.layout is Layout.BLOCK else _before_numbers(rows)
    texts = [[fold(field) for field in row.fields if field] for row in above]
    running = [text for one in texts for text in one]
    side_by_side = table.rows if table.layout is Layout.BAND else table.columns
    inner = [[fold(part.label) for part in line.parts] for line in side_by_side]
    if table.layout is not Layout.MATRIX:
        inner.append([fold(line.label) for line in table.columns])
    outer = [] if table.layout is Layout.BLOCK else [fold(line.label) for line in side_by_side]
    return any(_is_disordered(running, labels) for labels in inner) or any(_is_disordered(t, outer) for t in texts)


def _is_disordered(texts: Iterable[str], labels: Sequence[str]) -> bool:
    """Whether labels follow each other in another order; they may begin anew.

    >>> _is_disordered("甲乙丙甲乙丙", "甲乙丙"), _is_disordered("丙甲乙", "甲乙丙"), _is_disordered("甲丙乙", "甲乙丙")
    (False, True, True)
    """
    order: Mapping[str, int] = {label: i for i, label in enumerate(labels)}
    found = [order[text] for text in texts if text in order]
    if not found:
        return False
    first = min(found)
    return found[0] != first or any(b <= a and b != first for a, b in pairwise(found))
