"""The groups of numbers in the rows of one table, with the words between them.

A row of a grid, or of fields parted by tabs or bars, may have empty places; which column they are of is known from the
headers or from the full rows of the same shape, else the row is not read. In plain lines only the order counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from intake.characters import fold
from intake.interpret.align import Group
from intake.interpret.rows import Row
from model.schema import Line

_Shape = tuple[int, int, int]  # grid, number of fields, place of the last word before the numbers


def groups_of(rows: Sequence[Row], width: int, columns: Sequence[Line]) -> list[Group]:
    """Cut rows into groups of `width` numbers under `columns` (fewer where an added column is still to be dropped)."""
    learned = _Columns.learn(rows, width, columns)
    builder = Builder(width)
    for index, row in enumerate(rows):
        cells = None if _is_broken(rows, index, width) else learned.cells(row)
        if cells is None:
            builder.feed(row, index)
        else:
            builder.add(row, cells, placed=row.grid >= 0)
    return builder.finish()


@dataclass
class Builder:
    """Goes through the rows and collects words, runs of numbers, groups."""

    width: int
    found: list[tuple[tuple[str, ...], str, bool, str]] = field(default_factory=list)
    gaps: list[list[str]] = field(default_factory=lambda: [[]])
    run: list[tuple[str, int, str]] = field(default_factory=list)
    oversize: set[int] = field(default_factory=set)
    placed: set[int] = field(default_factory=set)

    def feed(self, row: Row, index: int) -> None:
        """Take the fields of a row in their order."""
        values = set() if row.is_prose else set(row.values)
        if len(values) == self.width or (self.run and self.run_is_whole):
            self.end_run()
        for i, text in enumerate(row.fields):
            if i in values:
                self.run.append((text, index, row.place))
            elif text:
                self.end_run()
                self.gaps[-1].append(text)

    @property
    def run_is_whole(self) -> bool:
        """Whether the numbers so far are one line of just as many as a group has."""
        return len(self.run) == self.width and len({index for _, index, _ in self.run}) == 1

    def add(self, row: Row, cells: Sequence[int], *, placed: bool) -> None:
        """Take a row whose numbers stand at known places."""
        self.end_run()
        if not cells:
            self._add_unread(row)
            return
        places = set(cells)
        self.gaps[-1] += [t for i, t in enumerate(row.fields) if i < cells[0] and t]
        self._found(tuple(row.fields[i] if i < len(row.fields) else "" for i in cells), row.place, sure=True)
        self.placed.update([len(self.found) - 1] * placed)
        self.gaps[-1] += [t for i, t in enumerate(row.fields) if i > cells[0] and i not in places and t]

    def _add_unread(self, row: Row) -> None:
        """Take a row of which the numbers cannot be told apart."""
        values = set(row.values)
        self.gaps[-1] += [text for i, text in enumerate(row.fields) if i not in values and text]
        self._found((), row.place, sure=False, seen=" ".join(row.fields[i] for i in row.values))

    def end_run(self) -> None:
        """Cut the numbers read so far into groups, if they come out even."""
        if not self.run:
            return
        run = self.run if len(self.run) % self.width == 0 else self._without_lone_numbers()
        place = self.run[0][2]
        if len(run) % self.width == 0 and run:
            for start in range(0, len(run), self.width):
                part = run[start : start + self.width]
                sure = len({index for _, index, _ in part}) == 1
                self._found(tuple(text for text, _, _ in part), part[0][2], sure=sure)
        else:
            self._found((), place, sure=False, seen=" ".join(text for text, _, _ in self.run))
            self.oversize.add(len(self.found) - 1 if len(self.run) > self.width else -1)
        self.run = []

    def _without_lone_numbers(self) -> list[tuple[str, int, str]]:
        """Leave out single numbers in lines of their own, where other lines hold whole groups: page numbers."""
        sizes = Counter(index for _, index, _ in self.run)
        if not any(size % self.width == 0 for size in sizes.values()):
            return self.run
        return [one for one in self.run if sizes[one[1]] > 1]

    def _found(self, values: tuple[str, ...], place: str, *, sure: bool, seen: str = "") -> None:
        self.found.append((values, place, sure, seen))
        self.gaps.append([])

    def finish(self) -> list[Group]:
        """Give the groups with the words around them."""
        self.end_run()
        gaps = ["".join(words) for words in self.gaps]
        return [
            Group(values, gaps[i], gaps[i + 1], place, sure, seen, i in self.oversize, i in self.placed)
            for i, (values, place, sure, seen) in enumerate(self.found)
        ]


@dataclass(frozen=True)
class _Columns:
    """Where numbers stand in the rows of grids and of parted lines."""

    width: int
    of_grid: Mapping[int, tuple[int, ...]]
    of_shape: Mapping[_Shape, int]

    @classmethod
    def learn(cls, rows: Sequence[Row], width: int, columns: Sequence[Line]) -> _Columns:
        """Learn from headers and from rows without an empty place."""
        full = [row for row in rows if row.parted and len(row.values) == width and not row.has_hole]
        grids = {row.grid for row in rows if row.grid >= 0}
        of_grid = {grid: at for grid in grids if (at := _of_grid([r for r in rows if r.grid == grid], width, columns))}
        starts: dict[_Shape, set[int]] = {}
        for row in full:
            contiguous = row.values[-1] - row.values[0] == width - 1
            starts.setdefault(_shape(row), set()).add(row.values[0] if contiguous else -1)
        return cls(width, of_grid, {shape: min(at) for shape, at in starts.items() if len(at) == 1 and min(at) >= 0})

    def cells(self, row: Row) -> tuple[int, ...] | None:
        """Give the places of the numbers of a row; None where only their order can tell, () where nothing can."""
        if not row.parted or not row.values:
            return None
        if at := self.of_grid.get(row.grid):
            added = set(range(at[0], at[-1])) - set(at)  # a column that the form does not have
            return at if set(row.values) <= {*at, *added} else None
        if len(row.values) == self.width:
            return () if row.has_hole else row.values  # there are more columns, so that one is missing
        start = self.of_shape.get(_shape(row))
        within = start is not None and start <= row.values[0] and row.values[-1] < start + self.width
        if start is None or not within or len(row.values) > self.width:
            return None
        cells = tuple(range(start, start + self.width))
        return cells if _may_be_blank(row, cells) else None


def _is_broken(rows: Sequence[Row], index: int, width: int) -> bool:
    """Whether a row lacks numbers that stand in the line before or after it, so that its empty places mean nothing."""
    if rows[index].grid >= 0 or not 0 < len(rows[index].values) < width:
        return False
    beside = [rows[i] for i in (index - 1, index + 1) if 0 <= i < len(rows)]
    return any(0 < len(row.values) < width and len(row.values) == sum(map(bool, row.fields)) for row in beside)


def _may_be_blank(row: Row, cells: Iterable[int]) -> bool:
    """Whether the places between are empty rather than taken by words."""
    values = set(row.values)
    return all(i in values or i >= len(row.fields) or not row.fields[i] for i in cells)


def _shape(row: Row) -> _Shape:
    first = row.values[0]
    word = max((i for i, text in enumerate(row.fields[:first]) if text), default=-1)
    return row.grid, len(row.fields), word


def _of_grid(rows: Sequence[Row], width: int, columns: Sequence[Line]) -> tuple[int, ...] | None:
    """Find the columns of a grid by their headers, and see that its full rows agree; or by the full rows alone."""
    full = {row.values for row in rows if len(row.values) == width and not row.has_hole}
    headed = _headed(rows, columns) if len(columns) == width else None
    wider = {row.values for row in rows if len(row.values) == width + 1}
    if headed and ((full <= {headed} and not wider) or (wider and _all_between(headed, full | wider))):
        return headed
    lengths = {len(row.fields) for row in rows if row.values}
    alone = next(iter(full)) if len(full) == 1 else None
    if alone and len(lengths) == 1 and alone[-1] - alone[0] == width - 1 and not headed:
        return alone
    return None


def _all_between(headed: tuple[int, ...], found: Iterable[tuple[int, ...]]) -> bool:
    """Whether all rows stay within the headed columns and at most one added column between them."""
    added = {column for row in found for column in row} - set(headed)
    return len(added) <= 1 and all(headed[0] < column < headed[-1] for column in added)


def _headed(rows: Sequence[Row], columns: Sequence[Line]) -> tuple[int, ...] | None:
    """Find the headers of all columns, each in its place."""
    headers: dict[str, list[int]] = {}
    for row in rows:
        if not row.values:
            for i, text in enumerate(row.fields):
                headers.setdefault(fold(text), []).append(i)
        elif headers:
            break
    places: list[int] = []
    for column in columns:
        after = places[-1] if places else -1
        at = next((i for i in sorted(headers.get(fold(column.label), [])) if i > after), None)
        if at is None:
            return None
        places.append(at)
    return tuple(places)
