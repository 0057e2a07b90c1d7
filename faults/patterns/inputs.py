"""Texts that make a pattern work hardest, made of its own parsed tree: what leads into a repeat, over and over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from faults.patterns.ambiguity import Steps
from faults.patterns.automaton import START, Automaton

_MOST = 12  # inputs of one pattern
_ENDS = ("", "。", "x", "\x00", "1", " ")
_State = tuple[int, int]


class Input(NamedTuple):
    """A text of any length: a beginning, what is repeated, an end."""

    begin: str
    again: str
    end: str

    def text(self, size: int) -> str:
        """Return about so many characters of it."""
        return self.begin + self.again * (size // max(1, len(self.again)) + 1) + self.end


def inputs(pattern: Automaton) -> tuple[Input, ...]:
    """Return what goes round in a pattern, alone and with what leads to it, and with ends that do not fit."""
    found = dict.fromkeys(_inputs(pattern))
    return tuple(found)[:_MOST]


def _inputs(pattern: Automaton) -> Iterator[Input]:
    steps = Steps(pattern, searched=False, whole=True)
    chars = pattern.alphabet.chars

    def words(path: list[int]) -> str:
        return "".join(chars[char] for char in path)

    for group in steps.groups:
        for place in sorted(group)[:2]:
            lead, state = _path(steps, (START, -1), _is_at(place))
            round_, _ = _path(steps, state, state.__eq__) if state else ([], None)
            if state and round_:
                end = next((end for end in _ENDS if end not in words(round_)), "")
                yield Input(words(lead), words(round_), end)
                yield Input("", words(lead) + words(round_), end)
                yield Input("", words(round_), end)
                yield Input("", words(lead) + words(round_) * 3, "")
    whole, _ = _path(steps, (START, -1), lambda state: state[0] in steps.last)
    if whole:
        yield Input("", words(whole), "")
        yield Input("", words(whole[:-1]) or words(whole), "")


def _is_at(place: int) -> Callable[[_State], bool]:
    return lambda state: state[0] == place


def _path(steps: Steps, start: _State, is_end: Callable[[_State], bool]) -> tuple[list[int], _State | None]:
    """Return the shortest word of one character or more to an end, and where it leads."""
    came: dict[_State, tuple[_State, int]] = {}
    waiting = [start]
    for state in waiting:
        for char, places in steps.next(*state).items():
            for place in places:
                after = (place, steps.remembered(char))
                if after in came:
                    continue
                came[after] = (state, char)
                if is_end(after):
                    return _back(came, after, start), after
                waiting.append(after)
    return [], None


def _back(came: dict[_State, tuple[_State, int]], end: _State, start: _State) -> list[int]:
    word: list[int] = []
    state = end
    while not word or state != start:
        state, char = came[state]
        word.append(char)
    return word[::-1]
