"""Faults of a kind told in many ways, and what only looks like them: kinds/*.txt, one a line, ⏎ for an end of line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import pytest

from model.form.editions import FORM_2021
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules import findings
from tests.samples import ROOT

_KINDS = ROOT / "tests/model/rules/kinds"
_FILLED: Mapping[str, int | Decimal] = {
    "applications/received/natural_person": 42,
    "applications/received/enterprise": 8,
    "applications/brought_forward/natural_person": 2,
    "applications/disclosed/natural_person": 26,
    "applications/disclosed/enterprise": 4,
    "applications/partly_disclosed/natural_person": 5,
    "applications/refused_third_party/enterprise": 3,
    "applications/unavailable_not_held/natural_person": 6,
    "applications/other_other/natural_person": 4,
    "applications/carried_forward/natural_person": 3,
    "applications/carried_forward/enterprise": 1,
    "disputes/reconsideration/upheld": 3,
    "disputes/reconsideration/corrected": 1,
    "disputes/direct_litigation/upheld": 2,
    "disputes/direct_litigation/pending": 1,
    "legislation/normative_documents/issued": 18,
    "legislation/normative_documents/repealed": 3,
    "legislation/normative_documents/in_force": 120,
    "licensing/licences/decisions": 48126,
    "enforcement/penalties/decisions": 1724,
    "enforcement/coercive_measures/decisions": 257,
    "fees/charges/amount": Decimal("36.5"),
}


class Kind(NamedTuple):
    """A sentence, and what it stands in."""

    check: str
    guilty: bool
    sentence: str
    unit: str
    level: Level
    place: str
    cells: tuple[str, ...]


def _kinds() -> Iterator[Kind]:
    for path in sorted(_KINDS.glob("*.txt")):
        check, unit, level, place = "", "甲县人民政府", Level.COUNTY, "overview/supervision"
        cells: tuple[str, ...] = ()
        for line in path.read_text("utf-8").splitlines():
            mark, _, said = line.partition(" ")
            if mark == "#":
                check = said.partition(":")[0]
            elif said.startswith("unit "):
                _, unit, level = said.split()[0], said.split()[1], Level(said.split()[2])
            elif said.startswith("cells "):
                cells = tuple(said.split()[1:])
            elif mark == "=":
                place = said
            else:
                yield Kind(check, mark == "+", said.replace("⏎", "\n"), unit, level, place, cells)


_ALL = [*_kinds()]
_QUIET = {"T2", "T3", "N9", "T13", "T12"}  # what is absent from a report of one sentence


@cache
def _filled(cells: tuple[str, ...]) -> Report:
    """Return a report with the usual numbers, but for some cells: “key=number”."""
    others = {key: Decimal(value) for key, _, value in (one.partition("=") for one in cells)}
    numbers = {FORM_2021.cell_called[key]: Decimal(value) for key, value in {**_FILLED, **others}.items()}
    zeros = {cell: Decimal() for cell in FORM_2021.cells if cell not in FORM_2021.totals}
    return with_totals(Report("甲县人民政府", Level.COUNTY, 2023, numbers={**zeros, **numbers}))


def told(kind: Kind) -> list[str]:
    report = replace(_filled(kind.cells), unit=kind.unit, level=kind.level, texts={kind.place: kind.sentence})
    return [f"{one.check}: {one.message}" for one in findings(report) if one.check not in _QUIET]


def test_the_numbers_fit_together() -> None:
    assert told(_ALL[0]._replace(sentence="无。")) == []


def _name(one: Kind) -> str:
    return " ".join((one.check, one.sentence, one.place, one.unit, *one.cells))


@pytest.mark.parametrize("kind", [one for one in _ALL if one.guilty], ids=_name)
def test_what_is_wrong_is_told(kind: Kind) -> None:
    assert [one for one in told(kind) if one.startswith(f"{kind.check}:")]


@pytest.mark.parametrize("kind", [one for one in _ALL if not one.guilty], ids=_name)
def test_what_only_looks_wrong_is_not(kind: Kind) -> None:
    assert told(kind) == []


def test_a_number_that_two_patterns_read_is_told_once() -> None:
    assert len(told(_ALL[0]._replace(sentence="行政许可：共办结48216件。"))) == 1
