"""The editor of one text: plain, as high as its words, undone by the session, quiet while an input method composes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTextEdit, QToolTip, QWidget

from app import proposals
from app.writing import binding
from model.errors import UserError
from model.form.quotable import name_of
from model.form.schema import Text
from model.report.bindings import Binding
from model.report.file_format import LONGEST_TEXT
from model.report.prose import difference
from model.rules import LONG, Finding
from model.storage.events import HistoryEvent
from model.storage.records import How
from ui import dialogs
from ui.actions import in_widgets as actions
from ui.actions.registry import Action, KeyContext, pressed
from ui.state.session import Session
from ui.system.typed import typed_text
from ui.system.viewport import viewport_of
from ui.texts import marks as text_marks
from ui.texts.pieces import Pieces
from ui.texts.plain_text import OBJECT, as_pasted, as_shown, of_markup

_HINT = f"按 {actions.SENTENCES.key} 从{actions.SENTENCES.label}里取"
LINE_HEIGHT = 125  # per cent: prose in full-width characters needs air
_FEWEST_LINES = 2
_TYPED = (How.TYPED, HistoryEvent.TYPED.label)
_Key = QKeySequence.StandardKey
_FORWARD = (_Key.Delete, _Key.DeleteEndOfWord, _Key.DeleteEndOfLine)
_MOST_PASTED = 2 * LONGEST_TEXT  # characters, unseen ones with them: to look at more would be felt
_MOST = 30  # marks in a very long text: Qt draws all that are in sight at each keystroke
_NEAR = 500  # characters before and after those in sight that are marked, too


class TextEditor(QTextEdit):
    """Shows the session's text and gives every change to it at once.

    What an input method composes is no part of the text until it is committed; a change from elsewhere waits so long.
    """

    height_changed = Signal()
    noted = Signal(object)  # the Finding at the caret, or None
    asked = Signal(object)  # the Action of a key that the page does
    focused = Signal()

    def __init__(self, text: Text, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = text.key
        self._agreed = ""  # the text as the session has it, as far as is known here
        self._composing = False
        self._marked = (0, 0)  # the stretch in which findings are marked
        self._waiting = False  # the session's text is another, and composing is not over
        self._how = _TYPED
        self.doubtful: tuple[tuple[int, int], ...] = ()  # what came from last year and could not be brought up to date
        self.framed: tuple[tuple[int, int], ...] = ()  # what is looked for
        self._pieces = Pieces(self.document())
        self._set_up(text.prompt)
        self.setAccessibleName(session.report.form.name_of(text.key))
        self.sync()
        self.textChanged.connect(self._give)
        self.cursorPositionChanged.connect(self._note)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def _set_up(self, prompt: str) -> None:
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.prompt = prompt
        self.setPlaceholderText(f"{prompt}\n{_HINT}")
        self.setFrameShape(QFrame.Shape.NoFrame)
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
        if self.doubtful or self.framed:
            start, end, words = difference(before, self._agreed)
            self._move_along(start, end, len(words))
        if self._agreed != before and not self._session.set_text(self._key, self._agreed, *self._how):
            self.sync()

    def _move_along(self, start: int, end: int, new: int) -> None:
        """Let marks go along with an edit; one that was touched is gone."""
        by = new - (end - start)
        self.doubtful, self.framed = (
            tuple(
                span if span[1] <= start else (span[0] + by, span[1] + by)
                for span in spans
                if span[1] <= start or span[0] >= end
            )
            for spans in (self.doubtful, self.framed)
        )

    # What is marked

    @property
    def _findings(self) -> tuple[Finding, ...]:
        self._session.catch_up()
        return self._session.findings_at(self._key)

    def mark(self) -> None:
        """Draw the session's findings under the words that they are about."""
        first, last = self._in_sight()
        self._marked = max(0, first - _NEAR), last + _NEAR
        findings, document = self._findings, self.document()
        bound = text_marks.bound_marks(document, self._pieces, self._bindings, self.palette())
        bound += text_marks.doubtful_marks(document, self._pieces, self.doubtful, self.palette())
        bound += text_marks.found_marks(document, self._pieces, self.framed, self.palette())
        shown = self._to_mark(findings)
        self.setExtraSelections(bound + text_marks.marks(document, self._pieces, shown, self.palette()))
        waits = self._session.unsaved.at(self._key)
        lines = [f"未保存：{waits}"] if waits else []
        said = "\n".join([*lines, *(finding.message for finding in findings)]) or self.placeholderText()
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
        self._note()

    def _to_mark(self, findings: tuple[Finding, ...]) -> list[Finding]:
        """Choose the findings that are drawn: in a very long text those in sight or nearly so, nearest the caret."""
        first, last = self._marked
        near = [(f.span[0], f) for f in findings if f.span and first <= f.span[1] and f.span[0] <= last]
        if len(self.text) >= LONG and len(near) > _MOST:
            caret = self._pieces.from_document(self.textCursor().position())
            kept = sorted(near, key=lambda one: abs(one[0] - caret))[:_MOST]
            near = [one for one in near if one in kept]
        return [finding for _, finding in near]

    def _in_sight(self) -> tuple[int, int]:
        """Return the stretch of the text that can be seen; of a text of usual length, all of it."""
        if len(self.text) < LONG:
            return 0, len(self.text)
        seen = viewport_of(self).visibleRegion().boundingRect()
        corners = (seen.topLeft(), seen.bottomRight())
        first, last = (self._pieces.from_document(self.cursorForPosition(one).position()) for one in corners)
        return first, last

    def mark_what_shows(self) -> None:
        """Draw the marks of a very long text that have come into sight."""
        first, last = self._in_sight()
        if not self._marked[0] <= first <= last <= self._marked[1]:
            self.mark()

    @property
    def _bindings(self) -> tuple[Binding, ...]:
        return tuple(one for one in self._session.bindings if one.text == self._key)

    @property
    def finding(self) -> Finding | None:
        """The finding whose words the caret touches."""
        return text_marks.finding_at(self._findings, self.caret_position(), self._selected(self.textCursor()))

    def undo(self) -> None:
        """Take the last step of the session back: the document has none of its own."""
        self._session.undo_stack.undo()

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        self._session.undo_stack.redo()

    def take_proposal(self) -> None:
        """Put what would be right instead of the number at the caret."""
        if self.finding is not None and not self._composing:
            proposals.take_one(self._session, self.finding)

    def take_bound(self) -> None:
        """Put what would be right instead of the number at the caret, and let it follow its cells from now on."""
        if self.finding is not None and not self._composing:
            binding.take_bound(self._session, self.finding)

    @property
    def span(self) -> tuple[int, int]:
        """Where in the text what is selected begins and ends; both are the caret where nothing is."""
        return self._selected(self.textCursor())

    def insert_number(self) -> None:
        """Let a number of the tables be chosen, and put it in at the caret, bound to its cell."""
        from ui.texts.number_picker import NumberPicker, insert

        if self.isReadOnly() or self._composing:
            return
        picker = NumberPicker(self._session, self)
        if dialogs.run(picker) and picker.cells:
            cursor = self.textCursor()
            insert(self._session, self._key, self.text, self._selected(cursor), picker.cells)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

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
        if focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def _note(self) -> None:
        if not self._session.is_behind:  # else it is told when all is checked
            self.noted.emit(self.finding)

    # Input

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        if self._composing or not self._waiting:
            super().inputMethodEvent(event)
            return
        super().inputMethodEvent(QInputMethodEvent())  # first what came from elsewhere, then what was composed
        self.sync()
        self.mark()
        self.textCursor().insertText(event.commitString())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = pressed(event, KeyContext.TEXT)
        if act in _DONE_HERE:
            _DONE_HERE[act](self)
        elif act in _DONE_BY_THE_PAGE:
            self.asked.emit(act)
        else:
            if self._session.read_only and (typed_text(event) or act is actions.PASTE):
                self._session.refused.emit(self._session.read_only)
            self._close_up(event)
            if event.matches(_Key.InsertParagraphSeparator) and not self.isReadOnly():
                self._end_paragraph()
            else:
                super().keyPressEvent(event)

    def _end_paragraph(self) -> None:
        """Begin a paragraph; on an empty line Qt would take the line's height away instead."""
        cursor = self.textCursor()
        self._pieces.put(cursor, "\n")
        self.setTextCursor(cursor)

    def _close_up(self, event: QKeyEvent) -> None:
        """Let a key that deletes next to the joint of two pieces delete a character, not the joint."""
        cursor = self.textCursor()
        at = cursor.position()
        if self.isReadOnly() or cursor.hasSelection():
            return
        forward = any(map(event.matches, _FORWARD))
        if forward or event.key() == Qt.Key.Key_Backspace:  # with Ctrl, too: a word
            joint = at if forward else at - 1
            if self._pieces.is_joint(joint):
                self._pieces.join(joint)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        try:
            brought = source.text() or of_markup(source.html())
            words = self._fitting(brought)
        except UserError as error:
            self._session.refused.emit(f"{error.sentence}；没有粘贴")
            return
        self._how = (How.PASTED, HistoryEvent.PASTED.label)
        self._pieces.put(self.textCursor(), words)
        self._how = _TYPED
        self.ensureCursorVisible()
        if OBJECT in brought:
            self._session.refused.emit(f"粘贴的内容里有{brought.count(OBJECT)}处图片之类，这里只放文字，没有粘贴图片")

    def _fitting(self, brought: str) -> str:
        """Return the words of what was pasted.

        Raises:
            UserError: with them the text would be too long.
        """
        words = as_pasted(brought) if len(brought) <= _MOST_PASTED else brought
        kept = len(self.text) - len(as_shown(self.textCursor().selectedText()))
        if kept + len(words) > LONGEST_TEXT:
            raise UserError(f"粘贴的文字太长，每一部分最多{LONGEST_TEXT}字")
        return words

    def createMimeDataFromSelection(self) -> QMimeData:
        plain = QMimeData()
        plain.setText(self.text[slice(*self._selected(self.textCursor()))])
        return plain

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().exec(event.globalPos())

    def menu(self) -> QMenu:
        """Make the menu of the right button: what can be done at the caret."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        finding = self.finding
        if finding is not None and proposals.can_take(self._session, finding):
            menu.addAction(f"{actions.TAKE.label}\t{actions.TAKE.key}", self.take_proposal)
            menu.addSeparator()
        _add(menu, actions.INSERT_NUMBER.text_with_key, self.insert_number, not self.isReadOnly())
        for one in (actions.SENTENCES, actions.KEEP_SENTENCE, actions.TAKE_OVER):
            _add(menu, one.text_with_key, partial(self.asked.emit, one), not self.isReadOnly())
        menu.addSeparator()
        stack, writable, chosen = self._session.undo_stack, not self.isReadOnly(), self.textCursor().hasSelection()
        _add(menu, f"{actions.UNDO.label} {stack.undoText()}".rstrip(), stack.undo, stack.canUndo() and writable)
        _add(menu, f"{actions.REDO.label} {stack.redoText()}".rstrip(), stack.redo, stack.canRedo() and writable)
        menu.addSeparator()
        _add(menu, actions.CUT.text_with_key, self.cut, chosen and writable)
        _add(menu, actions.COPY.text_with_key, self.copy, chosen)
        _add(menu, actions.PASTE.text_with_key, self.paste, writable and self.canPaste())
        _add(menu, actions.SELECT_ALL.text_with_key, self.selectAll, bool(self.text))
        return menu

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the text

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            position = self._pieces.from_document(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), self.tip_at(position), viewport_of(self))
            return True
        return super().viewportEvent(event)

    def tip_at(self, position: int) -> str:
        """Return what is found about the words at a place, and which cell a number there follows."""
        finding = text_marks.finding_at(self._findings, position)
        edition = self._session.report.edition
        follows = [f"随{name_of(edition, one.cells)}变化" for one in self._bindings if one.start <= position <= one.end]
        return "\n".join([finding.message, *follows] if finding else follows)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
        self._note()

    # Height

    def set_read_only(self, reason: str | None) -> None:
        """Let the text be read and copied, not changed."""
        self.setReadOnly(reason is not None)
        flags = Qt.TextInteractionFlag
        both = flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        self.setTextInteractionFlags(both if reason else flags.TextEditorInteraction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        return QSize(200, self._wanted_height())

    def _grow(self, *_: object) -> None:
        height = self._wanted_height()
        if height != self.height():
            self.setFixedHeight(height)
            self.height_changed.emit()

    def _wanted_height(self) -> int:
        room = self.contentsMargins()
        return max(ceil(self.document().size().height()), self._least_height()) + room.top() + room.bottom()

    def _least_height(self) -> int:
        metrics, margin = QFontMetrics(self.font()), round(self.document().documentMargin())
        lines = _FEWEST_LINES * metrics.lineSpacing() * LINE_HEIGHT // 100
        return max(lines, self._prompt_height(metrics, margin) if self.document().isEmpty() else 0) + 2 * margin

    def _prompt_height(self, metrics: QFontMetrics, margin: int) -> int:
        room = QRect(0, 0, max(viewport_of(self).width() - 2 * margin, 100), 10_000)
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, self.placeholderText()).height()


_DONE_HERE: dict[Action | None, Callable[[TextEditor], None]] = {
    actions.UNDO: TextEditor.undo,
    actions.REDO: TextEditor.redo,
    actions.TAKE: TextEditor.take_proposal,
    actions.TAKE_BOUND: TextEditor.take_bound,
    actions.INSERT_NUMBER: TextEditor.insert_number,
}
_DONE_BY_THE_PAGE = {
    actions.SENTENCES,
    actions.INSERT_ALL,
    actions.KEEP_SENTENCE,
    actions.TAKE_OVER,
    actions.FIND_WORDS,
    actions.REPLACE_WORDS,
    actions.HELP,
}


def _add(menu: QMenu, text: str, act: Callable[[], None], enabled: bool) -> None:
    menu.addAction(text, act).setEnabled(enabled)
