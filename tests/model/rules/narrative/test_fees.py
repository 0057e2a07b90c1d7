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
        ("行政事业性收费3万元；信息处理费收取300元，全年未收取信息处理费。", "未收取"),
        ("向1名申请人收费120元（信息处理费），全年信息处理费0元。", "0元"),
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
        "未收取信息处理费；城市基础设施配套费等收费3410.9万元。",
        "垃圾处理费2207.6万元；信息处理费0元。",
        "信息处理费未收，行政事业性收费4.6万元。",
        "信息处理费0元，占道费等收费632.04万元。",
        "信息处理费收取900元，退还0元。",
        "收取信息处理费600元，其中本局0元。",
        "信息处理费，全市共收取3200元，市本级0元。",
    ],
)
def test_none_of_the_others_contradicts_nothing(text: str) -> None:
    assert told(text) == []
