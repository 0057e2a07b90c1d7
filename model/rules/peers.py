"""Other units' reports of a year, and a sketch of each text that tells which of them can be nearly identical at all."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

from model.report.file_format import LONGEST_TEXT
from model.report.prose import LONG
from model.report.report import Report
from model.sentences.own_words import own_words

_BUCKETS = 64
_MOST = 255  # of one bucket: it is written as two hexadecimal digits
_SCATTER = 0x9E3779B1  # neighbours in the alphabet fall into different buckets
_ROOM = 0.01  # per cent: what the comparison itself may round


class Sketch(NamedTuple):
    """What is kept of a text: its length, a checksum, and how often its letters fall into each bucket.

    `letters` is empty where the text is too long for that; it may then be like any text of about its length.
    """

    size: int
    digest: int
    letters: str


def sketch(text: str) -> Sketch:
    """Return the sketch of a text, the program's own sentences left out: they make no two texts alike.

    >>> sketch("甲乙甲").size, len(sketch("甲乙甲").letters)
    (3, 128)
    """
    own = own_words(text)
    digest = crc32(own.encode("utf-8", "surrogatepass"))
    return Sketch(len(own), digest, _counted(own) if len(own) < LONG else "")


def _counted(text: str) -> str:
    counts = [0] * _BUCKETS
    for letter, count in Counter(text).items():
        counts[(ord(letter) * _SCATTER & 0xFFFFFFFF) >> 26] += count
    return bytes(counts).hex() if max(counts) <= _MOST else ""


def sizes_alike(size: int, least: float) -> tuple[int, int]:
    """Return from which to which length a text can be `least` per cent like one of a given length.

    >>> sizes_alike(100, 90.0)
    (81, 123)
    """
    share = (least - _ROOM) / 100
    return int(size * share / (2 - share)), int(size * (2 - share) / share) + 1


def mask(letters: str) -> int:
    """Return counts as bits, so that two texts share no more letters than their masks share bits.

    Each bucket has as many bits as letters, up to 16; what goes beyond is counted together.

    >>> one, other = mask(sketch("甲乙甲").letters), mask(sketch("甲丙丁").letters)
    >>> one.bit_count(), (one & other).bit_count() <= 1
    (3, True)
    """
    try:
        counts = bytes.fromhex(letters)
    except ValueError:  # a flipped bit: told of elsewhere, it may be like any
        return _ANY
    if not counts:
        return _ANY
    many = counts.translate(None, _FEW)
    beyond = sum(many) - _LANE * len(many)
    lanes = int.from_bytes(b"".join([counts.translate(part) for part in _LANES]))
    return (((1 << beyond) - 1) << _BUCKETS * _LANE) | lanes


_LANE = 16  # bits of a bucket
_FEW = bytes(range(_LANE + 1))  # counts that fit into it
_LANES = [
    bytes([(1 << min(max(count - start, 0), 8)) - 1 for count in range(_MOST + 1)]) for start in range(0, _LANE, 8)
]
_ANY = (1 << 2 * LONGEST_TEXT) - 1  # whatever its letters are


def shared_by_alike(least: float) -> float:
    """Return which share of the letters of both texts they must have in common to be `least` per cent alike."""
    return (least - _ROOM) / 200


class Peers(Sequence[Report]):
    """The reports of other units of a year, with their texts only, and a short way to those that matter."""

    def __bool__(self) -> bool:
        """Whether there may be any: to know, they would have to be looked for."""
        return True

    @abstractmethod
    def near(self, key: str, text: str, least: float) -> Sequence[Report]:
        """Return those whose text at a key may be `least` per cent like this one; of identical ones only the first."""


def near(others: Sequence[Report], key: str, text: str, least: float) -> Sequence[Report]:
    """Return with whose texts one is to be compared."""
    return others.near(key, text, least) if isinstance(others, Peers) else others
