"""Which boxes go with the current cell: the label of its row, the head of its column, the identities under it."""

from __future__ import annotations

from model.form.grid import Box, BoxRole, SectionGrid
from model.form.schema import Cell


class Crosshair:
    """The boxes that are tinted along with the current cell."""

    def __init__(self, grid: SectionGrid) -> None:
        self._grid = grid
        self._known: dict[Cell, tuple[Box, ...]] = {}
        self.boxes: tuple[Box, ...] = ()

    def point_at(self, cell: Cell | None) -> tuple[Box, ...]:
        """Go along with another cell; return the boxes that look another way now."""
        before, self.boxes = self.boxes, self._of(cell) if cell else ()
        return tuple(set(before) ^ set(self.boxes))

    def _of(self, cell: Cell) -> tuple[Box, ...]:
        if cell not in self._known:
            box = self._grid.box_of[cell]
            found = (self._first(box, 0, -1, BoxRole.LABEL), self._first(box, -1, 0, BoxRole.HEADER))
            under = (one for one in self._grid.boxes if one.role is BoxRole.BALANCE and one.column == box.column)
            self._known[cell] = tuple(one for one in (*found, *under) if one is not None and one is not box)
        return self._known[cell]

    def _first(self, box: Box, down: int, right: int, role: BoxRole) -> Box | None:
        """Return the first box of a kind in a direction: what stands nearest is of this row, or this column."""
        row, column = box.row + down, box.column + right
        while row >= 0 and column >= 0:
            other = self._grid.at[row, column]
            if other.role is role:
                return other
            row, column = row + down, column + right
        return None
