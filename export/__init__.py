"""What a report becomes outside the program: one module per target, listed here by suffix."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from model.errors import UserError
from model.failures import why_not_written
from model.file_names import why_refused
from model.report.report import Report
from model.storage.files.durable import sync_name


class Render(Protocol):
    """Make the bytes of a file; with a date, the unit signs at the end where the kind has a place for it.

    What people read says of a draft that it is one; a note stands behind the report, on a page that can be taken away.
    """

    def __call__(
        self, report: Report, dated: date | None = None, /, *, draft: bool = False, note: Sequence[str] = ()
    ) -> bytes:
        """Write one report."""


@dataclass(frozen=True)
class Writer:
    """One writable kind: what the user calls it, and what makes its bytes of a report."""

    name: str
    render: Render


def _json(report: Report, _dated: date | None = None, /, *, draft: bool = False, note: Sequence[str] = ()) -> bytes:  # noqa: ARG001 — a file between programs has no place for it
    from export.gouji_file import write_json

    return write_json(report)


def _pdf(report: Report, dated: date | None = None, /, *, draft: bool = False, note: Sequence[str] = ()) -> bytes:
    from export.pdf.writer import write_pdf

    return write_pdf(report, dated=dated, draft=draft, note=note)


def _docx(report: Report, dated: date | None = None, /, *, draft: bool = False, note: Sequence[str] = ()) -> bytes:
    from export.docx.writer import write_docx

    return write_docx(report, dated=dated, draft=draft, note=note)


def _xlsx(report: Report, dated: date | None = None, /, *, draft: bool = False, note: Sequence[str] = ()) -> bytes:
    from export.xlsx.writer import write_xlsx

    return write_xlsx(report, dated=dated, draft=draft, note=note)


def _html(report: Report, dated: date | None = None, /, *, draft: bool = False, note: Sequence[str] = ()) -> bytes:
    from export.html import write_html

    return write_html(report, dated=dated, draft=draft, note=note).encode("utf-8")


WRITERS: Mapping[str, Writer] = {
    ".json": Writer("上报文件", _json),
    ".pdf": Writer("PDF", _pdf),
    ".docx": Writer("Word", _docx),
    ".xlsx": Writer("Excel", _xlsx),
    ".html": Writer("网页", _html),
}


def write(report: Report, path: Path, note: Sequence[str] = ()) -> None:
    """Write a report as the kind that the suffix names, a note behind it; the file is there whole or as it was before.

    Raises:
        UserError: it cannot be written; the sentence begins with the file.
    """
    writer = _writer(path)
    try:
        data = writer.render(report, note=note)
    except UserError as error:
        raise UserError(f"{path}：{error.sentence}") from error
    replace_file(path, data)


def _writer(path: Path) -> Writer:
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        known = "、".join(f"{suffix}（{one.name}）" for suffix, one in WRITERS.items())
        kind = f"“{path.suffix}”文件" if path.suffix else "没有后缀的文件"
        raise UserError(f"{path}：不能写成{kind}，可以写成的有{known}")
    return writer


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` where `path` is, by a file beside it that is renamed when it is complete and on disk.

    Raises:
        UserError: there is no such folder, no permission, no room; the sentence begins with the file.
    """
    if why := why_refused(path):
        raise UserError(f"{path}：{why}")
    target = Path(os.path.realpath(path))  # a link stays a link
    if os.path.isdir(target):  # noqa: PTH112 — Path.is_dir raises where a folder may not be entered
        raise UserError(f"{path}：是文件夹，不能写成文件")
    beside = target.with_name(f".gouji-{os.urandom(6).hex()}.part")
    try:
        _write_through(beside, data)
        if os.path.exists(target):  # noqa: PTH110 — as above
            shutil.copymode(target, beside)
        beside.replace(target)
        sync_name(target)
    except OSError as error:
        _remove(beside)
        raise UserError(f"{path}：{why_not_written(error)}") from error


def _remove(path: Path) -> None:
    """Remove what was not finished; Windows removes nothing that is read-only, as it is beside such a target."""
    with contextlib.suppress(OSError):
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
        path.unlink()


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
