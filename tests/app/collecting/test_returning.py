"""A report goes back with remarks, is answered in the unit's own program, and comes in again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.assessment import Assessment, assess
from app.collecting.answers import not_done
from app.collecting.bringing import ComingStatus
from app.collecting.problem_list import problem_list
from app.collecting.returning import (
    id_of,
    ready_remarks,
    return_parcel,
    unasked,
    words_at_place,
)
from app.collecting.review_table import review_list, review_table
from app.returned import opinions_in, submission_parcel
from app.subject import Subject
from intake import read_file
from intake.gouji_parcel import load
from model.collection.parcel import Parcel, ParcelKind, ParcelRemark
from model.collection.remarks import RemarkAnswer, RemarkVerdict
from model.collection.standing import Standing
from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell, Severity
from model.report.numbers import number_text
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.county.records import NewRemark, Remark
from model.storage.library import Library
from tests.app.collecting.incoming import coming, of_unit, write
from tests.model.storage.county.collected import HEADING, SCHOOL, TOWN, UNITS, WHO, receive, units_of

CELL = "applications/received/natural_person"
PLATFORM = "overview/platform"


@pytest.fixture
def unit(library: Library, collection: int) -> int:
    """Receive a report and send it back with two remarks."""
    key = receive(library, collection, TOWN)
    unit = units_of(library, collection)[TOWN].key
    library.county.return_(unit, [NewRemark(key, CELL, "应为261"), NewRemark(key, PLATFORM, "缺平台数", "平台")], WHO)
    return unit


def answering(parcel: Parcel, *answers: tuple[RemarkAnswer, str]) -> Parcel:
    said = tuple(
        replace(one, answer=answer, answer_words=words)
        for one, (answer, words) in zip(parcel.remarks, answers, strict=True)
    )
    return replace(parcel, remarks=said)


def sent_again(folder: Path, parcel: Parcel, report: Report | None = None) -> Path:
    path = folder / "重交.gouji"
    path.write_bytes(submission_parcel(report or parcel.report, final=True, opinions=opinions_in(parcel)))
    return path


DONE, KEPT = (RemarkAnswer.DONE, ""), (RemarkAnswer.KEPT, "都是全部公开")


def test_the_whole_way_there_and_back(library: Library, collection: int, folder: Path, unit: int) -> None:
    parcel = load(return_parcel(library, unit))
    assert (parcel.kind, parcel.revision, parcel.report) == (ParcelKind.RETURN, 1, of_unit(UNITS[TOWN].name))
    assert [(one.place, one.words, one.quote) for one in parcel.remarks] == [
        (CELL, "应为261", ""),
        (PLATFORM, "缺平台数", "平台"),
    ]
    changed = of_unit(UNITS[TOWN].name).with_text("problems/text", "存在的问题：人手不足。改进：增加人手。")
    changed = changed.with_number(next(one for one in changed.numbers if one == CELL), None)
    found = coming(library, collection, sent_again(folder, answering(parcel, DONE, KEPT), changed))
    assert found.verdict(0).status is ComingStatus.REVISION
    assert "意见答2条" in found.verdict(0).words
    revision = found.revision(0)
    assert revision is not None
    assert set(unasked(revision, library.county.remarks(unit))) == {*revision.places} - {CELL}
    found.store(WHO)
    assert library.county.standings(collection)[unit] is Standing.RESUBMITTED
    assert [(one.answer, one.answer_words) for one in library.county.remarks(unit)] == [DONE, KEPT]
    current = library.county.current(unit)
    assert current is not None
    assert current.final is True
    assert "还有2条意见的回复没有定" in library.county.hindrance(unit)
    assert library.county.misfits() == ()


def test_taking_the_batch_back_takes_the_answers_back(
    library: Library, collection: int, folder: Path, unit: int
) -> None:
    before = library.county.remarks(unit)
    parcel = load(return_parcel(library, unit))
    batch = coming(library, collection, sent_again(folder, answering(parcel, DONE, KEPT))).store(WHO)
    assert batch is not None
    library.county.take_back(collection, batch)
    assert library.county.remarks(unit) == before
    assert library.county.standings(collection)[unit] is Standing.RETURNED
    assert library.county.misfits() == ()


def test_an_answer_that_was_decided_on_keeps_its_batch(
    library: Library, collection: int, folder: Path, unit: int
) -> None:
    parcel = load(return_parcel(library, unit))
    batch = coming(library, collection, sent_again(folder, answering(parcel, DONE, KEPT))).store(WHO)
    library.county.decide(library.county.remarks(unit)[0].key, RemarkVerdict.ACCEPTED)
    assert batch is not None
    with pytest.raises(UserError, match="后来又有改动"):
        library.county.take_back(collection, batch)
    assert len(load(return_parcel(library, unit)).remarks) == 1  # what was accepted does not go back again


def test_answers_to_another_offices_remarks_or_to_other_words_are_none_of_ours(
    library: Library, collection: int, folder: Path, unit: int
) -> None:
    parcel = load(return_parcel(library, unit))
    strange = replace(answering(parcel, DONE, DONE), remarks=(ParcelRemark("1-ff", "", "x", answer=RemarkAnswer.DONE),))
    library.county.change_remark(library.county.remarks(unit)[0].key, "应为262")
    for answered, count in ((strange, 0), (answering(parcel, DONE, DONE), 1)):
        found = coming(library, collection, sent_again(folder, answered))
        assert len(found.answers(0)) == count


def test_another_unit_cannot_answer(library: Library, collection: int, folder: Path, unit: int) -> None:
    parcel = answering(load(return_parcel(library, unit)), DONE, DONE)
    found = coming(library, collection, sent_again(folder, parcel, of_unit(UNITS[SCHOOL].name)))
    assert found.answers(0) == ()
    found.store(WHO)
    assert all(one.answer is RemarkAnswer.NONE for one in library.county.remarks(unit))


def test_what_was_not_heeded_wants_a_reason(library: Library, unit: int) -> None:
    parcel = answering(load(return_parcel(library, unit)), DONE, (RemarkAnswer.KEPT, " "))
    with pytest.raises(UserError, match="要写原因"):
        submission_parcel(parcel.report, final=True, opinions=opinions_in(parcel))


def test_a_return_that_comes_in_is_no_report(library: Library, collection: int, folder: Path, unit: int) -> None:
    (folder / "退回.gouji").write_bytes(return_parcel(library, unit))
    said = coming(library, collection, folder).verdict(0)
    assert (said.status, said.words) == (ComingStatus.OTHER_KIND, "这是退回用的文件，不是单位报来的年报")


def test_a_draft_is_marked_and_taken(library: Library, collection: int, folder: Path) -> None:
    path = folder / "草稿.gouji"
    path.write_bytes(submission_parcel(of_unit(UNITS[TOWN].name), final=False))
    found = coming(library, collection, path)
    assert found.verdict(0).words == "新收；单位还没有定稿"
    found.store(WHO)
    assert library.county.roll(collection, HEADING.send_by)[TOWN].final is False


def test_nothing_goes_back_without_a_remark_or_a_report(library: Library, collection: int) -> None:
    unit = units_of(library, collection)[TOWN].key
    with pytest.raises(UserError, match="还没有收到"):
        return_parcel(library, unit)
    receive(library, collection, TOWN)
    with pytest.raises(UserError, match="要写意见"):
        return_parcel(library, unit)


def test_findings_become_remarks_with_one_key(library: Library, collection: int, folder: Path) -> None:
    wrong = of_unit(UNITS[TOWN].name)
    wrong = wrong.with_number(
        next(one for one in wrong.numbers if one == CELL), wrong.numbers[next(iter(wrong.numbers))] + 9
    )
    found = coming(library, collection, write(folder, "1.json", wrong))
    assessed = found.assessment(0)
    assert assessed is not None
    found.store(WHO)
    unit = units_of(library, collection)[TOWN]
    current = library.county.current(unit.key)
    assert current is not None
    ready = ready_remarks(assessed, current.key)
    assert ready
    keys = library.county.remark(ready, WHO)
    assert len(keys) == len(ready)


def test_ids_tell_remarks_apart(library: Library, unit: int) -> None:
    said: list[Remark] = list(library.county.remarks(unit))
    ids = {id_of(one) for one in [*said, *(replace_words(one) for one in said)]}
    assert len(ids) == 4


def replace_words(remark: Remark) -> Remark:
    return remark._replace(words=f"{remark.words}。")


def test_it_is_read_like_any_file(library: Library, folder: Path, unit: int) -> None:
    path = folder / "x.gouji"
    path.write_bytes(return_parcel(library, unit))
    assert read_file(path).report == of_unit(UNITS[TOWN].name)


def test_what_is_said_to_be_mended_and_is_not_is_told(
    library: Library, collection: int, folder: Path, unit: int
) -> None:
    parcel = load(return_parcel(library, unit))
    changed = of_unit(UNITS[TOWN].name).with_number(
        next(one for one in parcel.report.numbers if one == CELL), Decimal()
    )
    coming(library, collection, sent_again(folder, answering(parcel, DONE, DONE), changed)).store(WHO)
    current, (number, text) = library.county.current(unit), library.county.remarks(unit)
    assert current is not None
    found = assess(Subject(current.report))
    assert not_done(library, current, (number, text), found) == {text.key: 1}
    assert text.place == PLATFORM
    reviewed = review_table(library, collection, date(2026, 2, 1))
    row = next(one for one in review_list(reviewed).rows if one[1] == UNITS[TOWN].name)
    assert row[-1] == "1.已改\n2.答“已改”，但与第1稿相同"
    again = changed.with_text(PLATFORM, "平台2个。")
    coming(library, collection, write(folder, "三稿.json", again)).store(WHO)
    now = library.county.current(unit)
    assert now is not None
    assert not_done(library, now, library.county.remarks(unit), assess(Subject(now.report))) == {}


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([cell for cell in FORM_2021.typed_cells if cell.table == "applications"]), st.integers(1, 9))
def test_what_is_broken_is_said_at_the_cell_that_is_wrong(cell: Cell, off: int) -> None:
    right = with_totals(of_unit(UNITS[TOWN].name))  # whose totals are typed, so that it is clear which cell is wrong
    found = assess(Subject(right.with_number(cell, right.numbers[cell] + off)))
    ready = ready_remarks(found, 1)
    hard = [one for one in ready if "（H" in one.words]
    assert len(hard) == sum(one.severity is Severity.HARD for one in found.open)
    if [str(one.cell) for one in found.likeliest] == [cell]:
        assert {one.place for one in hard if cell in _through(found, one)} <= {cell}
    for one in ready:  # the place stands beside it on paper, and is not named again
        words = words_at_place(FORM_2021, one)
        assert one.words.endswith(words)
        assert not words.startswith(FORM_2021.name_of(one.place))
        assert not words.startswith(f"第{FORM_2021.section_of[one.place].ordinal}部分“")


def _through(found: Assessment, remark: NewRemark) -> tuple[str, ...]:
    return next(one.at for one in found.open if one.message == remark.words)


def test_the_list_of_problems_says_what_should_stand_where_it_is_known(
    library: Library, collection: int, folder: Path
) -> None:
    right = with_totals(of_unit(UNITS[TOWN].name))
    cell = next(one for one in right.numbers if one == CELL)
    wrong = right.with_number(cell, right.numbers[cell] + 7)
    found = assess(Subject(wrong))
    assert [str(one.cell) for one in found.likeliest] == [CELL]
    coming(library, collection, write(folder, "1.json", wrong)).store(WHO)
    unit = units_of(library, collection)[TOWN]
    current = library.county.current(unit.key)
    assert current is not None
    library.county.return_(unit.key, [one for one in ready_remarks(found, current.key) if "（H" in one.words], WHO)
    rows = problem_list(library, unit).rows
    assert rows
    for _, place, words, should, _ in rows:
        assert place == FORM_2021.name_of(CELL)
        assert "第三部分" not in words
        assert should == number_text(right.numbers[cell])
