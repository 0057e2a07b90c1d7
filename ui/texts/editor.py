"""The editor of one text: keys, input methods, what is pasted, the menu; undone by the session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu

from app import proposals
from app.writing import binding
from model.errors import UserError
from model.report.file_format import LONGEST_TEXT
from model.storage.events import HistoryEvent
from model.storage.records import How
from ui import dialogs
from ui.actions import in_widgets as actions
from ui.actions.registry import Action, KeyContext, pressed
from ui.frame.menus import add_item
from ui.system.typed import typed_text
from ui.texts.marked_text import MarkedText
from ui.texts.plain_text import OBJECT, as_pasted, as_shown, is_table, of_markup
from ui.texts.session_text import TYPED

_Key = QKeySequence.StandardKey
_FORWARD = (_Key.Delete, _Key.DeleteEndOfWord, _Key.DeleteEndOfLine)
_MOST_PASTED = 2 * LONGEST_TEXT  # characters, unseen ones with them: to look at more would be felt


class TextEditor(MarkedText):
    """Takes what is typed and pasted, and does what keys and menu ask for."""

    asked = Signal(object)  # the Action of a key that the page does
    focused = Signal()

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
        if self._session.read_only and _would_change(act, event):
            self._session.refused.emit(self._session.read_only)
        elif act in _DONE_HERE:
            _DONE_HERE[act](self)
        elif act in _DONE_BY_THE_PAGE:
            self.asked.emit(act)
        elif not self.spares(event):
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
        if forward or _is_backspace(event):
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
        self._how = TYPED
        self.ensureCursorVisible()
        if is_table(source.html(), source.text()):
            self._session.table_pasted.emit()
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
            add_item(menu, actions.TAKE, self.take_proposal)
            menu.addSeparator()
        writable, chosen = not self.isReadOnly(), self.textCursor().hasSelection()
        add_item(menu, actions.INSERT_NUMBER, self.insert_number, enabled=writable)
        for one in (actions.SENTENCES, actions.KEEP_SENTENCE, actions.TAKE_OVER):
            add_item(menu, one, partial(self.asked.emit, one), enabled=writable)
        menu.addSeparator()
        stack = self._session.undo_stack
        for step, act, text, possible in (
            (actions.UNDO, stack.undo, stack.undoText(), stack.canUndo()),
            (actions.REDO, stack.redo, stack.redoText(), stack.canRedo()),
        ):
            add_item(menu, step, act, what=f" {text}".rstrip(), enabled=possible and writable)
        menu.addSeparator()
        add_item(menu, actions.CUT, self.cut, enabled=chosen and writable)
        add_item(menu, actions.COPY, self.copy, enabled=chosen)
        add_item(menu, actions.PASTE, self.paste, enabled=writable and self.canPaste())
        add_item(menu, actions.SELECT_ALL, self.selectAll, enabled=bool(self.text))
        return menu

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the text

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
        self._note()


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


_CHANGING = (_DONE_HERE.keys() | _DONE_BY_THE_PAGE | {actions.CUT, actions.PASTE}) - {actions.FIND_WORDS, actions.HELP}
_WRITING = (_Key.InsertParagraphSeparator, _Key.InsertLineSeparator, *_FORWARD, _Key.DeleteStartOfWord)


def _is_backspace(event: QKeyEvent) -> bool:
    """Return whether a key deletes backwards: with Ctrl, too, a word."""
    return event.key() == Qt.Key.Key_Backspace


def _would_change(act: Action | None, event: QKeyEvent) -> bool:
    """Return whether a key would change a text, or show what can be put into it."""
    if act in _CHANGING or typed_text(event) or _is_backspace(event):
        return True
    return any(map(event.matches, _WRITING))
