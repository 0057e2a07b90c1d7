"""比较: figures of units beside each other, hints, charts that keys read, texts that are alike side by side."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.charting.collection import ChartKind
from app.collecting.presets import FigurePreset
from export.charts.drawing import BLANK, Tone
from export.charts.inks import INKS
from model.form.editions import FORM_2021
from model.form.quotable import sources
from model.form.schema import Cell
from model.report.numbers import number_text
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.library import Library
from tests.app.collecting.incoming import coming, write
from tests.model.storage.county.collected import HEADING, UNITS, WHO, report_of
from tests.ui.hands import CTRL, KEY, SHIFT
from ui import dialogs
from ui.actions.registry import KeyContext, in_context
from ui.appearance.colours import LIGHT
from ui.county.comparison.chart_view import inks
from ui.county.comparison.figures_dialog import MOST, FiguresDialog
from ui.county.comparison.model import CHANGE, LAST, NAME
from ui.county.comparison.page import ComparisonPage
from ui.county.page import CountyPage
from ui.county.review_page import ReviewPage
from ui.window.main_window import MainWindow

RECEIVED = Cell("applications/received/natural_person")
TOTAL = Cell("applications/received/total")
NAMES = [f"第{at}局" for at in range(8)] + ["青石镇人民政府", "县档案馆"]
LONG = (
    "全年及时发布规划计划、财政预算、重大项目和民生信息，规范办理依申请公开，"
    "主动回应群众关切，完善网站栏目建设，开展业务培训，强化监督检查，推动政务公开提质增效，取得较好成效，群众更加满意。"
)


def of(name: str, received: int | None, year: int = 2025, text: str = "") -> Report:
    """Return a report in which everything but what was received is the same."""
    number = None if received is None else Decimal(received)
    report = replace(report_of(name), year=year).with_number(RECEIVED, number)
    return replace(report, texts={**report.texts, "problems/text": text or f"{name}没有问题。"})


@pytest.fixture
def ten(library: Library, tmp_path: Path) -> int:
    """Return a collection of ten units: one is blank, one stands far off, two have written the same."""
    units = [replace(UNITS[0], key=at, name=name, order=at) for at, name in enumerate(NAMES)]
    last = library.county.create(replace(HEADING, year=2024), units, WHO)
    now = library.county.create(HEADING, units, WHO)
    for collection, year, more in ((last, 2024, 10), (now, 2025, 0)):
        files = []
        for at, name in enumerate(NAMES):
            received = None if at == 2 and not more else (900 if at == 5 else 20 + at) + more
            text = LONG if at in {1, 3} and not more else ""
            (tmp_path / str(year)).mkdir(exist_ok=True)
            files.append(write(tmp_path / str(year), f"{name}.json", of(name, received, year, text)))
        coming(library, collection, *files).store(WHO)
    library.remember("county", str(now))
    return now


@pytest.fixture
def page(ten: int, empty_window: MainWindow) -> ComparisonPage:
    """Return the page over the roll call."""
    empty_window.actions_by_key["county"].trigger()
    county = empty_window.trail.over_pages[-1].page
    assert isinstance(county, CountyPage)
    QTest.keyClick(county.roll_page.table, KEY.Key_B, CTRL | SHIFT)
    shown = getattr(empty_window.trail.current, "page", None)
    assert isinstance(shown, ComparisonPage)
    return shown


def column(page: ComparisonPage, name: str) -> list[str]:
    return [page.model.text(at, name) for at in range(page.model.count())]


def said(page: ComparisonPage, row: int, name: str) -> str:
    index = page.model.index(row, page.model.position(name))
    words: str = index.data(Qt.ItemDataRole.AccessibleTextRole)
    return words


def choose(page: ComparisonPage, name: str, figure: int = 0) -> None:
    page.table.setCurrentIndex(page.model.index(column(page, NAME).index(name), figure + 1))


def test_units_stand_by_their_largest_figure_and_a_blank_is_last(page: ComparisonPage) -> None:
    numbers = [Decimal(one) for one in column(page, "0") if one != BLANK]
    assert numbers == sorted(numbers, reverse=True)
    assert column(page, "0")[-1] == BLANK
    assert column(page, NAME)[-1] == "第2局"
    expected = with_totals(of("第5局", 900)).numbers[TOTAL]
    assert column(page, "0")[0] == number_text(expected)
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_keys_go_to_the_table_and_to_what_a_tab_shows(page: ComparisonPage, empty_window: MainWindow) -> None:
    assert QApplication.focusWidget() is page.table
    before = page.unit
    QTest.keyClick(page.table, KEY.Key_Down)
    assert page.unit != before
    reached = []
    for _ in range(4):
        QTest.keyClick(empty_window, KEY.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == [page.side.kinds, page.side.save, page.side.area.view, page.side.table]
    page.tabs.setCurrentIndex(2)
    page.show_where_left()
    assert QApplication.focusWidget() is page.alike.table


def test_what_stands_far_off_is_marked_as_a_hint_and_can_be_shown_alone(page: ComparisonPage) -> None:
    assert "提示：" in said(page, 0, "0")
    assert "提示：" not in said(page, 1, "0")
    page.scope.setCurrentIndex(2)
    assert column(page, NAME) == ["第5局"]
    page.scope.setCurrentIndex(1)
    assert page.pages.currentWidget() is page.nobody  # nothing has passed
    page.scope.setCurrentIndex(0)
    assert page.model.count() == len(NAMES)


def test_last_year_and_the_change_follow_the_figure_that_the_cursor_is_in(page: ComparisonPage) -> None:
    choose(page, "第0局")
    row = column(page, NAME).index("第0局")
    received = with_totals(of("第0局", 20)).numbers[TOTAL]
    assert column(page, LAST)[row] == number_text(received + 10)
    assert column(page, CHANGE)[row] == f"−{10 * 100 / (received + 10):.0f}%"
    QTest.keyClick(page.table, KEY.Key_Right)
    assert page.model.figure == 1
    assert column(page, CHANGE)[row] == "0"


def test_figures_are_chosen_from_what_is_ready_or_one_by_one_and_remembered(
    page: ComparisonPage, library: Library, ten: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = list(FigurePreset).index(FigurePreset.OUTCOMES)
    page.presets.setCurrentIndex(at)
    page.presets.activated.emit(at)
    assert [one.title for one in page.model.columns][1:7] == [
        one.short for one in FigurePreset.OUTCOMES.figures(FORM_2021)
    ]
    one = next(one for one in sources("2021") if one.cells == (RECEIVED,))
    monkeypatch.setattr("ui.county.comparison.page.choose_figures", lambda *_: (one,))
    page.choose.click()
    assert [one.title for one in page.model.columns if one.id.isdecimal()] == ["本年新收 自然人"]
    again = ComparisonPage(library, ten, page._roll)
    assert again._figures == (one,)
    assert again.presets.currentText() == "自选"


def test_the_dialog_finds_figures_and_takes_a_few(qtbot: QtBot) -> None:
    chosen = FigurePreset.APPLICATIONS.figures(FORM_2021)
    dialog = FiguresDialog(None, FORM_2021, chosen)
    qtbot.addWidget(dialog)
    assert dialog.figures == tuple(sorted(chosen, key=lambda one: list(FORM_2021.cells).index(one.cells[0])))
    dialog.field.setText("不予公开 小计")
    assert dialog.list.count() > 0
    first = dialog.list.item(0)
    first.setCheckState(Qt.CheckState.Checked)
    dialog.field.setText("")
    assert len(dialog.figures) == len(chosen) + 1
    for at in range(dialog.list.count()):
        dialog.list.item(at).setCheckState(Qt.CheckState.Checked)
    assert not dialog.yes.isEnabled()
    assert f"最多{MOST}个" in dialog.missing.text()


@pytest.mark.parametrize("kind", ChartKind)
def test_every_chart_is_read_by_keys_and_stands_in_a_table_beside(page: ComparisonPage, kind: ChartKind) -> None:
    choose(page, "第0局")
    page.side.choose(kind)
    view = page.side.area.view
    assert view.chart is not None
    assert view.accessibleName() == view.chart.title
    assert view.accessibleDescription() == view.chart.sentence
    table = [
        [one.text(row) for one in page.side.model.columns]
        for row in page.side.model.some(range(page.side.model.count()))
    ]
    assert table == [list(row) for row in view.chart.rows]
    view.setFocus()
    heard = []
    for _ in view.chart.marks:
        QTest.keyClick(view, KEY.Key_Right)
        heard.append(view.accessibleDescription())
    assert heard == [mark.said for mark in view.chart.marks]
    assert page.side.table.currentIndex().row() == len(heard) - 1
    QTest.keyClick(view, KEY.Key_Home)
    assert page.side.said.whole == heard[0]


@pytest.mark.parametrize("key", [key for one in in_context(KeyContext.CHART) for key in one.keys])
def test_every_key_of_a_chart_goes_to_another_value(page: ComparisonPage, key: str) -> None:
    page.side.choose(ChartKind.UNITS)
    view = page.side.area.view
    view.setFocus()
    view.point(3)
    before = view.said
    pressed: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]  # as the stubs do not know
    QTest.keyClick(view, pressed.key(), pressed.keyboardModifiers())
    assert view.said != before
    assert view.said == page.side.said.whole


def test_the_chart_of_a_unit_follows_the_cursor_and_that_of_all_marks_it(page: ComparisonPage) -> None:
    page.side.choose(ChartKind.YEARS)
    for name in ("第0局", "县档案馆"):
        choose(page, name)
        assert page.side.area.view.chart is not None
        assert name in page.side.area.view.chart.title
        assert [row[0] for row in page.side.area.view.chart.rows] == ["2024", "2025"]
    page.side.choose(ChartKind.UNITS)
    chart = page.side.area.view.chart
    assert chart is not None
    assert [word.text for word in chart.words if word.bold and word.text in NAMES] == ["县档案馆"]


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_a_chart_is_saved(
    page: ComparisonPage, empty_window: MainWindow, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = tmp_path / f"图{suffix}"
    monkeypatch.setattr(dialogs, "save_file", lambda *_: to)
    page.side.choose(ChartKind.UNITS)
    page.side.save.click()
    assert empty_window.status.sentence.startswith("已保存“图")
    data = to.read_bytes()
    if suffix == ".png":
        image = QImage(str(to))
        colours = {
            image.pixelColor(x, y).name() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)
        }
        assert {INKS[Tone.BAR], INKS[Tone.CHOSEN], INKS[Tone.PAPER]} <= colours
    elif suffix == ".svg":
        assert "第7局" in {one.text for one in ET.fromstring(data).iter()}  # noqa: S314 — of our own making
    else:
        assert data.startswith(b"%PDF")


def test_the_table_is_written_and_a_disk_that_refuses_is_told(
    page: ComparisonPage, empty_window: MainWindow, tmp_path: Path, warned: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "save_file", lambda *_: tmp_path / "比较.xlsx")
    page.export.click()
    assert (tmp_path / "比较.xlsx").read_bytes().startswith(b"PK")
    assert empty_window.status.sentence == f"已保存“比较.xlsx”到“{tmp_path}”"
    monkeypatch.setattr(dialogs, "save_file", lambda *_: tmp_path / "没有" / "比较.xlsx")
    page.export.click()
    assert len(warned) == 1


def test_texts_that_are_alike_stand_side_by_side(page: ComparisonPage, empty_window: MainWindow) -> None:
    page.tabs.setCurrentIndex(2)
    alike = page.alike
    rows = [[one.text(row) for one in alike.model.columns] for row in alike.model.some(range(alike.model.count()))]
    assert ["第1局", "第3局", "存在的主要问题及改进情况", "100%"] in rows
    assert page.tabs.tabText(2) == f"雷同 {len(rows)}"
    alike.table.selectRow(rows.index(["第1局", "第3局", "存在的主要问题及改进情况", "100%"]))
    assert [text.toPlainText() for text in alike.texts] == [LONG, LONG]
    alike.to_other.click()
    shown = getattr(empty_window.trail.current, "page", None)
    assert isinstance(shown, ReviewPage)
    assert shown.head.name.whole == "第3局"


def test_enter_leads_to_the_unit_and_ctrl_pgup_back(page: ComparisonPage, empty_window: MainWindow) -> None:
    choose(page, "第0局")
    QTest.keyClick(page.table, KEY.Key_Return)
    shown = getattr(empty_window.trail.current, "page", None)
    assert isinstance(shown, ReviewPage)
    assert shown.head.name.whole == "第0局"
    empty_window.back()
    QTest.keyClick(page.table, KEY.Key_PageUp, CTRL)
    assert isinstance(getattr(empty_window.trail.current, "page", None), CountyPage)


def test_in_a_narrow_window_the_chart_has_a_tab_of_its_own(page: ComparisonPage, empty_window: MainWindow) -> None:
    assert not page.tabs.isTabVisible(1)
    empty_window.resize(700, 420)
    assert page.tabs.isTabVisible(1)
    assert page.table.isVisible()
    assert not page.side.isVisible()
    page.tabs.setCurrentIndex(1)
    assert page.side.isVisible()
    assert not page.table.isVisible()


def test_without_reports_there_is_nothing_to_compare(
    county: CountyPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    county.looks.comparison()
    shown = getattr(empty_window.trail.current, "page", None)
    assert isinstance(shown, ComparisonPage)
    assert shown.nobody.isVisible()
    shown.tabs.setCurrentIndex(2)
    assert shown.nobody.isVisible()


def test_charts_have_the_colours_of_the_house() -> None:
    assert {tone: ink.name() for tone, ink in inks(LIGHT).items()} == dict(INKS)
