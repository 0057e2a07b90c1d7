"""What a county says of a report is kept with it, answered, taken back, and comes back whole."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.collection.opinion import Opinion
from model.collection.remarks import RemarkAnswer, RemarkVerdict
from model.errors import UserError
from model.storage.backups.restoring import take_one
from model.storage.checksums.verifying import verify
from model.storage.library import Library
from model.storage.records import State
from tests.model.storage.samples import a_report

CELL = "applications/received/natural_person"
FIRST = Opinion("1-a", CELL, "请核对", revision=1, due=date(2024, 2, 10))
SECOND = Opinion("2/b", "", "整份：格式不对", "原话", RemarkAnswer.KEPT, "上次的理由", RemarkVerdict.INSISTED, 1)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
some = st.lists(
    st.builds(
        Opinion,
        id=st.text("abc/", min_size=1, max_size=4),
        place=st.sampled_from(["", CELL, "overview/opening", "不认识/的/位置"]),
        words=words,
        quote=words,
        answer=st.sampled_from(RemarkAnswer),
        answer_words=words,
        verdict=st.sampled_from(RemarkVerdict),
        revision=st.integers(0, 99_999),
        due=st.none() | st.dates(),
    ),
    unique_by=lambda one: one.id,
    max_size=5,
)


@pytest.fixture
def report(library: Library) -> int:
    return library.create(a_report())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(some, some)
def test_what_was_said_comes_back_and_each_step_is_taken_back(
    library: Library, first: list[Opinion], second: list[Opinion]
) -> None:
    key = library.create(a_report())
    for said in (first, second):
        library.take_opinions(key, said)
        assert library.load(key).opinions == tuple(said)
    assert library.load(key).misfits == ()
    library.take_back(key)
    assert library.load(key).opinions == tuple(first)
    library.make_again(key)
    assert library.load(key).opinions == tuple(second)


def test_an_answer_is_a_step_that_is_told_and_taken_back(library: Library, report: int) -> None:
    library.take_opinions(report, [FIRST, SECOND])
    library.answer_opinions(report, [FIRST.id], RemarkAnswer.KEPT, " 台账如此 ")
    answered = library.load(report).opinions[0]
    assert (answered.answer, answered.answer_words) == (RemarkAnswer.KEPT, "台账如此")
    assert library.history(report)[0].new == "不改：台账如此"
    library.answer_opinions(report, [FIRST.id, SECOND.id], RemarkAnswer.DONE)
    library.take_back(report)
    assert library.load(report).opinions == (answered, SECOND)
    library.take_back(report)
    assert library.load(report).opinions == (FIRST, SECOND)
    library.close()
    assert verify(library.path) == ()


def test_what_was_not_heeded_wants_a_reason_and_a_final_report_a_revision(library: Library, report: int) -> None:
    library.take_opinions(report, [FIRST])
    with pytest.raises(UserError, match="要写原因"):
        library.answer_opinions(report, [FIRST.id], RemarkAnswer.KEPT, " ")
    with pytest.raises(UserError, match="不在了"):
        library.answer_opinions(report, ["x"], RemarkAnswer.DONE)
    library.finalise(report, date(2024, 1, 21))
    library.take_opinions(report, [FIRST, SECOND])
    with pytest.raises(UserError, match="定稿"):
        library.answer_opinions(report, [FIRST.id], RemarkAnswer.DONE)
    library.reopen(report, "县里退回")
    library.answer_opinions(report, [FIRST.id], RemarkAnswer.DONE)
    stored = library.load(report)
    assert (stored.state, stored.opinions[1]) == (State.REVISED, SECOND)
    library.finalise(report, date(2024, 2, 1))
    assert len(library.load(report).opinions) == len((FIRST, SECOND))


def test_one_report_of_a_backup_comes_back_with_what_was_said(library: Library, report: int, tmp_path: Path) -> None:
    library.take_opinions(report, [FIRST, SECOND])
    kept = library.load(report)
    other = Library.open(tmp_path / "other.db")
    taken = other.load(take_one(other, kept))
    assert taken.opinions == kept.opinions
    assert other.trail(taken.id).done == ()
    other.close()


def test_a_copy_of_the_library_holds_what_was_said(library: Library, report: int, tmp_path: Path) -> None:
    library.take_opinions(report, [FIRST])
    library.backup(tmp_path / "copy.db")
    copy = Library.open(Path(shutil.copyfile(tmp_path / "copy.db", tmp_path / "another.db")))
    assert copy.load(report).opinions == (FIRST,)
    copy.close()
