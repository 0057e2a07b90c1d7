"""N12, rates by their names: 收回有效问卷854份，有效率95.2%, 纠正3件，纠错率13.4%, 结转5件，办结率100%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from model.report.numbers import number_text
from model.rules.narrative.numerals import digits_value
from model.rules.words.flaws import Flaw
from model.rules.words.percentages import percentage
from model.rules.words.told_beside import NUMBER, RATE

_VALID = re.compile(
    rf"问卷(?P<whole>{NUMBER})份[，,](?:(?:收回|回收|回收到)有效(?:问卷)?|有效(?:问卷)?)(?P<part>{NUMBER})份[，,](?:问卷)?有效率(?:为|达到?)?{RATE}"
)
_CORRECTED = re.compile(
    rf"行政复议(?P<whole>{NUMBER})件[，,](?P<other>(?:[一-龥]{{2,6}}{NUMBER}件[、，,]){{0,3}})(?:被)?(?:结果)?纠正(?P<part>{NUMBER})件[，,]纠错率(?:为|达到?)?{RATE}"
)
_OF_SUM = re.compile(
    rf"(?:共计|合计|一共|总计)(?P<whole>{NUMBER})件[；，,。]\n?(?:已|年内|全年)?办结(?P<part>{NUMBER})件[，,（(](?:占比?|办结率)(?:为|达到?)?{RATE}"
)
_LEFT = re.compile(
    r"结转(?:到|至)?(?:下一?年度?|次年)(?:继续办理)?[1-9]\d{0,3}件[，,](?P<said>办结率(?:为|达到?)?100[%％])"
)
_COUNTED = re.compile(rf"({NUMBER})件")
_MAY_TELL = re.compile("有效率|纠错率|办结率|[，（]占")
_ALL = Decimal(100)


def rates_told(text: str) -> Iterator[Flaw]:
    """Find rates that the numbers right before them do not make."""
    if not _MAY_TELL.search(text):
        return
    for form in (_VALID, _CORRECTED, _OF_SUM):
        for found in form.finditer(text):
            part, whole = digits_value(found["part"]), digits_value(found["whole"])
            others = [digits_value(one) for one in _COUNTED.findall(found.groupdict().get("other") or "")]
            wholes = [one for one in (whole, part + sum(others, Decimal())) if one >= part > 0]
            rate = percentage(found)
            if wholes and not any(rate.may_be(part * _ALL / one) for one in wholes):
                true = rate.rounded(part * _ALL / whole) if whole else Decimal()
                problem = f"按写出的数算（{number_text(part)}÷{number_text(whole)}）是{true}%；请核对"
                yield Flaw(found.start("rate"), found.end(), problem)
    for found in _LEFT.finditer(text):
        yield Flaw(*found.span("said"), "与还有结转下年度的不符；请核对")
