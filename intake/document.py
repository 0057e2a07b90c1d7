"""What every reader makes of a file: paragraphs and grids, each with its place; nothing here knows the form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from intake.block import Block
from intake.reading import Problem


class Parting(Enum):
    """What parts a paragraph from what stands before it: how sure it is that one ends and another begins there."""

    SURE = auto()  # the reader knows
    PARAGRAPH = auto()  # the file says so; somebody may have ended each line with one
    LINE = auto()  # the end of a line, which may only have been full
    BLANK = auto()  # an empty line


@dataclass(frozen=True)
class SourceParagraph:
    """A line of text, or a paragraph where the file knows of them; fields may be parted by tabs or bars."""

    text: str
    place: str
    after: Parting = Parting.SURE


@dataclass(frozen=True)
class SourceGrid:
    """A table of which the file says where its cells are; `places` names each of its rows.

    In the text of a cell that is prose, paragraphs are parted by line ends.
    """

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
