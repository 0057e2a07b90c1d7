"""Last year's text beside this one: what differs is marked, and one key brings it over, renewed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextEdit, QVBoxLayout, QWidget

from app.writing.differing import LONGEST, Stretch, count, stretches
from model.report.report import Report
from ui.actions.in_widgets import TAKE_OVER
from ui.actions.in_window import BRING_IN
from ui.appearance import theme
from ui.appearance.colours import Colours
from ui.frame.buttons import push_button

_TITLE = 28  # pixels: as high as the line of the sentences beside it
_NOTE = "年份改为{}年，表格里的数改为今年的；改不了的标出来"


class LastYearPane(QWidget):
    """The text as it was last year, and what became of it."""

    taken = Signal()
    wanted = Signal()  # last year's report, which the library has not

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.about, self.note = QLabel("上年这一段"), QLabel(), QLabel()
        self.words = QTextEdit()
        self.take_button = push_button(TAKE_OVER.label, TAKE_OVER.icon, TAKE_OVER.tooltip)
        self.bring_button = push_button(f"{BRING_IN.label}上年年报…", BRING_IN.icon)
        self._shown: tuple[str, str, bool] | None = None
        self._set_up()
        self._lay_out()

    def _set_up(self) -> None:
        self.title.setFont(theme.ui_font(bold=True))
        for label in (self.about, self.note):
            label.setProperty("muted", True)
            label.setWordWrap(True)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName("上年这一段")
        self.words.document().setDocumentMargin(8)
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
        found = stretches(old, now) if old and now else None
        self.about.setText(_about(last, report, old, now, found))
        dark = theme.is_dark()
        if self._shown != (old, now, dark):
            self._shown = old, now, dark
            self._write([Stretch(old, was=True, now=True)] if found is None else found)
        self.words.setVisible(bool(old))

    def _write(self, found: Sequence[Stretch]) -> None:
        self.words.clear()
        cursor, tone = self.words.textCursor(), theme.colours()
        for one in found:
            cursor.insertText(one.words, _look(one, tone))
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.words.setTextCursor(cursor)


def _about(last: Report | None, report: Report, old: str, now: str, found: Sequence[Stretch] | None) -> str:
    if last is None:
        return f"库里没有{report.year - 1}年度的年报"
    if not old:
        return f"{last.year}年度没有写"
    if not now:
        return f"{last.year}年度"
    if found is None:
        why = "太长" if len(old) + len(now) > LONGEST else "与现在的相同处很少"
        return f"{last.year}年度 · {why}，不逐处对照"
    differing = count(found)
    return f"{last.year}年度 · " + (f"与现在不同{differing}处" if differing else "与现在一样")


def _look(one: Stretch, tone: Colours) -> QTextCharFormat:
    """Return how a stretch looks: struck where it is no more, underlined where it is new; colour is not alone."""
    look = QTextCharFormat()
    look.setForeground(tone.text)
    if one.was and not one.now:
        look.setForeground(tone.hard)
        look.setBackground(tone.hard_soft)
        look.setFontStrikeOut(True)
    elif one.now and not one.was:
        look.setForeground(tone.done)
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    return look
