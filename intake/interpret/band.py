"""One line of numbers whose rows stand side by side; also as rows below each other, or as a small table for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from intake.characters import bare, fold
from intake.interpret.align import Match, NumberGroup, align
from intake.interpret.assigned import LEFT_OUT, Assigned, SectionReading
from intake.interpret.columns import (
    Column,
    before_numbers,
    columns_of,
    unnamed_in_band,
    why_not_by_headers,
    why_not_in_order,
)
from intake.interpret.consistency import balances, could_hold
from intake.interpret.groups import groups_of
from intake.interpret.heads import Heads, by_position, rejoined
from intake.interpret.row_templates import slots_of
from intake.interpret.rows import SourceRow
from intake.reading import Problem
from model.errors import clip
from model.form.form import Form
from model.form.schema import Line, Section, Table

Named = tuple[Line, NumberGroup]
_LONGEST_CAPTION = 200  # characters over the numbers of a row


def read_band(rows: Sequence[SourceRow], section: Section, form: Form) -> SectionReading:
    """Read the one table of a section, however its rows were laid out."""
    table = section.tables[0]
    lines = columns_of(table)
    groups = groups_of(rows, len(lines), lines)
    assigned = Assigned(form, [])
    full = [group for group in groups if group.values]
    if len(full) == 1 and len(groups) == 1:
        _take_line(assigned, full[0], rows, section)
    elif by_row := _below_each_other(rows, table):
        _take_rows(assigned, by_row, rows, section)
    elif apart := _each_by_itself(rows, table):
        for row, group in apart:
            _take(assigned, group, table, [row], _heads_over(group.above, table))
    elif groups:
        seen = "；".join(group.seen or " ".join(group.values) for group in groups)
        count = sum(len(group.values) for group in groups) or sum(len(row.values) for row in rows)
        why = "认不出各是哪一项的" if count == len(lines) else f"应有{len(lines)}个数"
        sentence = f"“{section.heading}”{why}，读到{count}个：“{clip(seen, 60)}”{LEFT_OUT}"
        assigned.problems.append(Problem(groups[0].place, sentence))
    else:
        assigned.problems.append(Problem("", f"“{section.heading}”没有读到数字"))
    assigned.rows, assigned.read = len(table.cells), len(assigned.numbers)
    return replace(assigned.result(len(full)), unit="个数")


def _take_line(assigned: Assigned, group: NumberGroup, rows: Sequence[SourceRow], section: Section) -> None:
    """Take all numbers as they stand in one line, under the headers over them."""
    table = section.tables[0]
    heads = [] if group.headed else _side_by_side(rows, table)
    why = why_not_by_headers(rows, table) or (not group.headed and why_not_in_order(rows, table, only_rows=bool(heads)))
    if why:
        assigned.problems.append(Problem(group.place, f"“{section.heading}”{why}{LEFT_OUT}"))
        return
    width = len(table.column_leaves)
    order = tuple(None if at is None else at + n * width for n, one in enumerate(heads) for at in one.order)
    _take(assigned, group, table, table.row_leaves, Heads(order) if order else None)
    unnamed = unnamed_in_band(rows, table, len(table.row_leaves))
    if len(unnamed) > 1 or (unnamed and not balances(table, assigned.numbers, along_row=True)):
        unnamed = list(dict.fromkeys([*table.column_leaves, *unnamed]))  # any may be out of its place
    assigned.headless |= {table: unnamed}


def _take_rows(assigned: Assigned, found: Sequence[Match], rows: Sequence[SourceRow], section: Section) -> None:
    table = section.tables[0]
    first = found[0].group
    heads = None if first.headed else _heads_over(tuple(f for row in before_numbers(rows) for f in row.fields), table)
    if why := why_not_by_headers(rows, table) or (not first.headed and not heads and why_not_in_order(rows, table)):
        assigned.problems.append(Problem(first.place, f"“{section.heading}”{why}{LEFT_OUT}"))
        return
    assigned.headless |= {table: unnamed_in_band(rows, table, 1)}
    for match in found:
        _take(assigned, match.group, table, [match.slot.line], heads)


def _take(assigned: Assigned, group: NumberGroup, table: Table, rows: Sequence[Line], heads: Heads | None) -> None:
    """Take the numbers of some rows, those aside of which the headers clash."""
    cells = [table.cell(row, column) for row in rows for column in table.column_leaves]
    places = heads.filled if heads else tuple(range(len(cells)))
    numbers = assigned.read_cells([cells[at] for at in places], group)
    laws = [one for one in table.identities if one.place in {row.key for row in rows}]
    if not group.sure and not all(could_hold(one, numbers) for one in laws):
        assigned.remarks.clear()
        sentence = f"“{table.title}”的数字分散在几行，总计又对不上{LEFT_OUT}"
        assigned.problems.append(Problem(group.place, sentence))
        return
    if heads and heads.refused:
        lost = {cells[at] for at in heads.refused}
        assigned.leave_out(table, group.place, heads, lost)
        numbers = {cell: number for cell, number in numbers.items() if cell not in lost}
    assigned.numbers |= numbers


# Rows below each other, each named before its numbers


def _below_each_other(rows: Sequence[SourceRow], table: Table) -> Sequence[Match]:
    columns = [Column(fold(line.label)) for line in table.column_leaves]
    slots = [slot for slot in slots_of(table) if not slot.extra]
    groups = groups_of(rows, len(columns), columns)
    if len(groups) != len(slots) or not all(group.values and group.left for group in groups):
        return ()
    matches = align(groups, slots).matches
    return matches if len(matches) == len(slots) and all(one.named and one.certain for one in matches) else ()


# A table for each row, headed by its name


def _each_by_itself(rows: Sequence[SourceRow], table: Table) -> Sequence[Named]:
    """Return the numbers of each row where every table is headed by the name of one, and none by that of another."""
    columns = [Column(fold(line.label)) for line in table.column_leaves]
    groups = groups_of(rows, len(columns), columns)
    named = [(row, group) for group in groups if group.values and (row := _row_of(group, table))]
    alone = len({row for row, _ in named}) == len(named)
    return named if alone and len(named) == len(groups) <= len(table.row_leaves) else ()


def _row_of(group: NumberGroup, table: Table) -> Line | None:
    """Return the only row that the words over some numbers name; the longer name where one is part of another's."""
    words = bare("".join(group.above))[-_LONGEST_CAPTION:]
    found: list[Line] = []
    for row in sorted(table.row_leaves, key=lambda row: len(row.label), reverse=True):
        if (label := bare(row.label)) in words:
            found.append(row)
            words = words.replace(label, " ")
    return found[0] if len(found) == 1 else None


# Headers


def _words(fields: Sequence[str], table: Table) -> list[str]:
    """Return the headers among some words, the names of rows left out."""
    labels = {bare(line.label) for line in table.column_leaves}
    rows = {bare(line.label) for line in table.lines} - labels | {bare(table.stub)}
    words = rejoined([word for field in fields if (word := bare(field))], labels | rows)
    return [word for word in words if word not in rows]


def _heads_over(fields: Sequence[str], table: Table) -> Heads | None:
    """Return which columns the numbers of one row are of; None where there are not as many headers as numbers."""
    places = {bare(line.label): at for at, line in enumerate(table.column_leaves)}
    words = _words(fields, table)[-len(places) :]
    named = [places.get(word) for word in words]
    return by_position(named) if len(named) == len(places) and any(at is not None for at in named) else None


def _side_by_side(rows: Sequence[SourceRow], table: Table) -> list[Heads]:
    """Return which columns the numbers of each row are of; nothing where there are not as many headers as numbers."""
    places = {bare(line.label): at for at, line in enumerate(table.column_leaves)}
    words = _words([field for row in before_numbers(rows) for field in row.fields], table)
    width = len(places)
    if len(words) != width * len(table.row_leaves):
        return []
    named = [places.get(word) for word in words]
    return [by_position(named[start : start + width]) for start in range(0, len(words), width)]
