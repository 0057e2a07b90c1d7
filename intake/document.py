"""What every reader makes of a file: paragraphs and grids, each with its place; nothing here knows the form."""

from __future__ import annotations

from dataclasses import dataclass

from intake.block import Block
from intake.reading import Problem


@dataclass(frozen=True)
class SourceParagraph:
    """A line of text, or a paragraph where the file knows of them; fields may be parted by tabs or bars."""

    text: str
    place: str


@dataclass(frozen=True)
class SourceGrid:
    """A table of which the file says where its cells are; `places` names each of its rows."""

    block: Block
    place: str
    places: tuple[str, ...] = ()

    def place_of(self, row: int) -> str:
        """Name a row of the grid."""
        return self.places[row] if row < len(self.places) else f"{self.place}第{row + 1}行"


@dataclass(frozen=True)
class SourceDocument:
    """The content of a file in reading order; `names` are titles from outside it, the best first.

    `facts` is what the file says of itself where no page shows it, in any order: its properties' author, category.
    `problems` is what the file holds and the reader left out.
    """

    blocks: tuple[SourceParagraph | SourceGrid, ...]
    names: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    loose: bool = False  # lines stand as they fell on a page, so that an empty field means nothing
