"""A keystroke in a text of 100,000 characters of any kind, in the real window: taken, checked, marked, on disk.

What is left to do when nobody types is measured for itself: no part of it may hold the next keystroke up.
"""

from __future__ import annotations

from functools import cache, partial
from statistics import median, quantiles
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from bench.figure import Figure, seconds, slowness
from bench.keystroke import open_window, settle
from model.form.editions.form_2021 import OVERVIEW
from model.report.file_format import LONGEST_TEXT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.report.page import ReportPage

KEYSTROKES = 50  # at each of two places
KEY = OVERVIEW.texts[2].key
TRUE = "本年度共收到政府信息公开申请261件，全部按期答复，其中自然人提出的申请较多。"
FALSE = "本年度共收到政府信息公开申请7件，其中予以公开3件、部分公开2件。"
KINDS = {
    "paragraphs of prose": (TRUE * 5 + FALSE + "\n") * 600,
    "one paragraph": (TRUE * 9 + FALSE) * 300,
    "false claims only": FALSE * 4000,
    "no stop": "收到申请261件，答复申请人，" * 8000,
    "digits": "0123456789" * 10_000,
    "blanks": " " * 100_000,
    "2024年度": "2024年度" * 17_000,
    "line ends": "\n" * 100_000,
}


class Typed(NamedTuple):
    """The 99th percentile of a keystroke and the longest piece of what was left for later, in milliseconds."""

    keystroke: float
    later: float


@cache
def typed(kind: str) -> Typed:
    """Type into the middle and at the end of a text, then wait until nothing is left to do."""
    words = KINDS[kind][: LONGEST_TEXT - 1000]
    with open_window() as (application, window):
        page = window.report_page
        if page is None:
            raise RuntimeError("no report is open")
        page.session.set_text(KEY, words)
        page.go_to_place(KEY)
        finish(application, page)
        took: list[float] = []
        speeds = [slowness()]
        for place in (len(words) // 2, len(words)):
            page.go_to_place(KEY)
            put_caret(page, place)
            finish(application, page)
            took += [keystroke(application, page, number) for number in range(KEYSTROKES)]
            speeds.append(slowness())
        later = finish(application, page)
        make_sure_it_is_kept(page, words)
    speed = median(speeds)
    return Typed(quantiles(took, n=100)[-1] * 1000 / speed, later * 1000 / speed)


def put_caret(page: ReportPage, place: int) -> None:
    """Put the caret into the text."""
    page.page.go_to(KEY, (place, place))


def keystroke(application: QApplication, page: ReportPage, number: int) -> float:
    """Type one character; give the seconds until the event loop has nothing to do at once."""
    from PySide6.QtTest import QTest

    def press() -> None:
        QTest.keyClicks(page.focusWidget(), "8,"[number % 2])
        settle(application)

    return seconds(press)


def finish(application: QApplication, page: ReportPage) -> float:
    """Wait until all is checked and drawn; give the seconds of the longest turn of the event loop."""
    longest, until = 0.0, monotonic() + 0.5
    while monotonic() < until or not page.session.is_checked:
        longest = max(longest, seconds(application.processEvents))
    return longest


def make_sure_it_is_kept(page: ReportPage, words: str) -> None:
    """Compare what the session has with what was typed, and what the library has with that."""
    text = page.session.value(KEY)
    if not isinstance(text, str) or len(text) != len(words) + 2 * KEYSTROKES:
        raise RuntimeError("not all that was typed arrived")
    if page.library.load(page.session.id).report.texts[KEY] != text:
        raise RuntimeError("what was typed is not on disk")


def _keystroke(kind: str) -> float:
    return typed(kind).keystroke


def _later(kind: str) -> float:
    return typed(kind).later


FIGURES = tuple(
    Figure(f"{what}, {kind}{percentile}", "ms", target, partial(measure, kind), calibrated=True)
    for kind in KINDS
    for what, percentile, target, measure in (
        ("a keystroke in 100,000 characters", ", p99", 16, _keystroke),
        ("the longest turn of the event loop after it", "", 50, _later),
    )
)
