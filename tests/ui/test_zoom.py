"""The zoom of the program: all that is read grows, there and back; the strip gives up its least words first."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import show_window
from ui.actions.in_window import EXPORT, FINALISE, SETTINGS, TABS, ZOOM_IN, ZOOM_RESET
from ui.appearance.signs import icon
from ui.appearance.zoom import magnify
from ui.frame.sign import Sign
from ui.tables.cell_strip import StripWords
from ui.window.main_window import MainWindow


def sizes(root: QWidget) -> dict[int, float]:
    """Return how large the letters of all words are that can be seen."""
    shown = [one for one in root.findChildren(QLabel) if one.isVisible() and one.text()]
    return {id(one): one.font().pointSizeF() for one in shown}


@pytest.mark.parametrize("percent", [80, 125, 250])
def test_a_page_grows_with_its_parts_and_comes_back(qtbot: QtBot, percent: int) -> None:
    whole, label, button, sign = QWidget(), QLabel("甲"), QPushButton("乙"), Sign(16, icon("x"))
    button.setIcon(icon("x"))
    row = QVBoxLayout(whole)
    for part in (label, button, sign):
        row.addWidget(part)
    label.setFixedHeight(20)
    show_window(whole, qtbot)
    before = label.font().pointSizeF(), label.height(), button.iconSize().width(), sign.sizeHint().width()
    for _ in range(2):
        magnify(whole, percent)
        after = label.font().pointSizeF(), label.minimumHeight(), button.iconSize().width(), sign.sizeHint().width()
        assert after == pytest.approx([one * percent / 100 for one in before], abs=0.6)
    magnify(whole, 100)
    again = label.font().pointSizeF(), label.minimumHeight(), button.iconSize().width(), sign.sizeHint().width()
    assert again == pytest.approx(before)


@pytest.mark.parametrize("shown", [EXPORT, SETTINGS, FINALISE])
def test_pages_over_the_report_are_as_large_as_it_is(window: MainWindow, qtbot: QtBot, shown: object) -> None:
    window.actions_by_key[shown.id].trigger()  # type: ignore[attr-defined]
    qtbot.wait(1)
    over = window.trail.over_pages[-1].page
    before = sizes(over)
    assert before
    for _ in range(4):
        window.actions_by_key[ZOOM_IN.id].trigger()
    assert window.trail.over_pages  # the page stays
    after = sizes(over)
    grown = [after[one] / before[one] for one in before if one in after]
    assert grown == pytest.approx([1.75] * len(grown))
    window.back()
    window.actions_by_key[shown.id].trigger()  # type: ignore[attr-defined]
    again = sizes(window.trail.over_pages[-1].page)
    assert sorted(set(again.values())) == pytest.approx(sorted(set(after.values())))
    window.actions_by_key[ZOOM_RESET.id].trigger()


def test_what_stands_beside_the_texts_grows_with_them(window: MainWindow) -> None:
    window.actions_by_key[TABS[0].id].trigger()
    page = window.report_page
    assert page is not None
    texts = page.page
    side = texts.show_side(True)  # type: ignore[union-attr]
    outline = texts.outline  # type: ignore[union-attr]
    assert outline is not None
    before = side.list.font().pointSizeF(), side.last_year.title.font().pointSizeF(), outline.width()
    page.set_zoom(150)
    after = side.list.font().pointSizeF(), side.last_year.title.font().pointSizeF(), outline.width()
    assert after == pytest.approx([1.5 * one for one in before])


@pytest.mark.parametrize("percent", [100, 200, 250])
def test_the_strip_leaves_out_everything_before_a_broken_identity(window: MainWindow, percent: int) -> None:
    window.actions_by_key[TABS[2].id].trigger()
    page, session = window.report_page, window.session
    assert page is not None
    assert session is not None
    page.set_zoom(percent)
    strip = page.page.strip  # type: ignore[union-attr]
    words = StripWords("予以公开·社会公益组织", "261", "248", "+13（+5%）", "本列一＋二 7 ≠ 0 三＋四，多7", "填")
    room = strip._wide(words._replace(change="", last="", place="国…"))
    for wide in (10_000, room + 200, room):
        fitting = strip._fitting(words, wide)
        assert fitting.broken == words.broken
        assert fitting.now == words.now
        assert strip._wide(fitting) <= wide
    assert strip._fitting(words, 10_000) == words
