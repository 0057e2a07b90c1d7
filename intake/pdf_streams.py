"""How large the streams of a PDF become when they are unpacked: the library that reads it sets no limit."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from binascii import unhexlify
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from model.errors import UserError

_STREAM = re.compile(rb">>\s{0,9}stream\r?\n")
_DICTIONARY = 4000  # bytes before a stream in which its dictionary stands
_NUMBER = re.compile(rb"(\d+)\s+\d+\s+$")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_FILTERS = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*\]|\d+\s+\d+\s+R)")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+(\d+)\s+\d+\s+R")
_CALL = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_DEEPEST = 12  # forms in forms: the library stops somewhere, and a report has two
_NEVER_RUN = (b"/Image", b"/Length1", b"/FontFile", b"Type1C", b"CIDFontType0C", b"/OpenType", b"/EmbeddedFile")
_LARGEST, _LARGEST_SUM = 6_000_000, 24_000_000  # bytes; a page of text has some ten thousand
_MOST_STATES = 100_000  # that a page remembers, by the operator q
_MOST_STREAMS = 20_000
_BIT = 16_384
_LARGEST_LZW = 4_000  # bytes packed, each of which may stand for a thousand


class _TooLargeError(Exception):
    """It becomes larger than may be."""


@dataclass(frozen=True)
class _Stream:
    number: int
    about: bytes  # its dictionary
    data: memoryview

    @property
    def filters(self) -> list[bytes]:
        found = _FILTERS.search(self.about)
        if found:
            return re.findall(rb"/(\w+)", found[1])
        return [b"FlateDecode"] if b"/Filter" in self.about else []  # named elsewhere, or none


def check_streams(data: bytes) -> None:
    """Refuse a PDF of which a page becomes far larger than a page is.

    Raises:
        UserError: it does.
    """
    try:
        if _work(data) <= _LARGEST_SUM:
            return
    except _TooLargeError:
        pass
    raise UserError("PDF里的内容解压后过大，不会是一份年度报告")


def _work(data: bytes) -> float:
    """Say how much is run in all: a stream may be run many times, and forms run others.

    Raises:
        _TooLargeError: it is too much.
    """
    uses = Counter(int(number) for one in _CONTENTS.findall(data) for number in _REFERENCE.findall(one))
    total = 0.0
    forms: dict[int, bytes] = {}
    runs: list[tuple[bytes, int]] = []
    for stream in _streams(data):
        if stream.number in uses or not any(mark in stream.about for mark in _NEVER_RUN):
            words = _unpacked(stream.data, stream.filters)
            total += len(words) * max(1, uses[stream.number])
            if total > _LARGEST_SUM or words.count(b"q") > _MOST_STATES:
                raise _TooLargeError
            if b"/Form" in stream.about:
                forms[stream.number] = words
            if stream.number in uses:
                runs.append((words, uses[stream.number]))
    if forms:
        costs = _Costs(forms, _named(data, forms))
        total += sum(costs.inside(words, _DEEPEST) * times for words, times in runs)
    return total


def _named(data: bytes, forms: Mapping[int, bytes]) -> Mapping[bytes, set[int]]:
    """Give what a name may stand for, on whatever page."""
    named: dict[bytes, set[int]] = {}
    for name, number in _NAMED.findall(data):
        if int(number) in forms:
            named.setdefault(_plain(name), set()).add(int(number))
    return named


def _plain(name: bytes) -> bytes:
    return _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name)


@dataclass
class _Costs:
    """What running the forms costs that a stream calls."""

    forms: Mapping[int, bytes]
    named: Mapping[bytes, set[int]]
    known: dict[tuple[int, int], float] = field(default_factory=dict)

    def inside(self, words: bytes, depth: int) -> float:
        calls = Counter(map(_plain, _CALL.findall(words))) if depth else Counter[bytes]()
        return sum(
            times * max(self._of(number, depth - 1) for number in self.named[name])
            for name, times in calls.items()
            if name in self.named
        )

    def _of(self, number: int, depth: int) -> float:
        if (number, depth) not in self.known:
            words = self.forms[number]
            self.known[number, depth] = len(words) + self.inside(words, depth)
        return self.known[number, depth]


def _streams(data: bytes) -> Iterator[_Stream]:
    for count, found in enumerate(_STREAM.finditer(data)):
        if count > _MOST_STREAMS:
            raise _TooLargeError
        before = data[max(0, found.start() - _DICTIONARY) : found.start() + 2]
        number, mark, about = before.rpartition(b"obj")
        if mark:
            whose = _NUMBER.search(number[-20:])
            yield _Stream(int(whose[1]) if whose else 0, _plain(about), memoryview(data)[found.end() :])


def _unpacked(packed: memoryview, filters: Sequence[bytes]) -> bytes:
    """Undo all filters of a stream; nothing is left where it is damaged and not run."""
    data: bytes | memoryview = packed
    for name in filters:
        undo = _UNDO.get(name)
        if undo is None:
            return b""  # a picture
        try:
            data = undo(data)
        except (zlib.error, ValueError):
            return b""
    return bytes(data) if filters else _limited(_until(packed, b"endstream"))


def _inflated(data: bytes | memoryview) -> bytes:
    """Inflate bit by bit: what follows in the file is copied with each bit."""
    undo, out = zlib.decompressobj(), bytearray()
    for start in range(0, len(data), _BIT):
        out += undo.decompress(data[start : start + _BIT], _LARGEST + 1 - len(out))
        if undo.eof or len(out) > _LARGEST:
            break
    return _limited(bytes(out))


def _limited(data: bytes) -> bytes:
    if len(data) > _LARGEST:
        raise _TooLargeError
    return data


def _from_hex(data: bytes | memoryview) -> bytes:
    digits = b"".join(_until(data, b">").split())
    return unhexlify(digits + b"0" * (len(digits) % 2))


def _from_85(data: bytes | memoryview) -> bytes:
    return a85decode(_until(data, b"~"))


def _until(data: bytes | memoryview, end: bytes) -> bytes:
    """Take what stands before an end mark, in pieces, for most streams are short."""
    out = bytearray()
    for start in range(0, min(len(data), 2 * _LARGEST), _BIT):
        out += data[start : start + _BIT]
        if (at := out.find(end, max(0, start - len(end)))) >= 0:
            return bytes(out[:at])
    return bytes(out)


def _run_out(data: bytes | memoryview) -> bytes:
    """Undo run lengths."""
    out = bytearray()
    at = 0
    while at < len(data) and data[at] != _END_OF_RUNS and len(out) <= _LARGEST:
        count = data[at]
        if count < _END_OF_RUNS:
            out += data[at + 1 : at + 2 + count]
            at += 2 + count
        else:
            out += bytes(data[at + 1 : at + 2]) * (257 - count)
            at += 2
    return _limited(bytes(out))


_END_OF_RUNS = 128


def _blown_up(data: bytes | memoryview) -> bytes:
    """Take LZW, which nobody has used since 2000, only where it is so short that it cannot become too large."""
    if len(_until(data, b"endstream")) > _LARGEST_LZW:
        raise _TooLargeError
    return b""


_UNDO: Mapping[bytes, Callable[[bytes | memoryview], bytes]] = {
    **dict.fromkeys((b"FlateDecode", b"Fl"), _inflated),
    **dict.fromkeys((b"ASCIIHexDecode", b"AHx"), _from_hex),
    **dict.fromkeys((b"ASCII85Decode", b"A85"), _from_85),
    **dict.fromkeys((b"RunLengthDecode", b"RL"), _run_out),
    **dict.fromkeys((b"LZWDecode", b"LZW"), _blown_up),
}
