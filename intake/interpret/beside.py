"""Labels that name another row than that in whose place they stand: what is beside them is not read by its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from intake.characters import bare
from intake.interpret.align import Alignment, NumberGroup
from intake.interpret.row_templates import Slot, without_numbering

_SHORT = 4  # characters of a name that may be part of another
_LONGEST = 80  # characters of words that may be a label
_FAR_MORE = 2  # times as many labels before their numbers as behind, for all to stand there


def contradicted(groups: Sequence[NumberGroup], alignment: Alignment, slots: Sequence[Slot]) -> Alignment:
    """Let no group be certain beside which stands the name of another row, in its own line or between the lines."""
    if not groups:
        return alignment
    own = {id(match.group): match.slot for match in alignment.matches}
    places = [own.get(id(group)) for group in groups]
    names = RowNames(slots)
    gaps = [names.among(group.above) for group in groups] + [names.among(groups[-1].below)]
    side = _side(groups, places, gaps, names)
    doubted = {
        id(group)
        for i, group in enumerate(groups)
        if (slot := places[i]) and not slot.extra and _is_of_another(i, group, places, gaps, names, side)
    }
    matches = tuple(
        replace(match, named=False, certain=False) if id(match.group) in doubted else match
        for match in alignment.matches
    )
    return replace(alignment, matches=matches) if doubted else alignment


class RowNames:
    """What the rows of a section may be called in full; a word that heads a column, too, names a row by its number."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        real = [slot for slot in slots if not slot.extra]
        self._slots = {name: slot for slot in reversed(real) for name in slot.names}
        self._columns = {bare(column.label) for slot in real for column in slot.table.column_leaves}

    def of(self, field: str) -> Slot | None:
        """Return the row that a label names in full, with its number or another or none, and the group before it."""
        words = bare(field)[-_LONGEST:]
        found = self._slots.get(words) or self._slots.get(without_numbering(field))
        if found or len(words) <= _SHORT:
            return found
        ends = (words[start:] for start in range(1, len(words) - _SHORT))
        return next((self._slots[end] for end in ends if end in self._slots), None)

    def among(self, fields: Sequence[str]) -> list[Slot]:
        """Return the rows that some fields name."""
        found = (self.of(field) for field in fields if bare(field) not in self._columns)
        return [slot for slot in found if slot]


def _side(
    groups: Sequence[NumberGroup], places: Sequence[Slot | None], gaps: Sequence[Sequence[Slot]], names: RowNames
) -> int:
    """Return where labels stand between the lines: 0 before their numbers, 1 behind, -1 here and there."""
    leads = bool(gaps[0]) or any(group.left and names.of(group.left) for group in groups)
    trails = bool(gaps[-1]) or any(not group.left and group.right and names.of(group.right) for group in groups)
    if leads != trails:
        return int(trails)
    before, after = (
        sum(slot in gaps[i + behind] for i, slot in enumerate(places) if slot is not None) for behind in (0, 1)
    )
    if before >= _FAR_MORE * after:
        return 0
    return 1 if after >= _FAR_MORE * before else -1


def _is_of_another(  # noqa: PLR0913, PLR0917
    i: int,
    group: NumberGroup,
    places: Sequence[Slot | None],
    gaps: Sequence[Sequence[Slot]],
    names: RowNames,
    side: int,
) -> bool:
    slot = places[i]
    if beside := group.left or group.right:
        named = names.of(beside)
        if named or group.left:
            return named is not None and named is not slot
    if side >= 0:
        near = gaps[i + side]
        return bool(near) and near[0 if side else -1] is not slot
    around = [(gaps[i], places[i - 1] if i else None), (gaps[i + 1], places[i + 1] if i + 1 < len(places) else None)]
    return any(name is not slot and name is not other for near, other in around for name in near)
