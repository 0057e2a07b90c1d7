"""Which numbers were changed lately, and what stood there: what was changed last is the first to be suspected."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias

from model.form.schema import Cell
from model.values import NamedTuple

MOST = 64  # edits that are looked back on
_BLOCK = 8  # cells: who changes more at once has brought in other numbers, and what was before tells nothing of them


class Edited(NamedTuple):
    """A number that was changed; `before` is what stood there, None where it was blank."""

    cell: Cell
    before: Decimal | None


class NumberEdit(NamedTuple):
    """What was made of a number."""

    cell: Cell
    before: Decimal | None
    after: Decimal | None


Zeroed: TypeAlias = frozenset[Cell]  # cells that got a 0 along with all that were blank: nobody typed it
Edits: TypeAlias = tuple[Edited, ...]  # the newest first


def with_step(edits: Edits, step: Sequence[NumberEdit], zeroed: Zeroed = frozenset()) -> Edits:
    """Add one step, in the order in which its cells were changed; who changes one back takes that edit back.

    A 0 that nobody typed tells as little as a blank: `zeroed` are the cells of which that is so.

    >>> a, b = NumberEdit(Cell("t/r/a"), Decimal(5), Decimal(6)), NumberEdit(Cell("t/r/b"), None, Decimal(1))
    >>> once = with_step(with_step((), [a]), [b])
    >>> [edited.cell for edited in once], with_step(once, [NumberEdit(b.cell, b.after, b.before)]) == once[1:]
    (['t/r/b', 't/r/a'], True)
    >>> with_step(once, [b] * 9)
    ()
    >>> with_step((), [NumberEdit(a.cell, Decimal(), Decimal(5))], frozenset({a.cell}))
    (Edited(cell='t/r/a', before=None),)
    """
    if _is_filled(step):
        return edits
    if len(step) > _BLOCK:
        return ()
    found = list(edits)
    for cell, before, after in step:
        stood, stands = (None if cell in zeroed and not number else number for number in (before, after))
        if found and found[0] == (cell, stands):
            del found[0]
        else:
            found.insert(0, Edited(cell, stood))
    return tuple(found[:MOST])


def with_zeros(zeroed: Zeroed, step: Sequence[NumberEdit], *, filled: bool = False) -> Zeroed:
    """Add the cells that a step filled with zeros; one that is blank again is none of them.

    >>> a, b = NumberEdit(Cell("t/r/a"), None, Decimal()), NumberEdit(Cell("t/r/b"), None, Decimal())
    >>> with_zeros(frozenset(), [a]), with_zeros(frozenset(), [a], filled=True)
    (frozenset(), frozenset({'t/r/a'}))
    >>> with_zeros(frozenset({a.cell}), [b._replace(after=Decimal(5)), NumberEdit(a.cell, Decimal(), None)])
    frozenset()
    """
    mine = {edit.cell for edit in step if (edit.before, edit.after) == (None, Decimal())}
    left = zeroed - {edit.cell for edit in step if edit.after is None or edit.before is None}
    return left | mine if filled or _is_filled(step) else left


def _is_filled(step: Sequence[NumberEdit]) -> bool:
    """Whether blanks were filled with zeros all at once, or that was undone: what was typed before is still the last.

    >>> zeros = [NumberEdit(Cell(f"t/{n}/a"), None, Decimal()) for n in range(99)]
    >>> _is_filled(zeros), _is_filled(zeros[:1])
    (True, False)
    """
    made = {(before, after) for _, before, after in step}
    return len(step) > 1 and (made == {(None, Decimal())} or made == {(Decimal(), None)})


def recency(edits: Edits) -> dict[Cell, int]:
    """Return of each cell how many others were changed after it.

    >>> a, b = Cell("t/r/a"), Cell("t/r/b")
    >>> recency((Edited(b, None), Edited(a, None), Edited(b, Decimal(1)))) == {b: 0, a: 1}
    True
    """
    return {cell: rank for rank, cell in enumerate(dict.fromkeys(edited.cell for edited in edits))}


class Lately(NamedTuple):
    """What was changed lately, and which zeros nobody typed."""

    edits: Edits = ()
    zeroed: Zeroed = frozenset()

    def after(self, step: Sequence[NumberEdit], *, filled: bool) -> Lately:
        """Add one step; `filled` says that the program put in what it holds."""
        zeroed = with_zeros(self.zeroed, step, filled=filled)
        return Lately(with_step(self.edits, step, zeroed), zeroed)
