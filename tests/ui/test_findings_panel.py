"""The list of findings: grouped, walked by keys, explained, kept in step."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app import assessment
from app.cards.card import CardKind
from app.cards.guesses import MOST, borne_out, doubts_of
from app.cards.located import CANNOT_TELL
from app.proposals import Correctable
from model.form.editions import FORM_2021
from model.form.schema import Cell, Severity
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules.explanations import SHORTEST
from model.rules.finding import Finding, Verdict
from model.rules.locate import Correction, Doubt
from model.rules.registry import rules
from model.storage.events import HistoryEvent
from model.storage.library import Library
from model.storage.records import How
from ui import dialogs
from ui.findings.done import CHECKING
from ui.findings.drawing import LARGE, wide_figures
from ui.findings.explain_dialog import ExplainDialog
from ui.findings.measures import measures
from ui.findings.model import FindingsModel
from ui.findings.opened import opened_card, why_of
from ui.findings.panel import NOTHING_TO_TAKE, NOTHING_TO_WRITE, ONLY_GUESSED, STAYS, FindingsPanel
from ui.findings.row_paint import link_rect, section_rect
from ui.findings.rows import FindingGroup, FindingRow, RowKind
from ui.findings.rule_popup import RulePopup, rule_text
from ui.state.session import Session
from ui.tables.cell_state import proposal_at
from ui.tables.taking import take_at

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


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show what was found at once: what is tested here is what is shown, not when."""
    monkeypatch.setattr(FindingsPanel, "_checked", lambda panel: panel.refresh() if panel.isVisible() else None)


@pytest.fixture
def plant(session: Session, monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Let the checks find just these."""

    def plant(*found: Finding) -> None:
        monkeypatch.setattr(assessment, "steps", lambda _: found)
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


def write_reason(panel: FindingsPanel, reason: str) -> None:
    """Write a reason into the current card."""
    assert panel.explain() == ""
    field = panel.list.tools.reason
    field.field.setPlainText(reason)
    QTest.keyClick(field.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


# What is listed


def test_findings_stand_under_what_is_to_be_done_in_form_order(panel: FindingsPanel, plant: Plant) -> None:
    plant(finding("I", 1), finding("W", 9), finding("H", 7), undecided(8), finding("H", 2), finding("X", 3))
    assert listed(panel) == [
        "必须改正 2",
        "H(2,)不对",
        "H(7,)不对",
        "改正或说明 1",
        "X(3,)不对",
        "请核实 1",
        "W(9,)不对",
        "提示 1",
        "暂不能核对 1",
    ]


def test_what_cannot_be_told_yet_is_folded_and_unfolds_by_key(panel: FindingsPanel, plant: Plant) -> None:
    plant(undecided(8))
    select(panel, "暂不能核对 1")
    QTest.keyClick(panel.list, Qt.Key.Key_Right)
    assert listed(panel) == ["暂不能核对 1", "H(8,)不对"]
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert listed(panel) == ["暂不能核对 1"]


def test_a_tick_says_that_nothing_was_found(panel: FindingsPanel, plant: Plant) -> None:
    assert panel.done.isVisible()
    assert "还有空白" in panel.done.words.text()
    panel._session.fill_blanks(FORM_2021.typed_cells)
    texts = [panel._session.change_to(text, "写了") for text in FORM_2021.texts]
    panel._session.edit(texts, How.TYPED, "写")
    assert panel.done.words.text() == "没有要处理的"
    plant(finding("I", 1))  # a hint is no work
    assert panel.done.isVisible()
    plant(finding("W", 1))
    assert not panel.done.isVisible()


def test_where_no_card_is_current_what_waits_elsewhere_is_counted(
    panel: FindingsPanel, session: Session, plant: Plant
) -> None:
    session.fill_blanks(FORM_2021.typed_cells)
    session.edit([session.change_to(text, "写了") for text in FORM_2021.texts], How.TYPED, "写")
    assert panel.nothing == panel.NONE
    plant(finding("W", 1), finding("W", 2), finding("I", 3))
    assert "别处还有2项" in panel.nothing


def test_before_anything_was_checked_the_list_says_that_it_is_being_done(library: Library, qtbot: QtBot) -> None:
    session = Session(library, library.create(Report("某镇人民政府", Level.TOWNSHIP, 2025)), check_later=True)
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    assert (panel.done.isVisible(), panel.done.words.text(), panel.nothing) == (True, CHECKING, CHECKING)
    session.look_around()
    panel.refresh()
    assert panel.nothing != CHECKING
    assert not panel.done.isVisible()  # all of it is blank


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
    assert row.card is not None
    assert (row.card.place, row.card.why) == ("二 主动公开", "1格空白")
    select(panel, row.words)
    with qtbot.waitSignal(panel.jump) as jumped:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert jumped.args[0].at[0] == blank


def test_the_section_of_the_caret_is_current_of_those_not_filled_in(session: Session, qtbot: QtBot) -> None:
    written = [cell for cell in FORM_2021.typed_cells if cell.table == "disputes"]
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.list.clearFocus()
    for section in (FORM_2021.sections[4], FORM_2021.sections[0]):
        panel.follow((section.texts[-1].key, 0))
        assert panel.row is not None
        assert panel.row.key == (FindingGroup.GAP, section.key)
        panel.follow((section.texts[0].key, 0))
        assert panel.row.key == (FindingGroup.GAP, section.key)
    panel.follow((written[0], 0))
    session.edit([session.change_to(cell, Decimal(0)) for cell in written], How.FILLED, "填")
    panel.refresh()
    assert panel.row is None, "nothing is to be done in the section of the caret"


def test_an_undecided_check_leads_to_what_is_blank(panel: FindingsPanel, session: Session, qtbot: QtBot) -> None:
    cells = FORM_2021.typed_cells[:3]
    session.set_number(cells[0], Decimal(1))
    monkey = Finding("H1", Severity.HARD, Verdict.UNDECIDED, tuple(cells), "还有2格未填")
    assert panel._where_to_go(monkey).at[0] == cells[1]


def test_a_screen_reader_hears_the_severity(panel: FindingsPanel, plant: Plant) -> None:
    plant(finding("X", 1))
    said = panel.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "改正或说明，第二部分规章废止，第1条，共1条"
    value = replace(finding("X", 1), left=Decimal(216), proposal=Decimal(261))
    plant(value)
    said = panel.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "改正或说明，第二部分规章废止，现为216，应为261，少45，第1条，共1条"
    assert panel.model.index(1).data(Qt.ItemDataRole.AccessibleDescriptionRole) == "X(1,)不对"


# Keeping in step


keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(keys, keys, st.sampled_from("xy"))
def test_the_list_becomes_any_other_list_as_a_model_must(before: list[str], after: list[str], words: str) -> None:
    model = FindingsModel()
    tester = ModelTester(None)  # type: ignore[no-untyped-call]
    tester.check(model)  # type: ignore[no-untyped-call]
    model.show_rows([FindingRow(FindingGroup.HARD, RowKind.LINE, (key,), key) for key in before])
    wanted = [FindingRow(FindingGroup.HARD, RowKind.LINE, (key,), key + words) for key in after]
    model.show_rows(wanted)
    assert model.rows == wanted
    tester._cleanup()  # type: ignore[no-untyped-call]


@given(st.lists(st.integers(0, 30), unique=True), st.sets(st.integers(0, 30)))
def test_what_stays_is_neither_removed_nor_put_in_anew(here: list[int], stays: set[int]) -> None:
    model = FindingsModel()
    model.show_rows([FindingRow(FindingGroup.HARD, RowKind.LINE, (key,), "") for key in sorted(here)])
    kept = model.index(here.index(min(here)) if here else 0)
    moved: list[int] = []
    model.modelReset.connect(lambda: moved.append(-1))
    model.rowsRemoved.connect(lambda _, first, last: moved.append(last - first + 1))
    model.rowsInserted.connect(lambda _, first, last: moved.append(last - first + 1))
    model.show_rows([FindingRow(FindingGroup.HARD, RowKind.LINE, (key,), "") for key in sorted(stays)])
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
    assert panel.current == finding("H", 1), "it was settled, and another has become the current one"


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
    assert jumped.args == [finding("H", 2), False]


def test_the_section_beside_the_title_of_a_group_only_tells(panel: FindingsPanel, plant: Plant) -> None:
    plant(finding("H", 2))
    title = panel.model.index(0)
    assert panel.model.rows[0].note
    rect, viewport = panel.list.visualRect(title), panel.list.viewport()
    name = section_rect(panel.model.rows[0], rect, panel.list.delegate.measures).center()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=name)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=name)
    assert panel.model.is_unfolded(FindingGroup.HARD)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=rect.center())
    assert not panel.model.is_unfolded(FindingGroup.HARD)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=name)
    assert not panel.model.is_unfolded(FindingGroup.HARD)


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
    first = next(row for row in panel.model.rows if row.card)
    assert first.card is not None
    assert first.card.place == "三·予以公开·自然人"
    assert first.card.numbers == (str(right + 100), "→", str(right))
    assert panel.row == first
    with qtbot.waitSignal(panel.jump) as jumped:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert jumped.args[0].at[0] == DISCLOSED
    along = [row.card for row in panel.model.rows if row.card and row.card.kind is CardKind.FOLLOWS]
    assert along
    assert all(card.why == "随“三·予以公开·自然人”改好" and not card.corrections for card in along)
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
    assert str(full_report.numbers[DISCLOSED]) in panel.list.tools.take_button.text()
    with qtbot.waitSignal(panel.jump) as jumped:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert jumped.args[0].at[0] == DISCLOSED
    panel.list.tools.take_button.click()
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
    (guessed,) = [row for row in panel.model.rows if row.card and row.card.kind is CardKind.GUESS]
    assert guessed.card is not None
    assert len(guessed.card.guesses) <= MOST
    assert bool(guessed.card.guesses) == (len(session.candidates) <= MOST)
    assert guessed.card.guesses or guessed.card.why == CANNOT_TELL
    assert ("推测" in guessed.spoken) == bool(guessed.card.guesses)
    select(panel, guessed.words)
    if len(guessed.card.guesses) != 1:
        assert panel.take_proposal() in {ONLY_GUESSED, NOTHING_TO_TAKE}, "one of several is never taken by one key"


@pytest.mark.parametrize("way", ["button", "card", "cell"])
def test_the_only_guess_is_taken_by_its_button_and_by_the_key_that_takes(
    way: str, open_session: Callable[[Report], Session], blank_report: Report, qtbot: QtBot
) -> None:
    zeros = dict.fromkeys(FORM_2021.typed_cells, Decimal())
    session = open_session(blank_report.with_numbers(zeros | {Cell("applications/received/enterprise"): Decimal(7)}))
    assert len(session.candidates) == 1
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(320, 500)
    with qtbot.waitExposed(panel):
        panel.show()
    (row,) = [row for row in panel.model.rows if row.card and row.card.kind is CardKind.GUESS]
    select(panel, row.words)
    (button,) = panel.list.tools.guess_buttons
    assert "推测" in button.accessibleName()
    said: list[str] = []
    panel.said.connect(said.append)
    if way == "button":
        button.click()
    elif way == "card":
        assert panel.take_proposal() == ""
    else:
        said.append(take_at(session, Cell("applications/received/enterprise"))[1])
    assert said[0].startswith("已采用推测：")
    assert not [f for f in session.findings if f.severity is Severity.HARD and f.verdict is Verdict.BROKEN]
    assert session.undo_stack.count() == 1


def test_what_last_years_report_bears_out_is_no_guess(blank_report: Report) -> None:
    row = "applications/{}/natural_person".format
    here, there = Cell(row("brought_forward")), Cell(row("carried_forward"))
    last = replace(blank_report.with_number(there, Decimal(3)), year=blank_report.year - 1)
    now = blank_report.with_number(here, Decimal(3))
    assert borne_out(now, last) == {here}
    assert borne_out(now.with_number(here, Decimal(4)), last) == frozenset()
    assert borne_out(now, None) == borne_out(now, replace(last, year=last.year - 1)) == frozenset()
    doubt = Doubt((here,), ((Correction(here, Decimal(3), Decimal()),), (Correction(there, Decimal(), Decimal(3)),)))
    (found,) = doubts_of(cast("Correctable", SimpleNamespace(report=now, last_year=last, doubts=(doubt,))))
    assert [one.cell for guess in found.guesses for one in guess.corrections] == [there]


@pytest.mark.parametrize("again", [False, True])
def test_a_number_typed_over_zeros_that_one_key_filled_in_is_not_doubted(
    session: Session, library: Library, qtbot: QtBot, *, again: bool
) -> None:
    table = [cell for cell in FORM_2021.typed_cells if cell.table == "applications"]
    session.fill_blanks(table)
    cell = Cell("applications/received/natural_person")
    session.set_number(cell, Decimal(5))
    held = Session(library, session.id) if again else session  # the history tells it after a start of the program
    panel = FindingsPanel(held)
    qtbot.addWidget(panel)
    (card,) = [row.card for row in panel.model.rows if row.card and row.card.kind is CardKind.GUESS]
    assert (card.why, card.guesses) == (CANNOT_TELL, ())
    assert take_at(held, cell) == (False, CANNOT_TELL)


def test_an_empty_report_being_filled_in_is_not_nagged(panel: FindingsPanel, session: Session) -> None:
    session.set_number(DISCLOSED, Decimal(5))
    session.set_number(Cell("applications/results_total/natural_person"), Decimal(9))
    assert (session.corrections, session.candidates) == ((), ())


# Settling


def test_a_reason_settles_a_finding_and_can_be_withdrawn(panel: FindingsPanel, plant: Plant, session: Session) -> None:
    plant(finding("X", 2))
    select(panel, "X(2,)不对")
    write_reason(panel, REASON)
    assert not session.is_open(finding("X", 2))
    assert listed(panel) == ["已处理 1"]
    panel.model.turned.add(FindingGroup.SETTLED)
    panel.refresh()
    assert REASON in panel.model.rows[1].note
    select(panel, "X(2,)不对")
    assert panel.list.tools.unexplain_button.isVisible()
    panel.list.tools.unexplain_button.click()
    assert session.is_open(finding("X", 2))


def test_a_reason_lapses_with_its_numbers_and_is_offered_again(
    panel: FindingsPanel, plant: Plant, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(finding("X", 2))
    session.explain(finding("X", 2), REASON, "")
    session.set_number(Cell(CELLS[2]), Decimal(3))
    assert listed(panel) == ["改正或说明 1", "X(2,)不对"]
    assert "说明已失效" in panel.model.rows[1].note
    assert REASON in panel.model.rows[1].note
    select(panel, "X(2,)不对")
    panel.list.tools.explain_button.click()
    assert panel.list.tools.reason.reason == REASON
    panel.hide()
    texts: list[str] = []
    monkeypatch.setattr(dialogs, "run", lambda dialog: texts.append(dialog.field.toPlainText()))
    panel.explain()
    assert texts == [REASON], "where the list is not shown it is asked in a dialog"


def _leave_by_escape(panel: FindingsPanel) -> None:
    QTest.keyClick(panel.list.tools.reason.field, Qt.Key.Key_Escape)


def _leave_by_other_findings(panel: FindingsPanel) -> None:
    panel.became_other.emit()


def _leave_by_quitting(panel: FindingsPanel) -> None:
    """Nothing is told to the field: as where the program is ended from outside."""


@pytest.mark.parametrize("leave", [_leave_by_escape, _leave_by_other_findings, _leave_by_quitting])
def test_words_that_were_not_saved_are_there_when_the_field_is_opened_again(
    panel: FindingsPanel, plant: Plant, session: Session, library: Library, leave: Callable[[FindingsPanel], None]
) -> None:
    plant(finding("X", 2), finding("X", 5))
    select(panel, "X(2,)不对")
    assert panel.explain() == ""
    QTest.keyClicks(panel.list.tools.reason.field, "half a reason")
    leave(panel)
    assert Session(library, session.id).begun.of(finding("X", 2)) == "half a reason", "it is on disk"
    assert session.is_open(finding("X", 2)), "nothing is settled by it"
    _leave_by_escape(panel)
    select(panel, "X(5,)不对")
    panel.explain()
    assert panel.list.tools.reason.reason == "", "it is the other finding's"
    _leave_by_escape(panel)
    select(panel, "X(2,)不对")
    panel.explain()
    QTest.keyClicks(panel.list.tools.reason.field, " goes on")
    assert panel.list.tools.reason.reason == "half a reason goes on"


def test_words_that_were_not_saved_are_told_and_kept_until_they_are_saved_or_emptied(
    panel: FindingsPanel, plant: Plant, session: Session, qtbot: QtBot
) -> None:
    plant(finding("X", 2), finding("X", 5))
    for words, at in (("", 5), (REASON, 2)):
        select(panel, f"X({at},)不对")
        panel.explain()
        panel.list.tools.reason.field.setPlainText("刚开了个头")
        with qtbot.waitSignal(panel.said, check_params_cb=STAYS.__eq__):
            _leave_by_escape(panel)
        panel.explain()
        panel.list.tools.reason.field.setPlainText(words)
        if words:
            panel.list.tools.reason.save()
        else:
            _leave_by_escape(panel)
        assert session.begun.of(finding("X", at)) == ""


def test_words_typed_into_the_dialog_stay_when_it_is_called_off(
    panel: FindingsPanel, plant: Plant, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(finding("X", 2))
    select(panel, "X(2,)不对")
    panel.hide()
    shown: list[str] = []

    def type_and_leave(dialog: ExplainDialog) -> bool:
        shown.append(dialog.field.toPlainText())
        dialog.field.setPlainText("刚开了个头")
        return False

    monkeypatch.setattr(dialogs, "run", type_and_leave)
    panel.explain()
    panel.explain()
    assert shown == ["", "刚开了个头"]
    assert session.is_open(finding("X", 2))


def test_what_only_needs_a_look_can_be_acknowledged(panel: FindingsPanel, plant: Plant, session: Session) -> None:
    plant(finding("W", 2))
    select(panel, "W(2,)不对")
    panel.list.tools.acknowledge_button.click()
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
    unfold_all(panel)
    panel.list.setCurrentIndex(panel.model.index(1))
    assert not panel.can_explain
    assert panel.explain()
    assert panel.acknowledge()
    assert not panel._session.stored.report.explanations


def test_a_proposed_value_is_taken_in_one_step(panel: FindingsPanel, plant: Plant, session: Session) -> None:
    plant(replace(finding("H", 2), proposal=Decimal(7)))
    select(panel, "H(2,)不对")
    assert "7" in panel.list.tools.take_button.text()
    panel.list.tools.take_button.click()
    assert session.value(CELLS[2]) == Decimal(7)
    assert session.undo_stack.undoText() == HistoryEvent.PROPOSAL.label


def test_a_proposed_value_for_a_text_replaces_the_quoted_number(
    panel: FindingsPanel, plant: Plant, session: Session
) -> None:
    session.set_text(TEXT, "受理261件")
    wrong = Finding("N1", Severity.WARN, Verdict.BROKEN, (TEXT,), "不对", Decimal(261), span=(0, 6))
    plant(replace(wrong, proposal=Decimal(335)))
    select(panel, "不对")
    panel.list.tools.take_button.click()
    assert session.value(TEXT) == "受理335件"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.lists(st.sampled_from(CELLS), max_size=4), st.sampled_from([None, Decimal(0), Decimal(3)]))
def test_the_list_holds_every_finding_of_the_real_checks_once(
    real_panel: FindingsPanel, cells: list[str], value: Decimal | None
) -> None:
    session = real_panel._session
    session.edit([session.change_to(cell, value) for cell in set(cells)], How.TYPED, "录入")
    real_panel.refresh()
    shown = [line for row in real_panel.model.rows if row.finding for line in row.words.split("\n")]
    assert sorted(shown) == sorted(f.message for f in session.findings)


@pytest.fixture
def real_panel(session: Session, qtbot: QtBot) -> FindingsPanel:
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    unfold_all(panel)
    return panel


def unfold_all(panel: FindingsPanel) -> None:
    panel.model.turned = {group for group in FindingGroup if group.is_folded_at_first}
    panel.refresh()


# Along with the caret


def test_the_finding_at_the_caret_is_the_current_one(panel: FindingsPanel, plant: Plant) -> None:
    plant(finding("H", 2), finding("W", 5), finding("W", 7, 8))
    panel.follow((CELLS[5], 0))
    assert panel.current == finding("W", 5)
    panel.follow((CELLS[8], 0))
    assert panel.current == finding("W", 7, 8)
    panel.follow((CELLS[9], 0))
    assert panel.current == finding("W", 7, 8), "where there is none, all stays"


def test_the_words_at_the_caret_tell_which_finding_of_a_text_it_is(panel: FindingsPanel, plant: Plant) -> None:
    of = Finding("N1", Severity.WARN, Verdict.BROKEN, (TEXT,), "一", span=(0, 3))
    other = replace(of, message="二", span=(10, 13))
    plant(of, other)
    for offset, wanted in ((1, of), (11, other), (3, of), (10, other)):
        panel.follow((TEXT, offset))
        assert panel.current == wanted
    panel.follow((TEXT, 6))
    assert panel.current == other


def test_what_is_typed_wrong_becomes_the_current_card_at_once(panel: FindingsPanel, plant: Plant) -> None:
    plant(finding("W", 5))
    panel.list.clearFocus()
    panel.follow((CELLS[2], 0))
    plant(finding("H", 2), finding("W", 5))
    assert panel.current == finding("H", 2)


def test_when_one_is_settled_the_next_is_current(panel: FindingsPanel, plant: Plant) -> None:
    every = [finding("H", 2), finding("H", 5), finding("W", 6), finding("W", 7)]
    plant(*every)
    select(panel, "H(5,)不对")
    plant(every[0], *every[2:])
    assert panel.current == every[0], "what must be mended comes before what is only to be verified"
    plant(*every[2:])
    assert panel.current == every[2]
    plant(every[3])
    assert panel.current == every[3]
    plant(finding("H", 1))
    assert panel.current == finding("H", 1)


@pytest.mark.parametrize("read_only", [None, "已定稿"])
def test_what_can_be_done_about_a_card_stands_in_it_whole(
    panel: FindingsPanel, plant: Plant, monkeypatch: pytest.MonkeyPatch, read_only: str | None
) -> None:
    """In a library that cannot be written, too: there the card can still be looked along."""
    monkeypatch.setattr(type(panel._session), "read_only", property(lambda _: read_only))
    panel.resize(360, 600)
    panel.show()
    plant(finding("H", 2), finding("X", 3), finding("W", 5), finding("I", 6))
    for group in (FindingGroup.HARD, FindingGroup.EXPLAIN, FindingGroup.WARN):
        number = next(n for n, row in enumerate(panel.model.rows) if row.group is group and row.card)
        panel.list.choose(number)
        QApplication.processEvents()
        card = panel.list.delegate.measures.card(panel.list.visualRect(panel.model.index(number)))
        shown = [one for one in panel.list.tools._acts if not one.isHidden()]
        assert bool(shown) is (read_only is None or group is FindingGroup.HARD)
        for one in shown:
            assert one.height() == panel.list.delegate.measures.button
            assert card.height() >= one.geometry().bottom() + panel.list.delegate.measures.px(8)


def test_when_the_last_that_must_be_mended_is_settled_another_of_them_is_current(
    panel: FindingsPanel, plant: Plant
) -> None:
    musts, warning = [finding("H", 2), finding("H", 5), finding("H", 6)], finding("W", 7)
    plant(*musts, warning)
    select(panel, "H(6,)不对")
    plant(*musts[:2], warning)
    assert panel.current == musts[0]
    plant(musts[1], warning)
    assert panel.current == musts[1]
    plant(warning)
    assert panel.current == warning


def test_a_step_through_the_list_shows_the_place_and_leaves_the_keys_in_the_list(
    panel: FindingsPanel, plant: Plant, qtbot: QtBot
) -> None:
    plant(finding("H", 2), finding("H", 5))
    select(panel, "H(2,)不对")
    with qtbot.waitSignal(panel.jump) as jumped:
        QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert jumped.args == [finding("H", 5), False]
    with qtbot.waitSignal(panel.jump) as jumped:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert jumped.args == [finding("H", 5), True]


def test_a_click_on_what_can_be_done_does_it(panel: FindingsPanel, plant: Plant, session: Session) -> None:
    plant(finding("H", 2), replace(finding("H", 5), proposal=Decimal(7)))
    select(panel, "H(2,)不对")
    number = listed(panel).index("H(5,)不对")
    row, rect = panel.model.rows[number], panel.list.visualRect(panel.model.index(number))
    link = link_rect(row, rect, panel.list.delegate.link_of(row), panel.list.delegate.measures).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=link)
    assert session.value(CELLS[5]) == Decimal(7)


def test_the_number_of_a_rule_opens_what_it_says(panel: FindingsPanel, plant: Plant, qtbot: QtBot) -> None:
    wrong = replace(finding("H", 2), check="H3")
    plant(wrong)
    panel.list.tools.rule_button.click()
    (popup,) = panel.window().findChildren(RulePopup)
    assert "第一项加第二项之和" in popup.accessibleDescription()
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()


@pytest.mark.parametrize("check", [one.id for one in rules()] + ["H1", "H2", "H3", "H4"])
def test_every_rule_can_be_opened(check: str) -> None:
    lines = rule_text(FORM_2021, check)
    assert lines[0][1]
    assert any(heading == "来源" for heading, _ in lines)


@pytest.mark.parametrize("percent", [100, 125, 200, 250])
@pytest.mark.parametrize("width", [240, 320, 520])
def test_nothing_of_a_card_lies_outside_of_it(panel: FindingsPanel, plant: Plant, percent: int, width: int) -> None:
    known = replace(finding("H", 2), left=Decimal(216), proposal=Decimal(261), why="一＋二219，三＋四264，少45")
    plant(known, finding("X", 4), finding("W", 6), finding("I", 7))
    panel.resize(width, 700)
    panel.set_zoom(percent)
    QApplication.processEvents()
    for number, row in enumerate(panel.model.rows):
        if row.kind is not RowKind.CARD:
            continue
        panel.list.choose(number)
        QApplication.processEvents()
        tools, card = (
            panel.list.tools,
            panel.list.delegate.measures.card(panel.list.visualRect(panel.list.currentIndex())),
        )
        assert tools.geometry() == card
        for button in tools.findChildren(QPushButton) + tools.findChildren(QToolButton):
            if button.isVisible():
                assert tools.rect().contains(button.geometry()), (row.words, button.text())
                assert button.width() >= min(button.fontMetrics().horizontalAdvance(button.text()), tools.width() - 50)


def test_after_one_is_mended_comes_a_cause_not_what_is_put_right_along_with_it(
    whole_panel: Make, full_report: Report
) -> None:
    """Two columns are wrong; the total column follows both, and stands between them in the list."""
    other = Cell("applications/disclosed/enterprise")
    panel = whole_panel({DISCLOSED: full_report.numbers[DISCLOSED] + 100, other: full_report.numbers[other] + 7})
    cards = [row.card for row in panel.model.rows if row.card]
    assert [one for one in cards if one.kind is CardKind.FOLLOWS]
    for _ in range(2):
        assert panel.card is not None
        assert panel.card.kind is CardKind.FACT
        assert panel.take_proposal() == ""
    assert not panel._session.corrections


def test_the_key_that_takes_leads_from_what_follows_to_its_cause(
    whole_panel: Make, full_report: Report, qtbot: QtBot
) -> None:
    panel = whole_panel({DISCLOSED: full_report.numbers[DISCLOSED] + 100})
    row = next(row for row in panel.model.rows if row.card and row.card.kind is CardKind.FOLLOWS)
    select(panel, row.words)
    with qtbot.waitSignal(panel.jump) as jumped:
        said = panel.take_proposal()
    assert "已转到那一条" in said
    assert jumped.args[0].at[0] == DISCLOSED
    assert panel.card is not None
    assert panel.card.cell == DISCLOSED
    assert panel.take_proposal() == ""


def test_of_a_text_it_is_said_that_it_is_to_be_written_not_that_an_original_is_meant(
    panel: FindingsPanel, plant: Plant
) -> None:
    plant(Finding("T2", Severity.WARN, Verdict.BROKEN, ("overview/supervision",), "没有写到考核"))
    select(panel, "没有写到考核")
    assert panel.take_proposal() == NOTHING_TO_WRITE


@pytest.mark.parametrize("percent, width", [(100, 304), (100, 240), (150, 304), (200, 320)])
def test_what_the_two_numbers_of_an_opened_card_are_is_always_said(
    panel: FindingsPanel, plant: Plant, percent: int, width: int
) -> None:
    said = Finding(
        "N4",
        Severity.WARN,
        Verdict.BROKEN,
        ("overview/on_application",),
        "这一句不等",
        Decimal(265),
        Decimal(338),
        sides=("各项相加", "按总数算"),
        why="请逐项核对",
    )
    plant(said)
    panel.set_zoom(percent)
    (row,) = [row for row in panel.model.rows if row.card]
    assert row.card is not None
    m = measures(percent)
    laid = opened_card(m, row, QRect(0, 0, m.px(width), 0), buttons=True)
    words = why_of(m, row, laid.why.width())
    assert wide_figures(m, row.card, LARGE) <= laid.figures.width() or all(one in words for one in said.sides)
    assert "请逐项核对" in words
