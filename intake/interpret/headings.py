"""Headings as they are found, those of parts by their names: numbering lost or changed, the text in the same line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from intake.characters import fold
from intake.interpret.rows import SourceRow
from model.form.schema import Text

_NUMBER = re.compile(
    r"^\s*(?:第[一二三四五六七八九十]{1,2}部分|第?[一二三四五六七八九十]{1,2}(?:部分)?\s*[、.．，,:：）)]|[（(]\s*[一二三四五六七八九十\d]{1,2}(?:\s*[）)])?"
    r"|\d{1,2}\s*[、.．）)]|[-–—•·●▪■◆*]+(?=\s*[\u4e00-\u9fff]))\s*"
)
_STYLES = {
    "chinese": re.compile(r"第?[一二三四五六七八九十]{1,2}(?:部分)?\s*[、.．，,:：]"),
    "bracket": re.compile(r"[（(]\s*[一二三四五六七八九十]{1,2}\s*[）)]?|[一二三四五六七八九十]{1,2}\s*[）)]"),
    "digit": re.compile(r"\d{1,2}\s*[、.．）)](?!\d)"),
    "bracketed digit": re.compile(r"[（(]\s*\d{1,2}\s*[）)]"),
    "point": re.compile(r"[一二三四五六七八九十]是"),
    "mark": re.compile(r"(?<![-–—•·●▪■◆*])[-–—•·●▪■◆*]+\s*[\u4e00-\u9fff]"),
}
_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,2}|\d{1,2}")
_END = re.compile(r"[。：:；;]|(?<=[\u4e00-\u9fff])(?:[，,]|\s{0,2}[—–]{1,4})|\s{1,}")
_LONGEST, _FEW_WORDS = 40, 16
_PARAGRAPH = 2000  # characters of it that are looked at
_TAIL = 12  # characters that may follow the name of a part before its heading ends


@dataclass(frozen=True)
class FoundHeading:
    """A row that is a heading, and what stands after it in the same line."""

    row: int
    key: str
    rest: str


def unnumbered(text: str) -> str:
    """Take off the numbering.

    >>> unnumbered("（一）主动公开"), unnumbered("一） 主动公开"), unnumbered("- 主动公开")
    ('主动公开', '主动公开', '主动公开')
    """
    return _NUMBER.sub("", text, count=1)


def is_numbered(text: str) -> bool:
    """Whether a line begins with a number, or a mark that stands for one."""
    return bool(_NUMBER.match(text))


def numbering_of(text: str) -> str:
    """Name the way in which a line is numbered; "" where it is not.

    >>> [numbering_of(text) for text in ("（一）主动公开", "一） 主动公开", "1.主动公开", "主动公开")]
    ['bracket', 'bracket', 'digit', '']
    """
    return next((style for style, shape in _STYLES.items() if shape.match(text.strip())), "")


def ordinal_of(text: str) -> int:
    """Return the number with which a line is numbered; 0 where it is not.

    >>> [ordinal_of(text) for text in ("（三）平台建设", "12.平台", "十一、平台", "平台")]
    [3, 12, 0, 0]
    """
    found = _ORDINAL.search(text) if numbering_of(text) else None
    return int(found[0]) if found and found[0].isdigit() else "一二三四五六七八九十".find(found[0]) + 1 if found else 0


def cut(text: str) -> tuple[str, str, str]:
    """Cut a line into the words that may be a heading, the mark that ends them, and the rest."""
    words = unnumbered(text.strip())
    found = _END.search(words)
    while found and found.group().isspace() and not _follows(words, found.end()):
        found = _END.search(words, found.end())
    return (words[: found.start()], found.group(), words[found.end() :].strip()) if found else (words, "", "")


def _parts(text: str) -> tuple[bool, str, str]:
    """Cut a line into: whether it is numbered, the words that may be a heading, and the rest."""
    words, _, rest = cut(text)
    return unnumbered(text.strip()) != text.strip(), words, rest


def _follows(words: str, start: int) -> bool:
    """Whether what follows a space is a text of its own rather than the heading going on."""
    return len(words) - start > _LONGEST or "。" in words[start:]


def small_heading(row: SourceRow) -> str:
    """Return the words of a line up to its first mark, where they may be a heading of a few words; else "".

    >>> [small_heading(SourceRow(text, (), "")) for text in ("（一）主要问题：栏目少。", "一是问题多，栏目少。")]
    ['主要问题', '']
    """
    text = row.text.strip()[:_PARAGRAPH]
    words, mark, _ = cut(re.sub(r"^[一二三四五六七]是", "", text))
    heads = not row.parted and len(words) <= _FEW_WORDS and (mark in {"。", "：", ":", ""} or mark.isspace())
    return fold(words) if heads and not text.endswith(words + "。") else ""


@cache
def shape_of(words: str) -> re.Pattern[str]:
    """Return the pattern that a form gives for what a heading says in other words: a `cue`, `begins` or `goes_on`."""
    return re.compile(words)


def find_parts_by_name(rows: Mapping[int, SourceRow], texts: Sequence[Text]) -> list[FoundHeading]:
    """Find the headings of the parts among some rows, each once and in the form's order."""
    found: list[FoundHeading] = []
    left = [text for text in texts if text.heading]
    for index, row in rows.items():
        for position, text in enumerate(left):
            if heading := _part_heading(row, index, text):
                found.append(heading)
                left = left[position + 1 :]
                break
    return found


def _part_heading(row: SourceRow, index: int, text: Text) -> FoundHeading | None:
    whole = row.text.strip()
    if not whole or len(row.text) > 10 * _PARAGRAPH:
        return None
    begin = whole[:_PARAGRAPH].rstrip()
    numbered, words, rest = _parts(begin)
    rest = rest if len(whole) <= _PARAGRAPH else whole[len(begin) - len(rest) :].lstrip()
    name = fold(words)
    key = next((k for k in _names(text.heading, text.name) if k in name[: len(k) + 10]), "")
    if not key:
        return None
    begins = name.startswith(key) or name.removeprefix(key)[:2] in {"政府", "信息", "公开", "加强", "推进"}
    if numbered and len(name) <= len(key) + _TAIL and (begins or name.endswith(("情况", "方面", key))):
        return FoundHeading(index, text.key, rest)
    standalone = not rest and not whole.endswith(("。", "；"))
    ends = name[name.find(key) + len(key) :]
    if standalone and name.startswith(key) and ends in {"", "情况", "方面", "工作", "工作情况", "建设", "建设情况"}:
        return FoundHeading(index, text.key, "")
    return None


@cache
def _names(heading: str, name: str) -> tuple[str, ...]:
    """Return the names under which a part is found, the longest first."""
    return tuple(sorted({fold(unnumbered(heading)), fold(name)}, key=len, reverse=True))
