"""PDF with text: lines as they stand on the pages; those that a margin broke are put together again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from intake.characters import without_radicals
from intake.document import Document, Paragraph
from intake.limits import MOST_PAGES, MOST_TEXT
from model.errors import UserError

_SAME_HEIGHT = 0.3  # of the height of the letters
_FEWEST = 30  # characters; a scanned file has a page number at most
_LONE = re.compile(r"\s*[-—–－·]?\s*(\d{1,3})\s*[-—–－·]?\s*")
_FIGURES = re.compile(r"(?:(?:^|\s)(?:[\d,.]+|[-/—])){2}$")  # a row of a table rather than prose
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]")
_WORD = re.compile(r"[A-Za-z0-9]$")

_Box = tuple[float, float, float, float]  # left, right, bottom, top


@dataclass(frozen=True)
class Line:
    """One line of a page, with its left and right end, its middle height and the height of its letters, in points."""

    text: str
    left: float
    right: float
    middle: float
    size: float
    page: int


def read(data: bytes) -> Document:
    """Read the text of a PDF.

    Raises:
        UserError: it is none, is locked, or is made of pictures.
    """
    import pypdfium2

    if b"%PDF" not in data[:1024]:
        raise UserError("不是PDF文件，或者文件已损坏")
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error) or "ecurity" in str(error)
        raise UserError("PDF有密码保护，请去掉密码再导入" if locked else "PDF已损坏，读不出来") from error
    try:
        return _document(file)
    finally:
        file.close()


def _document(file: Any) -> Document:  # noqa: ANN401 — pypdfium2 has no types
    import pypdfium2

    if len(file) > MOST_PAGES:
        raise UserError(f"PDF有{len(file)}页，不会是一份年度报告")
    lines: list[Line] = []
    length = 0
    for number in range(len(file)):
        try:
            page = file[number]
            lines += (found := list(_beside(list(_lines(page, number + 1)))))
            page.close()
        except pypdfium2.PdfiumError as error:
            raise UserError(f"PDF第{number + 1}页已损坏，读不出来") from error
        length += sum(len(line.text) for line in found)
        if length > MOST_TEXT:
            raise UserError(f"文字超过{MOST_TEXT // 10_000}万字，不会是一份年度报告")
    if length < _FEWEST:
        raise UserError("这是扫描件，没有可读的文字，请用有文字的PDF、Word或网页文件，或者照原件录入")
    return Document(tuple(_paragraphs(list(_without_page_numbers(lines)))))


# Lines


def _lines(page: Any, number: int) -> Iterator[Line]:  # noqa: ANN401 — as above
    """Give the lines of a page as the PDF orders them."""
    text = page.get_textpage()
    try:
        count = min(text.count_chars(), MOST_TEXT + 1)
        letters: list[tuple[str, _Box]] = []
        for char, box in _characters(text, count):
            if char in "\r\n":
                yield from _line(letters, number)
                letters = []
            else:
                letters.append((char, box))
        yield from _line(letters, number)
    finally:
        text.close()


def _characters(text: Any, count: int) -> Iterator[tuple[str, _Box]]:  # noqa: ANN401 — as above
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    high = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 — the first half of a character beyond U+FFFF
            high = code
            continue
        if 0xDC00 <= code < 0xE000:  # noqa: PLR2004 — the second half
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        raw.FPDFText_GetLooseCharBox(text, index, box)
        yield chr(code), (box.left, box.right, box.bottom, box.top)


def _line(letters: Sequence[tuple[str, _Box]], page: int) -> Iterator[Line]:
    text = without_radicals("".join(_parted(letters))).replace("\ufffe", "-").strip()
    boxes = [box for char, box in letters if not char.isspace() and box[1] > box[0]]
    if not text:
        return
    if not boxes:
        yield Line(text, 0, 0, 0, 0, page)
        return
    size = max(box[3] - box[2] for box in boxes)
    middle = sum(box[2] + box[3] for box in boxes) / 2 / len(boxes)
    yield Line(text, min(b[0] for b in boxes), max(b[1] for b in boxes), middle, size, page)


def _parted(letters: Sequence[tuple[str, _Box]]) -> Iterator[str]:
    """Give the letters of a line, with a tab for a wide gap beside a number: the next cell."""
    before, right, space = "", 0.0, ""
    for char, box in letters:
        if char.isspace():
            space = " "
            continue
        wide = box[0] - right > box[3] - box[2] and (_is_figure(before) or _is_figure(char))
        if before:
            yield "\t" if wide else space
        yield char
        before, right, space = char, box[1], ""


def _is_figure(char: str) -> bool:
    return char.isdigit() or char in "/-—"


def _beside(lines: Sequence[Line]) -> Iterator[Line]:
    """Put together what stands beside each other at one height, parted by tabs: the cells of a row."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if rows and abs(rows[-1][0].middle - line.middle) < _SAME_HEIGHT * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.left)
        size, page = max(line.size for line in row), row[0].page
        yield Line("\t".join(line.text for line in row), row[0].left, row[-1].right, row[0].middle, size, page)


def _without_page_numbers(lines: Sequence[Line]) -> Iterator[Line]:
    """Leave out numbers that stand by themselves at the top or foot of pages and count them."""
    ends: dict[int, list[Line]] = {}
    for line in lines:
        ends.setdefault(line.page, []).append(line)
    drop: set[int] = set()
    for page in ends.values():
        ordered = sorted(page, key=lambda line: line.middle)
        drop |= {id(line) for line in (ordered[0], ordered[-1]) if _LONE.fullmatch(line.text)}
    offsets = Counter(int(m[1]) - line.page for line in lines if id(line) in drop and (m := _LONE.fullmatch(line.text)))
    usual = offsets.most_common(1)[0][0] if offsets else None
    for line in lines:
        found = _LONE.fullmatch(line.text) if id(line) in drop else None
        if not (found and int(found[1]) - line.page == usual):
            yield line


# Paragraphs


def _paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Put a line to the one before it where that was broken at the right margin."""
    left, right = _margins(lines)
    open_text, before = "", None
    first = 0
    for line in lines:
        if before and _goes_on(before, line, left, right):
            open_text += _glue(open_text, line.text) + line.text
        else:
            if before:
                yield Paragraph(open_text, f"第{first}页")
            open_text, first = line.text, line.page
        before = line
    if before:
        yield Paragraph(open_text, f"第{first}页")


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Give the left and right end of the type area: where most long lines begin and end."""
    widest = max((line.right - line.left for line in lines), default=0)
    long = [line for line in lines if line.right - line.left > widest * 0.85]
    lefts = Counter(round(line.left / 3) for line in long)
    rights = sorted(line.right for line in long)
    return (lefts.most_common(1)[0][0] * 3 if lefts else 0.0), (rights[len(rights) // 2] if rights else 0.0)


def _goes_on(before: Line, line: Line, left: float, right: float) -> bool:
    """Whether a line was broken only because it was full: it reaches the right margin, the next begins at the left."""
    em = max(before.size, line.size, 8)
    full = before.right > right - 1.6 * em
    flush = abs(line.left - left) < 0.8 * em
    follows = line.page == before.page + 1 or 0 < before.middle - line.middle < 4 * em
    table = _FIGURES.search(before.text) or _FIGURES.search(line.text) or _NUMBERED.match(line.text)
    return full and flush and follows and before.left < left + 4 * em and not table


def _glue(before: str, after: str) -> str:
    """Give the space that parts two Latin words over a line break."""
    return " " if _WORD.search(before) and after[:1].isascii() and after[:1].isalnum() else ""
