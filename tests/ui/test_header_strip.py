"""The strip over the tabs: long names give way to the buttons, and are seen to."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from model.report.report import Report
from model.storage.library import Library
from ui.actions.registry import actions
from ui.library.page import LibraryPage
from ui.report.header_strip import HeaderStrip
from ui.window.main_window import MainWindow

LONG = "某某自治区某某盟某某旗某某镇人民政府<b>办公室</b>暨政务公开工作领导小组办公室"


@pytest.mark.parametrize("width", [640, 800, 1366, 2400])
def test_a_long_name_is_cut_visibly_and_no_button_with_it(
    library: Library, blank_report: Report, qtbot: QtBot, width: int
) -> None:
    strip = HeaderStrip()
    qtbot.addWidget(strip)
    strip.resize(width, 48)
    strip.show_report(library.load(library.create(replace(blank_report, unit=LONG))), writable=True)
    strip.show()
    unit = strip.title
    assert unit.text().endswith("…")
    assert LONG.startswith(unit.text()[:-1])
    for line in (one for one in (unit, strip.about) if one.isVisible()):
        assert line.fontMetrics().horizontalAdvance(line.text()) <= line.width()
    for button in strip.findChildren(QPushButton):
        assert button.geometry().right() <= strip.width()
        assert button.width() >= button.sizeHint().width()


def test_what_is_beside_the_name_gives_way_before_the_name(
    library: Library, blank_report: Report, qtbot: QtBot
) -> None:
    strip = HeaderStrip()
    qtbot.addWidget(strip)
    unit = "示例市人民政府办公室"
    strip.show_report(library.load(library.create(replace(blank_report, unit=unit))), writable=True)
    strip.show()
    for width in range(1400, 720, -20):
        strip.resize(width, 48)
        assert strip.title.text() == unit or strip.about.width() <= strip.about.minimumWidth(), width
    strip.resize(920, 48)
    assert strip.title.text() == unit
    assert strip.about.text() != strip.about.whole
    assert strip.about.text().endswith("日")  # the deadline is what is left
    strip.resize(1400, 48)
    assert strip.about.text() == strip.about.whole


@pytest.mark.parametrize("name", ["findings", "preview"])
def test_a_click_on_a_button_shows_or_hides_what_stands_beside_the_tabs(window: MainWindow, name: str) -> None:
    assert window.report_page is not None
    button = window.report_page.title_row.toggles[name]
    act = window.actions_by_key[name]
    for _ in range(3):
        before = act.isChecked()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert button.isChecked() is act.isChecked()
        assert act.isChecked() is not before or name == "preview"  # there is none in a test, and clicking tells nothing


def test_the_menu_behind_the_dots_and_that_of_the_list_have_the_icons_of_the_buttons(window: MainWindow) -> None:
    assert window.report_page is not None
    menu = window.report_page.tabs.tools.more.menu()
    menu.aboutToShow.emit()
    signs = {one.label: one.icon for one in actions() if one.icon and not one.checkable}
    shown = [one for one in menu.actions() if one.text().partition("(")[0] in signs]
    assert shown
    assert not any(one.icon().isNull() for one in shown)
    window.show_library()
    listed = window.trail.current
    assert isinstance(listed, LibraryPage)
    assert not any(one.icon().isNull() for one in listed.bar.menu().actions() if not one.isSeparator())
