"""Numbers as people type and paste them, and as files and paper show them."""

from __future__ import annotations

import re
from decimal import Decimal

from model.errors import clip
from model.form.schema import Kind

DIGITS = 12  # before the decimal point; the largest published amount has nine
DECIMALS = 6  # in 万元, to the 分

_SHAPE = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<decimals>[0-9]+))?")
_FULL_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {ord("−"): ord("-")}
_UNITS = ("件", "万元", "条", "项", "个")
ONE_STROKE = "一"  # the number one, which people type for a dash
# What stands for “none” in tables: never read as 0, nor as a number. More than four of them are a ruled line.
_NONE = re.compile(rf"[/\\\-‐‑‒–—―─━﹘﹣_]{{1,4}}|{ONE_STROKE}{{1,2}}|无")


class NotANumberError(ValueError):
    """The text is neither blank nor a number; `reason` is the sentence to show."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(text)
        self.text = text
        self.reason = reason


def parse_number(text: str) -> Decimal | None:
    """Read a number as it is typed or pasted; nothing typed is no number, not zero.

    Full-width digits, thousands separators, blanks and a trailing 件 are taken.

    >>> parse_number(" １,２３４ 件")
    Decimal('1234')
    >>> parse_number("5884.0150")
    Decimal('5884.0150')
    >>> parse_number("　") is None
    True

    Raises:
        NotANumberError: the text is neither blank nor a number; it carries the text and the reason.
    """
    found = _SHAPE.fullmatch(text) or _SHAPE.fullmatch(plain := _plain(text))
    if found:
        return _decimal(found, text)
    if not plain:
        return None
    if _NONE.fullmatch(plain):
        raise NotANumberError(text, f"“{clip(text)}”不是数字，没有的请填0")
    raise NotANumberError(text, f"“{clip(text)}”不是数字，这里只能填数字")


def is_written_as_number(text: str) -> bool:
    """Whether a text has the shape of a number, also of one that is too large to be taken.

    >>> [is_written_as_number(text) for text in ("１,２３４件", "9" * 20, "约12", "")]
    [True, True, False, False]
    """
    return bool(_SHAPE.fullmatch(text) or _SHAPE.fullmatch(_plain(text)))


def says_none(text: str) -> bool:
    """Whether a text says that there is none: a stroke or 无, in any width; typed, pasted and imported alike.

    >>> says_none(" ／ "), says_none("——"), says_none("无"), says_none("0"), says_none("")
    (True, True, True, False, False)
    """
    return bool(_NONE.fullmatch(_folded(text)))


def _folded(text: str) -> str:
    return "".join(text.split()).translate(_FULL_WIDTH)  # not NFKC, which makes 102 of 10²


def _plain(text: str) -> str:
    folded = _folded(text)
    for unit in _UNITS:
        folded = folded.removesuffix(unit) or folded
    return folded


def _decimal(found: re.Match[str], text: str) -> Decimal:
    whole = found["whole"].replace(",", "").lstrip("0") or "0"
    decimals = found["decimals"] or ""
    if len(whole) > DIGITS:
        raise NotANumberError(text, f"“{clip(text)}”太大，整数部分最多{DIGITS}位")
    if len(decimals) > DECIMALS:
        raise NotANumberError(text, f"“{clip(text)}”小数太长，最多{DECIMALS}位")
    value = Decimal(f"{whole}.{decimals}" if decimals else whole)
    return -value if found["sign"] else value  # minus zero comes out as zero


def parse_entry(text: str, kind: Kind) -> Decimal | None:
    """Read a number for a cell of this kind; a whole number keeps no decimals that are all zero.

    >>> parse_entry("3.00", Kind.COUNT), parse_entry("3.00", Kind.AMOUNT)
    (Decimal('3'), Decimal('3.00'))

    Raises:
        NotANumberError: as `parse_number`.
    """
    value = parse_number(text)
    if value is None or kind is Kind.AMOUNT or value != value.to_integral_value():
        return value
    return value.to_integral_value()


def number_text(value: Decimal | None) -> str:
    """Write a number as files and paper show it: all its decimals, never an exponent; blank for none.

    >>> number_text(Decimal("5884.0150")), number_text(Decimal("3E2")), number_text(None)
    ('5884.0150', '300', '')
    """
    return "" if value is None else format(value, "f")


def with_unit(value: Decimal, kind: Kind) -> str:
    """Write a number with the unit in which a sentence speaks of it."""
    return f"{number_text(value)}{kind.unit}"
