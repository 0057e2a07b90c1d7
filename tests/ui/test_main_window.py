"""A report through the real window: opened, typed by keys alone, undone by name, finalised, reopened."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell, Severity
from model.report.file_format import dumps
from model.report.report import Level, Report
from model.storage.library import Library
from model.storage.records import How
from tests.ui.hands import look_at_all, show_window
from ui import dialogs
from ui.appearance import theme
from ui.finalising.page import FinalisePage
from ui.findings.panel import FindingsPanel
from ui.report.keeping import KEPT_AFTER
from ui.report.page import ReportPage
from ui.state.session import Session
from ui.window.looks import LOOKS
from ui.window.main_window import MainWindow
from ui.window.trail import OverPage

TODAY = date(2024, 1, 10)
KEY = Qt.Key
MOD = Qt.KeyboardModifier
Open = Callable[[], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, library: Library) -> Iterator[Open]:
    """Open the program's window, of the size that clerks have."""
    opened = []

    def open_one() -> MainWindow:
        window = MainWindow(library, preview=False, today=lambda: TODAY)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(1366, 728)
        show_window(window, qtbot)
        opened.append(window)
        return window

    yield open_one
    for window in opened:
        window.close()


@pytest.fixture
def window(open_window: Open, library: Library, full_report: Report) -> MainWindow:
    """Return the window with a full report open."""
    library.create(full_report)
    return open_window()


def page_of(window: MainWindow) -> ReportPage:
    assert window.report_page is not None
    return window.report_page


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = MOD.NoModifier) -> None:
    """Press a key on whatever has the cursor."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def write(words: str) -> None:
    """Press the keys of some letters, each on whatever has the cursor by then."""
    for letter in words:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, letter)


def answer(monkeypatch: pytest.MonkeyPatch, act: Callable[[QDialog], object] | None = None) -> None:
    """Accept every dialog, after filling it in."""

    def accepted(dialog: QDialog) -> bool:
        if act:
            act(dialog)
        return True

    monkeypatch.setattr(dialogs, "run", accepted)


def answer_with(monkeypatch: pytest.MonkeyPatch, name: str, result: object) -> None:
    """Let a question of the dialogs be answered so."""
    monkeypatch.setattr(dialogs, name, lambda *_, **__: result)


def test_from_the_first_start_to_the_example_by_keys(open_window: Open, qtbot: QtBot, library: Library) -> None:
    window = open_window()
    press(KEY.Key_Tab)
    press(KEY.Key_Tab)
    press(KEY.Key_Return)
    page = page_of(window)
    assert len(library.all()) == 1
    assert window.windowTitle() == f"{page.session.report.unit} · {page.session.report.year}年度 · 草稿"
    assert set(page.session.subject.derived) == set(FORM_2021.totals)


def test_a_whole_small_report_by_keys_alone(
    open_window: Open, qtbot: QtBot, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def heading(dialog: QDialog) -> None:
        unit = dialog.findChild(QLineEdit)
        assert isinstance(unit, QLineEdit)
        unit.insert("乙镇人民政府")  # comes from an input method

    window = open_window()
    answer(monkeypatch, heading)
    press(KEY.Key_Return)
    page = page_of(window)
    session = page.session
    for index, section in enumerate(page.sections):
        press(Qt.Key(KEY.Key_1.value + index), MOD.ControlModifier)
        assert page.tabs.currentIndex() == index
        count = sum(cell not in FORM_2021.totals for cell in section.cells)
        for _ in range(count):
            write("0")
            press(KEY.Key_Return)
        for _ in section.texts:
            write("none to report")
            press(KEY.Key_Tab)
    assert session.blanks == ()
    assert set(session.report.numbers.values()) == {Decimal(0)}
    assert set(session.report.texts) == set(FORM_2021.texts)
    assert library.load(session.id).report.numbers == session.typed.numbers


def test_what_undo_would_take_back_is_named(window: MainWindow, qtbot: QtBot) -> None:
    page, undo = page_of(window), window.actions_by_key["undo"]
    assert not undo.isEnabled()
    cell = FORM_2021.typed_cells[0]
    page.session.set_number(cell, Decimal(77), How.PASTED, "粘贴")
    assert (undo.text(), undo.isEnabled()) == ("撤销 粘贴", True)
    page.show_tab(1)
    press(KEY.Key_Z, MOD.ControlModifier)
    assert page.session.report.numbers[cell] == 1
    assert window.actions_by_key["redo"].text() == "重做 粘贴"
    press(KEY.Key_Y, MOD.ControlModifier)
    assert page.session.report.numbers[cell] == 77


def test_badges_follow_every_edit(window: MainWindow) -> None:
    page, bar = page_of(window), page_of(window).tabs.tabBar()
    assert bar.accessibleTabName(2).endswith("已完成")
    page.session.set_number(Cell("applications/received/total"), Decimal(1))
    assert "必须2" in bar.accessibleTabName(2)
    page.session.set_number(Cell("applications/received/enterprise"), None)
    assert "还没有填1格" in bar.accessibleTabName(2)
    page.session.undo_stack.undo()
    page.session.undo_stack.undo()
    assert bar.accessibleTabName(2).endswith("已完成")


def test_f8_goes_to_what_is_wrong_in_another_tab(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    page.session.set_number(Cell("applications/received/total"), Decimal(1))
    page.show_tab(1)
    seen = set()
    for _ in range(12):
        press(KEY.Key_F8)
        seen.add((page.tabs.currentIndex(), page.page.current_place()))
    assert any(tab == 2 and str(place).startswith("applications/") for tab, place in seen)


def test_nothing_but_the_window_ever_shows_as_a_window(window: MainWindow, qtbot: QtBot) -> None:
    shown = WindowsShown()
    QApplication.instance().installEventFilter(shown)  # type: ignore[union-attr]
    for index in range(6):
        page_of(window).show_tab(index)
    page_of(window).panel()
    qtbot.waitUntil(lambda: window.findChild(FindingsPanel) is not None)
    QApplication.instance().removeEventFilter(shown)  # type: ignore[union-attr]
    assert shown.seen == []
    assert window.isActiveWindow()


class WindowsShown(QObject):
    """Notes every widget that shows as a window: it would take the cursor away, and flicker."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def finalise_page(window: MainWindow) -> FinalisePage:
    window.actions_by_key["finalise"].trigger()
    over = window.trail.current
    assert isinstance(over, OverPage)
    assert isinstance(over.page, FinalisePage)
    return over.page


def test_what_hinders_is_listed_and_gone_to(window: MainWindow) -> None:
    page = page_of(window)
    page.session.set_number(FORM_2021.typed_cells[3], None)
    listed = finalise_page(window)
    assert not listed.side.finalise_button.isEnabled()
    at = next(n for n, row in enumerate(listed.model.rows) if row.rule == "H6")
    listed.list.setCurrentIndex(listed.model.index(at))
    QTest.keyClick(listed.list, Qt.Key.Key_Return)
    assert window.trail.current is page
    assert page.page.current_place() == FORM_2021.typed_cells[3]
    window.actions_by_key["back"].trigger()
    assert finalise_page(window) is listed
    assert listed.list.currentIndex().row() == at


def test_the_keys_of_the_current_finding_mean_the_line_of_the_list_that_is_shown(window: MainWindow) -> None:
    session = page_of(window).session
    listed = finalise_page(window)
    at = next(n for n, row in enumerate(listed.model.rows) if row.rule == "T3")
    listed.list.setCurrentIndex(listed.model.index(at))
    window.actions_by_key["take_current"].trigger()
    assert list(session.report.texts) == ["overview/active_disclosure"]
    left = [row for row in listed.model.rows if row.can_be_ticked and row.point and row.point.is_open]
    listed.list.setCurrentIndex(listed.model.index(listed.model.rows.index(left[0])))
    window.actions_by_key["acknowledge"].trigger()
    assert left[0].point is not None
    assert left[0].point.finding not in session.assessment.open


def test_finalising_closes_and_a_reason_opens_again(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page, cell = page_of(window), FORM_2021.typed_cells[0]
    explain_all(page)
    answer_with(monkeypatch, "ask_date", date(2024, 1, 9))
    finalise_page(window).side.finalise_button.click()
    assert page.session.stored.finalised_on == date(2024, 1, 9)
    assert window.windowTitle().endswith("定稿")
    assert not page.session.set_number(cell, Decimal(5))
    assert "定稿" in window.status.sentence
    before = page.session.typed
    window.actions_by_key["undo"].trigger()  # 接下来 is shown: the report that lies below it stays as it is
    assert window.status.sentence == "定稿以后没有可以撤销的"
    assert page.session.typed == before
    window.show_report()
    assert not window.actions_by_key["undo"].isEnabled()
    answer_with(monkeypatch, "ask_text", "数字填写有误")
    window.actions_by_key["reopen"].trigger()
    assert window.windowTitle().endswith("修订")
    assert page.session.set_number(cell, Decimal(5))


def explain_all(page: ReportPage) -> None:
    look_at_all(page.session)


def test_a_report_of_last_year_is_carried_forward_in_one_step(
    window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = page_of(window).session.report
    answer(monkeypatch)
    window.actions_by_key["next_year"].trigger()
    session = page_of(window).session
    assert (session.report.unit, session.report.year) == (last.unit, last.year + 1)
    assert session.report.texts == {}
    row = {c.column: v for c, v in session.report.numbers.items()}
    assert {c.row for c in session.report.numbers} == {"brought_forward"}
    assert row == {c.column: v for c, v in last.numbers.items() if c.row == "carried_forward"}
    assert session.undo_stack.undoText() == "上年结转"
    session.undo_stack.undo()
    assert session.report.numbers == {}


def test_the_window_goes_to_the_cell_that_is_no_number(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(window)
    page.go_to_place(FORM_2021.typed_cells[0])
    write("12a")
    page.show_tab(4)
    monkeypatch.setattr(dialogs, "warn", lambda *_: None)
    window.actions_by_key["library"].trigger()
    assert page.page.current_place() == FORM_2021.typed_cells[0]
    table = page.table()
    assert table is not None
    assert table.view.editing.editor.text() == "12a"
    press(KEY.Key_Escape)  # else closing asks


def test_what_is_no_number_is_not_lost_by_closing_unasked(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(window)
    page.go_to_place(FORM_2021.typed_cells[0])
    write("1/2")
    answer_with(monkeypatch, "ask_dangerous", result=False)
    assert not window.close()
    assert window.isVisible()
    told: list[str] = []
    monkeypatch.setattr(dialogs, "warn", lambda _, sentence: told.append(sentence))
    window.actions_by_key["library"].trigger()
    assert window.session is page.session
    assert FORM_2021.name_of(FORM_2021.typed_cells[0]) in told[0]
    assert "“1/2”不是数字" in told[0]
    press(KEY.Key_Escape)
    window.actions_by_key["library"].trigger()
    assert window.session is None


def test_last_years_report_leads_on_to_this_years(
    open_window: Open, tmp_path: Path, full_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, file = open_window(), tmp_path / "上年.json"
    file.write_text(dumps(replace(full_report, year=2022)), "utf-8")
    answer_with(monkeypatch, "ask", result=True)
    window.bring_in([file])
    button = next(b for b in window.status.findChildren(QToolButton) if b.text() == "转入下一年")
    answer(monkeypatch)
    button.click()
    assert page_of(window).session.report.year == 2023
    assert page_of(window).session.undo_stack.undoText() == "上年结转"


def test_a_tab_is_found_as_it_was_left(window: MainWindow) -> None:
    page = page_of(window)
    places = {4: "problems/text", 0: "overview/platform", 2: "applications/refused_third_party/research_institution"}
    for place in places.values():
        page.go_to_place(place)
    for index in (0, 3, 2, 4, 0, 2):
        page.show_tab(index)
        if index in places:
            assert page.page.current_place() == places[index]


def test_light_and_dark_can_be_chosen(window: MainWindow, library: Library) -> None:
    for key, dark in (("looks_dark", True), ("looks_light", False)):
        window.actions_by_key[key].trigger()
        assert theme.is_dark() is dark
        assert library.setting("looks") == key
        assert [name for name in LOOKS if window.actions_by_key[name].isChecked()] == [key]


def test_zoom_reaches_every_tab_and_is_remembered(window: MainWindow, open_window: Open, qtbot: QtBot) -> None:
    page_of(window).show_tab(2)
    press(KEY.Key_Equal, MOD.ControlModifier)
    assert page_of(window).zoom == 110
    window.show_library()
    window.open(1)
    assert page_of(window).zoom == 110


def test_a_library_that_cannot_be_written_says_so_and_offers_nothing_to_write(
    qtbot: QtBot, library: Library, full_report: Report
) -> None:
    library.create(full_report)
    library.read_only = "张三正在使用这个报告库，这里只能查看"
    window = MainWindow(library, preview=False)
    qtbot.addWidget(window)
    window.show()
    shown = [label.text() for label in window.findChildren(QLabel)]
    assert library.read_only in shown
    assert not window.actions_by_key["new"].isEnabled()
    assert not page_of(window).session.set_number(FORM_2021.typed_cells[0], Decimal(5))
    assert window.status.sentence == library.read_only


def test_a_long_sentence_does_not_make_the_window_wider_than_it_is(window: MainWindow, qtbot: QtBot) -> None:
    """With the reasons of two failures, and two paths in them, it stood beyond the edge of the screen."""
    window.resize(1000, 600)
    long = "磁盘已满，请清理“/一个/很长/的/文件夹/library-2026-01-02.db”所在的磁盘；" * 4
    window.status.refuse(long)
    QTest.qWait(20)
    assert (window.width(), window.minimumSizeHint().width() <= 1000) == (1000, True)
    assert window.status.sentence == long
    shown = [label for label in window.status.findChildren(QLabel) if label.toolTip() == long]
    assert [label.text().endswith("…") for label in shown] == [True]
    window.status.refuse("短句")
    assert shown[0].text() == "短句"


def test_nothing_can_be_begun_in_an_empty_library_that_can_only_be_read(qtbot: QtBot, library: Library) -> None:
    library.read_only = "张三正在使用这个报告库，这里只能查看"
    window = MainWindow(library, preview=False)
    qtbot.addWidget(window)
    window.show()
    assert not any(button.isEnabled() for button in window.findChildren(QPushButton))


def test_the_site_gets_html(window: MainWindow) -> None:
    window.actions_by_key["copy_html"].trigger()
    html = QGuiApplication.clipboard().mimeData().html()
    for cell, value in page_of(window).session.report.numbers.items():
        assert f">{value}<" in html, cell


def test_another_unit_may_be_begun_beside_this_one(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    other = library.create(replace(page_of(window).session.typed, unit="丙镇人民政府", level=Level.TOWNSHIP))
    press(KEY.Key_L, MOD.ControlModifier)
    assert window.windowTitle() == "勾稽 · 报告库"
    window.open(other)
    assert window.windowTitle().startswith("丙镇人民政府")


def test_where_the_cursor_stands_is_kept_soon_though_the_window_is_never_closed(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    """As after the power went: the library is opened anew while the window still stands as it was."""
    page = window.report_page
    assert page is not None
    window.actions_by_key["zoom_in"].trigger()
    page.show_tab(0)
    page.go_to_place("overview/on_application")
    page.show_tab(2)
    page.go_to_place("applications/disclosed/enterprise")
    zoom = page.zoom
    for _ in range(20):  # who goes on typing is not waited for
        page.go_to_place("applications/received/enterprise")
        page.go_to_place("applications/disclosed/enterprise")
    qtbot.waitUntil(lambda: not page.keeping.soon.isActive(), timeout=3 * KEPT_AFTER)
    again = ReportPage(Session(library, page.session.id), library, preview=False)
    qtbot.addWidget(again)
    again.show_where_left()
    assert (again.zoom, again.page.caret()) == (zoom, ("applications/disclosed/enterprise", 0))
    again.leave()


@pytest.mark.parametrize(
    "place, offset", [("applications/disclosed/legal_service", 0), ("overview/platform", 7), ("problems/text", 0)]
)
def test_a_report_opens_where_it_was_left(
    open_window: Open, library: Library, full_report: Report, place: str, offset: int
) -> None:
    library.create(full_report.with_text("overview/platform", "建设了平台，更新了栏目。"))
    first = open_window()
    page_of(first).page_of(place).go_to(place, (offset, offset))
    assert page_of(first).page.caret() == (place, offset)
    assert first.close()
    page = page_of(open_window())
    assert page.page.caret() == (place, offset)


@pytest.mark.parametrize("words", ["", "x", "no/such/cell 0", "overview/platform -1", "overview/platform 999999"])
def test_a_place_that_is_remembered_wrongly_means_nothing(
    open_window: Open, library: Library, full_report: Report, words: str
) -> None:
    key = library.create(full_report.with_text("overview/platform", "平台"))
    library.remember(f"place {key}", words)
    assert open_window().session is not None


def refusing(*_: object, **__: object) -> None:
    raise UserError("报告库里另有一份")


def test_what_is_done_about_the_report_is_said_at_once_and_counted(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    assert session is not None
    found = [one for one in session.assessment.open if one.severity is Severity.WARN and not one.gap]
    left = len(session.assessment.hindrances)
    window.status.say("已过时")
    assert session.acknowledge(found[:1], "", "张三")
    assert window.status.sentence.startswith("已确认无误：")
    assert len(session.assessment.hindrances) == left - 1
    assert session.withdraw(found[:1])
    assert window.status.sentence.startswith("已重新打开：")
    assert len(session.assessment.hindrances) == left
    report = session.report
    window.status.say("已过时")
    assert session.set_header(unit=report.unit, level=report.level, year=report.year, deadline=date(2024, 1, 12))
    assert window.status.sentence.startswith("已更改")
    assert window.status._due.text() == "距截止还有2天"
    monkeypatch.setattr(window.library, "last_year", lambda _: pytest.fail("looked for again"))
    monkeypatch.setattr(window.library, "set_header", refusing)
    assert not session.set_header(unit=report.unit, level=report.level, year=report.year)
