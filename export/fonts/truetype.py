"""A TrueType font file that is read only as far as it is asked: opening one costs the same for any number of glyphs."""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

_COPIED = ("cvt ", "fpgm", "prep")
_COMPOSITE_WORDS = 0x0001
_COMPOSITE_MORE = 0x0020
_COMPOSITE_SCALES = ((0x0008, 2), (0x0040, 4), (0x0080, 8))  # flag, bytes that follow
_POSTSCRIPT_NAME = 6
_FORBIDS_EMBEDDING = 0x0002


class FontError(Exception):
    """A font file that cannot be used; says why."""


class FontMeasures(NamedTuple):
    """The measures of a font that a PDF states, in thousandths of an em."""

    left: int
    bottom: int
    right: int
    top: int
    ascent: int
    descent: int


class TrueType:
    """One font: which characters it has, how wide they are, and a subset of it to embed.

    >>> song = TrueType(Path("assets/fonts/song.ttf"))
    >>> song.advance(song.glyph("政"))
    1000
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            self._tables = dict(self._directory())
            self._em: int = self._number("head", 18)
            self.embeddable = self._number("OS/2", 8) & 0xF != _FORBIDS_EMBEDDING
            self._lookup = self._character_map()
        except (struct.error, KeyError, IndexError) as error:
            raise FontError(f"{path} is not a usable TrueType font") from error

    def _directory(self) -> Iterator[tuple[str, tuple[int, int]]]:
        start = self._unpack(">L", 12)[0] if self._data[:4] == b"ttcf" else 0  # the first font of a collection
        if self._data[start : start + 4] not in (b"\0\1\0\0", b"true"):
            raise KeyError(start)
        for i in range(self._unpack(">H", start + 4)[0]):
            entry = start + 12 + 16 * i
            offset, length = self._unpack(">LL", entry + 8)
            yield self._data[entry : entry + 4].decode("latin-1"), (offset, length)

    def _unpack(self, form: str, offset: int) -> tuple[int, ...]:
        return struct.unpack_from(form, self._data, offset)

    def _number(self, tag: str, offset: int, form: str = ">H") -> int:
        return self._unpack(form, self._tables[tag][0] + offset)[0]

    def _table(self, tag: str) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _numbers(self, code: str, offset: int, length: int) -> array[int]:
        numbers = array(code, self._data[offset : offset + length])
        if sys.byteorder == "little":
            numbers.byteswap()
        return numbers

    def _character_map(self) -> Callable[[int], int]:
        start = self._tables["cmap"][0]
        offered = {}
        for i in range(self._unpack(">H", start + 2)[0]):
            platform, encoding, offset = self._unpack(">HHL", start + 4 + 8 * i)
            if (platform, encoding) in ((3, 1), (3, 10), (0, 3), (0, 4)):
                offered[self._unpack(">H", start + offset)[0]] = start + offset
        return self._segmented(offered[12]) if 12 in offered else self._basic(offered[4])

    def _segmented(self, start: int) -> Callable[[int], int]:
        numbers = self._numbers("I", start + 16, 12 * self._unpack(">L", start + 12)[0])
        firsts, lasts, glyphs = numbers[0::3], numbers[1::3], numbers[2::3]

        def lookup(code: int) -> int:
            i = bisect_right(firsts, code) - 1
            return glyphs[i] + code - firsts[i] if i >= 0 and code <= lasts[i] else 0

        return lookup

    def _basic(self, start: int) -> Callable[[int], int]:
        size = self._unpack(">H", start + 6)[0]
        end = start + self._unpack(">H", start + 2)[0]
        lasts = self._numbers("H", start + 14, size)
        firsts, deltas, ranges = (self._numbers("H", start + 16 + size * i, size) for i in (1, 2, 3))
        places = start + 16 + size * 3

        def lookup(code: int) -> int:
            i = bisect_left(lasts, code)
            if i == len(lasts) or firsts[i] > code:
                return 0
            if not ranges[i]:
                return (code + deltas[i]) & 0xFFFF
            place = places + 2 * i + ranges[i] + 2 * (code - firsts[i])
            glyph = self._unpack(">H", place)[0] if place < end else 0
            return (glyph + deltas[i]) & 0xFFFF if glyph else 0

        return lookup

    def glyph(self, character: str) -> int:
        """Find the glyph of a character; 0 where the font has none.

        >>> TrueType(Path("assets/fonts/fang.ttf")).glyph("龑")
        0
        """
        return self._lookup(ord(character))

    @cached_property
    def _metrics(self) -> array[int]:
        return self._numbers("H", self._tables["hmtx"][0], 4 * self._number("hhea", 34))

    def _advance_and_bearing(self, glyph: int) -> tuple[int, int]:
        full = len(self._metrics) // 2
        if glyph < full:
            return self._metrics[2 * glyph], self._metrics[2 * glyph + 1]
        bearing = self._number("hmtx", 4 * full + 2 * (glyph - full))
        return self._metrics[2 * full - 2], bearing

    def advance(self, glyph: int) -> int:
        """Return the width of a glyph in thousandths of an em."""
        return round(self._advance_and_bearing(glyph)[0] * 1000 / self._em)

    @cached_property
    def postscript_name(self) -> str:
        """What a PDF calls the font; the name of the file where the font does not say."""
        start = self._tables["name"][0]
        count, strings = self._unpack(">HH", start + 2)
        for i in range(count):
            platform, _, _, identifier, length, offset = self._unpack(">6H", start + 6 + 12 * i)
            if (platform, identifier) == (3, _POSTSCRIPT_NAME):
                place = start + strings + offset
                return self._data[place : place + length].decode("utf-16-be")
        return self.path.stem

    @cached_property
    def box(self) -> FontMeasures:
        """The measures of the whole font."""
        corners = [self._number("head", 36 + 2 * i, ">h") for i in range(4)]
        lines = [self._number("hhea", 4 + 2 * i, ">h") for i in range(2)]
        return FontMeasures(*(round(value * 1000 / self._em) for value in corners + lines))

    @cached_property
    def _offsets(self) -> array[int]:
        offset, length = self._tables["loca"]
        if self._number("head", 50):
            return self._numbers("I", offset, length)
        return array("I", [2 * half for half in self._numbers("H", offset, length)])

    def _outline(self, glyph: int) -> bytes:
        start = self._tables["glyf"][0]
        return self._data[start + self._offsets[glyph] : start + self._offsets[glyph + 1]]

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """Build a font of just these glyphs, in this order; parts of composite glyphs come after them."""
        kept = {glyph: place for place, glyph in enumerate(glyphs)}
        order = list(glyphs)  # grows while composites name their parts
        outlines = [self._renumbered(self._outline(glyph), kept, order) for glyph in order]
        head, hhea, maxp = (bytearray(self._table(tag)) for tag in ("head", "hhea", "maxp"))
        struct.pack_into(">L", head, 8, 0)  # the checksum of the original file
        struct.pack_into(">H", head, 50, 1)
        struct.pack_into(">H", hhea, 34, len(order))
        struct.pack_into(">H", maxp, 4, len(order))
        padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
        places = [0]
        for outline in padded:
            places.append(places[-1] + len(outline))
        metrics = [part for glyph in order for part in self._advance_and_bearing(glyph)]
        tables = {
            **{tag: self._table(tag) for tag in _COPIED if tag in self._tables},
            "glyf": b"".join(padded),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": struct.pack(f">{len(metrics)}H", *metrics),
            "loca": struct.pack(f">{len(places)}L", *places),
            "maxp": bytes(maxp),
        }
        return _file_of(tables)

    @staticmethod
    def _renumbered(outline: bytes, kept: dict[int, int], order: list[int]) -> bytes:
        if not outline or outline[0] < 0x80:  # a simple glyph: its number of contours is not negative
            return outline
        composite, place, flags = bytearray(outline), 10, _COMPOSITE_MORE
        while flags & _COMPOSITE_MORE:
            flags, part = struct.unpack_from(">HH", composite, place)
            if part not in kept:
                kept[part] = len(order)
                order.append(part)
            struct.pack_into(">H", composite, place + 2, kept[part])
            place += 8 if flags & _COMPOSITE_WORDS else 6
            place += sum(size for flag, size in _COMPOSITE_SCALES if flags & flag)
        return bytes(composite)


def _file_of(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(">LHHHH", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    offset, directory, body = 12 + 16 * count, [], []
    for tag in sorted(tables):
        data = tables[tag] + bytes(-len(tables[tag]) % 4)
        directory.append(struct.pack(">4sLLL", tag.encode(), _checksum(data), offset, len(tables[tag])))
        body.append(data)
        offset += len(data)
    return b"".join((header, *directory, *body))


def _checksum(data: bytes) -> int:
    words = array("I", data)
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
