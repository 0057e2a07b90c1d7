"""The numbers of one section's tables, whatever the table was made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from intake.interpret.align import Alignment, NumberGroup, align
from intake.interpret.assigned import LEFT_OUT, Assigned, SectionReading, as_usual
from intake.interpret.band import read_band
from intake.interpret.beside import RowNames, contradicted
from intake.interpret.block_heads import Over, headers_over
from intake.interpret.blocks import block_groups
from intake.interpret.columns import (
    changes,
    columns_of,
    other_unit,
)
from intake.interpret.consistency import are_of_two_tables, could_hold
from intake.interpret.extra_columns import adds_a_subtotal, has_subtotal_header, narrowed
from intake.interpret.groups import groups_of
from intake.interpret.heads import Heads
from intake.interpret.matrix_heads import matrix_heads
from intake.interpret.not_numbers import told_of_formats
from intake.interpret.row_templates import slots_of
from intake.interpret.rows import SourceRow
from intake.reading import Problem
from model.form.form import Form
from model.form.schema import Kind, Layout, Section, Table


def read_section(rows: Sequence[SourceRow], section: Section, form: Form) -> SectionReading:
    """Read the tables of a section from the rows between its heading and the next."""
    readers = {Layout.MATRIX: _matrix, Layout.BAND: read_band, Layout.BLOCK: _blocks}
    found = readers[section.tables[0].layout](rows, section, form)
    return replace(found, problems=(*found.problems, *told_of_formats(rows, section.ordinal)))


_SEVERAL_ORDERS = "的表头有几处，次序不同"
_FEW = 3  # rows that are no accident


# 25 rows of seven numbers


def _matrix(rows: Sequence[SourceRow], section: Section, form: Form) -> SectionReading:
    table = section.tables[0]
    columns = columns_of(table)
    width = len(columns)
    problems: list[Problem] = []
    size, in_doubt = _usual_size(rows, width, table)
    groups = groups_of(rows, size, columns)
    if size != width:
        groups, told = narrowed(groups, table)
        problems += told
    if are_of_two_tables(groups, table):
        both = Problem(groups[0].place, f"“{table.title}”有两份数字，不能确定哪一份是本单位本年的，没有读入")
        return SectionReading(problems=(both,), rows=len(table.row_leaves))
    heads = matrix_heads(rows, table)
    in_no_order = isinstance(heads, str) and not any(group.headed for group in groups)
    if groups and (why := _SEVERAL_ORDERS if changes(rows, table) else heads if in_no_order else ""):
        left_out = Problem(groups[0].place, f"“{section.heading}”{why}{LEFT_OUT}")
        return SectionReading(problems=(left_out,), rows=len(table.row_leaves))
    alignment = contradicted(groups, align(groups, slots_of(table)), slots_of(table))
    assigned = Assigned(form, problems, irregular=not all(group.values for group in groups))
    assigned.in_doubt = in_doubt and size == width
    assigned.heads = lambda group, table: as_usual(group, table) if group.headed else heads
    assigned.take(alignment)
    _distrust_weak(assigned, table, alignment)
    _distrust_total(assigned, table, alignment)
    assigned.tell_unread(slots_of(table), section)
    return assigned.result(alignment.score)


def _usual_size(rows: Sequence[SourceRow], width: int, table: Table) -> tuple[int, bool]:
    """Return whether the rows have as many numbers as the form has columns, or one more; and if it is in doubt."""
    placed = [group.placed for group in groups_of(rows, width, columns_of(table))]
    if sum(placed) * 2 > len(placed):
        return width, False  # headers tell the columns, the added one has none of these
    usual, wide = (groups_of(rows, size, ()) for size in (width, width + 1))
    few, many = (sum(bool(group.values) for group in groups) for groups in (usual, wide))
    nothing = not any(set(text) - {"0"} for group in wide for text in group.values)  # zeros add up to anything
    told = has_subtotal_header(rows) or (adds_a_subtotal(wide, table) and not (nothing and few > many))
    added = many >= _FEW and told
    return width + (added or many > few), many >= _FEW and not (nothing and few > many)


def _distrust_weak(assigned: Assigned, table: Table, alignment: Alignment) -> None:
    """Where labels confirm some of the rows, but less than half, the columns must add up, else nothing is taken."""
    named = sum(match.named for match in alignment.matches)
    if named * 2 >= len(table.row_leaves) or named == len(alignment.matches) or not assigned.numbers:
        return
    identities = [one for one in table.identities if not one.along_row]
    if all(could_hold(one, assigned.numbers) for one in identities):
        return
    place = alignment.matches[0].group.place if alignment.matches else ""
    assigned.drop_all(Problem(place, f"“{table.title}”里认不出行的名称，各列也加不起来，没有读入，请照原件填写"))


def _distrust_total(assigned: Assigned, table: Table, alignment: Alignment) -> None:
    """Where another column is the sum of the others in more rows than the total is, nothing is taken."""
    rows = [[assigned.numbers.get(table.cell(row, c)) for c in table.column_leaves] for row in table.row_leaves]
    full = [numbers for row in rows if len(numbers := [one for one in row if one is not None]) == len(row)]
    held = [sum(2 * row[at] == sum(row) for row in full) for at in range(len(table.column_leaves))]
    if max(held) > held[-1]:
        place = alignment.matches[0].group.place
        assigned.drop_all(Problem(place, f"“{table.title}”的总计像是不在最后一列，没有读入，请照原件填写"))


# Blocks of a few rows, each with a width of its own


def _over_block(group: NumberGroup, over: Over, table: Table) -> Heads | str:
    """Return which columns the numbers of a row are of: in the form's order where headers told their places."""
    heads = over.heads(table)
    told = group.headed and isinstance(heads, Heads) and not heads.unnamed
    return as_usual(group, table) if told else heads


def _blocks(rows: Sequence[SourceRow], section: Section, form: Form) -> SectionReading:
    slots = [slot for table in section.tables for slot in slots_of(table)]
    groups = block_groups(rows, section.tables, slots)
    alignment = contradicted(groups, align(groups, slots), slots)
    assigned = Assigned(form, [])
    over = dict(zip(map(id, groups), headers_over(groups, section, RowNames(slots)), strict=True))
    assigned.heads = lambda group, table: _over_block(group, over[id(group)], table)
    if unit := other_unit(rows):
        of_money = (table for table in section.tables if any(form.kinds[cell] is Kind.AMOUNT for cell in table.cells))
        assigned.in_other_units = {table.key: f"的金额以{unit}计，不是万元" for table in of_money}
    assigned.take(alignment)
    assigned.tell_unread(slots, section)
    return assigned.result(alignment.score)
