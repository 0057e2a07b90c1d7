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


def years_of(form: Form) -> tuple[int, int]:
    """Return the first year of an edition, and the last before the next edition, or one of the years to come."""
    later = [other.since for other in FORMS.values() if other.since > form.since]
    return form.since, min(later, default=form.since + 6) - 1


@st.composite
def balanced_reports(draw: st.DrawFn, form: Form = FORM_2021) -> Report:
    """Draw a report without a blank in which every identity holds."""
    numbers = {cell: Decimal(draw(st.integers(0, 40))) for cell in form.typed_cells}
    return balanced(Report("甲县人民政府", Level.COUNTY, form.since + 2, form.edition, numbers))


def balanced(report: Report) -> Report:
    """Let what was received be what the rest of a full report makes it, and all totals follow from their parts."""
    form, report = report.form, with_totals(report)
    received: dict[Cell, Decimal | None] = {}
    for identity in form.identities:
        if identity.total is None and identity.left[0] not in form.totals:
            new, *old = identity.left
            received |= dict.fromkeys(old, Decimal())
            received[new] = sum((report.numbers[cell] for cell in identity.right), Decimal())
    blank = dict.fromkeys(form.totals)
    return with_totals(report.with_numbers(blank).with_numbers(received))


def filled(form: Form, year: int = 0, unit: str = "甲县乙镇人民政府") -> Report:
    """Return a report without a blank, of which every identity holds, with other numbers and words in each place."""
    numbers = {
        cell: Decimal(f"{i}.0{i}") if form.kinds[cell] is Kind.AMOUNT else Decimal(i)
        for i, cell in enumerate(form.typed_cells, 101)
    }
    texts = {key: f"本机关{form.texts[key].name}工作已经完成。" for key in form.texts}
    return balanced(Report(unit, Level.TOWNSHIP, year or form.since, form.edition, numbers, texts))
