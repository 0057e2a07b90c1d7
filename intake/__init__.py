"""What is read from files: one module per kind, listed here by suffix."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from intake.document import SourceDocument
from intake.limits import LARGEST_FILE, LARGEST_TEXT_FILE
from intake.other_kinds import LOCK, OTHERS, real_suffix
from intake.reading import Problem, Reading
from model.errors import UserError
from model.failures import why_not_read
from model.report.file_format import LARGEST, too_long
from model.report.report import Report


@dataclass(frozen=True)
class Reader:
    """One readable kind: what the user calls it, the most bytes that are looked at, and what makes a report of them.

    `load` is also given the name of the file, which may tell unit and year where the content does not. Where a library
    does the reading that takes what memory it likes, the process that it is called in `needs_limits`.
    """

    name: str
    largest: int
    load: Callable[[bytes, str], Reading]
    needs_limits: bool = True


def _gouji_file(data: bytes, _: str) -> Reading:
    from intake.gouji_file import load, unsaid

    return Reading(report := load(data), tuple(unsaid(report)), as_written=True)


def _parcel(data: bytes, _: str) -> Reading:
    from intake.gouji_parcel import read

    return read(data)


def _interpreted(read: Callable[[bytes], SourceDocument]) -> Callable[[bytes, str], Reading]:
    """Interpret what a reader gives."""

    def load(data: bytes, name: str) -> Reading:
        from intake.interpret import interpret

        document = read(data)
        return _that_fits(interpret(replace(document, names=(*document.names, name))))

    return load


def _text(data: bytes) -> SourceDocument:
    from intake.text_file import read

    return read(data)


def _web_page(data: bytes) -> SourceDocument:
    from intake.html.reader import read

    return read(data)


def _word(data: bytes) -> SourceDocument:
    from intake.docx.reader import read

    return read(data)


def _excel(data: bytes) -> SourceDocument:
    from intake.xlsx.reader import read

    return read(data)


def _pdf(data: bytes) -> SourceDocument:
    from intake.pdf.reader import read

    return read(data)


_FOLDER = "是文件夹，不是文件；请写出里面的文件，可以用“*”（如“年报/*.docx”）"
_TEXT = Reader("文本", LARGEST_TEXT_FILE, _interpreted(_text), needs_limits=False)
_WEB_PAGE = Reader("网页", LARGEST_TEXT_FILE, _interpreted(_web_page))

READERS: Mapping[str, Reader] = {
    ".json": Reader("上报文件", LARGEST, _gouji_file, needs_limits=False),
    ".gouji": Reader("上报包", LARGEST_FILE, _parcel, needs_limits=False),
    ".docx": Reader("Word文件", LARGEST_FILE, _interpreted(_word)),
    ".xlsx": Reader("Excel文件", LARGEST_FILE, _interpreted(_excel)),
    ".pdf": Reader("有文字的PDF", LARGEST_FILE, _interpreted(_pdf)),
    ".html": _WEB_PAGE,
    ".htm": _WEB_PAGE,
    ".txt": _TEXT,
    ".md": _TEXT,
}


def needs_limits(path: Path) -> bool:
    """Whether a file is to be read only in a process with limits; one that no reader takes is refused anywhere."""
    suffix = path.suffix.lower()
    reader, other = READERS.get(suffix), OTHERS.get(suffix)
    return reader.needs_limits if reader else bool(other and other.really)


def read(path: Path) -> Report:
    """Read a report from a file of any readable kind, as far as it can be read; `read_file` says what is left.

    Raises:
        UserError: as `read_file`.
    """
    return read_file(path).report


def read_file(path: Path) -> Reading:
    """Read a file of any readable kind, chosen by its suffix.

    Raises:
        UserError: it cannot be read; the sentence begins with the file and names the place in it.
    """
    try:
        reader = _reader(path)
        return reader.load(_bytes(path, reader.largest), path.stem)
    except UserError as error:
        raise UserError(f"{path}：{error.sentence}") from error
    except OSError as error:
        raise UserError(f"{path}：{why_not_read(error)}") from error


def read_clipboard(markup: str, text: str) -> Reading:
    """Read a report that was copied: its markup where there is some, for the tables, else its text.

    Raises:
        UserError: it is nothing like a report.
    """
    from intake.html.reader import from_html
    from intake.interpret import interpret
    from intake.text_file import from_text

    return _that_fits(interpret(from_html(markup) if markup.strip() else from_text(text)))


def _that_fits(reading: Reading) -> Reading:
    """Leave out texts that are longer than the program keeps, and tell."""
    report = reading.report
    long = {key: reason for key, text in report.texts.items() if (reason := too_long(text))}
    if not long:
        return reading
    texts = {key: text for key, text in report.texts.items() if key not in long}
    told = [Problem(report.form.name_of(key), f"{reason}，没有读入") for key, reason in long.items()]
    return replace(reading, report=replace(report, texts=texts), problems=(*reading.problems, *told))


def _reader(path: Path) -> Reader:
    """Choose by the suffix; a file of an old kind may hold another one, which tells by its first bytes."""
    suffix = path.suffix.lower()
    if path.name.startswith("~$"):
        raise UserError(LOCK)
    other = OTHERS.get(suffix)
    if other and other.really:
        suffix = real_suffix(suffix, _bytes(path, LARGEST_FILE)) or suffix
    reader = READERS.get(suffix)
    if reader:
        return reader
    if other:
        raise UserError(other.sentence)
    if os.path.isdir(path):  # noqa: PTH112 — Path.is_dir raises where a folder may not be entered
        raise UserError(_FOLDER)
    known = "、".join(f"{suffix}（{one.name}）" for suffix, one in READERS.items())
    kind = f"“{path.suffix}”文件" if path.suffix else "没有后缀的文件"
    raise UserError(f"不能读取{kind}，可以读取的有{known}")


def _bytes(path: Path, largest: int) -> bytes:
    """Read a file that is one, and not larger than a report can be."""
    mode = os.stat(path).st_mode  # noqa: PTH116 — a path may hold what Path.stat refuses in other words
    if stat.S_ISDIR(mode):
        raise UserError(_FOLDER)
    if not stat.S_ISREG(mode):
        raise UserError("不是普通文件")
    with path.open("rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise UserError(f"文件超过{largest // 1_000_000}兆字节，不会是一份年度报告")
    return data


__all__ = ["READERS", "Problem", "Reader", "Reading", "needs_limits", "read", "read_clipboard", "read_file"]
