"""The numbers of one section's tables, whatever the table was made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from intake.characters import fold
from intake.interpret.align import Alignment, Match, NumberGroup, align
from intake.interpret.beside import contradicted
from intake.interpret.blocks import block_groups
from intake.interpret.columns import Column, columns_of, other_unit, why_not_by_headers, why_not_in_order
from intake.interpret.consistency import are_of_two_tables, could_hold, lacks_a_cell
from intake.interpret.extra_columns import adds_a_subtotal, has_subtotal_header, narrowed
from intake.interpret.groups import groups_of
from intake.interpret.row_templates import Slot, slots_of
from intake.interpret.rows import SourceRow
from intake.interpret.values import read_value
from intake.reading import Problem
from model.errors import clip
from model.form.form import Form
from model.form.schema import Cell, Kind, Layout, Line, Section, Table


@dataclass(frozen=True)
class SectionReading:
    """What was read of one section: numbers, problems, and how many of its rows."""

    numbers: Mapping[Cell, Decimal] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    score: float = 0.0
    rows_read: int = 0
    rows: int = 0
    unit: str = "行"


def read_section(rows: Sequence[SourceRow], section: Section, form: Form) -> SectionReading:
    """Read the tables of a section from the rows between its heading and the next."""
    readers = {Layout.MATRIX: _matrix, Layout.BAND: _band, Layout.BLOCK: _blocks}
    return readers[section.tables[0].layout](rows, section, form)


_LEFT_OUT = "，没有填入"
_FEW = 3  # rows that are no accident
_MANY = 4  # rows with one remark, told in one sentence


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
    if groups and (misled := why_not_by_headers(rows, table)):
        place = next((one.place for one in groups), "")
        left_out = Problem(place, f"“{section.heading}”{misled}{_LEFT_OUT}")
        return SectionReading(problems=(left_out,), rows=len(table.row_leaves))
    alignment = contradicted(groups, align(groups, slots_of(table)), slots_of(table))
    assigned = _Assigned(form, problems, irregular=not all(group.values for group in groups))
    assigned.in_doubt = in_doubt and size == width
    assigned.disordered = {table.key: why_not_in_order(rows, table)}
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
    added = many >= _FEW and (has_subtotal_header(rows) or adds_a_subtotal(wide, table))
    return width + (added or many > few), many >= _FEW


def _distrust_weak(assigned: _Assigned, table: Table, alignment: Alignment) -> None:
    """Where labels confirm some of the rows, but less than half, the columns must add up, else nothing is taken."""
    named = sum(match.named for match in alignment.matches)
    if named * 2 >= len(table.row_leaves) or named == len(alignment.matches) or not assigned.numbers:
        return
    identities = [one for one in table.identities if not one.along_row]
    if all(could_hold(one, assigned.numbers) for one in identities):
        return
    place = alignment.matches[0].group.place if alignment.matches else ""
    assigned.drop_all(Problem(place, f"“{table.title}”里认不出行的名称，各列也加不起来，没有读入，请照原件填写"))


def _distrust_total(assigned: _Assigned, table: Table, alignment: Alignment) -> None:
    """Where another column is the sum of the others in more rows than the total is, nothing is taken."""
    rows = [[assigned.numbers.get(table.cell(row, c)) for c in table.column_leaves] for row in table.row_leaves]
    full = [numbers for row in rows if len(numbers := [one for one in row if one is not None]) == len(row)]
    held = [sum(2 * row[at] == sum(row) for row in full) for at in range(len(table.column_leaves))]
    if max(held) > held[-1]:
        place = alignment.matches[0].group.place
        assigned.drop_all(Problem(place, f"“{table.title}”的总计像是不在最后一列，没有读入，请照原件填写"))


# One line of fifteen numbers


def _band(rows: Sequence[SourceRow], section: Section, form: Form) -> SectionReading:
    table = section.tables[0]
    lines = columns_of(table)
    groups = groups_of(rows, len(lines), lines)
    assigned = _Assigned(form, [])
    full = [group for group in groups if group.values]
    in_one = len(full) == 1 and len(groups) == 1
    by_row = () if in_one else _rows_of_band(rows, table)
    first = next(iter([*full, *(match.group for match in by_row)]), None)
    if first and (why := why_not_by_headers(rows, table) or (not first.headed and why_not_in_order(rows, table))):
        assigned.problems.append(Problem(first.place, f"“{section.heading}”{why}{_LEFT_OUT}"))
    elif in_one:
        _take_band(assigned, full[0], table)
    elif by_row:
        for match in by_row:
            _take_band(assigned, match.group, table, match.slot.line)
    elif groups:
        seen = "；".join(group.seen or " ".join(group.values) for group in groups)
        assigned.problems.append(
            Problem(groups[0].place, f"“{section.heading}”应有{len(lines)}个数，读到的是“{clip(seen, 60)}”，没有填入")
        )
    else:
        assigned.problems.append(Problem("", f"“{section.heading}”没有读到数字"))
    assigned.rows, assigned.read = len(table.cells), len(assigned.numbers)
    return replace(assigned.result(len(full)), unit="个数")


def _rows_of_band(rows: Sequence[SourceRow], table: Table) -> Sequence[Match]:
    """Read a band as rows below each other, where each is named."""
    columns = [Column(fold(line.label)) for line in table.column_leaves]
    slots = [slot for slot in slots_of(table) if not slot.extra]
    groups = groups_of(rows, len(columns), columns)
    if len(groups) != len(slots) or not all(group.values and group.left for group in groups):
        return ()
    matches = align(groups, slots).matches
    return matches if len(matches) == len(slots) and all(one.named and one.certain for one in matches) else ()


def _take_band(assigned: _Assigned, group: NumberGroup, table: Table, *lines: Line) -> None:
    cells = [table.cell(row, column) for row in lines or table.row_leaves for column in table.column_leaves]
    numbers = assigned.read_cells(cells, group)
    laws = [one for one in table.identities if one.place in {row.key for row in lines or table.row_leaves}]
    if not group.sure and not all(could_hold(one, numbers) for one in laws):
        assigned.remarks.clear()
        assigned.problems.append(Problem(group.place, f"“{table.title}”的数字分散在几行，总计又对不上，没有填入"))
        return
    assigned.numbers |= numbers


# Blocks of a few rows, each with a width of its own


def _blocks(rows: Sequence[SourceRow], section: Section, form: Form) -> SectionReading:
    slots = [slot for table in section.tables for slot in slots_of(table)]
    groups = block_groups(rows, section.tables, slots)
    alignment = contradicted(groups, align(groups, slots), slots)
    assigned = _Assigned(form, [])
    assigned.misled = {table.key: why_not_by_headers(rows, table) for table in section.tables}
    assigned.disordered = {table.key: why_not_in_order(rows, table) for table in section.tables}
    if unit := other_unit(rows):
        of_money = (table for table in section.tables if any(form.kinds[cell] is Kind.AMOUNT for cell in table.cells))
        assigned.in_other_units = {table.key: f"的金额以{unit}计，不是万元" for table in of_money}
    assigned.take(alignment)
    assigned.tell_unread(slots, section)
    return assigned.result(alignment.score)


# What is taken


def _merged_again(group: NumberGroup, slot: Slot) -> NumberGroup:
    """Return one number where a merged cell was given in every column that it covers."""
    copies = slot.width == 1 and group.sure and len(set(group.values)) == 1
    return replace(group, values=group.values[:1]) if copies else group


@dataclass
class _Assigned:
    form: Form
    problems: list[Problem]
    numbers: dict[Cell, Decimal] = field(default_factory=dict)
    rows: int = 0
    read: int = 0
    irregular: bool = False  # numbers are missing or too many somewhere in the table
    misled: dict[str, str] = field(default_factory=dict)  # why headers do not tell the columns, by table
    in_other_units: dict[str, str] = field(default_factory=dict)  # what of the amounts of each table is not the form's
    disordered: Mapping[str, str] = field(default_factory=dict)  # why the columns are not in the form's order, by table
    in_doubt: bool = False  # there may be one column more, so that even seven zeros may be others
    remarks: list[tuple[str, str, list[Cell]]] = field(default_factory=list)  # what, where, of which cells
    _settled: set[str] = field(default_factory=set)

    def take(self, alignment: Alignment) -> None:
        for match in alignment.matches:
            self._take(match)
        for group in alignment.strays:
            text = group.seen or " ".join(group.values)
            self.problems.append(Problem(group.place, f"“{clip(text, 40)}”不知属于哪一行，没有填入"))

    def _take(self, match: Match) -> None:
        slot, group = match.slot, _merged_again(match.group, match.slot)
        name = clip(slot.line.label)
        if slot.extra:
            self.problems.append(Problem(group.place, f"“{name}”的小计是表样以外的，没有填入"))
            return
        cells = [slot.table.cell(slot.line, column) for column in slot.table.column_leaves]
        self._settled.add(_row_key(slot))
        if len(group.values) != len(cells):
            seen = group.seen or " ".join(group.values)
            self._refuse(group, f"“{name}”应有{len(cells)}个数，读到的是“{clip(seen, 40)}”，没有填入")
        elif why := self._against(slot, group):
            self._refuse(group, f"“{name}”{why}{_LEFT_OUT}")
        elif not match.certain:
            beside = "" if match.named or not group.left else f"（旁边写的是“{clip(group.left)}”）"
            self._refuse(group, f"“{' '.join(group.values)}”{beside}不能确定是不是“{name}”的，没有填入")
        else:
            self._take_row(slot, group, cells, name)

    def _against(self, slot: Slot, group: NumberGroup) -> str:
        """Return what the headers have against some numbers; "" for nothing."""
        key, nothing = slot.table.key, set("".join(group.values)) <= {"0", "."}
        unit = "" if nothing else self.in_other_units.get(key, "")
        return self.misled.get(key) or unit or ("" if group.headed else self.disordered.get(key, ""))

    def _take_row(self, slot: Slot, group: NumberGroup, cells: Sequence[Cell], name: str) -> None:
        before = len(self.remarks)
        numbers = self.read_cells(cells, group)
        laws = [one for one in slot.table.identities if one.along_row and one.place == slot.line.key]
        doubtful = not group.sure or (not group.placed and (self.irregular or lacks_a_cell(laws, numbers)))
        empty = self.in_doubt and not any(numbers.values())
        if doubtful and (empty or not all(could_hold(one, numbers) for one in laws)):
            del self.remarks[before:]
            shown = clip(" ".join(group.values), 40)
            self._refuse(group, f"“{name}”的数字“{shown}”可能不全或错位，总计又对不上，没有填入")
            return
        self.numbers |= numbers
        self.read += 1

    def read_cells(self, cells: Iterable[Cell], group: NumberGroup) -> dict[Cell, Decimal]:
        numbers: dict[Cell, Decimal] = {}
        reasons: dict[str, list[Cell]] = {}
        for cell, text in zip(cells, group.values, strict=True):
            value = read_value(text, self.form.kinds[cell])
            if value.number is not None:
                numbers[cell] = value.number
            if value.remark:
                reasons.setdefault(value.remark, []).append(cell)
        self.remarks += [(reason, group.place, at) for reason, at in reasons.items()]
        return numbers

    def _told(self) -> Iterator[Problem]:
        """Return what was remarked, many places with one remark in one sentence."""
        by_reason: dict[str, list[tuple[str, list[Cell]]]] = {}
        for reason, place, cells in self.remarks:
            by_reason.setdefault(reason, []).append((place, cells))
        for reason, found in by_reason.items():
            if len(found) < _MANY:
                yield from (Problem(place, f"{self._named(cells)}：{reason}") for place, cells in found)
            else:
                count = sum(len(cells) for _, cells in found)
                yield Problem(
                    f"{found[0][0]}起", f"{self.form.name_of(found[0][1][0])}等{len(found)}行共{count}格：{reason}"
                )

    def _named(self, cells: Sequence[Cell]) -> str:
        """Name some cells of one row in a message."""
        if len(cells) == 1:
            return self.form.name_of(cells[0])
        table = self.form.tables[cells[0].table]
        if len(cells) == len(table.column_leaves):
            return f"第{self.form.section_of[cells[0]].ordinal}部分{self.form.row_name(cells[0])}整行"
        return f"{self.form.name_of(cells[0])}等{len(cells)}格"

    def _refuse(self, group: NumberGroup, sentence: str) -> None:
        self.problems.append(Problem(group.place, sentence))

    def drop_all(self, problem: Problem) -> None:
        self.numbers.clear()
        self.remarks.clear()
        self.read = 0
        self.problems.append(problem)

    def tell_unread(self, slots: Iterable[Slot], section: Section) -> None:
        needed = [slot for slot in slots if not slot.extra]
        missing = [clip(slot.line.label) for slot in needed if _row_key(slot) not in self._settled]
        self.rows = len(needed)
        if len(missing) == len(needed):
            self.problems.append(Problem("", f"“{section.heading}”的表格没有读到数字"))
        elif missing:
            self.problems.append(Problem("", f"第{section.ordinal}部分没有读到：{'、'.join(missing)}"))

    def result(self, score: float) -> SectionReading:
        return SectionReading(self.numbers, (*self.problems, *self._told()), score, self.read, self.rows)


def _row_key(slot: Slot) -> str:
    return f"{slot.table.key}/{slot.line.key}"
