"""What is taken of the numbers that were found: those of which row, column and unit are sure; the rest is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from intake.interpret.align import Alignment, Match, NumberGroup
from intake.interpret.consistency import balances, could_hold, lacks_a_cell
from intake.interpret.heads import Heads, usual
from intake.interpret.row_templates import Slot
from intake.interpret.values import read_value
from intake.reading import Problem
from model.errors import clip
from model.form.form import Form
from model.form.schema import Cell, Line, Section, Table

LEFT_OUT = "，没有填入"
_MANY = 4  # rows with one remark, told in one sentence
_NAMED = 3  # rows or columns that a message lists


@dataclass(frozen=True)
class SectionReading:
    """What was read of one section: numbers, problems, and how many of its rows."""

    numbers: Mapping[Cell, Decimal] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    score: float = 0.0
    rows_read: int = 0
    rows: int = 0
    unit: str = "行"


def as_usual(_: NumberGroup, table: Table) -> Heads | str:
    """Say that numbers stand as on the form."""
    return usual(len(table.column_leaves))


@dataclass
class Assigned:
    """The numbers of a section as they are taken, and what is to be said of them."""

    form: Form
    problems: list[Problem]
    numbers: dict[Cell, Decimal] = field(default_factory=dict)
    rows: int = 0
    read: int = 0
    irregular: bool = False  # numbers are missing or too many somewhere in the table
    in_other_units: dict[str, str] = field(default_factory=dict)  # what of the amounts of each table is not the form's
    in_doubt: bool = False  # there may be one column more, so that even seven zeros may be others
    heads: Callable[[NumberGroup, Table], Heads | str] = as_usual  # or why no number can be taken
    remarks: list[tuple[str, str, list[Cell]]] = field(default_factory=list)  # what, where, of which cells
    _settled: set[str] = field(default_factory=set)
    headless: dict[Table, list[Line]] = field(default_factory=dict)  # lines that no header names
    _nameless: list[tuple[Slot, NumberGroup]] = field(default_factory=list)
    _clashes: dict[Table, tuple[str, Heads]] = field(default_factory=dict)

    def take(self, alignment: Alignment) -> None:
        """Take the numbers of every row that is sure."""
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
        heads = self.heads(match.group, slot.table)
        self._settled.add(_row_key(slot))
        if len(group.values) != slot.width:
            seen = clip(group.seen or " ".join(group.values), 40)
            read = f"应有{slot.width}个数，读到{len(group.values)}个：“{seen}”"
            self._refuse(group, f"“{name}”{read}，没有填入")
        elif why := heads if isinstance(heads, str) else self._against(slot, group):
            self._refuse(group, f"“{name}”{why}{LEFT_OUT}")
        elif not match.certain:
            beside = "" if match.named or not group.left else f"（旁边写的是“{clip(group.left)}”）"
            self._refuse(group, f"“{' '.join(group.values)}”{beside}不能确定是不是“{name}”的，没有填入")
        elif isinstance(heads, Heads) and self._take_row(slot, group, heads, name) and not match.named:
            self._nameless.append((slot, group))

    def _against(self, slot: Slot, group: NumberGroup) -> str:
        """Return what the unit of the amounts has against some numbers; "" for nothing."""
        nothing = set("".join(group.values)) <= {"0", "."}
        return "" if nothing else self.in_other_units.get(slot.table.key, "")

    def _take_row(self, slot: Slot, group: NumberGroup, heads: Heads, name: str) -> bool:
        """Take the numbers of a row but those of the columns that are refused; False where they may be shifted."""
        before = len(self.remarks)
        columns = slot.table.column_leaves
        cells = [slot.table.cell(slot.line, columns[at]) for at in heads.filled]
        numbers = self.read_cells(cells, group)
        laws = [one for one in slot.table.identities if one.along_row and one.place == slot.line.key]
        doubtful = not group.sure or (not group.placed and (self.irregular or lacks_a_cell(laws, numbers)))
        empty = self.in_doubt and not any(numbers.values())
        if doubtful and (empty or not all(could_hold(one, numbers) for one in laws)):
            del self.remarks[before:]
            shown = clip(" ".join(group.values), 40)
            self._refuse(group, f"“{name}”的数字“{shown}”可能不全或错位，总计又对不上，没有填入")
            return False
        refused = {slot.table.cell(slot.line, columns[at]) for at in heads.refused}
        self.leave_out(slot.table, group.place, heads, refused)
        self.numbers |= {cell: number for cell, number in numbers.items() if cell not in refused}
        self.note_headless(slot.table, heads, numbers)
        self.read += 1
        return True

    def leave_out(self, table: Table, place: str, heads: Heads, cells: set[Cell]) -> None:
        """Note that the columns of some cells are refused, and forget what else there is to say of these."""
        if cells:
            self._clashes.setdefault(table, (place, heads))
            kept = ((reason, at, [cell for cell in of if cell not in cells]) for reason, at, of in self.remarks)
            self.remarks = [one for one in kept if one[2]]

    def note_headless(self, table: Table, heads: Heads, numbers: Mapping[Cell, Decimal]) -> None:
        """Note over which numbers no header was found; zeros are the same in any column."""
        if any(numbers.values()):
            lines = self.headless.setdefault(table, [])
            lines += [line for at, line in enumerate(table.column_leaves) if at in heads.unnamed and line not in lines]

    def read_cells(self, cells: Iterable[Cell], group: NumberGroup) -> dict[Cell, Decimal]:
        """Return the numbers of some cells, and keep what is to be remarked of the others."""
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

    # What is told

    def _refuse(self, group: NumberGroup, sentence: str) -> None:
        self.problems.append(Problem(group.place, sentence))

    def drop_all(self, problem: Problem) -> None:
        """Take nothing, for one reason."""
        self.numbers.clear()
        self.remarks.clear()
        self.headless.clear()
        self._nameless.clear()
        self._clashes.clear()
        self.read = 0
        self.problems.append(problem)

    def tell_unread(self, slots: Iterable[Slot], section: Section) -> None:
        """Tell which rows were not read."""
        needed = [slot for slot in slots if not slot.extra]
        missing = [clip(slot.line.label) for slot in needed if _row_key(slot) not in self._settled]
        self.rows = len(needed)
        if len(missing) == len(needed):
            self.problems.append(Problem("", f"“{section.heading}”的表格没有读到数字"))
        elif missing:
            self.problems.append(Problem("", f"第{section.ordinal}部分没有读到：{'、'.join(missing)}"))

    def result(self, score: float) -> SectionReading:
        """Return what was taken, and all that is to be told."""
        problems = (*self.problems, *self._told_of_heads(), *self._told_of_rows(), *self._told())
        return SectionReading(self.numbers, problems, score, self.read, self.rows)

    def _told_of_heads(self) -> Iterator[Problem]:
        """Tell of columns that are refused, and of those that were read by their places alone."""
        for table, (place, heads) in self._clashes.items():
            yield Problem(place, f"“{table.title}”{_clash(heads, table)}{LEFT_OUT}")
        loose = [
            table
            for table, lines in self.headless.items()
            if len(lines) > 1 or not balances(table, self.numbers, along_row=True)  # sums tell one of them at most
        ]
        lines = [line for table in loose for line in self.headless[table] if any(self.numbers.values())]
        if lines:
            ordinal = self.form.section_of[loose[0].cells[0]].ordinal
            told = _listed(list(dict.fromkeys(line.label for line in lines)), "列")
            yield Problem("", f"第{ordinal}部分的表头里没有认出{told}，按表样的次序读入，请核对")

    def _told_of_rows(self) -> Iterator[Problem]:
        """Tell of rows that no label confirms, unless the columns add up."""
        loose = [one for one in self._nameless if not balances(one[0].table, self.numbers, along_row=False)]
        shown = [(slot, group) for slot, group in loose if any(self._has(slot, cell) for cell in slot.table.cells)]
        if shown:
            told = _listed([slot.line.label for slot, _ in shown], "行")
            yield Problem(shown[0][1].place, f"没有认出{told}的名称，按表样的次序读入，请核对")

    def _has(self, slot: Slot, cell: Cell) -> bool:
        return cell.row == slot.line.key and bool(self.numbers.get(cell))

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


def _clash(heads: Heads, table: Table) -> str:
    """Say why some columns are refused."""
    labels = [column.label for column in table.column_leaves]
    if len(heads.clash) > 1:
        return f"的表头里“{labels[heads.clash[0]]}”多写了一次，少了“{labels[heads.clash[-1]]}”"
    refused = dict.fromkeys(labels[at % len(labels)] for at in sorted(heads.refused))  # of a band, under each row
    return f"的表头和表样不同，不知哪一列是{_listed([*refused], '列')}"


def _listed(labels: Sequence[str], unit: str) -> str:
    shown = "、".join(f"“{clip(label)}”" for label in labels[:_NAMED])
    return shown if len(labels) <= _NAMED else f"{shown}等{len(labels)}{unit}"


def _merged_again(group: NumberGroup, slot: Slot) -> NumberGroup:
    """Return one number where a merged cell was given in every column that it covers."""
    copies = slot.width == 1 and group.sure and len(set(group.values)) == 1
    return replace(group, values=group.values[:1]) if copies else group


def _row_key(slot: Slot) -> str:
    return f"{slot.table.key}/{slot.line.key}"
