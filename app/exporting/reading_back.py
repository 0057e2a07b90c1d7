"""A file that was written is read again: what stands in it are the numbers of the report."""

from __future__ import annotations

from pathlib import Path

from model.errors import UserError
from model.report.report import Report
from model.report.totals import with_totals


def read_back(path: Path, report: Report) -> None:
    """Read a file that was written, and compare all numbers.

    Raises:
        UserError: it cannot be read, or holds another number; the sentence names the file and the place.
    """
    from intake import read  # who only writes does without

    there, here = with_totals(read(path)).numbers, with_totals(report).numbers
    apart = [cell for cell in report.form.cells if there.get(cell) != here.get(cell)]
    if apart:
        name = report.form.name_of(apart[0])
        more = f"等{len(apart)}处" if len(apart) > 1 else ""
        raise UserError(f"{path}：写好后重新读，{name}{more}与年报不同，请不要用这个文件，再导出一次")
