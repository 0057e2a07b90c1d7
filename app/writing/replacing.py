"""Find and replace over all texts of a report: numbers that follow a cell are not replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from model.report.bindings import Binding, Bindings, following, sound
from model.report.report import Report


class FoundWords(NamedTuple):
    """Words that were found: in which text, from where to where."""

    text: str
    start: int
    end: int


class Replaced(NamedTuple):
    """The texts that are others afterwards, their bound numbers where they stand then, and what was done."""

    texts: Mapping[str, str]
    bound: Bindings
    done: int
    left: int  # which are bound

    @property
    def told(self) -> str:
        """Say what was done.

        >>> Replaced({}, (), 3, 1).told, Replaced({}, (), 0, 0).told
        ('替换3处；1处是绑定的数，未替换', '没有找到')
        """
        if not self.done and not self.left:
            return "没有找到"
        left = f"{self.left}处是绑定的数，未替换" if self.left else ""
        return "；".join(filter(None, (f"替换{self.done}处" if self.done else "", left)))


def places(report: Report, words: str, keys: Iterable[str] | None = None) -> list[FoundWords]:
    """Find words in all texts of a report, or in some, in print order; what is found does not overlap."""
    asked = report.form.texts if keys is None else keys
    return [one for key in asked for one in _in_text(key, report.texts.get(key, ""), words)]


def _in_text(key: str, text: str, words: str) -> Iterator[FoundWords]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield FoundWords(key, at, at + len(words))
        at = text.find(words, at + len(words))


def next_place(found: list[FoundWords], keys: list[str], after: tuple[str, int], *, forward: bool = True) -> int | None:
    """Return the number of the next of some places, seen from a place in a text, all round; None if there is none."""
    if not found:
        return None
    here = keys.index(after[0]), after[1]
    order = [(keys.index(one.text), one.start) for one in found]
    if forward:
        return next((number for number, at in enumerate(order) if at >= here), 0)
    return next((number for number in range(len(order) - 1, -1, -1) if order[number] < here), len(order) - 1)


def is_bound(place: FoundWords, bindings: Bindings) -> bool:
    """Whether some of the words follow a cell."""
    return any(_meet(one, place) for one in following(bindings))


def _meet(one: Binding, place: FoundWords) -> bool:
    return one.text == place.text and one.start < place.end and place.start < one.end


def replaced(report: Report, bindings: Bindings, some: Iterable[FoundWords], words: str) -> Replaced:
    """Put words in place of what was found; a number that is not alone any more lets go of its cell."""
    free: dict[str, list[FoundWords]] = {}
    left = 0
    for one in some:
        if is_bound(one, bindings):
            left += 1
        else:
            free.setdefault(one.text, []).append(one)
    texts = {key: _with(report.texts[key], found, words) for key, found in free.items()}
    untouched = (one for one in bindings if not any(_meet(one, place) for place in free.get(one.text, ())))
    moved = [_moved(one, free[one.text], words) for one in untouched if one.text in free]
    return Replaced(texts, sound(moved, texts, report.numbers), sum(map(len, free.values())), left)


def _moved(one: Binding, found: Iterable[FoundWords], words: str) -> Binding:
    by = sum(len(words) - (place.end - place.start) for place in found if place.end <= one.start)
    return one._replace(start=one.start + by, end=one.end + by)


def _with(text: str, found: Iterable[FoundWords], words: str) -> str:
    parts: list[str] = []
    at = 0
    for one in found:
        parts += [text[at : one.start], words]
        at = one.end
    return "".join([*parts, text[at:]])
