"""Which findings words can settle, and how long they do."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from model.form.schema import Cell, Severity
from model.report.report import Explanation, Level, Report
from model.rules.explanations import (
    about,
    about_with,
    can_be_explained,
    explained,
    noted_now,
    says_enough,
    settled_by,
    settles,
)
from model.rules.finding import BLANKS, Finding, Verdict

CELL = Cell("applications/brought_forward/total")
TEXT = "overview/platform"
REPORT = Report("某县", Level.COUNTY, 2023, numbers={CELL: Decimal(4)})
OF_A_NUMBER = Finding("X1", Severity.EXPLAIN, Verdict.BROKEN, (CELL,), "上年结转不同")
OF_A_TEXT = Finding("T4", Severity.WARN, Verdict.BROKEN, (TEXT,), "模板文字", quote="××")


@pytest.mark.parametrize(
    "severity, verdict, check, words",
    [
        (Severity.EXPLAIN, Verdict.BROKEN, "X1", True),
        (Severity.WARN, Verdict.BROKEN, "T4", True),
        (Severity.HARD, Verdict.BROKEN, "H1", False),  # arithmetic is put right
        (Severity.HINT, Verdict.BROKEN, "X4", False),
        (Severity.EXPLAIN, Verdict.UNDECIDED, "X1", False),  # a blank is filled
        (Severity.WARN, Verdict.BROKEN, BLANKS, False),
    ],
)
def test_what_words_can_settle(severity: Severity, verdict: Verdict, check: str, *, words: bool) -> None:
    assert can_be_explained(Finding(check, severity, verdict, (CELL,), "")) is words


def test_an_empty_text_is_written_and_not_explained() -> None:
    gap = Finding("T3", Severity.WARN, Verdict.BROKEN, (TEXT,), "还没有写", gap=True)
    assert not can_be_explained(gap)
    assert can_be_explained(replace(gap, gap=False))


@pytest.mark.parametrize("severity", list(Severity))
def test_what_stands_in_the_way_of_finalising(severity: Severity) -> None:
    broken = Finding("A1", severity, Verdict.BROKEN, (CELL,), "")
    assert broken.blocks is (severity in {Severity.HARD, Severity.EXPLAIN})
    assert not replace(broken, verdict=Verdict.UNDECIDED).blocks


@pytest.mark.parametrize(
    "reason, enough",
    [("上年漏报一件", True), ("上年漏报了", True), ("上年漏报", False), (" 上 年 漏 报 ", False), ("", False)],
)
def test_a_reason_says_something_where_it_must(reason: str, *, enough: bool) -> None:
    assert says_enough(OF_A_NUMBER, reason) is enough
    assert says_enough(OF_A_TEXT, reason)


def test_an_explanation_lapses_with_the_number_that_it_is_about() -> None:
    noted = about(REPORT, (CELL,), ())
    assert noted == {CELL: Decimal(4)}
    assert settles(noted, OF_A_NUMBER, REPORT)
    assert not settles(noted, OF_A_NUMBER, REPORT.with_number(CELL, Decimal(5)))
    assert not settles(noted, OF_A_NUMBER, REPORT.with_number(CELL, None))


def test_an_explanation_lapses_with_the_number_of_last_year_that_was_compared() -> None:
    compared = replace(OF_A_NUMBER, left=Decimal(4), right=Decimal(7))
    noted = about(REPORT, (CELL,), [compared])
    assert settles(noted, compared, REPORT)
    assert settles(noted, replace(compared, right=Decimal("7.0")), REPORT)
    assert not settles(noted, replace(compared, right=Decimal(8)), REPORT)
    assert settles(about(REPORT, (CELL,), [OF_A_NUMBER]), compared, REPORT)  # noted by an earlier version


def test_an_explanation_lapses_with_the_words_that_it_is_about() -> None:
    noted = about(REPORT, (TEXT,), [OF_A_TEXT, OF_A_TEXT, replace(OF_A_TEXT, quote="（网址）")])
    assert noted == {TEXT: ("××", "（网址）")}
    assert settles(noted, OF_A_TEXT, REPORT)
    assert not settles(noted, replace(OF_A_TEXT, quote="△△"), REPORT)
    assert about(REPORT, (TEXT,), []) == {TEXT: ("",)}  # the text as a whole


def test_a_finding_is_settled_by_the_explanation_of_its_place_that_says_why() -> None:
    def said(check: str, place: str, reason: str) -> Explanation:
        return Explanation(check, (place,), reason, "李", "2024-01-01T00:00:00")

    right = said("X1", CELL, "上年漏报一件")
    noted = {OF_A_NUMBER.identity: about(REPORT, (CELL,), ())}
    others = [said("X2", CELL, "上年漏报一件"), said("X1", TEXT, "上年漏报一件"), said("X1", CELL, "漏报")]
    assert settled_by(OF_A_NUMBER, REPORT, [*others, right], noted) == right
    assert settled_by(OF_A_NUMBER, REPORT, others, noted) is None
    assert settled_by(OF_A_NUMBER, REPORT, [right], {}) is None
    assert settled_by(OF_A_NUMBER, REPORT.with_number(CELL, Decimal(5)), [right], noted) is None


def test_what_was_noted_of_others_at_the_place_stays_while_it_holds() -> None:
    other = replace(OF_A_TEXT, quote="（网址）")
    gone = about(REPORT, (TEXT,), [other, replace(OF_A_TEXT, quote="△△")])
    assert about_with(gone, [OF_A_TEXT], REPORT, [OF_A_TEXT, other]) == {TEXT: ("（网址）", "××")}
    assert about_with(None, [OF_A_TEXT], REPORT, [OF_A_TEXT, other]) == {TEXT: ("××",)}


def test_an_explanation_that_a_file_brings_is_about_what_stands_there() -> None:
    report = REPORT.with_text(TEXT, "本报告由××局编制。")
    brought = Explanation("T4", (TEXT,), "", "李", "2024-01-01T00:00:00")
    explaining = replace(report, explanations=(brought,))
    assert list(explained(explaining, lambda _: None)) == [(brought, {TEXT: ("××",)})]
    assert list(explained(report, lambda _: None)) == []
    assert noted_now(report, [OF_A_TEXT]) == {}
