"""定稿前: the list, its keys, and the button that is dead while something is left."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.finalising import Matter, extent, told_at_closing, without
from app.preferences import CLERK
from model.form.editions import FORM_2021
from model.form.schema import Cell, Severity
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules.switches import SETTING, Switches
from model.storage.library import Library
from model.storage.records import How, State
from tests.app.subjects import closable, in_balance
from tests.ui.cut_off import cut_off
from tests.ui.hands import CTRL, SHIFT, look_at_all, show_window
from ui import dialogs
from ui.appearance.zoom import magnify
from ui.finalising.listing import ONE_BY_ONE, laid_out
from ui.finalising.page import FinalisePage
from ui.finalising.rows import LineAct
from ui.findings.panel import FindingsPanel
from ui.state.session import Session

CELL = Cell("applications/received/natural_person")
Open = Callable[[Report], Session]
DAY, TEXT = date(2024, 1, 9), "overview/on_application"
YEARS = "2021年办理申请3件。另在2020年办理4件。2019年受理申请5件。"
REQUIRED = [text.key for text in FORM_2021.texts.values() if not text.optional]


@pytest.fixture
def session(open_session: Open, full_report: Report) -> Session:
    """Open a report with all numbers, two rules to be looked at, and most texts missing."""
    return open_session(replace(full_report, texts={TEXT: YEARS}))


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> FinalisePage:
    page = FinalisePage(session, lambda: DAY)
    page.resize(1200, 640)
    show_window(page, qtbot)
    return page


def choose(page: FinalisePage, rule: str, nth: int = 0) -> None:
    found = [at for at, row in enumerate(page.model.rows) if row.rule == rule]
    page.list.setCurrentIndex(page.model.index(found[nth]))


def open_of(session: Session, rule: str) -> int:
    return sum(one.check == rule for one in session.assessment.open)


def test_the_list_is_one(page: FinalisePage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.model)  # type: ignore[no-untyped-call]


def test_everything_that_hinders_stands_in_the_list_and_the_button_is_dead(
    page: FinalisePage, session: Session
) -> None:
    listed = {row.point.finding for row in page.model.rows if row.point and row.point.is_open}
    assert listed == set(session.assessment.hindrances)
    assert not page.side.finalise_button.isEnabled()
    assert (
        f"还差{len(listed)}处：没有填{len(REQUIRED) - 1}、核实{len(listed) - len(REQUIRED) + 1}"
        in page.side.left.text()
    )


def test_space_says_of_a_line_that_it_was_seen_and_takes_that_back(page: FinalisePage, session: Session) -> None:
    before = open_of(session, "Y1")
    choose(page, "Y1")
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert open_of(session, "Y1") == before - 1
    assert page.current is not None
    assert page.current.point is not None
    assert not page.current.point.is_open  # it stays where it was, ticked
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert open_of(session, "Y1") == before


def test_all_of_one_rule_are_settled_together_with_one_reason_and_the_name_of_the_settings(
    page: FinalisePage, session: Session
) -> None:
    session._library.set_setting(CLERK, "王芳")  # type: ignore[attr-defined]
    choose(page, "T1")
    QTest.keyClick(page.list, Qt.Key.Key_A, CTRL)
    page.side.reason.setPlainText("本镇\n受委托制定")
    page.acknowledge()
    assert open_of(session, "T1") == 0
    assert open_of(session, "Y1") > 0
    said = {(by.reason, by.by) for one, by in session.assessment.settled if one.check == "T1"}
    assert said == {("本镇 受委托制定", "王芳")}
    assert page.side.reason.toPlainText() == ""


def test_several_lines_are_chosen_with_shift(page: FinalisePage, session: Session) -> None:
    choose(page, "T1")
    QTest.keyClick(page.list, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert open_of(session, "T1") == 1


def test_one_key_writes_the_sentence_of_a_text_that_is_missing(page: FinalisePage, session: Session) -> None:
    for key in REQUIRED:
        if key != TEXT:
            choose(page, "T3")
            page.take_proposal()
    assert session.subject.unwritten == ()
    session.undo_stack.undo()
    assert len(session.subject.unwritten) == 1


def test_once_nothing_is_left_the_button_has_the_focus_and_closes(
    page: FinalisePage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_date", lambda *_: DAY)
    look_at_all(session)
    assert page.side.finalise_button.hasFocus()
    QTest.keyClick(page.side.finalise_button, Qt.Key.Key_Space)
    assert session.state is State.FINAL
    assert session.stored.finalised_on == DAY


def test_a_year_that_is_not_over_is_asked_about(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_at_all(session)
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask_date", lambda *_: DAY)

    def refuse(_parent: object, question: str, *_: str, doubtful: bool) -> bool:
        asked.append(question)
        return not doubtful

    monkeypatch.setattr(dialogs, "ask", refuse)
    page = FinalisePage(session, lambda: date(2023, 12, 20))
    qtbot.addWidget(page)
    page.finalise()
    assert session.stored.finalised_on is None
    assert asked[0].startswith("2023年还没有过完")
    monkeypatch.setattr(dialogs, "ask", lambda *_, **__: True)
    page.finalise()
    assert session.state is State.FINAL


def test_what_was_taken_is_said(open_session: Open, full_report: Report, qtbot: QtBot) -> None:
    cell = Cell("applications/disclosed/natural_person")
    right = full_report.numbers[cell]
    session = open_session(with_totals(full_report).with_number(cell, right + 100))
    page = FinalisePage(session, lambda: DAY)
    show_window(page, qtbot)
    choose(page, "H1")
    with qtbot.waitSignal(page.said) as told:
        assert page.take_proposal() == ""
    assert told.args == [f"已采用：三·予以公开·自然人 {right + 100} → {right}"]
    assert session.value(cell) == right


def test_enter_goes_to_the_line(page: FinalisePage, qtbot: QtBot) -> None:
    choose(page, "Y1", 1)
    with qtbot.waitSignal(page.go_to) as told:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert told.args is not None
    assert told.args[0] == (page.current and page.current.point and page.current.point.finding)


def test_what_is_mended_leaves_and_the_next_line_takes_its_place(page: FinalisePage, session: Session) -> None:
    first = [row.key for row in page.model.rows if row.matter is Matter.FILL and row.point][:2]
    choose(page, "T3")
    page.take_proposal()
    assert page.current is not None
    assert page.current.key == first[1]
    assert {one.severity for one in session.assessment.hindrances} == {Severity.WARN}


@pytest.mark.qt_log_ignore("Unable to set geometry")  # Windows says it of a window that has a least height
@pytest.mark.parametrize("size", [(1366, 690), (683, 345), (400, 300)])
def test_nothing_is_wider_than_the_page(page: FinalisePage, size: tuple[int, int]) -> None:
    page.resize(*size)
    assert page.list.horizontalScrollBar().maximum() == 0
    assert page.minimumSizeHint().width() <= size[0]


@pytest.mark.parametrize("day", [date(2020, 11, 30), date(2023, 12, 31), date(2024, 1, 10), date(2062, 1, 9)])
def test_a_day_that_cannot_be_right_is_asked_about_and_can_be_mended(
    session: Session, page: FinalisePage, monkeypatch: pytest.MonkeyPatch, day: date
) -> None:
    look_at_all(session)
    days, asked, begun = [day, DAY], [], []

    def ask_date(_parent: object, _question: str, _yes: str, first: date) -> date:
        begun.append(first)
        return days.pop(0)

    def go_back(_parent: object, question: str, *_: str, doubtful: bool) -> bool:
        asked.append(question)
        return not doubtful

    monkeypatch.setattr(dialogs, "ask_date", ask_date)
    monkeypatch.setattr(dialogs, "ask", go_back)
    page.finalise()
    (question,) = asked
    assert f"{day.year}年{day.month}月{day.day}日" in question
    assert begun == [DAY, day]
    assert session.stored.finalised_on == DAY


def test_what_cannot_be_printed_stands_in_the_list_and_leads_to_its_place(
    page: FinalisePage, session: Session, qtbot: QtBot
) -> None:
    session.set_text(TEXT, "共𠀀😀件。")
    session.set_header(unit="😀镇", level=session.report.level, year=session.report.year)
    unit, text = (row for row in page.model.rows if row.matter is Matter.MEND and row.point)
    assert ["😀" in row.words and "无法打印" in row.words for row in (unit, text)] == [True, True]
    with qtbot.waitSignal(page.heading_wanted):
        page._act(page.model.rows.index(unit), unit.acts[-1])
    with qtbot.waitSignal(page.go_to):
        page._act(page.model.rows.index(text), text.acts[-1])
    session.set_header(unit="甲镇", level=session.report.level, year=session.report.year)
    session.set_text(TEXT, "共3件。")
    assert not [row for row in page.model.rows if row.matter is Matter.MEND]


def test_a_level_that_the_name_contradicts_stands_in_the_way_and_leads_to_the_heading(
    page: FinalisePage, session: Session, qtbot: QtBot
) -> None:
    said: list[str] = []
    session.did.connect(said.append)
    session.set_header(unit="青石镇人民政府", level=Level.SUBDISTRICT, year=session.report.year)
    (row,) = (row for row in page.model.rows if row.rule == "T21")
    assert row.point is not None
    assert (row.point.is_open, row.point.matter) == (True, Matter.VERIFY)
    with qtbot.waitSignal(page.heading_wanted):
        page._act(page.model.rows.index(row), row.acts[-1])
    session.set_header(unit="青石镇人民政府", level=Level.TOWNSHIP, year=session.report.year)
    assert not [row for row in page.model.rows if row.rule == "T21"]
    assert said[-1] == "已更改层级"


@pytest.mark.parametrize("by_space", [True, False])
def test_what_one_key_wrote_is_shown_and_stands_in_the_way_until_it_was_seen(
    page: FinalisePage, session: Session, monkeypatch: pytest.MonkeyPatch, *, by_space: bool
) -> None:
    monkeypatch.setattr(dialogs, "ask_date", lambda *_: DAY)
    look_at_all(session)
    session.set_text(REQUIRED[1], "")
    choose(page, "T3")
    key = page.current and page.current.point and page.current.point.finding and page.current.point.finding.at[0]
    assert key
    said = page.take_proposal()
    written = session.report.texts[key]
    assert session.report.form.texts[key].name in said
    row = next(row for row in page.model.rows if row.words.startswith("已写，请看一眼"))
    assert written.split()[0] in row.words
    assert not page.side.finalise_button.isEnabled()
    page.finalise()
    assert session.stored.finalised_on is None
    again = Session(session._library, session.id)
    assert [one.at[0] for one in again.assessment.open if one.check == "T16"] == [key]  # also after closing
    page.list.setCurrentIndex(page.model.index(page.model.rows.index(row)))
    if by_space:
        QTest.keyClick(page.list, Qt.Key.Key_Space)
    else:
        page.acknowledge()
    assert page.side.finalise_button.hasFocus()
    session.undo_stack.undo()  # what was undone is the tick, and the keys stay in the list
    assert session.report.texts[key] == written
    assert open_of(session, "T16") == 1
    assert not page.side.finalise_button.isEnabled()
    assert page.list.hasFocus()
    session.undo_stack.redo()
    page.finalise()
    assert session.state is State.FINAL


def test_what_one_key_wrote_is_seen_text_by_text(page: FinalisePage, session: Session) -> None:
    for key in REQUIRED:
        if key != TEXT:
            choose(page, "T3")
            page.take_proposal()
    count = open_of(session, "T16")
    assert count == len(REQUIRED) - 1
    choose(page, "T16")
    said: list[str] = []
    page.said.connect(said.append)
    QTest.keyClick(page.list, Qt.Key.Key_A, CTRL)
    assert (len(page.list.selectedIndexes()), said) == (1, [ONE_BY_ONE])
    page.list.selectAll()
    page.acknowledge()
    assert open_of(session, "T16") == count - 1
    page.list.selectAll()
    page.tick()
    assert open_of(session, "T16") >= count - 2


def test_blank_cells_of_a_section_are_filled_by_one_key(page: FinalisePage, session: Session) -> None:
    cells = session.report.form.section_of[CELL].cells
    typed = [cell for cell in cells if cell not in session.report.form.totals]
    session.edit([session.change_to(cell, None) for cell in typed[:9]], How.TYPED, "清除")
    choose(page, "H6")
    row = page.current
    assert row is not None
    assert LineAct.ZERO in row.acts
    assert "9个空白格都填了0" in page.take_proposal()
    assert session.blanks == ()
    session.undo_stack.undo()
    assert len(session.blanks) == 9


@pytest.mark.parametrize("width", [1200, 760, 500])
def test_a_line_is_as_high_as_its_words(page: FinalisePage, session: Session, width: int) -> None:
    """What can be acknowledged can be read to its end."""
    page.resize(width, 640)
    session.set_text(TEXT, "2021年" + "公开政府信息" * 30 + "3件。")
    QApplication.processEvents()
    lines = page.list._lines
    for number, row in enumerate(page.model.rows):
        rect = page.list.visualRect(page.model.index(number))
        for room, words in zip(lines._columns(rect, row), (row.place, row.words), strict=True):
            if row.point is not None and words != row.place:
                needed = laid_out(words, page.list.font(), room.width())
                lines_of = [needed.lineAt(at) for at in range(needed.lineCount())]
                assert needed.boundingRect().height() <= room.height() + 1
                assert {one.naturalTextWidth() <= room.width() + 1 for one in lines_of} == {True}
                begins = {words[one.textStart()] for one in lines_of}
                assert begins.isdisjoint("，。；：！？、”）》")


def test_where_nothing_is_to_be_looked_at_the_page_says_so_and_how_much_that_is(
    open_session: Open, qtbot: QtBot
) -> None:
    session = open_session(closable(in_balance()))
    page = FinalisePage(session, lambda: DAY)
    show_window(page, qtbot)
    assert page.model.rows == []
    assert [page.done.isVisible(), page.list.isVisible()] == [True, False]
    assert extent(session.report) in page.done.of.text()
    assert page.side.finalise_button.hasFocus()
    session.set_number(CELL, None)
    assert [page.done.isVisible(), page.list.isVisible()] == [False, True]


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_once_the_last_is_mended_the_words_under_the_button_have_their_room(
    open_session: Open, qtbot: QtBot, percent: int
) -> None:
    session = open_session(closable(in_balance()).with_text("problems/text", "0"))
    page = FinalisePage(session, lambda: DAY)
    page.resize(1200, 640)
    show_window(page, qtbot)
    magnify(page, percent)
    assert page.model.rows
    session.set_text("problems/text", closable(in_balance()).texts["problems/text"])
    assert page.model.rows == []
    qtbot.waitUntil(lambda: not cut_off(page), timeout=1000)


def test_a_sentence_taken_back_is_missing_again(page: FinalisePage, session: Session) -> None:
    before = [row.key for row in page.model.rows]
    choose(page, "T3")
    page.take_proposal()
    assert [row.key for row in page.model.rows] != before
    session.undo_stack.undo()
    assert [row.key for row in page.model.rows] == before


def test_the_lines_stand_in_the_order_of_the_cards(
    open_session: Callable[[Report], Session], full_report: Report, qtbot: QtBot
) -> None:
    """A cause comes before what is put right along with it, and what a text says in the order of its words."""
    wrong = {Cell("applications/partly_disclosed/enterprise"): 7, Cell("applications/disclosed/legal_service"): 9}
    whole = with_totals(full_report)
    numbers = {cell: whole.numbers[cell] + more for cell, more in wrong.items()}
    text = "全年受理政府信息公开申请1件，予以公开2件，不予公开3件。"
    session = open_session(whole.with_numbers(numbers).with_text("overview/on_application", text))
    page, panel = FinalisePage(session, lambda: date(2024, 1, 9)), FindingsPanel(session)
    qtbot.addWidget(page)
    qtbot.addWidget(panel)
    for severity in (Severity.HARD, Severity.WARN):
        listed = [one.point.finding for one in page.model.rows if one.point and one.point.finding]
        mine = [one for one in listed if one.severity is severity and not one.gap]
        cards = [row.finding for row in panel.model.rows if row.finding and row.group.value is severity]
        assert len(cards) > 1
        assert mine == cards


def test_the_words_of_all_lines_begin_at_one_place(page: FinalisePage) -> None:
    delegate = page.list._lines
    rows = [one for one in page.model.rows if one.point is not None]
    assert {one.can_be_ticked for one in rows} == {True, False}
    lefts = {delegate._columns(QRect(0, 0, 900, 40), one)[0].left() for one in rows}
    assert len(lefts) == 1


@pytest.mark.parametrize("size", [(1366, 690), (1000, 560), (683, 560)])
def test_nothing_is_squeezed_where_nothing_is_left_and_the_year_is_not_over(
    open_session: Open, qtbot: QtBot, size: tuple[int, int]
) -> None:
    report = closable(in_balance())
    page = FinalisePage(open_session(report), lambda: date(report.year, 11, 30))
    page.resize(*size)
    show_window(page, qtbot)
    QApplication.processEvents()
    assert page.side.early.isVisible()
    button = page.side.finalise_button
    assert button.height() >= button.sizeHint().height()
    assert button.geometry().bottom() < page.side.left.geometry().top()
    assert page.side.left.height() >= page.side.left.heightForWidth(page.side.left.width())


def test_the_same_words_of_a_text_are_one_line_that_says_how_many_and_shows_what_is_around(
    page: FinalisePage, session: Session
) -> None:
    session.set_text(TEXT, "受理申请XX件，其中XX件来自网络，办结XX件，另有ＸＸ（待核实）。")
    found = [one for one in session.assessment.open if one.check == "T4"]
    lines = [row for row in page.model.rows if row.rule == "T4"]
    assert sum(row.count for row in lines) == len(found)
    assert len({row.words for row in lines}) == len(lines) < len(found)
    (row,) = (row for row in lines if row.count > 1)
    assert row.words.startswith(f"{row.count}处")
    assert [words in row.words for words in ("受理申请XX", "其中XX", "办结XX")] == [True, True, True]
    open_before = {row.key for row in page.model.rows if row.point and row.point.is_open}
    page.list.setCurrentIndex(page.model.index(page.model.rows.index(row)))
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    still = {row.key for row in page.model.rows if row.point and row.point.is_open}
    assert open_before - still == {row.key}  # one tick, one line


def test_what_was_not_asked_stands_where_it_is_closed_and_stays_with_it(
    open_session: Open, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.set_setting(SETTING, Switches(off=frozenset({"N1"})).words)
    session = open_session(closable(in_balance()))
    page = FinalisePage(session, lambda: DAY)
    show_window(page, qtbot)
    asked: list[str] = []

    def ask(_parent: object, question: str, *_: object) -> date:
        asked.append(question)
        return DAY

    monkeypatch.setattr(dialogs, "ask_date", ask)
    wanted = without(session.assessment)
    assert len(wanted) == 2
    assert page.side.without.isVisible()
    assert [one in page.side.without.text() for one in wanted] == [True, True]
    page.finalise()
    assert [one in asked[0] for one in wanted] == [True, True]
    library.set_setting(SETTING, "")  # switched on again afterwards
    assert told_at_closing(library.history(session.id)) == wanted[1]
    session.reopen("漏报一件申请")
    session.follow_switches()
    assert session.finalise(DAY)
    assert told_at_closing(library.history(session.id)) == ""
