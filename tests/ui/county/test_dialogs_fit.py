"""Every dialog of the county office is on a screen of 1366×768 at 200 percent, with its buttons."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from app.collecting.roll import call_roll
from app.collecting.scores import score_table, scoring_of
from model.storage.library import Library
from tests.model.storage.county.collected import HEADING, TOWN, receive, units_of
from tests.ui.hands import show_window
from ui.county.hand_out_dialog import HandOutDialog
from ui.county.hand_up_dialog import HandUpDialog
from ui.county.heading_dialog import HeadingDialog
from ui.county.new_collection import NewCollectionDialog
from ui.county.score_dialogs import ItemsDialog, ScoreDialog
from ui.county.texts_dialog import TextsDialog
from ui.county.unit_dialogs import AddUnitsDialog, EditUnitsDialog
from ui.dialogs import FormDialog

TODAY = date(2026, 1, 26)
WIDE, HIGH = 675, 344  # pixels that a dialog has there
Make = Callable[[Library, int], FormDialog]
DIALOGS: dict[str, Make] = {
    "new": lambda library, _: NewCollectionDialog(None, library, TODAY),
    "texts": lambda library, at: TextsDialog(None, call_roll(library, at, TODAY), "甲县政务公开办公室"),
    "hand out": lambda library, at: HandOutDialog(None, library, at),
    "hand up": lambda library, at: HandUpDialog(None, library, at, TODAY),
    "heading": lambda _library, _: HeadingDialog(None, HEADING),
    "add": lambda library, at: AddUnitsDialog(None, library.county.units(at), HEADING),
    "edit": lambda library, at: EditUnitsDialog(None, library.county.units(at), units_of(library, at)[:1], HEADING),
    "edit some": lambda library, at: EditUnitsDialog(None, library.county.units(at), units_of(library, at), HEADING),
    "score": lambda library, at: ScoreDialog(None, score_table(library, at, TODAY).units[0]),
    "items": lambda library, at: ItemsDialog(None, scoring_of(library, at), "甲县"),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_on_the_screen(library: Library, collection: int, qtbot: QtBot, name: str) -> None:
    receive(library, collection, TOWN)
    dialog = DIALOGS[name](library, collection)
    show_window(dialog, qtbot)
    dialog.fit_across(WIDE)
    dialog.fit_into(HIGH)
    assert dialog.width() <= WIDE
    assert dialog.height() <= HIGH
    corner = dialog.yes.mapTo(dialog, QPoint(dialog.yes.width(), dialog.yes.height()))
    assert corner.x() <= WIDE
    assert corner.y() <= HIGH
