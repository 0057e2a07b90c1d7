"""What is open in a section, on its tab: signs with counts, or a tick."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from model.form.schema import Severity
from model.rules.tally import Tally
from ui.appearance.signs import blank_icon, done_icon, severity_icon
from ui.appearance.theme import colours, ui_font

_SIGN = 14


class Badge(QWidget):
    """A small row of signs and counts beside the name of a tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tally: Tally | None = None
        self.setFont(ui_font(85, bold=True))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_tally(self, tally: Tally) -> bool:
        """Show another tally; whether anything looks different now."""
        if tally == self._tally:
            return False
        self._tally = tally
        self.setAccessibleName(tally.words)
        size = self.sizeHint().expandedTo(self.minimumSize())  # it never shrinks: the tabs stay where they are
        changed = size != self.size()
        self.setFixedSize(size)
        self.update()
        return changed

    def _parts(self) -> list[tuple[QIcon, str]]:
        if self._tally is None:
            return []
        if self._tally.done:
            return [(done_icon(), "")]
        tally = self._tally
        counts = ((Severity.HARD, tally.mend), (Severity.EXPLAIN, tally.explain), (Severity.WARN, tally.verify))
        open_places = tally.blanks + tally.empty_texts
        blank = [(blank_icon(), str(open_places))] if open_places else []
        return blank + [(severity_icon(severity), str(count)) for severity, count in counts if count]

    def sizeHint(self) -> QSize:
        width = sum(_SIGN + (2 + self._room(count) if count else 0) + 5 for _, count in self._parts())
        return QSize(width, max(_SIGN, self.fontMetrics().height()))

    def _room(self, count: str) -> int:
        """Return the width of a count; one digit has the room of two, so that nothing moves at the tenth."""
        measure = self.fontMetrics().horizontalAdvance
        return max(measure(count), measure("00")) if count else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(colours().text)
        x, middle = 2, self.height() // 2
        for icon, count in self._parts():
            icon.paint(painter, QRect(x, middle - _SIGN // 2, _SIGN, _SIGN))
            x += _SIGN + 2
            width = self._room(count)
            painter.drawText(QRect(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, count)
            x += width + 3
