"""An explanation lapses when any number that it was given for is another now, wherever that stands."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment import Assessment, assess
from app.importing.batch import Batch
from app.importing.file_read import FileRead
from app.subject import Subject
from intake.reading import Reading
from model.form.editions import FORMS
from model.form.form import Form
from model.form.schema import Cell
from model.report.report import Explanation, Report
from model.report.totals import with_totals
from model.rules.explanations import COMPARED, Noted, can_be_explained
from model.rules.finding import Finding
from model.storage.library import Library
from model.storage.records import Change, How
from tests.app.subjects import SLIPS, TEXTS, WHOLE, in_balance

BROUGHT = Cell("applications/brought_forward/natural_person")
CARRIED = Cell("applications/carried_forward/natural_person")
KIND = "legislation/normative_documents"
ISSUED, REPEALED, IN_FORCE = (Cell(f"{KIND}/{key}") for key in ("issued", "repealed", "in_force"))
REASON = "上年登记有误，已更正"
CHECKS = ("X1", "X2", "X3")


def reason_for(finding: Finding, reason: str = REASON) -> Explanation:
    return Explanation(finding.check, finding.at, reason, "张三", "2024-01-05T09:00:00")


def explained(subject: Subject) -> Subject:
    """Give a reason for all that can be explained, as the window does: each is about what stands there now."""
    found = assess(subject)
    said = {one.identity: reason_for(one) for one in found.broken if can_be_explained(one)}
    told = replace(subject, typed=replace(subject.typed, explanations=tuple(said.values())), noted={})
    for one in found.broken:
        if can_be_explained(one):
            told = replace(told, noted={**(told.noted or {}), one.identity: assess(told).about(one)})
    return told


def compared(one: Finding) -> tuple[object, ...]:
    return one.identity, one.left, one.right, one.quote


CLOSE = st.dictionaries(
    st.sampled_from([BROUGHT, CARRIED, ISSUED, REPEALED, IN_FORCE]), st.integers(0, 9).map(Decimal), min_size=2
)


@st.composite
def beside_last_year(draw: st.DrawFn) -> Subject:
    last = draw(WHOLE).with_numbers(draw(CLOSE))
    typed = replace(draw(WHOLE), texts=draw(TEXTS)).with_numbers({**draw(SLIPS), **draw(CLOSE)})
    return Subject(typed, with_totals(replace(last, year=typed.year - 1)))


@given(beside_last_year(), SLIPS, CLOSE)
def test_what_is_settled_is_what_was_explained(
    subject: Subject, slips: dict[Cell, Decimal | None], before: dict[Cell, Decimal]
) -> None:
    subject = explained(subject)
    found = assess(subject)
    assert {one for one, _ in found.settled} == {one for one in found.broken if can_be_explained(one)}
    assert subject.last_year is not None
    last = subject.last_year.with_numbers(dict(before))
    changed = replace(subject, typed=subject.typed.with_numbers(slips), last_year=last)
    assert {compared(one) for one, _ in assess(changed).settled} <= set(map(compared, found.broken))


def x3(last: Report) -> Subject:
    """Return a report that repealed more than there can have been, and has fewer in force than it made."""
    numbers = {ISSUED: Decimal(5), REPEALED: Decimal(9), IN_FORCE: Decimal(0)}
    return Subject(in_balance().with_numbers(numbers), last)


def of(assessment: Assessment, check: str) -> list[Finding]:
    return [one for one in assessment.broken if one.check == check]


@pytest.mark.parametrize("check", CHECKS)
def test_last_years_number_is_one_of_them(check: str) -> None:
    last = with_totals(replace(in_balance(), year=2022)).with_numbers({CARRIED: Decimal(2), IN_FORCE: Decimal(1)})
    subject = explained(x3(last))
    assert of(assess(subject), check)
    assert all(not assess(subject).is_open(one) for one in of(assess(subject), check))
    other = last.with_numbers({CARRIED: Decimal(3), IN_FORCE: Decimal(2)})
    now = assess(replace(subject, last_year=other))
    assert of(now, check)
    assert all(now.is_open(one) for one in of(now, check))


def test_a_number_that_is_only_written_otherwise_is_the_same() -> None:
    last = with_totals(replace(in_balance(), year=2022)).with_number(CARRIED, Decimal(20))
    subject = explained(x3(last))
    again = replace(subject, last_year=last.with_number(CARRIED, Decimal("20.0")))
    assert [one.identity for one, _ in assess(again).settled] == [one.identity for one, _ in assess(subject).settled]


def test_one_that_was_written_by_an_earlier_version_holds_until_a_number_of_its_own_changes() -> None:
    last = with_totals(replace(in_balance(), year=2022)).with_number(CARRIED, Decimal(2))
    subject = explained(x3(last))
    old: Noted = {("X1", (BROUGHT,)): {BROUGHT: Decimal(0)}}
    subject = replace(subject, noted=old, last_year=last.with_number(CARRIED, Decimal(3)))
    (finding,) = [one for one in of(assess(subject), "X1") if one.at == (BROUGHT,)]
    assert assess(subject).explanation_of(finding) is not None
    typed = subject.typed.with_number(BROUGHT, Decimal(1))
    assert BROUGHT not in {at for one, _ in assess(replace(subject, typed=typed)).settled for at in one.at}


def stored(library: Library, report: Report) -> int:
    return library.create(report)


def imported(library: Library, report: Report) -> int:
    """Bring in the reasons for a report that is there, from a file."""
    key = library.create(replace(report, explanations=()))
    reading = Reading(with_totals(report), as_written=True)
    Batch(library, [FileRead(library.path.with_suffix(".json"), reading)]).store()
    return key


def brought_in_together(library: Library, report: Report) -> int:
    """Bring in a report and last year's as two files, last year's second."""
    (last,) = library.all()
    library.delete(last.id)
    files = [
        FileRead(library.path.with_name(f"{one.year}.json"), Reading(with_totals(one), as_written=True))
        for one in (report, last.report)
    ]
    Batch(library, files).store()
    return next(one.id for one in library.all() if one.report.year == report.year)


@pytest.mark.parametrize("bring", [stored, imported, brought_in_together])
def test_what_came_with_a_file_lapses_with_last_years_number_too(
    library: Library, bring: Callable[[Library, Report], int]
) -> None:
    library.create(replace(in_balance(), year=2022).with_number(CARRIED, Decimal(2)))
    bare = in_balance()
    found = assess(Subject(bare, library.last_year(bare)))
    (finding,) = (one for one in found.broken if one.check == "X1" and one.at == (BROUGHT,))
    key = bring(library, replace(bare, explanations=(reason_for(finding),)))

    def settled() -> set[tuple[str, tuple[str, ...]]]:
        there = library.load(key)
        return {one.identity for one, _ in assess(Subject.of(there, library.last_year(there.report))).settled}

    assert settled() == {("X1", (BROUGHT,))}
    last = library.number_of(bare.unit, 2022) or 0
    library.write(last, [Change(CARRIED, Decimal(2), Decimal(3))], How.TYPED, "录入")
    assert settled() == set()


@pytest.mark.parametrize("form", FORMS.values())
def test_no_place_of_a_form_has_the_name_of_the_note(form: Form) -> None:
    assert COMPARED not in {*form.cells, *form.texts}
