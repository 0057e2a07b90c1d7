"""A page of the manual that can be read, searched and made larger."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from ui.actions.in_window import MANUAL
from ui.appearance.colours import colours
from ui.appearance.theme import ui_font
from ui.manual import pages
from ui.manual.dressing import MARGIN, blocks, dress

LEAST, MOST, STEP = 70, 250, 10  # percent
_CHAPTER = 2  # the level of its heading
_LARGER = 1.1  # than the interface: it is read, not glanced at
_PAUSE = 120  # milliseconds that the width must stay before pictures are fitted to it
_MOST_FRAMED = 500  # matches that are shown at once


class ManualBrowser(QTextBrowser):
    """One page: links between pages are followed, others are not, and nothing is fetched."""

    opened = Signal()  # another page is shown, or the same one anew
    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = Path()
        self._percent = 100
        self._words = ""
        self._fitted = 0
        self._asked = 0, 0  # the place that was gone to last, and where the bar stood then
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # it takes no width away later
        self.setAccessibleName(MANUAL.label)
        self.anchorClicked.connect(self._follow)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._fit)

    @property
    def percent(self) -> int:
        """How large the words are."""
        return self._percent

    def show_page(self, page: Path) -> None:
        """Show a page from its beginning.

        Raises:
            UserError: it cannot be read.
        """
        self._words = pages.words(page)
        self._page = page
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        document = self.document()
        document.clear()
        document.setDefaultFont(ui_font(round(self._percent * _LARGER)))
        document.setBaseUrl(QUrl.fromLocalFile(str(self._page)))
        self._fitted = self._room()
        document.setMarkdown(self._words)
        dress(document, colours())
        self.opened.emit()

    def _anew(self) -> None:
        """Lay the page out again; what is at the top stays there."""
        asked, value = self._asked
        at_top = asked if value == self.verticalScrollBar().value() else self.position_at_top()
        self._lay_out()
        self.go_to(at_top)

    def _room(self) -> int:
        return max(self.viewport().width() - 2 * MARGIN, 100)

    def _follow(self, link: QUrl) -> None:
        target = self._page.parent / link.path()
        if not link.scheme() and target.suffix == ".md" and target.exists():
            self.show_page(target)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._words:
            self._anew()

    # Pictures

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture no wider than the page, sharp on any screen; nothing from elsewhere."""
        path = Path(self.document().baseUrl().resolved(QUrl(name)).toLocalFile())
        picture = kind == QTextDocument.ResourceType.ImageResource.value and self._page.parent in path.parents
        return self._picture(QImage(str(path))) if picture else None

    def _picture(self, picture: QImage) -> QImage:
        if picture.width() > self._fitted:
            dots = min(round(self._fitted * self.devicePixelRatioF()), picture.width())
            picture = picture.scaledToWidth(dots, Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(dots / self._fitted)
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._words and self._fitted != self._room():
            self._pause.start()

    def _fit(self) -> None:
        if self._fitted != self._room():
            self._anew()

    # Size

    def zoom(self, percent: int) -> None:
        """Make words larger or smaller."""
        percent = min(max(percent, LEAST), MOST)
        if percent != self._percent:
            self._percent = percent
            self._anew()
            self.zoomed.emit(percent)

    # Places

    def headings(self) -> list[tuple[str, int]]:
        """List the chapters: their words, and where they begin."""
        chapters = (one for one in blocks(self.document()) if one.blockFormat().headingLevel() == _CHAPTER)
        return [(one.text(), one.position()) for one in chapters]

    def position_at_top(self) -> int:
        """Return the place that is at the top now."""
        if self.verticalScrollBar().value() <= MARGIN:
            return 0
        return self.cursorForPosition(self.viewport().rect().topLeft()).position()

    def go_to(self, position: int) -> None:
        """Bring a place to the top."""
        if not position:
            self.verticalScrollBar().setValue(0)
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - MARGIN // 2)
        self._asked = position, bar.value()

    def matches(self, words: str) -> list[QTextCursor]:
        """Find all places where some words stand."""
        found: list[QTextCursor] = []
        one = self.document().find(words) if words else QTextCursor()
        while not one.isNull():
            found.append(one)
            one = self.document().find(words, one)
        return found

    def frame(self, found: list[QTextCursor], current: int) -> None:
        """Mark the places that were found, the current one more than the others."""
        tone = colours()
        marks = []
        for number, cursor in enumerate(found[:_MOST_FRAMED]):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor  # type: ignore[attr-defined]
            mark.format.setBackground(tone.accent if number == current else tone.warn_soft)  # type: ignore[attr-defined]
            mark.format.setForeground(tone.on_accent if number == current else QColor(tone.text))  # type: ignore[attr-defined]
            marks.append(mark)
        self.setExtraSelections(marks)
        if 0 <= current < len(found):
            cursor, height = _before(found[current]), self.viewport().height()
            if not 0 <= (top := self.cursorRect(cursor).top()) < height - 2 * MARGIN:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + top - height // 3)
            self.setTextCursor(cursor)


def _before(found: QTextCursor) -> QTextCursor:
    """Return a cursor at the end of a place, with nothing selected: the mark shows it."""
    cursor = QTextCursor(found)
    cursor.setPosition(found.selectionEnd())
    return cursor
