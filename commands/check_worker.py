"""Check a share of many files, in a process of its own: see commands/support/together.py."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Sequence
from typing import BinaryIO

from commands import command
from commands.support.apart import Apart
from commands.support.checking import Reports, steps
from commands.support.together import Share
from model.report.report import Report
from model.rules.neighbours import Neighbours


@command()
def main(_argv: Sequence[str] = ()) -> int:
    """Check this process's part of the files."""
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing that anybody prints gets between the answers
    run(sys.stdin.buffer, answers)
    return 0


def run(requests: BinaryIO, answers: BinaryIO) -> None:
    """Check this process's part of the files, and exchange texts with the others to find copies."""
    share: Share = pickle.load(requests)  # noqa: S301 — our own process

    def meet(reports: Reports) -> tuple[Reports, Neighbours]:
        _send(answers, [report and _texts_of(report) for report in reports])
        known: list[Report | None] = pickle.load(requests)  # noqa: S301 — as above
        return known[share.number :: share.step], Neighbours([one for one in known if one])

    with Apart() as apart:
        for said in steps(share.job, apart, meet):
            _send(answers, said)


def _texts_of(report: Report) -> Report:
    """Return as much of a report as its neighbours are compared by: numbers take long to hand over."""
    return Report(report.unit, report.level, report.year, report.edition, texts=report.texts)


def _send(answers: BinaryIO, what: object) -> None:
    pickle.dump(what, answers)
    answers.flush()
