"""What stands beside the tabs, by how much room there is: both sides, one of them, or none but over the tabs."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from model.storage.library import Library
from ui.actions.in_widgets import ESCAPE
from ui.appearance.marking import mark
from ui.report.placeholder import Side

FOR_BOTH, FOR_WIDE_SIDE, FOR_ONE = 1500, 1200, 900  # logical pixels of the page from which on there is room
_LEAST_BODY, _LEAST_SIDE, _WIDEST = 360, 220, 100_000
_FINDINGS = {FOR_BOTH: 360, FOR_WIDE_SIDE: 320, FOR_ONE: 288}  # how wide they are at first
_PREVIEW = 640


class Room(Enum):
    """How much there is."""

    BOTH = auto()
    ONE = auto()
    NONE = auto()  # a side lies over the tabs while it is wanted


def room_in(width: int) -> Room:
    """Return how much room a page of a width has.

    >>> [room_in(width).name for width in (1920, 1366, 900, 899)]
    ['BOTH', 'ONE', 'ONE', 'NONE']
    """
    if width >= FOR_BOTH:
        return Room.BOTH
    return Room.ONE if width >= FOR_ONE else Room.NONE


class Sides(QObject):
    """Keeps what is wanted apart from what there is room for: what had to give way comes back by itself."""

    changed = Signal()
    left = Signal()  # a side that had the cursor is gone

    def __init__(self, page: QWidget, body: QWidget, findings: Side, preview: Side) -> None:
        super().__init__(page)
        self._page, self.findings, self.preview = page, findings, preview
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for index, part in enumerate((body, findings, preview)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(index, 0 if index else 1)
        self.splitter.splitterMoved.connect(self._note_widths)
        self.wanted = {findings: True, preview: False}
        self._widths: dict[Side, int] = {}  # as they were drawn by hand
        self._over: Side | None = None  # lies over the tabs
        self._has_body_given = False  # the sentences beside a text take the room
        self._room: Room | None = None
        self._percent = 100
        page.installEventFilter(self)
        for side in (findings, preview):
            close = QShortcut(ESCAPE.sequences[0], side)
            close.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            close.activated.connect(partial(self._close_over, side))
            close.setEnabled(False)
            side.close_key = close

    # What is wanted

    def want(self, side: Side, wanted: bool) -> None:
        """Show a side, or fold it; where there is room for one only, the other gives way."""
        if self.room is Room.NONE:
            self._over = side if wanted else None
        else:
            self.wanted[side] = wanted
            if wanted:
                self._has_body_given = False
        other = self.preview if side is self.findings else self.findings
        if wanted and self.room is not Room.BOTH and side is self.findings:
            self.wanted[other] = False
        self.arrange()

    def set_zoom(self, percent: int) -> None:
        """Let the findings have the width that their letters want, unless that was drawn by hand."""
        if percent != self._percent:
            self._percent = percent
            self.arrange()

    def give_way(self, given: bool) -> None:
        """Leave the room to what stands beside a text, or take it again."""
        if given is not self._has_body_given:
            self._has_body_given = given
            self.arrange()

    def is_shown(self, side: Side) -> bool:
        """Whether a side can be seen."""
        return not side.isHidden()

    @property
    def room(self) -> Room:
        """How much room there is now."""
        return room_in(self._page.width())

    def _shown(self) -> dict[Side, bool]:
        room = self.room
        if room is Room.NONE:
            return {side: side is self._over for side in self.wanted}
        if room is Room.BOTH:
            return dict(self.wanted)
        preview = self.wanted[self.preview] and not self._has_body_given
        findings = self.wanted[self.findings] and not preview and not self._has_body_given
        return {self.findings: findings, self.preview: preview}

    # How it is laid out

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            if self.room is not self._room:
                self.arrange()
            elif self._over is not None:
                self._lay_over(self._over)
        return False

    def arrange(self) -> None:
        """Show what is wanted as far as there is room."""
        self._room = self.room
        if self._room is not Room.NONE:
            self._over = None
        shown = self._shown()
        now = QApplication.focusWidget()
        lost = now is not None and any(side.isAncestorOf(now) for side, visible in shown.items() if not visible)
        for side, visible in shown.items():
            self._put_in_place(side, over=visible and self._room is Room.NONE)
            side.setVisible(visible)
        self._share(shown)
        if self._over is not None:
            self._lay_over(self._over)
        if lost:  # Qt would give the cursor to whatever comes next, as the zoom at the foot
            self.left.emit()
        self.changed.emit()

    def _put_in_place(self, side: Side, *, over: bool) -> None:
        if over is (side.parent() is self._page):
            return
        if over:
            side.setParent(self._page)
        else:
            self.splitter.insertWidget(1 if side is self.findings else self.splitter.count(), side)
        mark(side, "over", over)
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, over)
        side.close_key.setEnabled(over)

    def _lay_over(self, side: Side) -> None:
        whole = self.splitter.geometry()
        width = whole.width() if side is self.preview else min(whole.width() - 40, 400)
        side.setGeometry(whole.right() + 1 - width, whole.top(), width, whole.height())
        side.raise_()

    def _close_over(self, side: Side) -> None:
        if side is self._over:
            self.want(side, False)
            self.left.emit()

    def _share(self, shown: dict[Side, bool]) -> None:
        """Let each side have the width that it was left with, or the one that it has at first."""
        if self._room is Room.NONE:
            return
        whole = self._page.width()
        widths = {side: self._width_of(side, whole) if visible else 0 for side, visible in shown.items()}
        over = sum(widths.values()) - (whole - _LEAST_BODY)
        for side in (self.preview, self.findings):
            less = max(0, min(over, widths[side] - _LEAST_SIDE))
            widths[side] -= less
            over -= less
        order = [self.splitter.widget(index) for index in range(self.splitter.count())]
        sizes = [widths.get(part, max(0, whole - sum(widths.values()))) for part in order]  # type: ignore[call-overload]
        self.splitter.setSizes(sizes)

    def _width_of(self, side: Side, whole: int) -> int:
        if side in self._widths:
            return self._widths[side]
        if side is self.preview:
            return _PREVIEW if self._room is Room.BOTH else whole // 2
        first = next(width for least, width in _FINDINGS.items() if whole >= least)
        return max(first, min(first * self._percent // 100, whole * 2 // 5))

    def _note_widths(self, *_: object) -> None:
        for side in self.wanted:
            if not side.isHidden() and side.width() >= _LEAST_SIDE:
                self._widths[side] = side.width()

    # How it is remembered

    def restore(self, library: Library, *, may_preview: bool) -> None:
        """Bring back what was wanted, and how wide it was."""
        recall = library.recall
        self.wanted[self.findings] = recall("findings", str, "on") != "off"
        self.wanted[self.preview] = recall("preview", str, "off") == "on" and may_preview
        for side, name in self._names():
            width = recall(name, _width, 0)
            if width:
                self._widths[side] = width
        self.arrange()

    def keep(self, remember: Callable[[str, str], object]) -> None:
        """Remember it."""
        remember("findings", "on" if self.wanted[self.findings] else "off")
        remember("preview", "on" if self.wanted[self.preview] else "off")
        for side, name in self._names():
            if side in self._widths:
                remember(name, str(self._widths[side]))

    def _names(self) -> tuple[tuple[Side, str], ...]:
        return (self.findings, "width of findings"), (self.preview, "width of preview")


def _width(words: str) -> int:
    """Read a width that is remembered; one out of bounds means nothing."""
    if _LEAST_SIDE <= int(words) <= _WIDEST:
        return int(words)
    raise ValueError(words)
