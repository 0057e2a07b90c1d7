"""What the filled cells rule out whatever the blank ones are; and what is asked for only since it was law."""

from __future__ import annotations

from decimal import Decimal

import pytest

from model.form.editions import FORM_2019, FORM_2021
from model.form.schema import Cell
from model.report.report import Level, Report
from model.rules import findings
from model.rules.finding import Finding, Verdict
from model.rules.narrative.bounds import at_least
from tests.model.rules.narrative.test_labelled import ledger

SUPERVISION, APPLICATION, DISCLOSURE = "overview/supervision", "overview/on_application", "overview/active_disclosure"
RECEIVED = Cell.at("applications", "received", "total")


def blank(*cells: tuple[str, str, str]) -> Report:
    report = ledger("H")
    for cell in cells:
        report = report.with_number(Cell.at(*cell), None)
    return report


def narrative(report: Report) -> list[Finding]:
    return [one for one in findings(report) if one.check.startswith("N") and one.check != "N9"]


@pytest.mark.parametrize(
    "numbers, least",
    [
        ({}, 0),
        ({("received", "natural_person"): 3, ("received", "enterprise"): 4}, 7),
        ({("received", "natural_person"): 3, ("received", "total"): 9}, 9),
    ],
)
def test_a_blank_total_is_at_least_its_known_parts(numbers: dict[tuple[str, str], int], least: int) -> None:
    known = {Cell.at("applications", *place): Decimal(number) for place, number in numbers.items()}
    assert at_least([RECEIVED], known, FORM_2021) == least


def test_a_total_of_totals_is_at_least_what_their_parts_are() -> None:
    known = {Cell.at("applications", "disclosed", "enterprise"): Decimal(5)}
    assert at_least([Cell.at("applications", "results_total", "total")], known, FORM_2021) == 5


def test_not_all_are_upheld_where_one_is_pending() -> None:
    report = blank(("disputes", "reconsideration", "upheld"), ("disputes", "reconsideration", "total"))
    (one,) = narrative(report.with_text(SUPERVISION, "因政府信息公开被申请行政复议，均获维持。"))
    assert (one.verdict, one.quote, one.proposal) == (Verdict.BROKEN, "均获维持", None)
    assert "已填的就有" in one.message


def test_all_may_be_upheld_where_no_other_is_known() -> None:
    columns = ("upheld", "corrected", "other", "pending", "total")
    report = blank(*(("disputes", "reconsideration", column) for column in columns))
    assert narrative(report.with_text(SUPERVISION, "因政府信息公开被申请行政复议，均获维持。")) == []


def test_a_number_that_others_are_said_beside_is_left_open() -> None:
    text = "上半年收到政府信息公开申请5件。收到政府信息公开申请2件，收到政府信息公开申请3件。"
    found = narrative(blank(("applications", "received", "total")).with_text(APPLICATION, text))
    assert found
    assert {one.verdict for one in found} == {Verdict.UNDECIDED}


@pytest.mark.parametrize(
    "text, said",
    [("网站40条、微信50条，合计100条。", "合计100条"), ("网站40条，微信50条，以上共计100条。", "共计100条")],
)
def test_a_sum_at_the_end_is_quoted(text: str, said: str) -> None:
    (one,) = narrative(ledger("H").with_text(DISCLOSURE, text))
    assert (one.about, one.proposal) == (said, Decimal(90))


@pytest.mark.parametrize("text", ["网站30条，其中动态40条、公告5条。", "公开20条，其中动态15条、公告9条等。"])
def test_what_may_be_wrong_in_any_of_its_numbers_proposes_none(text: str) -> None:
    (one,) = narrative(ledger("H").with_text(DISCLOSURE, text))
    assert (one.check, one.proposal) == ("N7", None)


@pytest.mark.parametrize("year, asked", [(2019, False), (2020, False), (2021, True)])
def test_the_fee_is_asked_for_since_it_is_charged(year: int, *, asked: bool) -> None:
    edition = (FORM_2021 if year >= FORM_2021.since else FORM_2019).edition
    report = Report("甲县人民政府", Level.COUNTY, year, edition, texts={"other_matters/text": "本年无其他事项。"})
    assert any(one.check == "N9" for one in findings(report)) is asked
