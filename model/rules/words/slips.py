"""T20: slips of the pen that reports are full of: 条列 for 条例, 政府信息工作 without 公开, 截止 for 截至."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.form.schema import Severity
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, rule
from model.rules.words.flaws import Flaw, in_texts

_SLIPS = (  # what is written, what is meant, and with what other words begin in which it stands
    ("信息公开条列", "信息公开条例", ""),
    ("信息公开体例", "信息公开条例", ""),
    ("信息公开条理", "信息公开条例", ""),
    ("接转下", "结转下", ""),
    ("年度转结", "年度结转", ""),
    ("转结下", "结转下", ""),
    ("公信利", "公信力", ""),
    ("政府信息工作", "政府信息公开工作", ""),
    ("政府信息水平", "政府信息公开水平", ""),
    ("政务工作要点", "政务公开工作要点", ""),
    ("其他需要的事项", "其他需要报告的事项", ""),
    ("依公开申请", "依申请公开", ""),
    ("依申公开", "依申请公开", ""),
    ("行政复", "行政复议", "议核查合"),
    ("法定主动内容", "法定主动公开内容", ""),
    ("主动公信息", "主动公开信息", ""),
    ("政府信公开", "政府信息公开", ""),
    ("信息公工作", "信息公开工作", ""),
    ("信息公的", "信息公开的", ""),
    ("和和", "和", "美睦气谐解善平"),
    ("的的", "的", "确"),
    ("结转上年", "上年结转", "的0123456789"),
)
_ANY = re.compile("|".join(wrong for wrong, _, _ in _SLIPS))
_UNTIL = re.compile(r"截止(?=到?(?:目前|20\d\d年|\d{1,2}月|年底|报告期))")

_MAIL = re.compile(
    r"邮箱(?:地址)?[:：为是]{0,2}\s?(?!www)(?P<address>[0-9A-Za-z_-]{3,30}\.(?:com|cn|net)(?:\.cn)?)(?![0-9A-Za-z@.-])"
)


def slips(text: str, _year: int) -> Iterator[Flaw]:
    """Find words that are written wrong, or of which a part is lost."""
    for wrong, right, begins in _SLIPS if _ANY.search(text) else ():  # quicker than to look for each
        at = text.find(wrong)
        while at >= 0:
            end = at + len(wrong)
            if not begins or text[end : end + 1] not in begins or end == len(text):
                yield Flaw(at, end, f"应是“{right}”；请核对", right)
            at = text.find(wrong, end)
    yield from _addresses(text)


def until(text: str, _year: int) -> Iterator[Flaw]:
    """Find 截止 before a day up to which something is counted."""
    for found in _UNTIL.finditer(text):
        yield Flaw(*found.span(), "后面写到某一天的，应是“截至”", "截至")


def _addresses(text: str) -> Iterator[Flaw]:
    """Find an address of mail without its @."""
    for found in _MAIL.finditer(text) if "邮箱" in text else ():
        yield Flaw(*found.span("address"), "像是电子邮箱，少了“@”；请补上")


@rule(
    "T20",
    Severity.WARN,
    "没有年报里常见的错字、漏字，如“信息公开条列”“接转下年”“政府信息工作”“截止12月31日”",
    "常见错误",
    remedy=Remedy.WORDS,
)
def common_slips(context: Context) -> Iterator[Finding | None]:
    """Find slips that leave no doubt of what is meant; 截止 is no more than a hint."""
    yield from in_texts(context, "T20", slips)
    if any("截止" in text for text in context.report.texts.values()):
        yield from in_texts(context, "T20", until, Severity.HINT)
