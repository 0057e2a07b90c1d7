"""Give a page of the manual the look of the program: spacing, tables, code, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from ui.appearance.colours import Colours
from ui.appearance.theme import font_family

MARGIN = 24  # pixels round the page
_LINE_HEIGHT, _IN_TABLES, _AS_IT_IS = 150.0, 120.0, 100.0  # percent
_PICTURE = "\ufffc"  # stands for one in the words
_BELOW = 8.0  # pixels under a paragraph
_OVER_HEADINGS = (0.0, 8.0, 26.0, 18.0, 14.0)  # by the level
_CELL = 6.0  # pixels round the words of a cell


def dress(document: QTextDocument, tone: Colours) -> None:
    """Dress a page that Qt made of Markdown."""
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(MARGIN)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for block in blocks(document):
        _dress_block(cursor, block, tone)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, tone)
    cursor.endEditBlock()


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Return the paragraphs of a page, headings among them."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _dress_block(cursor: QTextCursor, block: QTextBlock, tone: Colours) -> None:
    cursor.setPosition(block.position())
    level = block.blockFormat().headingLevel()
    in_table = cursor.currentTable() is not None
    spaced = QTextBlockFormat()
    height = _AS_IT_IS if _PICTURE in block.text() else _IN_TABLES if in_table else _LINE_HEIGHT
    spaced.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    spaced.setTopMargin(_OVER_HEADINGS[min(level, len(_OVER_HEADINGS) - 1)])
    spaced.setBottomMargin(0 if in_table else _BELOW / 2 if block.textList() is not None else _BELOW)
    cursor.mergeBlockFormat(spaced)
    for place, length, form in parts(block):
        if form.fontFixedPitch() or level:
            cursor.setPosition(block.position() + place)
            cursor.setPosition(block.position() + place + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(_heading(tone) if level else _code(tone))


def parts(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Return the stretches of a paragraph that look alike: (the first character, how many, the look)."""
    ranges: list[Any] = list(block.textFormats())  # their fields are not in the type stubs
    return [(one.start, one.length, QTextCharFormat(one.format)) for one in ranges]  # one.format dies with its range


def _heading(tone: Colours) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    form.setForeground(tone.text)
    return form


def _code(tone: Colours) -> QTextCharFormat:
    """Return the look of names of files and commands: the fixed fonts of many systems have no Chinese."""
    form = QTextCharFormat()
    form.setFontFamilies([font_family()])
    form.setFontFixedPitch(False)
    form.setBackground(tone.header)
    return form


def _dress_table(table: QTextTable, tone: Colours) -> None:
    form = table.format()
    form.setBorder(1)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(tone.grid)
    form.setBorderCollapse(True)
    form.setCellPadding(_CELL)
    form.setCellSpacing(0)
    form.setBottomMargin(_BELOW)
    form.setWidth(QTextLength())
    table.setFormat(form)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        look = cell.format()
        look.setBackground(tone.header)
        cell.setFormat(look)
