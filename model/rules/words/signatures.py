"""What stands under a report within its last text: who signed it (T8), and on what day (Y3)."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from model.report.report import Report

_DAY = r"(?P<year>20\d\d)\s?[年./-]\s?(?P<month>\d{1,2})(?:\s?[月./-]\s?(?P<day>\d{1,2})\s?日?|\s?月)"
_IN_WORDS = "二[〇○零][一二三四五六七八九〇○零]{2}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?"
_OF = "落款|(?:填报|报告|编制|发布|报送|撰写)"
_LABEL = rf"(?:{_OF}(?:单位|机关|部门|日期|时间)|落款|单位(?:名称)?|日期|(?:落款|签发)日期)\s{{0,3}}[:：]\s{{0,3}}"
_BODIES = (
    "政府|局|厅|委员会|管委会|办公室|办事处|镇|乡|街道|中心|支队|大队|总队|院|领导小组|党组|党委|常委会|总局|分局|管理处"
    "|公司|学校"
)
_SIGNED = re.compile(
    rf"[（(]?(?P<label>{_LABEL})?(?P<name>[\u4e00-\u9fff（）()]{{2,30}}?(?:{_BODIES}))?(?:[（(](?:公?章|盖章|印章)[）)])?[）)]?"
    rf"[\s，,]{{0,8}}(?:{_LABEL})?[（(]?(?:(?P<on>{_DAY})|(?P<words>{_IN_WORDS}))?[）)]?\s{{0,3}}。?"
)
_NO_NAME = re.compile(
    "没有|无|未|本|我|其[他它]|收|由|向|联系|如|请|各|对|为|在|是|附件|抄送|主办|承办|版权|以上|报[给送]|(?<!政务)(?<!信息)公开|网站"
)
_TAILS = re.compile(  # what an office signs by that is no other office
    r"(?:党政|综合)?办公?室?$|(?:政务|政府信息|信息)公开(?:工作)?|(?:工作)?领导小组|党[组委]|(?:人民)?政府|办事处|机关|(?:管理)?委员会|管委会|中共|[局厅]$|[（(].{0,20}"
)
_ANY_DAY = 28  # of a month that stands without one
_LINES = 3  # lines at the end that may be of a signature
_LONGEST = 60


class Signature(NamedTuple):
    """A name, or a day, or both, that stands alone at the end of a text."""

    key: str
    start: int
    end: int
    name: str
    on: str
    day: date | None  # None where no calendar has it, too


def signatures(report: Report) -> list[Signature]:
    """Return the lines of a signature at the end of the last text, the last first."""
    texts = report.texts
    key = next((key for key in reversed([*report.form.texts]) if texts.get(key, "").strip()), "")
    text, found = texts.get(key, ""), list[Signature]()
    end = len(text.rstrip())
    while end and len(found) < _LINES:
        start = max(text.rfind("\n", 0, end), text.rfind("。", 0, end - 1)) + 1
        start += len(text[start:end]) - len(text[start:end].lstrip())
        one = _SIGNED.fullmatch(text, start, end) if 1 < end - start <= _LONGEST else None
        if one is None or not (one["name"] or one["on"] or one["words"]):
            break
        name = "" if not one["name"] or _NO_NAME.search(one["name"]) else one["name"]
        if not name and not one["on"] and not one["words"]:
            break
        at = one.span("name" if name else "on" if one["on"] else "words")
        found.append(Signature(key, *at, name, one["on"] or "", _day(one)))
        end = len(text[:start].rstrip())
    return found


def _day(found: re.Match[str]) -> date | None:
    try:
        last = found["day"] or _ANY_DAY
        return date(int(found["year"]), int(found["month"]), int(last)) if found["on"] else None
    except ValueError:
        return None


def is_another(name: str, unit: str) -> bool:
    """Return whether a name that signs is not the unit's, in whatever length.

    >>> [is_another(one, "甲县卫生健康局") for one in ("县卫健局", "甲县林业局", "甲县人民政府")]
    [False, True, False]
    """
    ours, theirs = _bare(unit), _bare(name)
    return bool(unit and theirs) and not (_is_in(ours, theirs) or _is_in(theirs, ours))


def _bare(name: str) -> str:
    before = ""
    while before != name:
        before, name = name, _TAILS.sub("", name)
    return name


def _is_in(short: str, long: str) -> bool:
    """Return whether the characters of one name stand in another in their order."""
    rest = iter(long)
    return all(one in rest for one in short)
