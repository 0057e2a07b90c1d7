"""The cells of a Word table on a lattice, merged ones included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from intake.block import Piece
from intake.docx.text import is_on
from intake.office.xml import Element, attribute, child_of, whole_number

MOST_SPAN = 200
WRAPPERS = frozenset(
    {"sdt", "sdtContent", "smartTag", "ins", "customXml", "hyperlink", "fldSimple", "moveTo", "dir", "bdo"}
)


@dataclass
class _Open:
    """A cell that may go on in the rows below."""

    row: int
    rows: int
    text: str
    columns: int

    def piece(self, column: int) -> Piece:
        return Piece(self.row, column, self.text, self.rows, self.columns)


def parts_of(parent: Element, tag: str) -> Iterator[Element]:
    """Return the rows of a table or the cells of a row, from inside content controls and tracked insertions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from parts_of(child, tag)


def rows_of(table: Element) -> list[Element]:
    """Return the rows of a table that were not deleted."""
    return [row for row in parts_of(table, "tr") if child_of(row, "trPr", "del") is None]


def pieces_of(rows: Sequence[Element], text_of: Callable[[Element], str]) -> Iterator[Piece]:
    """Return every cell its place; one that goes on from above lengthens the one that it goes on from."""
    begun: dict[int, _Open] = {}  # by column
    for r, row in enumerate(rows):
        column = min(MOST_SPAN, whole_number(attribute(child_of(row, "trPr", "gridBefore")), 0))
        for cell, span in _spanned(parts_of(row, "tc")):
            above = begun.get(column)
            if _goes_on(cell, "vMerge") and above and above.row + above.rows == r and above.columns == span:
                above.rows += 1
            else:
                if above:
                    yield above.piece(column)
                begun[column] = _Open(r, 1, text_of(cell), span)
            column += span
        for past in [c for c, one in begun.items() if one.row + one.rows <= r]:
            yield begun.pop(past).piece(past)
    for column, one in begun.items():
        yield one.piece(column)


def _spanned(cells: Iterable[Element]) -> Iterator[tuple[Element, int]]:
    """Return the cells of a row with their widths; in old files, cells go on from the one before them."""
    found: list[tuple[Element, int]] = []
    for cell in cells:
        span = max(1, min(MOST_SPAN, whole_number(attribute(child_of(cell, "tcPr", "gridSpan")), 1)))
        if found and _goes_on(cell, "hMerge"):
            found[-1] = (found[-1][0], min(MOST_SPAN, found[-1][1] + span))
        else:
            found.append((cell, span))
    return iter(found)


def _goes_on(cell: Element, how: str) -> bool:
    merge = child_of(cell, "tcPr", how)
    return merge is not None and (attribute(merge) or "continue") == "continue"


def has_vanished(row: Element) -> bool:
    """Whether a row is hidden."""
    return is_on(child_of(row, "trPr", "hidden"))
