"""Rows of weights by feature, as they lie in a file: found without reading all of them, each read when it is asked for.

A file begins with what is known of all (JSON), then come the features, those of each mark together and without it,
then where each row ends, then all rows.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

from model.rules.narrative.learnt.features import MARKS

_NAMED = ""  # the mark of features that are no runs
_PART = "\0"  # between two features
_SIZE = 4  # bytes of a number that says how long what follows it is


class Rows(Mapping[str, Sequence[int]]):
    """Rows by feature; `places` tell by mark, then by what stands behind it, which row is a feature's."""

    def __init__(self, places: Mapping[str, Mapping[str, int]], ends: Sequence[int], numbers: array[int]) -> None:
        self.places = places
        self._ends, self._numbers = ends, numbers

    @classmethod
    def of(cls, rows: Mapping[str, Sequence[int]]) -> Rows:
        """Return rows as they lie in a file."""
        if isinstance(rows, Rows):
            return rows
        by_mark: dict[str, list[str]] = {mark: [] for mark in (_NAMED, *MARKS)}
        for feature in rows:
            mark = feature[:1] if feature[:1] in by_mark else _NAMED
            by_mark[mark].append(feature[len(mark) :])
        features = [mark + rest for mark, some in by_mark.items() for rest in some]
        ends = [*accumulate(len(rows[feature]) for feature in features)]
        return cls(_places(by_mark), ends, array("l", [number for feature in features for number in rows[feature]]))

    def at(self, place: int) -> Sequence[int]:
        """Return a row."""
        return self._numbers[self._ends[place - 1] if place else 0 : self._ends[place]].tolist()

    def __getitem__(self, feature: str) -> Sequence[int]:
        """Return the row of a feature."""
        mark = feature[:1] if feature[:1] in self.places else _NAMED
        return self.at(self.places[mark][feature[len(mark) :]])

    def __iter__(self) -> Iterator[str]:
        """Return every feature."""
        return (mark + rest for mark, some in self.places.items() for rest in some)

    def __len__(self) -> int:
        """Return how many features are known."""
        return len(self._ends)

    def packed(self, about: Mapping[str, Any]) -> bytes:
        """Make a file, with what else is known; the same for the same rows."""
        features = {mark: _PART.join(some).encode() for mark, some in self.places.items()}
        sizes = {mark: len(some) for mark, some in features.items()}
        head = json.dumps({**about, "rows": len(self), "features": sizes}, separators=(",", ":")).encode()
        ends, numbers = _bytes(array("I", self._ends)), _bytes(array("h", self._numbers))
        return b"".join([len(head).to_bytes(_SIZE, "little"), head, *features.values(), ends, numbers])


def unpacked(data: bytes) -> tuple[Mapping[str, Any], Rows]:
    """Read what `packed` made: what else is known, and the rows."""
    begin = _SIZE + int.from_bytes(data[:_SIZE], "little")
    about = json.loads(data[_SIZE:begin])
    by_mark = dict[str, list[str]]()
    for mark, size in about.pop("features").items():
        by_mark[mark] = data[begin : begin + size].decode().split(_PART) if size else []
        begin += size
    middle = begin + about.pop("rows") * array("I").itemsize
    return about, Rows(_places(by_mark), _array("I", data[begin:middle]), _array("h", data[middle:]))


def _places(by_mark: Mapping[str, Sequence[str]]) -> Mapping[str, Mapping[str, int]]:
    firsts = [0, *accumulate(len(some) for some in by_mark.values())]
    return {
        mark: dict(zip(some, range(first, end), strict=True))
        for (mark, some), (first, end) in zip(by_mark.items(), pairwise(firsts), strict=True)
    }


def _array(kind: str, data: bytes) -> array[int]:
    found = array(kind, data)
    if sys.byteorder != "little":
        found.byteswap()
    return found


def _bytes(some: array[int]) -> bytes:
    return _array(some.typecode, some.tobytes()).tobytes()
