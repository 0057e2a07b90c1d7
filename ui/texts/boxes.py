"""The texts of a section below each other, each in a box under its heading, in one scroll area."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from model.form.schema import Section, Text
from ui.state.session import Session
from ui.system.viewport import viewport_of
from ui.texts.box import TextBox
from ui.texts.editor import TextEditor
from ui.texts.filling import FillsPage


class TextBoxes(QWidget):
    """The boxes, kept in step with the session; who builds upon it says where the scroll area stands."""

    moved = Signal(str, int)  # the caret: the text, and where in it
    marked = Signal()  # what was found is shown

    def __init__(self, section: Section, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._section = section
        self._percent = 100
        self._grown: TextEditor | None = None  # is being written into, and wants more room than it has yet
        self._to_make = list(section.texts)
        self.boxes: dict[str, TextBox] = {}
        self._area = _scrolling(self._column())
        self._area.verticalScrollBar().valueChanged.connect(self._mark_what_shows)
        self._area.verticalScrollBar().rangeChanged.connect(self._show_what_grew)
        self.setAccessibleName(section.heading)

    def _begin(self, *, at_once: bool) -> None:
        """Make the first box and follow the session; unless all is to be there at once, the others come as they fit."""
        self._make_next()
        if at_once:
            self.make_all()
        else:
            self._area.widget().installEventFilter(self)
        session = self._session
        session.changed.connect(self._sync)
        session.checked.connect(self._mark)
        session.state_changed.connect(self._refresh)
        session.unsaved_changed.connect(self._show_unsaved)

    def _column(self) -> QWidget:
        column = QWidget()
        self._layout = QVBoxLayout(column)
        self._layout.setContentsMargins(16, 12, 16, 20)
        self._layout.setSpacing(14)
        self._layout.addStretch(1)
        return column

    def make_all(self) -> None:
        """Make the boxes that are not there yet."""
        while self._to_make:
            self._make_next()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make the next box when those above it are as high as they will be and leave room for it."""
        if event.type() is QEvent.Type.LayoutRequest and self._to_make and self._has_room():
            self._make_next()
        return False

    def _has_room(self) -> bool:
        return self._layout.sizeHint().height() < viewport_of(self._area).height()

    def _make_next(self) -> None:
        text, last = self._to_make.pop(0), next(reversed(self.boxes.values()), None)
        box = self.boxes[text.key] = TextBox(text, _heading(self._section, text), self._session)
        self._layout.insertWidget(self._layout.count() - 1, box)  # above the stretch
        if last is not None:
            self.setTabOrder(last.editor, box.editor)  # else one that comes later would be the last of the window
        box.set_zoom(self._percent)
        box.set_read_only(self._session.read_only)
        box.show_unsaved(self._session.unsaved.at(text.key))
        self._listen(box)
        if len(self._section.texts) == 1:
            FillsPage(box, self._area)
        if self.isVisible() and not self._session.is_behind:
            box.mark()

    def _listen(self, box: TextBox) -> None:
        """Follow what is done in a box."""
        box.editor.cursorPositionChanged.connect(self._follow)
        box.editor.focused.connect(self._follow)  # where its caret was before
        box.editor.height_changed.connect(self._follow)
        box.editor.height_changed.connect(lambda: self._note_grown(box.editor))
        box.note_came.connect(lambda: self._show_note(box), Qt.ConnectionType.QueuedConnection)  # once it has its place

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 — Qt's name
        """Let Tab find the next box, however soon it is pressed: one that is not shown yet would be passed over."""
        self.make_all()
        for box in self.boxes.values():
            box.show()
        return super().focusNextPrevChild(next)

    def go_to(self, place: str, span: tuple[int, int] | None = None, *, focus: bool = True) -> None:
        """Bring a text into view and the caret to some of its words; without `focus` the keys stay where they are."""
        if place not in self.boxes:
            self.make_all()
        box = self.boxes[place]
        self._area.ensureWidgetVisible(box)
        box.editor.go_to(span, focus=focus)
        self._show_caret(box.editor)
        foot = box.editor.mapTo(self._area.widget(), box.editor.caret().bottomLeft())
        above = self._layout.contentsMargins().top()  # with the margin over it, too
        if foot.y() - box.y() < viewport_of(self._area).height():  # the heading too, where both have room
            self._area.ensureVisible(foot.x(), max(box.y() - above, 0), 0, 0)

    def current_place(self) -> str | None:
        """Return the key of the text that has the caret."""
        return next((key for key, box in self.boxes.items() if box.editor.hasFocus()), None)

    def select(self, places: Iterable[str]) -> None:
        """Go to the first of some texts."""
        self.go_to(next(iter(places)))

    def caret(self) -> tuple[str, int] | None:
        """Return the text that has the caret, and where in it."""
        place = self.current_place()
        return (place, self.boxes[place].editor.caret_position()) if place else None

    def set_zoom(self, percent: int) -> None:
        """Show the texts larger or smaller."""
        self._percent = percent
        for box in self.boxes.values():
            box.set_zoom(percent)

    def _sync(self, places: AbstractSet[str]) -> None:
        for key in places & self.boxes.keys():
            self.boxes[key].sync()

    def _mark(self) -> None:
        """Mark what was found; a page that is out of sight is marked when it is shown."""
        if self.isVisible() and not self._session.is_behind:
            for box in self.boxes.values():
                box.mark()
            self.marked.emit()

    def _mark_what_shows(self) -> None:
        if not self._session.is_behind:
            for box in self.boxes.values():
                box.editor.mark_what_shows()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._mark()

    def _refresh(self) -> None:
        for box in self.boxes.values():
            box.set_read_only(self._session.read_only)
            box.sync()
        self._mark()

    def _show_unsaved(self) -> None:
        for key, box in self.boxes.items():
            box.show_unsaved(self._session.unsaved.at(key))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._mark()

    def _follow(self) -> None:
        editor = self.sender()
        if isinstance(editor, TextEditor) and editor.hasFocus():
            self._show_caret(editor)
            if caret := self.caret():
                self.moved.emit(*caret)

    def _note_grown(self, editor: TextEditor) -> None:
        if editor.hasFocus():
            self._grown = editor

    def _show_what_grew(self) -> None:
        """Keep the caret in sight once a text that grew is laid out: before, there was nowhere to scroll to."""
        editor, self._grown = self._grown, None
        if editor is not None:
            QTimer.singleShot(0, editor, lambda: self._show_caret_while_there(editor))

    def _show_note(self, box: TextBox) -> None:
        self._show_caret_while_there(box.editor)

    def _show_caret_while_there(self, editor: TextEditor) -> None:
        """Show the caret unless it has gone to another text meanwhile, whose selection would be lost."""
        if editor.hasFocus():
            self._show_caret(editor)

    def _show_caret(self, editor: TextEditor) -> None:
        for box in self.boxes.values():
            if box.editor is not editor:
                box.editor.select_nothing()
        caret = editor.caret()
        at: QPoint = editor.mapTo(self._area.widget(), caret.center())
        margin = 2 * caret.height()
        note = next((box.note for box in self.boxes.values() if box.editor is editor), None)
        if note is not None and note.isVisible():  # what is said of the words at the caret, where both have room
            foot = note.mapTo(self._area.widget(), note.rect().bottomLeft())
            if foot.y() - at.y() < viewport_of(self._area).height() - caret.height():
                self._area.ensureVisible(foot.x(), foot.y(), 0, 0)
                margin = caret.height() // 2
        self._area.ensureVisible(at.x(), at.y(), 0, margin)


def _heading(section: Section, text: Text) -> str:
    """Return what stands over a box: the printed heading, or the section's where the text has none of its own."""
    if text.optional:
        return f"{text.name}（可选）"
    return text.heading or section.heading


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area
