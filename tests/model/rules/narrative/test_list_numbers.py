"""The number of a list item counts nothing and changes nothing, however it is written."""

import pytest

from tests.model.rules.narrative.test_labelled import ledger, of_narrative

NUMBERS = ("4.", "4、", "（4）", "(4)", "4）", "④", "４．", "12.", " 4. ", "\n4．", "⒋", "⑷")
ITEMS = (
    "因政府信息公开申请行政复议、提起行政诉讼情况。",
    "行政复议12件，行政诉讼9件。",
    "2024年，全县共受理政府信息公开申请180件。",
    "不予公开36件，无法提供40件",
    "未收到法人或其他组织的申请",
)


def said(text: str) -> list[tuple[str, str, str]]:
    report = ledger("H").with_text("overview/on_application", text)
    return [(one.check, one.quote, str(one.right)) for one in of_narrative(report)]


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_list_number_before_a_sentence_changes_nothing(number: str, item: str) -> None:
    assert said(f"规范办理申请。{number}{item}") == said(item)


@pytest.mark.parametrize("number", ["2.", "2、", "（2）", "②"])
def test_a_list_number_within_a_sentence_changes_nothing(number: str) -> None:
    assert said(f"答复申请177件；{number}不予公开30件；{number}行政复议14件") == [("N2", "30", "36")]


@pytest.mark.parametrize("text", ["复议、诉讼分别为15、10件。", "行政复议15、诉讼10，均已答复。"])
def test_a_number_that_counts_stays_one(text: str) -> None:
    assert said(f"政府信息公开{text}") == [("N5", "15", "14"), ("N5", "10", "9")]
