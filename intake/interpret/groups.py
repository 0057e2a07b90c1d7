"""The groups of numbers in the rows of one table, with the words between them.

A row of a grid, or of fields parted by tabs or bars, may have empty places; which column they are of is known from the
headers or from the full rows of the same shape, else the row is not read. In plain lines only the order counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from intake.interpret.align import NumberGroup
from intake.interpret.columns import Column, headed
from intake.interpret.rows import SourceRow, ends_with_bar
from intake.limits import MOST_GROUPS
from model.errors import UserError

_FEW = 3  # lines that are no accident
_Shape = tuple[int, int, int]  # grid, number of fields, place of the last word before the numbers


def groups_of(rows: Sequence[SourceRow], width: int, columns: Sequence[Column]) -> list[NumberGroup]:
    """Cut rows into groups of `width` numbers under `columns` (fewer where an added column is still to be dropped).

    Raises:
        UserError: there are more than a report has.
    """
    learned = _Columns.learn(rows, width, columns)
    builder = Builder(width)
    for index, row in enumerate(rows):
        below = rows[index + 1].hanging if rows[index + 1 :] and rows[index + 1].grid == row.grid else frozenset()
        cells = None if _is_broken(rows, index, width) else learned.cells(row, below)
        if cells is None:
            builder.feed(row, index)
        else:
            places = learned.of_grid.get(row.grid)
            builder.add(row, index, cells, placed=row.grid >= 0, headed=places is not None and places.headed)
        if len(builder.found) > MOST_GROUPS:
            raise UserError(f"一个部分里有超过{MOST_GROUPS}行数字，不会是一份年度报告")
    return builder.finish()


@dataclass(frozen=True)
class _Numbers:
    """A group as it is found: its texts, where it stands, the first and the last of the rows that it is of."""

    values: tuple[str, ...]
    place: str
    lines: tuple[int, int]
    sure: bool
    seen: str = ""


@dataclass
class Builder:
    """Goes through the rows and collects words, runs of numbers, groups."""

    width: int
    found: list[_Numbers] = field(default_factory=list)
    gaps: list[list[tuple[str, int]]] = field(default_factory=lambda: [[]])  # words, and the row that they are of
    run: list[tuple[str, int, str]] = field(default_factory=list)
    oversize: set[int] = field(default_factory=set)
    placed: set[int] = field(default_factory=set)
    headed: set[int] = field(default_factory=set)

    def feed(self, row: SourceRow, index: int) -> None:
        """Take the fields of a row in their order."""
        values = set() if row.is_prose else set(row.values)
        if len(values) == self.width or (self.run and self.run_is_whole):
            self.end_run()
        for i, text in enumerate(row.fields):
            if i in values:
                self.run.append((text, index, row.place))
            elif text:
                self.end_run()
                self.gaps[-1].append((text, index))

    @property
    def run_is_whole(self) -> bool:
        """Whether the numbers so far are one line of just as many as a group has."""
        return len(self.run) == self.width and len({index for _, index, _ in self.run}) == 1

    def add(self, row: SourceRow, index: int, cells: Sequence[int], *, placed: bool, headed: bool) -> None:
        """Take a row whose numbers stand at known places, in the order of the form whatever theirs is."""
        self.end_run()
        if not cells:
            self._add_unread(row, index)
            return
        places, first = set(cells), min(cells)
        self.gaps[-1] += [(t, index) for i, t in enumerate(row.fields) if i < first and t]
        values = tuple(row.fields[i] if i < len(row.fields) else "" for i in cells)
        self._found(_Numbers(values, row.place, (index, index), sure=True))
        self.placed.update([len(self.found) - 1] * placed)
        self.headed.update([len(self.found) - 1] * headed)
        self.gaps[-1] += [(t, index) for i, t in enumerate(row.fields) if i > first and i not in places and t]

    def _add_unread(self, row: SourceRow, index: int) -> None:
        """Take a row of which the numbers cannot be told apart."""
        values = set(row.values)
        self.gaps[-1] += [(text, index) for i, text in enumerate(row.fields) if i not in values and text]
        seen = " ".join(row.fields[i] for i in row.values)
        self._found(_Numbers((), row.place, (index, index), sure=False, seen=seen))

    def end_run(self) -> None:
        """Cut the numbers read so far into groups, if they come out even."""
        if not self.run:
            return
        run = self.run if len(self.run) % self.width == 0 else self._without_lone_numbers()
        place, lines = self.run[0][2], (self.run[0][1], self.run[-1][1])
        if len(run) % self.width == 0 and run and not self._is_wider(run):
            for start in range(0, len(run), self.width):
                part = run[start : start + self.width]
                ends = (part[0][1], part[-1][1])
                self._found(_Numbers(tuple(text for text, _, _ in part), part[0][2], ends, sure=ends[0] == ends[1]))
        else:
            self._found(_Numbers((), place, lines, sure=False, seen=" ".join(text for text, _, _ in self.run)))
            if len(self.run) > self.width:
                self.oversize.add(len(self.found) - 1)
        self.run = []

    def _is_wider(self, run: Sequence[tuple[str, int, str]]) -> bool:
        """Whether one line holds twice as many numbers as a row has, which are those of two years or two units."""
        return self.width > 1 and any(size > self.width for size in Counter(index for _, index, _ in run).values())

    def _without_lone_numbers(self) -> list[tuple[str, int, str]]:
        """Leave out single numbers in lines of their own, where other lines hold whole groups: page numbers."""
        sizes = Counter(index for _, index, _ in self.run)
        if not any(size % self.width == 0 for size in sizes.values()):
            return self.run
        return [one for one in self.run if sizes[one[1]] > 1]

    def _found(self, numbers: _Numbers) -> None:
        self.found.append(numbers)
        self.gaps.append([])

    def finish(self) -> list[NumberGroup]:
        """Return the groups with the words around them."""
        self.end_run()
        return [self._group(i) for i in range(len(self.found))]

    def _group(self, i: int) -> NumberGroup:
        numbers, before, after = self.found[i], self.gaps[i], self.gaps[i + 1]
        above = tuple(text for text, _ in before)
        left = before[-1][0] if before and before[-1][1] == numbers.lines[0] else ""
        right = after[0][0] if after and after[0][1] == numbers.lines[1] else ""
        return NumberGroup(
            numbers.values,
            before="".join(above),
            after="".join(text for text, _ in after),
            place=numbers.place,
            sure=numbers.sure,
            seen=numbers.seen,
            oversize=i in self.oversize,
            placed=i in self.placed,
            headed=i in self.headed,
            left=left,
            right=right,
            above=above,
            below=tuple(text for text, _ in after),
        )


@dataclass(frozen=True)
class _Places:
    """Where the numbers of a grid stand, and the columns beside them that the form does not have."""

    numbers: tuple[int, ...]
    beside: frozenset[int] = frozenset()
    headed: bool = True  # known by their headers, not only by the rows that are full

    def are_shared(self, row: SourceRow, below: frozenset[int]) -> bool:
        """Whether a cell stands for several columns or rows, or is not there at all."""
        goes_on = {place for place in below if place < len(row.fields) and row.fields[place]}
        return len(row.fields) <= max(self.numbers) or not (row.covered | goes_on).isdisjoint(self.numbers)

    def may_hold(self, row: SourceRow) -> bool:
        """Whether all that stands in the row is in known number or label columns."""
        first, last = min(self.numbers), max(self.numbers)
        return all(first <= place <= last or place in self.beside for place in row.values)


@dataclass(frozen=True)
class _Columns:
    """Where numbers stand in the rows of grids and of parted lines."""

    width: int
    of_grid: Mapping[int, _Places]
    of_shape: Mapping[_Shape, int]
    counted: bool = False  # after its words each line has just as many fields as there are numbers in a row

    @classmethod
    def learn(cls, rows: Sequence[SourceRow], width: int, columns: Sequence[Column]) -> _Columns:
        """Learn from headers and from rows without an empty place."""
        full = [row for row in rows if row.parted and len(row.values) == width and not row.has_hole]
        grids = {row.grid for row in rows if row.grid >= 0}
        of_grid = {grid: at for grid in grids if (at := _of_grid([r for r in rows if r.grid == grid], width, columns))}
        starts: dict[_Shape, set[int]] = {}
        for row in full:
            contiguous = row.values[-1] - row.values[0] == width - 1
            starts.setdefault(_shape(row), set()).add(row.values[0] if contiguous else -1)
        of_shape = {shape: min(at) for shape, at in starts.items() if len(at) == 1 and min(at) >= 0}
        return cls(width, of_grid, of_shape, counted=not full and _are_counted(rows, width))

    def cells(self, row: SourceRow, below: frozenset[int]) -> tuple[int, ...] | None:
        """Return the places of the numbers of a row; None where only their order can tell, () where nothing can.

        `below` are the places of the next row over which merged cells go on.
        """
        if not row.parted or not row.values:
            return None
        if places := self.of_grid.get(row.grid):
            if places.are_shared(row, below):
                return ()
            return places.numbers if places.may_hold(row) else None
        if len(row.values) == self.width:
            return () if row.has_hole else row.values  # there are more columns, so that one is missing
        start = _shape(row)[2] + 1 if self.counted and row.grid < 0 else self.of_shape.get(_shape(row))
        within = start is not None and start <= row.values[0] and row.values[-1] < start + self.width
        if start is None or not within or len(row.values) > self.width:
            return None
        cells = tuple(range(start, start + self.width))
        return cells if _may_be_blank(row, cells) else None


def _are_counted(rows: Sequence[SourceRow], width: int) -> bool:
    """Whether every line has as many fields after its words as a row has numbers, the outer ones filled in some."""
    lines = [row for row in rows if row.parted and row.grid < 0 and row.values]
    starts = [_shape(row)[2] + 1 for row in lines]
    same = all(len(row.fields) - ends_with_bar(row) - start == width for row, start in zip(lines, starts, strict=True))
    filled = {place - start for row, start in zip(lines, starts, strict=True) for place in row.values}
    return same and len(lines) >= _FEW and {0, width - 1} <= filled


def _is_broken(rows: Sequence[SourceRow], index: int, width: int) -> bool:
    """Whether a row lacks numbers that stand in the line before or after it, so that its empty places mean nothing."""
    if rows[index].grid >= 0 or not 0 < len(rows[index].values) < width:
        return False
    beside = [rows[i] for i in (index - 1, index + 1) if 0 <= i < len(rows)]
    return any(0 < len(row.values) < width and len(row.values) == sum(map(bool, row.fields)) for row in beside)


def _may_be_blank(row: SourceRow, cells: Iterable[int]) -> bool:
    """Whether the places between are empty rather than taken by words."""
    values = set(row.values)
    return all(i in values or i >= len(row.fields) or not row.fields[i] for i in cells)


def _shape(row: SourceRow) -> _Shape:
    first = row.values[0]
    word = max((i for i, text in enumerate(row.fields[:first]) if text), default=-1)
    return row.grid, len(row.fields), word


def _of_grid(rows: Sequence[SourceRow], width: int, columns: Sequence[Column]) -> _Places | None:
    """Find the columns of a grid by their headers, and see that its full rows agree; or by the full rows alone."""
    full = {row.values for row in rows if len(row.values) == width and not row.has_hole}
    named = headed(rows, columns) if len(columns) == width else None
    if named:
        whole = [row.values for row in rows if row.values in full or len(row.values) > width]
        beside = _beside(named, whole)
        places = _Places(named, beside or frozenset())
        pushed = not whole and not all(map(places.may_hold, rows))  # the headers stand beside the numbers
        return places if beside is not None and not pushed else None
    lengths = {len(row.fields) for row in rows if row.values}
    alone = next(iter(full)) if len(full) == 1 else None
    return _Places(alone, headed=False) if alone and len(lengths) == 1 and alone[-1] - alone[0] == width - 1 else None


def _beside(named: tuple[int, ...], found: Sequence[tuple[int, ...]]) -> frozenset[int] | None:
    """Return the added columns outside the headed ones; None where a full row leaves one of these out, or adds two.

    What stands there in a row or two is no column: the numbers of these rows have been pushed aside.
    """
    first, last = min(named), max(named)
    added = Counter(column for row in found for column in row if column not in named)
    inside = [column for column in added if first < column < last]
    agree = all(set(named) <= set(row) for row in found)
    outside = (column for column, times in added.items() if column not in inside and times >= _FEW)
    return frozenset(outside) if agree and len(inside) <= 1 else None
