"""The work of reading a text grows with its length, not faster: lines of the program are counted, nothing is timed.

What happens within one call of a pattern is not counted: that is read from the patterns themselves (test_patterns).
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

import pytest

from faults.long_texts import FILES, MARKUP
from faults.parts.growth import forget
from faults.patterns.inputs import Input
from intake.html.reader import from_html
from intake.interpret import interpret
from intake.text_file import from_text
from model.errors import UserError

SHORT, LONG = 2_500, 10_000  # characters
MOST = 4.5  # times as many lines for four times the text; where they are squared it is 16
FEW = 10_000  # lines that any text takes

Trace = Callable[[FrameType, str, Any], Any]


def count_lines(act: Callable[[], object]) -> int:
    """Count the lines that are run, each again as often as a loop comes back to it."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: object) -> Trace:
        nonlocal count
        count += event == "line"
        return trace

    forget()
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        with suppress(UserError):
            act()
    finally:
        sys.settrace(before)
    return count


def as_text(words: str) -> None:
    interpret(from_text(words))


def as_page(words: str) -> None:
    interpret(from_html(f"<body><p>{words}</p></body>"))


def test_what_is_squared_is_seen() -> None:
    def squared(size: int) -> int:
        return count_lines(lambda: [None for _ in range(size) for _ in range(size)])

    assert squared(400) > FEW
    assert squared(400) > 15 * squared(100)


@pytest.mark.parametrize("one", FILES, ids=ascii)
def test_reading_a_text_grows_with_it(one: Input) -> None:
    short, long = (count_lines(lambda size=size: as_text(one.text(size))) for size in (SHORT, LONG))  # type: ignore[misc]
    assert long < FEW + MOST * short


@pytest.mark.parametrize("one", [*FILES, *MARKUP], ids=ascii)
def test_reading_a_page_grows_with_it(one: Input) -> None:
    short, long = (count_lines(lambda size=size: as_page(one.text(size))) for size in (SHORT, LONG))  # type: ignore[misc]
    assert long < FEW + MOST * short
