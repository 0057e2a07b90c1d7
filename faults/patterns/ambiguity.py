"""Where a text can be taken in more and more ways the longer it gets: what makes a backtracking search superlinear.

Two facts about automata are looked for. Exponential: a place that is reached again from itself in two ways by the same
word. Polynomial: two places that each go round by one word which also leads from the first to the second, so that every
round can be the one in which it goes over. An unanchored search is one more place before the pattern, which goes round
by everything. What has matched, whatever follows, is never taken back, and does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from faults.patterns.automaton import ACCEPT, START, Automaton, Way

State = TypeVar("State", bound=Hashable)
_Two = tuple[int, int, int]  # two places, and the character before
_Three = tuple[int, int, int, int]


@dataclass(frozen=True)
class Growth:
    """How a pattern grows: by what word, over and over."""

    exponential: bool
    word: str

    def __str__(self) -> str:
        return f"{'exponential' if self.exponential else 'polynomial'} in {self.word!r}"


def growths(pattern: Automaton, *, searched: bool, whole: bool) -> tuple[Growth, ...]:
    """Return how a pattern grows: where it is searched for anywhere, and where the whole text must be it."""
    found = [*Steps(pattern, searched=False, whole=True).growths()] if whole else []
    if searched and not found:
        found += Steps(pattern, searched=True, whole=False).growths()
    return tuple(found)


class Steps:
    """Steps from place to place by single characters."""

    def __init__(self, pattern: Automaton, *, searched: bool, whole: bool) -> None:
        self._pattern = pattern
        self._searched = searched
        self._whole = whole
        self._known: dict[tuple[int, int], dict[int, list[int]]] = {}
        self._chars = range(len(pattern.alphabet.chars))
        edges = self._edges()
        self._leading: dict[frozenset[int], frozenset[int]] = {}
        self._back = _turned(edges)
        self.groups = _groups(edges)
        self.last = frozenset(i for i, ways in enumerate(pattern.follow) if any(way.to == ACCEPT for way in ways))

    def _edges(self) -> dict[int, list[int]]:
        ways = {i: [way.to for way in ways if way.to >= 0] for i, ways in enumerate(self._pattern.follow)}
        if self._searched:
            ways[START] = [START, *(way.to for way in self._pattern.first if way.to >= 0)]
        return ways

    def growths(self) -> Iterator[Growth]:
        """Return the first way in which it is exponential, else the first in which it is polynomial."""
        found = next(self._exponential(), None) or next(self._polynomial(), None)
        if found:
            yield found

    def _ways(self, place: int) -> tuple[Way, ...]:
        return self._pattern.first if place == START else self._pattern.follow[place]

    def next(self, place: int, last: int) -> dict[int, list[int]]:
        """Return where each character leads, as often as there are ways to it."""
        if (place, last) not in self._known:
            self._known[place, last] = self._led(place, last)
        return self._known[place, last]

    def _led(self, place: int, last: int) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        looks = self._pattern.sees_before
        if place == START and self._searched:
            found |= {char: [START] for char in self._chars}
        for way in self._ways(place):
            before = way.guard.begins if last < 0 else not looks or way.guard.before & 1 << last
            if way.to == ACCEPT or not before:
                continue
            mask = self._pattern.masks[way.to] & way.guard.after & way.guard.left
            for char in self._chars:
                if mask & 1 << char:
                    found.setdefault(char, []).append(way.to)
        return found

    def _unmatched(self, place: int, last: int) -> dict[int, list[int]]:
        """Return the same where nothing has matched: what has, before such a character, is not taken back."""
        taken = 0 if self._whole else self._matched(place, last)
        return {char: to for char, to in self.next(place, last).items() if not taken & 1 << char}

    def _matched(self, place: int, last: int) -> int:
        taken = 0
        for way in self._ways(place):
            before = not self._pattern.sees_before or (last >= 0 and way.guard.before & 1 << last)
            if way.to == ACCEPT and way.guard.sure and before:
                taken |= way.guard.after & self._pattern.alphabet.all
        return taken

    def remembered(self, char: int) -> int:
        """Return what has to be remembered of a character: nothing where no part of the pattern looks back."""
        return char if self._pattern.sees_before else 0

    def _lasts(self, place: int) -> Iterator[int]:
        """Return the characters by which a place may have been reached."""
        taken = -1 if place == START else self._pattern.masks[place]
        return (char for char in self._chars if taken & 1 << char) if self._pattern.sees_before else iter([0])

    # Exponential

    def _exponential(self) -> Iterator[Growth]:
        for group in self.groups:
            places = group - {START}
            for place in places:
                for last in self._lasts(place):
                    yield from self._twice(place, last, places)

    def _twice(self, place: int, last: int, places: frozenset[int]) -> Iterator[Growth]:
        """Find a word that leads from a place to itself in two ways."""

        def steps(state: tuple[int, int, int, bool]) -> Iterator[tuple[int, tuple[int, int, int, bool]]]:
            one, other, before, parted = state
            rights = self._unmatched(other, before)
            for char, lefts in self._unmatched(one, before).items():
                left = [to for to in lefts if to in places]
                right = [to for to in rights.get(char, ()) if to in places] if left else []
                for i, a in enumerate(left):
                    for j, b in enumerate(right):
                        yield char, (a, b, self.remembered(char), parted or a != b or (one == other and i != j))

        word = _word(steps, (place, place, last, False), lambda s: s[:2] == (place, place) and s[3])
        if word:
            yield Growth(exponential=True, word=self._text(word))

    # Polynomial

    def _polynomial(self) -> Iterator[Growth]:
        for first in self.groups:
            for second in self.groups:
                leading = self._leading_to(second)
                for p in () if first is second else first & leading:
                    for q in second:
                        if not self._is_left_for_good(first, q):
                            yield from self._over(p, q, first, second)

    def _leading_to(self, group: frozenset[int]) -> frozenset[int]:
        """Return the places that lead to a group."""
        if group not in self._leading:
            self._leading[group] = _reached(self._back, group)
        return self._leading[group]

    def _is_left_for_good(self, group: frozenset[int], place: int) -> bool:
        """Whether what goes round is atomic, and the place stands behind it: then it is left in one way only."""
        return any(all(p in atom for p in group) and place not in atom for atom in self._pattern.atoms)

    def _over(self, p: int, q: int, first: frozenset[int], second: frozenset[int]) -> Iterator[Growth]:
        """Find a word that leads from p to p, from p to q and from q to q."""
        to_q = self._leading_to(second)

        def steps(state: _Three) -> Iterator[tuple[int, _Three]]:
            one, middle, other, before = state
            firsts, lasts = self.next(one, before), self._unmatched(other, before)
            for char, middles in self.next(middle, before).items():
                for a in {to for to in firsts.get(char, ()) if to in first}:
                    for b in {to for to in middles if to in to_q}:
                        for c in {to for to in lasts.get(char, ()) if to in second}:
                            yield char, (a, b, c, self.remembered(char))

        for last in self._lasts(q):
            word = _word(steps, (p, p, q, last), lambda state: state[:3] == (p, q, q))
            if word and not self._is_broken(word, last):
                yield Growth(exponential=False, word=self._text(word))
                return

    def _is_broken(self, word: Sequence[int], last: int) -> bool:
        """Whether the word cannot follow itself, for what it begins with looks at another character before it."""
        return self._pattern.sees_before and word[-1] != last

    def _text(self, word: Sequence[int]) -> str:
        return "".join(self._pattern.alphabet.chars[char] for char in word)


def _word(
    steps: Callable[[State], Iterator[tuple[int, State]]], start: State, is_end: Callable[[State], bool]
) -> list[int]:
    """Return the shortest word of one character or more that leads from a state to an end; none if there is no such."""
    came: dict[State, tuple[State | None, int]] = {}
    waiting: list[State] = [start]
    for state in waiting:
        for char, after in steps(state):
            if after in came:
                continue
            came[after] = (state, char)
            if is_end(after):
                return _back(came, after, start)
            waiting.append(after)
    return []


def _back(came: Mapping[State, tuple[State | None, int]], end: State, start: State) -> list[int]:
    word: list[int] = []
    state: State | None = end
    while state is not None and (not word or state != start):
        state, char = came[state]
        word.append(char)
    return word[::-1]


def _reached(edges: Mapping[int, Iterable[int]], starts: Iterable[int]) -> frozenset[int]:
    """Return all places that can be reached, those where it begins too."""
    seen: set[int] = set()
    waiting = [*starts]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += edges.get(one, ())
    return frozenset(seen)


def _turned(edges: Mapping[int, Iterable[int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for start, ends in edges.items():
        for end in ends:
            found.setdefault(end, []).append(start)
    return found


def _groups(edges: Mapping[int, Sequence[int]]) -> list[frozenset[int]]:
    """Return the sets of places that go round: each reaches each of its own."""
    back = _turned(edges)
    groups: list[frozenset[int]] = []
    looked_at: set[int] = set()
    for one in _may_go_round(edges):
        if one not in looked_at:
            group = _reached(edges, [one]) & _reached(back, [one])
            looked_at |= group
            if len(group) > 1 or one in edges[one]:
                groups.append(group)
    return groups


def _may_go_round(edges: Mapping[int, Sequence[int]]) -> list[int]:
    """Leave out the places that lead to nothing but such as lead nowhere: most of a pattern goes straight on."""
    back = _turned(edges)
    open_ends = {one: len(ends) for one, ends in edges.items()}
    waiting = [one for one, count in open_ends.items() if not count]
    for one in waiting:
        for before in back.get(one, ()):
            open_ends[before] -= 1
            if not open_ends[before]:
                waiting.append(before)
    return [one for one, count in open_ends.items() if count]
