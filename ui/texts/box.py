"""A text under its heading: the number of characters, the editor in its frame, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from model.form.schema import Text
from ui.actions.in_widgets import INSERT_NUMBER, SENTENCES
from ui.actions.registry import Action
from ui.appearance import theme
from ui.frame.buttons import flat_button
from ui.frame.steady import keep_room
from ui.state.session import Session
from ui.system.viewport import viewport_of
from ui.texts.editor import TextEditor
from ui.texts.note import Note
from ui.texts.plain_text import Size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.rules.finding import Finding
    from ui.frame.chip import Chip

WIDEST = 46  # characters a line: longer ones are hard to follow
_LONGEST_COUNT = "00000字"
POINTS = 105  # per cent of the interface's letters: 14 pixels


class TextBox(QWidget):
    """A heading with the number of characters, the editor, and what is wrong with the text."""

    note_came = Signal()  # under the text, where there was none

    def __init__(self, text: Text, heading: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = text.key
        self.heading = QLabel(heading)
        self.count = QLabel()
        self._size = Size()
        self.said: Chip | None = None  # how much the county says of the text
        self.editor = TextEditor(text, session)
        self.insert_button = _link(INSERT_NUMBER)
        self.insert_button.clicked.connect(self.editor.insert_number)
        self.sentences_button = _link(SENTENCES)
        self.sentences_button.clicked.connect(lambda: self.editor.asked.emit(SENTENCES))
        self.note = Note(session)
        self.unsaved = UnsavedMark()
        self.heading.setBuddy(self.editor)
        self._lay_out()
        self.editor.textChanged.connect(self._count)
        self.editor.textChanged.connect(self._dress_prompt)
        self.editor.noted.connect(self._show_note)
        self._count()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        self._top = top
        top.addWidget(self.heading, 1)
        top.addWidget(self.sentences_button)
        top.addWidget(self.insert_button)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        keep_room(self.count, _LONGEST_COUNT)
        top.addWidget(self.count)
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.heading.setWordWrap(True)
        frame = Frame(self.editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addLayout(top)
        layout.addWidget(self.unsaved)
        layout.addWidget(frame)
        layout.addWidget(self.note)

    def set_zoom(self, percent: int) -> None:
        """Show the text larger or smaller."""
        font = theme.ui_font(round(percent * POINTS / 100))
        self.editor.setFont(font)
        self._dress_prompt()
        self.heading.setFont(theme.ui_font(percent, bold=True))
        keep_room(self.count, _LONGEST_COUNT)
        self.setMaximumWidth((WIDEST + 2) * self.editor.fontMetrics().horizontalAdvance("国"))

    def sync(self) -> None:
        """Show the session's text."""
        self.editor.sync()

    def set_read_only(self, reason: str | None) -> None:
        """Let the text be read and copied, not changed, where there is a reason."""
        self.editor.set_read_only(reason)
        for button in (self.insert_button, self.sentences_button):
            button.setVisible(reason is None)

    def mark(self) -> None:
        """Show the session's findings, and that the county says something."""
        self.editor.mark()
        said = self._session.remarked.get(self._key, ())
        if said or self.said is not None:
            self._tell_remarks([words for _, words in said])

    def _tell_remarks(self, said: Sequence[str]) -> None:
        if self.said is None:  # few texts have any
            from ui.frame.chip import Chip

            self.said = Chip()
            self._top.insertWidget(1, self.said)
        self.said.setToolTip("\n".join(said))
        self.said.say(f"意见{len(said)}条" if said else "", "explain")

    def show_unsaved(self, reason: str) -> None:
        """Say over the text that it is not saved, and why; nothing for an empty reason."""
        if reason or not self.unsaved.isHidden():
            self.unsaved.show_reason(reason)
            self.editor.mark()  # which also tells a screen reader

    def _dress_prompt(self) -> None:
        if self.editor.document().isEmpty():
            viewport_of(self.editor).setFont(self.editor.font())  # which draws the prompt

    def _count(self) -> None:
        self.count.setText(f"{self._size.of(self.editor.text)}字")

    def show_help(self) -> None:
        """Say under the text what belongs there."""
        self.note.show_help(self.editor.prompt)

    def _show_note(self, finding: Finding | None) -> None:
        """Show the finding at the caret; away from marked words, the first that is about the text as a whole."""
        whole = (f for f in self._session.findings_at(self._key) if f.span is None and self.editor.text)
        was_hidden = self.note.isHidden()
        self.note.show_finding(finding or next(whole, None))
        if was_hidden and not self.note.isHidden():
            self.note_came.emit()


def _link(declared: Action) -> QToolButton:
    button = flat_button(declared, words=declared.label)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the key and the menu lead there: Tab goes from text to text
    return button


class Frame(QFrame):
    """The border round an editor, stronger while the caret is in it."""

    def __init__(self, editor: TextEditor) -> None:
        super().__init__()
        self._editor = editor
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.addWidget(editor)
        editor.installEventFilter(self)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.ReadOnlyChange}:
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        tone = theme.colours()
        focused, closed = self._editor.hasFocus(), self._editor.isReadOnly()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if closed:  # grey where the cursor is, too: it can be read and copied from there
            painter.setPen(QPen(tone.edge if focused else tone.line, 1))
        else:
            painter.setPen(QPen(tone.accent if focused else tone.edge, 2 if focused else 1))
        painter.setBrush(tone.window if closed else tone.base)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)


class UnsavedMark(QLabel):
    """Over a text: that it is not on disk, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName("未保存")
        self.setProperty("ground", "hard")
        self.hide()

    def show_reason(self, reason: str) -> None:
        """Show a reason; nothing is shown for an empty one."""
        self.setText(f"⚠ 未保存：{reason}" if reason else "")
        self.setVisible(bool(reason))
