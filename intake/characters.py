"""Characters that look like others: radicals that PDF programs write for words, full width, spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from intake.traditional import simplified

_SUPPLEMENT = dict(
    zip(
        "⺁⺇⺋⺎⺒⺓⺕⺗⺙⺜⺝⺟⺠⺡⺢⺣⺦⺧⺨⺩⺪⺫⺬⺭⺮⺰⺱⺶⺹⺻⺼⺽⺾⻁⻂⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂几卩兀巳幺彐忄攵日月母民氵氺灬丬牛犭王疋目示礻竹纟网羊老聿肉臼艹虎衤西见角讠贝足车辶辶辶阝钅長长门阝雨青韦页风飞食饣首马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
_KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_INVISIBLE = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u0000")
_WRITTEN = str.maketrans(_KANGXI | _SUPPLEMENT | _INVISIBLE)
_TYPED_NUMBER = re.compile(r"['‘’＇`]\s*[-+]?\d[\d,]*(?:\.\d+)?\s*")
_SHORT = 60  # signs: a label, which is compared again and again; of a paragraph nothing is kept
_KEPT = 1 << 13  # labels, of one document after the other

BROKEN = "\u2060"  # stands in a number where a narrow cell broke it over two lines


def without_radicals(text: str) -> str:
    """Return words for radicals, which look the same, and take out what cannot be seen.

    >>> without_radicals("⼀⼆⼈⾏⻓⻔")
    '一二人行长门'
    """
    return text if text.isascii() and "\0" not in text else text.translate(_WRITTEN)


def without_apostrophe(text: str) -> str:
    """Take off the mark by which spreadsheets keep a number as text.

    >>> without_apostrophe("'57"), without_apostrophe("’5884.0157"), without_apostrophe("'23年")
    ('57', '5884.0157', "'23年")
    """
    return text[1:].strip() if _TYPED_NUMBER.fullmatch(text) else text


def fold(text: str) -> str:
    """Return text for comparing: one width, no spaces, simplified characters, one spelling of 勾稽.

    >>> fold("（一） 钩稽１")
    '(一)勾稽1'
    """
    return _folded_before(text) if len(text) <= _SHORT else _folded(text)


def bare(text: str) -> str:
    """Return only the words and digits of a text, for comparing labels.

    >>> bare("3.危及“三安全一稳定”")
    '3危及三安全一稳定'
    """
    return _bared_before(text) if len(text) <= _SHORT else _bared(text)


def _folded(text: str) -> str:
    return simplified("".join(unicodedata.normalize("NFKC", without_radicals(text)).split())).replace("钩稽", "勾稽")


def _bared(text: str) -> str:
    folded = fold(text)
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


_folded_before, _bared_before = lru_cache(_KEPT)(_folded), lru_cache(_KEPT)(_bared)
