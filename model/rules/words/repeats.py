"""T18: nothing is said twice: no sentence or paragraph that stands in a report already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from model.form.schema import Severity
from model.report.prose import LONG
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, rule
from model.rules.words.flaws import Flaw, in_text

_STOPS = "。；：、！？\n,;:."  # are read as a comma, each
_BEGINS = re.compile(  # what an item of a list begins with, and what joins a sentence to the one before
    r"(?:[（(][一二三四五六七八九十\d]{1,2}[)）]|第?[一二三四五六七八九十]{1,2}(?:是|要)|首先|其次|再次|最后|同时|此外|另外|\d{1,2}|\s)+"
)
_MAY_BEGIN = frozenset("（(第一二三四五六七八九十首其再最同此另0123456789 \u3000")
_TITLES = re.compile(
    "《[^《》]{0,80}》?|习近平[^，。]{0,24}|中华人民共和国政府信息公开[^，。]{0,16}|国务院办公厅[^，。]{0,30}"
)
_NOTHING = re.compile("未|没有|无|零|0件|不存在")
_SHORTEST = 6  # characters of a clause by which a repeat is found
_HERE, _ELSEWHERE = 18, 40  # that must be the same in one text, and in two: there one thing may be told twice
_TWICE = 4  # of a clause right behind itself
_TELLING = 10  # of its end that hardly two clauses share
_PIECES = 200  # clauses that are compared in one go


class _Clause(NamedTuple):
    key: str
    start: int
    end: int
    words: str


class _Repeat(NamedTuple):
    """Where words stand again, and the text in which they stood before."""

    key: str
    start: int
    end: int
    before: str


@rule(
    "T18",
    Severity.WARN,
    "同样的话没有写两遍：没有重复的句子、段落",
    "常见错误（复制时重复粘贴）",
    remedy=Remedy.BY_HAND,
)
def said_twice(context: Context) -> Iterator[Finding | None]:
    """Find what stands in the report already, told at its second place."""
    texts = context.report.texts
    is_long = sum(map(len, texts.values())) >= LONG
    for one in _repeats(texts) if is_long else _remembered(tuple(texts.items())):
        if one is None:
            yield None
            continue
        where = "这一段前面" if one.key == one.before else context.report.form.name_of(one.before)
        problem = f"与{where}的话重复；请核对，只留一处"
        yield in_text(context, "T18", one.key, Flaw(one.start, one.end, problem))


@lru_cache(32)  # while a number is typed the texts stay as they are
def _remembered(texts: tuple[tuple[str, str], ...]) -> tuple[_Repeat, ...]:
    return tuple(filter(None, _repeats(dict(texts))))


def _repeats(texts: Mapping[str, str]) -> Iterator[_Repeat | None]:
    pieces: dict[str, list[str]] = {}
    for key, text in texts.items():
        yield None
        pieces[key] = _pieces(text)
    if not _may_repeat(pieces.values()):
        return
    clauses: list[_Clause] = []
    for key, some in pieces.items():
        yield None
        clauses += _clauses(key, some)
    first: dict[str, int] = {}
    past = 0
    for at, one in enumerate(clauses):
        if not at % _PIECES:
            yield None
        if at < past or len(one.words) < _TWICE:
            continue
        was = first.setdefault(one.words, at)
        if was < at:
            past = _end_of_run(clauses, was, at)
            if _is_repeated(clauses[was], clauses[at:past], apart=at - was):
                yield _Repeat(one.key, one.start, clauses[past - 1].end, clauses[was].key)


def _pieces(text: str) -> list[str]:
    for stop in _STOPS:
        text = text.replace(stop, "，")
    return text.split("，")


def _may_repeat(pieces: Iterable[list[str]]) -> bool:
    """Return whether two clauses end alike: quicker than to look at the beginning of each."""
    ends = [piece[-_TELLING:] for some in pieces for piece in some if len(piece) >= _TWICE]
    return len(set(ends)) < len(ends)


def _clauses(key: str, pieces: list[str]) -> Iterator[_Clause]:
    at = 0
    for piece in pieces:
        if piece:
            begins = _BEGINS.match(piece) if piece[0] in _MAY_BEGIN else None
            start = begins.end() if begins else 0
            words = piece[start:]
            if " " in words or "\u3000" in words:
                words = "".join(words.split())
            if words:
                yield _Clause(key, at + start, at + len(piece), words)
        at += len(piece) + 1


def _end_of_run(clauses: list[_Clause], was: int, at: int) -> int:
    """Return the end of the clauses from a place on that are those from an earlier one on."""
    run = 0
    while (
        at + run < len(clauses)
        and was + run < at
        and clauses[at + run].words == clauses[was + run].words
        and clauses[at + run].key == clauses[at].key
        and clauses[was + run].key == clauses[was].key
    ):
        run += 1
    return at + run


def _is_repeated(first: _Clause, run: list[_Clause], *, apart: int) -> bool:
    """Return whether clauses are more than a turn of speech that may well come again."""
    if apart == 1 and run[0].key == first.key:
        return not any(char.isdecimal() for char in run[0].words)
    said = "".join(_TITLES.sub("", one.words) for one in run)
    if run[0].key == first.key:
        return len(run[0].words) >= _SHORTEST and len(said) >= _HERE
    return len(run) > 1 and len(said) >= _ELSEWHERE and not _NOTHING.search(said)
