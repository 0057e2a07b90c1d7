"""Nothing of 关于勾稽 is cut off."""

from datetime import date

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from model.storage.library import Library
from tests.ui.cut_off import cut_off
from tests.ui.hands import show_window
from ui import dialogs
from ui.window import about


def test_all_of_it_can_be_read(library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QDialog] = []
    monkeypatch.setattr(dialogs, "run", shown.append)
    about.show(None, library, date(2024, 1, 10))
    show_window(shown[0], qtbot)
    assert cut_off(shown[0]) == []
