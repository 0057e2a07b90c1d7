"""The parts of a section under their headings: worded freely, in any order, of one numbering."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, zip_longest

from intake.characters import fold
from intake.interpret.headings import FoundHeading, cut, find_parts_by_name, numbering_of, ordinal_of, unnumbered
from intake.interpret.rows import SourceRow
from model.form.schema import Text

_LONGEST = 26  # characters of a heading
_PLAIN_END = re.compile(r"(?:公开|管理|建设|保障|平台|情况|方面|工作)$")
_GOES_ON = r"(?=20\d\d年|我[局委办镇乡县市区街处单]|本[局委办镇乡县市区街单机]|截至|截止|全年)"  # a text begins so
_PREFERRED = ("bracket", "digit", "chinese", "bracketed digit", "mark", "", "point")
_COMMAS = frozenset("，,")
_SAYS = re.compile(
    r"[。：:；;、0-9０-９]|[一二三四五六七八九十百千万两][件条次个期项]|没有|未"
)  # what a heading does not
_POINTS = 3  # parts that must be named as points of a list (一是…情况。) for the list to be one of parts


@dataclass(frozen=True)
class Parts:
    """The headings of parts as they follow each other, and the headings that are none of the form's."""

    headings: tuple[FoundHeading, ...]
    strange: tuple[FoundHeading, ...] = ()
    counted: tuple[FoundHeading, ...] = ()  # those in words of their own, that only their numbers tell

    def in_order(self, texts: Sequence[Text]) -> bool:
        """Whether they follow each other as on the form."""
        order = {text.key: at for at, text in enumerate(texts)}
        return all(order[one.key] < order[after.key] for one, after in pairwise(self.headings))


def find_parts(rows: Mapping[int, SourceRow], texts: Sequence[Text]) -> Parts:
    """Find the headings of the parts: those of the numbering that most of them have, then by their names alone."""
    keys = [text.key for text in texts if text.cue]
    named = find_parts_by_name(rows, texts)
    if not keys:
        return Parts(tuple(named))
    shapes = _shapes(tuple(texts))
    numbered = {at: one for at, row in rows.items() if (one := _numbered(row, at, shapes))}
    style = _usual(numbered.values())
    usual = [one.heading for one in numbered.values() if one.style == style and one.heading.key]
    main = _once(usual, {one.row for one in usual if _has_name(rows[one.row], one.key, texts)})
    if len(main) < len(named):
        main = list(named)
    else:
        main = sorted([*main, *_between(named, main, keys)], key=lambda one: one.row)
    main = [_with_its_words(one, after, rows) for one, after in zip_longest(main, main[1:])]
    main = [_with_what_it_joins(one, main, rows, shapes) for one in main]
    taken = {one.row for one in main}
    strange = [one.heading for at, one in numbered.items() if one.style == style and at not in taken]
    if strange and (found := _by_their_numbers(strange, main, rows, keys)):
        return Parts(tuple(sorted([*main, *found], key=lambda one: one.row)), counted=found)
    return Parts(tuple(main), tuple(strange) if len(main) > 1 else ())


def _by_their_numbers(
    strange: Sequence[FoundHeading], main: Sequence[FoundHeading], rows: Mapping[int, SourceRow], keys: Sequence[str]
) -> tuple[FoundHeading, ...]:
    """Take the headings in other words for the parts that are missing, where all are counted as on the form."""
    missing = [key for key in keys if all(key != other.key for other in main)]
    if len(missing) != len(strange) or len(main) < _NAMED:
        return ()
    pairs = zip(strange, missing, strict=True)
    found = tuple(replace(one, key=key, rest=unnumbered(rows[one.row].text.strip())) for one, key in pairs)
    follows = sorted([*main, *found], key=lambda other: other.row)
    counted = [(ordinal_of(rows[other.row].text), other.key) for other in follows]
    return found if counted == list(enumerate(keys, 1)) else ()


_NAMED = 2  # parts by their names among those counted: fewer may be points of something else


@dataclass(frozen=True)
class _Numbered:
    """A numbered line that may be a heading; without a key where it names no part."""

    style: str
    heading: FoundHeading


@dataclass(frozen=True)
class _Shapes:
    """What the headings of the parts of a section look like."""

    cues: Mapping[str, re.Pattern[str]]
    begins: re.Pattern[str]  # the name of a part, with which a sentence may go on
    glued: re.Pattern[str]  # the heading of a part and at once the subject or the year of its first sentence


@cache
def _shapes(texts: tuple[Text, ...]) -> _Shapes:
    names = {name for text in texts if text.cue for name in (unnumbered(text.heading), text.name)}
    any_name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    begins = rf"(?:政府信息)?(?:{any_name})(?:情况|方面|工作)?"
    cues = {text.key: re.compile(text.cue) for text in texts if text.cue}
    return _Shapes(cues, re.compile(begins), re.compile(f"{begins}{_GOES_ON}"))


def _numbered(row: SourceRow, index: int, shapes: _Shapes) -> _Numbered | None:
    text = row.text.strip()
    style = numbering_of(text)
    words, mark, rest = _cut(text, shapes.glued)
    if mark in _COMMAS and style and (whole := _in_two(text)):
        words, mark, rest = whole, "", ""
    key = _key_of(fold(words), shapes)
    if mark in _COMMAS and style and not key and (half := _in_two(unnumbered(text).partition("。")[0])):
        key = _key_of(fold(half), shapes)  # “（一）突出重点，做好主动公开。全年…”
    name = fold(words)
    if not style or name.startswith(_OF_A_LAW):
        return None
    if not name or len(name) > _LONGEST or not key:
        subject = _as_subject(text, shapes)
        if subject or not name or len(name) > _LONGEST:
            return _Numbered(style, FoundHeading(index, subject, unnumbered(text))) if subject else None
    if _is_text(name, mark) or (mark == "。" and _is_sentence(name, shapes.begins)):
        rest = words + mark + rest
    return _Numbered(style, FoundHeading(index, key, rest.strip() if key else words))


def _as_subject(text: str, shapes: _Shapes) -> str:
    """Return the part of which a sentence is that has its whole name for a subject, where the number is its own, too.

    “（四）政府信息公开平台建设主要是县政府网站” says with its number that it is the fourth part.
    """
    found = shapes.begins.match(unnumbered(text))
    key = _key_of(fold(found[0]), shapes) if found else ""
    return key if key and list(shapes.cues).index(key) + 1 == ordinal_of(text) else ""


def _key_of(name: str, shapes: _Shapes) -> str:
    """Return the part that the words of a heading name first."""
    found = [(one.start(), key) for key, cue in shapes.cues.items() if (one := cue.search(name))]
    return min(found)[1] if found else ""


def _in_two(text: str) -> str:
    """Return the words of a heading that has two halves, a comma between them; "" where a line is none."""
    words = unnumbered(text)
    return words if len(words) <= _LONGEST and not _SAYS.search(words) else ""


def _cut(text: str, glued: re.Pattern[str]) -> tuple[str, str, str]:
    """Cut a line after its heading, also where the text follows it without a mark."""
    if numbering_of(text) == "point":
        words, mark, rest = cut(text)
        return (words[2:], mark, rest) if mark in {"。", "：", ":"} and _PLAIN_END.search(words) else ("", "", "")
    found = glued.match(unnumbered(text))
    return (found[0], "", unnumbered(text)[found.end() :]) if found else cut(text)


def _with_its_words(one: FoundHeading, after: FoundHeading | None, rows: Mapping[int, SourceRow]) -> FoundHeading:
    """Take a heading of two halves for the text where nothing else stands below it."""
    below = range(one.row + 1, after.row if after else max(rows) + 1)
    words = unnumbered(rows[one.row].text.strip())
    empty = not one.rest and not any(rows[at].text.strip() for at in below if at in rows)
    return replace(one, rest=words) if empty and _COMMAS.intersection(words) else one


_JOINS = frozenset("和与及、")


def _with_what_it_joins(
    one: FoundHeading, main: Sequence[FoundHeading], rows: Mapping[int, SourceRow], shapes: _Shapes
) -> FoundHeading:
    """Take a heading of two parts, of which one has no other, for the text: “信息管理和平台建设” says what it is of."""
    words = cut(rows[one.row].text.strip())[0]
    if len(words) > _LONGEST or _JOINS.isdisjoint(words) or one.rest.startswith(words):
        return one
    found = {other.key for other in main}
    joins = any(key not in found and cue.search(fold(words)) for key, cue in shapes.cues.items())
    return replace(one, rest=f"{words}\n{one.rest}".strip()) if joins else one


def _has_name(row: SourceRow, key: str, texts: Sequence[Text]) -> bool:
    return any(text.key == key and fold(text.name) in fold(cut(row.text)[0]) for text in texts)


def _is_text(name: str, mark: str) -> bool:
    """Whether the words are the beginning of the text rather than a heading of its own."""
    return any(char.isdigit() for char in name) or (mark in {"，", ","} and not _PLAIN_END.search(name))


def _is_sentence(name: str, begins: re.Pattern[str]) -> bool:
    """Whether words before a full stop say something beyond the name of a part, as 依申请公开方面没有收到申请 does."""
    found = begins.match(name)
    more = name[found.end() :] if found else ""
    if more.startswith(_POINT) or (found and found[0].endswith("方面") and len(more) >= _SAYS_MORE):
        return True
    return (len(more) >= _SAYS_MORE and not _PLAIN_END.search(more)) or "没有" in name or "未" in name


_SAYS_MORE = 4  # characters
_OF_A_LAW = ("项", "款", "条")  # 第（一）项, cut before its number
_POINT = ("一是", "首先", "一方面")


def _usual(found: Iterable[_Numbered]) -> str:
    """Return the numbering that the headings of most parts have."""
    keys: dict[str, set[str]] = {}
    for one in found:
        keys.setdefault(one.style, set()).add(one.heading.key)
    counts = {style: len(found - {""}) for style, found in keys.items()}
    if counts.get("point", 0) < _POINTS or sum(map(bool, counts.values())) > 1:
        counts["point"] = 0
    return max(_PREFERRED, key=lambda style: (counts.get(style, 0), -_PREFERRED.index(style)))


def _once(found: Sequence[FoundHeading], named: Container[int]) -> list[FoundHeading]:
    """Take each part once: where it has a text, for the first lines may be a list of contents, and its own name."""
    empty = {one.row for one, after in pairwise(found) if not one.rest and after.row == one.row + 1}
    best: dict[str, FoundHeading] = {}
    for one in sorted(found, key=lambda one: (one.row in empty, one.row not in named, one.row)):
        best.setdefault(one.key, one)
    return sorted(best.values(), key=lambda one: one.row)


def _between(named: Iterable[FoundHeading], main: Sequence[FoundHeading], keys: Sequence[str]) -> list[FoundHeading]:
    """Return the parts that only their name tells, where they stand as on the form between those found."""
    have, rows = {one.key for one in main}, {one.row for one in main}
    return [
        one
        for one in named
        if one.key not in have
        and one.row not in rows
        and all((keys.index(one.key) < keys.index(other.key)) == (one.row < other.row) for other in main)
    ]
