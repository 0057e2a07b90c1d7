"""What stands in one place of a table: a number, a stroke for none, or a text that is neither; nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from intake.characters import BROKEN, fold
from model.errors import clip
from model.form.schema import Kind
from model.report.numbers import ONE_STROKE, NotANumberError, parse_entry, says_none

_WORDS = re.compile(r"[\u4e00-\u9fff]")
_APART = re.compile(r"\d\s+[\d.]")
_NUMBER = re.compile(r"[-−+]?(?:\d+(?:,\d{3})*(?:\.\d+)?)(?:件|条|项|个|宗|起)?")
_MONEY = re.compile(r"[-−+]?(?:\d+(?:,\d{3})*(?:\.\d+)?)(?:万元|万|元|亿元|亿)")
_REMARK = re.compile(r"(?P<value>[^()]*)\((?P<remark>[^()]*)\)")
_CHANGE = re.compile(r"(?P<word>减少|减|增加|增|\+)(?P<value>\d+)(?:件|项|个)?")


@dataclass(frozen=True)
class ReadValue:
    """What was read at one place: a number or none, and what must be said about it."""

    number: Decimal | None
    remark: str = ""


@lru_cache(maxsize=2000)
def looks_like_value(text: str) -> bool:
    """Whether a text by itself can stand for a number: the words of a label cannot.

    >>> [looks_like_value(text) for text in ("12", "/", "22（其中修订16件）", "减4", "1.", "1.其他", "")]
    [True, True, True, True, False, False, False]
    """
    folded = fold(text)
    if _APART.search(text):
        return not _WORDS.search(folded)
    if found := _REMARK.fullmatch(folded):
        return bool(_NUMBER.fullmatch(found["value"]))
    if says_none(folded):
        return ONE_STROKE not in folded  # which is also the number of a heading
    found = _NUMBER.fullmatch(folded) or _MONEY.fullmatch(folded) or _CHANGE.fullmatch(folded)
    return bool(found)


@lru_cache(maxsize=2000)
def read_value(text: str, kind: Kind) -> ReadValue:
    """Read the text of a cell; what is not plainly its number leaves it blank, with the reason.

    >>> read_value("22（其中修订16件）", Kind.COUNT).number, read_value("251000元", Kind.AMOUNT).number
    (Decimal('22'), None)
    """
    if BROKEN in text:
        whole = read_value(text.replace(BROKEN, ""), kind)
        return whole if whole.number is None else ReadValue(whole.number, f"数字折成了几行，读作{whole.number}，请核对")
    folded = fold(text).strip("*")
    if reason := _why_blank(text, folded, kind):
        return ReadValue(None, reason)
    if kind is Kind.CHANGE and (change := _CHANGE.fullmatch(folded)):
        number = Decimal(change["value"])
        return ReadValue(-number if change["word"].startswith("减") else number, f"“{clip(text)}”读作变化数")
    if found := _REMARK.fullmatch(folded):
        inner = read_value(found["value"], kind)
        if inner.number is not None:
            return ReadValue(inner.number, f"“{clip(text, 40)}”读作{found['value']}")
    return _plain(text, folded.replace("−", "-").removeprefix("+"), kind)


def _why_blank(text: str, folded: str, kind: Kind) -> str:
    """Return why a text is not the number of its cell though it may look like one; "" where it may be."""
    if not folded:
        return "空白"
    if _APART.search(text):
        return f"“{clip(text)}”中间有空格，可能是两个数，没有填入"
    if says_none(folded):
        return f"填的是“{clip(text)}”，没有当作0"
    if _MONEY.fullmatch(folded) and not (kind is Kind.AMOUNT and folded.endswith("万元")):
        return f"“{clip(text, 40)}”的单位和表格不同，没有换算，请按表格的单位填写"
    return ""


def _plain(text: str, folded: str, kind: Kind) -> ReadValue:
    if text != text.strip() or not _NUMBER.fullmatch(fold(text)):
        text = folded
    try:
        return ReadValue(parse_entry(re.sub(r"[宗起]$", "", text.replace(" ", "")), kind))
    except NotANumberError as error:
        return ReadValue(None, error.reason)
