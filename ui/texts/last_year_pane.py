"""Last year's text beside this one: what differs is marked, and one key brings it over, renewed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from model.report.report import Report
from ui.actions.in_widgets import TAKE_OVER
from ui.actions.in_window import BRING_IN
from ui.appearance import theme
from ui.frame.buttons import push_button
from ui.texts.differing_text import DifferingText

_TITLE = 28  # pixels: as high as the line of the sentences beside it
_NOTE = "年份改为{}年，表格里的数改为今年的；改不了的标出来"


class LastYearPane(QWidget):
    """The text as it was last year, and what became of it."""

    taken = Signal()
    wanted = Signal()  # last year's report, which the library has not

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.about, self.note = QLabel("上年这一段"), QLabel(), QLabel()
        self.words = DifferingText()
        self.take_button = push_button(TAKE_OVER.label, TAKE_OVER.icon, TAKE_OVER.tooltip)
        self.bring_button = push_button(f"{BRING_IN.label}上年年报…", BRING_IN.icon)
        self._set_up()
        self._lay_out()

    def _set_up(self) -> None:
        self.title.setFont(theme.ui_font(bold=True))
        for label in (self.about, self.note):
            label.setProperty("muted", True)
            label.setWordWrap(True)
        self.words.setAccessibleName("上年这一段")
        self.take_button.clicked.connect(self.taken)
        self.bring_button.clicked.connect(self.wanted)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addWidget(self.about, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.take_button)
        foot.addWidget(self.bring_button)
        foot.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.title.setFixedHeight(_TITLE)
        column.addLayout(top)
        column.addWidget(self.words, 1)
        column.addLayout(foot)
        column.addStretch(0)

    def show_text(self, last: Report | None, report: Report, key: str, *, writable: bool) -> None:
        """Show last year's text of a key, beside the one that stands there now."""
        old, now = "" if last is None else last.texts.get(key, ""), report.texts.get(key, "")
        self.bring_button.setVisible(last is None)
        self.take_button.setVisible(last is not None)
        self.take_button.setEnabled(bool(old) and writable)
        self.note.setText(_NOTE.format(report.year) if old else "")
        told = self.words.show_both(old, now)
        self.about.setText(_about(last, report, told) if old or last is None else f"{last.year}年度没有写")
        self.words.setVisible(bool(old))


def _about(last: Report | None, report: Report, differing: str) -> str:
    if last is None:
        return f"库里没有{report.year - 1}年度的年报"
    return f"{last.year}年度 · {differing}" if differing else f"{last.year}年度"
