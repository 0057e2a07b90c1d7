"""The line at the foot says what just happened here, and nothing of another place."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model.storage.records import How
from tests.ui.hands import ALT, CTRL, FIRST, KEY, look_at_all
from ui.state.shown import FINAL
from ui.window.following import what_is_so
from ui.window.main_window import MainWindow


def press(key: int, held: object = CTRL) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, KEY(key), held)  # type: ignore[call-overload]
    QApplication.processEvents()


@pytest.fixture
def filled(window: MainWindow) -> MainWindow:
    """Return the window where the blanks of section two were filled with 0."""
    assert window.session is not None
    press(KEY.Key_3)
    window.session.set_number(FIRST, None, How.TYPED)
    press(KEY.Key_0, ALT)
    assert "填了0" in window.status.sentence
    return window


def test_what_was_done_is_not_said_of_another_tab(filled: MainWindow) -> None:
    press(KEY.Key_5)
    assert filled.status.sentence.startswith("已保存")


@pytest.mark.parametrize("page", ["settings", "export", "finalise"])
def test_nor_of_another_page(page: str, filled: MainWindow) -> None:
    filled.actions_by_key[page].trigger()
    QApplication.processEvents()
    assert "填了0" not in filled.status.sentence


def test_what_led_to_the_tab_is_said_there(window: MainWindow) -> None:
    assert window.session is not None
    window.session.set_number(FIRST, Decimal(3), How.TYPED)
    press(KEY.Key_5)
    press(KEY.Key_Z)
    assert window.session.value(FIRST) != Decimal(3)
    assert window.report_page is not None
    assert window.report_page.page.current_place() == FIRST  # undo went to the tab of what it changed
    assert window.status.sentence.startswith("撤销")


def test_what_is_offered_stays_within_reach(window: MainWindow) -> None:
    window.status.offer("已导出一份", "打开", lambda: None)
    QApplication.processEvents()
    press(KEY.Key_5)
    assert window.status.sentence == "已导出一份"


def make_final(window: MainWindow) -> None:
    assert window.session is not None
    look_at_all(window.session)
    assert window.session.finalise(window.today)
    QApplication.processEvents()


@pytest.mark.parametrize("key", [KEY.Key_5, KEY.Key_3])
def test_a_refusal_is_not_said_of_another_tab(window: MainWindow, key: int) -> None:
    make_final(window)
    press(KEY.Key_4)
    press(KEY.Key_7, Qt.KeyboardModifier.NoModifier)
    assert window.status.sentence == FINAL
    assert not window.status._offers[0].isHidden()
    press(key)
    assert window.status._offers[0].isHidden()


def test_a_final_report_does_not_say_that_every_cell_is_saved(window: MainWindow) -> None:
    assert window.session is not None
    assert window.status.sentence == what_is_so(window.session)
    make_final(window)
    press(KEY.Key_4)
    press(KEY.Key_5)
    assert window.status.sentence == FINAL
    assert window.session.reopen("有一处要更正，另行说明")
    press(KEY.Key_4)
    assert window.status.sentence != FINAL


def test_a_report_that_is_opened_tells_nothing_of_the_one_before(filled: MainWindow) -> None:
    assert filled.session is not None
    first = filled.session
    other = filled.library.create(first.report.with_text("problems/text", "别的。"))
    filled.open(other)
    QApplication.processEvents()
    press(KEY.Key_4)
    assert "已保存" not in filled.status.sentence
