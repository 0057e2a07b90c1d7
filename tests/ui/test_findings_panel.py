"""The list of findings: grouped, walked by keys, explained, kept in step."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app import assessment
from model.form.editions import FORM_2021
from model.form.schema import Cell, Severity
from model.report.report import Report
from model.report.totals import with_totals
from model.rules import Finding, Verdict
from model.rules.explanations import SHORTEST
from model.storage.events import HistoryEvent
from model.storage.records import How
from ui import dialogs
from ui.findings.explain_dialog import ExplainDialog
from ui.findings.model import FindingGroup, FindingRow, FindingsModel
from ui.findings.model import rows as rows_of
from ui.findings.panel import FindingsPanel
from ui.findings.suspects import LOCATED
from ui.state.session import Session
from ui.tables.cell_state import proposal_at

CELLS = list(FORM_2021.cells)
TEXT = FORM_2021.sections[0].texts[0].key
REASON = "上年漏统计了一件，已经更正"


@pytest.fixture
def panel(session: Session, qtbot: QtBot, plant: "Plant") -> FindingsPanel:
    plant()
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(320, 500)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


Plant = Callable[..., None]


@pytest.fixture
def plant(session: Session, monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Let the checks find just these."""

    def plant(*found: Finding) -> None:
        monkeypatch.setattr(assessment, "steps", lambda *_: found)
        session.reload_last_year()

    return plant


def finding(severity: str, *places: int, words: str = "", verdict: Verdict = Verdict.BROKEN) -> Finding:
    at = tuple(CELLS[place] for place in places)
    return Finding(f"{severity}1", Severity(severity), verdict, at, words or f"{severity}{places}不对")


def undecided(*places: int) -> Finding:
    return finding("H", *places, verdict=Verdict.UNDECIDED)


def listed(panel: FindingsPanel) -> list[str]:
    return [row.words for row in panel.model.rows]


def select(panel: FindingsPanel, words: str) -> None:
    panel.list.setCurrentIndex(panel.model.index(listed(panel).index(words)))


def answer(monkeypatch: pytest.MonkeyPatch, reason: str) -> list[ExplainDialog]:
    """Answer the dialog with a reason; an empty one acknowledges."""
    shown: list[ExplainDialog] = []

    def run(dialog: ExplainDialog) -> bool:
        shown.append(dialog)
        dialog.field.setPlainText(reason)
        buttons = [b for b in dialog.findChildren(QPushButton) if b.text().startswith("保存" if reason else "仅确认")]
        for button in buttons:
            button.click()
        return bool(dialog.result())

    monkeypatch.setattr(dialogs, "run", run)
    return shown


# What is listed


def test_findings_stand_under_what_is_to_be_done_in_form_order(panel: FindingsPanel, plant: Plant) -> None:
    plant(finding("I", 1), finding("W", 9), finding("H", 7), undecided(8), finding("H", 2), finding("X", 3))
    assert listed(panel) == [
        "必须改正（2）",
        "H(2,)不对",
        "H(7,)不对",
        "改正或说明（1）",
        "X(3,)不对",
        "请核实（1）",
        "W(9,)不对",
        "提示（1）",
        "I(1,)不对",
        "暂不能核对（1）",
    ]


def test_what_cannot_be_told_yet_is_folded_and_unfolds_by_key(panel: FindingsPanel, plant: Plant) -> None:
    plant(undecided(8))
    select(panel, "暂不能核对（1）")
    QTest.keyClick(panel.list, Qt.Key.Key_Right)
    assert listed(panel) == ["暂不能核对（1）", "H(8,)不对"]
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert listed(panel) == ["暂不能核对（1）"]


def test_a_tick_says_that_nothing_was_found(panel: FindingsPanel, plant: Plant) -> None:
    assert panel.tick.isVisible()
    assert panel.tick.words.text() == "没有发现问题"
    plant(finding("I", 1))
    assert not panel.tick.isVisible()
    plant(undecided(1))
    assert panel.tick.isVisible()
    assert "暂不能核对" in panel.tick.words.text()


def test_blanks_are_counted_and_lead_to_the_first(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = FORM_2021.typed_cells[3]
    filled = {cell: Decimal(0) for cell in FORM_2021.typed_cells if cell != blank}
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    session.edit([session.change_to(cell, value) for cell, value in filled.items()], How.FILLED, "填")
    panel.refresh()
    (row,) = [row for row in panel.model.rows if row.finding and row.finding.check == "H6"]
    assert "1格空白" in row.words
    select(panel, row.words)
    with qtbot.waitSignal(panel.jump) as jumped:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert jumped.args[0].at[0] == blank


def test_an_undecided_check_leads_to_what_is_blank(panel: FindingsPanel, session: Session, qtbot: QtBot) -> None:
    cells = FORM_2021.typed_cells[:3]
    session.set_number(cells[0], Decimal(1))
    monkey = Finding("H1", Severity.HARD, Verdict.UNDECIDED, tuple(cells), "还有2格未填")
    assert panel._where_to_go(monkey).at[0] == cells[1]


def test_a_screen_reader_hears_the_severity(panel: FindingsPanel, plant: Plant) -> None:
    plant(finding("X", 1))
    said = panel.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "改正或说明：X(1,)不对"


# Keeping in step


keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(keys, keys, st.sampled_from("xy"))
def test_the_list_becomes_any_other_list_as_a_model_must(before: list[str], after: list[str], words: str) -> None:
    model = FindingsModel()
    tester = ModelTester(None)  # type: ignore[no-untyped-call]
    tester.check(model)  # type: ignore[no-untyped-call]
    model.show_rows([FindingRow(FindingGroup.HARD, (key,), key) for key in before])
    wanted = [FindingRow(FindingGroup.HARD, (key,), key + words) for key in after]
    model.show_rows(wanted)
    assert model.rows == wanted
    tester._cleanup()  # type: ignore[no-untyped-call]


@given(st.lists(st.integers(0, 30), unique=True), st.sets(st.integers(0, 30)))
def test_what_stays_is_neither_removed_nor_put_in_anew(here: list[int], stays: set[int]) -> None:
    model = FindingsModel()
    model.show_rows([FindingRow(FindingGroup.HARD, (key,), "") for key in sorted(here)])
    kept = model.index(here.index(min(here)) if here else 0)
    moved: list[int] = []
    model.modelReset.connect(lambda: moved.append(-1))
    model.rowsRemoved.connect(lambda _, first, last: moved.append(last - first + 1))
    model.rowsInserted.connect(lambda _, first, last: moved.append(last - first + 1))
    model.show_rows([FindingRow(FindingGroup.HARD, (key,), "") for key in sorted(stays)])
    assert kept is not None
    assert sum(moved) == len(set(here) ^ stays)


def test_the_selection_stays_with_its_finding(panel: FindingsPanel, plant: Plant) -> None:
    plant(finding("H", 5), finding("W", 6))
    select(panel, "W(6,)不对")
    changed = finding("W", 6, words="现在差两件")
    plant(finding("H", 1), finding("H", 5), changed)
    assert panel.current == changed
    plant(finding("H", 1))
    plant(finding("H", 1), finding("W", 6))
    assert panel.current == finding("W", 6)


def test_nothing_is_moved_when_nothing_changed(panel: FindingsPanel, plant: Plant, qtbot: QtBot) -> None:
    plant(finding("H", 5))
    with qtbot.assertNotEmitted(panel.model.dataChanged), qtbot.assertNotEmitted(panel.model.modelReset):
        plant(finding("H", 5))


# Going there


def test_f8_walks_the_open_ones_in_form_order_and_round(panel: FindingsPanel, plant: Plant) -> None:
    plant(finding("W", 9), undecided(1), finding("H", 7), finding("H", 2))
    seen = [panel.next() for _ in range(4)]
    assert [one.finding.at[0] for one in seen if one] == [CELLS[2], CELLS[7], CELLS[9], CELLS[2]]
    assert [one.words for one in seen if one][:2] == ["第1条，共3条", "第2条，共3条"]
    back = panel.previous()
    assert back is not None
    assert back.finding.at[0] == CELLS[9]
    assert panel.current == back.finding


def test_f8_goes_on_from_a_finding_that_was_mended(panel: FindingsPanel, plant: Plant) -> None:
    plant(finding("H", 2), finding("H", 7), finding("H", 9))
    panel.next()
    panel.next()
    plant(finding("H", 2), finding("H", 9))
    following = panel.next()
    assert following is not None
    assert following.finding.at[0] == CELLS[9]


def test_f8_comes_to_each_of_several_at_one_place(panel: FindingsPanel, plant: Plant) -> None:
    plant(finding("H", 2), finding("H", 2, words="另一条"))
    assert {one.finding.message for one in (panel.next(), panel.next()) if one} == {"H(2,)不对", "另一条"}


def test_f8_without_findings_goes_nowhere(panel: FindingsPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.jump):
        assert panel.next() is None


def test_f8_works_while_the_panel_is_hidden(panel: FindingsPanel, plant: Plant, qtbot: QtBot) -> None:
    panel.hide()
    plant(finding("H", 2))
    with qtbot.waitSignal(panel.jump):
        panel.next()


def test_a_click_jumps(panel: FindingsPanel, plant: Plant, qtbot: QtBot) -> None:
    plant(finding("H", 2))
    place = panel.list.visualRect(panel.model.index(1)).center()
    with qtbot.waitSignal(panel.jump) as jumped:
        QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert jumped.args == [finding("H", 2)]


# Which cell is wrong


DISCLOSED = Cell("applications/disclosed/natural_person")


@pytest.fixture
def whole_panel(
    open_session: Callable[[Report], Session], full_report: Report, qtbot: QtBot
) -> Callable[[dict[Cell, Decimal]], FindingsPanel]:
    """Open a report that was keyed in with its totals, and with some numbers wrong."""

    def make(wrong: dict[Cell, Decimal]) -> FindingsPanel:
        panel = FindingsPanel(open_session(with_totals(full_report).with_numbers(wrong)))
        qtbot.addWidget(panel)
        panel.resize(320, 500)
        with qtbot.waitExposed(panel):
            panel.show()
        return panel

    return make


Make = Callable[[dict[Cell, Decimal]], FindingsPanel]


def test_the_wrong_cell_is_named_first_and_mended_by_one_key(
    whole_panel: Make, full_report: Report, qtbot: QtBot
) -> None:
    right = full_report.numbers[DISCLOSED]
    panel = whole_panel({DISCLOSED: right + 100})
    session = panel._session
    assert panel.model.rows[0].words == "最可能填错（1）"
    assert panel.model.rows[1].words == (
        f"最可能填错的是第三部分“予以公开”行“自然人”列：{right + 100}应为{right}（按Ctrl+.采用）"
    )
    panel.list.setCurrentIndex(panel.model.index(1))
    with qtbot.waitSignal(panel.jump) as jumped:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert jumped.args[0].at == (DISCLOSED,)
    QTest.keyClick(panel.list, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert session.value(DISCLOSED) == right
    assert not session.corrections
    assert not [f for f in session.findings if f.severity is Severity.HARD]
    session.undo_stack.undo()
    assert session.value(DISCLOSED) == right + 100


def test_a_broken_identity_leads_to_the_wrong_cell_in_it_and_proposes_its_value(
    whole_panel: Make, full_report: Report, qtbot: QtBot
) -> None:
    panel = whole_panel({DISCLOSED: full_report.numbers[DISCLOSED] + 100})
    row = next(r for r in panel.model.rows if r.finding and r.finding.check == "H1")
    select(panel, row.words)
    assert str(full_report.numbers[DISCLOSED]) in panel.take_button.text()
    with qtbot.waitSignal(panel.jump) as jumped:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert jumped.args[0].at[0] == DISCLOSED
    panel.take_button.click()
    assert not [f for f in panel._session.findings if f.severity is Severity.HARD]


def test_where_it_is_not_clear_every_possibility_is_listed_and_can_be_taken(
    whole_panel: Make, full_report: Report
) -> None:
    block = "disputes/reconsideration"
    wrong = {Cell(f"{block}/{part}"): Decimal(n) for part, n in zip(("upheld", "corrected"), (50, 60), strict=True)}
    even = {Cell(f"{block}/other"): Decimal(0), Cell(f"{block}/pending"): Decimal(0)}
    panel = whole_panel({**wrong, **even, Cell(f"{block}/total"): Decimal(130)})
    session = panel._session
    assert not session.corrections
    assert proposal_at(session, Cell(f"{block}/total")) is None
    rows = [row for row in panel.model.rows if row.group is FindingGroup.POSSIBLE]
    assert rows[0].words.startswith("可能是以下几处之一填错")
    assert len(rows) == len(session.candidates) + 1 > 2
    select(panel, rows[2].words)
    panel.take_proposal()
    assert not [f for f in session.findings if f.severity is Severity.HARD]
    session.undo_stack.undo()
    assert len(session.candidates) == len(rows) - 1


def test_an_empty_report_being_filled_in_is_not_nagged(panel: FindingsPanel, session: Session) -> None:
    session.set_number(DISCLOSED, Decimal(5))
    session.set_number(Cell("applications/results_total/natural_person"), Decimal(9))
    assert (session.corrections, session.candidates) == ((), ())


# Settling


def test_a_reason_settles_a_finding_and_can_be_withdrawn(
    panel: FindingsPanel, plant: Plant, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(finding("X", 2))
    select(panel, "X(2,)不对")
    answer(monkeypatch, REASON)
    panel.explain_button.click()
    assert not session.is_open(finding("X", 2))
    assert listed(panel) == ["已说明（1）"]
    panel.model.unfolded.add(FindingGroup.SETTLED)
    panel.refresh()
    assert REASON in panel.model.rows[1].note
    select(panel, "X(2,)不对")
    assert panel.explain_button.text().startswith("取消说明")
    panel.explain_button.click()
    assert session.is_open(finding("X", 2))


def test_a_reason_lapses_with_its_numbers_and_is_offered_again(
    panel: FindingsPanel, plant: Plant, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(finding("X", 2))
    session.explain(finding("X", 2), REASON, "")
    session.set_number(Cell(CELLS[2]), Decimal(3))
    assert listed(panel) == ["改正或说明（1）", "X(2,)不对"]
    assert "说明已失效" in panel.model.rows[1].note
    assert REASON in panel.model.rows[1].note
    select(panel, "X(2,)不对")
    texts: list[str] = []
    monkeypatch.setattr(dialogs, "run", lambda dialog: texts.append(dialog.field.toPlainText()))
    panel.explain_button.click()
    assert texts == [REASON]


def test_what_only_needs_a_look_can_be_acknowledged(
    panel: FindingsPanel, plant: Plant, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(finding("W", 2))
    select(panel, "W(2,)不对")
    answer(monkeypatch, "")
    panel.explain_button.click()
    said = session.explanation_of(finding("W", 2))
    assert said is not None
    assert said.reason == ""


def test_what_must_be_explained_cannot_be_merely_acknowledged(qtbot: QtBot) -> None:
    dialog = ExplainDialog(finding("X", 2))
    qtbot.addWidget(dialog)
    assert not [b for b in dialog.findChildren(QPushButton) if b.text().startswith("仅确认")]
    dialog.field.setPlainText("一" * (SHORTEST - 1) + " \n ")
    assert not dialog.yes.isEnabled()
    dialog.field.setPlainText("一" * SHORTEST)
    assert dialog.yes.isEnabled()


@pytest.mark.parametrize(
    "unexplainable",
    [finding("H", 2), finding("I", 2), undecided(2), replace(finding("W", 2), check="H6")],
    ids=["hard", "hint", "undecided", "blank"],
)
def test_what_is_arithmetic_or_blank_cannot_be_explained_away(
    panel: FindingsPanel, plant: Plant, unexplainable: Finding
) -> None:
    plant(unexplainable)
    panel.model.unfolded = set(FindingGroup)
    panel.refresh()
    panel.list.setCurrentIndex(panel.model.index(1))
    assert not panel.explain_button.isEnabled()


def test_a_proposed_value_is_taken_in_one_step(panel: FindingsPanel, plant: Plant, session: Session) -> None:
    plant(replace(finding("H", 2), proposal=Decimal(7)))
    select(panel, "H(2,)不对")
    assert "7" in panel.take_button.text()
    panel.take_button.click()
    assert session.value(CELLS[2]) == Decimal(7)
    assert session.undo_stack.undoText() == HistoryEvent.PROPOSAL.label


def test_a_proposed_value_for_a_text_replaces_the_quoted_number(
    panel: FindingsPanel, plant: Plant, session: Session
) -> None:
    session.set_text(TEXT, "受理261件")
    wrong = Finding("N1", Severity.WARN, Verdict.BROKEN, (TEXT,), "不对", Decimal(261), span=(0, 6))
    plant(replace(wrong, proposal=Decimal(335)))
    select(panel, "不对")
    panel.take_button.click()
    assert session.value(TEXT) == "受理335件"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.lists(st.sampled_from(CELLS), max_size=4), st.sampled_from([None, Decimal(0), Decimal(3)]))
def test_the_list_holds_every_finding_of_the_real_checks_once(
    real_panel: FindingsPanel, cells: list[str], value: Decimal | None
) -> None:
    session = real_panel._session
    session.edit([session.change_to(cell, value) for cell in set(cells)], How.TYPED, "录入")
    real_panel.refresh()
    shown = [row.finding for row in real_panel.model.rows if row.finding and row.finding.check != LOCATED]
    assert sorted(f.message for f in shown) == sorted(f.message for f in session.findings)


@pytest.fixture
def real_panel(session: Session, qtbot: QtBot) -> FindingsPanel:
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    panel.model.unfolded = set(FindingGroup)
    return panel


def test_a_single_possibility_is_not_called_one_of_several(
    open_session: Callable[[Report], Session], blank_report: Report
) -> None:
    zeros = dict.fromkeys(FORM_2021.typed_cells, Decimal())
    session = open_session(blank_report.with_numbers(zeros | {Cell("applications/received/enterprise"): Decimal(7)}))
    assert len(session.candidates) == 1
    titles = [row.words for row in rows_of(session, ()) if row.group is FindingGroup.POSSIBLE]
    assert titles[0] == "可能是这一处填错（1）"
