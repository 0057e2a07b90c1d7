"""Share pieces out over pages: every way is weighed, in points of empty page that a fault is worth."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, inf
from typing import NamedTuple, Protocol

from export.layout.style import EMPTY_AT_MOST, LINE_PITCH

NEVER = 1e7  # a page that begins with what belongs to what is above it
_TOO_EMPTY = 1e5  # more of a page than may stay empty
_NO_ROOM = 1e9  # what is higher than a page
_PAGE = 200.0  # one page more
_HAIR = 0.01  # what sums of fractions may be off by


class Run(Protocol):
    """Pieces that make a table together."""

    def __len__(self) -> int:
        """How many they are."""

    def badness(self, start: int, end: int) -> float:
        """Say how bad it is that these stand on a page of their own."""


class Slug(NamedTuple):
    """What is not divided: a line, the title, some rows of a table, the signature."""

    height: float
    before: float = 0.0  # badness of a page that begins with it
    gap: float = 0.0  # at least, to what is above
    on_grid: bool = False  # whether it begins at a line of the grid
    header: float = 0.0  # height of what is repeated over it where it begins a page
    starts_page: bool = False
    spare: tuple[float, ...] = ()  # badness where the gap is one line less, two lines less …
    run: Run | None = None
    number: int = 0  # in the run

    def top(self, y: float) -> float:
        """Return where it begins under what ends at `y`."""
        if not y:
            return self.header
        y += self.gap
        return ceil(y / LINE_PITCH - _HAIR) * LINE_PITCH if self.on_grid else y


class _Way(NamedTuple):
    """The best way on from a piece: how bad all of it is, and where its first page ends."""

    badness: float
    end: int


def break_pages(pieces: Sequence[Slug], room: float, first_room: float | None = None) -> list[range]:
    """Choose what stands on every page, of pages that have so much room."""
    ways = _Ways(pieces)
    for start in reversed(range(len(pieces))):
        ways.weigh(start, room if start or first_room is None else first_room)
    pages: list[range] = []
    while not pages or pages[-1].stop < len(pieces):
        start = pages[-1].stop if pages else 0
        pages.append(range(start, ways.best[start].end))
    return pages


def places(pieces: Sequence[Slug], room: float) -> list[float]:
    """Say where each piece of a page begins."""
    tops, y = [], 0.0
    for piece in pieces:
        bottom, _ = _bottom(piece, y, room)
        tops.append(bottom - piece.height)
        y = bottom
    return tops


def _bottom(piece: Slug, y: float, room: float) -> tuple[float, float]:
    """Put a piece under what ends at `y`, closer than it should be where it has no room: (its bottom, the badness)."""
    bottom, badness = piece.top(y) + piece.height, 0.0
    for one in piece.spare:
        if bottom <= room + _HAIR:
            break
        bottom, badness = bottom - LINE_PITCH, one
    return bottom, badness


class _Ways:
    """The best way on from every piece that was weighed, the last ones first."""

    def __init__(self, pieces: Sequence[Slug]) -> None:
        self._pieces = pieces
        self._steps = [None if piece != Slug(piece.height, piece.before) else piece.height for piece in pieces]
        self.best = [_Way(0.0, len(pieces))] * (len(pieces) + 1)

    def weigh(self, start: int, room: float) -> None:
        """Weigh the pages that begin with `start`, the fullest first."""
        best = _Way(inf, 0)
        filled = self._filled(start, room)
        for end in range(start + len(filled), start, -1):
            bottom, badness = filled[end - start - 1]
            left = room - bottom
            if left > EMPTY_AT_MOST and best.badness < _TOO_EMPTY:
                break
            badness += self.best[end].badness
            better = best.badness - _HAIR  # of two that are as bad the fuller one stays
            if badness + left + _PAGE < better:  # it is this bad at least
                badness += self._of_end(end, left) + self._of_parts(start, end)
                best = _Way(badness, end) if badness < better else best
        self.best[start] = best

    def _filled(self, start: int, room: float) -> list[tuple[float, float]]:
        """Fill a page piece by piece, until it is full or one begins the next: (the bottom, the badness) of each."""
        filled: list[tuple[float, float]] = []
        y, full, steps = 0.0, room + _HAIR, self._steps
        for at in range(start, len(steps)):
            step = steps[at]
            if step is None:
                y, badness = _bottom(self._pieces[at], y, room)
                begins = self._pieces[at].starts_page
            else:
                y, badness, begins = y + step, 0.0, False
            if (begins and filled) or y > full:
                return filled or [(y, badness + _NO_ROOM * (y > full))]
            filled.append((y, badness))
        return filled

    def _of_end(self, end: int, left: float) -> float:
        """Say how bad it is that a page ends there."""
        if end == len(self._pieces):
            return 0.0
        following = self._pieces[end]
        if following.starts_page:
            return _PAGE
        return _PAGE + left + _TOO_EMPTY * (left > EMPTY_AT_MOST + _HAIR) + following.before

    def _of_parts(self, start: int, end: int) -> float:
        """Say how bad it is that the tables at the ends of a page are cut there."""
        first, last = self._pieces[start], self._pieces[end - 1]
        badness = 0.0
        if first.run and first.run is not last.run:
            badness = first.run.badness(first.number, len(first.run))
        if last.run:
            badness += last.run.badness(first.number if first.run is last.run else 0, last.number + 1)
        return badness
