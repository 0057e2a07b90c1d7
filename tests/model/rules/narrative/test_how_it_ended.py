"""What words say of all that were counted, and how a finding on sums is worded."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.model.rules.narrative.test_labelled import ledger, of_narrative

APPLICATION, SUPERVISION = "overview/on_application", "overview/supervision"


@pytest.mark.parametrize(
    "words, count",
    [
        ("收到申请14件，均已办结。", 1),
        ("收到申请14件，均依法办理。", 0),  # handled is not finished
        ("收到申请14件，到期的均已办结。", 0),
        ("收到申请14件，其中自然人11件，均已办结。", 0),  # may be of the eleven
        ("受理业务1200件，均已办结。", 0),
    ],
)
def test_all_are_finished_only_where_all_are_meant(words: str, count: int) -> None:
    found = of_narrative(ledger("D").with_text(APPLICATION, words))
    assert [one.check for one in found] == ["N3"] * count
    assert all(one.right == Decimal(1) for one in found)


def test_the_only_dispute_is_held_against_the_column_that_is_named() -> None:
    upheld = ledger("S").with_text(SUPERVISION, "因政府信息公开被申请行政复议1件，结果维持。")
    pending = ledger("S").with_text(SUPERVISION, "因政府信息公开被申请行政复议1件，尚未审结。")
    assert of_narrative(upheld) == []
    assert [one.quote for one in of_narrative(pending)] == ["尚未审结"]


@pytest.mark.parametrize(
    "words, quote",
    [
        ("该案正在办理中", "正在办理"),
        ("此案尚未审结", "尚未审结"),
        ("结果归为“其他结果”", "其他"),
        ("同属其他结果情形", "其他"),
    ],
)
def test_the_only_dispute_is_named_again(words: str, quote: str) -> None:
    found = of_narrative(ledger("S").with_text(SUPERVISION, f"因政府信息公开被申请行政复议1件，{words}。"))
    assert [one.quote for one in found] == [quote]


@pytest.mark.parametrize("joint", ["也是", "同为", "则有", "亦为"])
def test_the_number_of_lawsuits_is_joined_to_that_of_reconsiderations(joint: str) -> None:
    words = f"涉及政府信息公开的行政复议1件，行政诉讼{joint}97件。"
    assert [one.quote for one in of_narrative(ledger("S").with_text(SUPERVISION, words))] == ["97"]


@pytest.mark.parametrize("whole, told", [(150, "少10"), (130, "多10")])
def test_a_list_says_whether_its_parts_are_more_or_less(whole: int, told: str) -> None:
    words = f"公开信息{whole}条，其中动态60条，公告50条，文件30条。"
    (found,) = of_narrative(ledger("D").with_text("overview/active_disclosure", words))
    assert f"各分项相加是140，与总数{whole}不等，{told}" in found.message
    assert found.why.endswith(f"相加{told}")


def test_a_number_in_myriads_is_told_without_decimals() -> None:
    words = "公开信息1.2万条，其中动态6000条，公告5000条，文件2000条。"
    (found,) = of_narrative(ledger("D").with_text("overview/active_disclosure", words))
    assert "12000" in found.message
    assert "12000.0" not in found.message
