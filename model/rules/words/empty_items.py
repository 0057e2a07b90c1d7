"""T19, numbered items with nothing behind their heads: “3.评议：良好。4.追责：”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.rules.words.flaws import Flaw

_HEAD = re.compile(r"(?<![\d.．、])(?P<number>\d{1,2})[.．、]\s?[\u4e00-\u9fff、]{2,14}[：:]")
_NEXT = re.compile(r"\s{0,6}(?P<number>\d{1,2})[.．、]")
_REST = re.compile(r"\s{0,6}\Z")


def empty_items(text: str) -> Iterator[Flaw]:
    """Find heads of items behind which the next item begins, or the text ends."""
    heads = [*_HEAD.finditer(text)] if "：" in text or ":" in text else []
    numbers = {int(one["number"]) for one in heads}
    for head in heads:
        number, after = int(head["number"]), _NEXT.match(text, head.end())
        is_last = number - 1 in numbers and _REST.match(text, head.end())
        if is_last or (after and int(after["number"]) == number + 1):
            yield Flaw(*head.span(), "后面没有内容；请补上，没有的也请写明")
