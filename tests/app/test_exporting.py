"""What leaves the library: the reasons that settle something, files of names that no two share, all told of."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.assessment import assess
from app.exporting import writing
from app.exporting.handing import Handed, as_draft
from app.exporting.last_export import last_export, note, says_the_same
from app.exporting.names import apart, file_name
from app.exporting.writing import ExportOutcome, Job, beside, jobs_for, there_already, write_jobs
from app.subject import Subject
from model.errors import UserError
from model.form.schema import Cell, Severity
from model.report.file_format import loads
from model.report.report import Explanation, Level, Report
from model.report.totals import with_totals
from model.storage.library import Library
from tests.app.subjects import TEXT, WHEN, in_balance, subjects
from tests.samples import words

CARRIED = Cell("applications/carried_forward/natural_person")
RECEIVED = Cell("applications/received/natural_person")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subjects())
def test_exactly_the_reasons_are_handed_over_that_settle_something(library: Library, subject: Subject) -> None:
    for one in library.all():
        library.delete(one.id)
    if subject.last_year:
        library.create(subject.last_year)
    key = library.create(replace(subject.typed, explanations=()))
    for said in subject.typed.explanations:
        library.explain(key, said, (subject.noted or {})[said.check, said.at])
    handed = Handed.from_library(library, key).report
    assert set(handed.explanations) == {by for _, by in assess(subject).settled}
    assert replace(handed, explanations=()) == replace(with_totals(subject.typed), explanations=())


def test_a_reason_about_last_years_numbers_is_handed_over(library: Library) -> None:
    last = replace(in_balance().with_number(CARRIED, Decimal(2)), year=2022)
    library.create(last)
    stored = library.load(library.create(in_balance()))
    one = assess(Subject.of(stored, last))
    found = next(finding for finding in one.hindrances if finding.check == "X1")
    reason = Explanation(found.check, found.at, "上年登记有误", "张三", WHEN)
    library.explain(stored.id, reason, one.about(found))
    assert Handed.from_library(library, stored.id).report.explanations == (reason,)


def test_a_reason_about_another_units_text_is_handed_over_as_from_the_window(library: Library) -> None:
    copied = {TEXT: "主动公开重点领域信息，及时更新机构职能和规划计划，回应社会关切。" * 4}
    library.create(replace(in_balance(texts=copied), unit="丙镇人民政府"))
    key = library.create(in_balance(texts=copied))
    stored = library.load(key)
    one = assess(Subject.of(stored, None, library.others(stored.report)))
    (alike,) = (finding for finding in one.open if finding.check == "T5")
    reason = Explanation(alike.check, alike.at, "两家合署办公", "张三", WHEN)
    library.explain(key, reason, one.about(alike))
    assert Handed.from_library(library, key).report.explanations == (reason,)


def test_a_draft_is_handed_over_as_one_until_it_is_final(library: Library) -> None:
    report = with_totals(in_balance())
    key = library.create(report.with_numbers({CARRIED: None, RECEIVED: report.numbers[RECEIVED] + 7}))
    subject = Subject.of(library.load(key), None)
    hard = sum(one.severity is Severity.HARD and one.blocks for one in assess(subject).open)
    draft = as_draft(assess(subject))
    assert draft.startswith(f"草稿：还有{hard}处必须改正、" if hard else "草稿：还有")
    assert draft.endswith(f"{subject.unfilled.words}没有填")
    assert Handed.from_library(library, key).draft == "草稿"
    library.finalise(key, date(2024, 1, 5))
    assert Handed.from_library(library, key).draft == ""


def test_a_file_of_a_draft_is_not_the_final_report(library: Library, tmp_path: Path) -> None:
    key, path = library.create(with_totals(in_balance())), tmp_path / "甲.pdf"
    draft = Handed.from_library(library, key)
    path.write_bytes(b"draft")
    note(library, draft, path)
    assert says_the_same(last_export(library, key, ".pdf"), draft) == "与草稿一致"
    library.finalise(key, date(2024, 1, 5))
    final = Handed.from_library(library, key)
    assert says_the_same(last_export(library, key, ".pdf"), final) == "导出时还是草稿"
    note(library, final, path)
    assert says_the_same(last_export(library, key, ".pdf"), final) == "与年报一致"


@given(st.lists(st.text("aAßé甲", min_size=1, max_size=3), max_size=8))
def test_names_that_a_system_takes_for_one_are_told_apart(stems: list[str]) -> None:
    named = apart(stems)
    assert len({name.casefold() for name in named}) == len(stems)
    assert all(name.startswith(stem) for name, stem in zip(named, stems, strict=True))


@given(words | st.text('甲/\\:*?"<>| .\n', max_size=300))
def test_the_name_of_a_file_is_one_that_any_system_takes(unit: str) -> None:
    name = file_name(Report(unit, Level.TOWNSHIP, 2023))
    assert not set(name) & set('\\/:*?"<>|\n\0')
    assert len(name.encode()) <= 210
    assert name == name.strip(". ")
    assert name


def handed(unit: str) -> Handed:
    return Handed(replace(with_totals(in_balance()), unit=unit), None)


def written(jobs: list[Job], *, stop_after: int = 99) -> ExportOutcome:
    outcome, begun = ExportOutcome(), list[int]()
    write_jobs(jobs, outcome, begun.append, lambda: len(begun) >= stop_after)
    assert begun == list(range(len(outcome.written) + len(outcome.refused)))
    return outcome


def test_every_report_is_written_as_every_kind_under_a_name_of_its_own(tmp_path: Path) -> None:
    jobs = jobs_for([handed("丙/镇"), handed("丙:镇")], tmp_path, [".json", ".html"], explanations=False)
    outcome = written(jobs)
    assert outcome.sentence == f"已导出4个文件到“{tmp_path}”{writing.READ_BACK}"
    assert outcome.lines == []
    assert sorted(outcome.written) == sorted(tmp_path.iterdir())
    assert {loads(path.read_bytes()).unit for path in tmp_path.glob("*.json")} == {"丙/镇", "丙:镇"}


def test_what_is_there_is_named_and_can_be_left_beside(tmp_path: Path) -> None:
    jobs = jobs_for([handed("丙镇")], tmp_path, [".json"], explanations=False)
    assert there_already(jobs) == []
    written(jobs)
    assert there_already(jobs) == [jobs[0].path.name]
    other = jobs_for([handed("丙镇"), handed("丙镇")], tmp_path, [".json"], explanations=False)
    outcome = written(beside(other))
    assert len(outcome.written) == 2
    assert len(list(tmp_path.iterdir())) == 3


def test_two_files_that_are_named_anew_are_not_named_alike(tmp_path: Path) -> None:
    (tmp_path / "甲").touch()
    twice = [Job(tmp_path / "甲", lambda: b"1")] * 2
    assert [job.path.name for job in beside(twice)] == ["甲（2）", "甲（3）"]


def test_what_is_refused_or_not_begun_is_counted_and_leaves_no_trace(tmp_path: Path) -> None:
    def refuse() -> bytes:
        raise UserError("写不成")

    jobs = [Job(tmp_path / name, lambda: b"1") for name in ("甲", "丙", "丁")]
    jobs.insert(1, Job(tmp_path / "乙", refuse))
    outcome = written(jobs, stop_after=3)
    assert outcome.sentence == f"已导出2个文件到“{tmp_path}”，取消了1个，没有导出的有1个"
    assert outcome.lines == [f"{tmp_path / '乙'}：写不成", "已写好：甲", "已写好：丙"]
    assert {path.name for path in tmp_path.iterdir()} == {"甲", "丙"}


@pytest.mark.parametrize("wanted", [True, False])
def test_the_page_of_explanations_is_made_where_it_is_wanted_and_there_are_some(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, wanted: bool
) -> None:
    asked: list[bool] = []

    def render(_report: Report, _suffix: str, _dated: object, *, explanations: bool, **_more: object) -> bytes:
        asked.append(explanations)
        return b""

    monkeypatch.setattr("app.exporting.handing.render", render)
    reason = Explanation("Y1", (TEXT,), "说的是前年", "张三", WHEN)
    told = replace(handed("乙镇"), report=replace(handed("乙镇").report, explanations=(reason,)))
    written(jobs_for([handed("丙镇"), told], tmp_path, [".pdf"], explanations=wanted))
    assert asked == [False, wanted]


@pytest.mark.parametrize("written", range(3))
@pytest.mark.parametrize("refused", range(3))
@pytest.mark.parametrize("cancelled", range(3))
def test_no_count_of_files_is_none_and_one_file_is_told_of_once(written: int, refused: int, cancelled: int) -> None:
    why = [f"“{one}.pdf”写不出" for one in range(refused)]
    outcome = ExportOutcome([Path(f"{one}.json") for one in range(written)], why, cancelled, written)
    assert "0个" not in outcome.sentence
    if (written, refused, cancelled) == (0, 1, 0):
        assert outcome.sentence == why[0]
        assert not outcome.lines
    assert all(one in (outcome.sentence, *outcome.lines) for one in why)
