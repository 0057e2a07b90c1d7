"""An earlier text with what became of it: struck where it is no more, underlined where it is new."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.writing.differing import LONGEST, Stretch, count, stretches
from ui.appearance import theme
from ui.appearance.colours import Colours


class DifferingText(QTextEdit):
    """Shows two versions of a text in one."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, str, bool] | None = None
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(8)

    def show_both(self, old: str, now: str) -> str:
        """Show the earlier text and the one of now, and say how they differ; "" where there is nothing to compare."""
        found = stretches(old, now) if old and now else None
        dark = theme.is_dark()
        if self._shown != (old, now, dark):
            self._shown = old, now, dark
            self._write([Stretch(old, was=True, now=True)] if found is None else found)
        if not old or not now:
            return ""
        if found is None:
            why = "太长" if len(old) + len(now) > LONGEST else "与现在的相同处很少"
            return f"{why}，不逐处对照"
        differing = count(found)
        return f"与现在不同{differing}处" if differing else "与现在一样"

    def _write(self, found: Sequence[Stretch]) -> None:
        self.clear()
        cursor, tone = self.textCursor(), theme.colours()
        for one in found:
            cursor.insertText(one.words, _look(one, tone))
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)


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
