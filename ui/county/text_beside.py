"""Beside a text that is looked at: the same of last year, or of the revision before; one at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from model.report.report import Report
from ui.appearance import theme
from ui.state.before_this import BeforeThis
from ui.texts.differing_text import DifferingText

LAST_YEAR = "上年"


class TextBeside(QWidget):
    """The earlier text, with what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.about, self.words = QLabel(), QLabel(), DifferingText()
        self.title.setFont(theme.ui_font(bold=True))
        self.about.setProperty("muted", True)
        self.about.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addWidget(self.about, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.words, 1)
        column.addStretch(0)

    def show_text(self, earlier: BeforeThis, report: Report, key: str) -> None:
        """Show a text as it was, beside how it is in a report."""
        old, now = earlier.report.texts.get(key, ""), report.texts.get(key, "")
        self.title.setText(earlier.name)
        told = self.words.show_both(old, now)
        self.about.setText(told if old else "没有写这一段")
        self.words.setAccessibleName(f"{earlier.name}的{report.form.name_of(key)}")
        self.words.setVisible(bool(old))


def earlier_of(last: Report | None, before: BeforeThis | None) -> list[BeforeThis]:
    """Return what a report can be held beside: the revision before, which is wanted first, and last year's."""
    found = [before] if before is not None else []
    return [*found, BeforeThis(LAST_YEAR, last)] if last is not None else found
