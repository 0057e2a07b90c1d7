"""Whoever names what would be right gives it, too, so that one key takes it; and what is taken is no longer wrong."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.proposals import corrected
from model.form.schema import Severity
from model.report.report import Report
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, Rule, rules
from tests.model.rules.test_examples import EXAMPLES, MANAGEMENT, found, saying

NAMES_WHAT_IS_RIGHT = re.compile("请改为|改成|应为|应是|应使用|应该是")
CITATIONS = (
    "国办发〔2021〕30号",
    "国办公开办涵〔2021〕30号",
    "国办公开办函[2021]30号",
    "国办公开办函〔2019〕60号",
    "国办公开办函（2021）30号",
    "国办函(2016)7号",
)


def of(rule: Rule, context: Context) -> Iterator[Finding]:
    """Give what a rule finds itself in the examples of all of them."""
    return (one for one in found(rule, context) if one.message.rstrip("）").endswith(rule.id))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_that_can_tell_what_is_right_tells_it_in_its_example(rule: Rule) -> None:
    known = [one for one in found(rule, EXAMPLES[rule.id]) if one.knows]
    assert bool(known) == (rule.remedy is not Remedy.BY_HAND)
    for one in known:
        assert (one.words is not None) == (rule.remedy is Remedy.WORDS)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_no_sentence_names_what_is_right_without_giving_it(rule: Rule) -> None:
    for context in EXAMPLES.values():
        for one in of(rule, context):
            named = NAMES_WHAT_IS_RIGHT.search(one.message) and one.severity is not Severity.HINT
            assert one.knows or not named, one.message
            assert one.knows <= (rule.remedy is not Remedy.BY_HAND), one.message


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_finding_says_in_a_few_words_why(rule: Rule) -> None:
    for context in EXAMPLES.values():
        for one in of(rule, context):
            assert 0 < len(one.why) < len(one.message)
            assert not one.why.endswith(("；", "。", "，"))
            assert "请" not in one.why, "advice is for the whole sentence"


def check_taking(rule: Rule, report: Report) -> None:
    """Take all that a rule proposes for the texts of a report; then it has nothing more to say of those words."""
    for one in found(rule, Context(report)):
        if one.span is None or not one.knows:
            continue
        key = one.at[0]
        text = corrected(report.texts[key], one)
        assert text is not None, one.message
        after = found(rule, Context(replace(report, texts={**report.texts, key: text})))
        assert len(after) == len(found(rule, Context(report))) - 1, (one.message, text)


@pytest.mark.parametrize("rule", [one for one in rules() if one.remedy is not Remedy.BY_HAND], ids=lambda rule: rule.id)
def test_what_is_taken_is_right_afterwards(rule: Rule) -> None:
    for context in EXAMPLES.values():
        if context.last_year is None and not context.others:
            check_taking(rule, context.report)


@given(st.lists(st.sampled_from(CITATIONS), min_size=1, max_size=3, unique=True))
def test_every_wrong_citation_can_be_taken(cited: list[str]) -> None:
    rule = next(one for one in rules() if one.id == "T6")
    check_taking(rule, saying("、".join(f"根据{one}编制" for one in cited), "overview/opening"))


@given(st.integers(2015, 2029), st.sampled_from(["", "度"]), st.integers(0, 99))
def test_every_wrong_year_can_be_taken(year: int, ending: str, number: int) -> None:
    rule = next(one for one in rules() if one.id == "Y1")
    check_taking(rule, saying(f"{year}年{ending}，制发文件{number}件。", MANAGEMENT))


@given(st.integers(2015, 2029), st.integers(1, 12), st.integers(1, 28), st.sampled_from(["", "年"]))
def test_every_wrong_period_can_be_taken(year: int, month: int, day: int, mark: str) -> None:
    rule = next(one for one in rules() if one.id == "Y2")
    end = f"{year}{mark}" if mark else ""
    text = f"本报告数据统计期限为{year}年1月1日起至{end}{month}月{day}日止。"
    check_taking(rule, saying(text, "overview/opening"))
