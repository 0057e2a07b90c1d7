"""The words of a form and of the narrative in one list, and texts cut into the words that it knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from model.form.form import Form
from model.form.schema import Line, Table
from model.rules.narrative.modifiers import modifiers
from model.rules.narrative.numerals import Numeral, Sense, numeral_at
from model.rules.narrative.words import WORDS, WordRole

_MEASURES = (
    "个百分点",
    "件次",
    "人次",
    "场次",
    "期次",
    "万元",
    "余件",
    *"件宗份起例个项条部次篇期元人名场种家册类户本段幅套页处轮批辆块座",
)
SEPARATORS = frozenset("，、；：。！？（）,!?—【】")
_NUMERIC = frozenset("0123456789〇○零一二两三四五六七八九十百千万亿")

_COUNTS = re.compile(  # first all characters that it may begin with: quicker than to try each way everywhere
    r"[\d一二三四五六七八九十百千两〇均全都皆律](?:(?<=\d)|(?<=[一二三四五六七八九十百千两〇])\s*[件宗起份例个条部篇项成]"
    r"|(?<=[均全都皆律]).{0,5}(?:维持|纠正|审结|审理|胜诉)"
    r"|(?<=[均全都皆])部?(?:为|是|系|来自|由).{0,4}(?:自然人|公民|个人|企业|公司|法人|村民|居民))"
)
_DENIES = re.compile("[未无没零不](?:(?<!不)|存在|曾)")


@dataclass(frozen=True, eq=False)
class Item:
    """A line of a table as prose names it."""

    table: Table
    line: Line
    is_row: bool


@dataclass(frozen=True, eq=False)
class Word:
    """What the lexicon knows of a word."""

    roles: frozenset[WordRole] = frozenset()
    items: tuple[Item, ...] = ()
    object: Table | None = None  # the table whose numbers it counts
    certain: bool = False  # the object leaves no doubt


_SEPARATOR = Word()  # nothing is known of a mark, or of a number


class Token(NamedTuple):
    """A word, a number or a separator, and where it stands in the folded sentence."""

    start: int
    end: int
    text: str
    word: Word = _SEPARATOR
    numeral: Numeral | None = None

    def does(self, *roles: WordRole) -> bool:
        """Return whether the word does one of these."""
        return not self.word.roles.isdisjoint(roles)


_FILLER = Word(frozenset({WordRole.FILLER}))
# Names of bodies that begin with a word that is known: “县审计局收到…” counts no audits.
_NO_WORD = Word()
_BODIES = tuple(
    f"{field}{body}"
    for field, bodies in (
        ("审计", "局 厅 署"),
        ("信访", "局 办 工作局"),
        ("应急", "局 管理局 管理厅 管理部 办"),
        ("应急救援", "中心 支队 大队"),
        ("档案", "局 馆"),
        ("不动产登记", "中心 局"),
        ("项目", "办 服务中心 建设中心"),
        ("重点项目", "办 服务中心 建设中心"),
        ("检测", "中心 院"),
        ("仲裁", "委 院 委员会"),
        ("采购", "中心 办"),
        ("许可", "科 处 局"),
        ("投诉", "中心 科"),
        ("举报", "中心"),
        ("咨询", "中心"),
        ("评审", "中心"),
        ("评估", "中心"),
        ("热线", "办 中心"),
        ("救助", "站 中心 局"),
        ("补偿", "办 中心"),
        ("项目", "局"),
    )
    for body in bodies.split()
)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every known word, and how long those are that begin with two characters, the longest first."""

    known: dict[str, Word]
    lengths: dict[str, tuple[int, ...]]
    single: dict[str, Word]  # characters that are words or separators, or may begin a number or a title
    begins: frozenset[str]  # the characters that all of these begin with
    measures: re.Pattern[str]
    names: re.Pattern[str]  # of all that the form counts

    def tokens(self, text: str) -> list[Token]:
        """Cut a folded sentence into what is known of it; the rest is passed over."""
        found: list[Token] = []
        place, end = 0, len(text)
        known, lengths, single, begins = self.known.get, self.lengths.get, self.single.get, self.begins
        passed = dict(modifiers(text))
        while place < end:
            if passed and place in passed:
                found.append(Token(place, passed[place], text[place : passed[place]], _FILLER))
                place = passed[place]
                continue
            piece, word = text[place], None
            if piece not in begins:
                place += 1
                continue
            for length in lengths(text[place : place + 2], ()):
                piece = text[place : place + length]
                if word := known(piece):
                    break
            else:
                piece = text[place]
                word = single(piece)
            if word is _MARK:
                token = self._mark_at(text, place)
                place = token.end if token else place + 1
                found += [token] if token else []
                continue
            after = place + len(piece)  # the text may end before a longer word would
            if word is not None and word is not _NO_WORD:
                found.append(_new(Token, (place, after, piece, word, None)))
            place = after
        return found

    def _mark_at(self, text: str, place: int) -> Token | None:
        if text[place] == "《":  # a title counts nothing
            end = text.find("》", place) + 1 or place + 1
            return Token(place, end, text[place:end])
        found = numeral_at(text, place, self.measures)
        return Token(place, found.after, text[place : found.after], numeral=found) if found else None


_new = tuple.__new__  # without a call of Python's, as nothing is made more often
_MARK = Word()  # begins what is not looked up


def may_claim(sentence: str, words: Lexicon) -> bool:
    """Return whether a sentence is worth reading: it has a number, or says of what the form counts none or all."""
    if _COUNTS.search(sentence):
        return True
    return _DENIES.search(sentence) is not None and words.names.search("".join(sentence.split())) is not None


@cache
def lexicon(form: Form, year: int) -> Lexicon:
    """Collect the words for an edition of the form and a report year."""
    known: dict[str, Word] = {}
    for role, words in (*WORDS.items(), *_years(year).items()):
        for word in words.split():
            known[word] = Word(known.get(word, Word()).roles | {role})
    known.update(dict.fromkeys(_BODIES, _NO_WORD))
    for table in form.tables.values():
        _add_table(known, table)
    lengths: dict[str, set[int]] = {}
    for text in known:
        if len(text) > 1:
            lengths.setdefault(text[:2], set()).add(len(text))
    measures = re.compile("|".join(sorted(_MEASURES, key=len, reverse=True)))
    names = re.compile("|".join(_names(form)))
    longest_first = {begin: tuple(sorted(some, reverse=True)) for begin, some in lengths.items()}
    single = _single(known)
    begins = frozenset([*single, *(begin[0] for begin in lengths)])
    return Lexicon(known, longest_first, single, begins, measures, names)


def _single(known: Mapping[str, Word]) -> dict[str, Word]:
    words = {text: word for text, word in known.items() if len(text) == 1}
    return {**dict.fromkeys(_NUMERIC | {"《"}, _MARK), **dict.fromkeys(SEPARATORS, _SEPARATOR), **words}


def _names(form: Form) -> Sequence[str]:
    """Return the names of all that a form counts; of those that contain another, only that other."""
    every = {word for table in form.tables.values() for word in (*table.aliases, *table.counted_as)}
    every |= {word for table in form.tables.values() for line in table.lines for word in line.aliases}
    return sorted(one for one in every if not any(other in one for other in every - {one}))


_TOGETHER = ("来", "间", "共", "累计", "以来", "总共", "合计")


def _years(year: int) -> dict[WordRole, str]:
    into = " ".join(f"{way}{year}年{end}" for way in ("至", "到", "入") for end in ("度", ""))
    return {
        WordRole.LAST_YEAR: f"{year - 1}年度 {year - 1}年",
        WordRole.THIS_YEAR: f"{year}年度 {year}年 {year}年以来",
        WordRole.NEXT_YEAR: f"{year + 1}年度 {year + 1}年",
        WordRole.INTO_THIS_YEAR: into,
        WordRole.OTHER_SPAN: " ".join(f"{some}年{how}" for some in "两三四五六七八九十几" for how in _TOGETHER),
    }


def _add_table(known: dict[str, Word], table: Table) -> None:
    for certain, words in ((True, table.aliases), (False, table.counted_as)):
        for word in words:
            known[word] = Word(object=table, certain=certain)
    for is_row, lines in ((True, table.rows), (False, table.columns)):
        for line in lines:
            _add_line(known, table, line, is_row=is_row)


_OF_NO_FORM = {WordRole.FILLER, WordRole.FOREIGN}  # what a form names is neither


def _add_line(known: dict[str, Word], table: Table, line: Line, *, is_row: bool) -> None:
    for said in line.aliases:
        before = known.get(said, Word())
        known[said] = Word(before.roles - _OF_NO_FORM, (*before.items, Item(table, line, is_row)))
    for part in line.parts:
        _add_line(known, table, part, is_row=is_row)


def one_does(tokens: Iterable[Token], roles: frozenset[WordRole]) -> bool:
    """Return whether a word does one of these."""
    for token in tokens:  # noqa: SIM110 — a loop, as nothing is asked more often
        if not token.word.roles.isdisjoint(roles):
            return True
    return False


def is_count(token: Token) -> bool:
    """Return whether a token is a number that counts something."""
    return token.numeral is not None and token.numeral.sense is Sense.COUNT
