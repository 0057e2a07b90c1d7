"""A tab of prose: every text of a section in a box under its heading; what can be taken into them stands beside."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.writing.own import sentence_at
from app.writing.replacing import FoundWords
from model.form.schema import Section, Text
from model.storage.library import Library
from ui.actions import in_widgets as actions
from ui.actions.registry import Action
from ui.state.session import Session
from ui.system.viewport import viewport_of
from ui.texts import side as text_side
from ui.texts.box import TextBox
from ui.texts.editor import TextEditor
from ui.texts.outline import Outline
from ui.texts.side import WritingSide

NARROWEST = 300  # pixels
_ROOM_FOR_OUTLINE = 640  # pixels that texts and outline have together


class TextPage(QWidget):
    """The texts of a section below each other, in one scroll area; sentences and last year's text beside them."""

    side_shown = Signal(bool)
    bar_wanted = Signal(bool)  # to find words; True: to replace them
    said = Signal(str)
    last_year_wanted = Signal()

    moved = Signal(str, int)  # the caret: the text, and where in it

    def __init__(
        self,
        section: Section,
        session: Session,
        library: Library | None = None,
        parent: QWidget | None = None,
        *,
        at_once: bool = True,
    ) -> None:
        """Make the page; unless all is to be there at once, only the boxes in view are, until `make_all` is called."""
        super().__init__(parent)
        self._session, self._library = session, library
        self._section = section
        self._percent = 100
        self._to_make = list(section.texts)
        self.boxes: dict[str, TextBox] = {}
        self.side: WritingSide | None = None
        self._last = section.texts[0].key  # the text that had the caret last
        self._area = _scrolling(self._column())
        self.outline = Outline(section.texts, session) if len(section.texts) > 1 else None
        self._lay_out()
        self._area.verticalScrollBar().valueChanged.connect(self._mark_what_shows)
        self.setAccessibleName(section.heading)
        self.setMinimumWidth(NARROWEST)
        self._make_next()
        if at_once:
            self.make_all()
        else:
            self._area.widget().installEventFilter(self)
        session.changed.connect(self._sync)
        session.checked.connect(self._mark)
        session.state_changed.connect(self._refresh)
        session.unsaved_changed.connect(self._show_unsaved)

    def _lay_out(self) -> None:
        self._body = QWidget()
        self._column_of_body = QVBoxLayout(self._body)
        self._column_of_body.setContentsMargins(0, 0, 0, 0)
        self._column_of_body.setSpacing(0)
        self._column_of_body.addWidget(self._area, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._body)
        self.splitter.setStretchFactor(0, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        if self.outline is not None:
            self.outline.chosen.connect(self.go_to)
            row.addWidget(self.outline)
        row.addWidget(self.splitter, 1)

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
        box.editor.cursorPositionChanged.connect(self._follow)
        box.editor.height_changed.connect(self._follow)
        box.editor.cursorPositionChanged.connect(self._follow_with_sentences)
        box.editor.focused.connect(self._follow_with_sentences)
        box.editor.asked.connect(self._do)
        if self.isVisible() and not self._session.is_behind:
            box.mark()

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

    def go_to_caret(self) -> None:
        """Put the cursor where it was in the texts."""
        self.boxes[self._last].editor.go_to(None)

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
            if self.outline is not None:
                self.outline.refresh()

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

    def _show_caret(self, editor: TextEditor) -> None:
        caret = editor.caret()
        at: QPoint = editor.mapTo(self._area.widget(), caret.center())
        self._area.ensureVisible(at.x(), at.y(), 0, 2 * caret.height())

    # What can be taken into the texts

    def _do(self, act: Action) -> None:
        """Do what a key in a text asks of the page."""
        box = self.boxes[self._last]
        if act is actions.HELP:
            box.show_help()
        elif act in {actions.FIND_WORDS, actions.REPLACE_WORDS}:
            self.bar_wanted.emit(act is actions.REPLACE_WORDS)
        else:
            self._write_with(act, box)

    def _write_with(self, act: Action, box: TextBox) -> None:
        was_there = self.has_side
        side = self.show_side(True)
        if act is actions.SENTENCES or (act is actions.INSERT_ALL and not was_there):  # nothing is put in unseen
            side.arrive()
        elif act is actions.INSERT_ALL:
            side.insert_all()
        elif act is actions.TAKE_OVER:
            side.take_over()
        elif act is actions.KEEP_SENTENCE:
            text, (start, end) = box.editor.text, box.editor.span
            side.keep(text, (start, end) if start < end else sentence_at(text, start))

    def show_side(self, visible: bool) -> WritingSide:
        """Show the sentences and last year's text beside the texts, or fold them."""
        side = self.side or self._made_side()
        if side.isHidden() is visible:
            side.setVisible(visible)
            self._fit_outline()
            self.side_shown.emit(visible)
        self._follow_with_sentences()
        return side

    def _made_side(self) -> WritingSide:
        side = self.side = WritingSide(self._session, self._library)
        side.hide()
        side.written.connect(self._go_behind)
        side.doubtful.connect(self._show_doubtful)
        side.left.connect(self.go_to_caret)
        side.closed.connect(lambda: self.show_side(False))
        side.said.connect(self.said)
        side.last_year_wanted.connect(self.last_year_wanted)
        self.splitter.addWidget(side)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([max(self.width() - text_side.WIDTH, NARROWEST), text_side.WIDTH])
        return side

    @property
    def has_side(self) -> bool:
        """Whether sentences are shown beside the texts."""
        return self.side is not None and not self.side.isHidden()

    def _follow_with_sentences(self) -> None:
        """Let outline and sentences be of the text that has the caret."""
        place = self.current_place() or self._last
        self._last = place
        if self.outline is not None:
            self.outline.point_to(place)
        if self.side is not None and self.has_side and place in self.boxes:
            self.side.show_for(place, self.boxes[place].editor.span)

    def _go_behind(self, key: str, position: int) -> None:
        self.boxes[key].editor.put_caret(position)
        self._show_caret(self.boxes[key].editor)

    def _show_doubtful(self, key: str, spans: tuple[tuple[int, int], ...]) -> None:
        self.boxes[key].editor.doubtful = spans
        self.boxes[key].mark()

    # Where words are looked for

    @property
    def place_to_look_from(self) -> tuple[str, int]:
        """The text that had the caret last, and where in it."""
        return self._last, self.boxes[self._last].editor.span[0]

    @property
    def chosen_words(self) -> str:
        """The words that are selected."""
        editor = self.boxes[self._last].editor
        return editor.text[slice(*editor.span)]

    def put_bar(self, bar: QWidget) -> None:
        """Show a bar at the foot of the page."""
        self._column_of_body.addWidget(bar)
        bar.show()

    def frame(self, found: Iterable[FoundWords]) -> None:
        """Mark the words that are looked for."""
        places = list(found)
        for key, box in self.boxes.items():
            spans = tuple((one.start, one.end) for one in places if one.text == key)
            if box.editor.framed != spans:
                box.editor.framed = spans
                box.mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_outline()

    def _fit_outline(self) -> None:
        """Let the outline give way where the texts have little room."""
        if self.outline is not None:
            beside = self.side.width() if self.side is not None and self.has_side else 0
            self.outline.setVisible(self.width() - beside >= _ROOM_FOR_OUTLINE)


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
