"""Findings in a text: a wavy line under the words, and which of them stands at a place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from model.report.bindings import Binding
from ui.appearance import theme
from ui.appearance.colours import Colours
from ui.texts.pieces import Pieces

if TYPE_CHECKING:
    from model.rules.finding import Finding


def marks(document: QTextDocument, pieces: Pieces, findings: Iterable[Finding]) -> list[QTextEdit.ExtraSelection]:
    """Mark the words of each finding that has some; the strongest finding, which comes first, lies on top."""
    return [_mark(document, pieces, f, f.span) for f in reversed(tuple(findings)) if f.span]


def bound_marks(document: QTextDocument, pieces: Pieces, bindings: Iterable[Binding]) -> list[QTextEdit.ExtraSelection]:
    """Mark the numbers that follow their cells, quietly."""
    look = bound_look(theme.colours())
    return [_selection(document, pieces, (one.start, one.end), look) for one in bindings]


def bound_look(tone: Colours) -> QTextCharFormat:
    """Return how a number looks that follows a cell."""
    return _underlined(tone.hint_soft, QTextCharFormat.UnderlineStyle.SingleUnderline, tone.accent)


def _underlined(ground: QColor, style: QTextCharFormat.UnderlineStyle, line: QColor) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(ground)
    look.setUnderlineStyle(style)
    look.setUnderlineColor(line)
    return look


def remark_marks(
    document: QTextDocument, pieces: Pieces, spans: Iterable[tuple[int, int]]
) -> list[QTextEdit.ExtraSelection]:
    """Mark the words of which the county said something."""
    tone = theme.colours()
    look = _underlined(tone.explain_soft, QTextCharFormat.UnderlineStyle.DashUnderline, tone.explain)
    return [_selection(document, pieces, span, look) for span in spans]


def found_marks(
    document: QTextDocument, pieces: Pieces, spans: Iterable[tuple[int, int]]
) -> list[QTextEdit.ExtraSelection]:
    """Mark the words that are looked for."""
    tone = theme.colours()
    look = _underlined(tone.accent_soft, QTextCharFormat.UnderlineStyle.DotLine, tone.text)
    return [_selection(document, pieces, span, look) for span in spans]


def _mark(document: QTextDocument, pieces: Pieces, finding: Finding, span: tuple[int, int]) -> QTextEdit.ExtraSelection:
    line, ground = theme.severity_colour(finding.severity), theme.severity_ground(finding.severity)
    return _selection(document, pieces, span, _underlined(ground, QTextCharFormat.UnderlineStyle.WaveUnderline, line))


def _selection(
    document: QTextDocument, pieces: Pieces, span: tuple[int, int], look: QTextCharFormat
) -> QTextEdit.ExtraSelection:
    cursor = QTextCursor(document)
    last = document.characterCount() - 1
    cursor.setPosition(min(pieces.to_document(span[0]), last))
    cursor.setPosition(min(pieces.to_document(span[1]), last), QTextCursor.MoveMode.KeepAnchor)
    mark = QTextEdit.ExtraSelection()
    mark.cursor = cursor  # type: ignore[attr-defined]  # the stubs forget the two fields
    mark.format = look  # type: ignore[attr-defined]
    return mark


def finding_at(findings: Iterable[Finding], position: int, selected: tuple[int, int] | None = None) -> Finding | None:
    """Return the strongest finding whose words the position touches; one whose words are selected goes before."""
    touched = [f for f in findings if f.span and f.span[0] <= position <= f.span[1]]
    return next((f for f in touched if f.span == selected), touched[0] if touched else None)
