"""What a unit explained is taken or not; what is not taken counts as open, everywhere alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.assessment import Assessment, assess
from app.collecting.explained import explained_of, without_refused
from app.collecting.last_years import LastYears
from app.collecting.returning import ready_remarks, return_parcel
from app.collecting.review_table import review_table
from app.subject import Subject
from intake.gouji_parcel import load
from model.collection.standing import StandingAct
from model.form.schema import Severity
from model.report.report import Explanation, Report
from model.rules.explanations import can_be_explained
from model.storage.library import Library
from tests.app.collecting.incoming import coming, of_unit, write
from tests.model.storage.county.collected import TOWN, UNITS, WHO, YEAR, units_of

TODAY = date(2026, 1, 25)


def explaining(library: Library) -> Report:
    """Return a report that explains all that can be, beside last year's of the library."""
    last = of_unit(UNITS[TOWN].name, year=YEAR - 1)
    if library.find(last.unit, last.year) is None:
        library.create(last)
    report = of_unit(UNITS[TOWN].name).with_text("problems/text", "2021年办理申请3件，没有问题。")
    open_ = [one for one in assess(Subject(report, last)).open if can_be_explained(one)]
    said = {
        one.identity: Explanation(*one.identity, "上年年报登记有误，已发更正", "张三", "2026-01-20T10:00:00+08:00")
        for one in open_
    }
    return replace(report, explanations=tuple(said.values()))


@pytest.fixture
def sent(library: Library, collection: int, folder: Path) -> int:
    """Take in a report that explains what it can; give the key of the unit."""
    coming(library, collection, write(folder, "1.json", explaining(library))).store(WHO)
    return units_of(library, collection)[TOWN].key


def counted(library: Library, unit: int, report: Report) -> Assessment:
    current = library.county.current(unit)
    assert current is not None
    last = LastYears(library, YEAR).of(library.county.units(current.collection).units[unit], report)
    return assess(Subject(report, last))


def as_sent(library: Library, unit: int) -> tuple[int, Report, Assessment]:
    current = library.county.current(unit)
    assert current is not None
    report = current.report
    return current.key, report, counted(library, unit, report)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=12)
@given(st.lists(st.booleans(), min_size=1, max_size=4))
def test_the_roll_the_review_and_the_checks_count_alike(
    library: Library, collection: int, sent: int, taken: list[bool]
) -> None:
    key, report, found = as_sent(library, sent)
    listed = explained_of(found, ())
    assert {one.finding.severity for one in listed} >= {Severity.EXPLAIN, Severity.WARN}
    wanted = [*(one for one in listed if one.finding.severity is Severity.WARN), *listed]
    for one, accepted in zip(wanted, taken, strict=False):
        library.county.judge(sent, one.judged(key, accepted=accepted), WHO)
    judgements = library.county.judgements(key)
    stripped = counted(library, sent, without_refused(report, judgements)).tally
    row = library.county.roll(collection, TODAY)[TOWN]
    assert row.tally is not None
    assert (row.tally.must, row.tally.verify) == (stripped.must, stripped.verify)
    assert review_table(library, collection, TODAY).units[TOWN].tally == stripped
    refused = [one for one in explained_of(found, judgements) if one.is_refused]
    assert len(library.county.remarks(sent)) == len(refused)
    while (done := library.county.batches(collection)[0]).act.value == "judge":
        library.county.take_back(collection, done.number)
    assert library.county.remarks(sent) == ()


def test_what_is_not_taken_goes_into_the_return_once(library: Library, collection: int, sent: int) -> None:
    key, report, found = as_sent(library, sent)
    first = explained_of(found, ())[0]
    library.county.judge(sent, first.judged(key, accepted=False), WHO)
    assert "或者说明原因" not in first.asked
    refused = {first.finding.identity}
    stripped = counted(library, sent, without_refused(report, library.county.judgements(key)))
    assert any(one.identity in refused for one in stripped.open)
    assert first.finding.message not in {one.words for one in ready_remarks(stripped, key, refused)}
    library.county.act(sent, StandingAct.RETURN, WHO)
    (remark,) = load(return_parcel(library, sent)).remarks
    assert (remark.place, remark.words) == (first.finding.at[0], first.asked)


def test_what_was_only_looked_at_is_no_explanation(library: Library) -> None:
    report = explaining(library)
    said = tuple(Explanation(one.check, one.at, "", one.by, one.when) for one in report.explanations)
    looked_at = replace(report, explanations=said)
    last = library.find(report.unit, YEAR - 1)
    assert last is not None
    assert explained_of(assess(Subject(looked_at, last.report)), ()) == ()
    listed = explained_of(assess(Subject(report, last.report)), ())
    assert len({one.finding.identity for one in listed}) == len(listed) > 0
