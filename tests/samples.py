"""What the tests are made of: real reports, reports of any shape, a number for every cell."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import strategies as st

from model.form.editions import FORM_2021, FORMS
from model.form.form import Form
from model.form.schema import Cell, Kind
from model.report.file_format import loads
from model.report.numbers import number_text
from model.report.report import Explanation, Level, Report
from model.report.totals import with_totals
from model.rules import Finding

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
EXAMPLE = ROOT / "assets" / "example.json"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the collection of published reports is not here")


def example() -> Report:
    return loads(EXAMPLE.read_bytes())


def sides(finding: Finding) -> list[str]:
    """Return what a finding compares, the difference, and what it proposes, as printed."""
    return [number_text(n) for n in (finding.left, finding.right, finding.difference, finding.proposal)]


def published(name: str) -> Report:
    """Return the figures of a published report, as they were keyed in."""
    raw = json.loads((SHARED / "reports" / f"{name}.expected.json").read_text("utf-8"))
    numbers = {Cell(key): Decimal(value) for key, value in raw["numbers"].items()}
    return Report(raw["unit"], Level.CITY, raw["year"], raw["form"], numbers)


counts = st.integers(0, 10**9).map(Decimal)
amounts = st.decimals(0, 10**9, places=6) | st.decimals(0, 10**6, places=4) | st.integers(0, 10**12 - 1).map(Decimal)
changes = st.integers(-(10**6), 10**6).map(Decimal)
NUMBERS = {Kind.COUNT: counts, Kind.AMOUNT: amounts, Kind.CHANGE: changes}
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@st.composite
def partial_numbers(draw: st.DrawFn, form: Form) -> dict[Cell, Decimal]:
    """Draw numbers for some of the cells, totals among them, that need not fit together."""
    cells = draw(st.lists(st.sampled_from(list(form.cells)), unique=True, max_size=30))
    return {cell: draw(NUMBERS[form.kinds[cell]]) for cell in cells}


@st.composite
def any_reports(draw: st.DrawFn) -> Report:
    """Draw a report of either edition with blanks, words, explanations."""
    form = draw(st.sampled_from(list(FORMS.values())))
    places = [*form.cells, *form.texts]
    explanations = st.builds(
        Explanation, words, st.lists(st.sampled_from(places), max_size=3).map(tuple), words, words, words
    )
    return Report(
        unit=draw(words),
        level=draw(st.sampled_from(list(Level))),
        year=draw(st.integers(2008, 2100)),
        edition=form.edition,
        numbers=draw(partial_numbers(form)),
        texts=draw(st.dictionaries(st.sampled_from(list(form.texts)), words.filter(bool))),
        explanations=tuple(draw(st.lists(explanations, max_size=3))),
    )


@st.composite
def balanced_reports(draw: st.DrawFn) -> Report:
    """Draw a report of 2021 without a blank in which every identity holds."""
    form = FORM_2021
    numbers = {cell: Decimal(draw(st.integers(0, 40))) for cell in form.typed_cells}
    report = with_totals(Report("甲县人民政府", Level.COUNTY, 2023, numbers=numbers))
    received = {}
    for identity in form.identities:
        if identity.rule.check == "H3" and identity.place != "total":
            new, old = identity.left
            received[old] = Decimal()
            received[new] = sum((report.numbers[cell] for cell in identity.right), Decimal())
    blank = dict.fromkeys(form.totals)
    return with_totals(report.with_numbers(blank).with_numbers(dict(received)))
