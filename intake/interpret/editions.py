"""Which edition of the form a file is in, and the tables of one edition in a report of another."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from intake.characters import bare
from intake.interpret.assigned import SectionReading
from intake.interpret.rows import SourceRow
from intake.interpret.tables import read_section
from intake.reading import Problem
from model.errors import clip
from model.form.editions import FORMS
from model.form.form import Form
from model.form.schema import Cell, Line, Section, Table

_SHORTEST = 3  # characters of a label that tells an edition
_MOST = 0.9  # of the labels that both editions have: where they are there, what is missing is really missing
_CLEARLY_MORE = 3  # times as many labels
Words = Mapping[str, str]  # of each section, by its key


def edition_of(sections: Mapping[str, Sequence[SourceRow]], usual: Form) -> Form:
    """Tell the edition by the labels that it has and another has not; the usual one unless another fits better."""
    words = {key: _words(rows) for key, rows in sections.items()}
    best = usual
    for form in sorted(FORMS.values(), key=lambda one: abs(one.since - usual.since)):
        if _fits_better(words, form, best):
            best = form
    return best


def _words(rows: Sequence[SourceRow]) -> str:
    return bare("".join(row.text for row in rows))


def _fits_better(words: Words, form: Form, other: Form) -> bool:
    """Whether more sections say that they are of an edition than that they are of the other."""
    pairs = ((one, _same_section(one, other)) for one in form.sections if one.tables)
    return sum(_leaning(words.get(one.key, ""), one, theirs) for one, theirs in pairs if theirs) > 0


def _leaning(words: str, section: Section, other: Section) -> int:
    """Return 1 where words say that a section is of one edition, -1 where of the other, 0 where they do not say.

    Where none of the labels is there that only one of them has, the one of which fewer are missing is likelier, if
    the labels that both have are there, to the last: a table that breaks off says nothing. Where labels of both are
    there, items of two editions are mixed, and it is that of clearly more of them, if any.
    """
    own, theirs = _own(section, other), _own(other, section)
    found, others = (sum(label in words for label in labels) for labels in (own, theirs))
    if min(found, others) and max(found, others) <= _CLEARLY_MORE * min(found, others):
        return 0
    if found != others:
        return 1 if found > others else -1
    if bare(section.tables[-1].row_leaves[-1].label) not in words:
        return 0
    common = [label for label in _labels(section) if label not in own]
    if len(own) == len(theirs) or sum(label in words for label in common) < _MOST * len(common):
        return 0
    return 1 if len(own) < len(theirs) else -1


@cache
def _own(section: Section, other: Section) -> tuple[str, ...]:
    """Return the labels of a section that another edition's section has nowhere, not even over a group of rows."""
    theirs = _labels(other) + _groups(other)
    return tuple(label for label in _labels(section) if not any(label in one for one in theirs))


@cache
def _labels(section: Section) -> tuple[str, ...]:
    """Return the labels of the rows and columns that hold numbers, in print order."""
    lines = (line for table in section.tables for line in (*table.row_leaves, *table.column_leaves))
    return tuple(dict.fromkeys(label for line in lines if len(label := bare(line.label)) >= _SHORTEST))


@cache
def _groups(section: Section) -> tuple[str, ...]:
    """Return the labels that stand over other rows or columns."""
    lines = (line for table in section.tables for one in (*table.rows, *table.columns) for line in one.all)
    return tuple(bare(line.label) for line in lines if line.parts)


def _same_section(section: Section, form: Form) -> Section | None:
    return next((one for one in form.sections if one.key == section.key), None)


def read_either(rows: Sequence[SourceRow], section: Section, form: Form) -> SectionReading:
    """Read a section in the form's edition, or in another one where that fits clearly better."""
    found = best = read_section(rows, section, form)
    for other, theirs, leaning in _likely_others(rows, section, form, is_whole=found.rows_read == found.rows):
        read = read_section(rows, theirs, other)
        if read.rows_read and _is_better(read, best) and _shows(read, form, words_of_other=leaning > 0):
            best, found = read, _carried_over(read, (theirs, other), (section, form))
    return found


def _likely_others(
    rows: Sequence[SourceRow], section: Section, form: Form, *, is_whole: bool
) -> Iterator[tuple[Form, Section, int]]:
    """Return the editions that the labels speak for; also where they say nothing if a single table is not whole."""
    others = ((other, _same_section(section, other)) for other in FORMS.values() if other is not form)
    differing = [(other, one) for other, one in others if one and one.tables and one.tables != section.tables]
    words = _words(rows) if differing else ""
    least = 0 if len(section.tables) == 1 and not is_whole else 1
    found = ((other, one, _leaning(words, one, section)) for other, one in differing)
    yield from (one for one in found if one[2] >= least)


def _shows(read: SectionReading, form: Form, *, words_of_other: bool) -> bool:
    """Whether a reading in another edition has more to show for it than that fewer rows are missing."""
    return words_of_other or any(cell not in form.cells for cell in read.numbers)


def _is_better(read: SectionReading, than: SectionReading) -> bool:
    gained = read.score - than.score, read.rows_read - than.rows_read
    return min(gained) >= 0 and max(gained) > 0


def _carried_over(found: SectionReading, read: tuple[Section, Form], into: tuple[Section, Form]) -> SectionReading:
    """Take what both editions have; a row that one of them divides is only taken where nothing is guessed."""
    (theirs, other), (ours, form) = read, into
    numbers = {cell: number for cell, number in found.numbers.items() if cell in form.cells}
    lines = f"（{len(theirs.tables[0].row_leaves)}行）" if len(theirs.tables) == 1 else ""
    used = Problem("", f"第{ours.ordinal}部分用的是{other.edition}年的表样{lines}")
    problems = [*found.problems, used]
    divided: set[Line] = set()
    for table in theirs.tables:
        if (mine := form.tables.get(table.key)) is None:
            continue
        for whole, parts in _divided(table, mine):
            problems += _divide(found.numbers, numbers, (table, whole), (mine, parts))
            divided.add(whole)
        for whole, parts in _divided(mine, table):
            problems += _unite(found.numbers, numbers, (mine, whole), (table, parts))
            divided |= set(parts)
    problems += _left_out(found.numbers, other, form, divided)
    return SectionReading(numbers, tuple(problems), found.score, found.rows_read, found.rows)


def _left_out(read: Mapping[Cell, Decimal], other: Form, form: Form, told: Container[Line]) -> list[Problem]:
    """Tell of the rows and columns with numbers for which the form has no place."""
    lost = [cell for cell, number in read.items() if number and cell not in form.cells and other.row(cell) not in told]
    names = dict.fromkeys(clip(_strange(cell, other, form).label) for cell in lost)
    if not names:
        return []
    return [Problem("", f"{form.edition}年的表样没有{'、'.join(f'“{name}”' for name in names)}，没有填入，请核对")]


def _strange(cell: Cell, other: Form, form: Form) -> Line:
    """Return the row or column of a cell that the form has not."""
    table = form.tables.get(cell.table)
    has_row = table is not None and any(line.key == cell.row for line in table.row_leaves)
    return other.column(cell) if has_row else other.row(cell)


def _divided(one: Table, other: Table) -> list[tuple[Line, tuple[Line, ...]]]:
    """Return the rows of one table that are groups in the other."""
    groups = {line.key: line for row in other.rows for line in row.all if line.parts}
    return [(leaf, groups[leaf.key].leaves) for leaf in one.row_leaves if leaf.key in groups]


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
