"""Where a key leads from one number of a table to another; no widget is needed to know it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from model.form.form import Form
from model.form.grid import Box, SectionGrid
from model.form.schema import Cell


class Walk:
    """The ways through the numbers of one grid."""

    def __init__(self, grid: SectionGrid, form: Form) -> None:
        self.grid = grid
        self.cells = tuple(box.cell for box in grid.numbers if box.cell)
        self.typed = tuple(cell for cell in self.cells if cell not in form.totals)

    @cached_property
    def _order(self) -> dict[Cell, int]:
        return {cell: place for place, cell in enumerate(self.cells)}

    def typed_beyond(self, cell: Cell, step: int) -> Cell | None:
        """Return the next (`step` 1) or previous (−1) cell that has to be typed; None at the end."""
        here = self._order[cell]
        if step > 0:
            return next((other for other in self.typed if self._order[other] > here), None)
        return next((other for other in reversed(self.typed) if self._order[other] < here), None)

    def beyond(self, cell: Cell, step: int) -> Cell | None:
        """Return the next or previous number, totals included; None at the end."""
        place = self._order[cell] + step
        return self.cells[place] if 0 <= place < len(self.cells) else None

    def beside(self, cell: Cell, rows: int, columns: int, *, far: bool = False) -> Cell:
        """Return the next number in a direction, or the last one (`far`); the cell itself at the edge."""
        boxes = list(self._line(self.grid.box_of[cell], rows, columns))
        found = (boxes[-1] if far else boxes[0]) if boxes else None
        return found.cell if found and found.cell else cell

    def _line(self, box: Box, rows: int, columns: int) -> Iterable[Box]:
        row, column = box.row, box.column
        while True:
            row, column = row + rows, column + columns
            if not (0 <= row < self.grid.height and 0 <= column < self.grid.width):
                return
            other = self.grid.at[row, column]
            if other.cell and other is not box:
                yield other

    def under(self, box: Box) -> tuple[Cell, ...]:
        """Return the numbers that a label or a header stands for: those in its rows, or in its columns."""
        over = self.grid.width if box.role == "label" else box.columns
        below = box.rows if box.role == "label" else self.grid.height
        return tuple(
            other.cell
            for other in self.grid.numbers
            if other.cell and box.row <= other.row < box.row + below and box.column <= other.column < box.column + over
        )
