"""A chart that is laid out: boxes, level and upright lines, words, and what each of its values is, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from export.layout.page import ASCENT, Rectangle
from model.report.numbers import number_text
from model.values import NamedTuple

TITLE, BODY, SECOND, TAG = 14.0, 13.0, 12.0, 11.0  # sizes of words, in pixels
LINE = 1.5  # of a size: the height of a line of words
EDGE = 16.0  # round everything
GAP = 8.0
BLANK = "未填"
_MORE = "…"
_TOUCH = 1e-6  # what places may have in common that only touch


class Measure(Protocol):
    """Tell how wide words are in a size, bold or not."""

    def __call__(self, text: str, size: float, *, bold: bool = False) -> float:
        """Measure words."""


class ChartPaper(NamedTuple):
    """On what a chart is laid out: whose letters, how wide, and how high where that is not for the chart to say."""

    measure: Measure
    width: float
    height: float = 0.0


class ChartHeading(NamedTuple):
    """What stands over a chart: what it is about, and more of that in smaller letters."""

    title: str
    about: str = ""


class Tone(StrEnum):
    """What a colour is for; which one it is, is the painter's matter."""

    TEXT = "text"
    MUTED = "muted"
    RULE = "rule"  # lines to measure by
    BAR = "bar"
    ON_BAR = "on_bar"
    CHOSEN = "chosen"  # the bar that the chart is about
    FAINT = "faint"
    ON_CHOSEN = "on_chosen"  # words on a bar of that tone
    PAPER = "paper"  # what all stands on


class Anchor(StrEnum):
    """Which end of words stays where it is if a painter's letters are wider than those that were measured."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class ChartBox(NamedTuple):
    """A filled rectangle."""

    place: Rectangle
    tone: Tone


class ChartLine(NamedTuple):
    """A level or an upright line."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: Tone
    width: float = 1.0
    dashed: bool = False


class ChartWord(NamedTuple):
    """Words on one line."""

    text: str
    left: float
    baseline: float
    width: float
    size: float
    bold: bool
    tone: Tone
    anchor: Anchor

    @property
    def at(self) -> float:
        """Where the end that stays is."""
        return self.left + {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[self.anchor] * self.width

    @property
    def place(self) -> Rectangle:
        """The room that they take."""
        top = self.baseline - ASCENT * self.size
        return Rectangle(self.left, top, self.left + self.width, top + self.size)


class ChartMark(NamedTuple):
    """One value: its room, and what is said of it."""

    place: Rectangle
    said: str


@dataclass(frozen=True)
class Chart:
    """What is drawn, and the same as a sentence and as a table for those who do not see it."""

    width: float
    height: float
    title: str
    sentence: str
    grid: tuple[ChartLine, ...]  # under all else
    boxes: tuple[ChartBox, ...]
    rules: tuple[ChartLine, ...]
    words: tuple[ChartWord, ...]
    marks: tuple[ChartMark, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class ChartSheet:
    """Where a chart is put together: its parts in the order in which they are drawn."""

    def __init__(self, measure: Measure, width: float) -> None:
        self.measure, self.width = measure, width
        self.grid: list[ChartLine] = []
        self.boxes: list[ChartBox] = []
        self.rules: list[ChartLine] = []
        self.words: list[ChartWord] = []
        self.marks: list[ChartMark] = []

    def box(self, left: float, top: float, right: float, bottom: float, tone: Tone) -> None:
        """Fill a rectangle; one that has no room is none."""
        if right > left and bottom > top:
            self.boxes.append(ChartBox(Rectangle(left, top, right, bottom), tone))

    def level(self, left: float, right: float, y: float, tone: Tone = Tone.RULE) -> None:
        """Draw a thin level line under all else."""
        self.grid.append(ChartLine(left, y, right, y, tone))

    def word(  # noqa: PLR0913 — what, where, how
        self,
        text: str,
        at: float,
        baseline: float,
        *,
        size: float = SECOND,
        tone: Tone = Tone.TEXT,
        anchor: Anchor = Anchor.START,
        bold: bool = False,
    ) -> ChartWord:
        """Put words at a place."""
        made = self.placed(text, at, baseline, size=size, tone=tone, anchor=anchor, bold=bold)
        if text:
            self.words.append(made)
        return made

    def placed(  # noqa: PLR0913 — as above
        self,
        text: str,
        at: float,
        baseline: float,
        *,
        size: float = SECOND,
        tone: Tone = Tone.TEXT,
        anchor: Anchor = Anchor.START,
        bold: bool = False,
    ) -> ChartWord:
        """Return words as they would stand at a place."""
        width = self.measure(text, size, bold=bold)
        left = at - {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[anchor] * width
        return ChartWord(text, left, baseline, width, size, bold, tone, anchor)

    def put_if_free(self, words: Iterable[ChartWord], most: float) -> None:
        """Put words, the important ones first; one that would touch another or leave the chart is left out."""
        for one in words:
            inside = one.left >= 0 and one.left + one.width <= most
            if one.text and inside and not any(overlap(one.place, other.place) for other in self.words):
                self.words.append(one)

    def shortened(self, text: str, room: float, size: float = SECOND, *, bold: bool = False) -> str:
        """Return as much of words as there is room for."""
        text = " ".join(text.split())
        if self.measure(text, size, bold=bold) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._fits(text[:middle], room, size, bold=bold) else (low, middle - 1)
        return text[:low] + _MORE if self._fits(text[:low], room, size, bold=bold) else ""

    def _fits(self, text: str, room: float, size: float, *, bold: bool) -> bool:
        return self.measure(text + _MORE, size, bold=bold) <= room

    def heading(self, heading: ChartHeading) -> float:
        """Write what the chart is about; return how far down it reaches."""
        room, y = self.width - 2 * EDGE, EDGE
        looks = ((heading.title, TITLE, True, Tone.TEXT), (heading.about, SECOND, False, Tone.MUTED))
        for text, size, bold, tone in looks:
            if text:
                self.word(self.shortened(text, room, size, bold=bold), EDGE, y + size, size=size, tone=tone, bold=bold)
                y += size * LINE
        return y + GAP

    def chart(
        self, height: float, heading: ChartHeading, sentence: str, head: Sequence[str], rows: Iterable[Sequence[str]]
    ) -> Chart:
        """Return what was put together."""
        return Chart(
            self.width,
            height,
            "，".join(filter(None, heading)),
            sentence,
            tuple(self.grid),
            tuple(self.boxes),
            tuple(self.rules),
            tuple(self.words),
            tuple(self.marks),
            tuple(head),
            tuple(map(tuple, rows)),
        )


def overlap(one: Rectangle, other: Rectangle) -> bool:
    """Whether two places have room in common.

    >>> overlap(Rectangle(0, 0, 9, 9), Rectangle(5, 5, 20, 20)), overlap(Rectangle(0, 0, 9, 9), Rectangle(9, 0, 20, 9))
    (True, False)
    """
    return (
        one.left < other.right - _TOUCH
        and other.left < one.right - _TOUCH
        and one.top < other.bottom - _TOUCH
        and other.top < one.bottom - _TOUCH
    )


def value_words(value: Decimal | None) -> str:
    """Return a value as it is written in a chart; a blank is no zero.

    >>> value_words(Decimal(0)), value_words(None), value_words(Decimal(-3))
    ('0', '未填', '−3')
    """
    return BLANK if value is None else number_text(value).replace("-", "−")
