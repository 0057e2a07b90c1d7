"""A day can be written over the whole field in every usual way, and part by part."""

from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import CTRL, KEY
from ui.dialogs.day_field import DayField

BEFORE, WANTED = date(2025, 1, 31), date(2026, 12, 10)
WAYS = ("2026-12-10", "2026.12.10", "20261210", "2026/12/10")


@pytest.fixture
def field(qtbot: QtBot) -> DayField:
    page = QWidget()
    column = QVBoxLayout(page)
    made = DayField(BEFORE)
    column.addWidget(made)
    column.addWidget(QLineEdit())
    qtbot.addWidget(page)
    page.show()
    made.setFocus()
    made._page = page  # type: ignore[attr-defined]  # else it is gone
    return made


@pytest.mark.parametrize("words", WAYS)
@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Tab])
def test_a_day_typed_over_the_whole_field_is_taken(field: DayField, words: str, key: KEY) -> None:
    QTest.keyClick(field, KEY.Key_A, CTRL)
    QTest.keyClicks(field, words)
    QTest.keyClick(field, key)
    assert field.day == WANTED
    assert field.text() == "2026年12月10日"


@pytest.mark.parametrize("words", [*WAYS, "2026年12月10日", " 2026年12月10日"])
def test_a_day_is_pasted(field: DayField, words: str) -> None:
    QGuiApplication.clipboard().setText(words)
    QTest.keyClick(field, KEY.Key_A, CTRL)
    QTest.keyClick(field, KEY.Key_V, CTRL)
    field.clearFocus()
    assert field.day == WANTED


def test_what_is_typed_is_mended_before_it_is_taken(field: DayField) -> None:
    QTest.keyClick(field, KEY.Key_A, CTRL)
    QTest.keyClicks(field, "2026-12-11")
    QTest.keyClick(field, KEY.Key_Backspace)
    QTest.keyClicks(field, "0")
    assert field.day == WANTED


def test_its_parts_are_typed_one_after_the_other(field: DayField) -> None:
    field.setSelectedSection(DayField.Section.YearSection)
    QTest.keyClicks(field, "2026-12-10")
    QTest.keyClick(field, KEY.Key_Return)
    assert field.day == WANTED


def test_half_a_day_leaves_the_one_before(field: DayField) -> None:
    QTest.keyClick(field, KEY.Key_A, CTRL)
    QTest.keyClicks(field, "2026-1")
    QTest.keyClick(field, KEY.Key_Return)
    assert (field.day, field.text()) == (BEFORE, "2025年1月31日")
