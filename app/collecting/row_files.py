"""Lists that people keep as .csv or .xlsx: row by row, each with its place in the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from intake.limits import LARGEST_TEXT_FILE
from model.errors import UserError
from model.failures import why_not_read

R = TypeVar("R")

_ENCODINGS = ("utf-8-sig", "gb18030")


class FileRow(NamedTuple):
    """One row, and what a sentence calls its place."""

    place: str
    fields: list[str]


def read_file(path: Path, what: str, kinds: str, understood: Callable[[str, bytes], R]) -> R:
    """Read a list of some kind from a file; `understood` makes it of the suffix and the content.

    Raises:
        UserError: it cannot be read, or is no such list; the sentence begins with the file.
    """
    try:
        return understood(path.suffix.lower(), _bytes(path, what, kinds))
    except UserError as error:
        raise UserError(f"{path}：{error.sentence}") from error
    except OSError as error:
        raise UserError(f"{path}：{why_not_read(error)}") from error


def _bytes(path: Path, what: str, kinds: str) -> bytes:
    if not path.is_file():
        path.stat()  # says that it is not there
        raise UserError(f"不是文件，请选{what}（{kinds}）")
    with path.open("rb") as file:
        data = file.read(LARGEST_TEXT_FILE + 1)
    if len(data) > LARGEST_TEXT_FILE:
        raise UserError(f"超过{LARGEST_TEXT_FILE // 1_000_000}兆字节，不会是{what}")
    return data


def rows_of(suffix: str, data: bytes) -> list[FileRow] | None:
    """Return the rows of a .csv, or of the first sheet of an .xlsx that has anything in it; None of another kind.

    Raises:
        UserError: it cannot be read.
    """
    if suffix == ".xlsx":
        return _sheet(data)
    if suffix == ".csv":
        read = csv.reader(io.StringIO(decoded(data), newline=""))
        return [FileRow(f"第{read.line_num}行", fields) for fields in read]
    return None


def decoded(data: bytes) -> str:
    """Return the text of a file in one of the usual encodings.

    Raises:
        UserError: it is in none of them.
    """
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError("不是文本文件，或者编码不认识，请另存为UTF-8再用")


def _sheet(data: bytes) -> list[FileRow]:
    from intake.document import SourceGrid
    from intake.xlsx.reader import read

    document = read(data)
    if document.problems:
        raise UserError(str(document.problems[0]))
    grid = next((one for one in document.blocks if isinstance(one, SourceGrid)), None)
    if grid is None:
        raise UserError("里面没有内容")
    pieces = grid.block.pieces
    height, width = (max(ends) for ends in zip(*((one.row + 1, one.column + 1) for one in pieces), strict=True))
    rows = [[""] * width for _ in range(height)]
    for one in pieces:
        rows[one.row][one.column] = one.text
    return [FileRow(grid.place_of(at), fields) for at, fields in enumerate(rows)]
