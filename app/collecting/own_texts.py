"""Section one of the sum: what the program's sentences say of its numbers, kept in step as long as nobody rewrote it.

Only sentences that rest on numbers are written; what no table decides, and sections five and six, are the office's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from app.writing.offering import put_in
from model.form.roles import TextRole
from model.report.bindings import Binding, Bindings, Unseen, shifted
from model.report.prose import says_something
from model.report.prose import sentences as cut
from model.report.report import Report
from model.sentences.filling import Filled, chosen, filled, first_wording, objection, of_text
from model.sentences.recognising import wording_of
from model.sentences.schema import StockSentence
from model.storage.records import Change

_OF_THE_OFFICE = {TextRole.PROBLEMS, TextRole.OTHER_MATTERS}
_OF_ONE_BODY = "本机关"  # a wording with it is not said of all units together


class TextsFollowed(NamedTuple):
    """The texts that are to be others, and what in them follows cells or waits to be looked at."""

    changes: tuple[Change, ...] = ()
    bound: Bindings = ()


def texts_followed(
    before: Report, after: Report, bindings: Bindings, was_never_written: Callable[[str], bool]
) -> TextsFollowed:
    """Return what becomes of the texts when the numbers of one report become those of another; both have their totals.

    A text that is as the program wrote it is written anew. In one that somebody rewrote only those sentences of ours
    give way that are true no more and have another in their place; bound numbers follow by themselves.
    """
    changes: list[Change] = []
    bound: list[Binding] = []
    for key, text in after.form.texts.items():
        if text.role in _OF_THE_OFFICE:
            continue
        here = tuple(one for one in bindings if one.text == key)
        there = before.texts.get(key, "")
        is_ours = _is_ours(there, before, key) or (not says_something(there) and was_never_written(key))
        words, follows = (_anew if is_ours else _replaced)(before, after, key, here)
        if words != there:
            changes.append(Change(key, there, words))
            bound += follows
    return TextsFollowed(tuple(changes), tuple(bound))


def _told(report: Report, key: str) -> list[tuple[StockSentence, Filled]]:
    """Return the sentences that the numbers of a report give."""
    wordings = {one.key: _wording(one, report) for one in of_text(report.form, key)}
    return [(one, said) for one, said in chosen(report, key, wordings) if one.names]


def _wording(sentence: StockSentence, report: Report) -> int:
    first, count = first_wording(sentence, report), len(sentence.wordings)
    order = ((first + at) % count for at in range(count))
    return next((at for at in order if _OF_ONE_BODY not in sentence.wordings[at]), first)


def _is_ours(text: str, report: Report, key: str) -> bool:
    return text == "".join(said.words for _, said in _told(report, key))


def _anew(before: Report, after: Report, key: str, bindings: Bindings) -> tuple[str, Bindings]:
    """Write a text anew; it waits to be looked at where it says something else than before, not other numbers only."""
    told = _told(after, key)
    written = put_in(after, key, (0, len(after.texts.get(key, ""))), [said for _, said in told])
    same = [one.key for one, _ in told] == [one.key for one, _ in _told(before, key)] and bool(before.texts.get(key))
    waits = any(one.unseen for one in bindings) if same else bool(written.text)
    mark = (Binding(key, 0, len(written.text), (), Unseen.WRITTEN),) if waits else ()
    return written.text, (*written.bound, *mark)


def _replaced(before: Report, after: Report, key: str, bindings: Bindings) -> tuple[str, Bindings]:
    """Put what is true now in place of our sentences that are true no more."""
    text, bound = before.texts.get(key, ""), bindings
    for start, said, instead in reversed(list(_untrue(before, after, key))):
        end = start + len(said)
        new = text[:start] + instead.words + text[end:]
        numbers = (Binding(key, start + one.start, start + one.end, one.cells) for one in instead.numbers)
        mark = Binding(key, start, start + len(instead.words), (), Unseen.WRITTEN)
        bound = (*shifted(bound, text, new), *numbers, mark)
        text = new
    return text, bound


def _untrue(before: Report, after: Report, key: str) -> Iterator[tuple[int, str, Filled]]:
    """Find our sentences that said what was so and is so no more, with what is to be said in their place."""
    ours = {one.key: one for one in of_text(after.form, key) if one.names}
    now = {one.about: said for one, said in _told(after, key)}
    for start, said in cut(before.texts.get(key, "")):
        known = wording_of(said)
        one = ours.get(known[0]) if known else None
        if known is None or one is None or one.about not in now or not objection(one, after):
            continue
        then = filled(one.every[known[1]], before)
        if then is not None and then.words == said and not objection(one, before):
            yield start, said, now[one.about]
