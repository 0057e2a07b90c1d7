"""The report as one self-contained HTML file, made for pasting into the editor of a web site.

The measures stand in `style` attributes, because editors drop style sheets; the classes are there for sites that have
their own. Every table has its headers marked as such and its merged cells as they are printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from export.layout.document import Block, Document, Heading, Paragraph, SignOff, TableBlock, Title, document_of
from export.layout.style import column_widths
from model.form.grid import Box, BoxRole
from model.report.report import DRAFT_LINE, SUM_NOTE, Report

_CENTRED = "text-align:center"
_DRAFT = "text-align:center;font-weight:bold;color:#c00000"
_NOTE = "break-before:page;border-top:1px solid #000;margin-top:3em"
_TABLE = "border-collapse:collapse;width:100%;margin:1em 0"
_CELL = "border:1px solid #000;padding:4px;font-weight:normal;text-align:"
_PAGE = "max-width:52em;margin:2em auto;padding:0 1em;line-height:1.8;font-family:FangSong,STFangsong,serif"


def write_html(report: Report, *, dated: date | None = None, draft: bool = False, note: Sequence[str] = ()) -> str:
    """Write a report as a whole HTML page; with a date, the unit signs at the end; a draft says over all that it is.

    A note follows the report, outside of what is pasted into a web site.
    """
    document = document_of(report, dated)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title.text)}</title>\n</head>\n"
        f'<body style="{_PAGE}">\n{_article(document, report, draft=draft)}{_note(note)}</body>\n</html>\n'
    )


def write_fragment(report: Report, *, dated: date | None = None, draft: bool = False) -> str:
    """Write what stands within the page, as the clipboard hands it to an editor."""
    return f'<meta charset="utf-8">\n{_article(document_of(report, dated), report, draft=draft)}'


def _article(document: Document, report: Report, *, draft: bool) -> str:
    """Write the content, as a `div`: editors of web sites drop newer elements; it says of whom it is."""
    body = "\n".join(line for block in document.blocks for line in _block(block))
    whose = f'data-unit="{escape(document.unit)}" data-level="{escape(report.level.label)}"'
    mark = f'<p class="draft" style="{_DRAFT}">{DRAFT_LINE}</p>\n' if draft else ""
    return f'<div lang="zh-CN" {whose}>\n{mark}{body}\n</div>\n'


def _note(note: Sequence[str]) -> str:
    if not note:
        return ""
    lines = "\n".join(f"<p>{escape(line)}</p>" for line in note)
    return f'<div class="note" style="{_NOTE}">\n<h2>{SUM_NOTE}</h2>\n{lines}\n</div>\n'


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Title):
        yield f'<h1 class="title" style="{_CENTRED}">{escape(block.text)}</h1>'
    elif isinstance(block, Heading):
        yield f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
    elif isinstance(block, Paragraph):
        yield f'<p style="text-indent:2em;white-space:pre-wrap">{escape(block.text)}</p>'
    elif isinstance(block, TableBlock):
        yield from _table(block)
    else:
        yield from _sign_off(block)


def _sign_off(block: SignOff) -> Iterator[str]:
    for line in (block.unit, block.date):
        yield f'<p style="text-align:right">{escape(line)}</p>'


def _table(block: TableBlock) -> Iterator[str]:
    grid = block.grid
    yield f'<table class="numbers" aria-label="{escape(block.section.heading)}" style="{_TABLE}">'
    widths = column_widths(block.layout, grid.width, grid.label_columns)
    columns = "".join(f'<col style="width:{100 * width / sum(widths):.1f}%">' for width in widths)
    yield f"<colgroup>{columns}</colgroup>"
    for row in range(grid.height):
        if row == 0:
            yield "<thead>" if grid.header_rows else "<tbody>"
        elif row == grid.header_rows:
            yield "</thead>\n<tbody>"
        boxes = sorted((box for box in grid.boxes if box.row == row), key=lambda box: box.column)
        yield f"<tr>{''.join(_cell(block, box) for box in boxes)}</tr>"
    yield "</tbody>\n</table>"


def _cell(block: TableBlock, box: Box) -> str:
    """Write one box: a header where it names others, so that a screen reader can say which number it reads."""
    spans = "".join(f' {name}="{n}"' for name, n in (("rowspan", box.rows), ("colspan", box.columns)) if n > 1)
    if box.cell:
        return f'<td{spans} style="{_CELL}center">{escape(block.text(box))}</td>'
    alignment = "left" if box.role is BoxRole.LABEL and box.rows == 1 else "center"
    return f'<th{spans} scope="{_scope(box)}" style="{_CELL}{alignment}">{escape(box.text)}</th>'


def _scope(box: Box) -> str:
    if box.role is BoxRole.LABEL:
        return "rowgroup" if box.rows > 1 else "row"
    return "colgroup" if box.columns > 1 else "col"
