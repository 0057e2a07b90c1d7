"""Rows of what a county said of a report that it sent back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from model.collection.opinion import Opinion
from model.collection.remarks import RemarkAnswer, RemarkVerdict
from model.storage.checksums.sums import number
from model.storage.rows import Past
from model.storage.writing import Row, Writing


def opinion_of(row: Sequence[Any]) -> Opinion:
    """Read a row, without its report; it raises where it is not as the program writes it."""
    key, answer, answer_words, verdict, _, revision, due, place, quote, words = row
    for value in (key, answer_words, due, place, quote, words):
        value.encode()  # neither a number nor half a character
    day = date.fromisoformat(due) if due else None
    return Opinion(
        key, place, words, quote, RemarkAnswer(answer), answer_words, RemarkVerdict(verdict), int(revision), day
    )


def opinion_row(nth: int, one: Opinion) -> Row:
    """Return what a row holds beside its key."""
    due = one.due.isoformat() if one.due else ""
    about = (nth, one.revision, due, one.place, one.quote, one.words)
    return (one.answer.value, one.answer_words, one.verdict.value, *about)


def opinion_place(key: str) -> str:
    """Name what the history tells of the answer to an opinion."""
    return f"opinion/{key}"


def put_opinions(writing: Writing, opinions: Iterable[Opinion]) -> list[Past]:
    """Write what was said, in place of what was before; a row that stays as it is, is not touched."""
    found = writing.db.execute("SELECT id, mark FROM opinion WHERE report = ?", (writing.report,)).fetchall()
    there = {str(key): number(marked) for key, marked in found}
    wanted = {one.id: opinion_row(nth, one) for nth, one in enumerate(opinions)}
    past = []
    for key in dict.fromkeys((*wanted, *there)):
        row = writing.get("opinion", key)
        before, after = None if row is None else row[:-1], wanted.get(key)
        if before == after:
            continue
        if after is None:
            writing.take("opinion", (key,), there[key])
        else:
            writing.put("opinion", (key,), after, there.get(key))
        past.append(Past(opinion_place(key), *(None if one is None else str(one[0]) for one in (before, after))))
    return past
