"""The characters of a pattern that matter: one stands for all that no part of it tells apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

parser: Any = import_module("re._parser")  # the tree that Python itself makes of a pattern; it has no types
constants: Any = import_module("re._constants")

_SAMPLES = "\n\t \u30001１aZz_一龥，。-é\x00٣²Ⅻ\u2060"  # one of every kind that a category tells apart
_MOST = 0x10FFFF

Node = tuple[Any, Any]
Mask = int  # a set of characters: a bit for each of the alphabet


class Alphabet:
    """Returns the set of characters that each node of a tree stands for."""

    def __init__(self, tree: Iterable[Node], flags: int, *, binary: bool) -> None:
        self._ignore_case, self._dot_all = bool(flags & re.IGNORECASE), bool(flags & re.DOTALL)
        self._categories = _categories(ascii_only=binary or bool(flags & re.ASCII))
        nodes = [*_characters(tree)]
        chars = sorted({*_SAMPLES, *(char for node in nodes for char in self._edges(node))})
        seen: dict[tuple[bool, ...], str] = {}
        for char in chars:
            if not binary or ord(char) < 256:
                seen.setdefault(tuple(self._has(node, char) for node in nodes), char)
        self.chars = tuple(sorted(seen.values(), key=_readable))
        self.all: Mask = (1 << len(self.chars)) - 1

    def mask(self, node: Node) -> Mask:
        """Return the characters that a node of one character takes."""
        return sum(1 << i for i, char in enumerate(self.chars) if self._has(node, char))

    def _edges(self, node: Node) -> Iterator[str]:
        """Return characters on both sides of what a node tells apart."""
        codes = set(_codes(node))
        for code in codes:
            for near in (code, code - 1, code + 1):
                if 0 <= near <= _MOST:
                    yield from {chr(near), *(chr(near).swapcase() if self._ignore_case else ())}

    def _has(self, node: Node, char: str) -> bool:
        kind, value = node
        alike = {char, char.lower(), char.upper()} if self._ignore_case else {char}
        if kind is constants.LITERAL:
            return chr(value) in alike
        if kind is constants.NOT_LITERAL:
            return chr(value) not in alike
        if kind is constants.ANY:
            return self._dot_all or char != "\n"
        negated = any(op is constants.NEGATE for op, _ in value)
        return any(self._in(one, same) for one in value for same in alike) != negated

    def _in(self, one: Node, char: str) -> bool:
        op, value = one
        if op is constants.LITERAL:
            return chr(value) == char
        if op is constants.RANGE:
            return bool(value[0] <= ord(char) <= value[1])
        return op is constants.CATEGORY and self._categories[value].match(char) is not None


def _readable(char: str) -> tuple[bool, str]:
    return (not char.isprintable(), char)


def is_character(node: Node) -> bool:
    """Whether a node takes just one character."""
    return node[0] in {constants.LITERAL, constants.NOT_LITERAL, constants.ANY, constants.IN}


def _characters(tree: Iterable[Node]) -> Iterator[Node]:
    """Return every node of one character that is anywhere in a tree."""
    for node in tree:
        if is_character(node):
            yield node
        else:
            yield from _characters(node for part in parts_of(node) for node in part)


def parts_of(node: Node) -> Sequence[Any]:
    """Return the trees inside a node."""
    kind, value = node
    if kind is constants.BRANCH:
        return [*value[1]]
    if kind is constants.ATOMIC_GROUP:
        return [value]
    if kind in {constants.SUBPATTERN, constants.ASSERT, constants.ASSERT_NOT}:
        return [value[-1]]
    if kind in {constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT}:
        return [value[2]]
    return []


def _codes(node: Node) -> Iterator[int]:
    kind, value = node
    if kind in {constants.LITERAL, constants.NOT_LITERAL}:
        yield value
    elif kind is constants.IN:
        for op, one in value:
            if op is constants.LITERAL:
                yield one
            elif op is constants.RANGE:
                yield from one


def _categories(*, ascii_only: bool) -> dict[Any, re.Pattern[str]]:
    found: dict[Any, re.Pattern[str]] = {}
    for name, letter in (("DIGIT", "d"), ("SPACE", "s"), ("WORD", "w")):
        for no, sign in (("", letter), ("NOT_", letter.upper())):
            shape = re.compile(f"\\{sign}", re.ASCII if ascii_only else re.NOFLAG)
            found[getattr(constants, f"CATEGORY_{no}{name}")] = shape
    return found
