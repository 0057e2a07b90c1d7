"""What is wrong with reports, as `check` says it: first of each file that was read, then of each report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from app.assessment import Assessment, assess
from app.subject import Subject
from commands.support.apart import Apart
from commands.support.reading import told
from intake.reading import Reading
from model.errors import UserError, clip
from model.form.schema import Severity
from model.report.numbers import number_text
from model.report.report import NO_YEAR, Report
from model.rules.finding import Finding
from model.rules.neighbours import Neighbours, mark
from model.rules.switches import PRESET, Switches


class Said(NamedTuple):
    """What is said on standard output and standard error, line by line, and the exit code that it asks for."""

    code: int = 0
    out: tuple[str, ...] = ()
    err: tuple[str, ...] = ()


class CheckJob(NamedTuple):
    """Files to check, against last year's report where there is one."""

    paths: tuple[Path, ...]
    last: Report | None
    as_json: bool
    switches: Switches = PRESET


Reports = Sequence[Report | None]
Meet = Callable[[Reports], Sequence[Sequence[Report]]]  # what was read → with which reports each of it is compared


def alone(job: CheckJob, apart: Apart) -> Iterator[Said]:
    """Check all files in this process."""
    return steps(job, apart, _with_each_other)


def _with_each_other(reports: Reports) -> Sequence[Sequence[Report]]:
    near = Neighbours([mark(one) if one else None for one in reports])
    return [tuple(one for at in near.of(number) if (one := reports[at])) for number in range(len(reports))]


def steps(job: CheckJob, apart: Apart, meet: Meet) -> Iterator[Said]:
    """Read every file, let the reports meet all others, and check each of them; say something of each at each step."""
    readings: list[Reading | None] = []
    for path in job.paths:
        reading, said = _read(path, apart)
        readings.append(reading)
        yield said
    reports = [None if reading is None else reading.report for reading in readings]
    for path, reading, others in zip(job.paths, readings, meet(reports), strict=True):
        if reading is not None:
            yield _check(path, reading, others, job)


def _read(path: Path, apart: Apart) -> tuple[Reading | None, Said]:
    """Read one file, or say why it cannot be; another file is no worse for it."""
    try:
        reading = apart.read(path)
    except UserError as error:
        return None, Said(2, err=(error.sentence,))
    return reading, Said(err=tuple(told(path, reading)))


def _check(path: Path, reading: Reading, others: Sequence[Report], job: CheckJob) -> Said:
    """Say what is wrong with one report, as it stands in its file."""
    report = reading.report
    held = Subject(report, job.last, others, as_printed=True, switches=job.switches, as_read=reading.as_read)
    said = assess(held)
    page = (_line(path, said),) if job.as_json else tuple(_page(path, said))
    return Said(int(said.is_wrong), page, _of_last_year(path, report, job.last))


def _of_last_year(path: Path, report: Report, last: Report | None) -> tuple[str, ...]:
    if last is None or report.year == NO_YEAR or last.year == report.year - 1:
        return ()
    return (f"{path}：是{report.year}年的报告，上年文件却是{last.year}年的，未作跨年核对",)


# For people


def _page(path: Path, said: Assessment) -> Iterator[str]:
    report = said.report
    year = "年度不详" if report.year == NO_YEAR else f"{report.year}年"
    yield f"{path}　{clip(report.unit, 60)}　{year}：{_counts(said)}"
    for severity in Severity:
        for one in said.broken:
            if one.severity is severity:
                yield f"  [{severity.label}] {one.message}"
    if said.settled:
        yield f"  其中{len(said.settled)}处已说明"
    for suspect in said.likeliest:
        was, value = number_text(suspect.was), number_text(suspect.value)
        yield f"  最可能填错的是{report.form.name_of(suspect.cell)}：填的是{was}，应是{value}"
    if undecided := len(said.findings) - len(said.broken):
        yield f"  另有{undecided}项因有空白格，暂不能核对"


def _counts(said: Assessment) -> str:
    """Say how much was found, what is not filled in beside what is wrong."""
    sizes = {severity: sum(one.severity is severity and not one.gap for one in said.broken) for severity in Severity}
    parts = [f"{severity.label}{size}处" for severity, size in sizes.items() if size]
    unfilled = said.tally.unfilled.words or ("合计" if any(one.gap for one in said.broken) else "")
    return "，".join([*parts, *([f"还没有填{unfilled}"] if unfilled else [])]) or "没有发现问题"


# For programs


def _line(path: Path, said: Assessment) -> str:
    line = {
        "file": str(path),
        "unit": said.report.unit,
        "level": said.report.level.value,
        "year": said.report.year or None,
        "findings": [_as_json(one) for one in said.findings],
        "corrections": [
            {"cell": one.cell, "was": number_text(one.was), "value": number_text(one.value)} for one in said.likeliest
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
