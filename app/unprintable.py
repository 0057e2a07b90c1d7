"""What no font draws, as findings: told while it is typed, not when nothing can be made of the report any more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, islice

from model.form.schema import Severity
from model.report.report import Report
from model.rules.finding import Finding, Verdict

_MOST = 100  # stretches of one text that are told at once: of a text in another script no line is left else


def unprintable_findings(report: Report) -> Iterator[Finding]:
    """Find every stretch of a text that cannot be printed: each has to be written otherwise."""
    for key, text in report.texts.items():
        missing = _missing(text) if key in report.form.texts else ""
        for start, end in islice(_stretches(text, frozenset(missing)), _MOST):
            named = named_characters("".join(dict.fromkeys(text[start:end])))
            message = f"{report.form.name_of(key)}：{named}无法打印，请换一个写法"
            why, quote = f"{named}无法打印", text[start:end]
            yield Finding("", Severity.HARD, Verdict.BROKEN, (key,), message, quote=quote, span=(start, end), why=why)


def _stretches(text: str, missing: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Find where characters that are missing stand, those beside each other together."""
    start = 0
    for is_missing, stretch in groupby(text, missing.__contains__) if missing else ():
        end = start + sum(1 for _ in stretch)
        if is_missing:
            yield start, end
        start = end


@lru_cache(16)  # while a number is typed the texts stay as they are
def _missing(text: str) -> str:
    return "" if _is_common(text) else missing_in(text)


def _is_common(text: str) -> bool:
    """Whether a text has nothing but what the fonts have for sure, so that they need not be read."""
    try:
        text.replace("—", "").replace("·", "").encode("gb2312")  # which Python's GB 2312 has at another place
    except UnicodeEncodeError:
        return False
    return True


def missing_in(text: str) -> str:
    """Return the characters of a text that no font has."""
    from export.printable import missing  # reads the fonts

    return missing(text)


def named_characters(characters: str) -> str:
    """Name characters by their numbers, too: some cannot be shown either.

    >>> named_characters("😀")
    '字符“😀”（U+1F600）'
    """
    named = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in characters)
    return f"字符{named}".encode("utf-8", "replace").decode("utf-8")
