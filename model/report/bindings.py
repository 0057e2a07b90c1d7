"""Numbers in a text that are bound to cells: they follow their cells, and let go when somebody types into them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from model.form.schema import Cell
from model.report.numbers import number_text
from model.report.prose import difference

Bindings = tuple["Binding", ...]

_GOES_ON_BEFORE, _GOES_ON_AFTER = re.compile(r"\d[.,．]?$"), re.compile(r"[.,．]?\d")  # \d is full-width, too


class Binding(NamedTuple):
    """The characters from `start` to `end` of a text are the number of a cell, or of several added up."""

    text: str  # key
    start: int
    end: int
    cells: tuple[Cell, ...]

    def overlaps(self, other: Binding) -> bool:
        """Whether some characters belong to both."""
        return self.text == other.text and self.start < other.end and other.start < self.end

    def number(self, numbers: Mapping[Cell, Decimal]) -> Decimal | None:
        """Return the number that should stand there; None while a cell is blank."""
        return total(self.cells, numbers)


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
    (Binding(text='t', start=3, end=6, cells=('a/b/c',)),)
    >>> shifted([Binding("t", 2, 5, (Cell("a/b/c"),))], "受理261件", "受理2261件")
    ()
    """
    start, end, words = difference(old, new)
    by = len(words) - (end - start)
    moved = (at if at.end <= start else at._replace(start=at.start + by, end=at.end + by) for at in bindings)
    apart = (one for one, at in zip(moved, bindings, strict=True) if at.end <= start or at.start >= end)
    return tuple(one for one in apart if _stands_alone(one, new))


def _stands_alone(one: Binding, text: str) -> bool:
    """Whether what stands before and after is no part of the number."""
    before, after = text[max(one.start - 2, 0) : one.start], text[one.end : one.end + 2]
    return one.end <= len(text) and not _GOES_ON_BEFORE.search(before) and not _GOES_ON_AFTER.match(after)


def followed(
    texts: Mapping[str, str], bindings: Iterable[Binding], numbers: Mapping[Cell, Decimal]
) -> tuple[dict[str, str], Bindings]:
    """Write the numbers as they are now into the texts; a blank leaves what stands there.

    Returns the texts that are others now, and all bindings where they stand now.

    >>> one = Binding("t", 2, 5, (Cell("a/b/c"),))
    >>> followed({"t": "受理261件"}, [one], {Cell("a/b/c"): Decimal(7)})
    ({'t': '受理7件'}, (Binding(text='t', start=2, end=3, cells=('a/b/c',)),))
    """
    written: dict[str, str] = {}
    now: list[Binding] = []
    ahead: dict[str, int] = {}  # by how much what was written has moved what follows
    for one in sorted(bindings, key=lambda one: (one.text, one.start)):
        text, by = written.get(one.text, texts.get(one.text, "")), ahead.get(one.text, 0)
        start, end = one.start + by, one.end + by
        number = one.number(numbers)
        words = text[start:end] if number is None else number_text(number)
        written[one.text] = text[:start] + words + text[end:]
        ahead[one.text] = by + len(words) - (end - start)
        now.append(one._replace(start=start, end=start + len(words)))
    return {key: text for key, text in written.items() if text != texts.get(key, "")}, tuple(now)


def sound(bindings: Iterable[Binding], texts: Mapping[str, str], numbers: Mapping[Cell, Decimal]) -> Bindings:
    """Keep the bindings that stand on the number of their cells, for texts that came from elsewhere."""
    return tuple(one for one in bindings if _reads(one, texts.get(one.text, ""), numbers))


def _reads(one: Binding, text: str, numbers: Mapping[Cell, Decimal]) -> bool:
    number, words = one.number(numbers), text[one.start : one.end]
    return bool(words) and _stands_alone(one, text) and (number is None or words == number_text(number))
