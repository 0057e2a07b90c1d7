"""Copy and paste of blocks: between the table and Excel, WPS, Word, or a web page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QMimeData

from app.originals import bringing_in
from intake.block import Block, Piece
from intake.placement import Placement, is_whole_table, place
from model.errors import UserError
from model.form.grid import Box, BoxRole, printed_grid
from model.form.schema import Cell, Section
from model.report.numbers import number_text
from model.report.report import Report
from model.storage.events import HistoryEvent
from model.storage.records import How
from ui.actions.in_widgets import CLEAR
from ui.state.session import Session

_NAMED = 3  # places that a sentence names before it says how many there are


def copied(section: Section, report: Report, cells: Iterable[Cell]) -> Block:
    """Return the block of some numbers; the whole table comes with its labels and headers."""
    grid = printed_grid(section)
    wanted = set(cells)
    whole = wanted == set(section.cells)
    boxes = [box for box in grid.boxes if whole or box.cell in wanted]
    rows = {row: place for place, row in enumerate(sorted({box.row for box in boxes}))}
    left = min((box.column for box in boxes), default=0)
    return Block(tuple(_piece(box, report, rows[box.row], box.column - left) for box in boxes))


def _piece(box: Box, report: Report, row: int, column: int) -> Piece:
    text = number_text(report.numbers.get(box.cell)) if box.cell else box.text
    return Piece(row, column, text, box.rows, box.columns, box.role in {BoxRole.HEADER, BoxRole.LABEL, BoxRole.TITLE})


def to_mime(block: Block) -> QMimeData:
    """Put a block on a clipboard, as a table and as tab-separated text."""
    data = QMimeData()
    data.setText(block.tsv)
    data.setHtml(block.html)
    return data


def paste(session: Session, section: Section, data: QMimeData, at: Cell, chosen: Sequence[Cell]) -> tuple[bool, str]:
    """Paste as one step of undo, all of it or nothing; whether it was done, and in one sentence what or why not."""
    try:
        block = Block.pasted(data.html(), data.text())
        if block is None:
            return False, "剪贴板里没有文字或表格，无法粘贴"
        section, placed = _placed(session, block, section, at, chosen)
    except UserError as error:
        return False, f"没有粘贴：{error.sentence}"
    if placed.refused:
        return False, _refusal(session, placed)
    numbers = {cell: number for cell, number in placed.numbers.items() if number is not None}
    shown = dict(session.report.numbers)
    typed = session.typed.numbers
    kept = sum(number is None and cell in typed for cell, number in placed.numbers.items())  # blank empties no cell
    if not numbers:
        return False, f"没有粘贴：粘贴的内容里没有数字{f'，要清空请按 {CLEAR.key}' if kept else ''}"
    changes = bringing_in(session.typed, session.printed, numbers)
    if not session.edit(changes, How.PASTED, HistoryEvent.PASTED.label):
        return False, session.read_only or "没有粘贴"
    where = "" if at in section.cells else f"第{section.ordinal}部分"
    other = sum(session.report.numbers.get(cell) != shown.get(cell) for cell in numbers)
    told = "，".join((_told(where, len(numbers), other), *_left_out(placed.dashes, kept)))
    return True, told + ("，还没有存下" if session.unsaved else "")


def _placed(
    session: Session, block: Block, section: Section, at: Cell, chosen: Sequence[Cell]
) -> tuple[Section, Placement]:
    """Place a block in the table that is open, or the whole table of another section where it belongs.

    Raises:
        UserError: it does not fit.
    """
    form = session.report.form
    others = () if is_whole_table(block, section, form) else form.sections
    other = next((one for one in others if is_whole_table(block, one, form)), None)
    if other is None:
        return section, place(block, section, form, at, chosen)
    return other, place(block, other, form, other.cells[0])


def _refusal(session: Session, placed: Placement) -> str:
    named = [f"{session.report.form.name_of(one.cell)}的{one.reason}" for one in placed.refused[:_NAMED]]
    more = f"等{len(placed.refused)}处" if len(placed.refused) > _NAMED else ""
    return f"没有粘贴：{'；'.join(named)}{more}；整块都没有录入，请改正后再粘贴"


def _told(where: str, count: int, other: int) -> str:
    """Say how many numbers were taken, and in how many cells another one stands now.

    >>> _told("", 84, 84), _told("第四部分", 15, 2), _told("", 84, 0)
    ('已粘贴84格', '已粘贴到第四部分，15格，其中2格与原来不同', '已粘贴84格，都与原来一样')
    """
    done = f"已粘贴{f'到{where}，' if where else ''}{count}格"
    if other == count:
        return done
    return f"{done}，其中{other}格与原来不同" if other else f"{done}，都与原来一样"


def _left_out(dashes: int, kept: int) -> Iterator[str]:
    if dashes:
        yield f"{dashes}处“/”“—”“无”之类不是数字，按空白处理，没有的请填0"
    if kept:
        yield f"另有{kept}格粘贴的是空的，原来的数没有动"
