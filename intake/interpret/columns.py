"""Where the columns of a table stand, and whether their headers stand in another order than on the form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, permutations
from statistics import mode

from intake.characters import fold
from intake.interpret.rows import SourceRow
from model.form.schema import Layout, Line, Table

_LONG = 4  # characters of a label that is none by accident
_LONGEST_HEADER = 60
_OTHER_ORDER = "的各列和表样的次序不同"
_MONEY = re.compile(r"单位[:：]?(?:人民币)?([十百千亿]?元)|[（(](?:人民币)?([十百千亿]?元)[）)]")
_SEVERAL = 3  # labels of columns that make a header
_FAR = 1_000  # columns: labels in one field are in different places


@dataclass(frozen=True)
class Column:
    """One column of numbers: its label, and that of the header right over it."""

    label: str
    over: str = ""


def columns_of(table: Table) -> tuple[Column, ...]:
    """Return the columns as they stand on paper: those of a band are repeated below each of its rows."""
    if table.layout is Layout.BAND:
        return tuple(Column(fold(c.label), fold(row.label)) for row in table.row_leaves for c in table.column_leaves)
    return tuple(column for line in table.columns for column in _leaves(line, ""))


def _leaves(line: Line, over: str) -> Iterator[Column]:
    if not line.parts:
        yield Column(fold(line.label), over)
    for part in line.parts:
        yield from _leaves(part, fold(line.label))


def headed(rows: Sequence[SourceRow], columns: Sequence[Column]) -> tuple[int, ...] | None:
    """Find the place of every column by its header, in whatever order they stand; None where one is not sure."""
    above = before_numbers(rows)
    found = [_places(above, column) for column in columns]
    if all(len(places) == 1 for places in found):
        places = tuple(places.pop() for places in found)
        return places if len(set(places)) == len(places) else None
    return _in_order(above, columns) if _are_over_in_order(above, columns) else None


def _are_over_in_order(rows: Sequence[SourceRow], columns: Sequence[Column]) -> bool:
    """Whether the headers over those of the columns follow each other as on the form, each once."""
    order = {over: at for at, over in enumerate(dict.fromkeys(column.over for column in columns if column.over))}
    found = (order[text] for row in rows for field in row.fields if (text := fold(field)) in order)
    runs = [at for at, _ in groupby(found)]
    return runs == sorted(set(runs))


def before_numbers(rows: Sequence[SourceRow]) -> list[SourceRow]:
    """Return the rows above the first numbers; a lone stroke beside headers is none."""
    headers: list[SourceRow] = []
    for row in rows:
        numbers = len(row.values) > row.parted
        if numbers and headers:
            break
        headers += [] if numbers else [row]
    return headers


def _places(rows: Sequence[SourceRow], column: Column) -> set[int]:
    """Return where a label stands, below the header over it where it stands more than once."""
    at = [(i, j) for i, row in enumerate(rows) for j, text in enumerate(row.fields) if fold(text) == column.label]
    places = {j for _, j in at}
    return places if len(places) == 1 else {j for i, j in at if column.over in _over(rows[:i], j)}


def _over(rows: Iterable[SourceRow], place: int) -> set[str]:
    """Return the headers that cover a place: the nearest to the left in each row."""
    return {next((fold(text) for text in row.fields[place::-1] if text), "") for row in rows}


def _in_order(rows: Sequence[SourceRow], columns: Sequence[Column]) -> tuple[int, ...] | None:
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


def why_not_in_order(rows: Sequence[SourceRow], table: Table, *, only_rows: bool = False) -> str:
    """Return why numbers must not be taken in the order of the form's columns; "" where they may be.

    Of a band, the columns are looked at by their places where these are known, and here then `only_rows`.
    """
    texts = [
        [label for field in row.fields if field for label in _labels(field, table)] for row in _headers(rows, table)
    ]
    running = [text for one in texts for text in one]
    return _OTHER_ORDER if _stand_otherwise(texts, running, table, only_rows) else ""


def why_not_by_headers(rows: Sequence[SourceRow], table: Table) -> str:
    """Tell of a header that stands in one place too many, where another stands in none, or in too few; else ""."""
    places: dict[str, set[tuple[int, int]]] = {}
    for line, row in enumerate(_headers(rows, table)):
        lone = sum(map(bool, row.fields)) == 1 and row.grid < 0  # one cell a line: each is another
        for at, field in enumerate(row.fields):
            for number, label in enumerate(_labels(field, table) if field else ()):
                places.setdefault(label, set()).add((line, at + number * _FAR) if lone else (-1, at + number * _FAR))
    columns = {fold(column.label): column.label for column in table.column_leaves}
    counts = {label: len(places.get(label, ())) for label in columns}
    usual = mode(counts.values()) if table.layout is Layout.BAND else 1
    told = _one_for_another(columns, counts, usual)
    if told or table.layout is not Layout.BAND:
        return told
    kinds = {fold(row.label): row.label for row in table.row_leaves}
    over = {label: len(places.get(label, ())) for label in kinds}
    merged = {label: 1 if count == len(columns) else count for label, count in over.items()}  # a cell in every column
    whole = "".join(fold(field) for row in _headers(rows, table) for field in row.fields)
    merged = {label: max(count, whole.count(label)) if count < 2 else count for label, count in merged.items()}  # noqa: PLR2004 — broken over lines
    return _one_for_another(kinds, merged, 1)


def unnamed_in_band(rows: Sequence[SourceRow], table: Table, times: int) -> list[Line]:
    """Return the lines of a band that its headers do not name, its columns as often as its rows stand side by side."""
    whole = "".join(fold(field) for row in before_numbers(rows) for field in row.fields)
    columns = [line for line in table.column_leaves if whole.count(fold(line.label)) < times]
    return columns + [line for line in table.row_leaves if times > 1 and fold(line.label) not in whole]


def changes(rows: Sequence[SourceRow], table: Table) -> bool:
    """Whether a header that is repeated, as over a new page, has the columns in another order, or one of them twice."""
    columns = {fold(column.label) for column in table.column_leaves}
    headers = (
        [one for field in row.fields if field for one in _labels(field, table)] for row in rows if not row.values
    )
    lines = [[one for one in labels if one in columns] for labels in headers]
    first: dict[tuple[int, frozenset[str]], list[str]] = {}  # few, however many lines a file has
    for line in lines:
        if len(line) >= _SEVERAL and first.setdefault((len(line), frozenset(line)), line) != line:
            return True
    sizes = {size: [named for length, named in first if length == size] for size in {length for length, _ in first}}
    return any(one < other for named in sizes.values() for one, other in permutations(named, 2))


def other_unit(rows: Sequence[SourceRow]) -> str:
    """Return the unit of money that is named beside amounts where it is not the form's, 万元.

    >>> [other_unit([SourceRow(words, (words,), "")]) for words in ("收费（单位：元）", "收费（单位：万元）")]
    ['元', '']
    """
    found = (_MONEY.search(fold(field)) for row in rows for field in row.fields)
    return next((one[1] or one[2] for one in found if one), "")


def _one_for_another(names: Mapping[str, str], counts: Mapping[str, int], usual: int) -> str:
    often = next((names[label] for label, count in counts.items() if count > usual), "")
    seldom = next((names[label] for label, count in counts.items() if count < usual), "")
    return f"的表头里“{often}”多写了一次，少了“{seldom}”" if often and seldom else ""


def _headers(rows: Sequence[SourceRow], table: Table) -> Sequence[SourceRow]:
    return rows if table.layout is Layout.BLOCK else before_numbers(rows)


def _labels(field: str, table: Table) -> Sequence[str]:
    return _labels_in(fold(field), table)


def _stand_otherwise(
    texts: Sequence[Sequence[str]],
    running: Sequence[str],
    table: Table,
    only_rows: bool,  # noqa: FBT001 — handed on
) -> bool:
    """Whether headers that stand beside each other on the form stand in another order here."""
    if table.layout is not Layout.BAND:
        leaves = [fold(column.label) for column in table.column_leaves]
        return _are_disordered(table.columns, texts, running) or any(_is_disordered(one, leaves) for one in texts)
    if _first_named(texts, table) != sorted(_first_named(texts, table)):
        return True
    over = [[text for text, _ in groupby(one)] for one in texts]  # one cell, given in every column that it covers
    run = [text for one in over for text in one]
    rows_of_form = (table.rows, table.row_leaves)
    return (
        (not only_rows and _are_disordered(table.columns, texts, running))
        or any(_are_disordered(tree, over, run) for tree in rows_of_form)
        or _is_turned(over, run, table)
    )


def _first_named(texts: Sequence[Sequence[str]], table: Table) -> list[int]:
    """Return the rows of a band in the order in which headers first name them, also over the end of a line."""
    whole = "".join(text for one in texts for text in one)
    firsts: list[tuple[int, int]] = []
    for at, row in sorted(enumerate(table.row_leaves), key=lambda one: len(one[1].label), reverse=True):
        label = fold(row.label)
        if (first := whole.find(label)) >= 0:
            firsts.append((first, at))
            whole = whole.replace(label, "\0" * len(label))
    return [at for _, at in sorted(firsts)]


def _are_disordered(tree: Sequence[Line], texts: Sequence[Sequence[str]], running: Sequence[str]) -> bool:
    """Whether lines of a tree that stand beside each other follow in another order, in one row or in all."""
    for lines in _siblings(tree):
        labels = [fold(line.label) for line in lines]
        divided = any(line.parts for line in lines)  # then some stand higher than others, and not in reading order
        if any(_is_disordered(one, labels) for one in (texts if divided else [*texts, running])):
            return True
    return False


def _is_turned(texts: Sequence[Sequence[str]], running: Sequence[str], table: Table) -> bool:
    """Whether rows of a band stand below its columns: named below every one of them, in one row or in all."""
    most, least = len(table.column_leaves), len(table.row_leaves)
    kinds = {fold(row.label) for row in table.row_leaves}
    if any(one.count(kind) >= most for one in texts for kind in kinds.intersection(one)):
        return True
    times = Counter(running)
    above = min(times[fold(column.label)] for column in table.column_leaves)
    return above < least and any(times[kind] >= most for kind in kinds)


def _labels_in(text: str, table: Table) -> Sequence[str]:
    """Return the labels of columns that a field is made of, several where a PDF gives them without spaces."""
    shape = any_label(table)
    return [text] if len(text) > _LONGEST_HEADER or not shape.search(text) else shape.findall(text)


@cache
def any_label(table: Table) -> re.Pattern[str]:
    """Match a label that can be no part of another's words."""
    labels = {fold(line.label) for line in (*table.column_leaves, *table.row_leaves)}
    long = sorted((label for label in labels if len(label) >= _LONG), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, long)))


def _siblings(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Return the lines that stand beside each other, below each header and at the top."""
    yield lines
    for line in lines:
        if line.parts:
            yield from _siblings(line.parts)


def _is_disordered(texts: Iterable[str], labels: Sequence[str]) -> bool:
    """Whether labels follow each other in another order; they may begin anew. Some of them alone say nothing.

    >>> _is_disordered("甲乙丙甲乙丙", "甲乙丙"), _is_disordered("丙甲乙", "甲乙丙"), _is_disordered("丙甲", "甲乙丙")
    (False, True, False)
    """
    order: Mapping[str, int] = {label: i for i, label in enumerate(labels)}
    found = [order[text] for text in texts if text in order]
    counts = Counter(found)
    if len(counts) < max(2, len(labels)) or len(set(counts.values())) > 1:
        return False
    return found != [*range(len(labels))] * counts[0]
