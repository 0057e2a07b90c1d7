"""The frame at every size: six tabs, no scrolling of them, sides where there is room, menus that can be reached."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.cards.card import FindingCard
from model.form.schema import Cell
from model.report.report import Report
from model.storage.library import Library
from tests.ui.hands import show_window
from ui.report.page import ReportPage
from ui.report.sides import Room, Sides
from ui.window.low_window import LOW
from ui.window.main_window import MainWindow

SIZES = [(546, 290), (683, 345), (780, 410), (910, 500), (1024, 690), (1366, 690), (1500, 800), (1920, 1000)]
RECEIVED = Cell("applications/received/natural_person")
sized = pytest.mark.parametrize("width, height", SIZES)


@pytest.fixture
def window(qtbot: QtBot, library: Library, full_report: Report) -> Iterator[MainWindow]:
    """Return the window, which may show the preview."""
    library.create(full_report)
    made = MainWindow(library, preview=True)
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.resize(1366, 690)
    show_window(made, qtbot)
    yield made
    made.close()


def page_of(window: MainWindow) -> ReportPage:
    assert window.report_page is not None
    return window.report_page


def resize(window: MainWindow, width: int, height: int) -> None:
    window.resize(width, height)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (width, height)


def shown(window: MainWindow) -> tuple[bool, bool]:
    sides: Sides = page_of(window).sides
    return not sides.findings.isHidden(), not sides.preview.isHidden()


def in_window(widget: QWidget, window: MainWindow) -> QRect:
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())


@sized
def test_all_six_tabs_can_be_seen_whole(window: MainWindow, width: int, height: int) -> None:
    resize(window, width, height)
    tabs, bar = page_of(window).tabs, page_of(window).tabs.tabBar()
    tools = in_window(tabs.tools, window)
    for index in range(6):
        tabs.setCurrentIndex(index)
        for at in range(6):
            rect = bar.tabRect(at)
            words = bar.fontMetrics().horizontalAdvance(bar.tabText(at)) + tabs.badges[at].width()
            assert words <= rect.width()
            assert QRect(bar.mapTo(window, rect.topLeft()), rect.size()).right() < tools.left()


@sized
def test_no_button_of_the_rows_lies_over_another_or_outside(window: MainWindow, width: int, height: int) -> None:
    resize(window, width, height)
    for row in (page_of(window).title_row, page_of(window).tabs.tools, window.status):
        kinds = (QPushButton, QToolButton)
        buttons = [one for kind in kinds for one in row.findChildren(kind) if one.isVisible()]
        rects = [in_window(one, window) for one in buttons]
        assert all(window.rect().contains(rect) for rect in rects)
        assert not any(one.intersects(other) for at, one in enumerate(rects) for other in rects[:at])


@sized
def test_the_menus_can_be_reached_and_so_can_their_keys(window: MainWindow, width: int, height: int) -> None:
    resize(window, width, height)
    row, bar = page_of(window).title_row, window.menuBar()
    assert (row.menu_button.isVisible(), bar.isVisible()) == (height < LOW, height >= LOW)
    menu = row.menu_button.menu() if height < LOW else None
    titles: list[QAction] = menu.actions() if menu else bar.actions()
    assert [one.text()[:2] for one in titles] == ["文件", "编辑", "查看", "年报", "帮助"]
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert page_of(window).tabs.currentIndex() == 3


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")  # said of a menu without a display
@pytest.mark.parametrize(
    "key, title", [(Qt.Key.Key_H, "使用手册"), (Qt.Key.Key_F, "新建年报"), (Qt.Key.Key_R, "更改单位、年度")]
)
def test_a_letter_opens_its_menu_also_where_the_bar_is_put_away(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, title: str
) -> None:
    resize(window, 683, 360)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert any(one.text().startswith(title) for one in menu.actions())
    menu.close()


def test_where_there_is_room_both_sides_stand_beside_the_table(window: MainWindow) -> None:
    resize(window, 1920, 1000)
    page_of(window).show_preview(True)
    assert shown(window) == (True, True)
    sides = page_of(window).sides
    assert (sides.findings.width(), sides.preview.width()) == (360, 640)


def test_the_preview_takes_half_the_window_and_gives_it_back_to_the_findings(window: MainWindow) -> None:
    resize(window, 1366, 690)
    page = page_of(window)
    assert shown(window) == (True, False)
    page.show_preview(True)
    assert shown(window) == (False, True)
    assert page.sides.preview.width() == pytest.approx(1366 / 2, abs=2)
    page.show_preview(False)
    assert shown(window) == (True, False)
    assert page.sides.findings.width() == pytest.approx(320, abs=2)


def test_findings_that_were_folded_do_not_come_back(window: MainWindow) -> None:
    resize(window, 1366, 690)
    page = page_of(window)
    page.show_findings(False)
    page.show_preview(True)
    page.show_preview(False)
    assert shown(window) == (False, False)


def test_each_side_keeps_its_width_also_for_the_next_start(window: MainWindow, library: Library) -> None:
    resize(window, 1366, 690)
    page = page_of(window)
    for show, index, width in ((page.show_findings, 1, 411), (page.show_preview, 2, 555)):
        show(True)
        splitter = page.sides.splitter
        splitter.moveSplitter(1366 - width, index)
    page.show_preview(False)
    assert page.sides.findings.width() == pytest.approx(411, abs=2)
    page.show_preview(True)
    assert page.sides.preview.width() == pytest.approx(555, abs=2)
    report = page.session.id
    window.show_library()
    window.open(report)
    QApplication.processEvents()
    assert page_of(window).sides.preview.width() == pytest.approx(555, abs=2)


def test_in_a_narrow_window_a_side_lies_over_the_tabs_until_it_is_closed(window: MainWindow) -> None:
    resize(window, 683, 345)
    page = page_of(window)
    assert page.sides.room is Room.NONE
    assert shown(window) == (False, False)
    body = page.tabs.width()
    page.show_findings(True)
    assert shown(window) == (True, False)
    assert page.tabs.width() == body
    page.panel().setFocus()
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    assert shown(window) == (False, False)
    assert not page.title_row.findings_button.isChecked()
    resize(window, 1366, 690)
    assert shown(window) == (True, False)


def test_sides_follow_the_window_there_and_back(window: MainWindow) -> None:
    resize(window, 1920, 1000)
    page_of(window).show_preview(True)
    seen = []
    for width, height in (*reversed(SIZES), *SIZES):
        resize(window, width, height)
        seen.append(shown(window))
    assert seen == seen[::-1]
    assert set(seen) == {(True, True), (False, True), (False, False)}


def test_in_a_narrow_window_the_current_finding_stands_at_the_foot(window: MainWindow) -> None:
    resize(window, 683, 345)
    page = page_of(window)
    page.go_to_place(RECEIVED)
    right = page.session.report.numbers[RECEIVED]
    page.session.set_number(RECEIVED, right + 45)
    page.session.set_text("overview/opening", "本报告所列数据的统计期限为2022年1月1日至12月31日。")
    bar, seen = page.finding_bar, set()
    for _ in range(20):
        bar.next_button.click()
        card = page.panel().card
        if card is not None:
            assert bar.place.whole == card.place
            assert bar.numbers.text() in _ways(card) or bar.numbers.text().endswith("…")
            QApplication.processEvents()  # lay it out
            assert bar.numbers.width() >= bar.numbers.sizeHint().width()  # nothing is cut off without a sign
            assert bar.where.text() == page.panel().where
            seen.add(bar.place.whole)
    assert len(seen) > 2
    resize(window, 1366, 690)
    assert not bar.isVisible()


def _ways(card: FindingCard) -> tuple[str, ...]:
    """Return how the words of a card may stand at the foot, the whole first."""
    return card.figures or card.why, " ".join(filter(None, card.numbers)), f"{card.relation} {card.now}"


def test_what_is_proposed_is_taken_from_the_foot(window: MainWindow) -> None:
    resize(window, 683, 345)
    page, bar = page_of(window), page_of(window).finding_bar
    page.session.set_number(Cell("applications/received/total"), Decimal(1))
    for _ in range(20):
        if bar.take_button.isVisible():
            break
        bar.next_button.click()
    before = page.session.report
    bar.take_button.click()
    assert page.session.report != before


def test_a_reason_is_written_in_the_list_that_comes_over_the_tabs(window: MainWindow) -> None:
    resize(window, 683, 345)
    page = page_of(window)
    page.session.set_number(Cell("legislation/regulations/repealed"), Decimal(10**6))
    bar = page.finding_bar
    for _ in range(40):
        if bar.explain_button.isVisible() or bar.acknowledge_button.isVisible():
            break
        bar.next_button.click()
    before = len(page.session.typed.explanations)
    if bar.acknowledge_button.isVisible():
        bar.acknowledge_button.click()
        assert len(page.session.typed.explanations) == before + 1
    else:
        bar.explain_button.click()
        assert shown(window) == (True, False)
