"""Undo takes back whatever was done, in its order, also what was done before the program was closed."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import undo_steps
from model.form.schema import Cell
from model.report.bindings import Bindings, sound
from model.report.report import Level, Report
from model.rules.explanations import can_be_explained
from model.storage.library import Library
from model.storage.records import Change, How, Move, Trodden, UndoTrail
from ui.state.session import Session
from ui.texts.number_picker import insert

TEXT, OTHER = "problems/text", "other_matters/text"
RECEIVED, BROUGHT = (Cell(f"applications/{row}/natural_person") for row in ("received", "brought_forward"))
Open = Callable[[Report], Session]
NAMES = ("甲县乙镇人民政府", "甲县丙镇人民政府", "甲县丁局")


def whole(library: Library, session: Session) -> tuple[object, ...]:
    """Return all that undo has to bring back: on the screen, and it must be the same on the disk."""
    stored = library.load(session.id)
    said = {(one, str(stored.explained[one.check, one.at])) for one in stored.report.explanations}
    assert replace(stored.report, explanations=()) == replace(session.typed, explanations=())
    assert sound_of(session, stored.bindings) == sound_of(session, session.bindings)
    assert set(session.typed.explanations) == set(stored.report.explanations)
    assert stored.misfits == ()
    return replace(stored.report, explanations=()), frozenset(said), stored.bindings, stored.due, units(library)


def sound_of(session: Session, bindings: Bindings) -> Bindings:
    return sound(bindings, session.report.texts, session.report.numbers)


def units(library: Library) -> frozenset[frozenset[int]]:
    """Return which reports are of one unit."""
    of: dict[int | None, set[int]] = {}
    for one in library.all():
        of.setdefault(library.unit_of(one.id), set()).add(one.id)
    return frozenset(map(frozenset, of.values()))


def explain(session: Session, which: int) -> None:
    open_ = [one for one in session.findings if can_be_explained(one) and session.is_open(one)]
    if open_:
        session.explain(open_[which % len(open_)], f"原因是这样的{which}", "王")


def unexplain(session: Session, which: int) -> None:
    said = [one for one in session.findings if session.explanation_of(one)]
    if said:
        session.unexplain(said[which % len(said)])


acts = st.one_of(
    st.tuples(st.just("number"), st.sampled_from([RECEIVED, BROUGHT]), st.none() | st.integers(0, 99)),
    st.tuples(
        st.just("append"), st.sampled_from([TEXT, OTHER]), st.sampled_from(["甲", "乙", "1", "。", "收到", "😀"])
    ),
    st.tuples(st.just("paste"), st.sampled_from([TEXT, OTHER]), st.text("丙丁2\n", max_size=4)),
    st.tuples(st.just("bind"), st.sampled_from([TEXT, OTHER]), st.sampled_from([RECEIVED, BROUGHT])),
    st.tuples(st.sampled_from(["explain", "unexplain"]), st.integers(0, 5)),
    st.tuples(st.just("unit"), st.sampled_from(NAMES), st.sampled_from([None, True, False])),
    st.tuples(st.just("due"), st.none() | st.dates(date(2024, 1, 1), date(2024, 12, 31))),
    st.sampled_from([("undo",), ("undo",), ("undo",), ("redo",), ("redo",), ("again",)]),
)


def do(session: Session, act: tuple[Any, ...]) -> None:
    match act:
        case "number", cell, value:
            session.set_number(cell, None if value is None else Decimal(value))
        case "append", key, words:
            session.set_text(key, f"{session.value(key)}{words}")
        case "paste", key, words:
            session.set_text(key, words, How.PASTED, "粘贴")
        case "bind", key, cell:
            text = str(session.value(key))
            if not text[-1:].isdigit():  # else it would be a part of that number
                insert(session, key, text, (len(text), len(text)), (cell,))
        case "explain", which:
            explain(session, which)
        case "unexplain", which:
            unexplain(session, which)
        case "unit", name, same:
            report = session.report
            session.set_header(unit=name, level=report.level, year=report.year, same=same)
        case "due", day:
            report = session.report
            session.set_header(unit=report.unit, level=report.level, year=report.year, deadline=day)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=st.lists(acts, max_size=14))
def test_each_step_is_taken_back_and_made_again_exactly_also_after_closing(
    done: list[tuple[Any, ...]], blank_report: Report, empty_library: Path
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(shutil.copyfile(empty_library, Path(folder, "library.db"))))
        with closing(library):
            _walk(done, replace(blank_report, numbers={RECEIVED: Decimal(3), BROUGHT: Decimal(1)}), library)


def _walk(done: list[tuple[Any, ...]], report: Report, library: Library) -> None:
    for year, name in ((2022, NAMES[0]), (2022, NAMES[1]), (2021, NAMES[1])):
        library.create(replace(report, unit=name, year=year))
    session = Session(library, library.create(report))
    states = {0: whole(library, session)}
    for act in done:
        stack = session.undo_stack
        if act[0] in {"undo", "redo"}:
            by, can = (-1, stack.canUndo()) if act[0] == "undo" else (1, stack.canRedo())
            index = stack.index() + by * can
            getattr(stack, act[0])()
            assert stack.index() == index
            assert whole(library, session) == states[index]
        elif act[0] == "again":
            names = [stack.text(number) for number in range(stack.count())]
            session, index = Session(library, session.id), stack.index()
            stack = session.undo_stack
            assert (stack.index(), [stack.text(number) for number in range(stack.count())]) == (index, names)
        else:
            do(session, act)
            states[stack.index()] = whole(library, session)
    session = Session(library, session.id)
    said = list[str]()
    session.refused.connect(said.append)
    for index in range(session.undo_stack.index() - 1, -1, -1):
        session.undo_stack.undo()
        assert session.undo_stack.index() == index, said
        assert whole(library, session) == states[index]
    assert not session.undo_stack.canUndo()
    session = Session(library, session.id)
    for index in range(1, session.undo_stack.count() + 1):
        session.undo_stack.redo()
        assert whole(library, session) == states[index]


def test_words_are_steps_and_signs_end_them(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_steps, "monotonic", lambda: 0.0)
    for end in range(1, len("收到申请，办结 12件。") + 1):
        session.set_text(TEXT, "收到申请，办结 12件。"[:end])
    seen = [session.value(TEXT)]
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
        seen.append(session.value(TEXT))
    assert seen == ["收到申请，办结 12件。", "收到申请，办结 ", "收到申请，", ""]


def test_letters_taken_away_are_a_step_of_their_own(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_steps, "monotonic", lambda: 0.0)
    for text in ("甲乙丙", "甲乙", "甲", "甲丁"):
        session.set_text(TEXT, text)
    seen = []
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
        seen.append(session.value(TEXT))
    assert seen == ["甲", "甲乙丙", ""]


def test_a_final_report_is_never_changed_and_the_steps_before_are_gone(
    open_session: Open, full_report: Report, library: Library
) -> None:
    session = open_session(full_report)
    session.set_number(RECEIVED, full_report.numbers[RECEIVED])
    session.set_text(TEXT, "没有问题。")
    session.undo_stack.undo()
    library.finalise(session.id, date(2024, 1, 20))
    session = Session(library, session.id)
    told, refused, ended = library.load(session.id), list[str](), list[str]()
    session.refused.connect(refused.append)
    session.undo_stack.ended.connect(ended.append)
    assert not session.undo_stack.canUndo()
    assert not session.undo_stack.canRedo()
    assert session.tread(Move.BACK) is None
    assert library.load(session.id) == told
    assert session.reopen("更正一处数字")
    session.undo_stack.undo()
    assert ended == ["定稿"]
    session.set_number(BROUGHT, Decimal(5))
    session.undo_stack.undo()
    assert session.value(BROUGHT) == full_report.numbers[BROUGHT]
    assert library.load(session.id).report == told.report


def test_what_was_changed_otherwise_since_is_not_written_over(
    open_session: Open, blank_report: Report, library: Library
) -> None:
    session = open_session(blank_report)
    session.set_number(RECEIVED, Decimal(5))
    session = Session(library, session.id)
    with library._transaction():
        library._db.execute("UPDATE number SET value = '6' WHERE report = ?", (session.id,))
    refused = list[str]()
    session.refused.connect(refused.append)
    session.undo_stack.undo()
    (sentence,) = refused
    assert "录入" in sentence
    assert "修改记录" in sentence
    assert library._db.execute("SELECT value FROM number WHERE report = ?", (session.id,)).fetchall() == [("6",)]
    assert session.undo_stack.canUndo()


def test_a_step_that_was_damaged_is_not_taken_back(open_session: Open, blank_report: Report, library: Library) -> None:
    session = open_session(blank_report)
    session.set_number(RECEIVED, Decimal(5))
    library._db.execute("UPDATE step SET rows = replace(rows, '\"5\"', '\"7\"')")
    session, refused = Session(library, session.id), list[str]()
    session.refused.connect(refused.append)
    session.undo_stack.undo()
    assert session.value(RECEIVED) == 5
    assert "与保存时不符" in refused[0]


def test_a_whole_import_ends_the_trail_and_says_so(open_session: Open, blank_report: Report, library: Library) -> None:
    session = open_session(blank_report)
    session.set_number(RECEIVED, Decimal(5))
    library.write(session.id, [Change(BROUGHT, None, Decimal(1))], How.IMPORTED, "导入 甲镇.docx")
    assert library.trail(session.id) == UndoTrail(end="导入 甲镇.docx")


def test_it_is_told_what_was_taken_back_and_where(open_session: Open, full_report: Report, library: Library) -> None:
    session = open_session(full_report)
    was = full_report.numbers[BROUGHT]
    session.set_number(BROUGHT, Decimal(7))
    session = Session(library, session.id)
    told = list[tuple[Trodden, Move]]()
    session.undo_stack.trodden.connect(lambda done, move: told.append((done, move)))
    session.undo_stack.undo()
    session.undo_stack.redo()
    assert told == [
        (Trodden("录入", ((BROUGHT, "7", str(was)),)), Move.BACK),
        (Trodden("录入", ((BROUGHT, str(was), "7"),)), Move.AGAIN),
    ]


def test_an_empty_report_goes_back_to_the_form_of_its_year(
    open_session: Open, blank_report: Report, library: Library
) -> None:
    session = open_session(blank_report)
    session.set_header(unit=blank_report.unit, level=Level.TOWNSHIP, year=2020)
    assert session.report.form.edition != blank_report.form.edition
    session.undo_stack.undo()
    assert session.report.form is blank_report.form
    assert library.load(session.id).report == blank_report
