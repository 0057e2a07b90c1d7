"""Numbers in a text that are bound to cells, and words that nobody has looked at: both go when somebody types there.

A number that is bound follows its cells. Words of last year's text that could not be brought up to date, and a text
that one key wrote, are marked in the same way; they follow nothing, and wait for somebody to see to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from model.form.schema import Cell
from model.report.numbers import number_text
from model.report.prose import difference
from model.values import NamedTuple

Bindings = tuple["Binding", ...]


class Unseen(StrEnum):
    """Why words of a text wait for somebody to look at them; the value is what the library holds."""

    LAST_YEARS = "last_year"  # they came with last year's text, and could not be brought up to date
    WRITTEN = "written"  # one key wrote them, from afar


class Binding(NamedTuple):
    """The characters from `start` to `end` of a text are the number of a cell, or of several added up.

    Words that are `unseen` follow no cell.
    """

    text: str  # key
    start: int
    end: int
    cells: tuple[Cell, ...]
    unseen: Unseen | None = None

    def overlaps(self, other: Binding) -> bool:
        """Whether some characters belong to both."""
        return self.text == other.text and self.start < other.end and other.start < self.end

    def number(self, numbers: Mapping[Cell, Decimal]) -> Decimal | None:
        """Return the number that should stand there; None while a cell is blank, and where it follows none."""
        return total(self.cells, numbers) if self.cells else None


def total(cells: Iterable[Cell], numbers: Mapping[Cell, Decimal]) -> Decimal | None:
    """Add cells up as they are printed; None if one of them is blank."""
    found = [numbers.get(cell) for cell in cells]
    known = [number for number in found if number is not None]
    if len(known) != len(found):
        return None
    return known[0] if len(known) == 1 else sum(known, Decimal())


def shifted(bindings: Sequence[Binding], old: str, new: str) -> Bindings:
    """Move the bindings of one text along when it is edited; one whose number was touched is dropped.

    >>> shifted([Binding("t", 2, 5, (Cell("a/b/c"),))], "受理261件", "共受理261件")
    (Binding(text='t', start=3, end=6, cells=('a/b/c',), unseen=None),)
    >>> shifted([Binding("t", 2, 5, (Cell("a/b/c"),))], "受理261件", "受理2261件")
    ()
    """
    start, end, words = difference(old, new)
    by = len(words) - (end - start)
    moved = (at if at.end <= start else at._replace(start=at.start + by, end=at.end + by) for at in bindings)
    apart = (one for one, at in zip(moved, bindings, strict=True) if at.end <= start or at.start >= end)
    return tuple(one for one in apart if _stands_alone(one, new))


def _stands_alone(one: Binding, text: str) -> bool:
    """Whether what stands before and after is no part of the number; words that begin or end with none go on there."""
    before, after = text[max(one.start - 2, 0) : one.start], text[one.end : one.end + 2]
    if one.unseen:
        words = text[one.start : one.end]
        before, after = before if words[:1].isdigit() else "", after if words[-1:].isdigit() else ""
    goes_on = re.search(r"\d[.,．]?$", before) or re.match(r"[.,．]?\d", after)  # \d is full-width, too
    return one.end <= len(text) and not goes_on


def followed(
    texts: Mapping[str, str], bindings: Iterable[Binding], numbers: Mapping[Cell, Decimal]
) -> tuple[dict[str, str], Bindings]:
    """Write the numbers as they are now into the texts; a blank leaves what stands there.

    Returns the texts that are others now, and all bindings where they stand now.

    >>> one = Binding("t", 2, 5, (Cell("a/b/c"),))
    >>> followed({"t": "受理261件"}, [one], {Cell("a/b/c"): Decimal(7)})
    ({'t': '受理7件'}, (Binding(text='t', start=2, end=3, cells=('a/b/c',), unseen=None),))
    """
    written: dict[str, str] = {}
    now: list[Binding] = []
    moved: dict[str, list[tuple[int, int]]] = {}  # behind which place of a text, and by how much
    in_order = sorted(bindings, key=lambda one: (one.text, one.start))
    for one in in_order:
        if one.unseen:
            continue
        text, by = written.get(one.text, texts.get(one.text, "")), _moved(moved, one.text, one.start)
        start, end = one.start + by, one.end + by
        number = one.number(numbers)
        words = text[start:end] if number is None else number_text(number)
        written[one.text] = text[:start] + words + text[end:]
        moved.setdefault(one.text, []).append((one.end, len(words) - (end - start)))
        now.append(one._replace(start=start, end=start + len(words)))
    for one in in_order:  # a number may stand in the midst of these
        if one.unseen:
            start, end = (at + _moved(moved, one.text, at) for at in (one.start, one.end))
            now.append(one._replace(start=start, end=end))
    return {key: text for key, text in written.items() if text != texts.get(key, "")}, tuple(now)


def _moved(moved: Mapping[str, Sequence[tuple[int, int]]], text: str, place: int) -> int:
    """Return by how much a place of a text is elsewhere."""
    return sum(by for behind, by in moved.get(text, ()) if behind <= place)


def waiting(bindings: Iterable[Binding]) -> Bindings:
    """Keep what nobody has looked at."""
    return tuple(one for one in bindings if one.unseen)


def following(bindings: Iterable[Binding]) -> Bindings:
    """Keep what follows cells."""
    return tuple(one for one in bindings if one.cells)


def sound(bindings: Iterable[Binding], texts: Mapping[str, str], numbers: Mapping[Cell, Decimal]) -> Bindings:
    """Keep the bindings that stand on the number of their cells, for texts that came from elsewhere."""
    return tuple(one for one in bindings if _reads(one, texts.get(one.text, ""), numbers))


def _reads(one: Binding, text: str, numbers: Mapping[Cell, Decimal]) -> bool:
    number, words = one.number(numbers), text[one.start : one.end]
    return bool(words) and _stands_alone(one, text) and (number is None or words == number_text(number))
