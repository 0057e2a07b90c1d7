"""Each of N1 to N8 has findings of its own; all come from one reading, and are told in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from model.report.report import Report
from model.rules import findings, narrative_findings
from model.rules.finding import Finding
from model.rules.narrative_findings import ToldContradiction
from model.rules.registry import Context, Rule, rules
from tests.model.rules.narrative.test_labelled import ledger

TEXTS = {
    "overview/on_application": (
        "全年收到申请900件，予以公开195件。予以公开900件，不予公开200件，共办结999件。上年结转3件。"
    ),
    "overview/information_management": "制发规范性文件999件。",
    "overview/supervision": "信息公开行政复议999件。公开信息10条，其中网站8条、报纸1条。",
}
READ = [one for one in rules() if one.in_text_order]


def report(repeated: int = 1) -> Report:
    found = ledger("J")
    for key, text in TEXTS.items():
        found = found.with_text(key, text * repeated)
    return found


def own(rule: Rule, context: Context) -> list[Finding]:
    return [one for one in rule.run(context) if one is not None]


def of_narrative(of: Report) -> list[Finding]:
    return [one for one in findings(of) if one.check.startswith("N") and one.check != "N9"]


def test_these_rules_read_the_texts_together() -> None:
    assert [one.id for one in READ] == [f"N{number}" for number in range(1, 9)]


@pytest.mark.parametrize("rule", READ, ids=lambda rule: rule.id)
def test_each_rule_has_its_findings_whether_others_ask_or_not(rule: Rule) -> None:
    alone = own(rule, Context(report()))
    assert alone != []
    assert all(f"{rule.id}）" in one.message for one in alone)
    assert alone == [one for one in of_narrative(report()) if one.message.endswith(f"{rule.id}）")]


def test_no_finding_is_of_two_rules_or_of_none() -> None:
    context = Context(report())
    one_by_one = [one for rule in READ for one in own(rule, context)]
    assert sorted(one_by_one, key=str) == sorted(of_narrative(report()), key=str)


LENGTHS = pytest.mark.parametrize("repeated", [1, 200], ids=["short texts", "long texts"])


@LENGTHS
def test_they_are_told_in_the_order_in_which_they_were_read(repeated: int) -> None:
    read = [one.finding for one in narrative_findings.contradictions(report(repeated)) if one is not None]
    assert of_narrative(report(repeated)) == read
    assert [one.check for one in read] != sorted(one.check for one in read)


@LENGTHS
def test_they_are_told_in_the_order_of_the_text(repeated: int) -> None:
    of = report(repeated)
    texts = list(of.texts)
    places = []
    for one in of_narrative(of):
        assert one.span is not None
        text = of.texts[one.at[0]]
        places.append((texts.index(one.at[0]), text[: one.span[0]].count("。")))
    assert len(places) > 5 * repeated
    assert places == sorted(places)


def test_the_texts_are_read_once_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[Report] = []
    once = narrative_findings.contradictions

    def counted(of: Report) -> Iterator[ToldContradiction | None]:
        reads.append(of)
        return once(of)

    monkeypatch.setattr(narrative_findings, "contradictions", counted)
    assert of_narrative(report()) != []
    assert len(reads) == 1
