"""Headings as they are found: numbering lost or changed, words added, the text going on in the same line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from intake.characters import bare, fold
from intake.interpret.rows import SourceRow
from model.form.form import Form
from model.form.schema import Section, Text
from model.similarity import ratio

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
_END = re.compile(r"[。：:；;]|\s{1,}|(?<=[\u4e00-\u9fff])[，,]")
_CLOSE = 84  # of 100: how like a heading a line must be; labels come up to 77
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


# Sections


def find_sections(rows: Sequence[SourceRow], form: Form) -> dict[str, FoundHeading]:
    """Find where each section begins: the last headings in the form's order, the first may list the contents."""
    found: dict[str, FoundHeading] = {}
    end = len(rows)
    headings: dict[str, list[FoundHeading]] = {section.key: [] for section in form.sections}
    for i, row in enumerate(rows):
        for section in form.sections:
            headings[section.key] += filter(None, [_section_heading(row, i, section)])
    chinese = [key for key, some in headings.items() if any(_numbering(rows, one) == "chinese" for one in some)]
    for section in reversed(form.sections):
        own = (one for one in reversed(headings[section.key]) if not _is_of_a_part(rows, one, section, len(chinese)))
        at = next((one for one in own if one.row < end), None)
        if at:
            at = _surer_above(rows, at, section) or at
            found[section.key] = at
            end = at.row
    return {section.key: found[section.key] for section in form.sections if section.key in found}


def _numbering(rows: Sequence[SourceRow], heading: FoundHeading) -> str:
    return numbering_of(rows[heading.row].text)


def _is_of_a_part(rows: Sequence[SourceRow], heading: FoundHeading, section: Section, chinese: int) -> bool:
    """Whether the numbering is that of the parts: another than the sections have, or another number."""
    text = rows[heading.row].text
    if numbering_of(text) not in {"bracket", "digit", "bracketed digit"}:
        return False
    number = _ORDINAL.search(text)
    ordinal = str("一二三四五六七八九十".find(section.ordinal) + 1)
    return chinese > 1 or number is None or number[0] not in {section.ordinal, ordinal}


def section_at(row: SourceRow, index: int, form: Form) -> int | None:
    """Return which section of the form a row is the heading of, by its position."""
    return next((at for at, section in enumerate(form.sections) if _section_heading(row, index, section)), None)


def _surer_above(rows: Sequence[SourceRow], at: FoundHeading, section: Section) -> FoundHeading | None:
    """Return the heading right above a line of its text that only begins like it."""
    above = _section_heading(rows[at.row - 1], at.row - 1, section) if at.row else None
    if above is None:
        return None
    line, text = rows[above.row].text, rows[at.row].text
    surer = bare(line) == bare(section.heading) or (bool(_NUMBER.match(line)) and not _NUMBER.match(text))
    return above if surer else None


@dataclass(frozen=True)
class _Candidate:
    """A line that may be a heading: without its number, its words up to the first mark, and what follows these."""

    numbering: str
    numbered: bool
    whole: str
    words: str
    rest: str
    whole_name: str
    name: str

    @property
    def is_sentence(self) -> bool:
        return bool(self.rest) and self.whole.endswith("。")


@lru_cache(maxsize=500)
def _line(text: str) -> _Candidate | None:
    """Take a line apart once for all sections; None where it is too long for a heading."""
    numbered, words, rest = _parts(text)
    if len(words) > _LONGEST:
        return None
    whole = unnumbered(text.strip())
    whole_name = bare(whole) if len(whole) <= _LONGEST else ""
    return _Candidate(numbering_of(text), numbered, whole, words, rest, whole_name, bare(words))


def _section_heading(row: SourceRow, index: int, section: Section) -> FoundHeading | None:
    filled = [field for field in row.fields if field] if row.parted else [row.text]
    if len(filled) != 1 or len(filled[0]) > _PARAGRAPH:
        return None
    line = _line(filled[0])
    if line is None:
        return None
    if line.numbering == "chinese" and _is_otherwise(line, section):
        return FoundHeading(index, section.key, line.rest)
    if line.whole_name and not line.is_sentence and _is_like(line.whole_name, section):
        return FoundHeading(index, section.key, "")
    if (line.numbered or not line.rest) and _is_like(line.name, section):
        return FoundHeading(index, section.key, line.rest)
    return None


def _is_otherwise(line: _Candidate, section: Section) -> bool:
    cut_short = "，" in line.words or (line.rest and len(line.words) < 4)  # noqa: PLR2004 — a word of a sentence
    return bool(section.cue and shape_of(section.cue).fullmatch(line.name)) and not cut_short


@cache
def shape_of(words: str) -> re.Pattern[str]:
    """Return the pattern that a form gives for what a heading says in other words: a `cue`, `begins` or `goes_on`."""
    return re.compile(words)


def _is_like(name: str, section: Section) -> bool:
    title = _title(section.heading)
    if len(name) < 4 and name != title:  # noqa: PLR2004 — 总体 is a word of its own
        return False
    if section.texts and len(section.texts) == 1:
        return _is_like_text(name, title)
    return ratio(name, title) >= _close(title)


@cache
def _title(heading: str) -> str:
    return bare(unnumbered(heading))


def _close(title: str) -> float:
    return 85 if len(title) <= 8 else _CLOSE  # noqa: PLR2004 — in a short heading each character says more


def _is_like_text(name: str, title: str) -> bool:
    """Compare the heading of a section of prose, of which only the beginning is ever kept to the letter."""
    begin = title[: len(title) // 2 + 1]
    return ratio(name, title) >= 66 or (begin in name and len(name) <= len(title) + 8)  # noqa: PLR2004 — measured


# Parts of a section


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
