"""Until when a report that went back is to be sent again: said in the step that tells of it."""

from __future__ import annotations

import re
from datetime import date

_AGAIN = "重新报送的期限"
_AGAIN_BY = re.compile(rf"{_AGAIN}(\d{{4}})年(\d{{1,2}})月(\d{{1,2}})日", re.ASCII)


def again_by_words(day: date) -> str:
    """Say until when what goes back is to be sent again; it stands in the step that tells of it.

    >>> again_by_words(date(2026, 12, 8)), again_by_in(again_by_words(date(2026, 12, 8)))
    ('重新报送的期限2026年12月8日', datetime.date(2026, 12, 8))
    """
    return f"{_AGAIN}{day.year}年{day.month}月{day.day}日"


def again_by_in(words: str) -> date | None:
    """Return the day that a step tells of; None where it tells of none.

    >>> again_by_in("重新报送的期限2026年13月8日"), again_by_in("")
    (None, None)
    """
    found = _AGAIN_BY.match(words)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
