"""The three choices of the first start can be read, also those that cannot be taken."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.appearance import theme
from ui.library.first_page import FirstPage


@pytest.mark.parametrize("dark", [False, True])
def test_the_words_of_a_choice_stand_out_from_it(qtbot: QtBot, qapp: QApplication, *, dark: bool) -> None:
    theme.apply(qapp, dark=dark)
    page = FirstPage()
    qtbot.addWidget(page)
    page.show()
    tone = theme.colours()
    for enabled, words in ((True, tone.on_accent), (False, tone.muted)):
        page.setEnabled(enabled)
        label = page.cards[0].findChild(QLabel)
        assert isinstance(label, QLabel)
        assert label.palette().color(label.foregroundRole()) == words
