"""From the county to the unit and back: what is said arrives, what is answered comes back, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.collecting.returning import answers_in, return_parcel
from app.returned import ComeBack, submission_parcel, told_of
from intake.gouji_parcel import load
from model.collection.opinion import Opinion, unanswered
from model.collection.remarks import RemarkAnswer, RemarkVerdict
from model.report.report import Report
from model.storage.county.records import NewRemark
from model.storage.library import Library
from model.storage.records import State
from tests.app.collecting.incoming import coming, of_unit
from tests.model.storage.county.collected import HEADING, TOWN, UNITS, WHO, receive, units_of

UNIT = UNITS[TOWN].name
DUE = date(2026, 2, 10)
CELL = "applications/received/natural_person"
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(str.strip)
remarks = st.lists(
    st.tuples(st.sampled_from(["", CELL, "overview/platform", "problems/text"]), words, st.sampled_from(["", "平台"])),
    min_size=1,
    max_size=5,
)
answers = st.lists(st.tuples(st.sampled_from(RemarkAnswer), words), min_size=5, max_size=5)


@pytest.fixture
def unit_library(tmp_path: Path) -> Iterator[Library]:
    """Return the library of the unit's own program."""
    library = Library.open(tmp_path / "unit.db")
    yield library
    library.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(remarks, answers)
def test_what_was_said_arrives_and_what_was_answered_comes_back(
    library: Library,
    unit_library: Library,
    said: list[tuple[str, str, str]],
    answered: list[tuple[RemarkAnswer, str]],
) -> None:
    collection = library.county.create(HEADING, UNITS, WHO)
    submission = receive(library, collection, TOWN)
    unit = units_of(library, collection)[TOWN].key
    library.county.return_(unit, [NewRemark(submission, *one) for one in said], WHO)
    parcel = load(return_parcel(library, unit, DUE))
    key = ComeBack.of(unit_library, parcel).keep(unit_library)
    stored = unit_library.load(key)
    assert [(one.place, one.words, one.quote) for one in stored.opinions] == [
        (place, text.strip(), quote) for place, text, quote in said
    ]
    assert {(one.revision, one.due) for one in stored.opinions} == {(1, DUE)}
    for one, (answer, why) in zip(stored.opinions, answered, strict=False):
        unit_library.answer_opinions(key, [one.id], answer, why)
    stored = unit_library.load(key)
    back = load(submission_parcel(stored.report, final=True, opinions=stored.opinions))
    found = answers_in(back, library.county.remarks(unit))
    known = [one.key for one in library.county.remarks(unit)]
    assert [(known.index(one.remark), one.answer, one.words) for one in found] == [
        (at, answer, why.strip())
        for at, (answer, why) in enumerate(answered[: len(said)])
        if answer is not RemarkAnswer.NONE
    ]
    assert back.report == parcel.report
    assert stored.misfits == ()


def returned(library: Library, collection: int, *said: str) -> bytes:
    """Send the report of the town back."""
    unit = units_of(library, collection)[TOWN].key
    current = library.county.current(unit)
    submission = current.key if current else receive(library, collection, TOWN)
    library.county.return_(unit, [NewRemark(submission, CELL, one) for one in said], WHO)
    return return_parcel(library, unit, DUE)


def test_the_librarys_report_stays_as_it_is(library: Library, collection: int, unit_library: Library) -> None:
    mine = of_unit(UNIT, change=3)
    key = unit_library.create(mine)
    unit_library.finalise(key, date(2026, 1, 20))
    back = ComeBack.of(unit_library, load(returned(library, collection, "请核对")))
    assert (len(back.changes), back.is_final) == (1, True)
    assert back.keep(unit_library) == key
    stored = unit_library.load(key)
    assert (stored.report, stored.state) == (mine, State.FINAL)
    assert told_of(stored.opinions) == "县里退回第1稿，意见1条，还有1条没有答复，2月10日前重新报送"
    assert "意见1条" in back.reason


def test_one_that_is_not_there_is_made_as_it_was_sent(library: Library, collection: int, unit_library: Library) -> None:
    back = ComeBack.of(unit_library, load(returned(library, collection, "请核对")))
    assert back.there is None
    stored = unit_library.load(back.keep(unit_library))
    assert stored.report == of_unit(UNIT)
    assert unit_library.trail(stored.id).done == ()  # it came with what was said: there is nothing before


def sent(folder: Path, report: Report, opinions: tuple[Opinion, ...]) -> Path:
    path = folder / f"重交{len(list(folder.iterdir()))}.gouji"
    path.write_bytes(submission_parcel(report, final=True, opinions=opinions))
    return path


def test_two_rounds_until_all_is_accepted(
    library: Library, collection: int, unit_library: Library, folder: Path
) -> None:
    unit = units_of(library, collection)[TOWN].key
    key = ComeBack.of(unit_library, load(returned(library, collection, "甲", "乙"))).keep(unit_library)
    first, second = unit_library.load(key).opinions
    unit_library.answer_opinions(key, [first.id], RemarkAnswer.KEPT, "台账如此")
    unit_library.answer_opinions(key, [second.id], RemarkAnswer.DONE)
    stored = unit_library.load(key)
    coming(library, collection, sent(folder, stored.report, stored.opinions)).store(WHO)
    one, other = library.county.remarks(unit)
    library.county.decide(one.key, RemarkVerdict.INSISTED)
    library.county.decide(other.key, RemarkVerdict.ACCEPTED)
    assert ComeBack.of(unit_library, load(returned(library, collection))).keep(unit_library) == key
    (left,) = unit_library.load(key).opinions
    assert (left.id, left.is_insisted_on, left.answer_words) == (first.id, True, "台账如此")
    assert unanswered([left]) == 1
    again = unit_library.trail(key)
    ComeBack.of(unit_library, load(return_parcel(library, unit, DUE))).keep(unit_library)
    assert unit_library.trail(key) == again  # the same file changes nothing
    unit_library.answer_opinions(key, [left.id], RemarkAnswer.DONE)
    stored = unit_library.load(key)
    coming(
        library,
        collection,
        sent(folder, stored.report.with_number(stored.report.form.typed_cells[0], None), stored.opinions),
    ).store(WHO)
    assert library.county.remarks(unit)[0].answer is RemarkAnswer.DONE
