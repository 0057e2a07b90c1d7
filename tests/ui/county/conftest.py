"""A window on a library with a collection of four units, and a folder of files to take in."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from model.storage.library import Library
from tests.model.storage.county.collected import HEADING, UNITS, WHO
from tests.ui.hands import show_window
from ui import dialogs
from ui.county.page import CountyPage
from ui.window.county import county_page
from ui.window.main_window import MainWindow

TODAY = date(2026, 1, 26)


@pytest.fixture
def collection(library: Library) -> int:
    library.set_setting("return kinds", "none")  # nothing is written where nobody asks for it
    return library.county.create(HEADING, UNITS, WHO)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "年报"
    made.mkdir()
    return made


@pytest.fixture
def empty_window(qtbot: QtBot, library: Library) -> Iterator[MainWindow]:
    """Return the window on a library in which nothing is."""
    window = MainWindow(library, preview=False, today=lambda: TODAY)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1366, 728)
    show_window(window, qtbot)
    yield window
    window.close()


@pytest.fixture
def county(empty_window: MainWindow, collection: int) -> CountyPage:
    """Return the page of the collection."""
    empty_window.actions_by_key["county"].trigger()
    page = county_page(empty_window)
    assert page is not None
    return page


@pytest.fixture
def warned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep what is warned of."""
    said: list[str] = []
    monkeypatch.setattr(dialogs, "warn", lambda _, sentence: said.append(sentence))
    return said
