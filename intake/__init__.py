"""What is read from files: one module per kind, listed here by suffix."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from model.errors import UserError
from model.report import Report


@dataclass(frozen=True)
class Reader:
    """One readable kind: what the user calls it, the most bytes that are looked at, and what makes a report of them."""

    name: str
    largest: int
    load: Callable[[bytes], Report]


def _gouji_file(data: bytes) -> Report:
    from intake.gouji_file import load

    return load(data)


READERS: Mapping[str, Reader] = {
    ".json": Reader("本程序的文件", 4_000_000, _gouji_file),
}


def read(path: Path) -> Report:
    """Read a report from a file of any readable kind, chosen by its suffix; it is taken whole or not at all.

    Raises:
        UserError: it cannot be read; the sentence begins with the file and names the place in it.
    """
    reader = _reader(path)
    try:
        return reader.load(_bytes(path, reader.largest))
    except UserError as error:
        raise UserError(f"{path}：{error.sentence}") from error
    except OSError as error:
        raise UserError(f"{path}：{_why(error)}") from error


def _reader(path: Path) -> Reader:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = "、".join(f"{suffix}（{one.name}）" for suffix, one in READERS.items())
        kind = f"“{path.suffix}”文件" if path.suffix else "没有后缀的文件"
        raise UserError(f"{path}：不能读取{kind}，可以读取的有{known}")
    return reader


def _bytes(path: Path, largest: int) -> bytes:
    """Read a file that is one, and not larger than a report can be."""
    mode = os.stat(path).st_mode  # noqa: PTH116 — a path may hold what Path.stat refuses in other words
    if stat.S_ISDIR(mode):
        raise UserError("是文件夹，不是文件")
    if not stat.S_ISREG(mode):
        raise UserError("不是普通文件")
    with path.open("rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise UserError(f"文件超过{largest // 1_000_000}兆字节，不会是一份年度报告")
    return data


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "找不到这个文件"
    if isinstance(error, PermissionError):
        return "没有读取的权限，或者正被其他程序占用"
    return f"读取时出错（{error.strerror or type(error).__name__}）"
