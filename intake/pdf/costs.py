"""What the pages of a PDF cost the library that runs them, which sets no limit: forms run forms, marks lie on marks.

It is reckoned from the file as that library writes it anew: every object has its place in the table at the end, every
dictionary ends right before its stream, and a bracket within a string is escaped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from intake.limits import MOST_SHAPES
from intake.pdf.streams import LARGEST_SUM, TooLargeError, filters_of, plain_name, unpacked

_SECTION = re.compile(rb"(\d{1,9}) (\d{1,9})\s{1,3}(?=\d{10} )")
_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])")
_TABLE = re.compile(rb"xref\s{1,3}")
_STRING = re.compile(rb"(?<!\\)\((?:[^()\\]++|\\.)*+\)", re.DOTALL)
_END_OF_HEAD = re.compile(rb"(?<!\\)\((?:[^()\\]++|\\.)*+\)|>>stream\r?\n|endobj", re.DOTALL)
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,9})\s{1,9}\d{1,5}\s{1,9}R\b")
_CONTENTS = re.compile(rb"/Contents\s{0,9}(\[[^\[\]]*+\]|\d{1,9} \d{1,5} R)")
_KIDS = re.compile(rb"/Kids\s{0,9}\[([^\[\]]*+)\]")
_LEADS_ON = re.compile(rb"/(?:Resources|XObject|Parent)\s{0,9}(\d{1,9}) \d{1,5} R")
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]++)\s{1,9}(\d{1,9})\s{1,9}\d{1,5}\s{1,9}R\b")
_CALL = re.compile(rb"/([^\s/<>\[\](){}%]++)\s{1,99}Do\b")
_PAINTED = (b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"f", b"F", b"B", b"b", b"sh", b"Do", b"EI")
_PAINT = re.compile(rb"(?<=[\s\])>])(?:T[jJ]|[SsFfBb]\*?|sh|Do|EI|['\"])(?![^\s/\[(<])")
_MARKS = (b"BDC", b"BMC")

_DEEPEST = 40  # forms in forms: the library stops there, and a report has two
_MOST_RUNS = 20_000  # of forms; each has a page's worth of state
_MOST_MARKING = 20_000_000  # of a page: a mark costs as much as there are marks that it may lie on
_MOST_HOPS = 20


class Work(NamedTuple):
    """What running something takes; of memory, which each page gives back, `marking` takes the most."""

    length: float = 0
    paints: float = 0
    runs: float = 0
    marking: float = 0

    def plus(self, other: Work, times: float) -> Work:
        """Add other work, done so many times.

        Raises:
            TooLargeError: it is more than a report takes.
        """
        done = Work(*(one + two * times for one, two in zip(self, other, strict=True)))
        if any(one > most for one, most in zip(done, _MOST, strict=True)):
            raise TooLargeError
        return done


_MOST = Work(LARGEST_SUM, MOST_SHAPES, _MOST_RUNS, 10 * _MOST_MARKING)


def check_costs(written: bytes) -> None:
    """Reckon what all pages cost.

    Raises:
        TooLargeError: it is more than a report costs.
    """
    file = _File(written)
    total = Work()
    for words, names, times in file.pages():
        page = file.inside(words, names, _DEEPEST).plus(_own(words), 1)
        if page.marking > _MOST_MARKING:
            raise TooLargeError
        total = total.plus(page, times)


_Names = Mapping[bytes, set[int]]


@dataclass
class _File:
    """The objects of a file by their numbers."""

    data: bytes
    _known: dict[tuple[int, int], Work] = field(default_factory=dict)
    _words: dict[int, bytes] = field(default_factory=dict)
    _names: dict[int, _Names] = field(default_factory=dict)
    _calls: dict[int, Counter[bytes]] = field(default_factory=dict)

    @cached_property
    def _places(self) -> dict[int, tuple[int, int]]:
        """Where each object begins and ends."""
        table = self.data.rfind(b"xref", 0, max(0, self.data.rfind(b"startxref")))
        begins = dict(_entries(self.data, table)) if table >= 0 else {}
        ends = sorted([*begins.values(), max(table, 0)])
        after = dict(pairwise(ends))
        return {number: (begin, after.get(begin, begin)) for number, begin in begins.items()}

    @cached_property
    def _heads(self) -> dict[int, tuple[bytes, int]]:
        """The dictionary of each object, without strings, and where its stream begins; 0 where it has none."""
        return {number: self._head(*place) for number, place in self._places.items()}

    def _head(self, begin: int, end: int) -> tuple[bytes, int]:
        stops = (found for found in _END_OF_HEAD.finditer(self.data, begin, end) if not found[0].startswith(b"("))
        stop = next(stops, None)
        head = _STRING.sub(b"()", self.data[begin : stop.start() + 2 if stop else end])
        return head, stop.end() if stop and stop[0].startswith(b">>") else 0

    def pages(self) -> Iterator[tuple[bytes, _Names, int]]:
        """Return what each page runs, what names mean there, and how often the page is there."""
        kids = Counter(number for head, _ in self._heads.values() for number in _references(*_KIDS.findall(head)))
        for number, (head, _) in self._heads.items():
            contents = _CONTENTS.search(head)
            if contents:
                yield b"\n".join(self._runs(contents[1])), self._names_of(number), max(1, kids[number])

    def _runs(self, contents: bytes) -> Iterator[bytes]:
        """Return the streams of a page, which an array elsewhere may name."""
        length = 0
        for number in _references(contents):
            head, begin = self._heads.get(number, (b"", 0))
            for each in [number] if begin else _references(head.partition(b"obj")[2]):
                words = self._words_of(each)
                length += len(words)
                if length > LARGEST_SUM:
                    raise TooLargeError
                yield words

    def _words_of(self, number: int) -> bytes:
        if number not in self._words:
            head, begin = self._heads.get(number, (b"", 0))
            stream = memoryview(self.data)[begin : self._places[number][1]] if begin else memoryview(b"")
            self._words[number] = unpacked(stream, filters_of(head))
        return self._words[number]

    def _names_of(self, number: int) -> _Names:
        """Return what names mean in an object: as it says itself, or what it refers to."""
        if number not in self._names:
            heads = [self._heads.get(number, (b"", 0))[0]]
            for head in heads:  # it grows
                led = (int(found) for found in _LEADS_ON.findall(head))
                heads += [self._heads.get(each, (b"", 0))[0] for each in led][: _MOST_HOPS - len(heads)]
            self._names[number] = self._named(heads)
        return self._names[number]

    def _named(self, heads: list[bytes]) -> _Names:
        named: dict[bytes, set[int]] = {}
        for head in heads:
            for name, number in _NAMED.findall(head):
                if b"/Form" in self._heads.get(int(number), (b"", 0))[0]:
                    named.setdefault(plain_name(name), set()).add(int(number))
        return named

    @cached_property
    def _anywhere(self) -> _Names:
        return self._named([head for head, _ in self._heads.values()])

    def inside(self, words: bytes, names: _Names, depth: int) -> Work:
        """Reckon what the forms cost that a stream calls."""
        return self._called(_calls(words), names, depth)

    def _called(self, calls: Counter[bytes], names: _Names, depth: int) -> Work:
        work = Work()
        for name, times in calls.items() if depth else ():
            meant = names.get(name) or self._anywhere.get(name, set())
            if meant:
                work = work.plus(max(self._of(number, depth - 1) for number in meant), times)
        return work

    def _of(self, number: int, depth: int) -> Work:
        if (number, depth) not in self._known:
            words = self._words_of(number)
            if number not in self._calls:
                self._calls[number] = _calls(words)
            inner = self._called(self._calls[number], self._names_of(number), depth)
            self._known[number, depth] = inner.plus(_own(words), 1).plus(Work(runs=1), 1)
        return self._known[number, depth]


def _entries(data: bytes, table: int) -> Iterator[tuple[int, int]]:
    """Return number and place of each object that the table at the end lists."""
    start = _TABLE.match(data, table)
    at = start.end() if start else len(data)
    while section := _SECTION.match(data, at):
        at = section.end()
        for number in range(int(section[1]), int(section[1]) + int(section[2])):
            entry = _ENTRY.match(data, at)
            if not entry:
                return
            if entry[2] == b"n":
                yield number, int(entry[1])
            at += 20


def _references(*texts: bytes) -> list[int]:
    return [int(number) for text in texts for number in _REFERENCE.findall(text)]


def _calls(words: bytes) -> Counter[bytes]:
    return Counter(map(plain_name, _CALL.findall(words)))


def _own(words: bytes) -> Work:
    """Reckon what a stream costs by itself; its letters are looked at only where there may be too much."""
    paints = sum(map(words.count, _PAINTED))
    if paints > MOST_SHAPES:
        paints = sum(1 for _ in _PAINT.finditer(words))
    return Work(len(words), paints, 0, sum(map(words.count, _MARKS)) ** 2)
