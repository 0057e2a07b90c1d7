"""“One” that counts nothing: “办结一件申请、化解一个矛盾” says how something is done, not how often."""

from __future__ import annotations

import re

from model.rules.narrative.numerals import Numeral

_SAID_OF_HOW = re.compile(
    "做到|力求|力争|努力|坚持|树立|秉[持承]|理念|目标|实行|实现|每|就是|等于|确保|推动|要求|通过|原则|办好|机制|标准|严[格禁]|出现|杜绝|防止|避免"
)
_ONE_AND_ONE = re.compile("一[件份起宗例个][^一]{0,12}[，、；][^一]{0,8}一[类批片个套名次人条]")


def is_slogan(text: str, numeral: Numeral) -> bool:
    """Return whether a number is the “one” of a slogan.

    >>> from decimal import Decimal
    >>> from model.rules.narrative.numerals import Sense
    >>> is_slogan("坚持收到一件、登记一件", Numeral(4, 5, Decimal(1), Sense.COUNT, "件"))
    True
    >>> is_slogan("收到申请一件", Numeral(4, 5, Decimal(1), Sense.COUNT, "件"))
    False
    """
    if numeral.value != 1 or text[numeral.start] != "一":
        return False
    return _SAID_OF_HOW.search(text) is not None or _ONE_AND_ONE.search(text) is not None
