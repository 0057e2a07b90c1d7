"""Which of the rows is meant: the one at the caret, or the one that takes the place of one that is settled."""

from __future__ import annotations

from app.cards.card import CardKind
from app.rounds import Caret
from ui.findings.rows import FindingGroup, FindingRow, Key, RowKind


def heir(before: list[FindingRow], now: list[FindingRow], selected: Key | None) -> Key | None:
    """Return which row is current after a change: the same, else the next as pressing, round the list; else the next.

    Where nothing follows it is the last before, and where that was not listed the first of all. One
    that is put right along with another comes after all that are mended themselves.
    """
    there = [row for row in now if row.kind is RowKind.CARD]
    if selected in {row.key for row in now}:
        return selected
    keys, listed = [row.key for row in before], {row.key for row in there}
    at = keys.index(selected) if selected in keys else len(keys)
    after, earlier = ([key for key in some if key in listed] for some in (keys[at + 1 :], keys[:at]))
    if at < len(keys):
        group = before[at].group
        as_pressing = {row.key for row in there if row.group is group}
        following = [key for key in (*after, *earlier) if key in as_pressing] or [*after, *reversed(earlier)]
        along = {row.key for row in there if row.card is not None and row.card.kind is CardKind.FOLLOWS}
        if following:  # what is put right along with another waits for that
            return next((key for key in following if key not in along), following[0])
    return there[0].key if there else None


def row_at(listed: list[FindingRow], caret: Caret, current: FindingRow | None) -> FindingRow | None:
    """Return the row whose finding is at the caret: the current one where it is, else the strongest that is closest."""
    near = [(closeness, row) for row in listed if (closeness := _closeness(row, caret)) is not None]
    if not near:
        return None
    least = min(closeness for closeness, _ in near)
    closest = [row for closeness, row in near if closeness == least]
    return current if current in closest else closest[0]


def _closeness(row: FindingRow, caret: Caret) -> int | None:
    """Return how close a finding is to the caret.

    0 is about just this, 1 about the text, 2 runs through the cell, 3 is about other words of the text.
    """
    place, offset = caret
    if row.card is None or row.finding is None or row.group is FindingGroup.UNDECIDED:
        return None
    finding, first = row.finding, row.card.cell or row.finding.at[0]
    if finding.span is not None:
        return None if first != place else 0 if finding.span[0] <= offset <= finding.span[1] else 3
    if first == place:
        return 1 if finding.gap else 0
    guessed: set[str] = {one.cell for guess in row.card.guesses for one in guess.corrections}
    return 2 if place in finding.at or place in guessed else None
