"""T18: nothing is said twice: no sentence or paragraph that stands in a report already."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from model.form.schema import Severity
from model.report.prose import LONG
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, rule
from model.rules.words import clauses
from model.rules.words.flaws import Flaw, in_text

_STOPS = "。；：、！？\n,;:."  # are read as a comma, each
_BEGINS = re.compile(  # what an item of a list begins with, and what joins a sentence to the one before
    r"(?:[（(][一二三四五六七八九十\d]{1,2}[)）]|第?[一二三四五六七八九十]{1,2}(?:是|要)|首先|其次|再次|最后|同时|此外|另外|\d|\s)++"
)
_MAY_BEGIN = frozenset("（(第一二三四五六七八九十首其再最同此另0123456789 \u3000")
_TITLES = re.compile(
    "《[^《》]{0,80}》?|习近平[^，。]{0,24}|中华人民共和国政府信息公开[^，。]{0,16}|国务院办公厅[^，。]{0,30}"
)
_NOTHING = re.compile("未|没有|无|零|0件|不存在")
_SHORTEST = 6  # characters of a clause by which a repeat is found
_HERE, _ELSEWHERE = 18, 40  # that must be the same in one text, and in two: there one thing may be told twice
_LONG_ENOUGH = 10  # with numbers in it
_TWICE = 4  # of a clause right behind itself
_TELLING = 10  # of its end that hardly two clauses share
_LOOKED_AT = 8  # clauses of a repeat: enough to see that it is one
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
    report = context.report
    texts = {key: report.texts[key] for key in report.form.texts if key in report.texts}  # as they are read
    is_long = sum(map(len, texts.values())) >= LONG
    for one in _repeats(texts) if is_long else _remembered(tuple(texts.items())):
        if one is None:
            yield None
            continue
        where = "这一段前面" if one.key == one.before else context.report.form.name_of(one.before)
        problem = f"与{where}的话重复；请核对，只留一处"
        yield in_text(context, "T18", one.key, Flaw(one.start, one.end, problem))


_PERIOD = re.compile(r"1\s{0,3}月\s{0,3}1\s{0,3}日[^。；]{0,24}12\s{0,3}月\s{0,3}31\s{0,3}日")
_OF_THE_DATA = re.compile("统计|数据|期限|起止|时限")


def _period_again(key: str, text: str) -> Iterator[_Repeat]:
    """Find the period of the data where it is told already, in other words."""
    told = [one for one in _PERIOD.finditer(text) if _OF_THE_DATA.search(clauses.before(text, one.start(), _BEFORE))]
    if len(told) > 1:
        start, end = told[1].span()
        yield _Repeat(key, start, end, key)


_BEFORE = 30  # characters before a period in which it is said what it is


@lru_cache(32)  # while a number is typed the texts stay as they are
def _remembered(texts: tuple[tuple[str, str], ...]) -> tuple[_Repeat, ...]:
    return tuple(filter(None, _repeats(dict(texts))))


def _repeats(texts: Mapping[str, str]) -> Iterator[_Repeat | None]:
    told: list[_Repeat] = []
    for one in _same_clauses(texts):
        yield one
        if one:
            told.append(one)
    for key, text in texts.items():
        for one in _period_again(key, text) if text.count("31") > 1 else ():
            if not any(key == other.key and other.start <= one.start < other.end for other in told):
                yield one


def _same_clauses(texts: Mapping[str, str]) -> Iterator[_Repeat | None]:
    pieces: dict[str, list[str]] = {}
    for key, text in texts.items():
        yield None
        pieces[key] = with_commas(text).split("，")
    candidates = _that_may_repeat([end for key, some in pieces.items() for end in _ends(texts[key], some)])
    if candidates:
        yield from _told(_Clauses(pieces), candidates)


def _ends(text: str, pieces: list[str]) -> list[str]:
    if " " in text or "\u3000" in text:
        pieces = ["".join(piece.split()) for piece in pieces]
    return [piece[-_TELLING:] for piece in pieces]


def _that_may_repeat(ends: list[str]) -> list[int]:
    """Return which clauses end as others do: quicker than to look at the beginning of each."""
    again = {end for end, often in Counter(ends).items() if often > 1 and len(end) >= _TWICE}
    if not again:
        return []
    return [
        at
        for at, end in enumerate(ends)
        if end in again and (len(end) >= _SHORTEST or end in {ends[at - 1], ends[(at + 1) % len(ends)]})
    ]


def _told(clauses: _Clauses, candidates: list[int]) -> Iterator[_Repeat | None]:
    first: dict[str, int] = {}
    past = 0
    for number, at in enumerate(candidates):
        if not number % _PIECES:
            yield None
        one = clauses[at]
        if at < past or len(one.words) < _TWICE:
            continue
        was = first.setdefault(one.words, at)
        if was < at:
            past = _end_of_run(clauses, was, at)
            run = [clauses[each] for each in range(at, past)]
            if _is_repeated(clauses[was], run, apart=at - was):
                yield _Repeat(one.key, one.start, run[-1].end, clauses[was].key)


@lru_cache(32)
def with_commas(text: str) -> str:
    """Return a text with a comma for each stop: each clause stays at its place.

    >>> with_commas("甲。乙；丙.")
    '甲，乙，丙，'
    """
    for stop in _STOPS:
        text = text.replace(stop, "，")
    return text


class _Clauses:
    """The clauses of all texts; each is made when it is looked at, which few are."""

    def __init__(self, pieces: Mapping[str, list[str]]) -> None:
        self._texts = list(pieces.items())
        self._first = [0, *accumulate(len(some) for some in pieces.values())]  # of each text, and the end of all
        self._starts: dict[int, list[int]] = {}
        self._made: dict[int, _Clause] = {}

    def __len__(self) -> int:
        return self._first[-1]

    def __getitem__(self, at: int) -> _Clause:
        if at not in self._made:
            self._made[at] = self._clause(at)
        return self._made[at]

    def _clause(self, at: int) -> _Clause:
        which = bisect_right(self._first, at) - 1
        key, pieces = self._texts[which]
        if which not in self._starts:
            self._starts[which] = [*accumulate((len(one) + 1 for one in pieces), initial=0)]
        place = at - self._first[which]
        piece, start = pieces[place], self._starts[which][place]
        begins = _BEGINS.match(piece) if piece[:1] in _MAY_BEGIN else None
        skipped = begins.end() if begins else 0
        return _Clause(key, start + skipped, start + len(piece), "".join(piece[skipped:].split()))


def _end_of_run(clauses: _Clauses, was: int, at: int) -> int:
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
    while run and not clauses[at + run - 1].words:  # nothing but stops
        run -= 1
    return at + run


def _is_repeated(first: _Clause, run: list[_Clause], *, apart: int) -> bool:
    """Return whether clauses are more than a turn of speech that may well come again."""
    if apart == 1 and run[0].key == first.key:
        return len(run[0].words) >= _LONG_ENOUGH or not any(char.isdecimal() for char in run[0].words)
    said = _TITLES.sub("", "，".join(one.words for one in run[:_LOOKED_AT]))
    if run[0].key == first.key:
        return len(run[0].words) >= _SHORTEST and len(said) >= _HERE
    return len(run) > 1 and len(said) >= _ELSEWHERE and not _NOTHING.search(said)
