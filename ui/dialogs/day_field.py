"""A field for a day, with a calendar that drops down; a whole day can be typed or pasted over it, too."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit

_DAY = re.compile(r"(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))", re.ASCII)
_PART = re.compile(r"[\d\s./年月日-]{0,14}", re.ASCII)
_JOINTS = frozenset("-./年月")  # between the parts of a day
_LEAVES = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape}


def day_in(words: str) -> date | None:
    """Return the day that some words are; None where they are none.

    >>> {str(day_in(one)) for one in ("2026-12-10", "2026.12.10", "20261210", "2026年12月10日", "2026/12/10")}
    {'2026-12-10'}
    >>> day_in("2026-12"), day_in("2026-13-1")
    (None, None)
    """
    found = _DAY.fullmatch("".join(words.split()))
    if found is None:
        return None
    year, *parts = (int(one) for one in found.groups() if one is not None)
    try:
        return date(year, *parts)
    except ValueError:
        return None


class DayField(QDateEdit):
    """Shows a day as it is written in Chinese, and gives it as a plain one."""

    def __init__(self, day: date, name: str = "") -> None:
        super().__init__()
        self._is_typed = False  # over the whole field, in any way of writing days
        self._is_ahead = False  # in the next part by itself
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy年M月d日")
        self.setAccessibleName(name)
        self.day = day

    @property
    def day(self) -> date:
        """The day in the field."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    @day.setter
    def day(self, day: date) -> None:
        self.setDate(QDate(day.year, day.month, day.day))

    def validate(self, text: str, at: int) -> object:
        if day_in(text) is not None:
            return QValidator.State.Acceptable, text, at
        if self._is_typed and _PART.fullmatch(text):
            return QValidator.State.Intermediate, text, at
        return super().validate(text, at)

    def dateTimeFromText(self, text: str) -> QDateTime:
        day = day_in(text)
        return (
            super().dateTimeFromText(text) if day is None else QDateTime(QDate(day.year, day.month, day.day), QTime())
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a day that is typed over the whole field, and go on where its parts are typed one after the other."""
        line = self.lineEdit()
        if event.key() in _LEAVES:
            self._settle()
        elif event.text().isdecimal() and line.selectedText() == line.text():
            self._is_typed = True
            line.blockSignals(True)  # else the field puts the day before back at once
        elif not self._is_typed and event.text() in _JOINTS:
            self._next_part()
            return
        part, self._is_ahead = self.currentSection(), False
        if self._is_typed:
            QAbstractSpinBox.keyPressEvent(self, event)  # the field's own wants its parts
            self._take_typed()
        else:
            super().keyPressEvent(event)
            self._is_ahead = event.text().isdecimal() and self.currentSection() != part

    def _take_typed(self) -> None:
        """Take what is typed as soon as it is a day; it stays as it is typed."""
        line = self.lineEdit()
        words, at, day = line.text(), line.cursorPosition(), day_in(line.text())
        if day is not None:
            self.day = day
            line.setText(words)
            line.setCursorPosition(at)

    def _settle(self) -> None:
        """Show the day as days are shown."""
        if self._is_typed:
            self._is_typed = False
            self.lineEdit().setText(self.textFromDateTime(self.dateTime()))
            self.lineEdit().blockSignals(False)

    def _next_part(self) -> None:
        if self._is_ahead:  # the part before was full
            self._is_ahead = False
            return
        after = self.currentSectionIndex() + 1
        if after < self.sectionCount():
            self.setSelectedSection(self.sectionAt(after))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._settle()
        super().focusOutEvent(event)
