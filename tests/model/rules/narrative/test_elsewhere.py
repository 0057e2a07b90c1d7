"""Sentences that turn to other years, to plans or to other bodies: the same wrong number is judged or left alone."""

from __future__ import annotations

import pytest

from tests.model.rules.narrative.test_labelled import ledger, of_narrative

SAID = "收到申请900件，办结880件"


def judged(beginning: str, name: str = "J") -> int:
    report = ledger(name).with_text("overview/on_application", f"{beginning}{SAID}。")
    return len(of_narrative(report))


@pytest.mark.parametrize(
    "beginning",
    [
        "三年来，全市累计",
        "近五年",
        "自2020年起，",
        "2021年至2023年，",
        "2019—2023年共",
        "“十四五”以来",
        "去年同期",
        "全市2022年",
        "1至6月",
        "12月当月",
        "三季度",
        "2023年上半年，全市",
        "各县区共",
        "全市16个街道、市直部门",
        "市公安局",
        "济水街道",
        "公安机关",
        "市级主管部门",
    ],
)
def test_what_is_not_of_the_unit_and_its_year_is_left_alone(beginning: str) -> None:
    assert judged(beginning) == 0


@pytest.mark.parametrize(
    "beginning",
    [
        "2023年，",
        "一年来，",
        "指导各县区规范答复，全年",
        "市直部门收到70件，全市共",
        "上半年新收100件，全年共",
        "今年以来，我市",
        "1至12月，",
        "截至12月底，",
        "2022年收到申请298件，2023年",
        "历年来累计受理1500件，本年度",
        "全市各级行政机关共",
        "市政府系统",
        "依据《三年行动计划（2021—2023年）》，",
    ],
)
def test_what_is_of_the_unit_and_its_year_is_judged(beginning: str) -> None:
    assert judged(beginning) == 2


@pytest.mark.parametrize("name", ["我局", "市局", "自然资源局", "某某市自然资源局", "市自然资源局"])
def test_a_unit_goes_by_its_name_and_what_abbreviates_it(name: str) -> None:
    assert judged(f"2023年，{name}共", "B") == 2
