"""The parts of a section beside its texts: what is written of each, and what is to be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QScrollArea, QWidget

from model.form.schema import Severity, Text
from model.report.prose import MOST_SENSIBLE, says_something
from model.rules.switches import LENGTH
from ui.appearance import theme
from ui.state.session import Session
from ui.texts.plain_text import Size

if TYPE_CHECKING:
    from model.rules.finding import Finding

WIDTH = 152  # pixels
_HEIGHT, _SIGN, _PAD = 40, 14, 8
_SEEN = 3  # parts, at a time, in a window that is very low
TOO_LONG = "太长"
_UNWRITTEN = "没有写"
_ELSEWHERE = "写在别处"  # section one in one piece: its matter is told in another of its texts


class OutlineRow(QAbstractButton):
    """One part: its name, and a line below that says how it stands."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setText(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from text to text; Ctrl+↑↓ is the caret's
        self._percent = 100
        self.set_zoom(100)
        self.told = ""
        self.written = Size()
        self._severity: Severity | None = None
        self._icon = theme.blank_icon()

    def tell(self, told: str, severity: Severity | None, *, is_done: bool) -> None:
        """Say how the part stands."""
        if (told, severity) == (self.told, self._severity):  # as of all parts but one while that is typed
            return
        self.told, self._severity = told, severity
        written = theme.done_icon() if is_done else theme.blank_icon()
        self._icon = theme.severity_icon(severity) if severity else written
        self.setAccessibleName(f"{self.text()}，{told}")
        self.update()

    def set_zoom(self, percent: int) -> None:
        """Show it larger or smaller."""
        self._percent = percent
        self.setFont(theme.ui_font(percent))
        self.setFixedHeight(round(_HEIGHT * percent / 100))

    def sizeHint(self) -> QSize:
        return QSize(round(WIDTH * self._percent / 100), round(_HEIGHT * self._percent / 100))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tone, rect = QPainter(self), theme.colours(), self.rect()
        painter.setPen(Qt.PenStyle.NoPen)  # `fillRect` would load all gradients, to tell that a colour is none
        if self.isChecked() or self.underMouse():
            painter.setBrush(tone.accent_soft if self.isChecked() else tone.line)
            painter.drawRect(rect)
        if self.isChecked():
            painter.setBrush(tone.accent)
            painter.drawRect(QRect(0, 0, 3, rect.height()))
        painter.setPen(tone.text)
        half, side = rect.height() // 2, round(_SIGN * self._percent / 100)
        painter.drawText(QRect(12, 2, rect.width() - 16, half), _LEFT, self._fitting(self.text(), rect.width() - 16))
        self._icon.paint(painter, QRect(12, half + (half - side) // 2 - 1, side, side))
        painter.setFont(theme.like(self.font(), 90))
        painter.setPen(tone.muted)
        painter.drawText(QRect(16 + side, half - 2, rect.width() - side - 20, half), _LEFT, self.told)

    def _fitting(self, words: str, width: int) -> str:
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Outline(QWidget):
    """All parts, and how many characters they have together.

    It lays itself out: through a `QLayout`, a count that changes would have the whole window laid out anew.
    """

    chosen = Signal(str)
    pointed_to = Signal(QWidget)  # the row of the text that the caret has come to

    def __init__(self, texts: Iterable[Text], session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._texts = {text.key: text for text in texts}
        self.rows = {text.key: OutlineRow(_name(text)) for text in self._texts.values()}
        self.total = QLabel()
        self.total.setProperty("muted", True)
        self.total.setContentsMargins(12, 8, 4, 0)
        self.setAccessibleName("段落目录")
        for key, row in self.rows.items():
            row.setParent(self)
            row.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
        self.total.setParent(self)
        self.set_zoom(100)

    def set_zoom(self, percent: int) -> None:
        """Show it larger or smaller."""
        wide, self._high = round(WIDTH * percent / 100), round(_HEIGHT * percent / 100)
        self.setFixedWidth(wide)
        for number, row in enumerate(self.rows.values()):
            row.set_zoom(percent)
            row.setGeometry(0, _PAD + number * self._high, wide, self._high)
        self.total.setFont(theme.ui_font(percent))
        parts = _PAD + len(self.rows) * self._high
        self.total.setGeometry(0, parts, wide, self._high)
        self.resize(wide, parts + self._high)

    @property
    def least(self) -> int:
        """How high what shows it must be for some of its parts to be seen at a time."""
        return _PAD + _SEEN * self._high

    def point_to(self, key: str) -> None:
        """Show in which part the caret is."""
        for other, row in self.rows.items():
            if other == key and not row.isChecked():
                self.pointed_to.emit(row)
            row.setChecked(other == key)

    def refresh(self) -> None:
        """Say of each part how it stands."""
        sizes = [self._tell(key, row) for key, row in self.rows.items()]
        words = f"合计 {sum(sizes)}字{self._over(sum(sizes))}"
        if words != self.total.text():
            self.total.setText(words)

    def _over(self, size: int) -> str:
        """Say that it is more than was set, where that is asked."""
        switches = self._session.subject.switches
        return f"\n超出规定的{switches.limit}字" if LENGTH in switches.on and size > switches.limit else ""

    def _tell(self, key: str, row: OutlineRow) -> int:
        text = str(self._session.value(key))
        size, says = row.written.of(text), says_something(text)
        found = [one for one in self._session.findings_at(key) if not one.gap and one.severity is not Severity.HINT]
        worst = found[0].severity if found else Severity.HINT if size > MOST_SENSIBLE else None
        elsewhere = not size and not self._texts[key].optional and key not in self._session.subject.unwritten
        row.tell(_ELSEWHERE if elsewhere else _told(size, found, says=says), worst, is_done=says or elsewhere)
        return size


def _told(size: int, found: list[Finding], *, says: bool) -> str:
    if not size:
        return _UNWRITTEN
    more = f"  {len(found)}处{theme.VERIFY}" if found else f"  {TOO_LONG}" if size > MOST_SENSIBLE else ""
    return f"{f'{size}字' if says else _UNWRITTEN}{more}"


class OutlineArea(QScrollArea):
    """Shows an outline, which scrolls where the window is lower than it is."""

    def __init__(self, outline: Outline) -> None:
        super().__init__()
        self._outline = outline
        self.setWidget(outline)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outline.pointed_to.connect(lambda row: self.ensureWidgetVisible(row, 0, 0))

    def fit(self, high: int, *, has_room: bool) -> None:
        """Take the width of the outline, and of its bar where it needs one; leave where there is no room for it."""
        bar = self.verticalScrollBar().sizeHint().width() if high < self._outline.height() else 0
        self.setFixedWidth(self._outline.width() + bar)
        self.setVisible(has_room and high >= self._outline.least)


def _name(text: Text) -> str:
    """Return the name of a part as its heading begins: （一）主动公开."""
    ordinal, end, _ = text.heading.partition("）")
    return f"{text.name}（可选）" if text.optional else f"{ordinal}{end}{text.name}"
