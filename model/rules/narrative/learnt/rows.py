"""Rows of weights by feature, as they lie in a file: found without reading all of them, each read when it is asked for.

A file begins with what is known of all (JSON), then come the features, those of each mark together and without it,
then where each row begins, then all rows: how much each speaks for any cell at all, how many pairs follow, the pairs.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from model.rules.narrative.learnt.features import MARKS

NAMED = ""  # the mark of features that are no runs
_PART = "\0"  # between two features
_SIZE = 4  # bytes of a number that says how long what follows it is


class Rows(Mapping[str, Sequence[int]]):
    """Rows by feature; `starts` tell by mark, then by what stands behind it, where a feature's row begins, never at 0.

    There stands in `numbers` how much it speaks for any cell at all.
    """

    def __init__(self, starts: Mapping[str, Mapping[str, int]], numbers: array[int]) -> None:
        self.starts, self.numbers = starts, numbers

    @classmethod
    def of(cls, rows: Mapping[str, Sequence[int]]) -> Rows:
        """Return rows as they lie in a file."""
        if isinstance(rows, Rows):
            return rows
        starts: dict[str, dict[str, int]] = {mark: {} for mark in (NAMED, *MARKS)}
        numbers = array("l", [0])
        for feature, (any_, *pairs) in rows.items():
            mark = _mark(feature, starts)
            starts[mark][feature[len(mark) :]] = len(numbers)
            numbers.extend([any_, len(pairs) // 2, *pairs])
        return cls(starts, numbers)

    def at(self, start: int) -> Sequence[int]:
        """Return the row that begins there."""
        pairs = self.numbers[start + 2 : start + 2 + 2 * self.numbers[start + 1]]
        return [self.numbers[start], *pairs]

    def __getitem__(self, feature: str) -> Sequence[int]:
        """Return the row of a feature."""
        mark = _mark(feature, self.starts)
        return self.at(self.starts[mark][feature[len(mark) :]])

    def __iter__(self) -> Iterator[str]:
        """Return every feature."""
        return (mark + rest for mark, some in self.starts.items() for rest in some)

    def __len__(self) -> int:
        """Return how many features are known."""
        return sum(map(len, self.starts.values()))

    def packed(self, about: Mapping[str, Any]) -> bytes:
        """Make a file, with what else is known; the same for the same rows."""
        features = {mark: _PART.join(some).encode() for mark, some in self.starts.items()}
        sizes = {mark: len(some) for mark, some in features.items()}
        head = json.dumps({**about, "rows": len(self), "features": sizes}, separators=(",", ":")).encode()
        starts = array("I", [start for some in self.starts.values() for start in some.values()])
        numbers = _bytes(array("h", self.numbers))
        return b"".join([len(head).to_bytes(_SIZE, "little"), head, *features.values(), _bytes(starts), numbers])


def unpacked(data: bytes) -> tuple[Mapping[str, Any], Rows]:
    """Read what `packed` made: what else is known, and the rows."""
    begin = _SIZE + int.from_bytes(data[:_SIZE], "little")
    about = json.loads(data[_SIZE:begin])
    by_mark = dict[str, list[str]]()
    for mark, size in about.pop("features").items():
        by_mark[mark] = data[begin : begin + size].decode().split(_PART) if size else []
        begin += size
    middle = begin + about.pop("rows") * array("I").itemsize
    starts = iter(_array("I", data[begin:middle]))
    places = {mark: dict(zip(some, islice(starts, len(some)), strict=True)) for mark, some in by_mark.items()}
    return about, Rows(places, _array("h", data[middle:]))


def _mark(feature: str, marks: Mapping[str, Any]) -> str:
    return feature[:1] if feature[:1] in marks else NAMED


def _array(kind: str, data: bytes) -> array[int]:
    found = array(kind, data)
    if sys.byteorder != "little":
        found.byteswap()
    return found


def _bytes(some: array[int]) -> bytes:
    return _array(some.typecode, some.tobytes()).tobytes()
