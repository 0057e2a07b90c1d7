"""Words for none that stand alone, as published reports use them, claim nothing and stop nothing."""

import pytest

from model.rules import findings
from tests.samples import example


@pytest.mark.parametrize("word", ["零报告", "无", "没有", "零", "未发生"])
@pytest.mark.parametrize("before", ["未收到和处理政府信息公开申请，", "全年未发生行政复议、行政诉讼，", ""])
def test_a_word_for_none_may_stand_alone(before: str, word: str) -> None:
    key, text = "overview/on_application", f"本年度，乙镇{before}{word}。"
    found = [one for one in findings(example().with_text(key, text), None) if key in one.at and one.quote]
    assert all(one.quote in text for one in found)
    assert bool(found) == bool(before)
