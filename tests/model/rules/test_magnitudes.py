"""X5: a number that is too great for the level is told without last year's report, and no other is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from model.form.editions import FORM_2021
from model.report.report import Level
from model.rules import findings
from tests.samples import filled

RIGHT = replace(filled(FORM_2021, 2023), texts={})
LICENCES, CHARGES = "licensing/licences/decisions", "fees/charges/amount"
RECEIVED, ISSUED = "applications/received/natural_person", "legislation/normative_documents/issued"


def told(level: Level, name: str, value: int) -> list[str]:
    report = replace(RIGHT, level=level).with_number(FORM_2021.cell_called[name], Decimal(value))
    return [one.message for one in findings(report) if one.check == "X5"]


@pytest.mark.parametrize(
    "level, name, most",
    [
        (Level.TOWNSHIP, LICENCES, 10_000_000),
        (Level.SUBDISTRICT, CHARGES, 100_000),
        (Level.TOWNSHIP, RECEIVED, 100_000),
        (Level.TOWNSHIP, ISSUED, 100_000),
        (Level.COUNTY, LICENCES, 100_000_000),
        (Level.COUNTY_DEPARTMENT, CHARGES, 1_000_000),
        (Level.CITY, LICENCES, 1_000_000_000),
        (Level.PROVINCE, CHARGES, 100_000_000),
    ],
)
def test_what_is_above_all_that_a_level_can_have_is_told(level: Level, name: str, most: int) -> None:
    assert told(level, name, most) == []
    (message,) = told(level, name, most + 1)  # of the cell that was filled in, not of the totals that follow it
    assert level.label in message


@pytest.mark.parametrize("level", [Level.UNKNOWN, Level.CENTRAL])
def test_where_there_is_no_bound_nothing_is_told(level: Level) -> None:
    assert told(level, CHARGES, 999_999_999) == []


def test_an_amount_is_compared_in_hundred_millions() -> None:
    (message,) = told(Level.TOWNSHIP, CHARGES, 120_000)
    assert "填的是120000万元，乡镇人民政府一般不会超过10亿元" in message
