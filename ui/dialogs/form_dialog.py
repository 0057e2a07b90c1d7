"""A question with fields: what every dialog is made of that is no message box and asks for no file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.appearance.labels import wrapped
from ui.appearance.marking import mark
from ui.dialogs.titles import entitle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

_ENTER = "\r"  # what the key types, that of the keypad too
_FRAME = 160  # pixels of the buttons and the sign of a window's frame
_AROUND, _EDGES = 40, 8  # pixels of a window's title and edges
_LOWEST, _NARROWEST = 64, 160  # pixels of a list that has to give way


class FormDialog(QDialog):
    """A question with fields: a prompt above, what the caller puts into `body`, buttons below."""

    def __init__(self, parent: QWidget | None, prompt: str, yes: str, cancel: str = "取消") -> None:
        from PySide6.QtWidgets import QDialogButtonBox

        super().__init__(parent)
        self._is_dangerous, self._highest = False, 0  # the second: pixels that there are on the screen
        self.missing = wrapped("")  # why the accepting button is off
        self.missing.setProperty("muted", True)
        self.missing.hide()
        entitle(self, yes if cancel else "提示")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(12)
        label = wrapped(prompt)
        layout.addWidget(label)
        self.body = QVBoxLayout()
        layout.addLayout(self.body)
        self.button_box = buttons = QDialogButtonBox()
        self.yes = buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
        mark(self.yes, "primary")
        self._last = self.yes
        if cancel:
            self._last = buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.missing, 1)
        foot.addWidget(buttons)
        layout.addLayout(foot)
        self.yes.setDefault(True)  # now that it is in the dialog: else a button once visited makes Enter call it off

    def minimumSizeHint(self) -> QSize:
        """Be as wide as the title needs beside the buttons of its frame."""
        least, title = super().minimumSizeHint(), QFontMetrics(self.font()).horizontalAdvance(self.windowTitle())
        return least.expandedTo(QSize(min(title + _FRAME, self.screen().availableGeometry().width() - _FRAME), 0))

    def sizeHint(self) -> QSize:
        """Ask for no less."""
        return super().sizeHint().expandedTo(self.minimumSizeHint())

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field: the buttons were there before it, and Enter would call the question off."""
        if self.focusWidget() is None:
            self._last.setFocus()
            self.focusNextChild()
        there = self.screen().availableGeometry()
        self.fit_across(there.width() - _EDGES)
        self.fit_into(there.height() - _AROUND)
        super().showEvent(event)

    def _grow(self) -> None:
        """Be higher where something longer is said, as far as the screen goes: no field is squeezed for it."""
        layout = self.layout()
        if self.isVisible() and layout is not None:
            wanted = min(layout.totalHeightForWidth(self.width()), self._highest)
            if self.height() < wanted:
                self.resize(self.width(), wanted)

    def fit_across(self, width: int) -> None:
        """Let lists, texts and fields give way until all of it is on the screen: at 200 % it has half the width."""
        from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit

        self.ensurePolished()
        for part in (*self.findChildren(QAbstractScrollArea), *self.findChildren(QLineEdit)):
            over = self.minimumSizeHint().width() - width
            if over > 0 and part.maximumWidth() > part.minimumWidth() > _NARROWEST:
                part.setMinimumWidth(max(_NARROWEST, part.minimumWidth() - over))
                self._forget_sizes()
        if self.width() > width:
            self.resize(width, self.height())

    def fit_into(self, height: int) -> None:
        """Let lists and texts give way until the buttons have room; lay out what was filled before it was dressed."""
        from PySide6.QtWidgets import QAbstractScrollArea, QListView

        self._highest = height
        self.ensurePolished()
        for listing in self.findChildren(QListView):
            listing.doItemsLayout()
        for area in self.findChildren(QAbstractScrollArea):
            over = self.minimumSizeHint().height() - height
            if over > 0 and area.minimumHeight() > _LOWEST:
                area.setMinimumHeight(max(_LOWEST, area.minimumHeight() - over))
                self._forget_sizes()
        if self.height() > height:
            self.resize(self.width(), height)

    def _forget_sizes(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()

    def endanger(self) -> None:
        """Show in red that accepting loses something: Enter calls it off, and in a field goes on to the red button."""
        endanger(self.yes)
        if self._last is not self.yes:
            self._is_dangerous = True
            self._last.setDefault(True)
            self._last.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter in a field never call off what was filled in there, and Ctrl+Enter accept it."""
        if self._is_dangerous and event.text() == _ENTER:
            self.yes.setFocus(Qt.FocusReason.OtherFocusReason)  # nothing where it is off
        elif event.text() == _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.yes.click()  # out of a field of several lines, in which Enter is the next line
        else:
            super().keyPressEvent(event)

    def hold_until(self, ready: Callable[[], bool], *changes: object, why: Callable[[], str]) -> None:
        """Keep the accepting button off until `ready`, and say beside it `why`; asked again at every of `changes`."""

        def judge(*_: object) -> None:
            can = ready()
            words = "" if can else why()
            self.yes.setEnabled(can)
            self.yes.setToolTip(words)
            self.missing.setText(words)
            self.missing.setVisible(bool(words))
            if self.isVisible():
                QTimer.singleShot(0, self, self._grow)

        for change in changes:
            change.connect(judge)  # type: ignore[attr-defined]
        judge()


def endanger(button: QPushButton) -> None:
    """Show in red that a button loses something, and let Enter leave it alone while the cursor is elsewhere."""
    mark(button, "primary", value=False)
    mark(button, "danger")
    button.setDefault(False)
    button.setAutoDefault(False)
