"""Which edition of the form a file is in, and the table of one edition in a report of the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from intake.characters import bare
from intake.interpret.rows import SourceRow
from intake.interpret.tables import SectionReading, read_section
from intake.reading import Problem
from model.form.editions import FORMS
from model.form.form import Form
from model.form.schema import Cell, Layout, Line, Section, Table


def edition_of(rows: Sequence[SourceRow], usual: Form | None) -> Form | None:
    """Tell the edition by the headers of the blocks; None where they are not there."""
    text = bare("".join(row.text for row in rows))
    shares = {form.edition: _share(text, form) for form in FORMS.values()}
    best = max(shares.values())
    if not best:
        return None
    likely = [FORMS[edition] for edition, share in shares.items() if share == best]
    return usual if usual in likely else likely[0]


def _share(text: str, form: Form) -> float:
    """Return how many of the edition's own column headers are there."""
    other = {label for one in FORMS.values() if one is not form for label in _headers(one)}
    own = _headers(form) - other
    return sum(label in text for label in own) / len(own)


def _headers(form: Form) -> set[str]:
    tables = [t for t in form.tables.values() if t.layout is Layout.BLOCK]
    return {bare(column.label) for table in tables for column in table.column_leaves}


def read_either(rows: Sequence[SourceRow], section: Section, form: Form) -> SectionReading:
    """Read a section in the form's edition, or in the other one where that fits clearly better."""
    found = read_section(rows, section, form)
    if found.rows_read == found.rows:
        return found
    for other in FORMS.values():
        theirs = next(one for one in other.sections if one.key == section.key)
        if other is form or theirs.tables == section.tables:
            continue
        read = read_section(rows, theirs, other)
        if read.rows_read and read.score > found.score and read.rows_read >= found.rows_read:
            found = _carried_over(read, theirs.tables[0], section.tables[0], other, form)
    return found


def _carried_over(found: SectionReading, theirs: Table, ours: Table, other: Form, form: Form) -> SectionReading:
    """Take what both editions have; a row that one of them divides is only taken where nothing is guessed."""
    numbers = {cell: number for cell, number in found.numbers.items() if cell in form.cells}
    problems = [*found.problems, Problem("", f"第三部分用的是{other.edition}年的表样（{len(theirs.row_leaves)}行）")]
    for whole, parts in _divided(theirs, ours):
        problems += _divide(found.numbers, numbers, (theirs, whole), (ours, parts))
    for whole, parts in _divided(ours, theirs):
        problems += _unite(found.numbers, numbers, (ours, whole), (theirs, parts))
    return SectionReading(numbers, tuple(problems), found.score, found.rows_read, found.rows)


def _divided(one: Table, other: Table) -> list[tuple[Line, tuple[Line, ...]]]:
    """Return the rows of one table that are groups in the other."""
    groups = {line.key: line for row in other.rows for line in _all(row) if line.parts}
    return [(leaf, groups[leaf.key].leaves) for leaf in one.row_leaves if leaf.key in groups]


def _all(line: Line) -> list[Line]:
    return [line, *(inner for part in line.parts for inner in _all(part))]


def _divide(
    read: Mapping[Cell, Decimal],
    numbers: dict[Cell, Decimal],
    whole: tuple[Table, Line],
    parts: tuple[Table, tuple[Line, ...]],
) -> list[Problem]:
    """Fill in the parts of a row that is 0, which can only be 0; leave them blank where it is not."""
    table, row = whole
    zeros, others = 0, []
    for column in table.column_leaves:
        value = read.get(table.cell(row, column))
        if value is not None and value == 0:
            zeros += 1
            numbers |= {parts[0].cell(part, column): Decimal() for part in parts[1]}
        elif value is not None:
            others.append(f"{column.label}{value}")
    problems = []
    if zeros:
        problems.append(Problem("", f"“{row.label}”只有一行，为0的{zeros}列，其下{len(parts[1])}项也填0，请核对"))
    if others:
        problems.append(
            Problem("", f"“{row.label}”只有一行（{'、'.join(others)}），不知怎样分到{len(parts[1])}项，没有填入")
        )
    return problems


def _unite(
    read: Mapping[Cell, Decimal],
    numbers: dict[Cell, Decimal],
    whole: tuple[Table, Line],
    parts: tuple[Table, tuple[Line, ...]],
) -> list[Problem]:
    """Add up the parts of a row that this edition does not divide."""
    table, row = whole
    added = 0
    for column in table.column_leaves:
        values = [read.get(parts[0].cell(part, column)) for part in parts[1]]
        known = [value for value in values if value is not None]
        if len(known) == len(values):
            numbers[table.cell(row, column)] = sum(known, Decimal())
            added += 1
    return [Problem("", f"“{row.label}”分成了{len(parts[1])}行，{added}列按各行之和填入，请核对")] if added else []
