"""How large the streams of a PDF become when they are unpacked: the library that reads it sets no limit."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from binascii import unhexlify
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

_STREAM = re.compile(rb">>\s{0,9}stream\r?\n")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_FILTERS = re.compile(rb"/Filter\s{0,9}(\[[^\[\]]{0,300}\]|/\w{1,40})")
_NAME = re.compile(rb"/(\w{1,40})")
_NEVER_RUN = (b"/Image", b"/EmbeddedFile")
_FONT = (b"/Length1", b"/FontFile", b"Type1C", b"CIDFontType0C", b"/OpenType")
_MOST_TEXT, _MOST_BRACKETS = 8_000_000, 500_000  # outside of streams: each number of it is an object in memory
_LARGEST, LARGEST_SUM = 6_000_000, 24_000_000  # bytes; a page of text has some ten thousand
_LARGEST_FONTS = 120_000_000  # bytes of all fonts; a Chinese one has twenty million
_MOST_STATES = 100_000  # that a page remembers, by the operator q
_MOST_STREAMS = 20_000
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s{0,9}<([0-9A-Fa-f]{1,8})>\s{0,9}<([0-9A-Fa-f]*+)>")
_MOST_LETTERS = 3_000_000  # that the maps of all fonts name, each by itself
_BIT, _PIECE = 16_384, 1_000_000
_LARGEST_LZW = 4_000  # bytes packed, each of which may stand for a thousand


class TooLargeError(Exception):
    """It becomes larger than may be."""


@dataclass(frozen=True)
class _Stream:
    about: bytes  # its dictionary
    data: memoryview


def filters_of(about: bytes) -> list[bytes]:
    """Return the names of the filters in a dictionary."""
    found = _FILTERS.search(about)
    if found:
        return _NAME.findall(found[1])
    return [b"FlateDecode"] if b"/Filter" in about else []  # named elsewhere, or none


def check_streams(data: bytes) -> None:
    """Look at what stands in the file.

    Raises:
        TooLargeError: it becomes far larger than a report is.
    """
    _check_text(data)
    total = fonts = letters = 0
    for stream in _streams(data):
        if any(mark in stream.about for mark in _NEVER_RUN):
            continue
        filters = filters_of(stream.about)
        if any(mark in stream.about for mark in _FONT) and _UNDO.get(b"".join(filters)) is _inflated:
            fonts += _length(stream.data, _LARGEST_FONTS - fonts)
            continue
        words = unpacked(stream.data, filters)
        total += len(words)
        letters += _mapped(words)
        if (
            letters > _MOST_LETTERS
            or total > LARGEST_SUM
            or words.count(b"q") > _MOST_STATES
            or _is_endless(stream, words)
        ):
            raise TooLargeError


def _mapped(words: bytes) -> int:
    """Return how many letters a map of letters names: every one of a range is kept, with all that it stands for."""
    sections = (one.partition(b"endbfrange")[0] for one in words.split(b"beginbfrange")[1:])
    found = (_RANGE.findall(section) for section in sections)
    ranges = ((int(low, 16), int(high, 16), len(meant)) for some in found for low, high, meant in some)
    return sum(max(0, high - low + 1) * max(1, length // 4) for low, high, length in ranges)


def _is_endless(stream: _Stream, words: bytes) -> bool:
    """Whether a stream of objects holds more brackets than may be."""
    return b"/ObjStm" in stream.about and words.count(b"[") + words.count(b"<<") > _MOST_BRACKETS


def _check_text(data: bytes) -> None:
    """Look at what stands outside of the streams."""
    length = brackets = end = 0
    for begin in (*(found.end() for found in _STREAM.finditer(data)), len(data)):
        if begin > end:
            length += begin - end
            brackets += data.count(b"[", end, begin) + data.count(b"<<", end, begin)
            end = data.find(b"endstream", begin) % (len(data) + 1)  # the end where there is none
        if length > _MOST_TEXT or brackets > _MOST_BRACKETS:
            raise TooLargeError


def _length(packed: memoryview, most: int) -> int:
    """Return how much it is inflated, of what is damaged as far as it goes."""
    length = 0
    with suppress(zlib.error):
        for piece in _pieces(packed, most):
            length += len(piece)
    return length


def plain_name(name: bytes) -> bytes:
    """Write a name without escapes."""
    return _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name)


def _streams(data: bytes) -> Iterator[_Stream]:
    before = 0
    for count, found in enumerate(_STREAM.finditer(data)):
        if count > _MOST_STREAMS:
            raise TooLargeError
        begin = data.rfind(b"obj", before, found.start())
        about = data[max(begin, before) : found.start() + 2]
        before = found.end()
        yield _Stream(plain_name(about), memoryview(data)[before:])


def unpacked(packed: memoryview, filters: Sequence[bytes]) -> bytes:
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
    return b"".join(_pieces(data, _LARGEST))


def _pieces(data: bytes | memoryview, most: int) -> Iterator[bytes]:
    """Inflate bit by bit: what follows in the file is copied with each bit.

    Raises:
        TooLargeError: it becomes more than so many bytes.
    """
    undo = zlib.decompressobj()
    for start in range(0, len(data), _BIT):
        packed = bytes(data[start : start + _BIT])
        while packed and not undo.eof:
            piece = undo.decompress(packed, _PIECE)
            packed = undo.unconsumed_tail
            most -= len(piece)
            if most < 0:
                raise TooLargeError
            yield piece
        if undo.eof:
            return


def _limited(data: bytes) -> bytes:
    if len(data) > _LARGEST:
        raise TooLargeError
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
        raise TooLargeError
    return b""


_UNDO: Mapping[bytes, Callable[[bytes | memoryview], bytes]] = {
    **dict.fromkeys((b"FlateDecode", b"Fl"), _inflated),
    **dict.fromkeys((b"ASCIIHexDecode", b"AHx"), _from_hex),
    **dict.fromkeys((b"ASCII85Decode", b"A85"), _from_85),
    **dict.fromkeys((b"RunLengthDecode", b"RL"), _run_out),
    **dict.fromkeys((b"LZWDecode", b"LZW"), _blown_up),
}
