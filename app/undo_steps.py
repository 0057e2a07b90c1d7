"""Steps of an edit as undo takes them back and makes them again; letters that make one word are one step."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from time import monotonic
from typing import NamedTuple

from model.report.bindings import Bindings
from model.report.numbers import number_text
from model.report.prose import difference
from model.report.report import Report
from model.storage.records import Change, How, Trodden

BURST = 2.0  # seconds: a longer pause begins another step
_LONGEST_WORD = 12  # characters that are no letters of an alphabet: so many may be one word


class Splice(NamedTuple):
    """One stretch of a text with other words: a step keeps no whole text, however long that is."""

    place: str
    start: int
    removed: str
    added: str

    @classmethod
    def of(cls, change: Change) -> Splice:
        """Find what differs."""
        old, new = str(change.old or ""), str(change.new or "")
        start, stop, words = difference(old, new)
        return cls(change.place, start, old[start:stop], words)

    @property
    def reverse(self) -> Splice:
        """The splice that takes this one back."""
        return self._replace(removed=self.added, added=self.removed)

    def applied(self, text: str) -> str:
        """Return a text with the other words in it."""
        return text[: self.start] + self.added + text[self.start + len(self.removed) :]


@dataclass(frozen=True)
class EditStep:
    """Numbers and stretches of texts that were changed at once, with the bindings before and after."""

    label: str
    how: How
    changes: tuple[Change | Splice, ...]
    before: Bindings
    after: Bindings
    last: float  # when its last letter was typed

    @classmethod
    def of(cls, changes: Iterable[Change], act: tuple[How, str], bindings: tuple[Bindings, Bindings]) -> EditStep:
        """Keep of some changes what is needed to take them back."""
        how, label = act
        kept = tuple(Splice.of(one) if isinstance(one.new, str) else one for one in changes)
        return cls(label, how, kept, *bindings, monotonic())

    def forward(self, typed: Report) -> list[Change]:
        """Return the changes that make it again in a report as it was before."""
        return _on(typed, self.changes)

    def backward(self, typed: Report) -> list[Change]:
        """Return the changes that take it back in a report as it left it."""
        return _on(typed, [one.reverse for one in reversed(self.changes)])

    def grown(self, further: EditStep) -> EditStep | None:
        """Return the step with what was typed after it; None where that is not the same word any more."""
        one, other = self._typed, further._typed
        if one is None or other is None or self.label != further.label or further.last - self.last > BURST:
            return None
        both = _joined(one, other)
        return both and replace(self, changes=(both,), after=further.after, last=further.last)

    @property
    def _typed(self) -> Splice | None:
        """What was typed, where it was letters in one text."""
        only = self.changes[0] if len(self.changes) == 1 else None
        return only if isinstance(only, Splice) and self.how is How.TYPED else None


def trodden(label: str, changes: Sequence[Change]) -> Trodden:
    """Tell what taking a step back, or making it again, has changed."""
    return Trodden(label, tuple((one.place, _words(one.old), _words(one.new)) for one in changes))


def _words(value: Decimal | str | None) -> str | None:
    return number_text(value) if isinstance(value, Decimal) else value or None


def _on(typed: Report, changes: Iterable[Change | Splice]) -> list[Change]:
    made: list[Change] = []
    for one in changes:
        if isinstance(one, Splice):
            text = typed.texts.get(one.place, "")
            made.append(Change(one.place, text, one.applied(text)))
        else:
            made.append(one)
    return made


def _joined(one: Splice, other: Splice) -> Splice | None:
    """Return two splices as one where the second goes on with the word that the first wrote, or took away."""
    if one.place != other.place:
        return None
    if not other.removed and not one.removed and other.start == one.start + len(one.added):
        written = one.added + other.added
        return one._replace(added=written) if _is_a_word(written, one.added) else None
    if not other.added and not one.added and other.start + len(other.removed) == one.start:  # Backspace
        return one._replace(start=other.start, removed=other.removed + one.removed) if _short(one, other) else None
    if not other.added and not one.added and other.start == one.start:  # Delete
        return one._replace(removed=one.removed + other.removed) if _short(one, other) else None
    return None


def _is_a_word(written: str, before: str) -> bool:
    """Whether letters go on with those before; a sign of punctuation or a space ends a word."""
    if not before or unicodedata.category(before[-1])[0] not in "LNM":
        return False
    return len(written) <= _LONGEST_WORD or written.isascii()


def _short(one: Splice, other: Splice) -> bool:
    return len(one.removed) + len(other.removed) <= _LONGEST_WORD
