"""Files are judged and stored without a window: what they say is in the library then, and can be taken back."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.beginning import About
from app.editing import differences
from app.importing import gathering
from app.importing.batch import Batch
from app.importing.file_read import FileRead
from app.importing.gathering import gather
from app.importing.import_remarks import keep_remarks, remarks_of
from app.importing.import_undo import Imported, ImportUndo
from app.importing.verdict import TAKEN, ImportStatus, ImportVerdict, against
from export import write
from intake import Reading, read_file
from intake.reading import Problem
from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.report import Explanation, Level, Report
from model.report.totals import with_totals, without_derivable_totals
from model.storage.library import Library
from model.storage.records import Change, How, State, Stored
from tests.app.subjects import SLIPS, TEXT, TEXTS, WHEN, in_balance

Blanks = dict[Cell, Decimal | None]
CELLS = st.sampled_from(list(FORM_2021.cells))
NUMBERS = st.dictionaries(CELLS, st.integers(0, 99).map(Decimal))
WHENEVER = datetime(2024, 1, 1, tzinfo=UTC)
DISK = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def batch_of(library: Library, *reports: Report, whole: bool = False) -> Batch:
    files = (FileRead(Path(f"{i}.html"), Reading(one, as_written=whole)) for i, one in enumerate(reports))
    return Batch(library, [*files, FileRead(Path("坏.pdf"), None, "PDF已损坏")])


@pytest.fixture
def report() -> Report:
    return in_balance(5, {TEXT: "已经公开。"})


def changed(report: Report, numbers: Blanks, texts: dict[str, str]) -> Report:
    return without_derivable_totals(replace(report, texts=texts).with_numbers(numbers))


@DISK
@given(numbers=SLIPS, texts=TEXTS, whole=st.booleans())
def test_once_a_file_is_stored_it_is_the_same_and_taking_back_brings_everything_back(
    library: Library, report: Report, *, numbers: Blanks, texts: dict[str, str], whole: bool
) -> None:
    for one in library.all():
        library.delete(one.id)
    key = library.create(report)
    before = library.load(key)
    news = replace(report, unit="丙镇人民政府")
    batch = batch_of(library, changed(report, numbers, texts), news, whole=whole)
    done = batch.store()
    again = batch_of(library, changed(report, numbers, texts), news, whole=whole)
    assert {again.verdict(row).status for row in range(2 + 1)} == {ImportStatus.SAME, ImportStatus.UNREADABLE}
    assert len(done) == len(batch.taken)
    done.take_back()
    after = library.load(key)
    assert (after.report, after.explained, after.bindings) == (before.report, before.explained, before.bindings)
    assert after.printed == before.printed
    assert [one.report.unit for one in library.all()] == [report.unit]


@given(there=NUMBERS, numbers=SLIPS, whole=st.booleans())
def test_a_file_takes_what_it_says_and_blanks_only_where_a_blank_is_meant(
    *, there: dict[Cell, Decimal], numbers: Blanks, whole: bool
) -> None:
    stored = Report("甲", Level.TOWNSHIP, 2023, numbers=there)
    read = stored.with_numbers(numbers)
    found = {change.place: change.new for change in judged(stored, read, whole=whole)}
    for cell in FORM_2021.typed_cells:
        said = read.numbers.get(cell)
        if said is not None or whole:
            assert found.get(cell, stored.numbers.get(cell)) == said
        else:
            assert cell not in found


def judged(stored: Report, read: Report, *, whole: bool) -> tuple[Change, ...]:
    there = Stored(1, stored, State.DRAFT, datetime.now(UTC))
    return against(there, without_derivable_totals(read), read, whole=whole).changes


def test_what_is_final_or_of_another_form_is_not_taken_and_says_why(library: Library, report: Report) -> None:
    key = library.create(with_totals(report))
    library.finalise(key, date(2024, 1, 5))
    old = Report(report.unit, report.level, report.year, edition="2019", texts={TEXT: "一"})
    for one, status in ((report.with_text(TEXT, "二"), ImportStatus.FINAL), (old, ImportStatus.OTHER_FORM)):
        batch = batch_of(library, one)
        (row,) = (row for row in (0, 1) if batch.rows[row].name == "0.html")
        assert batch.verdict(row).status is status
        assert batch.taken == []
        assert not batch.can_be_ticked(row)
        assert status.label in batch.sentence


@pytest.mark.parametrize("how", [None, How.TYPED, How.PASTED, How.FILLED, How.UNDONE, How.IMPORTED])
def test_a_file_overwrites_what_was_entered_only_where_that_is_ticked(
    library: Library, report: Report, how: How | None
) -> None:
    """What nobody touched since it was imported, or never was there, may be brought up to date by another file."""
    key = library.create(report.with_text(TEXT, "一"))
    if how is not None:
        library.write(key, [Change(TEXT, "一", "改过了")], how, "改")
    batch = batch_of(library, report.with_text(TEXT, "二"))
    (row,) = (row for row in (0, 1) if batch.rows[row].name == "0.html")
    entered = how not in {None, How.IMPORTED}
    assert batch.is_ticked(row) is not entered
    assert ("其中1处是在库中录入或改过的" in batch.verdict(row).words) is entered
    assert ("没有勾选1份" in batch.sentence) is entered
    batch.tick(row, wish=True)
    batch.store()
    assert library.load(key).report.texts[TEXT] == "二"


@pytest.mark.parametrize("how", [How.TYPED, How.UNDONE])
def test_a_file_brings_back_what_was_emptied_only_where_that_is_ticked(
    library: Library, report: Report, how: How
) -> None:
    """An import that was taken back may be made again as it was."""
    key = library.create(report.with_text(TEXT, "一"))
    library.write(key, [Change(TEXT, "一", "")], how, "清除")
    batch = batch_of(library, report.with_text(TEXT, "一"))
    (row,) = (row for row in (0, 1) if batch.rows[row].name == "0.html")
    assert batch.verdict(row).status is ImportStatus.CHANGES
    assert batch.is_ticked(row) is (how is How.UNDONE)


def test_a_file_of_a_year_that_is_far_off_is_not_taken_and_says_why(library: Library, report: Report) -> None:
    batch = batch_of(library, replace(report, year=2999))
    (row,) = (row for row in (0, 1) if batch.rows[row].name == "0.html")
    assert batch.taken == []
    assert batch.verdict(row).words.startswith("2999年还早，现在最晚可以写")
    batch.correct(row, About.of(report))
    assert batch.taken == [row]


@pytest.mark.parametrize(
    "unit, year, said",
    [("", None, "没有读到单位名称"), (None, 0, "没有读到年度"), ("", 0, "没有读到单位名称和年度")],
)
def test_a_file_that_lacks_its_heading_says_what_could_not_be_read_and_asks_for_nothing_that_is_not_there(
    library: Library, report: Report, unit: str | None, year: int | None, said: str
) -> None:
    batch = batch_of(library, report)
    about = About.of(report)
    (row,) = (row for row in (0, 1) if batch.rows[row].name == "0.html")
    there = replace(about, unit=about.unit if unit is None else unit, year=about.year if year is None else year)
    batch.correct(row, there)
    assert batch.verdict(row) == ImportVerdict(ImportStatus.NAMELESS, said)
    assert f"0.html：{said}" in batch.skipped


def test_what_was_to_be_looked_at_is_kept_with_each_report_that_came_in(library: Library, report: Report) -> None:
    there = library.create(replace(report, year=2022))
    files = [
        FileRead(Path(f"{one.year}.html"), Reading(one, (Problem("第三部分", f"{one.year}年的看不清"),)))
        for one in (report, changed(replace(report, year=2022), {}, {TEXT: "另写的。"}))
    ]
    batch = Batch(library, files)
    for row in range(len(batch.rows)):
        batch.tick(row, wish=True)
    (made,) = batch.store().made
    for key, year in ((made, report.year), (there, 2022)):
        (kept,) = remarks_of(library, key)
        assert (kept.file, kept.problems) == (f"{year}.html", (f"第三部分：{year}年的看不清",))
    keep_remarks(library, made, "又一份.docx", Reading(report))
    assert [one.file for one in remarks_of(library, made)] == ["又一份.docx", f"{report.year}.html"]


def test_every_status_is_called_something_of_its_own() -> None:
    assert len({status.label for status in ImportStatus}) == len(ImportStatus)
    assert set(ImportStatus) > TAKEN


def test_reasons_come_in_where_the_library_has_none_for_it(library: Library, report: Report) -> None:
    reason = Explanation("Y1", (TEXT,), "指的是前年的情况", "张三", WHEN)
    key = library.create(report)
    told = replace(report, explanations=(reason,))
    batch = batch_of(library, told, whole=True)
    (row,) = batch.taken
    assert batch.verdict(row).status is ImportStatus.REASONS
    batch.store()
    assert library.load(key).report.explanations == (reason,)
    assert batch_of(library, told, whole=True).taken == []


def test_a_reason_comes_in_again_where_the_file_changes_what_it_is_about(library: Library, report: Report) -> None:
    reason = Explanation("Y1", (TEXT,), "指的是前年的情况", "张三", WHEN)
    library.create(replace(report, explanations=(reason,)))
    newer = reason._replace(reason="指的是大前年的情况")
    other = replace(report.with_text(TEXT, "另写。"), explanations=(newer,))
    same = replace(report.with_text("problems/text", "另写。"), explanations=(newer,))
    judgements = (batch_of(library, one, whole=True) for one in (other, same))
    taken = [batch.verdict(*batch.taken).reasons for batch in judgements]
    assert taken == [(newer,), ()]


def test_what_was_changed_since_is_not_taken_back(library: Library, report: Report) -> None:
    done = batch_of(library, report, replace(report, unit="丙镇人民政府")).store()
    library.write(done.made[0], [Change(TEXT, "", "又写了")], How.TYPED, "录入")
    with pytest.raises(UserError, match="又改过"):
        done.take_back()
    assert len(library.all()) == 2


def test_what_needs_a_look_comes_first_and_files_for_one_unit_stand_together(library: Library, report: Report) -> None:
    last, before = replace(report, year=2022), replace(report, year=2021)
    batch = batch_of(library, last, report, before, replace(report, unit=""), report.with_text(TEXT, "另一份。"))
    assert [row.name for row in batch.rows] == ["1.html", "4.html", "3.html", "坏.pdf", "0.html", "2.html"]


def test_a_row_that_meets_another_and_leaves_it_is_taken_again(library: Library, report: Report) -> None:
    batch = batch_of(library, report, replace(report, year=2022).with_text(TEXT, "另一份。"))
    whose = About.of(report)
    assert batch.taken == [1, 2]
    batch.correct(2, whose)
    assert [batch.verdict(row).status for row in (1, 2)] == [ImportStatus.TWICE] * 2
    assert [[one.name for one in batch.rivals(row)] for row in (0, 1, 2)] == [[], ["1.html"], ["0.html"]]
    batch.tick(2, wish=True)
    assert batch.taken == [2]
    assert batch.rivals(2) == []
    batch.correct(2, replace(whose, year=2021))
    assert batch.taken == [1, 2]
    batch.tick(1, wish=False)
    assert batch.skipped == ["坏.pdf：PDF已损坏", "0.html：没有勾选"]
    assert batch.sentence == "将导入1份（新增1份），读不了1份，没有勾选1份。"


def test_of_files_that_say_the_same_the_fullest_is_taken_without_asking(library: Library, report: Report) -> None:
    said = Explanation("Y1", (TEXT,), "指的是前年的情况", "张三", WHEN)
    files = [
        FileRead(Path("甲.docx"), Reading(report)),
        FileRead(Path("甲.json"), Reading(replace(report, explanations=(said,)), as_written=True)),
        FileRead(Path("甲.pdf"), Reading(report)),
    ]
    batch = Batch(library, files)
    rows = {row.name: number for number, row in enumerate(batch.rows)}
    assert batch.taken == [rows["甲.json"]]
    for name in ("甲.docx", "甲.pdf"):
        verdict = batch.verdict(rows[name])
        assert (verdict.status, verdict.words) == (ImportStatus.COPY, "与“甲.json”内容相同，只取一份")
        assert not batch.can_be_ticked(rows[name])
    assert batch.sentence == "将导入1份（新增1份），与另一份文件相同2份。"
    batch.store()
    assert library.all()[0].report.explanations == (said,)


def test_a_third_that_differs_is_still_chosen_from_two(library: Library, report: Report) -> None:
    batch = batch_of(library, report, report, report.with_text(TEXT, "另一份。"))
    kinds = [batch.verdict(row).status for row in range(len(batch.rows))]
    assert Counter(kinds) == {ImportStatus.TWICE: 2, ImportStatus.COPY: 1, ImportStatus.UNREADABLE: 1}
    row = kinds.index(ImportStatus.TWICE)
    batch.tick(row, wish=True)
    assert batch.taken == [row]
    copy = kinds.index(ImportStatus.COPY)
    batch.correct(copy, replace(About.of(report), year=2021))
    assert batch.taken == [copy]  # between the two that are left one is chosen anew


@DISK
@given(numbers=SLIPS, texts=TEXTS)
def test_what_was_taken_back_can_be_brought_in_again(
    library: Library, report: Report, *, numbers: Blanks, texts: dict[str, str]
) -> None:
    for one in library.all():
        library.delete(one.id)
    key = library.create(report)
    done = batch_of(library, changed(report, numbers, texts), replace(report, unit="丙镇人民政府")).store()
    after = [replace(one, changed=WHENEVER) for one in library.all()]
    for _ in range(2):
        done.take_back()
        assert [one.id for one in library.all()] == [key]
        done.make_again()
        assert [replace(one, changed=WHENEVER) for one in sorted(library.all(), key=_place(after))] == after
    assert all(library.load(one.id).misfits == () for one in library.all())


def _place(of: list[Stored]) -> Callable[[Stored], int]:
    ids = [one.id for one in of]
    return lambda one: ids.index(one.id)


def test_what_was_changed_since_is_not_brought_in_again(library: Library, report: Report) -> None:
    key = library.create(report)
    done = batch_of(library, report.with_text(TEXT, "另一份。"), replace(report, unit="丙镇人民政府")).store()
    done.take_back()
    library.write(key, [Change(TEXT, "", "又写了")], How.TYPED, "录入")
    with pytest.raises(UserError, match="不能整批重做"):
        done.make_again()
    assert len(library.all()) == 1


def test_a_file_that_is_not_wanted_stays_out_while_another_is_given_its_name(
    library: Library, tmp_path: Path, report: Report
) -> None:
    for name in ("甲镇", "乙镇"):
        write(with_totals(replace(report, unit=name)), tmp_path / f"{name}.html")
    batch = Batch(library, [FileRead(path, read_file(path)) for path in gather([tmp_path])])
    rows = {row.file.path.stem: number for number, row in enumerate(batch.rows)}
    batch.tick(rows["甲镇"], wish=False)
    for unit in ("甲", "甲镇", "甲镇水", "甲镇水利站"):
        batch.correct(rows["乙镇"], About(unit, report.level, report.year))
    assert batch.taken == [rows["乙镇"]]


@given(NUMBERS, NUMBERS, TEXTS, TEXTS)
def test_the_differences_lead_from_one_report_to_the_other_and_back(
    old: dict[Cell, Decimal], new: dict[Cell, Decimal], old_texts: dict[str, str], new_texts: dict[str, str]
) -> None:
    before, after = (
        Report("甲", Level.TOWNSHIP, 2023, numbers=numbers, texts=texts)
        for numbers, texts in ((old, old_texts), (new, new_texts))
    )
    changes = differences(before, after)
    walked = before
    for change in changes:
        walked = walked.with_place(change.place, change.new)
    assert walked == after
    for change in changes:
        walked = walked.with_place(change.place, change.old)
    assert walked == before


def test_a_folder_is_all_that_may_be_a_report_but_not_the_hidden_files(tmp_path: Path) -> None:
    names = ["乙.docx", "甲.PDF", ".甲.docx", "~$乙.docx", "图.png", "旧.doc", "说明", "里/丙.txt", ".里/丁.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = gather([tmp_path / "图.png", tmp_path, tmp_path / "乙.docx"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "图.png",
        "乙.docx",
        "旧.doc",
        "甲.PDF",
        "里/丙.txt",
    ]


@pytest.mark.parametrize("limit, most, words", [("MOST", 4, "超过4个"), ("_LARGEST_TREE", 3, "太多")])
def test_more_than_can_be_meant_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, words: str
) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").touch()
    assert len(gather([tmp_path])) == 5
    monkeypatch.setattr(gathering, limit, most)
    with pytest.raises(UserError, match=words):
        gather([tmp_path])


def test_two_files_under_the_old_and_the_new_name_of_a_unit_are_for_one_report(
    library: Library, report: Report
) -> None:
    library.create(replace(report, unit="甲局", year=2023))
    renamed = library.create(replace(report, unit="甲局", year=2024))
    library.set_header(renamed, unit="乙局", level=report.level, year=2024)
    news = report.with_text(TEXT, "又公开了。")
    for year in (2024, 2025):  # of one the library has a report, of the other it has none
        other = replace(news.with_text(TEXT, "另一份。"), unit="乙局", year=year)
        batch = batch_of(library, replace(news, unit="甲局", year=year), other)
        assert [batch.verdict(row).status for row in range(2)] == [ImportStatus.TWICE] * 2
        batch.tick(0, wish=True)
        assert batch.taken == [next(row for row in range(3) if batch.rows[row].wish)]


def test_a_file_under_an_old_name_says_what_the_library_calls_the_unit(library: Library, report: Report) -> None:
    library.create(replace(report, unit="甲局", year=2023))
    renamed = library.create(replace(report, unit="甲局", year=2024))
    library.set_header(renamed, unit="乙局", level=report.level, year=2024)
    news = replace(report.with_text(TEXT, "又公开了。"), year=2024)
    said = [
        next(batch.verdict(row).words for row, one in enumerate(batch.rows) if one.report)
        for batch in (batch_of(library, replace(news, unit=unit)) for unit in ("甲 局", "乙 局"))
    ]
    assert said == ["更改1处（库中名称是“乙局”）", "更改1处"]


def test_that_nothing_came_in_is_said_in_words(library: Library) -> None:
    assert Imported(ImportUndo(library), ["甲.docx：不要"]).sentence == "一份也没有导入，跳过1份"
