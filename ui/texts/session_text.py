"""A text of the session in an editor: there and back, where its caret is, as high as its words."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from model.form.schema import Text
from model.report.prose import difference
from model.storage.events import HistoryEvent
from model.storage.records import How
from ui.actions import in_widgets as actions
from ui.state.session import Session
from ui.system.viewport import viewport_of
from ui.texts.pieces import Pieces
from ui.texts.plain_text import as_shown

_HINT = f"按 {actions.SENTENCES.key} 从{actions.SENTENCES.label}里取"
_NOTHING = "没有写"
LINE_HEIGHT = 125  # per cent: prose in full-width characters needs air
_FEWEST_LINES = 2
_KEYS_OF_JUMPS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
TYPED = (How.TYPED, HistoryEvent.TYPED.label)


class SessionText(QTextEdit):
    """Shows the session's text and gives every change to it at once.

    What an input method composes is no part of the text until it is committed; a change from elsewhere waits so long.
    """

    height_changed = Signal()

    def __init__(self, text: Text, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = text.key
        self._agreed = ""  # the text as the session has it, as far as is known here
        self._composing = False
        self._waiting = False  # the session's text is another, and composing is not over
        self._how = TYPED
        self._room = 0  # pixels of height that are there for it
        self.framed: tuple[tuple[int, int], ...] = ()  # what is looked for
        self._led_to: tuple[int, int] | None = None  # words that a jump has selected, and nobody has touched since
        self._pieces = Pieces(self.document())
        self._set_up(text.prompt)
        self.setAccessibleName(session.report.form.name_of(text.key))
        self.sync()
        self.textChanged.connect(self._give)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def _set_up(self, prompt: str) -> None:
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.prompt = prompt
        self.setPlaceholderText(f"{prompt}\n{_HINT}")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", True)  # the frame round it is drawn by its box
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._see_through()
        self.document().setDocumentMargin(8)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = self.textCursor()
        cursor.setBlockFormat(spacing)
        self.setTextCursor(cursor)

    def _see_through(self) -> None:
        """Let the frame be the ground."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)

    # The text, there and back

    @property
    def text(self) -> str:
        """What stands in the editor, without what is being composed."""
        return self._pieces.text

    def sync(self) -> None:
        """Show the session's text; only the stretch that differs is replaced, so that the caret stays near."""
        shown, wanted = self.text, str(self._session.value(self._key))
        if shown != wanted:
            wanted = as_shown(wanted)
        self._waiting = self._composing and shown != wanted
        if self._waiting or shown == wanted:
            return
        self._agreed = wanted
        start, end, words = difference(shown, wanted)
        self._move_along(start, end, len(words))
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._pieces.to_document(start))
        cursor.setPosition(self._pieces.to_document(end), QTextCursor.MoveMode.KeepAnchor)
        self._pieces.put(cursor, words)
        if self.hasFocus():
            self.setTextCursor(cursor)

    def _give(self) -> None:
        if not self._composing:
            self._pieces.cut_up(self.textCursor().position())
        before, self._agreed = self._agreed, self.text
        if self.framed:
            start, end, words = difference(before, self._agreed)
            self._move_along(start, end, len(words))
        if self._agreed != before and not self._session.set_text(self._key, self._agreed, *self._how):
            self.sync()

    def _move_along(self, start: int, end: int, new: int) -> None:
        """Let marks go along with an edit; one that was touched is gone."""
        by = new - (end - start)
        self.framed = tuple(
            span if span[1] <= start else (span[0] + by, span[1] + by)
            for span in self.framed
            if span[1] <= start or span[0] >= end
        )

    # Where the caret is

    @property
    def span(self) -> tuple[int, int]:
        """Where in the text what is selected begins and ends; both are the caret where nothing is."""
        return self._selected(self.textCursor())

    def _selected(self, cursor: QTextCursor) -> tuple[int, int]:
        """Return where in the text a selection begins and ends."""
        return self._pieces.from_document(cursor.selectionStart()), self._pieces.from_document(cursor.selectionEnd())

    def go_to(self, span: tuple[int, int] | None, *, focus: bool = True) -> None:
        """Put the caret to the words, selected; without words, to where it was."""
        if span:
            cursor = self.textCursor()
            cursor.setPosition(self._pieces.to_document(span[0]))
            cursor.setPosition(self._pieces.to_document(span[1]), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        self._led_to = span
        if focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def spares(self, event: QKeyEvent) -> bool:
        """Put the caret before words that a jump has selected where Enter or Space would write over them.

        Those keys lead here; who presses them once more, or holds them down, means the jump and not the words.
        """
        led_to = self._led_to
        if led_to is None or led_to[0] == led_to[1] or self.span != led_to or event.key() not in _KEYS_OF_JUMPS:
            self._led_to = None
            return False
        if not event.isAutoRepeat():
            self._led_to = None
            self.put_caret(led_to[0])
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._led_to = None
        super().mousePressEvent(event)

    def select_nothing(self) -> None:
        """Leave the caret where it is, and nothing selected: of several texts one has a selection."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def put_caret(self, position: int) -> None:
        """Put the caret to a place of the text; the cursor stays where it is."""
        cursor = self.textCursor()
        cursor.setPosition(self._pieces.to_document(position))
        self.setTextCursor(cursor)

    def caret_position(self) -> int:
        """Return where in the text the caret is."""
        return self._pieces.from_document(self.textCursor().position())

    def caret(self) -> QRect:
        """Where the caret is, in the editor."""
        return self.cursorRect().translated(self.contentsRect().topLeft())

    # Height

    def set_read_only(self, reason: str | None) -> None:
        """Let the text be read and copied, not changed."""
        self.setReadOnly(reason is not None)
        self.setCursorWidth(1 if reason is None else 0)  # a caret says: write here
        self.setPlaceholderText(f"{self.prompt}\n{_HINT}" if reason is None else _NOTHING)
        flags = Qt.TextInteractionFlag
        both = flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        self.setTextInteractionFlags(both if reason else flags.TextEditorInteraction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        return QSize(200, self._wanted_height())

    def be_high(self, room: int) -> None:
        """Take the height that there is, or that of the words where they need more."""
        self._room = room
        self._grow()

    def _grow(self, *_: object) -> None:
        height = self._wanted_height()
        if height != self.height():
            self.setFixedHeight(height)
            self.height_changed.emit()

    def _wanted_height(self) -> int:
        room = self.contentsMargins()
        words = max(ceil(self.document().size().height()), self._least_height()) + room.top() + room.bottom()
        return max(words, self._room)

    def _least_height(self) -> int:
        metrics, margin = QFontMetrics(self.font()), round(self.document().documentMargin())
        lines = _FEWEST_LINES * metrics.lineSpacing() * LINE_HEIGHT // 100
        return max(lines, self._prompt_height(metrics, margin) if self.document().isEmpty() else 0) + 2 * margin

    def _prompt_height(self, metrics: QFontMetrics, margin: int) -> int:
        room = QRect(0, 0, max(viewport_of(self).width() - 2 * margin, 100), 10_000)
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, self.placeholderText()).height()
