"""What stands behind a heading in its own line: words of the heading itself, or the text that it heads."""

from __future__ import annotations

import re
from collections.abc import Callable

_ENDS = "情况|措施|打算|安排|计划|思路|方向|建议|事项|问题|不足|说明|概述|概况|举措|原因"
_END = re.compile(rf"(?:{_ENDS})++")
_GOES_ON = re.compile(rf"\s{{0,4}}(?:及其|以及|[及和与、的])[^\d。：:；;，,（()）\s]{{0,13}}?(?:{_ENDS})++")
_ALSO = re.compile(r"\s{0,4}(?:统计表|一览表|方面|部分|如下|表|等)(?=\s{0,4}(?:[。：:；;，,（(]|$))")
_REMARK = re.compile(r"\s{0,4}[（(](?:续表?|接上页|见?附[表件]\d?|见?下表|略|如下|单位[：:][^（）()]{1,6})[）)]")
_MARKS = " \t\u3000。：:；;，,、.．—–-"
_LONGEST = 60  # characters of a line in which its heading ends


def behind(words: str, is_heading: Callable[[str], bool]) -> str | None:
    """Return what stands behind the heading with which a line begins; None where none is found in it.

    >>> [behind(words, "事项".__eq__) for words in ("事项没有。", "事项及说明：无", "事项（续）", "其他")]
    ['没有。', '无', '', None]
    """
    for found in _END.finditer(words, 0, _LONGEST):
        if is_heading(words[: found.end()]):
            return words[_after_all(words, found.end()) :].lstrip(_MARKS)
    return None


def _after_all(words: str, end: int) -> int:
    """Return where a heading ends that says more than its name."""
    while more := _GOES_ON.match(words, end):
        end = more.end()
    for also in (_ALSO, _REMARK):
        more = also.match(words, end)
        end = more.end() if more else end
    return end
