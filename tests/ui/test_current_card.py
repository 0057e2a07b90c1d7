"""Which card is current: that of the section the caret comes to, and after filling in what F8 would come to."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.rounds import Round
from model.form.editions import FORM_2021
from model.report.report import Level, Report
from tests.ui.hands import ALT, CTRL, KEY
from ui.findings.panel import FindingsPanel
from ui.findings.rows import FindingGroup
from ui.window.main_window import MainWindow

TEXTS = {
    "overview/opening": "根据国办公开办涵〔2021〕30号编制（具体网址）。",
    "overview/supervision": "2019年考核。",
    "problems/text": "问题。",
}


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> FindingsPanel:
    """Return the list beside a report in which much is blank and some is wrong in every text."""
    window.show_library()
    window.open(window.library.create(Report("甲县丙镇人民政府", Level.TOWNSHIP, 2023, texts=TEXTS)))
    QApplication.processEvents()
    assert window.report_page is not None
    window.report_page.show_findings(True)
    panel = window.report_page.panel()
    qtbot.waitUntil(lambda: panel.row is not None)
    return panel


def press(key: int, held: object) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, KEY(key), held)  # type: ignore[call-overload]
    QApplication.processEvents()


def section_of_card(panel: FindingsPanel) -> str:
    assert panel.current is not None
    return FORM_2021.section_of[panel.current.at[0]].ordinal


@pytest.mark.parametrize("ways", ["123456", "654321", "151535"])
def test_a_card_of_the_section_that_one_comes_to_is_current(panel: FindingsPanel, ways: str) -> None:
    for number in ways:
        press(KEY.Key_0 + int(number), CTRL)
        assert section_of_card(panel) == "一二三四五六"[int(number) - 1]


@pytest.mark.parametrize("number, ordinal", [(2, "二"), (3, "三"), (4, "四")])
def test_after_filling_in_it_is_what_f8_comes_to(
    panel: FindingsPanel, window: MainWindow, number: int, ordinal: str
) -> None:
    press(KEY.Key_0 + number, CTRL)
    assert panel.row is not None
    assert panel.row.group is FindingGroup.GAP
    press(KEY.Key_0, ALT)
    assert window.session is not None
    assert window.report_page is not None
    window.session.catch_up()
    stop = Round(window.session).next(window.report_page.page.caret())
    assert stop is not None
    assert panel.current == stop.finding
    assert section_of_card(panel) != ordinal


def test_what_is_current_in_the_section_stays_while_the_caret_goes_on_there(panel: FindingsPanel) -> None:
    press(KEY.Key_5, CTRL)
    before = panel.current
    press(KEY.Key_Right, CTRL)
    assert panel.current == before


@pytest.fixture
def unlooked(panel: FindingsPanel, window: MainWindow) -> FindingsPanel:
    """Return the list, folded while a card of it was current; the caret has gone to another section since."""
    press(KEY.Key_5, CTRL)
    assert window.report_page is not None
    window.report_page.show_findings(False)
    press(KEY.Key_6, CTRL)
    press(KEY.Key_1, CTRL)
    return panel


@pytest.mark.parametrize("key", [KEY.Key_A, KEY.Key_K, KEY.Key_S])
def test_a_key_settles_nothing_that_is_out_of_sight(
    unlooked: FindingsPanel, window: MainWindow, key: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def settle() -> str:
        done.append("")
        return ""

    for name in ("take_proposal", "acknowledge", "explain"):
        monkeypatch.setattr(unlooked, name, settle)
    assert window.report_page is not None
    press(key, ALT)
    assert done == []
    assert window.report_page.finding_bar.isVisible()
    assert section_of_card(unlooked) == "一"
    assert f"再按一次 Alt+{chr(key)}" in window.status.sentence
    press(key, ALT)
    assert len(done) == 1


def test_nor_what_another_page_lies_over(panel: FindingsPanel, window: MainWindow) -> None:
    assert window.session is not None
    assert window.report_page is not None
    before = window.session.report
    window.actions_by_key["settings"].trigger()
    QApplication.processEvents()
    window.actions_by_key["take_current"].trigger()
    assert window.trail.current is window.report_page
    assert window.session.report == before
