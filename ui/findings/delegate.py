"""How the rows of the findings are drawn: cards, lines, titles. The buttons of the current one are real widgets."""

from __future__ import annotations

from PySide6.QtCore import QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.cards import BECOMES, CardKind, FindingCard, can_take
from model.rules.explanations import can_be_explained
from ui.actions.in_widgets import EXPLAIN, UNEXPLAIN
from ui.appearance import theme
from ui.findings.measures import Lettering, Measures, measures
from ui.findings.model import FindingGroup, FindingRow, FindingsModel, Index, RowKind
from ui.findings.opened import OpenedCard, opened_card, why_of
from ui.state.session import Session

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | _MIDDLE
_RIGHT = Qt.AlignmentFlag.AlignRight | _MIDDLE
_TOP = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value
GUESS = "推测"
TAKE_WORD = "采用"
GO_THERE = "去填"
GO_WRITE = "去写"


class FindingDelegate(QStyledItemDelegate):
    """Draws a row at the zoom of the tables; how high it is follows from what is on it, and whether it is current."""

    def __init__(self, model: FindingsModel, session: Session) -> None:
        super().__init__(model)
        self._model = model
        self._session = session
        self.measures = measures(100)
        self.current = -1  # the row whose card is opened out
        self.room = 0  # pixels under its card for what is written into it

    # Sizes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width: int = option.widget.viewport().width()  # type: ignore[attr-defined]  # the stubs forget the fields
        row = self._model.rows[index.row()]
        return self._size(row, width, current=index.row() == self.current)

    def _size(self, row: FindingRow, width: int, *, current: bool) -> QSize:
        m = self.measures
        if row.kind is RowKind.TITLE:
            return QSize(width, m.px(34))
        if row.kind is RowKind.SECTION:
            return QSize(width, m.px(22))
        if row.kind is RowKind.LINE:
            return QSize(width, m.px(28 if row.group is not FindingGroup.GAP else 34 + 6))
        assert row.card is not None  # noqa: S101 — only cards are left
        opened = current or row.card.kind is CardKind.GUESS
        return m.size(width, self.laid_out(row, QRect(0, 0, width, 0)).height if opened else m.px(56))

    def laid_out(self, row: FindingRow, rect: QRect) -> OpenedCard:
        """Return where the parts of an opened card lie in the rectangle of its row."""
        return opened_card(self.measures, row, self.measures.card(rect), buttons=self.has_buttons(row), room=self.room)

    def has_buttons(self, row: FindingRow) -> bool:
        """Whether anything can be done about a finding."""
        return row.card is not None and self._session.read_only is None and row.group is not FindingGroup.HINT

    # What can be hit with the mouse

    def link_of(self, row: FindingRow) -> str:
        """Return the words at the lower right of a row that is not current: what can be done at once."""
        if row.card is None or row.card.kind is CardKind.GUESS:
            return ""
        if row.group is FindingGroup.GAP:
            return GO_WRITE if row.card.finding.at[0] in self._session.report.form.texts else GO_THERE
        if self._session.read_only is not None:
            return ""
        if row.group is FindingGroup.SETTLED:
            return UNEXPLAIN.label
        if row.card.kind is CardKind.FACT and can_take(self._session, row.card):
            return TAKE_WORD
        is_to_explain = row.group is FindingGroup.EXPLAIN and can_be_explained(row.card.finding)
        return f"{EXPLAIN.label}…" if is_to_explain else ""

    def link_at(self, number: int, rect: QRect, position: QPoint) -> bool:
        """Whether a place in a row is on its link."""
        row = self._model.rows[number]
        words = self.link_of(row) if number != self.current or row.group is FindingGroup.GAP else ""
        return bool(words) and self._link_rect(row, rect, words).contains(position)

    def tag_at(self, number: int, rect: QRect, position: QPoint) -> bool:
        """Whether a place in a row is on the number of its rule."""
        row = self._model.rows[number]
        tag = self.tag_of(row)
        near = self.measures.px(4)
        hit = self.measures.tag_rect(self.measures.card(rect), tag).adjusted(-near, -near, near, near)
        return bool(tag) and hit.contains(position)

    def tag_of(self, row: FindingRow) -> str:
        """Return what stands at the upper right of a card."""
        if row.kind is not RowKind.CARD or row.card is None:
            return ""
        return GUESS if row.card.guesses and row.card.kind is CardKind.GUESS else row.card.finding.check

    def _link_rect(self, row: FindingRow, rect: QRect, words: str) -> QRect:
        card = self._line(rect) if row.kind is RowKind.LINE else self.measures.card(rect)
        found = self.measures.link_rect(card, words)
        if row.kind is RowKind.LINE:
            found.moveCenter(QPoint(found.center().x(), card.center().y()))
        return found

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QPersistentModelIndex | Index) -> None:
        row = self._model.rows[index.row()]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        draw = _Drawing(painter, theme.colours(option.palette), self.measures)  # type: ignore[attr-defined]
        current = index.row() == self.current
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind is RowKind.TITLE:
            self._title(draw, row, rect, lit=current or bool(state & QStyle.StateFlag.State_MouseOver))
        elif row.kind is RowKind.SECTION:
            draw.words(rect.adjusted(self.measures.px(12), 0, 0, 0), row.words, self.measures.small, draw.tone.muted)
        elif row.kind is RowKind.LINE:
            self._one_line(draw, row, rect, current=current)
        else:
            self._card(draw, row, rect, state, current=current)
        painter.restore()

    def _title(self, draw: _Drawing, row: FindingRow, rect: QRect, *, lit: bool) -> None:
        m, tone = self.measures, draw.tone
        if lit:
            draw.plain(rect.adjusted(m.px(4), m.px(3), -m.px(4), -m.px(3)), tone.accent_soft)
        middle = rect.center().y()
        draw.chevron(QPoint(rect.left() + m.px(14), middle), unfolded=self._model.is_unfolded(row.group))
        sign = QRect(rect.left() + m.px(24), middle - m.sign // 2, m.sign, m.sign)
        draw.sign(row.group.icon, sign)
        name, _, count = row.words.rpartition(" ")
        at = rect.adjusted(m.px(44), 0, -m.px(14), 0)
        taken = draw.words(at, name, m.place, tone.text)
        taken += m.px(6) + draw.words(at.adjusted(taken + m.px(6), 0, 0, 0), count, m.body, tone.muted)
        if m.small.width(row.note) < at.width() - taken - m.px(8):
            draw.words(at, row.note, m.small, tone.muted, _RIGHT)

    def _line(self, rect: QRect) -> QRect:
        m = self.measures
        return rect.adjusted(m.gap, 0, -m.gap, -m.px(6))

    def _one_line(self, draw: _Drawing, row: FindingRow, rect: QRect, *, current: bool) -> None:
        m, tone = self.measures, draw.tone
        if row.group is FindingGroup.GAP:
            rect = self._line(rect)
            draw.frame(rect, tone.base, tone.accent if current else tone.line, 2 if current else 1)
            draw.bar(rect, tone.muted)
        elif current:
            draw.plain(rect.adjusted(m.gap, 0, -m.gap, 0), tone.accent_soft)
        link = self.link_of(row)
        right = m.link_rect(rect, link).width() if link else m.px(10)
        inner = rect.adjusted(m.left if row.card else m.px(12), 0, -right, 0)
        if row.card is None:
            draw.words(inner, row.words, m.small, tone.muted)
            return
        draw.sign(row.group.icon, draw.sign_at(rect, rect.center().y()))
        taken = draw.words(inner, row.card.place, m.body, tone.text)
        draw.words(inner.adjusted(taken + m.px(12), 0, 0, 0), row.card.why, m.small, tone.muted)
        draw.link(self._link_rect(row, rect.adjusted(-m.gap, 0, m.gap, m.px(6)), link), link)

    def _card(self, draw: _Drawing, row: FindingRow, rect: QRect, state: QStyle.StateFlag, *, current: bool) -> None:
        card = row.card
        assert card is not None  # noqa: S101 — a row of this kind has one
        m, tone = self.measures, draw.tone
        frame = m.card(rect)
        quiet = row.group is FindingGroup.SETTLED
        if current and state & QStyle.StateFlag.State_HasFocus:
            draw.frame(frame.adjusted(-3, -3, 3, 3), tone.accent_soft, tone.accent_soft, 1)
        dashed = card.kind is CardKind.GUESS
        draw.frame(frame, tone.base, tone.accent if current else tone.line, 2 if current else 1, dashed=dashed)
        if not (dashed or quiet):
            draw.bar(frame, _bar_colour(row, tone))
        inner = m.inner(frame)
        first = QRect(inner.left(), inner.top(), inner.width(), m.first)
        draw.sign(row.group.icon, draw.sign_at(frame, first.center().y() + 1))
        tag = self.tag_of(row)
        at = m.tag_rect(frame, tag)
        draw.tag(at, tag, filled=bool(dashed and card.guesses))
        place = QRect(first.left(), first.top(), at.left() - first.left() - m.px(6), first.height())
        draw.words(place, card.place, m.place, tone.muted if quiet else tone.text)
        below = inner.adjusted(0, m.first, 0, 0)
        if current or dashed:
            self._opened_out(draw, row, card, rect)
        else:
            self._closed(draw, row, card, frame, below)

    def _closed(self, draw: _Drawing, row: FindingRow, card: FindingCard, frame: QRect, below: QRect) -> None:
        """Draw the second line of a card that is not the current one."""
        m, tone = self.measures, draw.tone
        link = self.link_of(row)
        line = QRect(below.left(), below.top(), below.width(), frame.bottom() - below.top() - m.px(6))
        if link:
            at = m.link_rect(frame, link)
            draw.link(at, link)
            line.setRight(at.left())
        if card.has_numbers and not card.is_long and not row.note:
            taken = draw.numbers(line, card, 16)
            beside = line.adjusted(taken + m.px(8), 0, 0, 0)
            if card.kind is CardKind.FOLLOWS:
                draw.words(beside, card.why, m.small, tone.muted, _RIGHT)
            elif not card.relation:  # a number alone says nothing
                draw.words(beside, card.why, m.small, tone.muted)
        elif card.has_numbers and not row.note:
            draw.words(line, f"{card.relation} {card.now}", m.face(13, bold=True), tone.text)
        else:
            draw.words(line, row.note or card.why, m.small, tone.muted)

    def _opened_out(self, draw: _Drawing, row: FindingRow, card: FindingCard, rect: QRect) -> None:
        """Draw the numbers large, the reason, what was said of it, and the guesses, each in a line."""
        m, tone, parts = self.measures, draw.tone, self.laid_out(row, rect)
        if card.has_numbers:
            draw.numbers(parts.figures, card, 20)
        draw.reason(parts.why, why_of(row), tone.muted)
        draw.reason(parts.note, row.note, tone.muted)
        for guess, line in zip(card.guesses, parts.guesses, strict=True):
            figures = FindingCard(card.finding, "", guess.was, BECOMES, guess.now)
            end = line.right() - m.px(48)
            left = end - draw.width(figures, 13)
            draw.words(
                QRect(line.left(), line.top(), left - line.left() - m.px(8), line.height()),
                guess.place,
                m.small,
                tone.text,
            )
            draw.numbers(QRect(left, line.top(), end - left, line.height()), figures, 13, small=True)


def _bar_colour(row: FindingRow, tone: theme.Colours) -> QColor:
    by_group = {
        FindingGroup.HARD: tone.hard,
        FindingGroup.EXPLAIN: tone.explain,
        FindingGroup.WARN: tone.warn,
        FindingGroup.HINT: tone.hint,
    }
    return by_group.get(row.group, tone.muted)


class _Drawing:
    """What is drawn with in one row."""

    def __init__(self, painter: QPainter, tone: theme.Colours, m: Measures) -> None:
        self.painter = painter
        self.tone = tone
        self._m = m
        self._ratio = painter.device().devicePixelRatio()

    def sign_at(self, card: QRect, middle: int) -> QRect:
        """Return where the sign of a card stands."""
        side = self._m.sign
        return QRect(card.left() + self._m.px(11), middle - side // 2, side, side)

    def sign(self, icon: QIcon, rect: QRect) -> None:
        """Draw a sign: as a picture, which is kept."""
        self.painter.drawPixmap(rect, icon.pixmap(rect.size(), self._ratio))

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

    def words(self, rect: QRect, words: str, face: Lettering, colour: QColor, align: Qt.AlignmentFlag = _LEFT) -> int:
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
                rect, _LEFT.value, metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
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
        light, bold = self._m.face(pixels), self._m.face(pixels, bold=True)
        x = rect.left()
        for words, font, colour in (
            (card.was, light, self.tone.muted if card.now else self.tone.text),
            (card.relation, light, self.tone.muted),
            (card.now, bold, self.tone.text),
        ):
            if words:
                at = QRect(x, rect.top(), rect.right() - x, rect.height())
                x += self.words(at, words, font, colour) + self._m.px(6)
        return x - rect.left()

    def width(self, card: FindingCard, pixels: int) -> int:
        """Return how wide what stands there and what should would be."""
        light, bold = self._m.face(pixels), self._m.face(pixels, bold=True)
        return light.width(card.was) + light.width(card.relation) + bold.width(card.now) + 3 * self._m.px(6)

    def link(self, rect: QRect, words: str) -> None:
        self.words(rect.adjusted(0, 0, -self._m.px(8), 0), words, self._m.body, self.tone.accent, _RIGHT)

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
