"""What the tests are made of: real reports, reports of any shape, a number for every cell."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from model.form.editions import FORM_2021, FORMS
from model.form.form import Form
from model.form.schema import Cell, Kind
from model.report.file_format import loads
from model.report.numbers import number_text
from model.report.report import Explanation, Level, Report
from model.report.totals import with_totals
from model.rules.finding import Finding

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
seeds = st.integers(0, 2**32)  # of what would take long to draw one by one


def some_number(random: Random, kind: Kind) -> Decimal:
    """Return a number as may stand in a cell of a kind: of any length, an amount with or without a fraction."""
    digits = random.randint(1, 9)
    number = Decimal(random.randrange(10**digits))
    if kind is Kind.AMOUNT:
        return number.scaleb(-random.choice((0, 4, 6)))
    return -number.scaleb(-3).to_integral_value() if kind is Kind.CHANGE and random.random() < 1 / 2 else number


@cache
def _numbered(form: Form) -> st.SearchStrategy[list[tuple[Cell, Decimal]]]:
    """Return what draws a few cells of a form, and a number for each."""
    by_kind = [
        st.tuples(st.sampled_from([cell for cell in form.cells if form.kinds[cell] is kind]), numbers)
        for kind, numbers in NUMBERS.items()
        if kind in form.kinds.values()
    ]
    return st.lists(st.one_of(by_kind), max_size=3)


# Each example is of a hundred cells or more, and all of them are looked at.
whole_reports = settings(max_examples=min(40, settings().max_examples))


@st.composite
def partial_numbers(draw: st.DrawFn, form: Form) -> dict[Cell, Decimal]:
    """Draw numbers for some of the cells, totals among them, that need not fit together.

    A few are drawn as the edges of what is possible, the others follow from a seed.
    """
    many, few = draw(st.integers(0, 27)), draw(_numbered(form))
    random = Random(draw(seeds)) if many else Random()
    others = random.sample([*form.cells], many)
    return {cell: some_number(random, form.kinds[cell]) for cell in others} | dict(few)


@st.composite
def full_numbers(draw: st.DrawFn, form: Form, most: tuple[int, ...]) -> dict[Cell, Decimal]:
    """Draw a number up to one of `most` for every cell that is typed, and amounts of up to six places."""
    largest, places, random = draw(st.sampled_from(most)), draw(st.integers(0, 6)), Random(draw(seeds))
    return {
        cell: Decimal(random.randint(0, 10 ** (6 + places))).scaleb(-places)
        if form.kinds[cell] is Kind.AMOUNT
        else Decimal(random.randint(0, largest))
        for cell in form.typed_cells
    }


@cache
def _explanations(form: Form) -> st.SearchStrategy[list[Explanation]]:
    """Return what draws explanations of whatever stands in a form."""
    at = st.lists(st.sampled_from([*form.cells, *form.texts]), max_size=3).map(tuple)
    return st.lists(st.builds(Explanation, words, at, words, words, words), max_size=3)


@cache
def _texts(form: Form) -> st.SearchStrategy[dict[str, str]]:
    """Return what draws texts for some of the places of a form."""
    return st.dictionaries(st.sampled_from([*form.texts]), words.filter(bool), max_size=4)


@st.composite
def any_reports(draw: st.DrawFn) -> Report:
    """Draw a report of either edition with blanks, words, explanations."""
    form = draw(st.sampled_from(list(FORMS.values())))
    return Report(
        unit=draw(words),
        level=draw(st.sampled_from(Level)),
        year=draw(st.integers(2008, 2100)),
        edition=form.edition,
        numbers=draw(partial_numbers(form)),
        texts=draw(_texts(form)),
        explanations=tuple(draw(_explanations(form))),
    )


def years_of(form: Form) -> tuple[int, int]:
    """Return the first year of an edition, and the last before the next edition, or one of the years to come."""
    later = [other.since for other in FORMS.values() if other.since > form.since]
    return form.since, min(later, default=form.since + 6) - 1


@st.composite
def balanced_reports(draw: st.DrawFn, form: Form = FORM_2021) -> Report:
    """Draw a report without a blank in which every identity holds; its numbers follow from a seed, or are all alike."""
    most, random = draw(st.integers(0, 40)), Random(draw(seeds))
    numbers = {cell: Decimal(random.randint(0, most)) for cell in form.typed_cells}
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
