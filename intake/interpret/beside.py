"""Labels that name another row than that in whose place they stand: what is beside them is not read by its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from intake.characters import bare
from intake.interpret.align import Alignment, NumberGroup
from intake.interpret.row_templates import Slot, without_numbering

_SHORT = 4  # characters of a name that may be part of another
_LONGEST = 80  # characters of words that may be a label
_LONGEST_GAP = 400  # characters between two rows that are looked at
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
        i
        for i, group in enumerate(groups)
        if (slot := places[i]) and not slot.extra and _is_of_another(i, group, places, gaps, names, side)
    }
    lost = len({slot for slot in places if slot and not slot.extra}) < sum(not slot.extra for slot in slots)
    if doubted or lost:  # then what has no name in its line, where most have one, may have that of another
        in_line = sum(bool(group.left) for group in groups) * 2 > len(groups)
        loose = {i for i, slot in enumerate(places) if slot and not groups[i].left}
        doubted |= {i for i in loose if in_line or _is_loose(i, places, gaps, side)}
    if len(doubted) * 2 > len(groups):  # then the order of the others tells nothing
        doubted = set(range(len(groups)))
    doubtful = {id(groups[i]) for i in doubted}
    matches = tuple(
        replace(match, named=False, certain=False) if id(match.group) in doubtful else match
        for match in alignment.matches
    )
    return replace(alignment, matches=matches) if doubted else alignment


class RowNames:
    """What the rows of a section may be called in full; a word that heads a column, too, names a row by its number."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        real = [slot for slot in slots if not slot.extra]
        self._slots = {name: slot for slot in reversed(real) for name in slot.names}
        self._long = [name for name in self._slots if len(name) > _SHORT]
        self._columns = {bare(column.label) for slot in real for column in slot.table.column_leaves}

    def of(self, field: str) -> Slot | None:
        """Return the row that a label names in full, with its number or another or none, and the group before it."""
        words = bare(field)[-_LONGEST:]
        found = self._slots.get(words) or self._slots.get(without_numbering(field))
        if found or len(words) <= _SHORT:
            return found
        ends = (words[start:] for start in range(1, len(words) - _SHORT))
        return next((self._slots[end] for end in ends if end in self._slots), None)

    def cut(self, field: str) -> frozenset[Slot]:
        """Return the rows of whose names a label is a piece that was cut at the end of a line."""
        pieces = (piece for piece in (bare(field), without_numbering(field)) if len(piece) > _SHORT)
        found = (frozenset(self._slots[name] for name in self._long if piece in name) for piece in pieces)
        return next(filter(None, found), frozenset())

    def among(self, fields: Sequence[str]) -> list[Slot]:
        """Return the rows that some fields name, also over the end of a line, in the order of their last words."""
        words = list(map(bare, fields))
        ends = accumulate(map(len, words))
        found = [
            (end, slot)
            for field, word, end in zip(fields, words, ends, strict=True)
            if word not in self._columns and (slot := self.of(field))
        ]
        whole = "".join(words)[-_LONGEST_GAP:]
        before = sum(map(len, words)) - len(whole)
        broken = ((whole.rfind(name), name) for name in self._long if name in whole)
        found += [(before + at + len(name), self._slots[name]) for at, name in broken]
        return [slot for _, slot in sorted(found, key=lambda one: one[0])]


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


def _is_loose(i: int, places: Sequence[Slot | None], gaps: Sequence[Sequence[Slot]], side: int) -> bool:
    """Whether a row is named on the other side of its numbers alone than the others are."""
    return side >= 0 and places[i] not in gaps[i + side] and places[i] in gaps[i + 1 - side]


def _is_behind(i: int, name: Slot | None, places: Sequence[Slot | None], gaps: Sequence[Sequence[Slot]]) -> bool:
    """Whether a name is that of the group before it, which has none where all others have theirs."""
    return name is places[i] and name not in gaps[i]


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
        if named:
            return named is not slot
        if group.left:
            cut = names.cut(group.left)
            return bool(cut) and slot not in cut
    if side >= 0:
        near = gaps[i + side]
        nearest = near[0 if side else -1] if near else slot
        if nearest is not slot and not (side == 0 and i and _is_behind(i - 1, nearest, places, gaps)):
            return True
        if slot in near:
            return False
    around = [(gaps[i], places[i - 1] if i else None), (gaps[i + 1], places[i + 1] if i + 1 < len(places) else None)]
    return any(name is not slot and name is not other for near, other in around for name in near)
