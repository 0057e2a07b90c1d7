"""The published sample, whose identities all hold and whose narrative is wrong; and the example made after it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import chain, combinations

import pytest

from model.form.schema import Cell, Severity
from model.report.report import Report
from model.rules import findings
from model.rules.finding import Finding
from tests.samples import SHARED, example, needs_shared, published

WRONG = {
    ("N1", "261", "335", "natural_person"),
    ("N2", "162", "194", "natural_person"),
    ("N2", "17", "18", "natural_person"),
    ("N2", "72", "113", "natural_person"),
    ("N2", "3", "2", "none"),
    ("N3", "6", "7", "natural_person"),
    ("N4", "261", "264", "none"),
}
BEGINNINGS = {
    "overview/opening": "一、总体情况",
    "overview/active_disclosure": "（一）主动公开方面",
    "overview/on_application": "（二）依申请公开方面",
    "overview/information_management": "（三）政府信息管理方面",
    "overview/platform": "（四）平台建设方面",
    "overview/supervision": "（五）监督保障方面",
    "": "二、主动公开政府信息情况",
    "problems/text": "五、存在的主要问题及改进情况",
    "other_matters/text": "六、其他需要报告的事项",
}


def sample() -> Report:
    text = (SHARED / "reports" / "jiyuan-2023.txt").read_text("utf-8")
    places = [text.index(heading) for heading in BEGINNINGS.values()]
    parts = dict(zip(BEGINNINGS, zip(places, [*places[1:], len(text)], strict=True), strict=True))
    texts = {key: text[slice(*place)].split("\n", 1)[1].strip() for key, place in parts.items() if key}
    return replace(published("jiyuan-2023"), texts=texts)


def narrative(report: Report) -> list[Finding]:
    return [one for one in findings(report) if one.check.startswith("N")]


def said(report: Report) -> set[tuple[str, str, str, str]]:
    return {(one.check, one.quote, str(one.right), one.cause) for one in narrative(report)}


@needs_shared
def test_the_sample_has_exactly_these_faults() -> None:
    assert said(sample()) == WRONG


def test_the_example_has_the_same_faults() -> None:
    assert said(example()) == WRONG


@needs_shared
def test_the_sum_of_the_sentence_is_held_to_the_column_that_its_numbers_come_from() -> None:
    (balance,) = [one for one in narrative(sample()) if one.check == "N4"]
    assert "265" in balance.message
    assert "264" in balance.message


def test_the_results_are_never_held_to_a_sum_of_two_columns() -> None:
    """Whichever of the wrong numbers was put right already, what N4 says is the sum of one column, or nothing."""
    key = "overview/on_application"
    faults = [one for one in narrative(example()) if one.proposal is not None and one.span]
    for some in chain.from_iterable(combinations(faults, count) for count in range(len(faults) + 1)):
        text = example().texts[key]
        for one in sorted(some, key=lambda one: one.span or (0, 0), reverse=True):
            start, end = one.span or (0, 0)
            text = f"{text[:start]}{one.proposal}{text[end:]}"
        told = [one.right for one in narrative(example().with_text(key, text)) if one.check == "N4"]
        assert not told or told in ([Decimal(261 + 3)], [Decimal(335 + 4)])


@needs_shared
def test_the_sample_corrected_is_silent() -> None:
    report = sample()
    text = report.texts["overview/on_application"]
    for one in sorted(narrative(report), key=lambda one: one.span or (0, 0), reverse=True):
        if one.check != "N4" and one.span:
            text = f"{text[: one.span[0]]}{one.right}{text[one.span[1] :]}"
    assert narrative(report.with_text("overview/on_application", text)) == []


def test_the_message_says_place_problem_difference_remedy_and_rule() -> None:
    (received,) = [one for one in narrative(example()) if one.check == "N1"]
    assert received.message == (
        "第一部分“依申请公开”：写的“受理政府信息公开申请261件”与第三部分“本年新收”总计335不符，"
        "正好是“自然人”列的数，少74；请改为335（N1、N8）"
    )
    assert received.proposal == Decimal(335)


def test_a_finding_names_the_cells_that_it_is_about() -> None:
    (refused,) = [one for one in narrative(example()) if one.quote == "17"]
    assert refused.at[0] == "overview/on_application"
    assert len(refused.at) == 1 + 8
    assert "applications/refused_state_secret/total" in refused.at


def test_a_blank_cell_leaves_the_verdict_open() -> None:
    (one,) = of_received(without("total", "natural_person"))
    assert (one.verdict, one.left, one.right, one.proposal) == ("undecided", None, None, None)


def test_cells_that_are_filled_in_may_be_too_many_whatever_the_blank_ones_are() -> None:
    (one,) = of_received(without("total", "enterprise"))
    assert (one.verdict, one.left, one.right, one.proposal) == ("broken", Decimal(261), Decimal(330), None)
    assert "还有空白格，已填的就有330" in one.message
    (enough,) = of_received(without("total", "enterprise", text="全年收到申请330件。"))
    assert enough.verdict == "undecided"


def without(*columns: str, text: str = "全年收到申请261件。") -> Report:
    report = example().with_text("overview/on_application", text)
    for column in columns:
        report = report.with_number(Cell.at("applications", "received", column), None)
    return report


def of_received(report: Report) -> list[Finding]:
    return [one for one in narrative(report) if one.check == "N1"]


def test_a_report_without_texts_claims_nothing() -> None:
    assert narrative(replace(example(), texts={})) == []


def test_a_number_of_one_body_only_is_a_hint() -> None:
    report = example().with_text("overview/on_application", "区本级受理申请17件。")
    (one,) = [one for one in narrative(report) if one.check == "N1"]
    assert (one.severity, one.cause, one.proposal) == (Severity.HINT, "scope", None)


@pytest.mark.parametrize("said, judged", [("17件", 0), ("900件", 1)])
def test_the_share_of_an_office_is_judged_only_where_it_is_more_than_the_whole(said: str, judged: int) -> None:
    report = example().with_text("overview/on_application", f"区政府办受理申请{said}。")
    assert len(narrative(report)) == judged


def test_the_number_of_a_unit_that_is_an_office_itself_is_judged() -> None:
    report = replace(example(), unit="某某区政府办公室").with_text(
        "overview/on_application", "区政府办公室受理申请17件。"
    )
    (one,) = [one for one in narrative(report) if one.check == "N1"]
    assert one.severity is Severity.WARN


@pytest.mark.parametrize("check", ["N4", "N7"])
def test_a_sum_proposes_nothing_where_the_table_bears_the_number_out(check: str) -> None:
    text = {
        "N4": "受理申请335件，其中予以公开194件、不予公开18件、无法提供113件、不予处理2件、其他处理50件。",
        "N7": "全年共受理申请335件，其中网络申请210件、信函申请135件。",
    }[check]
    (one,) = [one for one in narrative(example().with_text("overview/on_application", text)) if one.check == check]
    assert one.proposal is None
