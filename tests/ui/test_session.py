"""The session: every edit on disk, checked and undoable; what cannot be written is not made."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import undo_steps
from app.assessment import assess
from app.editing import entering
from app.subject import Subject
from commands.check import main as check_command
from export import write
from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell, Severity
from model.report.numbers import number_text
from model.report.report import Explanation, Report
from model.report.totals import with_totals
from model.rules import findings
from model.rules.finding import Finding
from model.rules.tally import Tally
from model.storage.library import Library
from model.storage.records import How, State
from tests.app.subjects import subjects
from tests.ui.hands import look_at_all
from ui.library.tallying import Tallying
from ui.state.session import Session
from ui.texts.number_picker import insert

TEXT = "problems/text"
RECEIVED = Cell("applications/received/natural_person")
RECEIVED_TOTAL = Cell("applications/received/total")
BROUGHT = Cell("applications/brought_forward/natural_person")
CARRIED = Cell("applications/carried_forward/natural_person")
Open = Callable[[Report], Session]

cells = st.sampled_from(tuple(FORM_2021.cells))
values = st.none() | st.integers(0, 999).map(Decimal)
edits = st.dictionaries(cells, values, min_size=1, max_size=4)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(edits, min_size=1, max_size=5), back=st.integers(0, 5))
def test_undo_and_redo_bring_back_screen_and_library_exactly(
    steps: list[dict[Cell, Decimal | None]], back: int, open_session: Open, full_report: Report, library: Library
) -> None:
    session = open_session(full_report)
    states = [session.typed]
    for step in steps:
        session.edit([session.change_to(cell, value) for cell, value in step.items()], How.TYPED, "录入")
        if session.typed != states[-1]:
            states.append(session.typed)
    back = min(back, len(states) - 1)
    for _ in range(back):
        session.undo_stack.undo()
    assert session.typed == states[-1 - back] == library.load(session.id).report
    for _ in range(back):
        session.undo_stack.redo()
    assert session.typed == states[-1] == library.load(session.id).report
    assert session.report == with_totals(session.typed)
    assert session.findings == findings(session.report, session.last_year)


def test_what_cannot_be_written_is_not_made(
    full_session: Session, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*args: object, **_: object) -> None:
        raise UserError("磁盘已满")

    before, said = full_session.typed, list[str]()
    full_session.refused.connect(said.append)
    monkeypatch.setattr(library, "write", full_disk)
    assert not full_session.set_number(RECEIVED, Decimal(1))
    assert full_session.typed == before
    assert said == ["磁盘已满"]
    assert not full_session.undo_stack.canUndo()


def test_listeners_hear_of_derived_totals_too(session: Session) -> None:
    heard: list[frozenset[str]] = []
    session.changed.connect(heard.append)
    for cell in FORM_2021.typed_cells:
        if cell.startswith("applications/received/"):
            session.set_number(cell, Decimal(1))
    assert heard[-1] == {"applications/received/other_organisation", RECEIVED_TOTAL}
    assert session.value(RECEIVED_TOTAL) == 6
    assert session.is_derived(RECEIVED_TOTAL)


def test_an_amount_is_kept_as_entered_even_if_it_is_equal(session: Session, library: Library) -> None:
    cell = Cell("fees/charges/amount")
    session.set_number(cell, Decimal(5))
    session.set_number(cell, Decimal("5.00"))
    assert str(library.load(session.id).report.numbers[cell]) == "5.00"
    assert session.undo_stack.count() == 2


def test_letters_typed_without_a_pause_are_one_step(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([0.0, 1.0, 2.5, 10.0, 11.0])
    monkeypatch.setattr(undo_steps, "monotonic", lambda: next(now))
    for text in ("存", "存在", "存在问", "存在问题"):
        session.set_text(TEXT, text)
    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    assert session.value(TEXT) == "存在问"
    session.undo_stack.undo()
    assert session.value(TEXT) == ""


def test_texts_of_two_places_and_pasted_ones_do_not_grow_together(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_steps, "monotonic", lambda: 0.0)
    session.set_text(TEXT, "甲")
    session.set_text("other_matters/text", "乙")
    session.set_text("other_matters/text", "乙丙", How.PASTED, "粘贴")
    assert session.undo_stack.count() == 3


def test_an_explanation_settles_until_one_of_its_numbers_changes(open_session: Open, full_report: Report) -> None:
    open_session(replace(full_report, year=full_report.year - 1))
    session = open_session(full_report)
    (finding,) = [f for f in session.findings if f.check == "X1" and f.at[0] == BROUGHT]
    assert session.is_open(finding)
    assert finding in session.assessment.hindrances
    assert session.explain(finding, "上年年报登记有误", "张三")
    assert not session.is_open(finding)
    assert finding not in session.findings_at(BROUGHT)
    session.set_number(BROUGHT, full_report.numbers[BROUGHT] + 1)
    (again,) = [f for f in session.findings if f.check == "X1" and f.at[0] == BROUGHT]
    assert session.is_open(again)


def test_what_is_hard_cannot_be_explained_away(full_session: Session) -> None:
    full_session.set_number(RECEIVED_TOTAL, Decimal(1))
    hard = full_session.findings_at(RECEIVED_TOTAL)[0]
    assert not full_session.explain(hard, "就是这样", "张三")
    assert full_session.is_open(hard)


def test_a_report_with_a_blank_cannot_be_final_and_a_final_one_not_changed(
    open_session: Open, full_report: Report, library: Library
) -> None:
    session = open_session(full_report.with_number(CARRIED, None))
    assert not session.finalise(date(2024, 1, 20))
    session.set_number(CARRIED, full_report.numbers[CARRIED])
    assert not session.finalise(date(2024, 1, 20))
    look_at_all(session)
    assert not session.assessment.hindrances
    assert session.finalise(date(2024, 1, 20))
    assert session.state is State.FINAL
    assert not session.set_number(RECEIVED, Decimal(1))
    assert library.load(session.id).report.numbers == full_report.numbers
    assert session.reopen("补正一处数字")
    assert session.set_number(RECEIVED, Decimal(1))


def test_error_location_names_the_wrong_cell_and_is_silent_else(full_session: Session) -> None:
    assert not full_session.corrections
    numbers = full_session.report.numbers
    wrong = Cell("applications/disclosed/enterprise")
    full_session.edit([full_session.change_to(c, numbers[c]) for c in FORM_2021.totals], How.TYPED, "录入")
    full_session.set_number(wrong, numbers[wrong] + 20)
    assert [(one.cell, one.value) for one in full_session.corrections] == [(wrong, numbers[wrong])]
    full_session.undo_stack.undo()
    assert not full_session.corrections


def test_numbers_from_elsewhere_leave_totals_derived_unless_they_differ(full_session: Session) -> None:
    numbers = full_session.report.numbers
    full_session.edit(entering(full_session.typed, numbers), How.PASTED, "粘贴")
    assert full_session.is_derived(RECEIVED_TOTAL)
    full_session.edit(entering(full_session.typed, {**numbers, RECEIVED_TOTAL: Decimal(3)}), How.PASTED, "粘贴")
    assert full_session.typed.numbers.keys() & FORM_2021.totals.keys() == {RECEIVED_TOTAL}


def test_a_copy_of_another_units_text_is_found_once_the_library_was_looked_at(
    open_session: Open, blank_report: Report
) -> None:
    copied = {"overview/active_disclosure": "主动公开重点领域信息，及时更新机构职能和规划计划，回应社会关切。" * 4}
    open_session(replace(blank_report, unit="甲县丙镇人民政府", texts=copied))
    session = open_session(replace(blank_report, texts=copied))
    assert "T5" not in {f.check for f in session.findings}
    session.look_around()
    (alike,) = [f for f in session.findings if f.check == "T5"]
    assert "丙镇" in alike.message


def test_what_is_arithmetic_or_blank_is_not_explained_away(session: Session) -> None:
    session.set_number(RECEIVED, Decimal(-1))
    for check in ("H5", "H6"):
        finding = next(f for f in session.findings if f.check == check)
        assert not session.explain(finding, "说明了也没有用", "张三")
        assert session.is_open(finding)


TEXT_FINDING = "Y1"
WORDS = "2021年办理申请{}件。"


def years(session: Session) -> list[Finding]:
    return [f for f in session.findings if f.check == TEXT_FINDING and session.is_open(f)]


def test_an_acknowledged_wording_opens_again_when_its_words_change(session: Session) -> None:
    session.set_text(TEXT, "2021年办理3件。另在2020年办理4件。")
    first, second = years(session)
    assert session.explain(first, "", "张三")
    assert years(session) == [second]
    assert session.explain(second, "指的是前年", "张三")
    assert years(session) == []
    session.set_text(TEXT, "说明如下：2021年办理3件。另在2019年办理4件。", How.PASTED, "粘贴")
    (again,) = years(session)
    assert again.quote.startswith("2019年")
    assert session.assessment.lapsed_explanation(again) is None  # the reason there still settles the other one
    session.set_text(TEXT, "2019年办理4件。", How.PASTED, "粘贴")
    lapsed = session.assessment.lapsed_explanation(years(session)[0])
    assert lapsed is not None
    assert lapsed.reason == "指的是前年"


def test_only_what_still_settles_something_is_handed_over(open_session: Open, full_report: Report) -> None:
    open_session(replace(full_report, year=full_report.year - 1))
    session = open_session(full_report)
    (finding,) = [f for f in session.findings if f.check == "X1" and f.at[0] == BROUGHT]
    session.explain(finding, "上年年报登记有误", "张三")
    assert [one.reason for one in session.to_hand_over.explanations] == ["上年年报登记有误"]
    session.set_number(BROUGHT, full_report.numbers[BROUGHT] + 1)
    assert session.to_hand_over.explanations == ()
    assert session.stored.report.explanations


def test_what_must_be_explained_and_what_is_to_be_acknowledged_hinder_until_they_are(
    open_session: Open, full_report: Report
) -> None:
    open_session(replace(full_report, year=full_report.year - 1))
    session = open_session(replace(full_report, texts={TEXT: WORDS.format(3)}))
    assert years(session)
    assert {one.check for one in session.assessment.hindrances} == {"X1", "X2", "T1", "T3", "Y1"}
    look_at_all(session)
    assert not session.assessment.hindrances
    session.withdraw([one for one in session.assessment.broken if one.check == "Y1"])
    assert {one.check for one in session.assessment.hindrances} == {"Y1"}
    assert not session.finalise(date(2024, 1, 5))
    session.acknowledge(years(session), "", "张三")
    assert session.finalise(date(2024, 1, 5))


def test_all_that_a_rule_finds_in_a_text_is_acknowledged_in_one_act(session: Session) -> None:
    session.set_text(TEXT, WORDS.format(3) + "2018年受理申请4件。")
    found = years(session)
    assert len(found) > 1
    session.acknowledge(found, "说的是前年", "张三")
    assert not years(session)
    assert [by.reason for one, by in session.assessment.settled if one.check == "Y1"] == ["说的是前年"] * len(found)
    session.withdraw(found[:1])
    assert len(years(session)) == len(found)  # they stand at one place


def test_no_file_can_explain_arithmetic_away(open_session: Open, full_report: Report) -> None:
    wrong = with_totals(full_report).with_number(RECEIVED_TOTAL, Decimal(1))
    hard = [f for f in findings(wrong) if f.severity is Severity.HARD]
    reasons = tuple(Explanation(f.check, f.at, "就是这样", "张三", "2024-01-05T09:00:00") for f in hard)
    session = open_session(replace(wrong, explanations=reasons))
    assert hard
    assert set(hard) <= set(session.assessment.hindrances)


def test_what_must_be_explained_is_not_merely_acknowledged(open_session: Open, full_report: Report) -> None:
    open_session(replace(full_report, year=full_report.year - 1))
    session = open_session(full_report)
    (finding,) = [f for f in session.findings if f.check == "X1" and f.at[0] == BROUGHT]
    assert not session.explain(finding, " 好 的 啊 ", "张三")
    empty = Explanation("X1", (BROUGHT,), "", "张三", "2024-01-05T09:00:00")
    assert session.take_over([empty]) == 1  # a file may say so: it is kept, and settles nothing
    assert session.is_open(finding)


QUOTED = "共受理{}件，其中{}件。"


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from([RECEIVED, BROUGHT]), values)
        | st.tuples(st.just(TEXT), st.tuples(st.integers(0, 12), st.integers(0, 2), st.text("件。12", max_size=2))),
        max_size=6,
    )
)
def test_bound_numbers_follow_through_any_edits_and_back(
    steps: list[tuple[str, Any]], open_session: Open, full_report: Report, library: Library
) -> None:
    session = open_session(full_report)
    numbers = [number_text(full_report.numbers[cell]) for cell in (RECEIVED, BROUGHT)]
    session.set_text(TEXT, QUOTED.format("", ""))
    insert(session, TEXT, QUOTED.format("", ""), (3, 3), (RECEIVED,))
    insert(session, TEXT, str(session.value(TEXT)), (3 + len(numbers[0]) + 4,) * 2, (BROUGHT,))
    assert session.value(TEXT) == QUOTED.format(*numbers)
    before, count = (session.typed, session.bindings), session.undo_stack.count()
    for place, what in steps:
        if place == TEXT:
            text, (at, size, words) = str(session.value(TEXT)), what
            session.set_text(TEXT, text[:at] + words + text[at + size :], How.PASTED, "粘贴")
        else:
            session.set_number(Cell(place), what)
        shown = {one.cells: str(session.value(TEXT))[one.start : one.end] for one in session.bindings}
        now = {cells: number_text(session.report.numbers.get(cells[0])) for cells in shown}
        assert all(words == now[cells] or not now[cells] for cells, words in shown.items())
        stored = library.load(session.id)
        assert (stored.report.texts, stored.bindings) == (session.typed.texts, session.bindings)
    while session.undo_stack.count() > count and session.undo_stack.index() > count:
        session.undo_stack.undo()
    assert (session.typed, session.bindings) == before


def test_a_number_of_the_narrative_marks_the_text_and_not_the_table(open_session: Open, full_report: Report) -> None:
    session = open_session(full_report)
    key, wrong = "overview/on_application", (session.report.numbers[RECEIVED_TOTAL] + 1)
    session.set_text(key, f"全年受理政府信息公开申请{number_text(wrong)}件。")
    (received,) = (one for one in session.findings if one.check == "N1" and session.is_open(one))
    assert RECEIVED_TOTAL in received.at
    assert received in session.findings_at(key)
    assert received not in session.findings_at(RECEIVED_TOTAL)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subject=subjects())
def test_window_list_and_command_say_the_same_of_a_report(
    subject: Subject, library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for one in library.all():
        library.delete(one.id)
    if subject.last_year:
        library.create(subject.last_year)
    session = Session(library, library.create(replace(subject.typed, explanations=())))
    for said in subject.typed.explanations:
        library.explain(session.id, said, (subject.noted or {})[said.check, said.at])
    session = Session(library, session.id)
    apart = assess(subject)
    assert in_order(session.findings) == in_order(apart.findings)
    assert in_order(filter(session.is_open, session.findings)) == in_order(apart.open)
    assert in_order(session.assessment.hindrances) == in_order(apart.hindrances)
    assert set(session.to_hand_over.explanations) == set(apart.to_hand_over.explanations)
    assert listed(library, session.id) == apart.tally
    code, line = checked(session.report, subject.last_year, tmp_path, capsys)
    told = [(one["check"], one["verdict"], tuple(one["at"]), one["message"]) for one in line["findings"]]
    assert sorted(told) == sorted((one.check, one.verdict, one.at, one.message) for one in session.findings)
    assert code == int(apart.is_wrong)


def listed(library: Library, report: int) -> Tally | None:
    """Return what the list counts of a report."""
    rows = library.summaries()
    Tallying(library, lambda: rows, tuple).finish()
    return next(row.tally for row in rows if row.id == report)


def in_order(found: Iterable[Finding]) -> list[str]:
    """Sort what was found: the texts of a report are checked in the order in which it has them."""
    return sorted(map(repr, found))


def checked(
    report: Report, last: Report | None, folder: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[int, dict[str, Any]]:
    """Return the exit code of `check` and what it says of a report with its totals."""
    write(report, folder / "本年.json")
    options = []
    if last:
        write(last, folder / "上年.json")
        options = ["--last-year", str(folder / "上年.json")]
    code = check_command([str(folder / "本年.json"), *options, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_what_was_acknowledged_together_is_taken_back_in_one_step(session: Session) -> None:
    session.set_text(TEXT, WORDS.format(3) + "答复率98.5.2%。")
    open_before = [one for one in session.assessment.open if one.severity is Severity.WARN and not one.gap]
    assert len({one.check for one in open_before}) > 1
    session.acknowledge(open_before, "", "张三")
    session.undo_stack.undo()
    assert [one for one in session.assessment.open if one in open_before] == open_before
    session.undo_stack.redo()
    assert not [one for one in session.assessment.open if one in open_before]
