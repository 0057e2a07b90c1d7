"""How the rows of the findings look: cards, lines, titles. The buttons of the current one are real widgets."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter

from app.cards.card import BECOMES, CardKind, FindingCard
from ui.appearance.colours import Colours
from ui.findings.drawing import LARGE, RIGHT, Drawing
from ui.findings.measures import Measures
from ui.findings.opened import opened_card, why_of
from ui.findings.rows import FindingGroup, FindingRow, RowKind

GUESS = "推测"
_LOWER = 2  # pixels: the middle of Chinese letters lies lower than that of their line


class RowLook(NamedTuple):
    """All that the picture of a row depends on, but where it lies and on what it is painted."""

    row: FindingRow
    width: int
    height: int
    link: str  # what can be done at once, at the lower right
    current: bool
    has_focus: bool  # current, and the keys go to the list
    lit: bool  # of a title: current, or under the mouse
    unfolded: bool  # of a title: its findings are listed
    buttons: bool  # something can be done about it
    room: int  # pixels over the buttons for what is written into the card
    measures: Measures
    tone: Colours

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Paint the row into a rectangle of its size."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _RowPaint(painter, self, rect).paint()
        painter.restore()


def tag_of(row: FindingRow) -> str:
    """Return what stands at the upper right of a card."""
    if row.kind is not RowKind.CARD or row.card is None:
        return ""
    return GUESS if row.card.guesses and row.card.kind is CardKind.GUESS else row.card.finding.check


def line_in(rect: QRect, m: Measures) -> QRect:
    """Return the frame of a row that is one line."""
    return rect.adjusted(m.gap, 0, -m.gap, -m.px(6))


def link_rect(row: FindingRow, rect: QRect, words: str, m: Measures) -> QRect:
    """Return where the link of a row lies."""
    card = line_in(rect, m) if row.kind is RowKind.LINE else m.card(rect)
    found = m.link_rect(card, words)
    if row.kind is RowKind.LINE:
        found.moveCenter(QPoint(found.center().x(), card.center().y()))
    return found


def section_rect(row: FindingRow, rect: QRect, m: Measures) -> QRect:
    """Return where the section stands at the right of a title; nowhere where it has no room."""
    name, _, count = row.words.rpartition(" ")
    taken = m.px(58) + m.place.width(name) + m.px(6) + m.body.width(count)
    wide = m.small.width(row.note)
    if not row.note or wide >= rect.width() - taken - m.px(8):
        return QRect()
    return QRect(rect.right() - m.px(14) - wide, rect.top(), wide + m.px(14), rect.height())


class _RowPaint:
    """Paints one row."""

    def __init__(self, painter: QPainter, look: RowLook, rect: QRect) -> None:
        self._look, self._row, self._rect = look, look.row, rect
        self._m, self._tone = look.measures, look.tone
        self._draw = Drawing(painter, look.tone, look.measures)

    def paint(self) -> None:
        """Paint it as its kind wants."""
        m, row = self._m, self._row
        if row.kind is RowKind.TITLE:
            self._title()
        elif row.kind is RowKind.SECTION:
            self._draw.words(self._rect.adjusted(m.px(12), 0, 0, 0), row.words, m.small, self._tone.muted)
        elif row.kind is RowKind.LINE:
            self._one_line()
        elif row.card is not None:
            self._card(row.card)

    def _title(self) -> None:
        m, tone, draw, rect, row = self._m, self._tone, self._draw, self._rect, self._row
        if self._look.lit:
            draw.plain(rect.adjusted(m.px(4), m.px(3), -m.px(4), -m.px(3)), tone.accent_soft)
        middle = rect.center().y() + m.px(_LOWER)
        draw.chevron(QPoint(rect.left() + m.px(14), middle), unfolded=self._look.unfolded)
        sign = QRect(rect.left() + m.px(24), middle - m.sign // 2, m.sign, m.sign)
        draw.sign(row.group.icon, sign)
        name, _, count = row.words.rpartition(" ")
        at = rect.adjusted(m.px(44), 0, -m.px(14), 0)
        taken = draw.words(at, name, m.place, tone.text)
        taken += m.px(6) + draw.words(at.adjusted(taken + m.px(6), 0, 0, 0), count, m.body, tone.muted)
        if m.small.width(row.note) < at.width() - taken - m.px(8):
            draw.words(at, row.note, m.small, tone.muted, RIGHT)

    def _one_line(self) -> None:
        m, tone, draw, rect, row = self._m, self._tone, self._draw, self._rect, self._row
        current = self._look.current
        if row.group is FindingGroup.GAP:
            rect = line_in(rect, m)
            draw.frame(rect, tone.base, tone.accent if current else tone.line, 2 if current else 1)
            draw.bar(rect, tone.muted)
        elif current:
            draw.plain(rect.adjusted(m.gap, 0, -m.gap, 0), tone.accent_soft)
        link = self._look.link
        right = m.link_rect(rect, link).width() if link else m.px(10)
        middle = rect.center().y() + m.px(_LOWER)
        inner = rect.adjusted(m.left if row.card else m.px(12), 0, -right, 0)
        if row.card is None:
            draw.words(inner, row.words, m.small, tone.muted)
            return
        draw.sign(row.group.icon, draw.sign_at(rect, middle))
        taken = draw.words(inner, row.card.place, m.body, tone.text)
        draw.words(inner.adjusted(taken + m.px(12), 0, 0, 0), row.card.why, m.small, tone.muted)
        draw.link(link_rect(row, rect.adjusted(-m.gap, 0, m.gap, m.px(6)), link, m), link)

    def _card(self, card: FindingCard) -> None:
        m, tone, draw, row = self._m, self._tone, self._draw, self._row
        frame = m.card(self._rect)
        current, quiet = self._look.current, row.group is FindingGroup.SETTLED
        if self._look.has_focus:
            draw.frame(frame.adjusted(-3, -3, 3, 3), tone.accent_soft, tone.accent_soft, 1)
        dashed = card.kind is CardKind.GUESS
        draw.frame(frame, tone.base, tone.accent if current else tone.line, 2 if current else 1, dashed=dashed)
        if not (dashed or quiet):
            draw.bar(frame, _bar_colour(row, tone))
        inner = m.inner(frame)
        first = QRect(inner.left(), inner.top(), inner.width(), m.first)
        draw.sign(row.group.icon, draw.sign_at(frame, first.center().y() + 1))
        tag = tag_of(row)
        at = m.tag_rect(frame, tag)
        draw.tag(at, tag, filled=bool(dashed and card.guesses))
        place = QRect(first.left(), first.top(), at.left() - first.left() - m.px(6), first.height())
        draw.words(place, card.place, m.place, tone.muted if quiet else tone.text)
        if current or dashed:
            self._opened_out(card)
        else:
            self._closed(card, frame, inner.adjusted(0, m.first, 0, 0))

    def _closed(self, card: FindingCard, frame: QRect, below: QRect) -> None:
        """Draw the second line of a card that is not the current one."""
        m, tone, draw, row = self._m, self._tone, self._draw, self._row
        line = QRect(below.left(), below.top(), below.width(), frame.bottom() - below.top() - m.px(6))
        if link := self._look.link:
            at = m.link_rect(frame, link)
            draw.link(at, link)
            line.setRight(at.left())
        if card.has_numbers and not card.is_long and not row.note:
            taken = draw.numbers(line, card, 16)
            beside = line.adjusted(taken + m.px(8), 0, 0, 0)
            if card.kind is CardKind.FOLLOWS and m.small.width(card.why) <= beside.width():
                draw.words(beside, card.why, m.small, tone.muted, RIGHT)  # whole or not at all: “随…” says nothing
            elif not card.relation:  # a number alone says nothing
                draw.words(beside, card.why, m.small, tone.muted)
        elif card.has_numbers and not row.note:
            draw.words(line, f"{card.relation} {card.now}", m.face(13, bold=True), tone.text)
        else:
            draw.words(line, row.note or card.why, m.small, tone.muted)

    def _opened_out(self, card: FindingCard) -> None:
        """Draw the numbers large, the reason, what was said of it, and the guesses, each in a line."""
        m, tone, draw, look = self._m, self._tone, self._draw, self._look
        parts = opened_card(m, self._row, m.card(self._rect), buttons=look.buttons, room=look.room)
        if card.has_numbers:
            draw.numbers(parts.figures, card, LARGE)
        draw.reason(parts.why, why_of(m, self._row, parts.why.width()), tone.muted)
        draw.reason(parts.note, self._row.note, tone.muted)
        for guess, line in zip(card.guesses, parts.guesses, strict=True):
            figures = FindingCard(card.finding, "", guess.was, BECOMES, guess.now)
            end = line.right() - m.px(48)
            left = end - draw.width(figures, 13)
            place = QRect(line.left(), line.top(), left - line.left() - m.px(8), line.height())
            draw.words(place, guess.place, m.small, tone.text)
            draw.numbers(QRect(left, line.top(), end - left, line.height()), figures, 13, small=True)


def _bar_colour(row: FindingRow, tone: Colours) -> QColor:
    by_group = {
        FindingGroup.HARD: tone.hard,
        FindingGroup.EXPLAIN: tone.explain,
        FindingGroup.WARN: tone.warn,
        FindingGroup.HINT: tone.hint,
    }
    return by_group.get(row.group, tone.muted)
