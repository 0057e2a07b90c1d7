"""A tab of prose: every text of a section in a box under its heading; what can be taken into them stands beside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from model.form.schema import Section
from model.storage.library import Library
from ui.actions import in_widgets as actions
from ui.actions.registry import Action
from ui.appearance.zoom import magnify
from ui.state.session import Session
from ui.texts.box import TextBox
from ui.texts.boxes import TextBoxes
from ui.texts.outline import WIDTH, Outline, OutlineArea

if TYPE_CHECKING:  # the window is there before anything is to be taken into a text
    from app.writing.replacing import FoundWords
    from ui.texts.side import WritingSide

NARROWEST = 300  # pixels
_HIGH_FOR_BOTH, _ABOVE = 420, 45  # pixels of the only text and what lies below it; percent of the text
_LARGE = 100  # more pixels than there are: Qt shares out what there is in that proportion
_ROOM_FOR_OUTLINE = 640  # pixels that texts and outline have together


class TextPage(TextBoxes):
    """The texts of a section; sentences and last year's text beside them, or over them where there is little room."""

    side_shown = Signal(bool)
    bar_wanted = Signal(bool)  # to find words; True: to replace them
    said = Signal(str)
    last_year_wanted = Signal()

    room_for_both = 720  # pixels: of texts and what stands beside them

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
        super().__init__(section, session, parent)
        self._library = library
        self.side: WritingSide | None = None
        self._last = section.texts[0].key  # the text that had the caret last
        self.outline = Outline(section.texts, session) if len(section.texts) > 1 else None
        self.keeps_side_below = self.outline is None  # the only text leaves room enough
        self._is_offered = False  # what lies below was not asked for
        self._lay_out()
        self.setMinimumWidth(NARROWEST)
        self._begin(at_once=at_once)

    def _lay_out(self) -> None:
        self._body = QWidget()
        self._column_of_body = QVBoxLayout(self._body)
        self._column_of_body.setContentsMargins(0, 0, 0, 0)
        self._column_of_body.setSpacing(0)
        self._column_of_body.addWidget(self._area, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical if self.keeps_side_below else Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._body)
        self.splitter.setStretchFactor(0, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        if self.outline is not None:
            self.outline.chosen.connect(self.go_to)
            self.marked.connect(self.outline.refresh)
            self._outline_area = OutlineArea(self.outline)
            row.addWidget(self._outline_area)
        row.addWidget(self.splitter, 1)

    def _listen(self, box: TextBox) -> None:
        super()._listen(box)
        box.editor.cursorPositionChanged.connect(self._follow_with_sentences)
        box.editor.focused.connect(self._follow_with_sentences)
        box.editor.asked.connect(self._do)

    def go_to(self, place: str, span: tuple[int, int] | None = None, *, focus: bool = True) -> None:
        """Bring a text into view, before the sentences where these stand over it."""
        if self.has_side and self.is_narrow:
            self.show_side(False)
        super().go_to(place, span, focus=focus)

    def go_to_caret(self) -> None:
        """Put the cursor where it was in the texts."""
        if self.is_narrow:
            self.show_side(False)
        self.boxes[self._last].editor.go_to(None)

    @property
    def is_narrow(self) -> bool:
        """Whether sentences stand over the texts, as there is no room beside them."""
        is_small = self.height() < _HIGH_FOR_BOTH if self.keeps_side_below else self.width() < self.room_for_both
        return self.isVisible() and is_small  # before it is shown it has no size

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
        was_there, self._is_offered = self.has_side, False
        side = self.show_side(True)
        if act is actions.SENTENCES or (act is actions.INSERT_ALL and not was_there):  # nothing is put in unseen
            side.arrive()
        elif act is actions.INSERT_ALL:
            side.insert_all()
        elif act is actions.TAKE_OVER:
            side.take_over()
        elif act is actions.KEEP_SENTENCE:
            from app.writing.own import sentence_at

            text, (start, end) = box.editor.text, box.editor.span
            side.keep(text, (start, end) if start < end else sentence_at(text, start))

    def show_side(self, visible: bool) -> WritingSide:
        """Show the sentences and last year's text beside the texts, or fold them."""
        side = self.side or self._made_side()
        if side.isHidden() is visible:
            side.setVisible(visible)
            self._fit_outline()
            if not self.keeps_side_below:
                self.side_shown.emit(visible)
        self._follow_with_sentences()
        return side

    def _made_side(self) -> WritingSide:
        from ui.texts.side import WIDTH as WIDE
        from ui.texts.side import WritingSide

        side = self.side = WritingSide(self._session, self._library)
        magnify(side, self._percent)
        side.hide()
        side.written.connect(self._go_behind)
        side.left.connect(self.go_to_caret)
        side.closed.connect(self._close_side)
        side.said.connect(self.said)
        side.last_year_wanted.connect(self.last_year_wanted)
        self.splitter.addWidget(side)
        self.splitter.setStretchFactor(1, 0)
        if self.keeps_side_below:
            side.lie_down()
            self.splitter.setStretchFactor(1, 1)
            self.splitter.setSizes([_ABOVE * _LARGE, (100 - _ABOVE) * _LARGE])
        else:
            self.splitter.setSizes([max(self.width() - WIDE, NARROWEST), WIDE])
        return side

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.keeps_side_below and self.side is None:
            QTimer.singleShot(0, self, self._offer_side)  # the text comes first

    def _offer_side(self) -> None:
        """Use the room under the only text for the sentences and last year's: nobody has to ask for them there."""
        if self.side is None and not self._session.read_only and self.isVisible() and not self.is_narrow:
            self._is_offered = True
            self.show_side(True)

    def _give_way_to_text(self) -> None:
        """Let what was not asked for be there only while there is room for it."""
        if self._is_offered and self.side is not None and self.has_side is self.is_narrow:
            self.side.setVisible(not self.is_narrow)
            self._follow_with_sentences()

    def set_zoom(self, percent: int) -> None:
        """Show the texts, and what stands beside them, larger or smaller."""
        super().set_zoom(percent)
        if self.outline is not None:
            self.outline.set_zoom(percent)
            self._fit_outline()
        if self.side is not None:
            magnify(self.side, percent)

    def _close_side(self) -> None:
        self._is_offered = False
        self.show_side(False)
        self.boxes[self._last].editor.go_to(None)

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
        """Show a bar at the foot of the page; what stood there goes up by as much."""
        scrolls = self._area.verticalScrollBar()
        was_at_end = scrolls.value() == scrolls.maximum()
        self._column_of_body.addWidget(bar)
        bar.show()
        QTimer.singleShot(0, self, lambda: self._come_to_light(was_at_end=was_at_end))

    def _come_to_light(self, *, was_at_end: bool) -> None:
        """Show the last line, or the caret, where the bar has just taken its place."""
        if was_at_end:
            self._area.verticalScrollBar().setValue(self._area.verticalScrollBar().maximum())
        self._show_caret(self.boxes[self._last].editor)

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
        self._give_way_to_text()
        self._fit_outline()

    def _fit_outline(self) -> None:
        """Let the texts give way to the sentences, and the outline to both, where there is little room."""
        self._body.setVisible(not (self.has_side and self.is_narrow))
        if self.outline is not None:
            beside = self.side.room if self.side is not None and self.has_side else 0
            is_wide = self.width() - beside - self.outline.width() >= _ROOM_FOR_OUTLINE - WIDTH
            self._outline_area.fit(self.height(), has_room=is_wide)
