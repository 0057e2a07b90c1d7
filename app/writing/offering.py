"""Which sentences are offered for a text, how they read now, and what comes of putting them in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from app.writing.own import OwnSentence
from model.report.bindings import Binding, Bindings
from model.report.prose import says_something
from model.report.report import Report
from model.sentences.filling import Filled, chosen, filled, first_wording, objection, of_text, unfilled
from model.sentences.recognising import said_in
from model.sentences.schema import StockSentence

_NO_NUMBER = "…"  # stands for a number that is not there, in a sentence that cannot be put in


class SentenceOffer(NamedTuple):
    """A sentence as it is shown: why it cannot be put in, where it cannot, and whether it stands in the text."""

    key: str
    said: Filled
    reason: str = ""
    is_used: bool = False
    wordings: int = 1
    own: OwnSentence | None = None


class Written(NamedTuple):
    """A text, and the numbers in it that are to follow their cells."""

    text: str
    bound: Bindings = ()
    end: int = 0  # behind what was put in


Wordings = Mapping[str, int]  # by the key of a sentence: which wording is wanted


def offers(report: Report, key: str, wordings: Wordings, own: Iterable[OwnSentence] = ()) -> list[SentenceOffer]:
    """Return the sentences for a text: those that can be put in, then those that cannot, each with the reason."""
    used = said_in(report.texts.get(key, ""))
    ours = [_ours(one, report, wordings, is_used=one.key in used) for one in of_text(report.form, key)]
    found = [*ours, *(_own(one, report) for one in own if one.text == key)]
    return sorted(found, key=lambda one: bool(one.reason))


def _ours(one: StockSentence, report: Report, wordings: Wordings, *, is_used: bool) -> SentenceOffer:
    number = wordings.get(one.key, first_wording(one, report)) % len(one.wordings)
    reason, said = objection(one, report), filled(one.wordings[number], report)
    shown = said or Filled(unfilled(one.wordings[number], report, _NO_NUMBER))
    return SentenceOffer(one.key, shown, reason, is_used and not reason, len(one.wordings))


def _own(one: OwnSentence, report: Report) -> SentenceOffer:
    said = filled(one.words, report)
    if said is None:
        return SentenceOffer(one.words, Filled(unfilled(one.words, report, _NO_NUMBER)), "里面的数还没有填", own=one)
    return SentenceOffer(one.words, said, is_used=said.words in report.texts.get(one.text, ""), own=one)


def whole(report: Report, key: str, wordings: Wordings | None = None) -> list[Filled]:
    """Return what our sentences say of all that a text should tell, as far as it does not tell it already.

    What no table decides, whether there is a site of one's own, say, is left to who writes: where more than one answer
    may be true, or the text has words of its own, which may have told it otherwise.
    """
    text = report.texts.get(key, "")
    used = said_in(text)
    told = {one.about for one in of_text(report.form, key) if one.key in used}
    unknown = _undecided(report, key, is_begun=says_something(text))
    return [said for one, said in chosen(report, key, wordings) if one.about not in told | unknown]


def _undecided(report: Report, key: str, *, is_begun: bool) -> set[str]:
    """Return the topics on which sentences contradict each other, and no number says which of them is true."""
    every, possible = (
        Counter(one.about for one in of_text(report.form, key) if not one.when and (any_ or not objection(one, report)))
        for any_ in (True, False)
    )
    return {about for about, count in every.items() if count > 1 and (is_begun or possible[about] > 1)}


def put_in(report: Report, key: str, span: tuple[int, int], said: Sequence[Filled]) -> Written:
    """Put sentences over a stretch of a text; their numbers follow their cells."""
    text, (start, end) = report.texts.get(key, ""), span
    bound, at = [], start
    for one in said:
        bound += [Binding(key, at + number.start, at + number.end, number.cells) for number in one.numbers]
        at += len(one.words)
    return Written(text[:start] + "".join(one.words for one in said) + text[end:], tuple(bound), at)


def written_by_us(report: Report, key: str) -> Written:
    """Return a text that says all of it in our sentences, behind what stands there, or in place of what is no text."""
    return put_in(report, key, end_of_words(report, key), whole(report, key))


def end_of_words(report: Report, key: str) -> tuple[int, int]:
    """Return where sentences go on in a text: at its end, or over all of it where it says nothing."""
    text = report.texts.get(key, "")
    return len(text) if says_something(text) else 0, len(text)
