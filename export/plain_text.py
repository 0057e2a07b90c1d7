"""The report as plain text: for the clipboard, where the program that pastes takes no more."""

from __future__ import annotations

from export.layout.document import Block, SignOff, TableBlock, document_of
from model.report.report import DRAFT_LINE, Report


def write_plain_text(report: Report, *, draft: bool = False) -> str:
    """Write a report as lines; a table has tabs between its columns, and what is merged stands at its upper left."""
    lines = [_block(block) for block in document_of(report).blocks]
    return "\n".join([DRAFT_LINE, *lines] if draft else lines) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, TableBlock):
        return "\n".join(_row(block, row) for row in range(block.grid.height))
    if isinstance(block, SignOff):
        return f"{block.unit}\n{block.date}"
    return block.text


def _row(block: TableBlock, row: int) -> str:
    boxes = [(column, block.grid.at[row, column]) for column in range(block.grid.width)]
    return "\t".join(block.text(box) if (box.row, box.column) == (row, column) else "" for column, box in boxes)
