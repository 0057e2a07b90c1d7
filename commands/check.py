"""main.py check: what is wrong with reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands.apart import Apart
from commands.arguments import Parser, files
from commands.reading import read_telling
from model.errors import UserError, clip
from model.form.schema import Severity
from model.report.numbers import number_text
from model.report.report import Report
from model.rules import Finding, Verdict, findings
from model.rules.neighbours import Neighbours

if TYPE_CHECKING:
    from model.rules.locate import Correction


def main(argv: Sequence[str]) -> int:
    """Check every file; 0: nothing hard is broken, 1: something is, 2: a file could not be read."""
    parser = Parser()
    parser.add_argument("files", nargs="+", metavar="文件")
    parser.add_argument("--last-year", type=Path, metavar="上年文件")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_intermixed_args(argv)
    with Apart() as apart:
        last = read_telling(options.last_year, apart) if options.last_year else None
        reports = [(path, _read(path, apart)) for path in files(options.files)]
    near = Neighbours([report for _, report in reports if report])
    return max(_check(path, report, last, near, as_json=options.json) if report else 2 for path, report in reports)


def _read(path: Path, apart: Apart) -> Report | None:
    """Read one file, or say why it cannot be; another file is no worse for it."""
    try:
        return read_telling(path, apart)
    except UserError as error:
        print(error.sentence, file=sys.stderr)
        return None


def _check(path: Path, report: Report, last: Report | None, near: Neighbours, *, as_json: bool) -> int:
    """Print what is wrong with one file."""
    if last is not None and last.year != report.year - 1:
        print(f"{path}：是{report.year}年的报告，上年文件却是{last.year}年的，未作跨年核对", file=sys.stderr)
    found = findings(report, last, near.of(report))
    hard = any(one.severity is Severity.HARD and one.verdict is Verdict.BROKEN for one in found)
    wrong = _corrections(report) if hard else ()
    print(_line(path, report, found, wrong) if as_json else "\n".join(_page(path, report, found, wrong)))
    return int(hard)


def _corrections(report: Report) -> tuple[Correction, ...]:
    from model.rules.locate import corrections  # only a report that is wrong waits for it

    return corrections(report)


# For people


def _page(path: Path, report: Report, found: Sequence[Finding], wrong: Sequence[Correction]) -> Iterator[str]:
    broken = [one for one in found if one.verdict is Verdict.BROKEN]
    yield f"{path}　{clip(report.unit, 60)}　{report.year}年：{_counts(broken)}"
    for severity in Severity:
        for one in broken:
            if one.severity is severity:
                yield f"  [{severity.label}] {one.message}"
    for suspect in wrong:
        was, value = number_text(suspect.was), number_text(suspect.value)
        yield f"  最可能填错的是{report.form.name_of(suspect.cell)}：填的是{was}，应是{value}"
    if undecided := len(found) - len(broken):
        yield f"  另有{undecided}项因有空白格，暂不能核对"


def _counts(broken: Sequence[Finding]) -> str:
    sizes = {severity: sum(one.severity is severity for one in broken) for severity in Severity}
    return "，".join(f"{severity.label}{size}处" for severity, size in sizes.items() if size) or "没有发现问题"


# For programs


def _line(path: Path, report: Report, found: Sequence[Finding], wrong: Sequence[Correction]) -> str:
    import json

    line = {
        "file": str(path),
        "unit": report.unit,
        "year": report.year,
        "findings": [_as_json(one) for one in found],
        "corrections": [
            {"cell": one.cell, "was": number_text(one.was), "value": number_text(one.value)} for one in wrong
        ],
    }
    return json.dumps(line, ensure_ascii=False)


def _as_json(one: Finding) -> dict[str, Any]:
    return {
        "check": one.check,
        "severity": one.severity.value,
        "verdict": one.verdict.value,
        "at": list(one.at),
        "quote": one.quote,
        "left": _decimal(one.left),
        "right": _decimal(one.right),
        "difference": _decimal(one.difference),
        "message": one.message,
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else number_text(value)
