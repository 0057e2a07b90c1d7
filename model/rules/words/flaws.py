"""Wrong words in the texts of a report: what is found in one becomes a finding at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from model.form.schema import Severity
from model.report.prose import LONG
from model.rules.finding import Finding, Verdict
from model.rules.registry import Context


class Flaw(NamedTuple):
    """Words that should not be so: where they stand in a text, the second half of the message, what would be right."""

    start: int
    end: int
    problem: str
    words: str | None = None


Find: TypeAlias = Callable[[str, int], Iterable[Flaw | None]]  # None parts two small pieces of the work


def in_texts(
    context: Context, check_id: str, find: Find, severity: Severity = Severity.WARN
) -> Iterator[Finding | None]:
    """Make a finding of every flaw that `find(text, year)` gives, for each text of the report."""
    year = context.report.year
    for key, text in context.report.texts.items():
        count = 0
        yield None
        for flaw in _flaws(find, text, year) if len(text) < LONG else find(text, year):
            if flaw is None:
                yield None
                continue
            count += 1
            if count > _MOST:
                break
            yield in_text(context, check_id, key, flaw, severity)


_MOST = 500  # of one kind in one text: more tell nothing, and nobody reads them


def in_text(context: Context, check_id: str, key: str, flaw: Flaw, severity: Severity = Severity.WARN) -> Finding:
    """Make a finding of one flaw of one text."""
    start, end, problem, words = flaw
    quote = context.report.texts[key][start:end]
    about, why = shown(quote), problem.partition("；")[0]
    message = f"{context.report.form.name_of(key)}：“{about}”{problem}（{check_id}）"
    return Finding(
        check_id,
        severity,
        Verdict.BROKEN,
        (key,),
        message,
        quote=quote,
        span=(start, end),
        words=words,
        about=about,
        why=why,
    )


_LONGEST_QUOTE = 24  # characters: more is no help in finding the place, and makes no sentence


def shown(quote: str) -> str:
    """Return as much of some words as is shown of them.

    >>> shown("甲" * 25)
    '甲甲甲甲甲甲甲甲甲甲甲甲……'
    """
    bare = "".join(quote.split())  # so that a text reads the same wherever its lines were broken
    return quote.replace("\n", "") if len(bare) <= _LONGEST_QUOTE else f"{bare[: _LONGEST_QUOTE // 2]}……"


@lru_cache(512)  # while a number is typed the texts stay as they are
def _flaws(find: Find, text: str, year: int) -> tuple[Flaw, ...]:
    return tuple(flaw for flaw in find(text, year) if flaw is not None)


def of_text(  # noqa: PLR0913 — a finding has these parts
    context: Context, check_id: str, key: str, problem: str, *, gap: bool = False, severity: Severity = Severity.WARN
) -> Finding:
    """Make a finding about a text as a whole; a gap is a text that is not there yet."""
    message = f"{context.report.form.name_of(key)}：{problem}（{check_id}）"
    why = problem.partition("；")[0]
    return Finding(check_id, severity, Verdict.BROKEN, (key,), message, gap=gap, why=why)
