"""F8 and the keys that settle, in the real window: none is passed over, the caret and the cards go together."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import proposals
from app.rounds import stage_of
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.report import Report
from model.report.totals import with_totals, without_derivable_totals
from model.storage.library import Library
from model.storage.records import How
from tests.samples import example, needs_shared, published
from tests.ui.hands import show_window
from ui.findings.panel import FindingsPanel
from ui.findings.rows import FindingGroup, RowKind
from ui.report.page import ReportPage
from ui.texts.editor import TextEditor
from ui.window.main_window import MainWindow

KEY, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
RECEIVED = Cell("applications/received/natural_person")
TOTAL = Cell("applications/received/total")
WRONG = {
    "overview/on_application": "全年受理政府信息公开申请261件，予以公开162件，不予公开17件。2022年收到申请9件。",
    "overview/opening": "根据国办发〔2021〕30号，数据统计期限为2022年1月1日至2022年12月31日。",
    "overview/information_management": "2022年，全年制发行政规范性文件7件、废止3件、现行有效1件。",
}
Open = Callable[[Report], MainWindow]


@pytest.fixture
def opened(library: Library, qtbot: QtBot) -> Open:
    """Open a report in the window."""

    def make(report: Report) -> MainWindow:
        window = MainWindow(library, open_report=library.create(report), preview=False)
        show_window(window, qtbot)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(1366, 690)
        QApplication.processEvents()
        assert window.report_page is not None
        window.report_page.panel()
        return window

    return make


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.windowHandle(), key, held)
    QApplication.processEvents()


def page_of(window: MainWindow) -> ReportPage:
    assert window.report_page is not None
    return window.report_page


def faulty(wrong: dict[Cell, Decimal], texts: set[str]) -> Report:
    whole = with_totals(replace(example(), explanations=()))
    return replace(whole.with_numbers(wrong), texts={**whole.texts, **{key: WRONG[key] for key in texts}})


numbers = st.dictionaries(
    st.sampled_from([one for one in FORM_2021.typed_cells if one.table == "applications"]),
    st.integers(0, 400).map(Decimal),
    max_size=2,
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(numbers, st.sets(st.sampled_from(list(WRONG))), st.integers(0, 5))
def test_f8_and_the_key_that_takes_settle_all_that_can_be_taken(
    opened: Open, wrong: dict[Cell, Decimal], texts: set[str], tab: int
) -> None:
    window = opened(faulty(wrong, texts))
    page, session = page_of(window), page_of(window).session
    page.show_tab(tab)
    steps = 2 * sum(stage_of(one) is not None and session.is_open(one) for one in session.findings) + 4
    for _ in range(steps):
        press(window, KEY.Key_F8)
        press(window, KEY.Key_Period, CTRL)
    left = [one for one in session.findings if session.is_open(one) and proposals.can_take(session, one)]
    assert [one.message for one in left] == []
    window.close()


def test_two_letters_settle_one_card_after_the_other_from_wherever_the_keys_are(opened: Open) -> None:
    window = opened(faulty({}, {"overview/on_application"}))
    page, session = page_of(window), page_of(window).session
    page.show_tab(2)
    page.go_to_place(RECEIVED)
    count = sum(map(session.is_open, session.findings))
    assert count > 2
    for _ in range(2 * count):  # what is put right may lay bare what was hidden by it
        press(window, KEY.Key_A if page.panel().can_take else KEY.Key_K, ALT)
    assert not [one for one in session.findings if session.is_open(one)]


def changed(before: Report, after: Report) -> set[str]:
    return {one for one in (*before.form.cells, *before.form.texts) if before.value(one) != after.value(one)}


def choose_what_can_be_taken(panel: FindingsPanel) -> None:
    panel.catch_up()
    panel.refresh()
    for row in panel.model.rows:
        panel._select(row.key)
        if panel.can_take:
            return
    raise AssertionError("nothing can be taken")


@pytest.mark.parametrize("by_the_bar", [False, True])
@pytest.mark.parametrize("tab, wrong, texts", [(2, {}, {"overview/on_application"}), (0, {TOTAL: Decimal(9)}, set())])
def test_what_is_taken_in_another_tab_is_gone_to_and_said(
    opened: Open, tab: int, wrong: dict[Cell, Decimal], texts: set[str], *, by_the_bar: bool
) -> None:
    window = opened(faulty(wrong, texts))
    page, session = page_of(window), page_of(window).session
    if by_the_bar:
        window.resize(800, 690)
        QApplication.processEvents()
    page.show_tab(tab)
    panel = page.panel()
    choose_what_can_be_taken(panel)
    before = session.typed
    if by_the_bar:
        page.finding_bar.take_button.click()
    else:
        press(window, KEY.Key_A, ALT)
    QApplication.processEvents()
    places = changed(before, session.typed)
    assert places
    assert page.page.current_place() in places
    assert window.status.sentence.startswith("已采用：")
    if texts:
        editor = QApplication.focusWidget()
        assert isinstance(editor, TextEditor)
        assert editor.textCursor().selectedText() in window.status.sentence.partition(" → ")[2]
        assert editor.textCursor().selectedText()


def test_who_walks_the_list_takes_there_and_stays_in_it(opened: Open) -> None:
    window = opened(faulty({}, {"overview/on_application"}))
    page = page_of(window)
    page.show_tab(2)
    panel = page.panel()
    panel.list.setFocus()
    choose_what_can_be_taken(panel)
    press(window, KEY.Key_A, ALT)
    assert panel.isAncestorOf(QApplication.focusWidget() or window)
    assert page.sections[page.tabs.currentIndex()].key == "overview"


@pytest.mark.parametrize("room", ["sentences", "folded", "preview"])
def test_a_step_has_its_card_in_sight_whatever_took_the_room_of_the_list(opened: Open, room: str) -> None:
    window = opened(faulty({}, set(WRONG)))
    page = page_of(window)
    page.show_tab(0)
    if room == "sentences":
        page.page.show_side(True)  # type: ignore[union-attr]
    elif room == "folded":
        page.show_findings(False)
    else:
        page.beside.sides.want(page.beside.preview_side, True)
    QApplication.processEvents()
    assert not page.panel().isVisible()
    press(window, KEY.Key_F8)
    card = page.panel().card
    assert card is not None
    assert page.finding_bar.isVisible()
    assert page.finding_bar.place.text() == card.place
    assert page.finding_bar.height() > 0
    page.show_findings(True)
    if room == "sentences":
        assert page.panel().isVisible()
    assert page.panel().isVisible() is not page.finding_bar.isVisible()  # said in one place


def test_the_status_line_says_which_it_is_of_how_many(opened: Open) -> None:
    window = opened(faulty({}, set(WRONG)))
    press(window, KEY.Key_F8)
    panel = page_of(window).panel()
    assert panel.row is not None
    assert panel.row.count
    assert window.status.sentence == panel.row.count


@needs_shared
def test_the_wrong_cell_inside_a_group_is_come_to_and_what_was_taken_is_said(opened: Open) -> None:
    window = opened(published("hongze-2023"))
    page = page_of(window)
    session, partly = page.session, Cell("applications/partly_disclosed/natural_person")
    session.set_number(partly, Decimal(5))
    page.show_tab(0)
    assert partly in {one.cell for one in session.corrections}
    press(window, KEY.Key_F8)
    assert page.page.current_place() == partly
    press(window, KEY.Key_A, ALT)
    assert session.value(partly) == session.typed.numbers[partly] == 4
    assert window.status.sentence == "已采用：三·部分公开·自然人 5 → 4"


def test_a_cell_makes_its_card_current_and_the_card_shows_its_cell(opened: Open, qtbot: QtBot) -> None:
    window = opened(faulty({RECEIVED: Decimal(216)}, set()))
    page = page_of(window)
    panel = page.panel()
    page.show_tab(2)
    page.go_to_place(RECEIVED)
    assert panel.card is not None
    assert panel.card.cell == RECEIVED or RECEIVED in panel.card.finding.at
    panel.list.setFocus()
    card = next(n for n, row in enumerate(panel.model.rows) if row.group is FindingGroup.WARN and row.card)
    panel.list.choose(card - 1)
    QTest.keyClick(panel.list, KEY.Key_Down)
    assert panel.current is not None
    assert page.page.section.texts if hasattr(page.page, "section") else True
    assert QApplication.focusWidget() is panel.list, "who walks the list stays in it"
    QTest.keyClick(panel.list, KEY.Key_Return)
    assert page.page.current_place() == panel.current.at[0]


def test_what_is_put_right_along_with_another_is_taken_where_it_stands(opened: Open) -> None:
    window = opened(without_derivable_totals(faulty({}, set())))
    page, session = page_of(window), page_of(window).session
    right = session.value(RECEIVED)
    page.show_tab(2)
    session.set_number(RECEIVED, Decimal(216))
    page.go_to_place(TOTAL)
    press(window, KEY.Key_Period, CTRL)
    assert session.value(RECEIVED) == right


def test_a_number_typed_wrong_shows_its_card_though_the_caret_went_on(opened: Open, qtbot: QtBot) -> None:
    window = opened(faulty({}, set()))
    page = page_of(window)
    panel = page.panel()
    page.show_tab(2)
    page.go_to_place(RECEIVED)
    for key in (KEY.Key_2, KEY.Key_1, KEY.Key_6, KEY.Key_Return):
        press(window, key)
    assert page.page.current_place() != RECEIVED
    qtbot.waitUntil(lambda: not panel._due.isActive())
    assert panel.card is not None
    assert RECEIVED in panel.card.finding.at


@pytest.mark.parametrize("settled", ["enter", "alt+a", "ctrl+."])
def test_the_card_is_that_of_the_cell_in_which_the_keys_act(opened: Open, qtbot: QtBot, settled: str) -> None:
    """Who lands on a wrong number after making another one sees that cell's card, and every key means it."""
    beside = Cell("applications/received/enterprise")
    window = opened(faulty({beside: Decimal("1.5")}, set()))
    page = page_of(window)
    panel, session, right = page.panel(), page.session, with_totals(example()).numbers
    page.show_tab(2)
    page.go_to_place(RECEIVED)
    for key in (KEY.Key_Minus, KEY.Key_5, KEY.Key_Return):
        press(window, key)
    assert page.page.current_place() == beside
    qtbot.waitUntil(lambda: not panel._due.isActive())
    assert panel.card is not None
    assert panel.card.cell == beside
    if settled != "enter":
        press(window, *((KEY.Key_A, ALT) if settled == "alt+a" else (KEY.Key_Period, CTRL)))
        assert (session.value(beside), session.value(RECEIVED)) == (right[beside], Decimal(-5))


def test_what_was_found_is_shown_a_moment_after_it_was_typed(opened: Open, qtbot: QtBot) -> None:
    window = opened(faulty({}, set()))
    page = page_of(window)
    panel = page.panel()
    before = [row.key for row in panel.model.rows]
    page.session.set_number(RECEIVED, Decimal(1))
    assert [row.key for row in panel.model.rows] == before
    qtbot.waitUntil(lambda: [row.key for row in panel.model.rows] != before)
    page.session.set_number(RECEIVED, Decimal(2))
    assert panel.row is not None, "who asks is told what is so now"
    assert not panel._due.isActive()


def test_a_card_that_is_acknowledged_from_the_table_is_settled(opened: Open) -> None:
    window = opened(faulty({}, {"overview/on_application"}))
    page, session = page_of(window), page_of(window).session
    page.show_tab(2)
    open_before = [one for one in session.findings if session.is_open(one)]
    press(window, KEY.Key_K, ALT)
    assert len([one for one in session.findings if session.is_open(one)]) < len(open_before)
    assert page.panel().row is not None


def test_a_final_report_takes_no_letter(opened: Open, library: Library) -> None:
    window = opened(faulty({}, {"overview/on_application"}))
    page = page_of(window)
    library.finalise(page.session.id, page.session.stored.changed.date())
    page.session.stored = library.load(page.session.id)
    page.session.state_changed.emit()
    before = page.session.typed
    for key in (KEY.Key_A, KEY.Key_K, KEY.Key_S):
        press(window, key, ALT)
    assert page.session.typed == before
    assert page.panel().take_proposal() == page.session.read_only


def test_what_a_key_has_done_is_said(opened: Open) -> None:
    """Zeros filled in, a finding acknowledged, a reason kept: each leaves the screen, and the line says what it was."""
    window = opened(faulty({}, {"overview/on_application"}))
    page, session = page_of(window), page_of(window).session
    page.show_tab(2)
    blank = {c: None for c in FORM_2021.typed_cells if c.table == "applications" and c.column == "enterprise"}
    session.edit([session.change_to(c, n) for c, n in blank.items()], How.TYPED, "清除")
    press(window, KEY.Key_0, ALT)
    assert window.status.sentence == f"第三部分{len(blank)}格填了0，可以撤销"
    press(window, KEY.Key_0, ALT)
    assert window.status.sentence == "这一部分没有空白的格"
    panel = page.panel()
    for _ in range(20):
        press(window, KEY.Key_F8)
        if panel.can_acknowledge:
            break
    assert panel.card is not None
    place = panel.card.place
    press(window, KEY.Key_K, ALT)
    assert window.status.sentence.startswith("已确认无误：")
    assert place.partition(" ")[0].partition("“")[0] in window.status.sentence


def test_what_is_not_filled_is_counted_the_same_everywhere(opened: Open) -> None:
    window = opened(without_derivable_totals(faulty({}, set())).with_numbers(dict.fromkeys(FORM_2021.cells)))
    page, session = page_of(window), page_of(window).session
    session.set_text("problems/text", "")
    words = session.subject.unfilled.words
    panel = page.panel()
    panel.refresh()
    (title,) = (r.words for r in panel.model.rows if r.kind is RowKind.TITLE and r.group is FindingGroup.GAP)
    assert title == f"还没有填 {words}"
    assert window.status._blanks.text() == f"还差 {words}"
    for _ in range(40):
        press(window, KEY.Key_F8)
        if panel.current is not None and panel.current.gap:
            break
    assert window.status.sentence.startswith("还没有填：第")
    assert "共" not in window.status.sentence


def test_the_row_at_the_foot_always_tells_what_is_the_matter(opened: Open) -> None:
    report = faulty({TOTAL: Decimal(9)}, set(WRONG))
    window = opened(replace(report, texts={**report.texts, "problems/text": "", "other_matters/text": "0"}))
    window.resize(800, 690)
    QApplication.processEvents()
    page = page_of(window)
    bar, panel = page.finding_bar, page.panel()
    told = {}
    for _ in range(40):
        press(window, KEY.Key_F8)
        if panel.card is not None:
            told[panel.card.place] = bar.numbers.text()
    assert len(told) > 3
    assert [place for place, words in told.items() if not words] == []
