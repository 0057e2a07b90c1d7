"""T5: texts that are nearly those of last year, or of another unit (内容雷同), but for sentences of the program."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from functools import lru_cache

from model.form.form import Form
from model.form.roles import TextRole
from model.form.schema import Severity
from model.report.prose import LONG
from model.report.report import Report
from model.rules.finding import Finding
from model.rules.peers import near
from model.rules.registry import Context, Need, Remedy, rule
from model.rules.words.flaws import of_text
from model.sentences.own_words import own_words, own_words_of_long

SHORTEST = 80  # characters; two units rightly report a fee, or that there was nothing, in the same words
ALIKE = 90.0  # per cent of the characters that need not be changed; a text with other numbers put in has more
_PART = 8000  # characters of a long text that are compared in one go


def is_compared(form: Form, key: str, size: int) -> bool:
    """Return whether a text of a form is held against others at all; its opening cites the same law every year."""
    formula = form.text(TextRole.OPENING)
    return size >= SHORTEST and not (formula and key == formula.key)


@rule(
    "T5",
    Severity.WARN,
    "文字不与上年、也不与其他单位的年报雷同",
    "{form}（内容雷同的要追究）",
    remedy=Remedy.BY_HAND,
    needs=(Need.LAST_YEAR, Need.PEERS),
)
def nearly_identical(context: Context) -> Iterator[Finding | None]:
    """Find texts nearly identical with last year's, or with another unit's in the same library.

    The program's own sentences are left out of both: who takes the same ones has copied nothing.
    """
    for key, text in context.report.texts.items():
        if not is_compared(context.report.form, key, len(text)):
            continue
        mine = yield from _own(text)
        if not is_compared(context.report.form, key, len(mine)):
            continue
        peers = near(context.others, key, text, ALIKE) if context.others else ()
        known = [one for one in (context.last_year, *peers) if one is not None]
        others = yield from _own_of_all([one.texts.get(key, "") for one in known])
        if len(mine) < LONG:
            twin = _likest(mine, others) if others else None
        else:
            twin = yield from _likest_of_long(mine, others)
        if twin:
            yield _copied(context, key, known[twin[0]], twin[1], of_all=mine == text)


def _own(text: str) -> Generator[None, None, str]:
    if len(text) < LONG:
        return own_words(text)
    return (yield from own_words_of_long(text))


def _own_of_all(texts: Iterable[str]) -> Generator[None, None, tuple[str, ...]]:
    found: list[str] = []
    for text in texts:
        own = yield from _own(text)
        found.append(own)
    return tuple(found)


@lru_cache(64)  # while one text is typed the others stay as they are
def _likest(text: str, others: tuple[str, ...]) -> tuple[int, float] | None:
    """Return the number of the likest text and how alike it is, in per cent; None if none is nearly identical."""
    from model.similarity import likest  # rapidfuzz takes a fifth of a bare window's start, and is needed only now

    return likest(text, others, ALIKE)


def _likest_of_long(text: str, others: tuple[str, ...]) -> Generator[None, None, tuple[int, float] | None]:
    """Find as `_likest` does, in pieces that each take a few milliseconds."""
    twin: tuple[int, float] | None = None
    for number, other in enumerate(others):
        alike = yield from _alike(text, other, twin[1] if twin else ALIKE)
        if alike >= ALIKE and (twin is None or alike > twin[1]):
            twin = number, alike
    return twin


def _alike(text: str, other: str, least: float) -> Generator[None, None, float]:
    """Return how alike two long texts are, in per cent, part by part; 0 as soon as it is less than `least`."""
    from model.similarity import common_length

    both, lost = len(text) + len(other), 0  # characters that have no like
    parts = -(-max(len(text), len(other)) // _PART)
    if 200 * min(len(text), len(other)) < least * both:
        return 0
    for number in range(parts):
        if 100 * (both - lost) / both < least:
            return 0
        mine, theirs = _part(text, number, parts), _part(other, number, parts)
        lost += len(mine) + len(theirs) - 2 * common_length(mine, theirs)
        yield None
    return 100 * (both - lost) / both


def _part(text: str, number: int, parts: int) -> str:
    return text[len(text) * number // parts : len(text) * (number + 1) // parts]


def _copied(context: Context, key: str, twin: Report, alike: float, *, of_all: bool) -> Finding:
    """Tell of a copy; nearly alike is not wholly so, and what was measured may be less than the text."""
    whose = "上年年报" if twin is context.last_year else f"“{twin.unit}”的年报"
    part = "" if of_all else "除程序提供的句子外，"
    return of_text(context, "T5", key, f"{part}与{whose}有{int(alike)}%相同；请改写成本年度、本单位的实际情况")
