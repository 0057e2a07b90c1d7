"""Text: .txt files, and what the clipboard holds, line by line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from intake.characters import without_radicals
from intake.document import Parting, SourceDocument, SourceParagraph
from intake.limits import MOST_TEXT
from model.errors import UserError

_ENCODINGS = ("utf-8-sig", "gb18030")
_UNKNOWN = "\ufffd"  # a character that was damaged; a number that has one is none
_MOST_UNKNOWN = 50  # one in as many characters
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_MARKDOWN = re.compile(r"^\s{0,3}#{1,6}\s+|\*\*|__(?=\S)|(?<=\S)__|`")
_MARKDOWN_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_MARKUP = re.compile(r"<br\s*/?>|</?(?:p|b|strong|sup|sub|u|i|em|span|div)\b[^<>]*>", re.IGNORECASE)
_PARTED = re.compile(r"(?<=\d)\s*+(?:<(?:br\s*/?|/?su[bp]\b[^<>]*)>\s*+)++(?=\d)", re.IGNORECASE)
_USUAL = re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef“”‘’—…·\t\r\n\x20-\x7e]")
_SURELY = 0.98  # of the signs
_TELLING = ("年", "公开")  # words of every report
RICH_TEXT = b"{\\rtf"  # how such a file begins
_KINDS = (
    (b"PK\x03\x04", "压缩文件（例如Word、Excel文件）"),
    (b"%PDF", "PDF文件"),
    (b"\xd0\xcf\x11\xe0", "旧版Office文件（.doc、.xls）"),
    (RICH_TEXT, "RTF文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"SQLite format 3", "数据库"),
    (b"MZ", "程序"),
)


def kind_of(data: bytes) -> str:
    """Return what a file really is by its first bytes; "" where they tell nothing."""
    return next((name for begin, name in _KINDS if data.startswith(begin)), "")


def read(data: bytes) -> SourceDocument:
    """Read a text file, UTF-8 or GB 18030.

    Raises:
        UserError: it is no text.
    """
    text = decode(data)
    if len(text) > MOST_TEXT:
        raise UserError(f"文字超过{MOST_TEXT // 10_000}万字，不会是一份年度报告")
    return from_text(text)


def decode(data: bytes) -> str:
    """Return the text of bytes in the encodings that are in use for Chinese.

    Raises:
        UserError: it is no text.
    """
    if kind := kind_of(data):
        raise UserError(f"后缀是文本，内容却是{kind}")
    for mark in (b"\xff\xfe", b"\xfe\xff"):
        if data.startswith(mark):
            return _checked(data.decode("utf-16", "replace"))
    if text := _unmarked_utf_16(data):
        return _checked(text)
    texts = [data.decode(encoding, "replace") for encoding in _ENCODINGS]
    best = min(texts, key=lambda text: text.count(_UNKNOWN))
    if best.count(_UNKNOWN) * _MOST_UNKNOWN > len(best):
        raise UserError("不是文字，或者文字的编码无法识别（应是UTF-8或GB18030）")
    return _checked(best)


def _unmarked_utf_16(data: bytes) -> str:
    """Return the text of bytes that are surely UTF-16 without the mark that says so; "" where they may be another.

    Raises:
        UserError: they seem to be, but hold no report by which that could be told.
    """
    if len(data) % 2 or _is_utf_8(data):
        return ""
    texts = [data.decode(encoding, "replace") for encoding in ("utf-16-le", "utf-16-be")]
    best = max(texts, key=_share_of_usual)
    if _share_of_usual(best) < _SURELY:
        return ""
    if all(word in best for word in _TELLING):
        return best
    raise UserError("文字像是没有标记的UTF-16编码，不能确定，请用记事本打开，另存为UTF-8再导入")


def _is_utf_8(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _share_of_usual(text: str) -> float:
    """Return which part of a text is made of signs that Chinese texts are made of."""
    return len(_USUAL.findall(text)) / max(1, len(text))


def _checked(text: str) -> str:
    if text.count("\x00") > len(text) // 100:
        raise UserError("不是文字，或者文件已损坏")
    return text


def from_text(text: str) -> SourceDocument:
    """Make a document of plain text; leftovers of Markdown and HTML are taken out."""
    return SourceDocument(tuple(_lines(text)))


def _lines(text: str) -> Iterator[SourceParagraph]:
    """Return the lines in which something stands; a heading of Markdown is parted from what is around it."""
    after = Parting.PARAGRAPH
    for number, line in enumerate(_BREAK.split(text), 1):
        if not line.strip():
            after = Parting.BLANK if after is Parting.LINE else after
            continue
        heads = bool(_MARKDOWN_HEADING.match(line))
        yield SourceParagraph(_cleaned(line), f"第{number}行", Parting.SURE if heads else after)
        after = Parting.PARAGRAPH if heads else Parting.LINE


def _cleaned(line: str) -> str:
    """Take out what is left of markup; digits that it parts are not put together."""
    plain = html.unescape(_MARKUP.sub("", _PARTED.sub(" ", line))) if "<" in line or "&" in line else line
    return without_radicals(_MARKDOWN.sub("", plain)).replace("\xa0", " ")
