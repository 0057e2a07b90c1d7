"""Whole reports of our own without a fault, of all levels and manners: nothing is found in them."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from intake.interpret import interpret
from intake.text_file import from_text
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.report import Level, Report
from model.report.totals import derived_totals
from model.rules import steps
from model.rules.registry import Context
from tests.samples import ROOT

LINES = (ROOT / "tests" / "data" / "faultless.jsonl").read_text("utf-8").splitlines()
FAULTLESS: list[dict[str, Any]] = [json.loads(line) for line in LINES]
HEADINGS = [section.heading for section in FORM_2021.sections]


def filled(report: Report, said: dict[str, str]) -> Report:
    numbers = {cell: Decimal(0) for cell in report.form.typed_cells}
    typed = report.with_numbers(numbers | {Cell(cell): Decimal(value) for cell, value in said.items()})
    return typed.with_numbers(dict(derived_totals(typed)))


@pytest.mark.parametrize("one", FAULTLESS, ids=[one["title"] for one in FAULTLESS])
def test_nothing_is_found(one: dict[str, Any]) -> None:
    texts = [*one["above"], one["title"], one["opening"], HEADINGS[0], one["overview"], *HEADINGS[1:5]]
    reading = interpret(from_text("\n".join([*texts, one["problems"], HEADINGS[5], one["other"], *one["signed"]])))
    report = filled(replace(reading.report, level=Level(one["level"])), one["numbers"])
    assert report.year == int(one["title"].split("年")[0][-4:])
    found = [step for step in steps(Context(report, as_read=reading.as_read)) if step is not None]
    assert [step.message for step in found] == []
