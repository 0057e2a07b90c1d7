"""Every key of the roll call that stands in the registry does what stands there."""

import pytest
from PySide6.QtCore import QKeyCombination
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests.model.storage.county.collected import TOWN, receive
from ui import dialogs
from ui.actions import in_county  # noqa: F401 — its actions are in the registry then
from ui.actions.registry import KeyContext, in_context
from ui.county.page import CountyPage
from ui.window.main_window import MainWindow

KEYS = [key for one in in_context(KeyContext.ROLL) for key in one.keys]
EVERYWHERE = {"Home", "Esc"}  # the first row is chosen, and nothing is searched for


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Keep the dialogs that would be shown."""
    noted: list[object] = []

    def run(dialog: QDialog) -> int:
        noted.append(dialog)
        return 0

    monkeypatch.setattr(dialogs, "run", run)
    return noted


@pytest.mark.parametrize("key", [key for key in KEYS if key not in EVERYWHERE])
def test_a_key_of_the_roll_works(
    key: str, county: CountyPage, empty_window: MainWindow, collection: int, shown: list[object]
) -> None:
    library = empty_window.library
    receive(library, collection, TOWN)
    county.refresh()
    table = county.roll_page.table
    table.setCurrentIndex(county.roll_page.model.index(0, 0))
    empty_window.status.say("旧的")

    def look() -> object:
        chosen = [row.unit.key for row in county.roll_page.chosen()]
        there = getattr(empty_window.trail.current, "page", None)
        focus = QApplication.focusWidget()
        return chosen, there, focus, empty_window.status.sentence, len(shown), len(library.county.steps(chosen[0]))

    before = look()
    pressed: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]  # as the stubs do not know
    QTest.keyClick(table, pressed.key(), pressed.keyboardModifiers())
    assert look() != before
