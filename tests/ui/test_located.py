"""The cell that was changed in the window is named: by the totals of the original, and by what was changed last."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.cards.card import CardKind
from app.cards.located import cards_of
from bench.located import KINDS, TYPED, scores, tables, told
from model.form.schema import Cell, Severity
from model.report.printed import printed_totals
from model.report.report import Level, Report
from model.report.totals import without_derivable_totals
from model.rules.finding import ORIGINAL
from model.storage.library import Library
from tests.samples import needs_shared, published
from ui.findings.panel import FindingsPanel
from ui.findings.rows import FindingGroup, rows
from ui.state.session import Session
from ui.tables.cell_help import help_lines

BY_DISK = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
TABLES = tuple(tables(12))
PARTLY = {
    column: Cell(f"applications/partly_disclosed/{column}") for column in ("natural_person", "enterprise", "total")
}
UPHELD = Cell("disputes/reconsideration/upheld")
Bring = Callable[[Report], Session]


@pytest.fixture
def bring(library: Library, qapp: QApplication) -> Bring:
    """Bring a report in as a file is."""

    def brought(whole: Report) -> Session:
        lean = without_derivable_totals(whole)
        return Session(library, library.create(lean, printed=printed_totals(whole, lean)))

    return brought


@BY_DISK
@given(whole=st.sampled_from(TABLES), cell=st.sampled_from(TYPED), number=st.integers(0, 999))
def test_one_cell_changed_in_the_window_is_named(bring: Bring, whole: Report, cell: Cell, number: int) -> None:
    session, right = bring(whole), whole.numbers[cell]
    session.set_number(cell, Decimal(number))
    assert told(session.assessment.location) == ({} if number == right else {cell: right})
    session.undo_stack.undo()
    assert not session.assessment.is_wrong
    assert not any(one.check == ORIGINAL for one in session.findings)


@BY_DISK
@given(whole=st.sampled_from(TABLES), changed=st.dictionaries(st.sampled_from(TYPED), st.integers(0, 99), max_size=3))
def test_several_are_named_also_when_the_report_is_opened_again(
    bring: Bring, library: Library, whole: Report, changed: dict[Cell, int]
) -> None:
    session = bring(whole)
    for cell, number in changed.items():
        session.set_number(cell, Decimal(number))
    right = {cell: whole.numbers[cell] for cell, number in changed.items() if number != whole.numbers[cell]}
    for one in (session, Session(library, session.id)):
        named = told(one.assessment.location)
        assert named.items() <= right.items()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_promised_of_real_tables_holds_in_a_sample(qapp: QApplication, kind: str) -> None:
    score = scores(kind, 40)["in the window"]
    assert score.named >= 99
    assert score.wrong <= 0.5


@needs_shared
def test_the_report_that_was_misled_about(bring: Bring) -> None:
    session = bring(published("hongze-2023"))
    session.set_number(PARTLY["natural_person"], Decimal(5))
    session.set_number(PARTLY["enterprise"], Decimal(8))
    named = {one.cell: one.value for one in session.corrections if one.cell.table == "applications"}
    assert named == {PARTLY["natural_person"]: 4, PARTLY["enterprise"]: 0}
    assert session.doubts == ()
    (finding,) = (one for one in session.findings if one.check == ORIGINAL)
    assert finding.message.startswith(
        "第三部分“部分公开”行“总计”列：原件合计4，现为13，多9，同一部分还有3个合计也不同；"
    )
    assert ("原件合计", "4") in help_lines(session, PARTLY["total"])
    assert session.forget_original(finding)
    assert not any(one.check == ORIGINAL for one in session.findings)
    session.undo_stack.undo()
    assert finding in session.findings
    session.set_number(PARTLY["natural_person"], Decimal(4))
    session.set_number(PARTLY["enterprise"], Decimal(0))
    assert finding.check not in {one.check for one in session.findings}


@needs_shared
def test_each_wrong_cell_stands_on_a_card_of_its_own_and_is_taken_alone(bring: Bring, qtbot: QtBot) -> None:
    session = bring(published("hongze-2023"))
    session.set_number(PARTLY["natural_person"], Decimal(5))
    session.set_number(PARTLY["enterprise"], Decimal(8))
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    listed = [row.card for row in panel.model.rows if row.group is FindingGroup.HARD and row.card]
    cards = [one for one in listed if one.finding.check == "H3"]
    assert [(one.place, one.numbers, one.kind) for one in cards] == [
        ("三·部分公开·自然人", ("5", "→", "4"), CardKind.FACT),
        ("三·部分公开·商业企业", ("8", "→", "0"), CardKind.FACT),
        ("三·总计列", ("21", "≠", "30"), CardKind.FOLLOWS),
    ]
    assert cards[2].why == "随“三·部分公开·自然人等2格”改好"
    for one in cards[:2]:
        panel.follow((str(one.cell), 0))
        assert panel.card == one
        with qtbot.waitSignal(panel.jump) as jumped:
            QTest.keyClick(panel.list, Qt.Key.Key_Return)
        assert jumped.args[0].at[0] == one.cell
    with qtbot.waitSignal(panel.said) as said:
        assert panel.take_proposal() == ""
    assert said.args == ["已采用：三·部分公开·商业企业 8 → 0"]
    assert session.value(PARTLY["natural_person"]) == 5
    assert session.value(PARTLY["enterprise"]) == 0


@BY_DISK
@given(whole=st.sampled_from(TABLES), changed=st.dictionaries(st.sampled_from(TYPED), st.integers(0, 99), max_size=4))
def test_every_wrong_cell_stands_on_just_one_card_and_what_follows_is_put_right_by_the_others(
    bring: Bring, whole: Report, changed: dict[Cell, int]
) -> None:
    session = bring(whole)
    for cell, number in changed.items():
        session.set_number(cell, Decimal(number))
    hard = [one for one in session.findings if one.severity is Severity.HARD and session.is_open(one)]
    cards = cards_of(session, hard)
    named = [one for card in cards if card.kind is CardKind.FACT for one in card.corrections]
    assert sorted(one.cell for one in named) == sorted(one.cell for one in session.corrections)
    follow = [one.finding.identity for one in cards if one.kind is CardKind.FOLLOWS and not session.doubts]
    for one in named:
        session.set_number(one.cell, one.value)
    assert not set(follow) & {one.identity for one in session.findings if session.is_open(one)}


def test_what_breaks_nothing_is_only_hinted_at(bring: Bring) -> None:
    whole = TABLES[2]
    session = bring(whole)
    session.set_number(UPHELD, whole.numbers[UPHELD] + 3)
    assert not session.assessment.is_wrong
    assert session.corrections == ()
    (stray,) = session.strays
    assert (stray.cell, stray.value) == (UPHELD, whole.numbers[UPHELD])
    (card,) = [row.card for row in rows(session, ()) if row.group is FindingGroup.ORIGINAL and row.card]
    assert [one.corrections for one in card.guesses] == [(stray,)]
    assert not FindingGroup.ORIGINAL.is_walked


def test_without_an_original_the_last_change_is_suspected_first(open_session: Bring) -> None:
    whole = TABLES[2]
    cell = next(c for c in TYPED if c.table == "applications" and whole.numbers[c] > 1)
    session = open_session(without_derivable_totals(whole))
    session.set_number(cell, whole.numbers[cell] - 1)
    assert session.corrections == ()  # any other number of the column would mend it as well
    first = session.assessment.candidates[0]
    assert {one.cell: one.value for one in first} == {cell: whole.numbers[cell]}
    (card,) = (one for one in cards_of(session, session.findings) if one.guesses)
    assert card.kind is CardKind.GUESS
    assert card.guesses[0].corrections == first


@pytest.mark.parametrize("last", ["received", "brought_forward", "disclosed"])
def test_what_was_typed_last_is_guessed_first_also_after_zeros_and_when_opened_again(
    open_session: Bring, library: Library, last: str
) -> None:
    session = open_session(Report("甲镇人民政府", Level.TOWNSHIP, 2024))
    typed = {"received": 10, "brought_forward": 1, "disclosed": 10}
    for row in (*(row for row in typed if row != last), last):
        session.set_number(Cell(f"applications/{row}/natural_person"), Decimal(typed[row]))
    session.fill_blanks([c for c in TYPED if c.table == "applications"])
    for one in (session, Session(library, session.id)):
        assert one.corrections == ()
        assert [found.cell.row for found in one.candidates[0]] == [last]


def test_what_adds_up_from_a_doubtful_column_follows_it(open_session: Bring) -> None:
    """Totals that nobody typed are off because a column is: there is one card to look at, not two."""
    whole = TABLES[2]
    cell = next(c for c in TYPED if c.table == "applications" and whole.numbers[c] > 1)
    session = open_session(without_derivable_totals(whole))
    session.set_number(cell, whole.numbers[cell] - 1)
    hard = [one for one in session.findings if one.severity is Severity.HARD and session.is_open(one)]
    shown = cards_of(session, hard)
    assert sorted((one.kind for one in shown), key=lambda kind: kind.value) == [CardKind.FOLLOWS, CardKind.GUESS]
    (guess,) = (one for one in shown if one.kind is CardKind.GUESS)
    (other,) = (one for one in shown if one.kind is CardKind.FOLLOWS)
    assert shown == [guess, other]
    assert other.why == f"随“{guess.place}”改好"
    assert guess.why != guess.spoken


def test_a_column_that_was_never_right_accuses_nobody_who_typed_last(open_session: Bring) -> None:
    whole = TABLES[2]
    lean = without_derivable_totals(whole)
    cells = [c for c in TYPED if c.column == "natural_person"]
    session = open_session(lean.with_numbers(dict.fromkeys(cells)))
    for cell in cells[:-1]:
        session.set_number(cell, whole.numbers[cell])
    session.set_number(cells[-1], whole.numbers[cells[-1]] + 1)
    assert {one.cell for one in session.corrections} != {cells[-1]}
