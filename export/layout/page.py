"""A page that is laid out: words and rules with their places, in points from the upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from export.fonts.shipped import Typesetter
from export.layout.style import Face
from model.form.schema import Cell

ASCENT = 0.88  # of the square in which a Chinese character is drawn, above its baseline


class Rectangle(NamedTuple):
    """A place on the page."""

    left: float
    top: float
    right: float
    bottom: float


class TextRun(NamedTuple):
    """Characters on one baseline; `positions` in ems from `x`, `stretch` condenses them."""

    text: str
    positions: Sequence[float]
    x: float
    baseline: float
    face: Face
    stretch: float = 1.0
    ink: str = ""  # “#1d2731”; black where none is said


class Stroke(NamedTuple):
    """A straight line, level or upright."""

    x1: float
    y1: float
    x2: float
    y2: float


class Fill(NamedTuple):
    """A rectangle of one colour, under words and rules."""

    place: Rectangle
    ink: str


@dataclass
class Page:
    """What stands on one page; `cells` says where each number is."""

    words: list[TextRun] = field(default_factory=list)
    rules: list[Stroke] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    cells: dict[Cell, Rectangle] = field(default_factory=dict)
    bookmarks: list[tuple[str, float]] = field(default_factory=list)


def baseline(top: float, height: float, size: float) -> float:
    """Return the baseline that centres characters in a line from `top`."""
    return top + (height - size) / 2 + ASCENT * size


def natural(typesetter: Typesetter, face: Face, text: str) -> tuple[list[float], float]:
    """Place characters one after the other: (their places, the whole width), in ems."""
    *positions, width = accumulate(map(typesetter.widths(face.role), text), initial=0.0)
    return positions, width


def centred(typesetter: Typesetter, face: Face, text: str, edges: tuple[float, float], at: float) -> TextRun:
    """Centre words between two edges, on the baseline `at`."""
    positions, width = natural(typesetter, face, text)
    return TextRun(text, positions, (sum(edges) - width * face.size) / 2, at, face)
