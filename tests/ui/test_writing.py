"""Sentences, last year's text, find and replace, as the clerk uses them in the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.writing import own
from app.writing.offering import offers
from model.form.schema import Cell, Severity
from model.report.bindings import following
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules.switches import SETTING
from model.storage.library import Library
from tests.app.subjects import WORDLESS
from tests.ui.hands import show_window
from ui.actions import in_widgets as actions
from ui.actions.registry import Action
from ui.report.page import ReportPage
from ui.state.session import Session
from ui.texts.editor import TextEditor
from ui.texts.page import TextPage
from ui.texts.side import WritingSide
from ui.window.main_window import MainWindow

UNIT = "甲县乙镇人民政府"
APPLIED, PROBLEMS, OTHER = "overview/on_application", "problems/text", "other_matters/text"
RECEIVED = Cell("applications/received/total")
PERSON = Cell("applications/received/natural_person")


def zero(year: int = 2023) -> Report:
    report = Report(UNIT, Level.TOWNSHIP, year)
    return report.with_numbers(dict.fromkeys(report.form.typed_cells, Decimal()))


@pytest.fixture
def opened(qtbot: QtBot, library: Library) -> Iterator[MainWindow]:
    """Return the window with a report in which nothing was, without its texts; last year's is in the library."""
    last = replace(zero(2022), texts={APPLIED: "2022年收到政府信息公开申请0件，举办培训3期。"})
    library.create(last)
    window = MainWindow(library, preview=False, today=lambda: date(2024, 1, 10))
    show_window(window, qtbot)
    window.resize(1366, 690)
    window.open(library.create(zero()))
    yield window
    window.close()


@pytest.fixture
def report_page(opened: MainWindow) -> ReportPage:
    assert opened.report_page is not None
    opened.report_page.go_to_place(APPLIED)
    return opened.report_page


@pytest.fixture
def page(report_page: ReportPage) -> TextPage:
    page = report_page.page
    assert isinstance(page, TextPage)
    return page


@pytest.fixture
def session(report_page: ReportPage) -> Session:
    return report_page.session


@pytest.fixture
def editor(page: TextPage) -> TextEditor:
    return page.boxes[APPLIED].editor


def hit(one: Action, number: int = 0) -> None:
    widget, pressed = QApplication.focusWidget(), one.combinations[number]
    assert widget is not None
    QTest.keyClick(widget, pressed.key(), pressed.keyboardModifiers())


def side_of(page: TextPage) -> WritingSide:
    assert page.side is not None
    return page.side


# Sentences


def test_alt_down_enter_puts_a_sentence_in_and_esc_goes_back(
    page: TextPage, session: Session, editor: TextEditor
) -> None:
    hit(actions.SENTENCES)
    side = side_of(page)
    assert side.list.hasFocus()
    first = side.list.current
    assert first is not None
    hit(actions.INSERT)
    assert session.value(APPLIED) == first.said.words
    assert side.list.current != first
    hit(actions.BACK_TO_TEXT)
    assert editor.hasFocus()
    assert editor.caret_position() == len(first.said.words)
    session.undo_stack.undo()
    assert session.value(APPLIED) == ""


def test_ctrl_enter_writes_the_text_and_its_numbers_follow_the_tables(
    page: TextPage, session: Session, editor: TextEditor
) -> None:
    session.set_number(PERSON, Decimal(3))
    session.set_number(Cell("applications/disclosed/natural_person"), Decimal(3))
    hit(actions.SENTENCES)
    hit(actions.INSERT_ALL)
    assert editor.hasFocus()
    assert "3件" in str(session.value(APPLIED))
    session.set_number(PERSON, Decimal(4))
    assert "4件" in str(session.value(APPLIED))
    assert not [one for one in session.findings_at(APPLIED) if one.check.startswith("N")]


def test_what_ctrl_enter_wrote_waits_to_be_looked_at_as_what_was_written_from_afar_does(
    page: TextPage, session: Session
) -> None:
    session.set_text(APPLIED, "写了。")
    page.go_to(APPLIED, (3, 3))
    hit(actions.SENTENCES)
    hit(actions.INSERT)
    assert not [one for one in session.findings_at(APPLIED) if one.check == "T16"]
    hit(actions.INSERT_ALL)
    text = str(session.value(APPLIED))
    (one,) = (one for one in session.findings_at(APPLIED) if one.check == "T16")
    assert one.span is not None
    assert one.span[1] == len(text)
    assert not text[slice(*one.span)].startswith("写了")
    session.undo_stack.undo()
    assert not [one for one in session.findings_at(APPLIED) if one.check == "T16"]


def test_ctrl_enter_in_a_text_puts_nothing_in_unseen(page: TextPage, session: Session) -> None:
    hit(actions.INSERT_ALL)
    assert session.value(APPLIED) == ""
    assert side_of(page).list.hasFocus()
    hit(actions.BACK_TO_TEXT)
    hit(actions.INSERT_ALL)
    assert session.value(APPLIED)


def test_a_sentence_goes_over_what_is_selected(page: TextPage, session: Session) -> None:
    session.set_text(APPLIED, "前中后")
    page.go_to(APPLIED, (1, 2))
    hit(actions.SENTENCES)
    hit(actions.INSERT)
    text = str(session.value(APPLIED))
    assert (text[0], text[-1]) == ("前", "后")
    assert "中" not in text


def test_what_is_not_true_cannot_be_put_in(page: TextPage, session: Session) -> None:
    hit(actions.SENTENCES)
    sentences = side_of(page).list
    row = next(row for row, one in enumerate(sentences.offers.rows) if one.reason)
    sentences.setCurrentIndex(sentences.offers.index(row))
    hit(actions.INSERT)
    assert session.value(APPLIED) == ""
    told = sentences.offers.data(sentences.offers.index(row), Qt.ItemDataRole.AccessibleTextRole)
    assert "不适用" in str(told)


def test_left_and_right_say_it_otherwise_and_that_is_put_in(page: TextPage, session: Session) -> None:
    hit(actions.SENTENCES)
    sentences = side_of(page).list
    before = sentences.current
    hit(actions.NEXT_WORDING)
    other = sentences.current
    assert before is not None
    assert other is not None
    assert (other.key, other.said.words != before.said.words) == (before.key, True)
    for _ in range(before.wordings - 1):
        hit(actions.NEXT_WORDING)
    assert sentences.current == before
    hit(actions.PREVIOUS_WORDING)
    hit(actions.NEXT_WORDING)
    hit(actions.NEXT_WORDING)
    hit(actions.INSERT_ALL)
    assert other.said.words in str(session.value(APPLIED))


def test_a_click_on_the_word_puts_in_and_one_on_the_sentence_does_not(page: TextPage, session: Session) -> None:
    hit(actions.SENTENCES)
    sentences = side_of(page).list
    rect = sentences.visualRect(sentences.offers.index(0))
    viewport = sentences.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=rect.center())
    assert session.value(APPLIED) == ""
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(viewport.width() - 20, rect.center().y()))
    assert session.value(APPLIED)


def test_the_sentences_are_of_the_text_with_the_caret(page: TextPage, report_page: ReportPage) -> None:
    hit(actions.SENTENCES)
    report_page.go_to_place("overview/platform")
    rows = [one.key for one in side_of(page).list.offers.rows]
    assert rows == [one.key for one in offers(report_page.session.report, "overview/platform", {})]
    assert page.outline is not None
    assert [key for key, row in page.outline.rows.items() if row.isChecked()] == ["overview/platform"]


def test_a_final_report_offers_nothing(page: TextPage, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    hit(actions.SENTENCES)
    side = side_of(page)
    monkeypatch.setattr(type(session), "read_only", property(lambda _: "定稿"))
    side.refresh()
    assert not side.list.isEnabled()
    assert not side.all_button.isEnabled()
    assert not side.last_year.take_button.isEnabled()


def test_sentences_stay_beside_the_other_texts_and_after_a_restart(
    report_page: ReportPage, library: Library, qtbot: QtBot
) -> None:
    hit(actions.SENTENCES)
    report_page.go_to_place(PROBLEMS)
    other = report_page.page
    assert isinstance(other, TextPage)
    qtbot.waitUntil(lambda: other.has_side)
    again = ReportPage(Session(library, report_page.session.id), library, preview=False)
    qtbot.addWidget(again)
    assert again.writing.is_shown
    side_of(other).close_button.click()
    report_page.go_to_place(APPLIED)
    first = report_page.page
    assert isinstance(first, TextPage)
    assert [one.has_side for one in (other, first)] == [False, True]  # below the only text is another place
    side_of(first).close_button.click()
    assert not report_page.writing.is_shown


@pytest.mark.parametrize("place", [PROBLEMS, OTHER])
def test_under_the_only_text_of_a_section_stand_its_sentences_and_last_years_text_by_themselves(
    report_page: ReportPage, opened: MainWindow, qtbot: QtBot, place: str
) -> None:
    opened.resize(1366, 690)
    before = report_page.beside.findings_side.isVisible(), report_page.writing.is_shown
    report_page.go_to_place(place)
    page = report_page.page
    assert isinstance(page, TextPage)
    qtbot.waitUntil(lambda: page.has_side)
    side, editor = side_of(page), page.boxes[place].editor
    assert editor.hasFocus()
    assert side.mapTo(page, QPoint(0, 0)).y() > editor.mapTo(page, QPoint(0, 0)).y()
    assert [one.key for one in side.list.offers.rows] == [
        one.key for one in offers(report_page.session.report, place, {})
    ]
    assert side.last_year.isVisible()
    assert (report_page.beside.findings_side.isVisible(), report_page.writing.is_shown) == before
    opened.setMinimumSize(0, 0)
    opened.resize(1366, 400)  # it was not asked for: the text needs the room
    qtbot.waitUntil(lambda: page.is_narrow)
    assert page.boxes[place].isVisible()
    assert not page.has_side
    opened.resize(1366, 690)
    qtbot.waitUntil(lambda: page.has_side)
    side.close_button.click()
    report_page.go_to_place(APPLIED)
    report_page.go_to_place(place)
    QApplication.processEvents()
    assert not page.has_side


def test_under_the_only_text_of_a_final_report_nothing_is_offered(
    report_page: ReportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(report_page.session), "read_only", property(lambda _: "定稿"))
    report_page.go_to_place(OTHER)
    QApplication.processEvents()
    page = report_page.page
    assert isinstance(page, TextPage)
    assert page.side is None


def test_where_there_is_room_for_one_the_other_gives_way(report_page: ReportPage, page: TextPage) -> None:
    hit(actions.SENTENCES)
    assert report_page.beside.findings_side.isHidden()
    report_page.show_findings(True)
    assert not page.has_side


def test_in_a_narrow_window_sentences_stand_over_the_texts_until_they_are_left(
    opened: MainWindow, report_page: ReportPage, page: TextPage, session: Session, qtbot: QtBot
) -> None:
    opened.setMinimumSize(0, 0)
    opened.resize(600, 400)
    qtbot.waitUntil(lambda: page.is_narrow)
    hit(actions.SENTENCES)
    assert side_of(page).isVisible()
    assert not page.boxes[APPLIED].isVisible()
    hit(actions.INSERT_ALL)
    assert session.value(APPLIED)
    assert side_of(page).isHidden()
    assert page.boxes[APPLIED].editor.hasFocus()
    assert report_page.writing.is_shown is False
    hit(actions.SENTENCES)
    report_page.go_to_place("overview/platform")
    assert page.boxes["overview/platform"].isVisible()


# One's own


@pytest.mark.parametrize("high, roomy", [(180, False), (600, True)])
def test_in_a_low_window_the_sentences_have_all_the_room(
    session: Session, library: Library, qtbot: QtBot, high: int, *, roomy: bool
) -> None:
    page = QWidget()  # that of a low screen: as a window of its own the side would grow
    qtbot.addWidget(page)
    side = WritingSide(session, library, page)
    side.resize(640, high)
    page.show()
    side.show_for(next(iter(session.report.form.texts)), (0, 0))
    assert side.last_year.words.isHidden()
    assert (side.height(), side.last_year.isVisible(), side.hint.isVisible()) == (high, roomy, roomy)
    side.resize(640, 600)
    assert side.last_year.isVisible()


def test_what_is_selected_is_kept_offered_and_deleted(page: TextPage, session: Session, library: Library) -> None:
    session.set_text(APPLIED, "我们自己的话。别的。")
    page.go_to(APPLIED, (0, 7))
    hit(actions.KEEP_SENTENCE)
    assert [one.words for one in own.kept(library)] == ["我们自己的话。"]
    sentences = side_of(page).list
    mine = next(row for row, one in enumerate(sentences.offers.rows) if one.own)
    assert sentences.offers.rows[mine].is_used
    sentences.setFocus()
    sentences.setCurrentIndex(sentences.offers.index(mine))
    hit(actions.FORGET)
    assert own.kept(library) == []
    assert not [one for one in sentences.offers.rows if one.own]


def test_ours_cannot_be_deleted(page: TextPage) -> None:
    hit(actions.SENTENCES)
    before = list(side_of(page).list.offers.rows)
    hit(actions.FORGET)
    assert side_of(page).list.offers.rows == before


# Last year


def test_last_years_text_is_taken_over_in_one_step_and_what_is_left_is_marked(
    page: TextPage, session: Session, editor: TextEditor, opened: MainWindow
) -> None:
    session.set_text(APPLIED, "写了一半")
    hit(actions.TAKE_OVER)
    assert session.value(APPLIED) == "2023年收到政府信息公开申请0件，举办培训3期。"
    assert left_of_last_year(session) == ["3"]
    assert [one.cells for one in following(session.bindings)] == [(RECEIVED,)]
    dashed = QTextCharFormat.UnderlineStyle.WaveUnderline
    assert "3" in [
        one.cursor.selectedText()  # type: ignore[attr-defined]  # the stubs forget the fields
        for one in editor.extraSelections()
        if one.format.underlineStyle() == dashed  # type: ignore[attr-defined]
    ]
    session.undo_stack.undo()
    assert session.value(APPLIED) == "写了一半"
    assert left_of_last_year(session) == []
    session.undo_stack.redo()
    assert left_of_last_year(session) == ["3"]


def left_of_last_year(session: Session) -> list[str]:
    found = (one for one in session.assessment.hindrances if one.check == "Y4" and one.span)
    return [session.report.texts[one.at[0]][slice(*one.span)] for one in found if one.span]


def test_what_could_not_be_brought_up_to_date_outlives_closing_and_is_taken_back_in_another_sitting(
    page: TextPage, session: Session, library: Library
) -> None:
    hit(actions.TAKE_OVER)
    again = Session(library, session.id)
    assert left_of_last_year(again) == ["3"]
    assert not again.finalise(date(2024, 1, 9))
    again.undo_stack.undo()
    assert left_of_last_year(again) == []
    again.undo_stack.redo()
    assert left_of_last_year(again) == ["3"]
    (one,) = (one for one in again.assessment.open if one.check == "Y4")
    assert again.acknowledge([one], "", "")
    assert left_of_last_year(Session(library, session.id)) == []
    again.undo_stack.undo()
    assert left_of_last_year(Session(library, session.id)) == ["3"]


def test_a_mark_goes_along_and_goes_away_when_it_is_touched(
    page: TextPage, session: Session, editor: TextEditor
) -> None:
    hit(actions.TAKE_OVER)
    page.go_to(APPLIED)
    editor.put_caret(0)
    QTest.keyClicks(editor, "ab")
    assert left_of_last_year(session) == ["3"]
    (one,) = (one for one in session.assessment.open if one.check == "Y4")
    editor.go_to(one.span)
    QTest.keyClicks(editor, "4")
    assert left_of_last_year(session) == []


def test_what_differs_from_last_year_is_struck_or_underlined(page: TextPage, session: Session, qtbot: QtBot) -> None:
    session.set_text(APPLIED, "2023年收到政府信息公开申请0件，举办培训4期。")
    hit(actions.SENTENCES)
    pane = side_of(page).last_year
    assert "与现在不同2处" in pane.about.text()
    looks = {}
    block = pane.words.document().begin()
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        looks[fragment.text()] = (fragment.charFormat().fontStrikeOut(), fragment.charFormat().fontUnderline())
        iterator += 1
    assert looks["2022"] == (True, False)
    assert looks["2023"] == (False, True)


def test_without_last_years_report_it_is_said_and_can_be_brought_in(library: Library, qtbot: QtBot) -> None:
    page = TextPage(zero().form.sections[0], Session(library, library.create(zero())), library)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.go_to(APPLIED)
    side = page.show_side(True)
    assert "库里没有2022年度" in side.last_year.about.text()
    assert not side.take_over()
    with qtbot.waitSignal(page.last_year_wanted):
        side.last_year.bring_button.click()


# Find and replace


@pytest.fixture
def written(session: Session, page: TextPage) -> None:
    session.set_text(APPLIED, "甲镇收到0件，甲镇答复0件。")
    session.set_text(PROBLEMS, "甲镇的问题。")
    page.go_to(APPLIED, (0, 2))


def test_enter_goes_round_all_texts_across_the_tabs(written: None, report_page: ReportPage) -> None:
    hit(actions.FIND_WORDS)
    bar = report_page.writing._bar
    assert bar is not None
    assert bar.field.text() == "甲镇"
    places = []
    for _ in range(4):
        hit(actions.FIND_ON)
        assert bar.field.hasFocus()
        places.append(bar.count.text())
    assert places == [f"第{number}处，共3处" for number in (1, 2, 3, 1)]
    hit(actions.FIND_BACK)
    assert report_page.tabs.currentIndex() == 4
    QTest.qWait(1)  # a tab that is made at once is shown by the event loop
    assert bar.isVisible()
    hit(actions.BACK_TO_TEXT)
    assert bar.isHidden()
    assert report_page.page.current_place() == PROBLEMS


def test_enter_in_the_second_field_replaces_and_all_are_one_step(
    written: None, report_page: ReportPage, session: Session
) -> None:
    hit(actions.REPLACE_WORDS)
    bar = report_page.writing._bar
    assert bar is not None
    assert bar.words.hasFocus()
    bar.words.setText("乙镇")
    hit(actions.FIND_ON)
    hit(actions.FIND_ON)
    assert session.value(APPLIED) == "乙镇收到0件，甲镇答复0件。"
    with_message: list[str] = []
    bar.said.connect(with_message.append)
    bar.all_button.click()
    assert with_message == ["替换2处"]
    assert (session.value(APPLIED), session.value(PROBLEMS)) == ("乙镇收到0件，乙镇答复0件。", "乙镇的问题。")
    session.undo_stack.undo()
    assert (session.value(APPLIED), session.value(PROBLEMS)) == ("乙镇收到0件，甲镇答复0件。", "甲镇的问题。")


@pytest.mark.parametrize("button", ["replace_button", "on_button", "all_button"])
def test_the_keys_that_find_and_replace_work_on_the_buttons_of_the_bar(
    button: str, written: None, report_page: ReportPage, session: Session
) -> None:
    hit(actions.REPLACE_WORDS)
    bar = report_page.writing._bar
    assert bar is not None
    for act, field in ((actions.FIND_WORDS, bar.field), (actions.REPLACE_WORDS, bar.words)):
        getattr(bar, button).setFocus()
        hit(act)
        assert field.hasFocus()


def test_ctrl_z_in_the_bar_takes_the_replacing_back_first(
    written: None, report_page: ReportPage, session: Session
) -> None:
    before = session.report.texts
    hit(actions.REPLACE_WORDS)
    bar = report_page.writing._bar
    assert bar is not None
    QTest.keyClicks(bar.words, "YZ")
    bar.all_button.click()
    assert session.report.texts != before
    hit(actions.UNDO)
    assert session.report.texts == before
    assert bar.words.text() == "YZ"


def test_of_words_that_were_typed_since_ctrl_z_takes_back_those(
    written: None, report_page: ReportPage, session: Session
) -> None:
    hit(actions.REPLACE_WORDS)
    bar = report_page.writing._bar
    assert bar is not None
    QTest.keyClicks(bar.words, "YZ")
    bar.all_button.click()
    after = session.report.texts
    QTest.keyClicks(bar.words, "x")
    hit(actions.UNDO)
    assert session.report.texts == after
    assert bar.words.text() != "YZx"


def test_the_bar_is_walked_by_tab_and_left_by_esc_from_anywhere(
    written: None, report_page: ReportPage, session: Session
) -> None:
    hit(actions.FIND_WORDS)
    bar = report_page.writing._bar
    assert bar is not None
    bar.field.setText("甲镇")
    bar.field.setFocus()
    QTest.keyClick(bar.field, Qt.Key.Key_Tab)
    assert bar.words.hasFocus()
    bar.words.setText("乙镇")
    bar.all_button.click()
    assert bar.words.hasFocus()
    bar.close_button.setFocus()
    hit(actions.BACK_TO_TEXT)
    assert bar.isHidden()


def test_bound_numbers_are_left_and_that_is_said(
    page: TextPage, report_page: ReportPage, session: Session, opened: MainWindow
) -> None:
    hit(actions.TAKE_OVER)
    page.go_to(APPLIED, (13, 14))
    hit(actions.REPLACE_WORDS)
    bar = report_page.writing._bar
    assert bar is not None
    bar.field.setText("0")
    bar.words.setText("9")
    told: list[str] = []
    bar.said.connect(told.append)
    bar.all_button.click()
    assert told == ["替换1处；1处是绑定的数，未替换"]
    assert session.value(APPLIED) == "2923年收到政府信息公开申请0件，举办培训3期。"


def test_what_is_nowhere_is_said(report_page: ReportPage, page: TextPage) -> None:
    hit(actions.FIND_WORDS)
    bar = report_page.writing._bar
    assert bar is not None
    bar.field.setText("哪里也没有")
    assert bar.count.text() == "没有找到"
    assert not bar.all_button.isEnabled()
    hit(actions.FIND_ON)


def test_line_ends_of_another_kind_move_nothing(report_page: ReportPage, page: TextPage, session: Session) -> None:
    session.set_text(APPLIED, "甲\r\n乙\r\n丙镇")
    page.go_to(APPLIED, (4, 6))
    hit(actions.REPLACE_WORDS)
    bar = report_page.writing._bar
    assert bar is not None
    assert bar.field.text() == "丙镇"
    bar.words.setText("丁镇")
    bar.all_button.click()
    assert session.value(APPLIED) == "甲\n乙\n丁镇"
    session.set_text(APPLIED, "甲\r\n乙丙")
    page.go_to(APPLIED, (3, 3))
    hit(actions.SENTENCES)
    hit(actions.INSERT)
    text = str(session.value(APPLIED))
    assert (text[:3], text[-1]) == ("甲\n乙", "丙")


# The strip, the outline, what belongs there


def test_the_strip_takes_the_number_and_binds_it(
    page: TextPage, session: Session, editor: TextEditor, qtbot: QtBot
) -> None:
    disclosed = Cell("applications/disclosed/natural_person")
    for cell in (PERSON, disclosed):
        session.set_number(cell, Decimal(3))
    session.set_text(APPLIED, "全年受理政府信息公开申请12件。")
    page.go_to(APPLIED, (12, 14))
    note = page.boxes[APPLIED].note
    assert note.isVisible()
    assert "应为 3" in note._parts.words.text()
    hit(actions.TAKE_BOUND)
    assert session.value(APPLIED) == "全年受理政府信息公开申请3件。"
    assert [one.cells for one in session.bindings] == [(RECEIVED,)]
    session.set_number(PERSON, Decimal(5))
    assert session.value(APPLIED) == "全年受理政府信息公开申请5件。"


def test_f1_says_under_a_text_what_belongs_there(page: TextPage, editor: TextEditor) -> None:
    hit(actions.HELP)
    box = page.boxes[APPLIED]
    assert box.note.isVisible()
    assert box.note._parts.words.text() == editor.prompt


def test_the_outline_says_what_is_written_and_goes_there(page: TextPage, session: Session) -> None:
    session.set_text(APPLIED, "全年受理政府信息公开申请12件。")
    assert page.outline is not None
    rows = page.outline.rows
    assert rows[APPLIED].told.startswith("16字")
    assert "核实" in rows[APPLIED].told
    assert rows["overview/platform"].told == "没有写"
    rows["overview/platform"].click()
    assert page.current_place() == "overview/platform"
    assert page.outline.total.text() == "合计 16字"


@pytest.mark.parametrize("words", WORDLESS)
def test_what_is_no_text_is_not_written_in_the_outline_and_gives_way_to_our_sentences(
    words: str, page: TextPage, session: Session
) -> None:
    hit(actions.SENTENCES)
    hit(actions.INSERT_ALL)
    whole = str(session.value(APPLIED))
    assert len(whole) > len(words)
    session.set_text(APPLIED, words)
    assert page.outline is not None
    page.outline.refresh()
    assert page.outline.rows[APPLIED].told.startswith("没有写")
    assert APPLIED in session.subject.unwritten
    hit(actions.SENTENCES)
    hit(actions.INSERT_ALL)
    assert session.value(APPLIED) == whole


def test_a_text_that_is_beyond_any_use_gets_no_tick(page: TextPage, session: Session) -> None:
    assert page.outline is not None
    row = page.outline.rows["overview/platform"]
    session.set_text("overview/platform", "公开。" * 2_000)
    page.outline.refresh()
    assert (row.told, row._severity) == ("6000字", None)
    session.set_text("overview/platform", "公开。" * 4_000)
    page.outline.refresh()
    assert (row.told, row._severity) == ("12000字  太长", Severity.HINT)
    assert "T17" in {one.check for one in session.assessment.at("overview/platform")}


def test_the_sum_says_that_it_is_over_the_limit_where_one_is_asked_for(
    page: TextPage, session: Session, library: Library
) -> None:
    assert page.outline is not None
    session.set_text(APPLIED, "公" * 801)
    assert page.outline.total.text() == "合计 801字"
    library.set_setting(SETTING, "+T12 limit=800")
    session.follow_switches()
    page.outline.refresh()
    assert page.outline.total.text() == "合计 801字\n超出规定的800字"
    session.set_text(APPLIED, "公" * 800)
    assert page.outline.total.text() == "合计 800字"


def test_in_a_low_window_the_outline_scrolls_and_shows_the_part_with_the_caret(
    page: TextPage, report_page: ReportPage, opened: MainWindow
) -> None:
    assert page.outline is not None
    area = page._outline_area
    opened.resize(1100, 360)
    assert page.height() < page.outline.height()
    assert area.isVisible()
    for key, row in page.outline.rows.items():
        report_page.go_to_place(key)
        seen = row.mapTo(area.viewport(), row.rect().topLeft()).y()
        assert 0 <= seen <= area.viewport().height() - row.height(), key
    opened.resize(1100, 900)
    assert not area.verticalScrollBar().isVisible()
    assert area.width() == page.outline.width()


def test_lines_are_no_longer_than_can_be_followed(page: TextPage, editor: TextEditor, opened: MainWindow) -> None:
    opened.resize(2400, 900)
    assert editor.width() <= 49 * editor.fontMetrics().horizontalAdvance("国")


def test_what_is_bound_looks_so_in_the_list_and_in_the_text(page: TextPage, session: Session) -> None:
    hit(actions.TAKE_OVER)
    page.boxes[APPLIED].mark()
    marks = page.boxes[APPLIED].editor.extraSelections()
    grounds = [QColor(one.format.background().color()) for one in marks]  # type: ignore[attr-defined]
    assert grounds
    assert with_totals(session.typed).numbers[RECEIVED] == 0


def test_a_key_that_has_nothing_to_insert_says_so(opened: MainWindow, report_page: ReportPage) -> None:
    report_page.go_to_place(PROBLEMS)
    report_page.session.set_text(PROBLEMS, "已经写好的话。")
    hit(actions.SENTENCES)
    hit(actions.BACK_TO_TEXT)
    hit(actions.INSERT_ALL)
    assert report_page.session.value(PROBLEMS) == "已经写好的话。"
    assert actions.SENTENCES.key in opened.status.sentence


def test_where_all_sentences_stand_already_that_is_the_reason(opened: MainWindow, report_page: ReportPage) -> None:
    report_page.session.fill_blanks(report_page.session.blanks)
    report_page.session.set_text(APPLIED, "")
    report_page.go_to_place(APPLIED)
    for act in (actions.SENTENCES, actions.INSERT_ALL, actions.INSERT_ALL):
        hit(act)
    assert report_page.session.value(APPLIED)
    assert "都已经在文字里" in opened.status.sentence


def test_where_no_table_tells_which_sentence_is_true_the_key_leads_to_them(
    opened: MainWindow, report_page: ReportPage
) -> None:
    report_page.session.set_text(PROBLEMS, "")
    report_page.go_to_place(PROBLEMS)
    page = report_page.page
    assert isinstance(page, TextPage)
    page.show_side(True)
    hit(actions.INSERT_ALL)
    assert side_of(page).list.hasFocus()
    assert actions.INSERT.key in opened.status.sentence
    hit(actions.INSERT)
    assert report_page.session.value(PROBLEMS)
