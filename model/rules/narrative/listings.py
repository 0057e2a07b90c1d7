"""Numbers of a sentence that are said to make up another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice

from model.rules.narrative.claims import Listing, Quantity
from model.rules.narrative.lexicon import Token
from model.rules.narrative.phrases import SENTENCE_ENDS, Phrase
from model.rules.narrative.target import FLOW, rank
from model.rules.narrative.words import WordRole

_STOPS = (WordRole.COMPARED, WordRole.THIS_YEAR, WordRole.RATE, WordRole.DUE)
_LEAST, _MOST = 2, 40  # parts; what has more is no list
_NEARLY = Decimal("0.8")  # of the whole: parts that make less do not claim to be all of them
_NEARLY_APART = Decimal("0.9")  # and so many where the whole is told in the sentence before
_MYRIAD = 10**4
_FAR = 80  # characters of a clause before its number
# What may stand before the word for a sum: “以上两类合计”, not “政策解读共计”.
_SUMMED_UP = re.compile(r"(?:[以如]上|上述|综上|总|各?[项类]|[两二三四五六七八九十几\d]+[项类者种个])*")
_AFTER_A_COUNT = frozenset(("", *"，、；。）"))
_SUMS = frozenset({"合计", "共计", "总计", "累计", "总共"})


def listings(quantities: Sequence[Quantity], text: str) -> tuple[Listing, ...]:
    """Find what does not add up: “…N条，其中A a条、B b条”, “A a条、B b条，合计N条”; `text` is the folded sentence."""
    if len(quantities) < _LEAST:
        return ()
    reader = _Reader(quantities, text)
    return (*reader.parts_after(), *reader.parts_before(), *reader.of_myriads())


class _Reader:
    """The numbers of one sentence, and what stands around them."""

    def __init__(self, quantities: Sequence[Quantity], text: str) -> None:
        self._all = quantities
        self._text = text

    # “…N条，其中A a条、B b条”

    def parts_after(self) -> Iterator[Listing]:
        for index, first in enumerate(self._all[1:], 1):
            if not self._opens(first, self._all[index - 1]):
                continue
            whole = _whole(self._all[:index], first)
            if whole is None:
                continue
            run = [*self._run(whole, self._all[index:])]
            if not any(one.about for one in run) and not _ended(run, whole):
                yield from self._wrong(whole, run, self._all[:index])

    def _opens(self, first: Quantity, before: Quantity) -> bool:
        """Return whether a list of parts begins: after 其中, in brackets or after a colon right after its whole."""
        phrase = first.phrase
        if phrase.does(WordRole.PARTS) or self._opens_with_each(phrase):
            return True
        if phrase.does(WordRole.INCLUDING, WordRole.EXCLUDING, WordRole.SUM, *_STOPS):
            return False
        if phrase.opener == "：":
            return phrase.clause == before.phrase.clause + 1 and not before.phrase.after and not before.claim
        return phrase.opener == "（" and phrase.depth == before.phrase.depth + 1

    def _opens_with_each(self, phrase: Phrase) -> bool:
        """Read “分别为：机构12条、…”, not “A、B分别为12条、…”."""
        each = phrase.before[:1]
        return bool(each) and each[0].does(WordRole.RESPECTIVELY) and self._words_between(phrase, each[0].end) != ""

    def _words_between(self, phrase: Phrase, start: int) -> str:
        return self._text[start : phrase.number.start].strip("：，") if phrase.number else ""

    def _run(self, whole: Quantity, following: Sequence[Quantity]) -> Iterator[Quantity]:
        depth = following[0].phrase.depth
        parted = self._parted_by_semicolons(following)
        for index, one in enumerate(following):
            if one.phrase.depth > depth:
                continue
            if one.phrase.depth < depth or (index and self._ends(one, parted=parted)):
                return
            if _measure(one) and _measure(one) != _measure(whole):
                return
            if one.claim and whole.claim and one.claim.target.table is not whole.claim.target.table:
                return
            if not _measure(one) and not self._stands_alone(one):
                return
            if parted and index and one.claim and not whole.claim:
                return
            yield one
            if any(token.text == "等" for token in one.phrase.after):
                return

    def _stands_alone(self, one: Quantity) -> bool:
        """Return whether a number without a measure word may count: “部分公开67，占5%”, not “〔2023〕3号”."""
        end = one.phrase.number.end if one.phrase.number else 0
        return self._text[end : end + 1] in _AFTER_A_COUNT

    @staticmethod
    def _parted_by_semicolons(following: Sequence[Quantity]) -> bool:
        """Return whether each of the next two parts stands after a semicolon: one alone may end the list."""
        beside = [one for one in following if one.phrase.depth == following[0].phrase.depth]
        alike = len({_measure(one) for one in beside[:3]}) == 1
        return alike and [one.phrase.opener for one in beside[1:3]] == ["；", "；"]

    def _ends(self, one: Quantity, *, parted: bool) -> bool:
        phrase = one.phrase
        if phrase.opener in SENTENCE_ENDS or (phrase.opener == "；" and not parted):
            return True
        if phrase.does(WordRole.PARTS, *_STOPS) or (
            phrase.opener == "；" and _is_told_anew(self._clause(phrase.number.start if phrase.number else 0))
        ):
            return True
        return self._sums_up(phrase)

    def _clause(self, end: int) -> str:
        """Return the words of the clause before a place, as far as they matter."""
        begin = max(0, end - _FAR)
        return self._text[max(begin, *(self._text.rfind(mark, begin, end) + 1 for mark in "，；、：。（")) : end]

    def _sums_up(self, phrase: Phrase) -> bool:
        """Return whether a word for a sum begins the clause: “，合计8条”, not “，解读共计8条”."""
        word = next((token for token in phrase.before if token.text in _SUMS), None)
        return word is not None and _SUMMED_UP.fullmatch(self._clause(word.start)) is not None

    def _wrong(self, whole: Quantity, run: Sequence[Quantity], earlier: Sequence[Quantity]) -> Iterator[Listing]:
        """Pass over lists that name only some of the parts, or the parts of something larger."""
        sampled = any(_is_sample(one) for one in run)
        beyond = any(one.value > whole.value for one in run)
        listing = Listing(whole, tuple(run), doubtful=sampled or beyond)
        if not run or listing.due == whole.value:
            return
        if listing.due > whole.value:
            if len(run) >= _LEAST or (run[0].phrase.does(WordRole.PARTS) and not run[0].claim):
                yield from () if _divides_more(listing, earlier) else (listing,)
            return
        told = all(part.claim for part in run)  # the tables tell whether all of them are named
        names_all = len(run) >= _LEAST and not sampled
        nearly = _NEARLY_APART if run[0].phrase.opener in SENTENCE_ENDS else _NEARLY
        if names_all and (told or listing.due >= whole.value * nearly):
            yield listing

    # “A a条、B b条，合计N条”

    def parts_before(self) -> Iterator[Listing]:
        for index, whole in enumerate(self._all):
            if index < _LEAST or not self._is_sum(whole):
                continue
            run = self._run_before(index, whole)
            if not _LEAST <= len(run) <= _MOST or any(_is_sample(one) for one in run):
                continue
            listing = Listing(whole, tuple(run), summed=True)
            told = all(part.claim for part in run)
            beyond = any(part.value > whole.value for part in run)
            if listing.due != whole.value and not beyond and (told or listing.due >= whole.value * _NEARLY):
                yield listing

    def _is_sum(self, whole: Quantity) -> bool:
        """Return whether a number stands after “合计”, or “应办理申请合计”."""
        phrase = whole.phrase
        told = (WordRole.FILLER, WordRole.SUM, WordRole.DUE, WordRole.ALL, WordRole.THIS_YEAR)
        due = phrase.does(WordRole.DUE) and all(token.does(*told) or token.word.object for token in phrase.before)
        if due:
            return any(token.text in {"合计", "共计", "总计"} for token in phrase.before)
        word = next((token for token in phrase.before if token.text in {"合计", "共计", "总计"}), None)
        return word is not None and self._sums_up(phrase)

    def _run_before(self, index: int, whole: Quantity) -> list[Quantity]:
        run: list[Quantity] = []
        for one in reversed(self._all[max(0, index - _MOST - 1) : index]):
            if _counts_the_parts(one, whole):
                continue
            if _measure(one) != _measure(whole) or one.phrase.depth != whole.phrase.depth:
                break
            run.insert(0, one)
            if one.phrase.does(WordRole.PARTS) or one.phrase.opener in SENTENCE_ENDS:
                break
        return run

    # “1500万条。本级700条，乡镇800条”

    def of_myriads(self) -> Iterator[Listing]:
        for index, whole in enumerate(self._all[:-1]):
            if not _is_of_myriads(whole):
                continue
            run = [one for one in self._all[index + 1 :] if _measure(one) == _measure(whole)]
            whole_run = len(run) >= _LEAST and not any(one.about or _is_of_myriads(one) for one in run)
            if whole_run and sum((one.value for one in run), Decimal()) * _MYRIAD == whole.value:
                yield Listing(whole, tuple(run), doubtful=True)


def _whole(earlier: Sequence[Quantity], first: Quantity) -> Quantity | None:
    """Return the number that the list divides: the one just before, outside the brackets that the list stands in."""
    outside: Iterator[Quantity] = (one for one in reversed(earlier) if one.phrase.depth <= first.phrase.depth)
    if first.phrase.opener == "；":
        nearest = [*islice(outside, 2)]
        outside = iter(nearest if len(nearest) == 1 else ())
    for one in outside:
        if one.phrase.does(WordRole.COMPARED, WordRole.RATE):  # “335件，较上年增加57件，其中”
            continue
        if first.phrase.opener in SENTENCE_ENDS and _is_carried(one) and len(earlier) > 1:
            continue  # “收到14件，上年结转1件。其中自然人…”
        same = _measure(one) == _measure(first) or not _measure(first)
        return one if same and not one.about else None
    return None


def _is_carried(one: Quantity) -> bool:
    return one.claim is not None and rank(one.claim.target.rows[0]) == FLOW


def _ended(run: Sequence[Quantity], whole: Quantity) -> bool:
    """Return whether the first parts make the whole, and others follow that may be no part of it."""
    sums = islice(accumulate(one.value for one in run), _MOST)
    at = next((index for index, so_far in enumerate(sums) if so_far == whole.value and index), len(run) - 1)
    if at == len(run) - 1 or _are_alike(run, whole):
        return False
    marks = {one.phrase.opener for one in run[1 : at + 1]}
    return marks != {"、"} or run[at + 1].phrase.opener != "、"


def _are_alike(run: Sequence[Quantity], whole: Quantity) -> bool:
    """Return whether all are parts of the whole in the tables: then its first numbers do not end the list."""
    said = [one.claim.target for one in run if one.claim]
    if whole.claim is None or len(said) != len(run):
        return False
    of = whole.claim.target
    return all(one.within(of) for one in said) or (
        len({one.column for one in said}) == len(said) and all(one.rows == said[0].rows for one in said)
    )


_ANEW = re.compile(
    "召开|开展|举办|组织|受理|收到|接到|答复|办理|办结|回复|回应|承办|制[发定作]|印发|废止|修订|参加|培训|处理|接待"
)


def _is_told_anew(clause: str) -> bool:
    """Return whether a clause after a semicolon has a verb of its own."""
    return _ANEW.search(clause) is not None


def _divides_more(listing: Listing, earlier: Sequence[Quantity]) -> bool:
    """Read “许可310条、处罚15条，其中公示320条”: the parts may be of all that was counted before."""
    first = listing.parts[0].phrase
    if first.opener == "（":
        return False
    beside = [one for one in earlier if _measure(one) == _measure(listing.whole) and not one.phrase.does(*_STOPS)]
    if any(one.phrase.does(WordRole.PARTS) for one in beside):
        return False
    return len(beside) > 1 and sum((one.value for one in beside), Decimal()) >= listing.due


def _measure(one: Quantity) -> str:
    number = one.phrase.number
    return number.numeral.measure if number and number.numeral else ""


def _is_of_myriads(one: Quantity) -> bool:
    return one.phrase.number is not None and "万" in one.phrase.number.text


def _is_sample(one: Quantity) -> bool:
    """Return whether a list goes on without numbers, or names the more important; “教育、医疗等信息5条” is one part."""
    return (
        one.about
        or one.sampled
        or any(token.does(WordRole.SAMPLE) and not _names_a_part(token, one.phrase) for token in one.phrase.before)
        or any(token.does(WordRole.SAMPLE) for token in one.phrase.after)
    )


def _names_a_part(token: Token, phrase: Phrase) -> bool:
    """Read “教育、医疗等信息5条” as of one part, not “教育、医疗等5条”."""
    return token.text == "等" and phrase.number is not None and token.end < phrase.number.start


def _counts_the_parts(one: Quantity, whole: Quantity) -> bool:
    """Read “部分公开77件、予以公开248件，两类合计325件”."""
    return one.phrase.clause == whole.phrase.clause and _measure(one) != _measure(whole)
