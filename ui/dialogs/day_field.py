"""A field for a day, with a calendar that drops down."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit


class DayField(QDateEdit):
    """Shows a day as it is written in Chinese, and gives it as a plain one."""

    def __init__(self, day: date, name: str = "") -> None:
        super().__init__()
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
