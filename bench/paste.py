"""What pasting a block into the open table takes the window, before anything is entered: at most a keystroke."""

from collections.abc import Callable

from bench.figure import Figure, median_seconds
from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.editions.form_2021 import HANDLING

BLOCKS = {
    "200,000 characters in 1,900 cells": ("", ("政府信息公开申请" * 12 + "\t") * 1900),
    "a table in 550,000 characters of tags": ("<table>" + ("<tr>" + f"<td style='{'a:b;' * 800}'>1" * 7) * 24, ""),
    "99,999 lines": ("", "1\n" * 99_999),
    "20,000 cells": ("<table>" + "<tr><td>1" * 20_000, ""),
}


def pasting(block: str) -> Callable[[], float]:
    """Make the measurement of reading and placing a block, in milliseconds."""

    def milliseconds() -> float:
        from intake.block import Block
        from intake.placement import place

        def job() -> None:
            try:
                read = Block.pasted(*BLOCKS[block])
                if read is not None:
                    place(read, HANDLING, FORM_2021, HANDLING.cells[0])
            except UserError:
                return

        return median_seconds(job) * 1000

    return milliseconds


FIGURES = tuple(Figure(f"pasting {block}", "ms", 50, pasting(block)) for block in BLOCKS)
