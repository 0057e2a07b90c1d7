"""Check a share of many files, in a process of its own: see commands/support/together.py."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

from commands import command
from commands.support.apart import Apart
from commands.support.checking import Reports, steps
from commands.support.together import Portion
from model.report.report import Report
from model.rules.neighbours import Mark, Neighbours, mark


@command()
def main(_argv: Sequence[str] = ()) -> int:
    """Check this process's part of the files."""
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing that anybody prints gets between the answers
    run(sys.stdin.buffer, answers)
    return 0


def run(requests: BinaryIO, answers: BinaryIO) -> None:
    """Check this process's part of the files, and exchange with the others what is needed to find copies."""
    share: Portion = pickle.load(requests)  # noqa: S301 — our own process

    def ask(what: object) -> Any:  # noqa: ANN401 — each request has an answer of its own
        _send(answers, what)
        return pickle.load(requests)  # noqa: S301 — as above

    with Apart() as apart:
        for said in steps(share.job, apart, lambda reports: _meet(reports, share, ask)):
            _send(answers, said)


def _meet(reports: Reports, share: Portion, ask: Callable[[object], Any]) -> Sequence[Sequence[Report]]:
    """Find with which reports those of this share are compared: marks of all go round, texts only where they matter."""
    marks: list[Mark | None] = ask([mark(report) if report else None for report in reports])
    near = Neighbours(marks)
    compared = [near.of(number) for number in share.numbers(len(marks))]
    own = {number: report for number, report in zip(share.numbers(len(marks)), reports, strict=True) if report}
    asked: list[int] = ask({number for some in compared for number in some if number not in own})
    known: dict[int, Report] = ask({number: _texts_of(own[number]) for number in asked})
    known |= own
    return [tuple(known[number] for number in some) for some in compared]


def _texts_of(report: Report) -> Report:
    """Return as much of a report as its neighbours are compared by: numbers take long to hand over."""
    return Report(report.unit, report.level, report.year, report.edition, texts=report.texts)


def _send(answers: BinaryIO, what: object) -> None:
    pickle.dump(what, answers)
    answers.flush()
