"""Numbers of a sentence that are said to make up another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from model.rules.narrative.claim_filter import is_within_days
from model.rules.narrative.claims import Listing, Quantity
from model.rules.narrative.list_parts import (
    MOST,
    counts_the_parts,
    divided,
    divides_more,
    ended,
    is_of_disputes,
    is_of_myriads,
    is_sample,
    is_told_anew,
    measure,
)
from model.rules.narrative.other_lists import other_lists
from model.rules.narrative.phrases import SENTENCE_ENDS, Phrase
from model.rules.narrative.summed_up import is_in_all
from model.rules.narrative.words import WordRole

_STOPS = (WordRole.COMPARED, WordRole.THIS_YEAR, WordRole.RATE, WordRole.DUE)
_LEAST = 2  # parts
_NEARLY = Decimal("0.8")  # of the whole: parts that make less do not claim to be all of them
_NEARLY_APART = Decimal("0.9")  # and so many where the whole is told in the sentence before
_MYRIAD = 10**4
_PUBLISHED = re.compile("公开|[发公]布|推送|更新|刊[发登]|编发|转[发载]|制作|开展|举办")
_FAR = 80  # characters of a clause before its number
# What may stand before the word for a sum: “以上两类合计”, not “政策解读共计”.
_SUMMED_UP = re.compile(
    r"(?:[以如]上|上述|综上|总|全[年县市区镇局州省]|本年度?|各?[项类]|[两二三四五六七八九十几\d]+[项类者种个])*"
)
_AFTER_A_COUNT = frozenset(("", *"，、；。）"))
_BESIDE = frozenset("，、")
_TOTALS = frozenset({"合计", "共计", "总计", "加起来", "合起来", "加在一起"})
_SUMS = frozenset({"合计", "共计", "总计", "累计", "总共", "加起来", "合起来", "加在一起"})


def listings(quantities: Sequence[Quantity], text: str) -> tuple[Listing, ...]:
    """Find what does not add up: “…N条，其中A a条、B b条”, “A a条、B b条，合计N条”; `text` is the folded sentence."""
    if len(quantities) < _LEAST:
        return ()
    reader = _Reader(quantities, text)
    told = (*reader.parts_after(), *reader.parts_before(), *reader.of_myriads())
    wholes = [one.whole for one in told]
    return (*told, *(one for one in other_lists(quantities, text) if one.whole not in wholes))


def _is_flow(one: Quantity) -> bool:
    """Return whether a number is of all that was received, finished or carried."""
    claim = one.claim
    return claim is not None and claim.target.check in {"N1", "N3"} and claim.target.is_of_all


def _is_share(one: Quantity, whole: Quantity) -> bool:
    """Return whether a part is counted as its whole is: how much of it fell to one body."""
    return one.claim is not None and whole.claim is not None and one.claim.target == whole.claim.target


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
            whole = divided(self._all[:index], first)
            if whole is None:
                continue
            run = [*self._run(whole, self._all[index:])]
            if run and self._all_make_up(self._all[index:], whole):
                continue
            if not any(one.about for one in run) and not ended(run, whole):
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
            if not self._is_alike(one, whole) or (index and self._is_its_own(one, whole, following[0], parted=parted)):
                return
            yield one
            if any(token.text == "等" for token in one.phrase.after):
                return

    def _has_a_verb(self, one: Quantity) -> bool:
        """Read “其中网站450条，在微信上主动公开信息1150条”: what is told with a verb of its own is no part."""
        return _PUBLISHED.search(self._clause(one.phrase.number.start if one.phrase.number else 0)) is not None

    def _is_alike(self, one: Quantity, whole: Quantity) -> bool:
        """Return whether both may count the same."""
        if one.claim and whole.claim and one.claim.target.table is not whole.claim.target.table:
            return False
        return measure(one) == measure(whole) if measure(one) else self._stands_alone(one)

    def _is_its_own(self, one: Quantity, whole: Quantity, first: Quantity, *, parted: bool) -> bool:
        """Return whether a number after the first part is told for itself."""
        if parted and one.claim and not whole.claim:
            return True
        if _is_flow(one) and (not _is_flow(first) or _is_share(first, whole)):  # “其中县政府办公室56件，办结396件”
            return not _is_share(one, whole)
        return one.value > whole.value and self._has_a_verb(one) and not self._has_a_verb(first)

    def _stands_alone(self, one: Quantity) -> bool:
        """Return whether a number without a measure word may count: “部分公开67，占5%”, not “〔2023〕3号”."""
        end = one.phrase.number.end if one.phrase.number else 0
        return self._text[end : end + 1] in _AFTER_A_COUNT

    @staticmethod
    def _parted_by_semicolons(following: Sequence[Quantity]) -> bool:
        """Return whether each of the next two parts stands after a semicolon: one alone may end the list."""
        beside = [one for one in following if one.phrase.depth == following[0].phrase.depth]
        alike = len({measure(one) for one in beside[:3]}) == 1
        return alike and [one.phrase.opener for one in beside[1:3]] == ["；", "；"]

    def _ends(self, one: Quantity, *, parted: bool) -> bool:
        phrase = one.phrase
        if phrase.opener in SENTENCE_ENDS or (phrase.opener == "；" and not parted):
            return True
        if phrase.does(WordRole.PARTS, *_STOPS) or (
            phrase.opener == "；" and is_told_anew(self._clause(phrase.number.start if phrase.number else 0))
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
        sampled = any(is_sample(one) or self._is_within_days(one) for one in run) or self._touches(run)
        beyond = any(one.value > whole.value for one in run)
        listing = Listing(whole, tuple(run), doubtful=sampled or beyond)
        if not run or listing.due == whole.value or self._tells_the_same_twice(whole, run):
            return
        if listing.due > whole.value:
            if len(run) >= _LEAST or (run[0].phrase.does(WordRole.PARTS) and not run[0].claim):
                yield from () if divides_more(listing, earlier) else (listing,)
            return
        told = all(part.claim for part in run)  # the tables tell whether all of them are named
        names_all = len(run) >= _LEAST and not sampled and (told or len(run) > _LEAST or not is_of_disputes(whole))
        nearly = _NEARLY_APART if run[0].phrase.opener in SENTENCE_ENDS else _NEARLY
        if names_all and (told or listing.due >= whole.value * nearly):
            yield listing

    @staticmethod
    def _tells_the_same_twice(whole: Quantity, run: Sequence[Quantity]) -> bool:
        """Read “公开56条，分别在网站和微信公开56条、30条”: one of them shows all."""
        return run[0].value == whole.value and run[0].phrase.does(WordRole.RESPECTIVELY)

    def _touches(self, run: Sequence[Quantity]) -> bool:
        """Read “其中涉及民生300条，财政120条”: what else there was need not be told."""
        number = run[0].phrase.number if run else None
        return number is not None and "涉及" in self._clause(number.start)

    def _is_within_days(self, one: Quantity) -> bool:
        """Return whether a part is what was done by then: who tells so need not tell the rest."""
        return one.phrase.number is not None and is_within_days(self._text, one.phrase.number.start)

    # “A a条、B b条，合计N条”

    def parts_before(self) -> Iterator[Listing]:
        for index, whole in enumerate(self._all):
            if index < _LEAST or not self._is_sum(whole):
                continue
            run = self._run_before(index, whole)
            if not _LEAST <= len(run) <= MOST or any(is_sample(one) for one in run):
                continue
            listing = Listing(whole, tuple(run), summed=True)
            told = all(part.claim for part in run)
            beyond = any(part.value > whole.value for part in run)
            made_up = self._all_make_up(reversed(self._all[:index]), whole)
            wrong = listing.due != whole.value and not beyond and not made_up
            if wrong and (told or listing.due >= whole.value * _NEARLY):
                yield listing

    @staticmethod
    def _all_make_up(parts: Iterable[Quantity], whole: Quantity) -> bool:
        """Read “报告7份、信息653条，合计660条”: the parts may be counted in measure words of their own."""
        beside = (one for one in parts if one.phrase.depth == whole.phrase.depth)
        total, measures = Decimal(), {measure(whole)}
        for one in islice(beside, MOST):
            total += one.value
            measures.add(measure(one))
            if total >= whole.value:
                break
        return total == whole.value and len(measures) > 1

    def _is_sum(self, whole: Quantity) -> bool:
        """Return whether a number stands after “合计”, or “应办理申请合计”."""
        phrase = whole.phrase
        told = (WordRole.FILLER, WordRole.SUM, WordRole.DUE, WordRole.ALL, WordRole.THIS_YEAR)
        due = phrase.does(WordRole.DUE) and all(token.does(*told) or token.word.object for token in phrase.before)
        if due:
            return any(token.text in _TOTALS for token in phrase.before)
        word = next((token for token in phrase.before if token.text in _TOTALS), None)
        if word is None and phrase.number and phrase.number.numeral:
            end = phrase.number.numeral.after
            alone = phrase.opener in _BESIDE and self._text[end : end + 1] in _AFTER_A_COUNT
            return alone and is_in_all(self._text, phrase.number.start)
        return word is not None and self._sums_up(phrase)

    def _run_before(self, index: int, whole: Quantity) -> list[Quantity]:
        run: list[Quantity] = []
        for one in reversed(self._all[max(0, index - MOST - 1) : index]):
            if counts_the_parts(one, whole):
                continue
            if measure(one) != measure(whole) or one.phrase.depth != whole.phrase.depth:
                break
            run.insert(0, one)
            if one.phrase.does(WordRole.PARTS) or one.phrase.opener in SENTENCE_ENDS:
                break
        return run

    # “1500万条。本级700条，乡镇800条”

    def of_myriads(self) -> Iterator[Listing]:
        for index, whole in enumerate(self._all[:-1]):
            if not is_of_myriads(whole):
                continue
            run = [one for one in self._all[index + 1 :] if measure(one) == measure(whole)]
            whole_run = len(run) >= _LEAST and not any(one.about or is_of_myriads(one) for one in run)
            if whole_run and sum((one.value for one in run), Decimal()) * _MYRIAD == whole.value:
                yield Listing(whole, tuple(run), doubtful=True)
