"""The tables of a PDF page by the lines that are drawn around their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_float, c_int
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import Any

from intake.limits import MOST_PATHS
from intake.pdf.turn import turned
from model.errors import UserError

NEAR = 2.5  # points: lines closer than this are one
_THIN = 3.0  # points: a filled rectangle that is thinner is a line
_MOST_LINES = 6_000
_MOST_PLACES = 6_000
_MOST_SHAPES = 20_000

_Point = tuple[float, float]
_Segment = tuple[_Point, _Point]
CellPlace = tuple[int, int, int, int]  # row, column, rows, columns


@dataclass(frozen=True)
class Ruling:
    """A line: where it stands across its direction, and from where to where it goes."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Lattice:
    """The lines of one table, from left to right and from top to bottom, and which of their parts are drawn."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[CellPlace, ...]

    def cell_at(self, x: float, y: float) -> CellPlace | None:
        """Return the cell that holds a point; None outside the table."""
        row = bisect_right(self.ys, -y, key=lambda line: -line) - 1
        return self._owners.get((row, bisect_right(self.xs, x) - 1))

    @cached_property
    def _owners(self) -> dict[tuple[int, int], CellPlace]:
        """The cell that covers each place of the lattice."""
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell[0], cell[0] + cell[2])
            for column in range(cell[1], cell[1] + cell[3])
        }


@dataclass
class Paths:
    """How many drawn shapes may still be looked at, on all pages together."""

    left: int = MOST_PATHS

    def counted(self, shapes: Iterable[Any]) -> Iterator[Any]:
        """Return the shapes on.

        Raises:
            UserError: there are more than a report has.
        """
        for shape in shapes:
            self.left -= 1
            if self.left < 0:
                raise UserError("PDF里画的线条太多，不会是一份年度报告")
            yield shape


def lattices(page: Any, quarter: int, paths: Paths) -> list[Lattice]:  # noqa: ANN401 — pypdfium2 has no types
    """Find the tables of a page whose text runs so many quarter turns clockwise.

    Those that are no lattice of at least two columns and rows are left out.
    """
    level, upright = _rules(page, quarter, paths)
    if not level or not upright or len(level) + len(upright) > _MOST_LINES:
        return []
    found = (_lattice(*part) for part in _connected(level, upright))
    return [one for one in found if one is not None]


# Lines


def _rules(page: Any, quarter: int, paths: Paths) -> tuple[list[Ruling], list[Ruling]]:  # noqa: ANN401 — as above
    """Return the lines that lie and those that stand."""
    level: list[Ruling] = []
    upright: list[Ruling] = []
    for one, other in _segments(page, paths):
        (x0, y0), (x1, y1) = turned(*one, quarter), turned(*other, quarter)
        if abs(y0 - y1) < 1 < abs(x0 - x1):
            level.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) < 1 < abs(y0 - y1):
            upright.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        if len(level) + len(upright) > _MOST_LINES:
            break
    return _snapped(level), _snapped(upright)


def _segments(page: Any, paths: Paths) -> Iterator[_Segment]:  # noqa: ANN401 — as above
    from pypdfium2 import raw

    shapes = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=5)
    for shape in paths.counted(islice(shapes, _MOST_SHAPES)):
        fill, stroke = c_int(), c_int()
        raw.FPDFPath_GetDrawMode(shape.raw, byref(fill), byref(stroke))
        left, bottom, right, top = shape.get_bounds()
        if right - left < _THIN or top - bottom < _THIN:
            x, y = (left + right) / 2, (bottom + top) / 2
            upright = top - bottom > right - left
            found = [((x, bottom), (x, top)) if upright else ((left, y), (right, y))]
        else:
            found = list(_outline(shape)) if stroke.value else []
        yield from _on_page(found, shape.container)


def _on_page(segments: list[_Segment], form: Any) -> list[_Segment]:  # noqa: ANN401 — as above
    """Put segments of a form, which is placed on the page as a whole, where they are seen."""
    while form:
        matrix = form.get_matrix()
        segments = [(matrix.on_point(*one), matrix.on_point(*other)) for one, other in segments]
        form = form.container
    return segments


def _outline(shape: Any) -> Iterator[_Segment]:  # noqa: ANN401 — as above
    """Return the straight lines of a path."""
    from pypdfium2 import raw

    matrix = shape.get_matrix()
    count = min(raw.FPDFPath_CountSegments(shape.raw), _MOST_LINES)
    first: _Point | None = None
    before: _Point | None = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(shape.raw, index)
        x, y = c_float(), c_float()
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO and before:
            yield before, point
        before = point
        if raw.FPDFPathSegment_GetClose(segment) and first:
            yield point, first


def _snapped(rules: Iterable[Ruling]) -> list[Ruling]:
    """Put lines that lie all but at one place there exactly."""
    snapped: list[Ruling] = []
    base = None
    for rule in sorted(rules, key=lambda rule: rule.at):
        if base is None or rule.at - base > NEAR:
            base = rule.at
        snapped.append(Ruling(base, rule.start, rule.end))
    return snapped


def _connected(level: Sequence[Ruling], upright: Sequence[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Part the lines into tables: bands of the page that standing lines cover without a break."""
    spans: list[list[float]] = []
    for rule in sorted(upright, key=lambda rule: rule.start):
        if spans and rule.start <= spans[-1][1] + NEAR:
            spans[-1][1] = max(spans[-1][1], rule.end)
        else:
            spans.append([rule.start, rule.end])
    return [
        (
            [rule for rule in level if low - NEAR <= rule.at <= high + NEAR],
            [rule for rule in upright if low - NEAR <= rule.start and rule.end <= high + NEAR],
        )
        for low, high in spans
    ]


# Cells


def _lattice(level: Sequence[Ruling], upright: Sequence[Ruling]) -> Lattice | None:
    xs = sorted({rule.at for rule in upright})
    ys = sorted({rule.at for rule in level}, reverse=True)
    if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > _MOST_PLACES:  # noqa: PLR2004 — two rows, two columns
        return None
    standing, lying = _by_place(upright), _by_place(level)
    right = [[_drawn(standing[x], (a + b) / 2) for x in xs[1:-1]] for a, b in pairwise(ys)]
    below = [[_drawn(lying[y], (a + b) / 2) for a, b in pairwise(xs)] for y in ys[1:-1]]
    return Lattice(tuple(xs), tuple(ys), tuple(_cells(right, below, len(ys) - 1, len(xs) - 1)))


def _by_place(rules: Iterable[Ruling]) -> dict[float, list[Ruling]]:
    found: dict[float, list[Ruling]] = {}
    for rule in rules:
        found.setdefault(rule.at, []).append(rule)
    return found


def _drawn(rules: Iterable[Ruling], middle: float) -> bool:
    return any(rule.start - NEAR <= middle <= rule.end + NEAR for rule in rules)


def _cells(
    right: Sequence[Sequence[bool]], below: Sequence[Sequence[bool]], height: int, width: int
) -> Iterator[CellPlace]:
    """Return the rectangles between drawn lines, from the top left; each takes what no line parts from it."""
    taken: set[tuple[int, int]] = set()
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            columns = 1
            while column + columns < width and not right[row][column + columns - 1]:
                columns += 1
            rows = 1
            while row + rows < height and not any(below[row + rows - 1][column : column + columns]):
                rows += 1
            taken |= {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
            yield row, column, rows, columns
