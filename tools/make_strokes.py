"""Turn the icons of tools/icons (SVG) into one file of strokes that the window paints by itself; QtSvg is not shipped.

A line is an icon: its name, then moves and lines (M L, two numbers), curves (C, six) and Z, on a grid of 24.
"""

from __future__ import annotations

import math
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.in_step import write_or_check  # noqa: E402 — the path comes first

SOURCES = ROOT / "tools" / "icons"
TARGET = ROOT / "assets" / "icons" / "strokes.txt"
TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
Point = complex
Stroke = tuple[str, tuple[Point, ...]]


def main() -> int:
    """Write the file, or say that it is behind."""
    return write_or_check({TARGET: strokes()}, "make_strokes.py")


def strokes() -> str:
    """Return the lines of all icons, by name."""
    return "".join(f"{file.stem} {line(file.read_text('utf-8'))}\n" for file in sorted(SOURCES.glob("*.svg")))


def line(svg: str) -> str:
    """Return an icon as strokes.

    >>> line('<svg><path d="m1 2h3a2 2 0 0 1 2 2z"/></svg>')
    'M 1 2 L 4 2 C 5.1 2 6 2.9 6 4 Z'
    """
    root = ET.fromstring(svg)  # noqa: S314 — our own files
    parts = [stroke for part in root for stroke in SHAPES[part.tag.rpartition("}")[2]](part)]
    return " ".join(" ".join([letter, *map(_spoken, points)]) for letter, points in parts)


def _spoken(point: Point) -> str:
    return " ".join(f"{round(value, 2) + 0:g}" for value in (point.real, point.imag))


# Shapes


def _number(part: ET.Element, *names: str) -> Iterator[float]:
    return (float(part.get(name, "0")) for name in names)


def _circle(part: ET.Element) -> Iterator[Stroke]:
    x, y, radius = _number(part, "cx", "cy", "r")
    return _oval(complex(x, y), radius, radius)


def _ellipse(part: ET.Element) -> Iterator[Stroke]:
    x, y, across, down = _number(part, "cx", "cy", "rx", "ry")
    return _oval(complex(x, y), across, down)


def _oval(middle: Point, across: float, down: float) -> Iterator[Stroke]:
    yield "M", (middle + across,)
    for half in (0.0, math.pi):
        yield from _arc_between(middle, (across, down), half, math.pi)
    yield "Z", ()


def _rectangle(part: ET.Element) -> Iterator[Stroke]:
    x, y, width, height, corner = _number(part, "x", "y", "width", "height", "rx")
    arc = f"a{corner} {corner} 0 0 1 " if corner else "l"
    ways = (f"h{width - 2 * corner}", f"{arc}{corner} {corner}", f"v{height - 2 * corner}", f"{arc}{-corner} {corner}")
    back = (
        f"h{2 * corner - width}",
        f"{arc}{-corner} {-corner}",
        f"v{2 * corner - height}",
        f"{arc}{corner} {-corner}",
    )
    return _path(f"M{x + corner} {y}{''.join(ways + back)}z")


def _straight(part: ET.Element) -> Iterator[Stroke]:
    x, y, to_x, to_y = _number(part, "x1", "y1", "x2", "y2")
    return _path(f"M{x} {y}L{to_x} {to_y}")


SHAPES: dict[str, Callable[[ET.Element], Iterator[Stroke]]] = {
    "path": lambda part: _path(part.get("d", "")),
    "circle": _circle,
    "ellipse": _ellipse,
    "rect": _rectangle,
    "line": _straight,
    "polyline": lambda part: _path(f"M{part.get('points')}"),
    "polygon": lambda part: _path(f"M{part.get('points')}z"),
}


# Paths


def _path(d: str) -> Iterator[Stroke]:
    """Follow a path; every stroke ends in a point that the next one starts from."""
    at = start = 0j
    handle: Point | None = None  # of the curve before
    for letter, numbers in _commands(d):
        low, from_here = letter.lower(), at if letter.islower() else 0j
        made, at, handle = _step(low, numbers, at, from_here, handle)
        if low == "z":
            at = start
        elif low == "m":
            start = at
        yield from made


def _step(
    low: str, numbers: tuple[float, ...], at: Point, from_here: Point, handle: Point | None
) -> tuple[list[Stroke], Point, Point | None]:
    """Return the strokes of one command, where they end, and the last handle."""
    if low == "z":
        return [("Z", ())], at, None
    if low == "a":
        across, down, turn, large, sweep, x, y = numbers
        end = from_here + complex(x, y)
        if turn and across != down:
            raise ValueError("an ellipse that is turned is not drawn")
        return list(_arc(at, end, (across, down), large=bool(large), sweep=bool(sweep))), end, None
    if low in "hv":
        end = (
            complex(from_here.real + numbers[0], at.imag)
            if low == "h"
            else complex(at.real, from_here.imag + numbers[0])
        )
        return [("L", (end,))], end, None
    points = tuple(from_here + complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
    if low == "s":
        points = (2 * at - handle if handle is not None else at, *points)
    if low in "qt":
        points = _cubic(at, points[0] if low == "q" else 2 * at - (handle if handle is not None else at), points[-1])
    letter = {"m": "M", "l": "L"}.get(low, "C")
    return [(letter, points)], points[-1], points[-2] if letter == "C" else None


def _cubic(at: Point, handle: Point, end: Point) -> tuple[Point, Point, Point]:
    return at + (handle - at) * 2 / 3, end + (handle - end) * 2 / 3, end


def _commands(d: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Split a path into commands; one letter may stand for several."""
    for found in re.finditer(r"([a-zA-Z])([^a-zA-Z]*)", d):
        letter, rest = found[1], found[2]
        takes = TAKES[letter.lower()]
        numbers = iter(_arc_numbers(rest) if letter in "aA" else map(float, re.findall(NUMBER, rest)))
        first = True
        while (some := tuple(islice(numbers, takes))) or first:
            yield letter, some
            if not takes:
                break
            letter, first = {"m": "l", "M": "L"}.get(letter, letter), False


NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"


def _arc_numbers(rest: str) -> Iterator[float]:
    """Read the numbers of arcs, whose two flags may stand without a gap."""
    three, flags, two = (
        r"[\s,]*".join([f"({NUMBER})"] * 3),
        r"[\s,]*([01])[\s,]*([01])[\s,]*",
        rf"({NUMBER})[\s,]*({NUMBER})",
    )
    for found in re.finditer(three + flags + two, rest):
        yield from map(float, found.groups())


def _arc(at: Point, end: Point, radii: tuple[float, float], *, large: bool, sweep: bool) -> Iterator[Stroke]:
    """Follow an arc of an ellipse that is not turned, as SVG describes it."""
    scale = radii[1] / radii[0]
    one, other = complex(at.real, at.imag / scale), complex(end.real, end.imag / scale)  # there it is a circle
    half = (other - one) / 2
    radius = max(radii[0], abs(half))
    away = math.sqrt(max(0.0, radius**2 - abs(half) ** 2))
    side = 1 if large == sweep else -1
    middle = one + half + (side * away * -1j * half / abs(half) if abs(half) else 0)
    first = math.atan2((one - middle).imag, (one - middle).real)
    last = math.atan2((other - middle).imag, (other - middle).real)
    turned = (last - first) % (2 * math.pi)
    turned = turned if sweep else turned - 2 * math.pi
    yield from _arc_between(complex(middle.real, middle.imag * scale), (radius, radius * scale), first, turned)


def _arc_between(middle: Point, radii: tuple[float, float], first: float, turned: float) -> Iterator[Stroke]:
    """Draw an arc as curves of at most a quarter."""
    count = max(1, math.ceil(abs(turned) / (math.pi / 2) - 1e-9))
    step = turned / count
    reach = 4 / 3 * math.tan(step / 4)
    for number in range(count):
        begin, end = first + number * step, first + (number + 1) * step
        points = (_on(begin) * (1 + reach * 1j), _on(end) * (1 - reach * 1j), _on(end))
        yield "C", tuple(middle + complex(radii[0] * one.real, radii[1] * one.imag) for one in points)


def _on(angle: float) -> Point:
    return complex(math.cos(angle), math.sin(angle))


if __name__ == "__main__":
    sys.exit(main())
