"""Whole sentences of the program's own in a text, whatever numbers stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from model.report.prose import sentences as cut

_NUMBER = re.compile(r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?")
_ANY, _DIGIT = "#", "0"
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_SOURCE = "{source}"  # the document that prescribes the form: its number is no number of the report
_LONGEST = 250  # characters: none of ours is as long, and no number makes it so


def said_in(text: str) -> frozenset[str]:
    """Return the keys of the sentences that stand in a text, in one wording or another."""
    there = {folded(sentence) for _, sentence in cut(text)}
    return frozenset(key for key, wordings in _ours_by_key().items() if any(one <= there for one in wordings))


def wording_of(sentence: str) -> tuple[str, int] | None:
    """Return which sentence it is, in which of its wordings; None where it is not ours, or is a part of one of ours.

    >>> wording_of("本年收取信息处理费0元。")
    ('fee_not_charged', 3)
    """
    return _wordings().get(folded(sentence)) if len(sentence) <= _LONGEST else None


@cache
def _wordings() -> Mapping[str, tuple[str, int]]:
    from model.sentences.ours import sentences

    found: dict[str, tuple[str, int]] = {}
    for one in sentences():
        for number, wording in enumerate(one.every):
            found.update({folded(words): (one.key, number) for words in _with_any_number(wording) if _is_single(words)})
    return found


def _is_single(words: str) -> bool:
    return len([*cut(words)]) == 1


def is_ours(sentence: str) -> bool:
    """Whether a sentence is one of the program's own, whatever numbers stand in it."""
    return len(sentence) <= _LONGEST and _may_be_ours(sentence.strip()) and folded(sentence) in _ours()


def _may_be_ours(words: str) -> bool:
    """Return whether one of ours begins and ends so, as hardly any other does."""
    return bool(words) and (_edge(words[0]), _edge(words[-1])) in _edges()


def _edge(sign: str) -> str:
    return _ANY if sign in _DIGITS else sign


@cache
def _edges() -> frozenset[tuple[str, str]]:
    return frozenset((one[0], one[-1]) for one in _ours())


@lru_cache(4096)
def folded(sentence: str) -> str:
    """Return a sentence with any number the same, without blanks.

    >>> folded("本年收取信息处理费 0 元。")
    '本年收取信息处理费#元。'
    """
    return _NUMBER.sub(_ANY, "".join(sentence.split()))


@cache
def _ours() -> frozenset[str]:
    return frozenset(one for wordings in _ours_by_key().values() for wording in wordings for one in wording)


@cache
def _ours_by_key() -> Mapping[str, tuple[frozenset[str], ...]]:
    """Return, for each sentence, what each of its wordings consists of."""
    from model.sentences.ours import sentences  # the window is there before anything is looked for

    return {
        one.key: tuple(
            frozenset(folded(said) for _, said in cut(words))
            for wording in one.every
            for words in _with_any_number(wording)
        )
        for one in sentences()
    }


def _with_any_number(wording: str) -> Iterator[str]:
    from model.form.editions import FORMS
    from model.sentences.schema import pieces

    for source in [form.source for form in FORMS.values()] if _SOURCE in wording else [""]:
        filled = ((before, "" if slot is None else _DIGIT) for before, slot in pieces(wording.replace(_SOURCE, source)))
        yield "".join(before + number for before, number in filled)
