"""A pattern as an automaton: its places of one character, and every way that leads from one to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from faults.patterns.alphabet import Alphabet, Mask, Node, constants, is_character, parser

MOST = 100  # a repeat that may go on longer counts as one without an end
_MOST_WAYS = 20_000  # from one place to the next; more are no pattern of ours
_REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT)
START, ACCEPT = -1, -2


class UnknownPatternError(Exception):
    """The pattern has something that is not understood here; write it otherwise."""


@dataclass(frozen=True)
class Guard:
    """What must be true between two characters: of the one before, of the one after; `sure`: of nothing else."""

    before: Mask = -1
    after: Mask = -1
    left: Mask = -1  # the one after, where a possessive repeat ends: it never fails before
    begins: bool = True  # it may be at the beginning of the text
    sure: bool = True

    def __and__(self, other: Guard) -> Guard:
        both = self.begins and other.begins, self.sure and other.sure
        return Guard(self.before & other.before, self.after & other.after, self.left & other.left, *both)


_ALWAYS = Guard()


@dataclass(frozen=True)
class Way:
    """One way to the next place, START and ACCEPT being places too; several may lead to the same one."""

    to: int
    guard: Guard


@dataclass
class _Net:
    """Nodes without characters, and steps between them."""

    steps: list[list[tuple[int, Guard]]] = field(default_factory=list)
    place_at: dict[int, int] = field(default_factory=dict)  # the place that is entered at a node
    after: list[int] = field(default_factory=list)  # by place: the node behind it
    masks: list[Mask] = field(default_factory=list)
    turns: set[tuple[int, int]] = field(default_factory=set)
    atoms: list[range] = field(default_factory=list)  # places that are left once for good

    def node(self) -> int:
        self.steps.append([])
        return len(self.steps) - 1

    def step(self, start: int, end: int, guard: Guard | None = None) -> None:
        self.steps[start].append((end, guard or _ALWAYS))

    def turn(self, start: int, end: int) -> None:
        """Let a repeat begin anew."""
        self.turns.add((start, end))
        self.step(start, end)

    def place(self, mask: Mask) -> tuple[int, int]:
        start, end = self.node(), self.node()
        self.place_at[start] = len(self.masks)
        self.masks.append(mask)
        self.after.append(end)
        return start, end


class Automaton:
    """The places of a pattern and the ways between them."""

    def __init__(self, source: str | bytes, flags: int = 0) -> None:
        tree = parser.parse(source, flags)
        flags = tree.state.flags
        self.source, self.multiline = source, bool(flags & re.MULTILINE)
        self.alphabet = Alphabet(tree, flags, binary=isinstance(source, bytes))
        self._net = _Net()
        self._groups: dict[int | None, Iterable[Node]] = {}
        start, end = self._sequence(tree)
        self._end = end
        self.masks, self.atoms = self._net.masks, self._net.atoms
        self.first = self._ways(start)
        self.follow = [self._ways(node) for node in self._net.after]

    @cached_property
    def sees_before(self) -> bool:
        """Whether it looks at the character before a place."""
        ways = [way for ways in (self.first, *self.follow) for way in ways]
        return any(way.guard.before != -1 for way in ways)

    # Building

    def _sequence(self, nodes: Iterable[Node]) -> tuple[int, int]:
        start = end = self._net.node()
        for node in nodes:
            begin, after = self._one(node)
            self._net.step(end, begin)
            end = after
        return start, end

    def _one(self, node: Node) -> tuple[int, int]:  # noqa: PLR0911 — one kind of node after the other
        kind, value = node
        if is_character(node):
            return self._net.place(self.alphabet.mask(node))
        if kind is constants.SUBPATTERN:
            if value[1] or value[2]:
                raise UnknownPatternError("flags inside a pattern")
            self._groups[value[0]] = value[3]
            return self._sequence(value[3])
        if kind is constants.GROUPREF:  # taken for all that its group may match: more ways than there are, none fewer
            return self._sequence(self._groups[value])
        if kind is constants.BRANCH:
            return self._branch(value[1])
        if kind in _REPEATS:
            return self._repeat(value, possessive=kind is constants.POSSESSIVE_REPEAT)
        if kind is constants.ATOMIC_GROUP:
            return self._atomic(value)
        if kind in {constants.ASSERT, constants.ASSERT_NOT}:
            return self._look(value, denied=kind is constants.ASSERT_NOT)
        if kind is constants.AT:
            return self._at(value)
        raise UnknownPatternError(str(kind))

    def _branch(self, parts: Iterable[Any]) -> tuple[int, int]:
        start, end = self._net.node(), self._net.node()
        for part in parts:
            begin, after = self._sequence(part)
            self._net.step(start, begin)
            self._net.step(after, end)
        return start, end

    def _repeat(self, value: Any, *, possessive: bool) -> tuple[int, int]:  # noqa: ANN401 — the tree has no types
        least, most, body = value
        least = 0 if _may_be_empty(body) else least  # none is as good as an empty one
        begins = len(self._net.masks)
        start = end = self._net.node()
        for i in range(min(int(least), MOST + 1)):
            begin, after = self._sequence(body)
            self._net.step(end, begin)
            end = after
            if i + 1 == least and most > MOST:
                self._net.turn(after, begin)  # the last one that must be there goes on for ever
        leave = _ALWAYS
        if possessive and len(body) == 1 and is_character(body[0]):
            leave = Guard(left=self.alphabet.all & ~self.alphabet.mask(body[0])) if most > MOST else leave
        if most > MOST and not least:
            begin, after = self._sequence(body)
            self._net.step(end, begin)
            self._net.turn(after, begin)
            end = self._joined(end, after)
        elif most <= MOST:
            end = self._up_to(end, int(most) - int(least), body)
        last = self._net.node()
        self._net.step(end, last, leave)
        if possessive:
            self._net.atoms.append(range(begins, len(self._net.masks)))
        return start, last

    def _joined(self, *ends: int) -> int:
        out = self._net.node()
        for end in ends:
            self._net.step(end, out)
        return out

    def _up_to(self, start: int, times: int, body: Any) -> int:  # noqa: ANN401 — the tree has no types
        ends = [start]
        for _ in range(times):
            begin, after = self._sequence(body)
            self._net.step(ends[-1], begin)
            ends.append(after)
        return self._joined(*ends)

    def _atomic(self, body: Any) -> tuple[int, int]:  # noqa: ANN401 — the tree has no types
        begins = len(self._net.masks)
        start, end = self._sequence(body)
        self._net.atoms.append(range(begins, len(self._net.masks)))
        return start, end

    def _look(self, value: Any, *, denied: bool) -> tuple[int, int]:  # noqa: ANN401 — the tree has no types
        """Ask for the character before or after; what else is looked at is a way without an end."""
        direction, body = value
        start, end = self._net.node(), self._net.node()
        if len(body) == 1 and is_character(body[0]):
            mask = self.alphabet.mask(body[0])
            mask = self.alphabet.all & ~mask if denied else mask
            look = Guard(after=mask) if direction > 0 else Guard(before=mask, begins=denied)
            self._net.step(start, end, look)
            return start, end
        if direction > 0:
            begin, _ = self._sequence(body)
            self._net.step(start, begin)
        self._net.step(start, end, Guard(sure=False))
        return start, end

    def _at(self, value: Any) -> tuple[int, int]:  # noqa: ANN401 — the tree has no types
        start, end = self._net.node(), self._net.node()
        guard = Guard(sure=False)
        if value in {constants.AT_BEGINNING, constants.AT_BEGINNING_STRING}:
            line = self.multiline and value is constants.AT_BEGINNING
            newline = sum(1 << i for i, char in enumerate(self.alphabet.chars) if char == "\n")
            guard = Guard(before=newline if line else 0, sure=False)
        self._net.step(start, end, guard)
        return start, end

    # Ways from place to place

    def _ways(self, node: int) -> tuple[Way, ...]:
        found: list[Way] = []
        for way in self._walk(node, Guard(), frozenset()):
            found.append(way)
            if len(found) > _MOST_WAYS:
                raise UnknownPatternError("too many ways")
        return tuple(found)

    def _walk(self, node: int, guard: Guard, turned: frozenset[tuple[int, int]]) -> Iterator[Way]:
        """Follow the steps; a repeat that takes nothing does not begin anew a second time."""
        if node in self._net.place_at:
            yield Way(self._net.place_at[node], guard)
        if node == self._end:
            yield Way(ACCEPT, guard)
        for to, asked in self._net.steps[node]:
            turn = (node, to) if (node, to) in self._net.turns else None
            if turn is None or turn not in turned:
                now = turned | {turn} if turn else turned
                yield from self._walk(to, guard if asked is _ALWAYS else guard & asked, now)


def _may_be_empty(body: Any) -> bool:  # noqa: ANN401 — the tree has no types
    return bool(body.getwidth()[0] == 0)


def automaton(source: str | bytes, flags: int = 0) -> Automaton:
    """Read a pattern.

    Raises:
        UnknownPatternError: something in it is not understood.
    """
    return Automaton(source, flags)
