"""What a row of the findings is drawn with: words, numbers, frames, signs."""

from __future__ import annotations

from math import floor
from typing import TypeAlias

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QTransform

from app.cards.card import DIFFERS, FindingCard
from ui.appearance.colours import Colours
from ui.findings.measures import Lettering, Measures

_Part: TypeAlias = tuple[str, Lettering, QColor]
LARGE = 20  # pixels of the numbers on an opened card
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | _MIDDLE
RIGHT = Qt.AlignmentFlag.AlignRight | _MIDDLE
_TOP = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value


def lay_on(painter: QPainter, x: int, y: int, pixmap: QPixmap) -> None:
    """Lay a picture on at a place of the device, pixel by pixel."""
    on_device = painter.deviceTransform()
    if not on_device.isScaling():
        painter.drawPixmap(QPointF(x - on_device.dx(), y - on_device.dy()), pixmap)
        return
    painter.save()
    back, _ = on_device.inverted()
    painter.setWorldTransform(QTransform.fromTranslate(x, y) * back * painter.worldTransform())
    painter.drawPixmap(0, 0, pixmap)
    painter.restore()


def wide_figures(m: Measures, card: FindingCard, pixels: int) -> int:
    """Return how wide the numbers of a card are with what they are, one after the other."""
    large, bold, small = m.face(pixels), m.face(pixels, bold=True), m.small
    known = card.relation != DIFFERS
    parts = [(card.was, large), (card.relation, large), (card.now, bold if known else large)]
    if any(card.sides):
        parts += [(words, small) for words in (*card.sides, card.apart)]
    return sum(face.width(words) + m.px(6) for words, face in parts if words)


class Drawing:
    """What is drawn with in one row."""

    def __init__(self, painter: QPainter, tone: Colours, m: Measures) -> None:
        self.painter = painter
        self.tone = tone
        self._m = m
        self._ratio = painter.deviceTransform().m11()  # pixels of the device to one of ours

    def sign_at(self, card: QRect, middle: int) -> QRect:
        """Return where the sign of a card stands."""
        side = self._m.sign
        return QRect(card.left() + self._m.px(11), middle - side // 2, side, side)

    def sign(self, icon: QIcon, rect: QRect) -> None:
        """Draw a sign: as a picture, which is kept, on whole pixels, wherever its row lies."""
        corner = self.painter.deviceTransform().map(QPointF(rect.topLeft()))
        pixmap = icon.pixmap(rect.size(), self._ratio)
        pixmap.setDevicePixelRatio(1)
        lay_on(self.painter, floor(corner.x() + 0.5), floor(corner.y() + 0.5), pixmap)

    def plain(self, rect: QRect, colour: QColor) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawRoundedRect(rect, 4, 4)

    def frame(self, rect: QRect, ground: QColor, edge: QColor, width: int, *, dashed: bool = False) -> None:
        pen = QPen(edge, width, Qt.PenStyle.DashLine if dashed and width == 1 else Qt.PenStyle.SolidLine)
        if dashed:
            pen = QPen(edge if width > 1 else self.tone.muted, width, Qt.PenStyle.DashLine)
        self.painter.setPen(pen)
        self.painter.setBrush(ground)
        inset = width / 2
        self.painter.drawRoundedRect(rect.toRectF().adjusted(inset, inset, -inset, -inset), 4, 4)

    def bar(self, rect: QRect, colour: QColor) -> None:
        """Draw the bar at the left edge that tells the severity along with the sign."""
        path = QPainterPath()
        path.addRoundedRect(rect.toRectF(), 4, 4)
        self.painter.save()
        self.painter.setClipPath(path)
        self.painter.fillRect(rect.left(), rect.top(), self._m.px(3), rect.height(), colour)
        self.painter.restore()

    def words(self, rect: QRect, words: str, face: Lettering, colour: QColor, align: Qt.AlignmentFlag = LEFT) -> int:
        """Draw a line as far as it goes; return how wide it is."""
        if not words or rect.width() <= 0:
            return 0
        wide = face.width(words)
        if wide > rect.width():
            words = face.metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
            wide = face.width(words)
        self.painter.setFont(face.font)
        self.painter.setPen(colour)
        self.painter.drawText(rect, align.value, words)
        return wide

    def reason(self, rect: QRect, words: str, colour: QColor) -> None:
        """Draw a reason over as many lines as there is room for."""
        if not words:
            return
        metrics = self._m.small.metrics
        self.painter.setFont(self._m.small.font)
        self.painter.setPen(colour)
        if rect.height() < 2 * metrics.height():
            self.painter.drawText(
                rect, LEFT.value, metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
            )
            return
        self.painter.save()
        self.painter.setClipRect(rect)
        self.painter.drawText(rect, _TOP, words)
        self.painter.restore()

    def numbers(self, rect: QRect, card: FindingCard, pixels: int, *, small: bool = False) -> int:
        """Draw what stands there and what should; return how wide they are."""
        if card.is_long and not small:
            words = f"{card.relation} {card.now}".strip()
            return self.words(rect, words, self._m.face(13, bold=True), self.tone.text)
        parts, x = self._parts(card, pixels), rect.left()
        if wide_figures(self._m, card, pixels) > rect.width():
            parts = [one for one in parts if one[0] not in card.sides]  # in full in what is spoken, and in the strip
        for words, font, colour in parts:
            if words:
                at = QRect(x, rect.top(), rect.right() - x, rect.height())
                x += self.words(at, words, font, colour) + self._m.px(6)
        return x - rect.left()

    def width(self, card: FindingCard, pixels: int) -> int:
        """Return how wide what stands there and what should would be."""
        return wide_figures(self._m, card, pixels)

    def _parts(self, card: FindingCard, pixels: int) -> list[_Part]:
        """Return what is drawn one after the other; what is not known to be right does not look so."""
        light, bold, small, tone = self._m.face(pixels), self._m.face(pixels, bold=True), self._m.small, self.tone
        if any(card.sides):
            (first, second), muted = card.sides, tone.muted
            left, right = ((number, light, tone.text) for number in (card.was, card.now))
            return [
                (first, small, muted),
                left,
                (card.relation, light, muted),
                (second, small, muted),
                right,
                (card.apart, small, muted),
            ]
        known = card.relation != DIFFERS
        return [
            (card.was, light, tone.muted if card.now else tone.text),
            (card.relation, light, tone.muted),
            (card.now, bold if known else light, tone.text),
        ]

    def link(self, rect: QRect, words: str) -> None:
        self.words(rect.adjusted(0, 0, -self._m.px(8), 0), words, self._m.body, self.tone.accent, RIGHT)

    def tag(self, rect: QRect, words: str, *, filled: bool) -> None:
        if not words:
            return
        painter = self.painter
        painter.setPen(Qt.PenStyle.NoPen if filled else QPen(self.tone.line, 1))
        painter.setBrush(self.tone.header if filled else Qt.BrushStyle.NoBrush)
        round_ = rect.height() / 2 if filled else 3
        painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), round_, round_)
        painter.setFont(self._m.tag.font)
        painter.setPen(self.tone.muted)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter.value, words)

    def chevron(self, at: QPoint, *, unfolded: bool) -> None:
        """Draw which way a group folds."""
        far, near = self._m.px(4), self._m.px(2)
        steps = ((-far, -near), (0, near), (far, -near)) if unfolded else ((-near, -far), (near, 0), (-near, far))
        pen = QPen(self.tone.muted, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline([QPoint(at.x() + x, at.y() + y) for x, y in steps])
