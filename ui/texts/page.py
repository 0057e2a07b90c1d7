"""A tab of prose: every text of a section in a box under its heading."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from app import proposals
from model.form.schema import Section, Text
from model.rules import Finding
from ui.actions.in_widgets import INSERT_NUMBER, TAKE
from ui.appearance import theme
from ui.state.session import Session
from ui.system.viewport import viewport_of
from ui.texts.editor import TextEditor
from ui.texts.plain_text import BLANKS

WIDEST = 60  # characters a line: nearly all of a small screen; longer ones are hard to follow
NARROWEST = 300  # pixels


class TextPage(QWidget):
    """The texts of a section below each other, in one scroll area."""

    def __init__(
        self, section: Section, session: Session, parent: QWidget | None = None, *, at_once: bool = True
    ) -> None:
        """Make the page; unless all is to be there at once, only the boxes in view are, until `make_all` is called."""
        super().__init__(parent)
        self._session = session
        self._section = section
        self._percent = 100
        self._to_make = list(section.texts)
        self.boxes: dict[str, TextBox] = {}
        self._area = _scrolling(self._column())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
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

    def _column(self) -> QWidget:
        column = QWidget()
        self._layout = QVBoxLayout(column)
        self._layout.setContentsMargins(20, 12, 20, 20)
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
        if self.isVisible() and not self._session.is_behind:
            box.mark()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 — Qt's name
        """Let Tab find the next box, however soon it is pressed: one that is not shown yet would be passed over."""
        self.make_all()
        for box in self.boxes.values():
            box.show()
        return super().focusNextPrevChild(next)

    def go_to(self, place: str, span: tuple[int, int] | None = None) -> None:
        """Bring a text into view and the caret to some of its words."""
        if place not in self.boxes:
            self.make_all()
        box = self.boxes[place]
        self._area.ensureWidgetVisible(box)
        box.editor.go_to(span)
        self._show_caret(box.editor)

    def current_place(self) -> str | None:
        """Return the key of the text that has the caret."""
        return next((key for key, box in self.boxes.items() if box.editor.hasFocus()), None)

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

    def _show_caret(self, editor: TextEditor) -> None:
        caret = editor.caret()
        at: QPoint = editor.mapTo(self._area.widget(), caret.center())
        self._area.ensureVisible(at.x(), at.y(), 0, 2 * caret.height())


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


class TextBox(QWidget):
    """A heading with the number of characters, the editor, and what is wrong with the text."""

    def __init__(self, text: Text, heading: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = text.key
        self.heading = QLabel(heading)
        self.count = QLabel()
        self.editor = TextEditor(text, session)
        self.insert_button = _link(INSERT_NUMBER.label)
        self.insert_button.setToolTip(INSERT_NUMBER.tooltip)
        self.insert_button.clicked.connect(self.editor.insert_number)
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
        top.addWidget(self.heading, 1)
        top.addWidget(self.insert_button)
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
        font = theme.ui_font(round(percent * 1.1))
        self.editor.setFont(font)
        self._dress_prompt()
        self.heading.setFont(theme.ui_font(percent, bold=True))
        self.setMaximumWidth((WIDEST + 2) * self.editor.fontMetrics().horizontalAdvance("国"))

    def sync(self) -> None:
        """Show the session's text."""
        self.editor.sync()

    def set_read_only(self, reason: str | None) -> None:
        """Let the text be read and copied, not changed, where there is a reason."""
        self.editor.set_read_only(reason)
        self.insert_button.setEnabled(reason is None)

    def mark(self) -> None:
        """Show the session's findings."""
        self.editor.mark()

    def show_unsaved(self, reason: str) -> None:
        """Say over the text that it is not saved, and why; nothing for an empty reason."""
        if reason or not self.unsaved.isHidden():
            self.unsaved.show_reason(reason)
            self.editor.mark()  # which also tells a screen reader

    def _dress_prompt(self) -> None:
        if self.editor.document().isEmpty():
            viewport_of(self.editor).setFont(self.editor.font())  # which draws the prompt

    def _count(self) -> None:
        text = self.editor.text
        self.count.setText(f"{len(text) - sum(map(text.count, BLANKS))} 字")

    def _show_note(self, finding: Finding | None) -> None:
        """Show the finding at the caret; away from marked words, the first that is about the text as a whole."""
        whole = (f for f in self._session.findings_at(self._key) if f.span is None and self.editor.text)
        self.note.show_finding(finding or next(whole, None))


def _link(words: str) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setAutoRaise(True)
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
        tone = theme.colours(self.palette())
        focused = self._editor.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tone.accent if focused else tone.line, 2 if focused else 1))
        painter.setBrush(tone.window if self._editor.isReadOnly() else tone.base)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)


class UnsavedMark(QLabel):
    """Over a text: that it is not on disk, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName("未保存")
        self.hide()

    def show_reason(self, reason: str) -> None:
        """Show a reason; nothing is shown for an empty one."""
        self.setText(f"⚠ 未保存：{reason}" if reason else "")
        tone = theme.colours(QPalette())
        self.setStyleSheet(f"background: {tone.hard_soft.name()}; color: {tone.text.name()}; padding: 3px 8px;")
        self.setVisible(bool(reason))


class Note(QWidget):
    """One finding under its text: sign, sentence, and the key that takes the value proposed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.hide()

    @cached_property
    def _labels(self) -> tuple[QLabel, QLabel]:
        """The sign and the sentence, made when there is a finding: most texts have none."""
        sign, sentence = QLabel(), QLabel()
        sentence.setWordWrap(True)
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 0)
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(sentence, 1)
        return sign, sentence

    def show_finding(self, finding: Finding | None) -> None:
        """Show a finding; nothing is shown for None."""
        self.setVisible(finding is not None)
        if finding is None:
            return
        sign, sentence = self._labels
        sign.setPixmap(theme.severity_icon(finding.severity).pixmap(QSize(16, 16)))
        sign.setAccessibleName(theme.SEVERITY_NAMES[finding.severity])
        key = f"　按 {TAKE.key} {TAKE.label}" if proposals.can_take(self._session, finding) else ""
        sentence.setText(finding.message + key)
