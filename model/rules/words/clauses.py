"""What stands around a place in a text, as far as its sentence or its clause goes."""

from __future__ import annotations

import re

ENDS = re.compile("[。；;！\n]")  # of what is said in one go; a comma ends none


def before(text: str, start: int, most: int, ends: re.Pattern[str] = ENDS) -> str:
    """Return what stands before a place since the last of some marks, `most` characters of it.

    >>> before("甲。乙，丙丁", 5, 9), before("甲。乙，丙丁", 5, 2)
    ('乙，丙', '，丙')
    """
    first = max(0, start - most)
    return text[max((end.end() for end in ends.finditer(text, first, start)), default=first) : start]


def after(text: str, end: int, most: int, ends: re.Pattern[str] = ENDS) -> str:
    """Return what stands after a place up to the next of some marks, `most` characters of it.

    >>> after("甲乙，丙。丁", 1, 9), after("甲乙，丙。丁", 1, 2)
    ('乙，丙', '乙，')
    """
    stop = ends.search(text, end, end + most)
    return text[end : stop.start() if stop else end + most]


def begin(text: str, end: int, most: int) -> int:
    """Return where the clause that ends at a place begins; 0 where it is longer than `most` characters.

    >>> begin("甲，乙。丙", 3, 9), begin("甲，乙丙", 4, 1)
    (2, 0)
    """
    first, found = max(0, end - most), text.rfind
    # one by one, as nothing is asked of a text more often
    comma, stop, semicolon, line = (
        found("，", first, end),
        found("。", first, end),
        found("；", first, end),
        found("\n", first, end),
    )
    return (
        max(comma, stop, semicolon, line, found("：", first, end), found("！", first, end), found("？", first, end)) + 1
    )
