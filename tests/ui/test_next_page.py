"""接下来: ticks with days, stored, undone; and the way there and back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QScrollArea, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.exporting.handing import Handed
from app.exporting.last_export import note
from app.finalising import extent, not_compared
from model.collection.opinion import Opinion
from model.report.report import Report
from model.storage.facts import ADDRESS, OLD_RULES, Milestone
from model.storage.library import Library
from model.storage.records import State
from tests.ui.hands import look_at_all, show_window
from ui.actions.in_window import COPY_HTML, EXPORT, NEXT_YEAR, PDF
from ui.finalising.next_page import NextPage
from ui.finalising.tick import WORDS_AT
from ui.findings.panel import FindingsPanel
from ui.state.session import Session
from ui.state.shown import FINAL
from ui.transfer import exporting
from ui.transfer.export_page import ExportPage
from ui.window.main_window import MainWindow
from ui.window.trail import OverPage

Open = Callable[[Report], Session]
DAY, TODAY = date(2024, 1, 20), date(2024, 1, 21)


@pytest.fixture
def session(open_session: Open, full_report: Report) -> Session:
    session = open_session(full_report)
    look_at_all(session)
    assert session.finalise(DAY)
    return session


@pytest.fixture
def page(session: Session, library: Library, qtbot: QtBot) -> NextPage:
    actions = {one.id: QAction() for one in (PDF, EXPORT, COPY_HTML, NEXT_YEAR)}
    page = NextPage(session, library, actions, lambda: TODAY)
    page.resize(1200, 640)
    show_window(page, qtbot)
    return page


def test_a_tick_is_stored_with_the_day_and_undone(page: NextPage, session: Session) -> None:
    signed, sealed = page.rows[:2]
    QTest.keyClick(signed.box, Qt.Key.Key_Space)
    assert session.stored.facts == {"signed": "2024-01-21"}
    assert not sealed.day.isVisible()
    QTest.keyClick(sealed.box, Qt.Key.Key_Space)
    sealed.day.setDate(QDate(2024, 1, 25))
    sealed.day.editingFinished.emit()
    assert session.stored.facts == {"signed": "2024-01-21", "sealed": "2024-01-25"}
    assert page.left == len(Milestone) - 2
    assert page.take_back() == "撤销：盖章"
    assert session.stored.facts == {"signed": "2024-01-21", "sealed": "2024-01-21"}
    assert page.take_back() == "撤销：盖章"
    assert session.stored.facts == {"signed": "2024-01-21"}
    assert not sealed.box.isChecked()
    assert page.make_again() == "重做：盖章"
    assert page.make_again() == "重做：盖章"
    assert session.stored.facts == {"signed": "2024-01-21", "sealed": "2024-01-25"}
    assert page.make_again() == "没有可以重做的"
    assert page.take_back()
    assert page.take_back()
    assert page.take_back() == "撤销：审签"
    assert session.stored.facts == {}
    assert page.take_back() == "定稿以后没有可以撤销的"
    assert page.make_again() == "重做：审签"
    QTest.keyClick(sealed.box, Qt.Key.Key_Space)
    assert page.make_again() == "没有可以重做的"
    QTest.keyClick(sealed.box, Qt.Key.Key_Space)
    QTest.keyClick(signed.box, Qt.Key.Key_Space)
    assert session.stored.facts == {}


def test_the_list_of_findings_and_this_page_count_alike(page: NextPage, session: Session, qtbot: QtBot) -> None:
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    panel.refresh()
    counted = extent(session.report)
    assert panel.done.of.text().startswith(f"{counted}、42处勾稽")
    assert page._told.text().startswith(f"{counted}、42处勾稽")
    assert not_compared(session.assessment) in panel.done.of.text()
    assert not_compared(session.assessment)


@pytest.mark.parametrize("optional", [False, True])
def test_an_optional_text_counts_only_where_it_is_written(full_report: Report, *, optional: bool) -> None:
    texts = {key: "写了" for key, text in full_report.form.texts.items() if optional or not text.optional}
    assert extent(replace(full_report, texts=texts)).endswith(f"、{len(texts)}段文字")


def test_another_day_and_the_address_are_stored_when_they_are_typed(page: NextPage, session: Session) -> None:
    published = page.rows[-1]
    QTest.keyClick(published.box, Qt.Key.Key_Space)
    published.day.setDate(QDate(2024, 1, 30))
    published.day.editingFinished.emit()
    published.line.setText(" https://例子.gov.cn ")
    published.line.editingFinished.emit()
    assert session.stored.facts == {"published": "2024-01-30", ADDRESS: "https://例子.gov.cn"}


def test_days_out_of_order_are_kept_and_said_to_be_so(page: NextPage, session: Session) -> None:
    signed, sealed = page.rows[:2]
    session.set_fact("signed", "2024-01-20")
    session.set_fact("sealed", "2024-01-18")
    assert "审签（1月20日）之前" in sealed.doubt.text()
    assert (sealed.doubt.isHidden(), signed.doubt.isHidden()) == (False, True)
    sealed.day.setDate(QDate(2024, 1, 20))
    sealed.day.editingFinished.emit()
    assert sealed.doubt.isHidden()
    session.set_fact("signed", "2024-01-22")
    assert "还没有到" in signed.doubt.text()


def test_nothing_is_ticked_in_a_library_that_may_not_be_written(
    page: NextPage, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "read_only", "别人正在用")
    page.refresh()
    assert not any(row.box.isEnabled() for row in page.rows)


def test_a_report_that_was_final_before_says_by_which_rules(page: NextPage, session: Session) -> None:
    assert "勾稽都成立" in page._told.text()
    session.stored = replace(session.stored, facts={OLD_RULES: "1"})
    page.refresh()
    assert page._told.text().startswith("按旧规则定稿")


def test_what_answers_the_county_is_offered_first_where_it_asked(page: NextPage, session: Session) -> None:
    first, *others = page.files.values()
    assert (first.isVisible(), others[0].isVisible()) == (False, True)
    session.stored = replace(session.stored, opinions=(Opinion("1-a", "", "请核对"),))
    page.refresh()
    assert first.isVisible()
    assert all(first.mapTo(page, QPoint()).y() < one.mapTo(page, QPoint()).y() for one in others)
    asked: list[str] = []
    page.file_wanted.connect(asked.append)
    first.findChildren(QPushButton)[0].click()
    assert asked == [".gouji"]


def test_a_file_says_when_it_was_written_and_whether_it_is_still_the_report(
    page: NextPage, session: Session, library: Library, tmp_path: Path
) -> None:
    assert [state.text() for state in page._states.values()] == ["没有导出过"] * 4
    file = tmp_path / "甲.pdf"
    file.write_bytes(b"as it was written")
    note(library, Handed.of(session, library), file)
    page.refresh()
    assert page._states[".pdf"].text().endswith("，与年报一致")
    assert page._states[".docx"].text() == "没有导出过"
    file.write_bytes(b"as somebody changed it")
    QApplication.sendEvent(page, QEvent(QEvent.Type.ActivationChange))
    assert page._states[".pdf"].text().endswith("，文件被改过")


def test_an_export_is_seen_at_once_by_every_page_that_tells_of_it(
    page: NextPage, library: Library, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.dialogs.ask", lambda *_: False)  # no page of explanations
    beside = ExportPage(page._session, library, preview=False)
    qtbot.addWidget(beside)
    exporting.export_files(page, library, page._session, [tmp_path / "甲.pdf"])
    assert page._states[".pdf"].text().endswith("，与年报一致")
    assert beside.rows[".pdf"].state.words == "与年报一致"
    assert beside.rows[".docx"].state.words == "没有导出过"


def test_what_is_hardly_an_address_is_kept_and_said_to_be_none(page: NextPage, session: Session) -> None:
    published = page.rows[-1]
    for words, doubtful in (("not a url", True), ("https://www.example.gov.cn/2023.html", False), ("", False)):
        published.line.setText(words)
        published.line.editingFinished.emit()
        assert session.stored.facts.get(ADDRESS, "") == words
        assert published.doubt.isVisible() is doubtful


def test_words_under_words_begin_where_these_do(page: NextPage) -> None:
    for row in page.rows:
        (note,) = (one for one in row.findChildren(QLabel) if one.text() == row.box.accessibleDescription())
        assert note.indent() == WORDS_AT
        assert row.line.isHidden() or row.line.x() >= WORDS_AT


def test_the_title_says_that_it_is_final_and_leads_on(window: MainWindow, full_report: Report) -> None:
    session = window.open(window.library.create(full_report))
    look_at_all(session)
    assert session.finalise(DAY)
    assert window.report_page is not None
    window.actions_by_key["next_steps"].trigger()
    over = window.trail.current
    assert isinstance(over, OverPage)
    assert over.title_row.chip.words == "定稿"
    assert "1月20日定稿" in over.title_row.about.whole
    blue = [one.text() for one in over.findChildren(QPushButton) if one.property("primary")]
    assert blue == ["导出"]
    next(one for one in over.title_row.findChildren(QToolButton) if one.text() == "预览").click()
    assert not window.trail.is_over
    window.actions_by_key["next_steps"].trigger()
    window.back()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.report_page.page.isAncestorOf(focus) or window.report_page.page is focus


def test_a_final_report_says_that_it_is_one_and_not_when_it_is_saved(window: MainWindow, full_report: Report) -> None:
    session = window.open(window.library.create(full_report))
    assert window.status.sentence == "每一格录入后立即保存"
    look_at_all(session)
    assert session.finalise(DAY)
    window.show_library()
    window.open(session.id)
    assert window.status.sentence == FINAL


def test_each_button_writes_its_file_at_once(window: MainWindow, full_report: Report, tmp_path: Path) -> None:
    folder = tmp_path / "交件"
    folder.mkdir()
    window.library.set_setting("export folder", str(folder))
    session = window.open(window.library.create(full_report))
    look_at_all(session)
    assert session.finalise(DAY)
    window.actions_by_key["next_steps"].trigger()
    over = window.trail.current
    assert isinstance(over, OverPage)
    assert isinstance(over.page, NextPage)
    for button in over.page.findChildren(QPushButton):
        if button.accessibleName().startswith(("PDF", "Word", "上报文件")):
            button.click()
    assert window.trail.current is over
    assert {path.suffix for path in folder.iterdir()} == {".pdf", ".docx", ".json"}
    assert [state.text().endswith("与年报一致") for state in over.page._states.values()] == [False] + [True] * 3


@pytest.mark.parametrize("size", [(1366, 690), (683, 345), (546, 276)])
def test_nothing_is_wider_than_the_page(page: NextPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    QApplication.processEvents()
    (area,) = page.findChildren(QScrollArea)
    assert area.widget().minimumSizeHint().width() <= size[0] - 16
    assert page.sections.buttons[-1].geometry().right() <= size[0]
    for one, badge in zip(page.sections.buttons, page.sections.badges, strict=True):  # no name is cut off
        assert one.width() >= one.fontMetrics().horizontalAdvance(one.text()) + badge.width() + 20


def test_what_was_taken_back_can_be_made_again_after_the_report_was_left(
    page: NextPage, session: Session, library: Library
) -> None:
    signed, sealed = page.rows[:2]
    for row in (signed, sealed):
        QTest.keyClick(row.box, Qt.Key.Key_Space)
    page.take_back()
    page.take_back()
    again = Session(library, session.id)
    assert again.make_fact_again() is not None
    assert again.stored.facts == {"signed": "2024-01-21"}
    third = Session(library, session.id)
    assert third.make_fact_again() is not None
    assert third.stored.facts == {"signed": "2024-01-21", "sealed": "2024-01-21"}
    assert third.make_fact_again() is None


def test_what_was_taken_back_is_gone_once_something_else_became_of_the_report(
    page: NextPage, session: Session, library: Library
) -> None:
    QTest.keyClick(page.rows[0].box, Qt.Key.Key_Space)
    page.take_back()
    library.set_fact(session.id, Milestone.SENT.value, "2024-01-22")
    assert Session(library, session.id).make_fact_again() is None


def test_it_stands_before_the_sections_and_leads_into_each_of_them_and_back(
    library: Library, full_report: Report, qtbot: QtBot
) -> None:
    key = library.create(full_report)
    library.finalise(key, DAY)
    window = MainWindow(library, open_report=key, preview=False, today=lambda: TODAY)
    show_window(window, qtbot)
    report = window.report_page
    assert report is not None
    tab = report.tabs.tools.next_steps
    assert tab.isVisible()
    for number in range(6):
        tab.click()
        over = window.trail.current
        assert isinstance(over, OverPage)
        assert isinstance(over.page, NextPage)
        assert over.page.sections.here.text() == "接下来 ○4"
        if number % 2:
            over.page.sections.buttons[number].click()
        else:
            QTest.keyClick(window, Qt.Key.Key_1 + number, Qt.KeyboardModifier.ControlModifier)
        assert window.trail.current is report
        assert report.tabs.currentIndex() == number
    QTest.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.trail.current, OverPage)
    window.back()
    session = report.session
    assert session.reopen("第三部分的数字有误，要改正")
    assert not tab.isVisible()


def test_it_is_what_follows_finalising_and_what_a_final_report_opens_with(
    library: Library, full_report: Report, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = library.create(full_report)
    window = MainWindow(library, open_report=key, preview=False, today=lambda: TODAY)
    show_window(window, qtbot)
    assert window.session is not None
    look_at_all(window.session)
    monkeypatch.setattr("ui.dialogs.ask_date", lambda *_: DAY)
    window.actions_by_key["finalise"].trigger()
    over = window.trail.current
    assert isinstance(over, OverPage)
    over.page.finalise()  # type: ignore[attr-defined]
    assert window.windowTitle().endswith(State.FINAL.label)
    assert is_next(window)
    window.back()
    assert window.trail.current is window.report_page
    window.show_library()
    library_page = window.trail.current
    library_page.opened.emit(key)  # type: ignore[union-attr]
    assert is_next(window)
    monkeypatch.setattr("ui.dialogs.ask_text", lambda *_, **__: "漏报一件申请")
    window.actions_by_key["reopen"].trigger()
    assert window.trail.current is window.report_page
    assert window.windowTitle().endswith(State.REVISED.label)
    window.close()


def is_next(window: MainWindow) -> bool:
    return isinstance(getattr(window.trail.current, "page", None), NextPage)


def test_a_final_report_that_was_open_last_comes_up_where_it_goes_on(
    library: Library, full_report: Report, qtbot: QtBot
) -> None:
    first = MainWindow(library, preview=False, today=lambda: TODAY)
    session = first.open(library.create(full_report))
    look_at_all(session)
    assert session.finalise(DAY)
    first.close()
    window = MainWindow(library, preview=False, today=lambda: TODAY)
    show_window(window, qtbot)
    assert isinstance(getattr(window.trail.current, "page", None), NextPage)
    window.back()
    assert window.trail.current is window.report_page
    window.close()


@pytest.mark.parametrize("width", [1366, 1024, 800])
def test_nothing_moves_when_one_switches_between_the_report_and_what_comes_next(
    window: MainWindow, full_report: Report, qtbot: QtBot, width: int
) -> None:
    session = window.open(window.library.create(full_report))
    look_at_all(session)
    assert session.finalise(DAY)
    window.resize(width, 728)
    window.show_library()
    window.open(session.id)  # a badge never shrinks while one works
    report = window.report_page
    assert report is not None
    qtbot.waitUntil(lambda: all(0 < one.sizeHint().width() == one.width() for one in report.tabs.badges))
    QApplication.processEvents()

    def place(part: QWidget) -> tuple[int, int]:
        return part.mapTo(window, QPoint()).x(), part.width()

    def tools(row: QWidget, parts: Sequence[QAbstractButton]) -> list[tuple[str, tuple[int, int]]]:
        assert all(row.isAncestorOf(one) for one in parts)
        return [(one.text(), place(one)) for one in parts]

    header = report.title_row
    mine = (header.findings_button, header.preview_button, header.export_button, header.finalise_button)
    before = tools(header, mine)
    assert [one.text() for one in mine if one.property("primary")] == ["导出"]
    bar = report.tabs.tabBar()
    tabs = [bar.mapTo(window, bar.tabRect(number).topLeft()).x() for number in range(bar.count())]
    named = [bar.tabText(number) for number in range(bar.count())]
    window.actions_by_key["next_steps"].trigger()
    QApplication.processEvents()
    over = window.trail.current
    assert isinstance(over, OverPage)
    page = over.page
    assert isinstance(page, NextPage)
    after = tools(over.title_row, page._main.all)  # type: ignore[arg-type]
    assert after == before
    assert page.sections.here.text() == report.tabs.tools.next_steps.text()
    if [one.text() for one in page.sections.buttons] == named:
        moved = [place(one)[0] - x for one, x in zip(page.sections.buttons, tabs, strict=True)]
        assert max(map(abs, moved)) <= 4, moved
    page._main.findings.click()
    assert window.trail.current is report
    assert report.panel().isVisible() or report.finding_bar.isVisible()
