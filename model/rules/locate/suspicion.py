"""What was changed since the equations last held: the first to be suspected, the newest before all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import prod

from model.form.schema import Cell
from model.report.edited import Edits
from model.rules.locate.equations import Component
from model.rules.locate.problem import Correction, Corrections, count

CHANGED = 30.0  # times likelier to be wrong than a cell that was not changed since; the next newest half as much, …
RETURNED = 30.0  # times likelier to be what stood there before than anything else


@dataclass(frozen=True)
class Suspicion:
    """The corrections that undo what was changed since all equations of a component held; none where that is not known.

    `ranks` tells how many others were changed later than a cell.
    """

    undone: Corrections = ()
    ranks: Mapping[Cell, int] = field(default_factory=dict)

    @classmethod
    def of(cls, component: Component, numbers: Mapping[Cell, Decimal], edits: Edits) -> Suspicion:
        """Look back until the equations hold; what was blank then says nothing of whether they did."""
        here = [one for one in edits if one.cell in component.bits]
        before: dict[Cell, Decimal] = {}
        off = [sum((n * numbers[c] for c, n in one.all_terms.items()), Decimal()) for one in component.equations]
        for edit in here:
            if edit.before is None or count(edit.before) is None:
                break
            shift = edit.before - before.get(edit.cell, numbers[edit.cell])
            before[edit.cell] = edit.before
            bit = component.bits[edit.cell]
            off = [now + shift * row.get(bit, 0) for now, row in zip(off, component.rows, strict=True)]
            if not any(off):
                return cls._found(before, numbers)
        return cls()

    @classmethod
    def _found(cls, before: Mapping[Cell, Decimal], numbers: Mapping[Cell, Decimal]) -> Suspicion:
        undone = (Correction(cell, numbers[cell], value) for cell, value in before.items() if value != numbers[cell])
        return cls(tuple(undone), {cell: rank for rank, cell in enumerate(before)})

    def of_set(self, corrections: Corrections) -> float:
        """Return how many times likelier a set is than the numbers alone tell."""
        return prod(map(self._of, corrections)) if self.ranks else 1.0

    def _of(self, one: Correction) -> float:
        if one.cell not in self.ranks:
            return 1.0
        return CHANGED / (1 + self.ranks[one.cell]) * (RETURNED if one in self.undone else 1.0)
