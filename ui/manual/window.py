"""The window of the manual: the chapters at the left, the page, and a line to search it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.actions import in_manual as actions
from ui.actions.in_window import MANUAL, ZOOM_IN, ZOOM_OUT
from ui.actions.registry import Action, KeyContext, pressed
from ui.frame.buttons import flat_button
from ui.frame.search_field import search_field
from ui.manual import pages
from ui.manual.browser import STEP, ManualBrowser

_SIZE = (1040, 760)
_OUTLINE = 220  # pixels
_NARROW = 700  # pixels: a window that is narrower has the chapters in a box over the page
_FIELD = 200  # pixels
_BUT_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier  # + is typed with it


class ManualWindow(QWidget):
    """A window of its own beside that of the program: one reads here and types there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(f"{MANUAL.label} · 勾稽")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.browser, self.outline = ManualBrowser(), QListWidget()
        self.chooser = QComboBox()
        self.field, self.count = search_field(actions.FIND_IN_MANUAL.label), QLabel()
        self._current = -1
        self._lay_out()
        self._connect()
        room = parent.screen().availableGeometry().size()
        self.resize(min(_SIZE[0], room.width() - 40), min(_SIZE[1], room.height() - 60))
        self._page = pages.folder() / pages.MANUAL
        self._chapters: list[tuple[str, int]] = []

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._chapters:  # laid out when it is known how wide it is
            self.browser.show_page(self._page)
            self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.outline.setAccessibleName("各章")
        self.outline.setProperty("side", True)
        self.outline.setFixedWidth(_OUTLINE)
        self.outline.setWordWrap(True)  # no chapter is cut off, however long its name
        self.outline.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.outline.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.outline.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.chooser.setAccessibleName("各章")
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.chooser.hide()
        self.field.setMaximumWidth(_FIELD)
        self.count.setProperty("muted", True)
        self.count.setAccessibleName("找到几处")
        line = QHBoxLayout()
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(8)
        line.addWidget(self.chooser)
        for part in (self.field, self._button(actions.MATCH_BACK), self._button(actions.MATCH_ON), self.count):
            line.addWidget(part)
        line.addStretch(1)
        for one in (ZOOM_OUT, ZOOM_IN):
            line.addWidget(self._button(one))
        below = QHBoxLayout()
        below.setSpacing(8)
        below.setContentsMargins(0, 0, 8, 8)
        below.addWidget(self.outline)
        below.addWidget(self.browser, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(line)
        whole.addLayout(below, 1)

    def _button(self, declared: Action) -> QToolButton:
        button = flat_button(declared)
        button.clicked.connect(lambda *_: self.do(declared))
        return button

    def _connect(self) -> None:
        self.browser.opened.connect(self._list_chapters)
        self.browser.verticalScrollBar().valueChanged.connect(lambda _: self._follow())
        self.outline.itemClicked.connect(lambda _: self._go_to_chapter())
        self.outline.itemActivated.connect(lambda _: self._go_to_chapter())
        self.field.textChanged.connect(lambda _: self._search())
        self.chooser.activated.connect(self._go_to_chosen)
        for part in (self.browser, self.outline, self.field):
            part.installEventFilter(self)

    # Chapters

    def _list_chapters(self) -> None:
        self._chapters = self.browser.headings()
        self.outline.clear()
        names = [words for words, _ in self._chapters]
        self.outline.addItems(names)
        self.chooser.clear()
        self.chooser.addItems(names)
        for row, name in enumerate(names):
            self.chooser.setItemData(row, name, Qt.ItemDataRole.ToolTipRole)
        self._follow()
        self._search()

    def _follow(self) -> None:
        """Choose the chapter that is at the top of the page."""
        top = self.browser.position_at_top()
        begun = [row for row, (_, at) in enumerate(self._chapters) if at <= top + 1]
        self.outline.setCurrentRow(begun[-1] if begun else 0)
        self.chooser.setCurrentIndex(self.outline.currentRow())

    def _go_to_chosen(self, row: int) -> None:
        self.outline.setCurrentRow(row)
        self._go_to_chapter()
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_chapter(self, name: str) -> None:
        """Go to the chapter of a name; one that is not there leaves the page where it is."""
        row = next((row for row, (words, _) in enumerate(self._chapters) if words.endswith(name)), None)
        if row is not None:
            self._go_to_chosen(row)

    def _go_to_chapter(self) -> None:
        row = self.outline.currentRow()
        if 0 <= row < len(self._chapters):
            self.browser.go_to(self._chapters[row][1])
            self.outline.setCurrentRow(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.outline.setVisible(self.width() >= _NARROW)
        self.chooser.setVisible(self.width() < _NARROW)

    # Searching

    def _search(self) -> None:
        """Look for the words of the field, and go to the first place from here on."""
        here = self.browser.textCursor().position()
        ends = [one.selectionEnd() for one in self.browser.matches(self.field.text())]
        self._stand_at(next((number for number, end in enumerate(ends) if end >= here), 0))

    def _stand_at(self, number: int) -> None:
        found = self.browser.matches(self.field.text())
        self._current = number % len(found) if found else -1
        self.browser.frame(found, self._current)
        none = "没有匹配" if self.field.text() else ""
        self.count.setText(f"第{self._current + 1}处，共{len(found)}处" if found else none)

    # Keys

    def do(self, declared: Action) -> None:
        """Do what a key or a button asks for."""
        if declared is actions.FIND_IN_MANUAL:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()
        elif declared in (actions.MATCH_ON, actions.MATCH_BACK):
            self._stand_at(self._current + (1 if declared is actions.MATCH_ON else -1))
        elif declared is actions.LEAVE_MANUAL:
            self.close()
        else:
            steps = {ZOOM_IN: STEP, ZOOM_OUT: -STEP}
            self.browser.zoom(self.browser.percent + steps[declared] if declared in steps else 100)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            act = pressed(event, KeyContext.MANUAL) or pressed(event, KeyContext.MANUAL, _BUT_SHIFT)
            if act and not (act is actions.MATCH_ON and watched is self.outline):  # there Enter goes to a chapter
                self.do(act)
                return True
        return super().eventFilter(watched, event)


def show(parent: QWidget, chapter: str = "") -> None:
    """Show the manual, in front of the window it belongs to, at a chapter where one is named.

    Raises:
        UserError: it is not there.
    """
    found = parent.findChild(ManualWindow)
    window = found if isinstance(found, ManualWindow) else ManualWindow(parent)
    window.show()
    window.activateWindow()
    if chapter:
        window.show_chapter(chapter)
