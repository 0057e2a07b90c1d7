"""The three choices of the first start can be read, also those that cannot be taken."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from model.storage.files import places
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


@pytest.mark.parametrize("wide, high", [(1366, 690), (1093, 560), (960, 460), (683, 312), (683, 284), (640, 312)])
def test_the_words_of_a_choice_have_room(qtbot: QtBot, wide: int, high: int) -> None:
    page = FirstPage()
    qtbot.addWidget(page)
    page.resize(wide, high)
    page.show()
    QApplication.processEvents()
    for label in page.findChildren(QLabel):
        assert page.rect().contains(QRect(label.mapTo(page, QPoint()), label.size())), label.text()
    for card in (*page.cards, page.way):
        assert card.height() >= card.minimumSizeHint().height()
        for label in card.findChildren(QLabel):
            assert card.rect().contains(label.geometry())
            assert label.height() >= label.heightForWidth(label.width())


@pytest.mark.parametrize("portable", [False, True])
def test_where_the_data_is_kept_is_said_as_it_is(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, portable: bool
) -> None:
    monkeypatch.setattr(places, "program_folder", lambda: tmp_path)
    if portable:
        (tmp_path / places.PORTABLE).touch()
    page = FirstPage()
    qtbot.addWidget(page)
    (said,) = [label.text() for label in page.findChildren(QLabel) if "内容只保存在" in label.text()]
    assert ("程序旁边" in said, "这台电脑" in said) == (portable, not portable)
