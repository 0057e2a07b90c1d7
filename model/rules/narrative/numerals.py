"""Numbers as prose writes them: digits with separators, Chinese numerals, shares, estimates."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_FACTORS = {**_POWERS, **_MYRIADS}
_ONE = Decimal(1)
_CHINESE = "".join([*_DIGITS, *_FACTORS])

_ARABIC = re.compile(r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?")
_WRITTEN = re.compile(f"[{_CHINESE}]+")
_SHARE = re.compile(r"%|‰|成|倍|个?百分点|分之")
_ABOUT = re.compile(r"[余多几]|来(?=[件条份篇个次])|左右|以上|上下")
_LOOSE = re.compile(r"左右|以上|上下")
_ABOUT_BEFORE = re.compile(r"(?:约|近|超过|超|逾|不足|不到|突破|大概|平均|至少|最多)$")
_A_NAME = re.compile("(?:[一-龥]{0,4}(?:热线|服务平台)|市长|政务|便民)")  # “12345政务服务便民热线”
_LONGEST_ABOUT = 2  # characters of “超过”
_LEAST_NAME = 10000
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")  # 2O6, A4: no count begins behind one
_ENDS_ABOUT, _BEGINS_LOOSE = frozenset("约近过超逾足到破概均少多"), frozenset("左以上")
_NOT_BEFORE = frozenset("第每逐同某任单另无唯统" + _CHINESE)  # an ordinal, a word, the middle of a numeral
_TOGETHER = re.compile("在一起|[^到理诉议案件生有请]一起[办处答计纳列统汇算并]")  # “合在一起办理” counts nothing
_CALENDAR = re.compile(r"年|月|日|号|时|点|分钟|秒|小时|工作日|个工作日|天|周")
_MAY_TELL = frozenset("年月日号时点分秒小工个天周" + "%‰成倍百" + "余多几来左以上")  # what those three begin with


class Sense(Enum):
    """What a number is, as far as the characters around it tell."""

    COUNT = auto()
    SHARE = auto()  # a percentage, a multiple
    ABOUT = auto()  # an estimate, never judged
    DATE = auto()  # of a year, a day, a term


class Numeral(NamedTuple):
    """A number of a text: from where to where it is written, its value, the measure word after it."""

    start: int
    end: int
    value: Decimal
    sense: Sense
    measure: str = ""

    @property
    def after(self) -> int:
        """Where the words after its measure word begin."""
        return self.end + len(self.measure)


def numeral_at(text: str, start: int, measures: re.Pattern[str]) -> Numeral | None:
    """Read the number that begins at `start` of a folded text, if one does; a Chinese one only with a measure word.

    >>> numeral_at("三百五十三件", 0, re.compile("件")).value
    Decimal('353')
    >>> numeral_at("三安全", 0, re.compile("件")) is None
    True
    """
    found = _ARABIC.match(text, start)
    if found:
        return _arabic(text, found, measures)
    written = _WRITTEN.match(text, start)
    return _chinese(text, written, measures) if written else None


def _arabic(text: str, found: re.Match[str], measures: re.Pattern[str]) -> Numeral:
    value, end = digits_value(found.group()), found.end()
    while end < len(text) and text[end] in _FACTORS:
        value, end = value * _FACTORS[text[end]], end + 1
    if end > found.end():  # 1.2万 are 12000, not 12000.0
        value = value.quantize(_ONE) if value == value.to_integral_value() else value.normalize()
    return _numeral(text, found.start(), end, value, measures)


def _chinese(text: str, found: re.Match[str], measures: re.Pattern[str]) -> Numeral | None:
    start, end = found.span()
    about = _ABOUT.match(text, end)
    measured = measures.match(text, about.end() if about else end)
    value = chinese_value(found.group())
    if value is None or text[start - 1 : start] in _NOT_BEFORE:
        return None
    if found.group() == "一" and _TOGETHER.match(text, start - 1):
        return None
    if not measured and not _SHARE.match(text, end):
        return None
    return _numeral(text, start, end, Decimal(value), measures)


def _numeral(text: str, start: int, end: int, value: Decimal, measures: re.Pattern[str]) -> Numeral:
    plainly = text[end : end + 1] not in _MAY_TELL  # as before most measure words
    if (
        (not plainly and _CALENDAR.match(text, end))
        or text[start - 1 : start] in _LETTERS
        or (value >= _LEAST_NAME and _A_NAME.match(text, end))
    ):
        return Numeral(start, end, value, Sense.DATE)
    if (not plainly and _SHARE.match(text, end)) or text.startswith("分之", start - 2):
        return Numeral(start, end, value, Sense.SHARE)
    about = None if plainly else _ABOUT.match(text, end)
    if about:
        measured = measures.match(text, about.end())
        return Numeral(start, end, value, Sense.ABOUT, about.group() + (measured.group() if measured else ""))
    found = measures.match(text, end)
    measure = found.group() if found else ""
    after = end + len(measure)
    loose = (
        text[start - 1 : start] in _ENDS_ABOUT and _ABOUT_BEFORE.search(text, max(0, start - _LONGEST_ABOUT), start)
    ) or (text[after : after + 1] in _BEGINS_LOOSE and _LOOSE.match(text, after))
    return Numeral(start, end, value, Sense.ABOUT if loose else Sense.COUNT, measure)


def digits_value(written: str) -> Decimal:
    """Read digits, with separators or without.

    >>> digits_value("1,200.5")
    Decimal('1200.5')
    """
    return Decimal(written.replace(",", "").replace("，", ""))


def value_of(written: str) -> Decimal | None:
    """Read a number in digits or Chinese; None if it is none that anyone would write.

    >>> value_of("1，200"), value_of("十二"), value_of("百")
    (Decimal('1200'), Decimal('12'), None)
    """
    if written[0].isdecimal():
        return digits_value(written)
    value = chinese_value(written)
    return None if value is None else Decimal(value)


def chinese_value(written: str) -> int | None:
    """Read a Chinese numeral; None if it is none that anyone would write.

    >>> [chinese_value(one) for one in ("十二", "两千零五", "三十万", "二〇二三", "百", "三十五万六千")]
    [12, 2005, 300000, 2023, None, 356000]
    """
    if all(char in _DIGITS for char in written):
        return int("".join(str(_DIGITS[char]) for char in written))
    if written[0] in "百千万亿":
        return None
    total = section = digit = 0
    for char in written:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _POWERS:
            section, digit = section + (digit or 1) * _POWERS[char], 0
        else:
            total, section, digit = (total + section + digit) * _MYRIADS[char], 0, 0
    return total + section + digit
