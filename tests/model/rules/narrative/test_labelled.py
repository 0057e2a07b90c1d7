"""Sentences in the manner of real reports of all levels, each with what must be found in it, and nothing else."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from model.form.schema import Cell
from model.report.report import Level, Report
from model.rules import findings
from model.rules.finding import Finding
from tests.samples import ROOT

_BATCHES = (*(f"evaluation-{batch}" for batch in range(1, 6)), *(f"staff-{batch}" for batch in range(1, 13)))
_OF_WORDS = {"Y1", "Y2", "T4", "T6", "T7"}  # labelled too where the kind of sentence is said
_UNLABELLED = {"N12"}  # shares and growth: numbers that were changed at random make them wrong
DATA = ROOT / "tests" / "data" / "narrative"
SENTENCES = [
    json.loads(line)
    for name in ("seen", "more", "mended", "held_out", "kinds", "fresh", "manners", *_BATCHES)
    for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()
]


@cache
def ledger(name: str) -> Report:
    raw = json.loads((DATA / "ledgers.json").read_text("utf-8"))[name]
    numbers = {Cell(key): Decimal(value) for key, value in raw["numbers"].items()}
    return Report(raw["unit"], Level(raw["level"]), raw["year"], numbers=numbers)


def of_narrative(report: Report) -> list[Finding]:
    return [one for one in findings(report) if one.check.startswith("N")]


def found(labelled: dict[str, Any]) -> list[Finding]:
    result = findings(ledger(labelled["ledger"]).with_text(labelled["part"], labelled["text"]))
    asked = _OF_WORDS if "kind" in labelled else set()
    return [one for one in result if (one.check.startswith("N") and one.check not in _UNLABELLED) or one.check in asked]


@pytest.mark.parametrize("labelled", SENTENCES, ids=range(len(SENTENCES)))
def test_a_labelled_sentence(labelled: dict[str, Any]) -> None:
    result = found(labelled)
    is_what_is_labelled(result, labelled)
    says_the_causes(result, labelled)
    knows_its_place(result, labelled)


def is_what_is_labelled(result: list[Finding], labelled: dict[str, Any]) -> None:
    said = {(one.check, one.quote, one.right) for one in result}
    due = {(e["check"], e["quote"], Decimal(e["right"]) if e["right"] else None) for e in labelled["expect"]}
    assert said == due, labelled["text"]


def says_the_causes(result: list[Finding], labelled: dict[str, Any]) -> None:
    causes = {(one.check, one.quote): one.cause for one in result}
    for expected in labelled["expect"]:
        if "cause" in expected:
            assert causes[expected["check"], expected["quote"]] == expected["cause"]


def knows_its_place(result: list[Finding], labelled: dict[str, Any]) -> None:
    for one in result:
        assert one.at[0] == labelled["part"]
        if one.span:
            assert one.about or not one.check.startswith("N")
            assert labelled["text"][slice(*one.span)] == one.quote
        assert one.message.startswith(("第一部分", "第五部分", "第六部分"))
        assert one.message.endswith((f"（{one.check}）", f"（{one.check}、N8）"))
