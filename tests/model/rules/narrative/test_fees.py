"""N9: the fee that section six tells: what was charged, what was not, and of whom."""

from __future__ import annotations

import pytest

from model.report.report import Level, Report
from model.rules import findings


def told(text: str) -> list[str]:
    report = Report("甲县人民政府", Level.COUNTY, 2023, texts={"other_matters/text": text})
    return [one.quote for one in findings(report) if one.check == "N9"]


@pytest.mark.parametrize(
    "text, quote",
    [
        ("本年收取信息处理费300元，全年未收取信息处理费。", "未收取"),
        ("2023年收取信息处理费1200元。全年没有收取信息处理费。", "没有收取"),
    ],
)
def test_none_beside_an_amount_is_told(text: str, quote: str) -> None:
    assert told(text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "全市共收取信息处理费300元（1件），其余申请未收费。",
        "收取信息处理费300元，其他申请均未收费。",
        "上面那0.08万元不是信息处理费，信息处理费我们一分没收。",
        "本年未收取信息处理费。",
    ],
)
def test_none_of_the_others_contradicts_nothing(text: str) -> None:
    assert told(text) == []
