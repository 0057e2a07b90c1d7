"""The line over a table, like a formula bar: what the current cell is, this year, last year, what belongs there."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from model.form.grid import BoxRole
from model.form.schema import Cell
from model.report.numbers import number_text
from model.values import NamedTuple
from ui.actions.in_widgets import HELP
from ui.appearance import theme
from ui.state.session import Session
from ui.tables.cell_state import MINUS, before_words
from ui.tables.model import TableModel

_HEIGHT, _GAP, _LEFT = 32, 16, 16  # pixels at 100 %
_AT_LEFT = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
_AT_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value
_LEAST_HELP = 120  # pixels: in less there is nothing to be read


class StripWords(NamedTuple):
    """What is said of a cell; empty where there is nothing to say."""

    place: str = ""
    now: str = ""
    last: str = ""
    change: str = ""
    broken: str = ""
    help: str = ""
    revision: str = ""  # the name of the revision before
    before: str = ""  # what stood there in it

    @property
    def spoken(self) -> str:
        """Say all of it in one line."""
        last = f"上年{self.last}" if self.last else ""
        parts = (self.place, f"今年{self.now or '空白'}", f"{self.revision}{self.before}", last, self.change)
        return "，".join(filter(None, (*parts, self.broken, self.help)))


def strip_words(model: TableModel, cell: Cell, *, with_balance: bool = False) -> StripWords:
    """Return what is to be said of a cell; of its column's identity too, where that is not in sight."""
    session: Session = model.session
    form = session.report.form
    row, column = form.row(cell), form.column(cell)
    now = session.report.numbers.get(cell)
    last = session.last_year.numbers.get(cell) if session.last_year else None
    derived = "自动合计。" if model.look(model.grid.box_of[cell]).derived else ""
    return StripWords(
        f"{row.spoken}·{column.spoken}",
        number_text(now),
        number_text(last) if session.last_year else "",
        change_words(now, last),
        _balance(model, cell) if with_balance else "",
        derived + (row.help or column.help),
        *_before(session, cell),
    )


def _before(session: Session, cell: Cell) -> tuple[str, str]:
    before = before_words(session, str(cell))
    return ("", "") if before is None or session.before is None else (session.before.name, before)


def change_words(now: Decimal | None, last: Decimal | None) -> str:
    """Say how much more or less it is than last year.

    >>> [change_words(*map(Decimal, pair)) for pair in ((216, 248), (3, 0), (3, 3))]
    ['−32（−13%）', '+3', '持平']
    """
    if now is None or last is None:
        return ""
    if now == last:
        return "持平"
    share = f"（{_signed((now - last) * 100 / abs(last), 0)}%）" if last else ""
    return f"{_signed(now - last)}{share}"


def _signed(number: Decimal, places: int | None = None) -> str:
    written = number_text(abs(number)) if places is None else f"{abs(number):.{places}f}"
    return f"{'+' if number > 0 else MINUS}{written}"


def _balance(model: TableModel, cell: Cell) -> str:
    """Say how the identity of a column is broken; nothing where it is not."""
    grid, column = model.grid, model.grid.box_of[cell].column
    boxes = [box for box in grid.boxes if box.role is BoxRole.BALANCE and box.column == column and box.plus]
    names = [box.text for box in grid.boxes if box.role is BoxRole.BALANCE and box.text]
    if len(boxes) != len(names) or not boxes or model.look(boxes[-1]).equal is not False:
        return ""
    left, right, _ = (model.look(box).text for box in boxes)
    apart = Decimal(left) - Decimal(right)
    return f"本列{names[0]} {left} ≠ {right} {names[1]}，{'多' if apart > 0 else '少'}{number_text(abs(apart))}"


class CellStrip(QWidget):
    """Draws the line; what does not fit ends in “…”, the help first."""

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._cell: Cell | None = None
        self.set_zoom(100)
        self._words = StripWords()
        self.with_balance = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        model.session.checked.connect(self.refresh)

    def set_zoom(self, percent: int) -> None:
        """Show it larger or smaller."""
        self._percent = percent
        self._plain, self._bold = theme.ui_font(percent), theme.ui_font(percent, bold=True)
        self._metrics = {False: QFontMetrics(self._plain), True: QFontMetrics(self._bold)}
        self.setFont(self._plain)
        self.updateGeometry()
        self.update()

    def tell(self, cell: Cell) -> None:
        """Say what is to be known of a cell."""
        self._cell = cell
        self.refresh()

    def refresh(self) -> None:
        """Say it again, of the numbers as they are now."""
        if self._cell is None or not self.isVisible():
            return
        words = strip_words(self._model, self._cell, with_balance=self.with_balance)
        if words != self._words:
            self._words = words
            self.setAccessibleName(words.spoken)
            self.setToolTip(words.help)
            self.update()

    def showEvent(self, event: object) -> None:
        self.refresh()

    @property
    def words(self) -> StripWords:
        """What it says."""
        return self._words

    def _px(self, pixels: int) -> int:
        return round(pixels * self._percent / 100)

    def sizeHint(self) -> QSize:
        return QSize(0, max(self._px(_HEIGHT), QFontMetrics(self.font()).height() + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tone, words = QPainter(self), theme.colours(), self._words
        at, gap = self.rect().adjusted(self._px(_LEFT), 0, -self._px(_LEFT), -1), self._px(_GAP)
        words = self._fitting(words, at.width())
        painter.setPen(tone.line)
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        if words.place:
            at = self._word(painter, at, words.place, tone.text, gap, bold=True)
            painter.setPen(tone.line)
            middle, inset = at.left() - gap // 2, self._px(9)
            painter.drawLine(middle, at.top() + inset, middle, at.bottom() - inset)
            at = self._figure(painter, at, "今年", words.now or "空白", bold=True)
            at = self._figure(painter, at, words.revision, words.before)
            at = self._figure(painter, at, "上年", words.last)
        at = self._word(painter, at, words.change, tone.muted, gap)
        at = self._word(painter, at, words.broken, tone.hard, gap)
        if at.width() > self._px(_LEAST_HELP):
            self._help(painter, at, words.help)
        painter.end()

    def _fitting(self, words: StripWords, room: int) -> StripWords:
        """Leave out what there is no room for: how it has changed, last year, then the end of the place."""
        for name in ("change", "last"):
            if self._wide(words) > room:
                words = words._replace(**{name: ""})
        over = self._wide(words) - room
        if over > 0:
            bold, least = self._metrics[True], self._metrics[True].horizontalAdvance("国…")
            place = max(least, bold.horizontalAdvance(words.place) - over)
            words = words._replace(place=bold.elidedText(words.place, Qt.TextElideMode.ElideRight, place))
        return words

    def _wide(self, words: StripWords) -> int:
        """Return how much room the words take, without what belongs there."""
        gap, name, (plain, bold) = (
            self._px(_GAP),
            self._px(5),
            (self._metrics[at].horizontalAdvance for at in (False, True)),
        )
        figures = plain("今年") + name + bold(words.now or "空白") + gap
        figures += plain(words.revision) + name + plain(words.before) + gap if words.before else 0
        figures += plain("上年") + name + plain(words.last) + gap if words.last else 0
        rest = sum(plain(one) + gap for one in (words.change, words.broken) if one)
        return bold(words.place) + gap + figures + rest if words.place else rest

    def _figure(self, painter: QPainter, at: QRect, name: str, number: str, *, bold: bool = False) -> QRect:
        tone = theme.colours()
        at = self._word(painter, at, name if number else "", tone.muted, self._px(5))
        return self._word(painter, at, number, tone.text, self._px(_GAP), bold=bold)

    def _help(self, painter: QPainter, at: QRect, words: str) -> None:
        tone, more = theme.colours(), f"{HELP.key} 详细"
        taken = self._metrics[False].horizontalAdvance(more) + self._px(_GAP)
        self._word(painter, at.adjusted(0, 0, -taken, 0), words, tone.muted, 0)
        painter.setPen(tone.muted)
        painter.drawText(at, _AT_RIGHT, more)

    def _word(self, painter: QPainter, at: QRect, words: str, colour: QColor, gap: int, *, bold: bool = False) -> QRect:  # noqa: PLR0913 — what, where, how
        """Draw some words; return the room that is left."""
        if not words or at.width() <= 0:
            return at
        metrics = self._metrics[bold]
        wide = metrics.horizontalAdvance(words)
        if wide > at.width():
            words, wide = metrics.elidedText(words, Qt.TextElideMode.ElideRight, at.width()), at.width()
        painter.setFont(self._bold if bold else self._plain)
        painter.setPen(colour)
        painter.drawText(at, _AT_LEFT, words)
        return at.adjusted(wide + gap, 0, 0, 0)
