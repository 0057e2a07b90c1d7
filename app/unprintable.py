"""What no font draws, as findings: told while it is typed, not when nothing can be made of the report any more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from model.form.schema import Severity
from model.report.report import Report
from model.rules.finding import Finding, Verdict

_ALSO_COMMON = str.maketrans("", "", "—·")  # which Python's GB 2312 has at another place


def unprintable_findings(report: Report) -> Iterator[Finding]:
    """Find the first character of each text that cannot be printed; the message names all of them."""
    for key, text in report.texts.items():
        missing = _missing(text) if key in report.form.texts else ""
        if missing:
            start = max(text.find(missing[0]), 0)
            named = named_characters(missing)
            message = f"{report.form.name_of(key)}：{named}无法打印，请换一个写法"
            at, span = (key,), (start, start + len(missing[0]))
            why = f"{named}无法打印"
            yield Finding("", Severity.HARD, Verdict.BROKEN, at, message, quote=missing[0], span=span, why=why)


@lru_cache(16)  # while a number is typed the texts stay as they are
def _missing(text: str) -> str:
    return "" if _is_common(text) else missing_in(text)


def _is_common(text: str) -> bool:
    """Whether a text has nothing but what the fonts have for sure, so that they need not be read."""
    try:
        text.translate(_ALSO_COMMON).encode("gb2312")
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
