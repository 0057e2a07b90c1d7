"""Find and replace over all texts of a report: a bar at the foot of the page."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from app.writing.replacing import FoundWords, is_bound, next_place, places, replaced
from model.storage.events import HistoryEvent
from model.storage.records import How
from ui.actions import in_widgets as actions
from ui.actions.registry import KeyContext, pressed
from ui.appearance.signs import icon
from ui.state.session import Session
from ui.texts.plain_text import with_texts_as_shown

_ALSO_ON_BUTTONS = {actions.BACK_TO_TEXT, actions.FIND_WORDS, actions.REPLACE_WORDS}
_FIELD, _LEAST, _NARROW = 220, 64, 640  # pixels


class FindBar(QWidget):
    """Two fields, and where one is: Enter goes on, in the second field it replaces."""

    went = Signal(str, object)  # a text, and the stretch that was found there
    said = Signal(str)
    left = Signal()
    found_other = Signal()  # what is found is other: it is to be framed anew

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._at: tuple[str, int] | None = None  # from where on is looked
        self._here: FoundWords | None = None
        self._has_just_replaced = False  # nothing was typed or done since
        self.field, self.words = _field("查找"), _field("替换为")
        self._names: dict[QLineEdit, QLabel] = {}
        self.count = QLabel()
        self.count.setProperty("muted", True)
        self.replace_button, self.all_button = QPushButton("替换"), QPushButton("全部替换")
        self.back_button, self.on_button, self.close_button = _tool("chevron-up"), _tool("chevron-down"), _tool("x")
        self._lay_out()
        self._connect()
        session.changed.connect(self._follow)
        session.state_changed.connect(self._follow)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        parts = (self.back_button, self.on_button, self.words, self.replace_button, self.all_button)
        for part in (self.field, *parts):
            if part in {self.field, self.words}:
                self._names[part] = QLabel(part.accessibleName())
                row.addWidget(self._names[part])
            row.addWidget(part, int(part in {self.field, self.words}))
        row.addWidget(self.count, 1)  # last: what it says is now long, now short
        row.addWidget(self.close_button)
        for button, name in ((self.back_button, "上一处"), (self.on_button, "下一处"), (self.close_button, "关闭查找")):
            button.setToolTip(name)
            button.setAccessibleName(name)
        fields = (self.field, self.words, self.replace_button, self.all_button, self.back_button, self.on_button)
        for one, other in pairwise((*fields, self.close_button)):  # from what is sought to what replaces it
            QWidget.setTabOrder(one, other)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the names of the fields stand in them where there is no room before them."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        for field, name in self._names.items():
            name.setHidden(narrow)
            field.setPlaceholderText(name.text() if narrow else "")

    def _connect(self) -> None:
        self.field.textChanged.connect(self._sought)
        for field in (self.field, self.words):
            field.installEventFilter(self)
            field.textEdited.connect(self._forget_replacing)
        self._session.undo_stack.indexChanged.connect(self._forget_replacing)
        for button in (self.replace_button, self.all_button, self.back_button, self.on_button, self.close_button):
            button.installEventFilter(self)
        self.on_button.clicked.connect(lambda: self.go(forward=True))
        self.back_button.clicked.connect(lambda: self.go(forward=False))
        self.replace_button.clicked.connect(self.replace)
        self.all_button.clicked.connect(self.replace_all)
        self.close_button.clicked.connect(self.left)

    def arrive(self, at: tuple[str, int], chosen: str, *, to_replace: bool) -> None:
        """Take the cursor; what is selected in a text is looked for."""
        self._at = at
        if chosen and "\n" not in chosen:
            self.field.setText(chosen)
        field = self.words if to_replace and chosen and self.field.text() == chosen else self.field
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
        self._follow()

    @property
    def places(self) -> list[FoundWords]:
        """Where the words stand, in print order."""
        return places(with_texts_as_shown(self._session.report), self.field.text())

    def _sought(self) -> None:
        self._here = None
        self._follow()

    def _follow(self, *_: object) -> None:
        """Say how often the words are there now."""
        if self.isHidden():
            return
        found, sought = self.places, self.field.text()
        if self._here not in found:
            self._here = None
        where = f"第{found.index(self._here) + 1}处，" if self._here else ""
        self.count.setText(f"{where}共{len(found)}处" if found else "没有找到" if sought else "")
        writable = self._session.read_only is None
        for button in (self.replace_button, self.all_button):
            button.setEnabled(writable and bool(found))
        self.words.setEnabled(writable)
        for part in (self.words, self.replace_button, self.all_button):
            part.setToolTip(self._session.read_only or "")
        self.found_other.emit()

    def go(self, *, forward: bool) -> None:
        """Go to the next place, or to the one before, round all texts."""
        found, keys = self.places, [*self._session.report.form.texts]
        here = self._here
        at = (here.text, here.end if forward else here.start) if here else self._at
        number = next_place(found, keys, at or (keys[0], 0), forward=forward)
        if number is not None:
            self._stand_at(found[number])
        self._follow()

    def _stand_at(self, one: FoundWords) -> None:
        self._here, self._at = one, (one.text, one.end)
        self.went.emit(one.text, (one.start, one.end))

    def replace(self) -> None:
        """Replace the place one stands at, and go on; where one stands at none, go to the next."""
        one = self._here
        if one is None:
            self.go(forward=True)
            return
        if is_bound(one, self._session.bindings):
            self.said.emit("这里是绑定的数，随表格变化，未替换")
        elif self._do([one]):
            self._at = one.text, one.start + len(self.words.text())
        self._here = None
        self.go(forward=True)

    def replace_all(self) -> None:
        """Replace all of them, as one step of undo."""
        self._do(self.places)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)  # the buttons that are off now would pass it on

    def _do(self, some: list[FoundWords]) -> bool:
        session = self._session
        done = replaced(with_texts_as_shown(session.report), session.bindings, some, self.words.text())
        changes = [session.change_to(key, text) for key, text in done.texts.items()]
        if changes and not session.edit(changes, How.FILLED, HistoryEvent.REPLACED.label, done.bound):
            return False
        self._has_just_replaced = bool(changes)
        self.said.emit(done.told)
        return bool(changes)

    def _forget_replacing(self, *_: object) -> None:
        self._has_just_replaced = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            act = pressed(event, KeyContext.FINDER)
            if watched not in {self.field, self.words} and act not in _ALSO_ON_BUTTONS:  # a button is pressed
                return super().eventFilter(watched, event)
            if act is actions.FIND_ON and watched is self.words:
                self.replace()
            elif act in {actions.FIND_ON, actions.FIND_BACK}:
                self.go(forward=act is actions.FIND_ON)
            elif act is actions.BACK_TO_TEXT:
                self.left.emit()
            elif self._has_just_replaced and actions.UNDO.is_pressed_by(event):
                self._session.undo_stack.undo()  # not the words of the field: nobody typed them since
            elif act is actions.REPLACE_WORDS and self._session.read_only:
                self._session.refused.emit(self._session.read_only)
            elif act in {actions.FIND_WORDS, actions.REPLACE_WORDS}:
                field = self.field if act is actions.FIND_WORDS else self.words
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                field.selectAll()
            else:
                return super().eventFilter(watched, event)
            return True
        return super().eventFilter(watched, event)


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setMaximumWidth(_FIELD)
    field.setMinimumWidth(_LEAST)
    return field


def _tool(sign: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(sign))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
