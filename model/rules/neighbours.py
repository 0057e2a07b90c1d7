"""Whose texts may be like whose: what keeps 内容雷同 from comparing every report with every other.

What is looked at are marks of the reports, which are small: who has the reports need not have all of them.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from zlib import adler32, crc32

from model.report.report import Report
from model.sentences.own_words import own_words

FEW = 100  # reports: so many are simply compared
MOST = 12  # reports that one is compared with: of a text that all units copied, one of them is enough to say so

_CLAUSE = re.compile(r"[^，。；：、！？\s\d]{6,}")


class Mark(NamedTuple):
    """What of a report tells whose texts may be like its own: by text, a checksum of each of its clauses, in order.

    Those of the program's own sentences are left out.

    Another process, or another day, gives a clause the same checksum.
    """

    year: int
    unit: str
    clauses: Mapping[str, array[int]]


def mark(report: Report) -> Mark:
    """Return the mark of a report."""
    found = {
        key: array("Q", map(_checksum, dict.fromkeys(_CLAUSE.findall(own_words(text)))))
        for key, text in report.texts.items()
    }
    return Mark(report.year, report.unit, found)


def _checksum(clause: str) -> int:
    """Return 64 bits, by which different clauses of all reports of a country can be told apart."""
    data = clause.encode("utf-8", "surrogatepass")
    return crc32(data) << 32 | adler32(data)


class Neighbours:
    """Reports of several units and years; a report's neighbours are other units' of its year that share a clause.

    A text that is nearly identical with another shares most of its clauses, whatever numbers stand between them;
    the rarest of them leads to it. Reports are told by their places in the list; None stands for one that is not there.
    """

    def __init__(self, marks: Sequence[Mark | None]) -> None:
        self._marks = marks
        self._there = [number for number, one in enumerate(marks) if one is not None]
        self._sharing = _sharing(marks) if len(self._there) > FEW else {}

    def of(self, number: int) -> tuple[int, ...]:
        """Return the reports with which one is to be compared; of one that is not there, none."""
        own = self._marks[number]
        if own is None:
            return ()
        near = self._nearest(number) if self._sharing else self._there
        found = ((at, self._marks[at]) for at in near)
        return tuple(at for at, one in found if one is not None and one.year == own.year and one.unit != own.unit)

    def _nearest(self, number: int) -> Sequence[int]:
        shared = sorted((found for found in self._sharing[number] if len(found) > 1), key=len)
        near: dict[int, None] = {}
        for found in shared:
            if len(near) > MOST:
                break
            near |= dict.fromkeys(found[: MOST + 1 - len(near)])
        return list(near)


def _sharing(marks: Sequence[Mark | None]) -> dict[int, list[list[int]]]:
    """Return by report, for each of its clauses, all that have it in the same text of their year."""
    having: defaultdict[tuple[int, str], defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    sharing: dict[int, list[list[int]]] = {}
    for number, one in enumerate(marks):
        if one is not None:
            of = ((having[one.year, key], clauses) for key, clauses in one.clauses.items())
            sharing[number] = [same[clause] for same, clauses in of for clause in clauses]
            for others in sharing[number]:
                others.append(number)
    return sharing
