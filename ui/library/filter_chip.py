"""A round button that shows only what is of one kind, with how many there are; or lets a kind be chosen from a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from ui.actions.in_widgets import OPEN
from ui.actions.registry import KeyContext, pressed
from ui.appearance import signs
from ui.appearance.theme import colours, ui_font

_SIGN, _PAD, _GAP, _HEIGHT, _RING = 14, 10, 4, 26, 2  # pixels
_LETTERS = 96  # percent


class FilterChip(QPushButton):
    """Checked, it is what is shown."""

    def __init__(self, words: str, sign: str = "", *, opens: bool = False) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFont(ui_font(_LETTERS))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._sign, self._opens, self._left_out = sign, opens, ""
        self._count: int | None = None
        self._widest = 0  # that it ever was: it grows no narrower, so that those behind it stay
        self.setText(words)

    def count(self, number: int | None) -> None:
        """Show how many reports there are of the kind."""
        if number != self._count:
            self._count = number
            self.updateGeometry()
            self.update()
        self.setAccessibleName(self.text() if number is None else f"{self.text()}，{number}份")

    def show_sign(self, *, shown: bool) -> None:
        """Leave the sign out where room is short, or put it back."""
        if shown is bool(self._left_out):
            self._sign, self._left_out = self._left_out, self._sign
            self.updateGeometry()
            self.update()

    @property
    def _words(self) -> str:
        return self.text() if self._count is None else f"{self.text()} {self._count}"

    def sizeHint(self) -> QSize:
        signs_wide = sum(self._px(_SIGN) + _GAP for there in (self._sign, self._opens) if there)
        self._widest = max(self._widest, self.fontMetrics().horizontalAdvance(self._words))
        return QSize(self._widest + signs_wide + 2 * _PAD, self._px(_HEIGHT))

    def _px(self, pixels: int) -> int:
        return round(pixels * self.font().pointSizeF() / ui_font(_LETTERS).pointSizeF())

    def changeEvent(self, event: QEvent) -> None:
        """Be as wide as its words are in other letters; how wide it ever was counts in the same letters only."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._widest = 0
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter do what a click does."""
        if pressed(event, KeyContext.LIBRARY, Qt.KeyboardModifier.NoModifier) is OPEN:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tone = colours()
        ink = tone.accent if self.isChecked() else tone.text if self.isEnabled() else tone.muted
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tone.accent if self.isChecked() or self.hasFocus() else tone.edge
        painter.setPen(QPen(edge, _RING if self.hasFocus() else 1))
        painter.setBrush(tone.accent_soft if self.isChecked() else tone.hover if self.underMouse() else tone.base)
        inner = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        left, middle, side = float(_PAD), self.height() / 2, self._px(_SIGN)
        if self._sign:
            signs.draw(painter, self._sign, QRectF(left, middle - side / 2, side, side), ink)
            left += side + _GAP
        painter.setPen(ink)
        painter.drawText(self.rect().adjusted(int(left), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)
        if self._opens:
            right = self.width() - _PAD - side + 2
            signs.draw(painter, "chevron-down", QRectF(right, middle - side / 2, side, side), ink)


class ChoiceChip(FilterChip):
    """A chip with a list: all, or one of several, each with its number."""

    chosen = Signal(object)  # the value; None is all

    def __init__(self, every: str, words_of: Callable[[Any], str], parent: QWidget | None = None) -> None:
        super().__init__(every, opens=True)
        self.setParent(parent)
        self.setCheckable(False)
        self.setToolTip(f"只看一种：{every}")
        self._every, self._words_of = every, words_of
        self._counts: Mapping[Any, int] = {}
        self._order: Sequence[Any] = ()
        self.value: Any = None
        self.clicked.connect(self.open)

    def show_counts(self, counts: Mapping[Any, int], order: Sequence[Any], value: Any) -> None:  # noqa: ANN401 — of any kind
        """Show what there is to choose from, and what is chosen."""
        self._counts, self._order, self.value = counts, order, value
        self.setText(self._every if value is None else self._words_of(value))
        self.count(None if value is None else counts.get(value, 0))

    def isChecked(self) -> bool:
        return self.value is not None

    def menu(self) -> QMenu:
        """Make the list."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value in (None, *self._order):
            words = self._every if value is None else self._words_of(value)
            number = sum(self._counts.values()) if value is None else self._counts.get(value, 0)
            item = menu.addAction(f"{words}\t{number}")
            item.setCheckable(True)
            item.setChecked(value == self.value)
            item.triggered.connect(lambda _=False, value=value: self.chosen.emit(value))
        return menu

    def open(self) -> None:
        """Show the list below."""
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
