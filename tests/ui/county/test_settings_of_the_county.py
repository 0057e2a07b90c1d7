"""设置 → 汇总: what is chosen there is what the pages of the county office go by."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from app.collecting.comparing import FAR_CHOICES, how_far
from app.collecting.return_files import ReturnKind
from app.collecting.totals import counts_all_received
from model.collection.outliers import FAR
from model.storage.library import Library
from ui.county.hand_out_dialog import HandOutDialog
from ui.county.page import CountyPage
from ui.county.return_files import ReturnFilesBox
from ui.settings import county as rows
from ui.settings.context import SettingsContext
from ui.settings.definition import CATEGORIES
from ui.settings.fields import ChoiceField, LineField

TODAY = date(2026, 1, 26)


@pytest.fixture
def context(library: Library) -> SettingsContext:
    return SettingsContext(library, TODAY)


def pick(field: object, at: int) -> None:
    assert isinstance(field, ChoiceField)
    field.setCurrentIndex(at)
    field.activated.emit(at)


def test_the_category_stands_among_the_others() -> None:
    (category,) = [one for one in CATEGORIES if one.title == "汇总"]
    assert {row.make for row in category.rows} == {rows.counted, rows.far, rows.letterhead, rows.ReturnKindsField}


def test_over_whom_a_sum_is(context: SettingsContext, library: Library, qtbot: QtBot) -> None:
    field = rows.counted(context)
    qtbot.addWidget(field)
    assert not counts_all_received(library)
    pick(field, 1)
    assert counts_all_received(library)
    context.take_back()
    assert not counts_all_received(library)


def test_how_far_off_a_figure_is_that_is_hinted_at(context: SettingsContext, library: Library, qtbot: QtBot) -> None:
    field = rows.far(context)
    qtbot.addWidget(field)
    assert how_far(library) == FAR
    seen: set[Decimal] = set()
    for at in range(len(FAR_CHOICES)):
        pick(field, at)
        seen.add(how_far(library))
    assert seen == set(FAR_CHOICES)
    library.set_setting("far off", "很远")
    assert how_far(library) == FAR


def test_which_files_go_along_with_a_return(context: SettingsContext, library: Library, qtbot: QtBot) -> None:
    field = rows.ReturnKindsField(context)
    qtbot.addWidget(field)
    for box in field.boxes.values():
        box.setChecked(False)
    assert ReturnFilesBox(library, TODAY).kinds == ()
    field.boxes[ReturnKind.WORD].setChecked(True)
    assert ReturnFilesBox(library, TODAY).kinds == (ReturnKind.WORD,)


def test_what_stands_above_what_is_handed_out(
    context: SettingsContext, county: CountyPage, library: Library, collection: int, qtbot: QtBot
) -> None:
    field = rows.letterhead(context)
    qtbot.addWidget(field)
    assert isinstance(field, LineField)
    field.setText("甲县政务公开办公室")
    field.editingFinished.emit()
    assert HandOutDialog(county, library, collection).letterhead.text() == "甲县政务公开办公室"
