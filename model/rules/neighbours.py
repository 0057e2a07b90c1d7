"""Whose texts may be like whose: what keeps 内容雷同 from comparing every report with every other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from model.report.report import Report

FEW = 100  # reports: so many are simply compared
MOST = 12  # reports that one is compared with: of a text that all units copied, one of them is enough to say so

_CLAUSE = re.compile(r"[^，。；：、！？\s\d]{6,}")


class Neighbours:
    """Reports of several units and years; a report's neighbours are other units' of its year that share a clause.

    A text that is nearly identical with another shares most of its clauses, whatever numbers stand between them;
    the rarest of them leads to it.
    """

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = reports
        self._sharing: dict[int, list[list[Report]]] = {}  # by report: for each of its clauses, all that have it
        if len(reports) > FEW:
            having: defaultdict[tuple[int, str, str], list[Report]] = defaultdict(list)
            for report in reports:
                self._sharing[id(report)] = [having[clause] for clause in _clauses(report)]
                for others in self._sharing[id(report)]:
                    others.append(report)

    def of(self, report: Report) -> tuple[Report, ...]:
        """Return the reports with which one is to be compared."""
        near = self._nearest(report) if len(self._reports) > FEW else self._reports
        return tuple(one for one in near if one.year == report.year and one.unit != report.unit)

    def _nearest(self, report: Report) -> list[Report]:
        shared = sorted((found for found in self._sharing[id(report)] if len(found) > 1), key=len)
        near: dict[int, Report] = {}
        for found in shared:
            near |= {id(one): one for one in found[: MOST + 1 - len(near)]}
        return list(near.values())


def _clauses(report: Report) -> Iterator[tuple[int, str, str]]:
    for key, text in report.texts.items():
        for clause in dict.fromkeys(_CLAUSE.findall(text)):
            yield report.year, key, clause
