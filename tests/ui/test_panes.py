"""F6 goes round the parts of the window, there and back; the cursor is never lost to what stands at the foot."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.form.editions import FORM_2021
from ui.actions.in_window import EXPORT, FINDINGS, NEXT_PANE, PREVIOUS_PANE, SETTINGS, TABS
from ui.window.main_window import MainWindow
from ui.window.panes import _first, _holds, _parts


def break_something(window: MainWindow) -> None:
    """Let there be findings, which stand in a list of their own."""
    assert window.session is not None
    assert window.session.set_number(FORM_2021.typed_cells[20], Decimal(1000))
    assert window.report_page is not None
    window.report_page.show_findings(True)
    panel = window.report_page.panel()
    panel.refresh()
    assert panel.list.isVisible()
    assert panel.model.rows


def where(window: MainWindow) -> int:
    now = QApplication.focusWidget()
    assert now is not None
    return next(at for at, part in enumerate(_parts(window)) if _holds(part, now))


@pytest.mark.parametrize("shown", [None, EXPORT, SETTINGS])
@pytest.mark.parametrize("tab", [0, 2])
def test_each_part_is_come_to_once_and_back(window: MainWindow, qtbot: QtBot, shown: object, tab: int) -> None:
    window.activateWindow()
    break_something(window)
    window.actions_by_key[TABS[tab].id].trigger()
    if shown:
        window.actions_by_key[shown.id].trigger()  # type: ignore[attr-defined]
    else:
        assert window.report_page is not None
        window.report_page.show_findings(True)
        window.report_page.page.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.waitUntil(lambda: all(part.isVisible() for part in _parts(window)))
    count = sum(_first(part) is not None for part in _parts(window))  # the foot may have nothing for the keys
    there = []
    for _ in range(count):
        there.append(where(window))
        window.actions_by_key[NEXT_PANE.id].trigger()
    assert where(window) == there[0], there
    assert len(set(there)) == len(there) == count
    for at in reversed(there):
        window.actions_by_key[PREVIOUS_PANE.id].trigger()
        assert where(window) == at


@pytest.mark.parametrize("tab", [0, 2])
def test_the_cursor_goes_back_to_the_page_from_a_side_that_is_folded(
    window: MainWindow, qtbot: QtBot, tab: int
) -> None:
    page = window.report_page
    assert page is not None
    break_something(window)
    window.actions_by_key[TABS[tab].id].trigger()
    page.show_findings(True)
    page.panel().list.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.panel().list.hasFocus()
    window.actions_by_key[FINDINGS.id].trigger()
    now = QApplication.focusWidget()
    assert now is not None
    assert page.page.isAncestorOf(now)
