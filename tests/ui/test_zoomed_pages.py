"""Each page, at every zoom, on the screen of a small notebook: no part is squeezed, cut off or lies on another."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from model.storage.library import Library
from tests.ui.county.conftest import TODAY
from tests.ui.zoomed import STATES, squeezed
from ui.county.chip_flow import ChipFlow
from ui.window.main_window import MainWindow

SCREEN, SMALL = (1366, 728), (911, 485)
ZOOMS = (100, 150, 175, 200, 250)


@pytest.mark.parametrize("state", STATES)
def test_no_part_of_a_page_is_squeezed_at_any_zoom(library: Library, qtbot: QtBot, state: str) -> None:
    library.set_setting("return kinds", "none")
    found: dict[int, list[str]] = {}
    window = MainWindow(library, preview=False, today=lambda: TODAY)
    qtbot.addWidget(window)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(*SCREEN)
    window.show()
    STATES[state](window)
    for percent in (*ZOOMS, 0):
        if not percent:  # the same screen at 150 % of the system
            window.resize(*SMALL)
        shown = percent or 100
        if window.report_page is not None:
            window.report_page.set_zoom(shown)
        window.show_zoom(shown)
        qtbot.wait(300)  # what is laid out a moment later
        found[percent] = squeezed(window)
        if window.size().toTuple() != (SCREEN if percent else SMALL):
            found[percent].append(f"the window is {window.size().toTuple()}")
    assert [(percent, *one) for percent, one in found.items() if one] == []


def test_what_is_squeezed_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    one, other, field, tabs = QPushButton("甲", window), QPushButton("乙", window), QLineEdit(window), QTabBar(window)
    for number in range(6):
        tabs.addTab(f"第{number}部分")
    tabs.setUsesScrollButtons(False)
    places = (QRect(0, 0, 90, 40), QRect(100, 0, 90, 40), QRect(0, 60, 200, 40), QRect(0, 120, 600, 40))
    for part, place in zip((one, other, field, tabs), places, strict=True):
        part.setGeometry(place)
    window.resize(700, 300)
    window.show()
    assert squeezed(window) == []
    other.move(80, 0)
    field.resize(5, 40)
    tabs.resize(90, 40)
    assert {line.split()[0] for line in squeezed(window)} == {"QPushButton", "QLineEdit", "QTabBar"}


def test_chips_that_came_while_the_page_lay_below_do_not_lie_on_others(qtbot: QtBot) -> None:
    window, above = QWidget(), QWidget()
    qtbot.addWidget(window)
    chips = [QPushButton(words) for words in ("全部", "退回", "已收待审")]
    flow, pages = ChipFlow(chips), QStackedWidget(window)
    chips[1].hide()
    pages.addWidget(flow)
    pages.addWidget(above)
    pages.resize(600, 100)
    window.show()
    pages.setCurrentWidget(above)
    chips[1].show()
    pages.setCurrentWidget(flow)
    qtbot.wait(20)
    assert squeezed(window) == []
