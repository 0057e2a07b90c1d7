"""Prose as programs wrap it: cut at a width, with indents or blank lines, put into files of every kind."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from intake import READERS
from intake.reading import Reading
from tests.intake.hostile import docx, xlsx

NEVER_FIRST = "，。、；：？！）》”’"
INDENTS = ("", "　　", "    ")


def cut(text: str, width: int) -> list[str]:
    """Cut a paragraph after so many characters, whatever stands there."""
    return [text[at : at + width] for at in range(0, len(text), width)]


def cut_well(text: str, width: int) -> list[str]:
    """Cut it so that no line begins with a mark, no number or Latin word is broken; full width counts twice."""
    lines, line, used = [""], "", 0
    for word in re.findall(rf"[!-~]+[{NEVER_FIRST}]*|.[{NEVER_FIRST}]*", text):
        wide = sum(1 + (not char.isascii()) for char in word)
        if line and used + wide > 2 * width:
            lines.append("")
            used = 0
        line = lines[-1] = lines[-1] + word
        used += wide
    return lines


def cut_by_library(text: str, width: int) -> list[str]:
    """Cut it as Python does, at blanks where there are any, which are lost then."""
    return textwrap.wrap(text, width)


CUTS: tuple[Callable[[str, int], list[str]], ...] = (cut, cut_well)


def wrapped(paragraphs: Iterable[str], width: int, *, how: Callable[[str, int], list[str]] = cut, indent: str = "",
            blank: bool = False) -> list[str]:  # fmt: skip
    """Wrap paragraphs; lines of a table stay as they are."""
    lines: list[str] = []
    for text in paragraphs:
        lines += [text] if "\t" in text else how(indent + text, width)
        lines += [""] * blank
    return lines


def as_text(lines: Sequence[str]) -> Reading:
    """Read lines as a text file."""
    return READERS[".txt"].load("\n".join(lines).encode(), "")


def as_page(lines: Sequence[str], between: str = "<br>") -> Reading:
    """Read lines as one paragraph of a web page, tables left out."""
    return READERS[".html"].load(f"<p>{between.join(map(escape, lines))}</p>".encode(), "")


def as_word(lines: Sequence[str]) -> Reading:
    """Read lines as one paragraph of a Word file with line breaks in it."""
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t><w:br/></w:r>' for line in lines)
    return READERS[".docx"].load(docx(f"<w:p>{runs}</w:p>"), "")


def as_sheet(lines: Sequence[str]) -> Reading:
    """Read lines as one cell of a spreadsheet."""
    cell = f'<c r="A1" t="inlineStr"><is><t xml:space="preserve">{"&#10;".join(map(escape, lines))}</t></is></c>'
    return READERS[".xlsx"].load(xlsx(f'<row r="1">{cell}</row>'), "")


READ_AS: Mapping[str, Callable[[Sequence[str]], Reading]] = {
    "text": as_text,
    "page": as_page,
    "word": as_word,
    "sheet": as_sheet,
}


def unbroken(text: str) -> str:
    """Return a text without the breaks after ends of sentences, and without blanks that a line end may have eaten."""
    return re.sub(r"\s+", "", re.sub(r"(?<=[。！？])\n|(?<=[。！？]”)\n", "", text).replace("\n", "¶"))
