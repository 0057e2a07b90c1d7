"""The tabs of the sections: none of them is out of reach, however little room there is."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from model.form.editions import FORM_2021
from model.rules.tally import Tally
from ui.report.tabs import SectionTabs

BUSY = Tally(blanks=144, must=12, verify=10, empty_texts=5, explain=3)


@pytest.mark.parametrize("tally", [Tally(0, 0, 0), Tally(3, 2, 1), BUSY])
@pytest.mark.parametrize("width", [340, 480, 560, 683, 911, 1366])
def test_the_last_tab_can_be_seen_or_be_scrolled_to(qtbot: QtBot, tally: Tally, width: int) -> None:
    tabs = SectionTabs()
    qtbot.addWidget(tabs)
    for index, section in enumerate(FORM_2021.sections):
        tabs.add(section, QWidget())
        tabs.badges[index].show_tally(tally)
        tabs.lay_out_anew(index)
    tabs.resize(width, 300)
    tabs.show()
    QApplication.processEvents()
    bar = tabs.tabBar()
    fits = bar.tabRect(bar.count() - 1).right() < tabs.width() - tabs.tools.width()
    assert fits is not tabs.usesScrollButtons()
