"""Sentences of the user's own, kept in the library: the bound numbers in them are filled in anew for each report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from model.errors import UserError
from model.report.bindings import Binding, following
from model.report.prose import sentences
from model.sentences.schema import pieces
from model.storage.library import Library

SETTING = "own sentences"
LONGEST, MOST = 500, 200  # characters of one, and how many there may be


class OwnSentence(NamedTuple):
    """A sentence for a text; numbers are `{table/row/column}`, several added up joined by +, the year is `{year}`."""

    text: str
    words: str


def template(text: str, span: tuple[int, int], bindings: Sequence[Binding], year: int) -> str:
    """Make a template of a stretch of a text: its bound numbers become places, the report year becomes the year.

    >>> from model.form.schema import Cell
    >>> template("2023年收到3件。", (0, 10), [Binding("t", 7, 8, (Cell("a/b/c"),))], 2023)
    '{year}年收到{a/b/c}件。'
    """
    start, end = span
    words, at = "", start
    for one in sorted(following(bindings)):
        if at <= one.start and one.end <= end:
            words += _plain(text[at : one.start], year) + f"{{{'+'.join(one.cells)}}}"
            at = one.end
    return words + _plain(text[at:end], year)


def _plain(words: str, year: int) -> str:
    return words.replace("{", "{{").replace("}", "}}").replace(f"{year}年", "{year}年")


def sentence_at(text: str, position: int) -> tuple[int, int]:
    """Return where the sentence begins and ends in which a place of a text is."""
    found = ((start, start + len(words)) for start, words in sentences(text))
    return next((span for span in found if position <= span[1]), (0, len(text)))


def kept(library: Library) -> list[OwnSentence]:
    """Return what was kept; what means nothing is passed over."""
    return library.recall(SETTING, _read, [])


def _read(words: str) -> list[OwnSentence]:
    listed = json.loads(words)
    if not isinstance(listed, list):
        raise ValueError(words)  # noqa: TRY004 — as `recall` asks
    found = [OwnSentence(*one) for one in listed if isinstance(one, list) and list(map(type, one)) == [str, str]]
    return [one for one in found if _is_template(one.words)]


def _is_template(words: str) -> bool:
    try:
        return bool(words.strip()) and len(words) <= LONGEST and bool([*pieces(words)])
    except ValueError:
        return False


def keep(library: Library, one: OwnSentence) -> None:
    """Keep a sentence, the newest first.

    Raises:
        UserError: it is none, there are too many, or the library cannot be written.
    """
    library.set_setting(SETTING, as_setting(added(kept(library), one)))


def forget(library: Library, one: OwnSentence) -> None:
    """Let go of a sentence.

    Raises:
        UserError: the library cannot be written.
    """
    library.set_setting(SETTING, as_setting(without(kept(library), one)))


def added(sentences: Sequence[OwnSentence], one: OwnSentence) -> list[OwnSentence]:
    """Put a sentence before the others.

    Raises:
        UserError: it is none, or there are too many.
    """
    check(one)
    before = without(sentences, one)
    if len(before) >= MOST:
        raise UserError(f"本单位的句子最多{MOST}句，请先删去不用的")
    return [one, *before]


def changed(sentences: Sequence[OwnSentence], one: OwnSentence, instead: OwnSentence) -> list[OwnSentence]:
    """Put another sentence in the place of one; where it is there already, there is one of it.

    Raises:
        UserError: it is none.
    """
    check(instead)
    return list(dict.fromkeys(instead if other == one else other for other in sentences))


def without(sentences: Sequence[OwnSentence], one: OwnSentence) -> list[OwnSentence]:
    """Leave a sentence out."""
    return [other for other in sentences if other != one]


def check(one: OwnSentence) -> None:
    """Refuse what cannot be kept.

    Raises:
        UserError: it is none, or too long.
    """
    if not one.words.strip():
        raise UserError("请先选中要存为句子的文字")
    if len(one.words) > LONGEST:
        raise UserError(f"一句最多{LONGEST}字，没有存")


def as_setting(sentences: Sequence[OwnSentence]) -> str:
    """Return how they are written down."""
    return json.dumps(sentences, ensure_ascii=False)
