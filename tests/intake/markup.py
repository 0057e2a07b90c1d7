"""Tables as web editors and Word write them."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from model.form.schema import Layout, Section
from tests.intake.sheets import Rng, Row, Sheet


def html_table(rng: Rng, section: Section, parts: Sequence[Sheet], *, merged: bool, word: bool) -> str:
    """Make a table as web editors and Word do; without its merged cells where they were lost."""
    lines = []
    for sheet in parts:
        if sheet.title:
            lines.append(_tr(rng, [(sheet.title, 1, 4 if merged else 1)], word=word))
        for i, header in enumerate(sheet.headers):
            lines.append(_tr(rng, list(_header_cells(section, sheet, header, i, merged=merged)), word=word))
        for i, row in enumerate(sheet.rows):
            lines.append(_tr(rng, list(_row_cells(sheet, row, i, merged=merged)), word=word))
    return f"<table border=1><tbody>\n{''.join(lines)}</tbody></table>"


def _header_cells(
    section: Section, sheet: Sheet, header: list[str], index: int, *, merged: bool
) -> Iterator[tuple[str, int, int]]:
    layout = section.tables[0].layout
    if layout is Layout.BLOCK:
        for i, text in enumerate(header):
            wide = merged and i and len(header) == 2
            yield text, 1, 3 if wide else 1
    elif layout is Layout.BAND:
        yield from _spread(header, index, merged=merged)
    else:
        count = len(sheet.rows[0].values)
        if not merged:
            yield from ((text, 1, 1) for text in header if text)
        elif index == 0:
            yield header[0], 3, 3
            yield header[1], 1, count
        elif index == 1:
            yield header[1], 2, 1
            yield header[2], 1, count - 2
            yield header[-1], 2, 1
        else:
            yield from ((text, 1, 1) for text in header if text)


def _spread(header: list[str], index: int, *, merged: bool) -> Iterator[tuple[str, int, int]]:
    filled = [i for i, text in enumerate(header) if text]
    for at, until in zip(filled, [*filled[1:], len(header)], strict=True):
        wide = until - at if merged else 1
        if index == 0 and at == 0:
            yield header[0], 2 if merged else 1, 5 if merged else 1
        else:
            yield header[at], 1, wide


def _row_cells(sheet: Sheet, row: Row, index: int, *, merged: bool) -> Iterator[tuple[str, int, int]]:
    depth = max((len(one.labels) for one in sheet.rows), default=0)
    for level, text in enumerate(row.labels):
        if not text:
            continue
        below = 1
        while merged and level < len(row.labels) - 1 and index + below < len(sheet.rows):
            after = sheet.rows[index + below].labels
            if len(after) <= level or any(after[: level + 1]):
                break
            below += 1
        last = level == len(row.labels) - 1
        yield text, below, depth - level if merged and last else 1
    wide = 3 if merged and len(row.values) == 1 else 1
    yield from ((text, 1, wide) for text in row.values)


def _tr(rng: Rng, cells: Sequence[tuple[str, int, int]], *, word: bool) -> str:
    found = []
    for text, rows, columns in cells:
        spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
        found.append(f"<td{spans}>{_word(rng, text) if word else html.escape(text)}</td>")
    return f"<tr>{''.join(found)}</tr>\n"


def _word(rng: Rng, text: str) -> str:
    cut = rng.randrange(len(text) + 1)
    pieces = "".join(f'<span style="font-family:仿宋">{html.escape(p)}</span>' for p in (text[:cut], text[cut:]) if p)
    end = rng.choice(["", "&nbsp;"])
    return f"\n<p class=MsoNormal align=center>{pieces or '&nbsp;'}<span><o:p>{end}</o:p></span></p>\n"
