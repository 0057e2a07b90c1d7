"""What the disk does not take stays on the screen, waits in its order, and is on disk as soon as the disk takes it."""

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
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app import unsaved
from app.assessment import Assessment
from app.unsaved import Unsaved, UnsavedStep, described
from model.errors import UserError
from model.form.schema import Cell
from model.report.file_format import LONGEST_REASON, LONGEST_TEXT, dumps, loads
from model.report.report import Explanation, Level, Report
from model.rules import findings
from model.rules.finding import Finding
from model.storage.library import Library
from model.storage.records import Change, How, Move
from tests.ui.disk import BUSY, READ_ONLY, Disk, busy
from ui.state.session import Session
from ui.texts.number_picker import insert

TEXT, OTHER = "problems/text", "other_matters/text"
RECEIVED, BROUGHT = (Cell(f"applications/{row}/natural_person") for row in ("received", "brought_forward"))
Open = Callable[[Report], Session]


def shown(session: Session) -> tuple[object, ...]:
    stack = session.undo_stack
    steps = [stack.text(number) for number in range(stack.count())]
    return session.typed, session.bindings, session.findings, steps, stack.index()


def told(library: Library, session: Session) -> list[tuple[object, ...]]:
    return [(one.place, one.old, one.new, one.how, one.step) for one in library.history(session.id)]


acts = st.one_of(
    st.tuples(st.just("number"), st.sampled_from([RECEIVED, BROUGHT]), st.none() | st.integers(0, 99)),
    st.tuples(st.just("type"), st.sampled_from([TEXT, OTHER]), st.text("甲乙1", max_size=4)),
    st.tuples(st.just("paste"), st.sampled_from([TEXT, OTHER]), st.text("丙丁2", max_size=4)),
    st.tuples(st.just("bind"), st.sampled_from([TEXT, OTHER]), st.sampled_from([RECEIVED, BROUGHT])),
    st.sampled_from([("undo",), ("undo",), ("redo",), ("refuse",), ("refuse",), ("allow",), ("save",)]),
)


def do(session: Session, act: tuple[Any, ...]) -> None:
    name, place, what = (*act, "", "")[:3]
    match name:
        case "number":
            session.set_number(place, None if what is None else Decimal(what))
        case "type":
            session.set_text(place, what)
        case "paste":
            session.set_text(place, what, How.PASTED, "粘贴")
        case "bind":
            text = str(session.value(place))
            insert(session, place, text, (len(text), len(text)), (what,))
        case "undo":
            session.undo_stack.undo()
        case "redo":
            session.undo_stack.redo()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(acts, max_size=14))
@example(steps=[("refuse",), ("type", OTHER, "1"), ("type", OTHER, "")])
@example(steps=[("type", TEXT, "1"), ("refuse",), ("type", TEXT, "")])
@example(steps=[("refuse",), ("type", OTHER, "1"), ("type", OTHER, "12")])
def test_a_disk_that_refuses_for_a_while_makes_no_difference(
    steps: list[tuple[Any, ...]], full_report: Report, library: Library, disk: Disk, empty_library: Path
) -> None:
    """All that is shown, undone, redone and kept is the same as where the disk never refused."""
    with tempfile.TemporaryDirectory() as folder:
        other = Library(Path(shutil.copyfile(empty_library, Path(folder, "other.db"))))
        with closing(other):
            good = Session(other, other.create(full_report))
            faulty = Session(library, library.create(full_report))
            _compare(steps, faulty, good, (library, other), disk)


def _compare(
    steps: list[tuple[Any, ...]], faulty: Session, good: Session, libraries: tuple[Library, Library], disk: Disk
) -> None:
    library, other_library = libraries
    for act in steps:
        if act[0] == "refuse":
            disk.refuse()
        elif act[0] == "allow":
            disk.allow()
        elif act[0] == "save":
            faulty.save()
        else:
            do(faulty, act)
            do(good, act)
        assert faulty.typed == good.typed
        assert shown(faulty)[1:2] + shown(faulty)[3:] == shown(good)[1:2] + shown(good)[3:]
    disk.allow()
    assert faulty.save()
    one, other = library.load(faulty.id), other_library.load(good.id)
    assert (one.report, one.bindings) == (faulty.typed, faulty.bindings)
    assert (one.report.numbers, one.report.texts) == (other.report.numbers, other.report.texts)
    assert told(library, faulty) == told(other_library, good)


def test_what_waits_is_checked_shown_and_handed_over_and_the_disk_has_nothing_of_it(
    full_session: Session, library: Library, disk: Disk
) -> None:
    before, heard = library.load(full_session.id), list[str]()
    full_session.unsaved_changed.connect(lambda: heard.append(full_session.unsaved.reason))
    disk.refuse()
    assert full_session.set_number(RECEIVED, Decimal(7))
    assert full_session.set_text(TEXT, "磁盘满了也要写完")
    assert full_session.value(RECEIVED) == full_session.to_hand_over.numbers[RECEIVED] == 7
    assert full_session.findings == findings(full_session.report, full_session.last_year)
    assert full_session.unsaved.at(RECEIVED) == full_session.unsaved.at(TEXT) != ""
    assert full_session.unsaved.at(BROUGHT) == ""
    assert library.load(full_session.id) == before
    assert len(heard) == 2
    assert all(READ_ONLY in reason for reason in heard)
    disk.allow()
    assert full_session.set_number(BROUGHT, Decimal(8))
    assert not full_session.unsaved
    assert library.load(full_session.id).report == full_session.typed
    assert heard[2:] == [""]


def test_what_waited_is_said_to_be_saved_also_when_the_next_step_is_refused(
    session: Session, library: Library, disk: Disk
) -> None:
    saved: list[object] = []
    session.saved.connect(saved.append)
    disk.refuse()
    session.set_text(TEXT, "等一等")
    disk.allow()
    assert not session.set_text(OTHER, "半个\ud83d")
    assert library.load(session.id).report.texts[TEXT] == "等一等"
    assert not session.unsaved
    assert len(saved) == 1
    assert not session._again.isActive()


def test_the_timer_writes_what_waits_once_the_disk_takes_it(session: Session, library: Library, disk: Disk) -> None:
    saved: list[object] = []
    session.saved.connect(saved.append)
    disk.refuse()
    session.set_text(TEXT, "等一等")
    assert session._again.isActive()
    session._again.timeout.emit()
    assert saved == []
    disk.allow()
    session._again.timeout.emit()
    assert library.load(session.id).report.texts == {TEXT: "等一等"}
    assert len(saved) == 1
    assert not session._again.isActive()


def test_the_reason_is_that_of_the_last_attempt(session: Session, library: Library, disk: Disk) -> None:
    disk.refuse()
    session.set_number(RECEIVED, Decimal(1))
    assert READ_ONLY in session.unsaved.reason
    disk.allow()
    with busy(library):
        assert not session.save()
        assert BUSY in session.unsaved.reason
    assert session.save()


ADMINISTERED: dict[str, Callable[[Session], bool]] = {
    "写说明": lambda session: session.explain(to_explain(session), "上年年报登记有误", "张三"),
    "撤回说明": lambda session: session.unexplain(to_explain(session)),
    "定稿": lambda session: session.finalise(date(2024, 1, 20)),
    "修订": lambda session: session.reopen("发现一处有误"),
    "更改单位和年度": lambda session: session.set_header(unit="丙镇", level=Level.TOWNSHIP, year=2023),
}


def to_explain(session: Session) -> Finding:
    return next(f for f in session.findings if f.check == "X1" and f.at[0] == BROUGHT)


@pytest.mark.parametrize("what", ADMINISTERED)
def test_what_is_done_with_a_whole_report_waits_until_it_is_on_disk(
    what: str, open_session: Open, full_report: Report, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_session(replace(full_report, year=full_report.year - 1))
    session, said = open_session(full_report), list[str]()
    session.refused.connect(said.append)
    monkeypatch.setattr(Assessment, "hindrances", ())
    disk.refuse()
    session.set_text(TEXT, "没有问题。")
    before = disk.library.load(session.id)
    assert not ADMINISTERED[what](session)
    assert said == [f"有1处还没有存下，现在不能{what}：{session.unsaved.reason}"]
    assert disk.library.load(session.id) == before
    assert session.value(TEXT) == "没有问题。"
    disk.allow()
    ADMINISTERED[what](session)
    assert disk.library.load(session.id).report.texts == {TEXT: "没有问题。"}


def test_a_step_of_undo_that_is_refused_for_good_stays_where_it_is(
    session: Session, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        session.set_number(RECEIVED, Decimal(number))
    session.undo_stack.undo()
    before, said = shown(session), list[str]()
    session.refused.connect(said.append)

    def refuse(*_: object, **__: object) -> None:
        raise UserError("不行")

    with monkeypatch.context() as broken:
        broken.setattr(library, "write", refuse)
        session.undo_stack.undo()
        assert shown(session) == before
        session.undo_stack.redo()
        assert shown(session) == before
        assert not session.set_number(BROUGHT, Decimal(1))
        assert shown(session) == before
        assert session.undo_stack.canRedo()
    assert said == ["不行"] * 3
    session.undo_stack.redo()
    assert session.value(RECEIVED) == 2
    for _ in range(3):
        session.undo_stack.undo()
    assert library.load(session.id).report.numbers == {}


def test_what_waits_and_can_never_be_written_is_not_let_go(
    session: Session, library: Library, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.refuse()
    session.set_text(TEXT, "写好的话")
    monkeypatch.setattr(library, "read_only", "另一台电脑打开着这个报告库")
    assert not session.save()
    assert session.value(TEXT) == "写好的话"
    assert session.unsaved.at(TEXT) == "另一台电脑打开着这个报告库"


def test_half_a_character_is_not_kept_for_later(library: Library, blank_report: Report, disk: Disk) -> None:
    queue = Unsaved(library, library.create(blank_report))
    disk.refuse()
    with pytest.raises(UserError, match="不完整"):
        queue.take(UnsavedStep((Change(TEXT, "", "甲\ud842"),), How.TYPED, "录入"))
    assert not queue


def test_letters_that_wait_are_one_step_each_minute(
    library: Library, blank_report: Report, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr(unsaved, "monotonic", lambda: now)
    queue = Unsaved(library, library.create(blank_report))
    disk.refuse()
    for end in range(1, 5):
        now += 25
        change = Change(TEXT, "一二三四"[: end - 1], "一二三四"[:end])
        queue.take(UnsavedStep((change,), How.TYPED, "录入", move=Move.NEW if end == 1 else Move.GROWS))
    assert [step.changes[0] for step in queue._steps] == [
        Change(TEXT, "", "一二三"),
        Change(TEXT, "一二三", "一二三四"),
    ]
    assert queue.changes == {TEXT: Change(TEXT, "", "一二三四")}


def test_no_key_waits_for_very_many_steps_to_be_written(
    library: Library, blank_report: Report, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsaved, "MANY", 2)
    queue, steps = Unsaved(library, library.create(blank_report)), [Decimal(number) for number in range(5)]
    disk.refuse()
    for number in steps[:3]:
        queue.take(UnsavedStep((Change(RECEIVED, None, number),), How.TYPED, "录入"))
    disk.allow()
    for number in steps[3:]:
        assert queue.take(UnsavedStep((Change(RECEIVED, None, number),), How.TYPED, "录入")) is None
    assert queue.retry()
    assert [one.new for one in library.history(queue._id, RECEIVED)] == [str(number) for number in reversed(steps)]


@pytest.mark.parametrize(
    "value, words",
    [(Decimal("3.50"), "3.50"), (None, "空白"), ("甲\n乙", "3字“甲 乙”"), ("长" * 30, f"30字“{'长' * 20}…”")],
)
def test_what_would_be_lost_is_told_in_few_words(value: Decimal | str | None, words: str) -> None:
    assert described(Change(TEXT, None, value)) == words


# Limits


def test_a_text_that_is_too_long_may_become_shorter_but_not_longer(open_session: Open, blank_report: Report) -> None:
    session = open_session(replace(blank_report, texts={TEXT: "长" * (LONGEST_TEXT + 5)}))
    said: list[str] = []
    session.refused.connect(said.append)
    assert not session.set_text(TEXT, "长" * (LONGEST_TEXT + 6))
    assert f"最多{LONGEST_TEXT}字" in said[0]
    assert session.set_text(TEXT, "长" * (LONGEST_TEXT + 4))
    assert session.set_text(TEXT, "长" * LONGEST_TEXT)
    assert not session.set_text(TEXT, "长" * (LONGEST_TEXT + 1))


def test_a_cell_is_refused_whose_number_a_full_text_cannot_follow(open_session: Open, blank_report: Report) -> None:
    report = replace(blank_report, texts={TEXT: "长" * (LONGEST_TEXT - 1)}, numbers={RECEIVED: Decimal(1)})
    session = open_session(report)
    insert(session, TEXT, report.texts[TEXT], (LONGEST_TEXT - 1,) * 2, (RECEIVED,))
    assert not session.set_number(RECEIVED, Decimal(12))
    assert session.set_number(RECEIVED, Decimal(2))


def test_a_report_of_the_greatest_size_can_be_read_back(blank_report: Report, tmp_path: Path) -> None:
    texts = dict.fromkeys(blank_report.form.texts, "𠮷" * LONGEST_TEXT)
    reasons = tuple(
        Explanation("X1", (RECEIVED,), "明" * LONGEST_REASON, "甲", "2024-01-05T09:00:00") for _ in range(400)
    )
    report = replace(blank_report, texts=texts, explanations=reasons)
    assert loads(dumps(report).encode()) == report
