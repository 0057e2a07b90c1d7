"""Rows of a county office as values."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from model.collection.standing import Standing, act_of
from model.collection.unit import CollectionUnit, Coverage
from model.errors import DamagedError, clip
from model.report.report import Level
from model.rules.tally import Tally
from model.storage.checksums.sums import mark
from model.storage.county.records import (
    CollectionHeading,
    CollectionStep,
    KeptCollection,
    Remark,
    RemarkAnswer,
    RemarkVerdict,
    RollRow,
    Submission,
)
from model.storage.county.tables import MARKED

UNIT_COLUMNS = ("id", "name", "others", "level", "place", "parent", "coverage", "counted", "excused", "contact")
_NAME = MARKED["submission"].index("name")


def moment_of(text: str) -> datetime:
    """Read a moment."""
    return datetime.fromisoformat(text).astimezone()


def moment_or_none(text: str | None) -> datetime | None:
    """Read a moment that may not be there."""
    return None if text is None else moment_of(text)


def day_of(text: str | None) -> date | None:
    """Read a day that may not be there."""
    return None if text is None else date.fromisoformat(text)


def collection_of(row: Sequence[Any]) -> KeptCollection:
    """Read a row of the list of collections."""
    key, year, title, unit, level, send_by, publish_by, deleted, units = row
    heading = CollectionHeading(
        year, title, unit, Level(level), date.fromisoformat(send_by), date.fromisoformat(publish_by)
    )
    return KeptCollection(key, heading, units, moment_or_none(deleted))


def unit_of(row: Mapping[str, Any]) -> CollectionUnit:
    """Read a unit."""
    return CollectionUnit(
        row["id"],
        row["name"],
        tuple(json.loads(row["others"])),
        Level(row["level"]),
        row["place"],
        row["parent"],
        day_of(row["send_by"]),
        day_of(row["publish_by"]),
        Coverage(row["coverage"]),
        bool(row["counted"]),
        row["excused"],
        row["contact"],
    )


def roll_row_of(row: Sequence[Any]) -> RollRow:
    """Read a row of the roll call."""
    own = len(UNIT_COLUMNS) + 2
    unit = unit_of(dict(zip((*UNIT_COLUMNS, "send_by", "publish_by"), row[:own], strict=True)))
    standing, due, publish, left, submission, revision, *rest = row[own:]
    tally, (problems, first, last, final, returned, said, answered, undecided) = rest[:5], rest[5:13]
    changed, published_on, address, reminded = rest[13:]
    return RollRow(
        unit,
        Standing(standing),
        date.fromisoformat(due),
        date.fromisoformat(publish),
        left,
        submission,
        revision or 0,
        None if submission is None else Tally(*tally),
        problems,
        moment_or_none(first),
        moment_or_none(last),
        None if final is None else bool(final),
        returned,
        said,
        answered,
        undecided,
        moment_of(changed),
        day_of(published_on),
        address,
        moment_or_none(reminded),
    )


def submission_of(values: Sequence[Any]) -> Submission:
    """Read a submission with its mark.

    Raises:
        DamagedError: it is not as it was written.
    """
    if mark("submission", values[:-1]) != values[-1]:
        raise DamagedError(
            f"收到的“{clip(values[_NAME], 40)}”在报告库里的内容和收到时不一样了；原文件可以另存出来，再收一次"
        )
    row = dict(zip(MARKED["submission"], values, strict=False))
    return Submission(
        row["id"],
        row["collection"],
        row["unit"],
        row["revision"],
        row["before"],
        row["sha256"],
        row["size"],
        row["name"],
        row["source"],
        moment_of(row["moment"]),
        row["report"],
        Tally(*(row[name] for name in Tally._fields)),
        row["rules"],
        tuple(json.loads(row["problems"])),
        None if row["final"] is None else bool(row["final"]),
        row["withdrawn"] is not None,
    )


def remark_of(row: Mapping[str, Any]) -> Remark:
    """Read a remark."""
    return Remark(
        row["id"],
        row["unit"],
        row["submission"],
        row["place"],
        row["quote"],
        row["words"],
        row["who"],
        moment_of(row["moment"]),
        RemarkAnswer(row["answer"]),
        row["answer_words"],
        moment_or_none(row["answered"]),
        RemarkVerdict(row["verdict"]),
    )


def step_of(row: Mapping[str, Any]) -> CollectionStep:
    """Read a step."""
    return CollectionStep(
        row["id"],
        row["unit"],
        row["batch"],
        act_of(row["act"]),
        row["who"],
        moment_of(row["moment"]),
        row["why"],
        json.loads(row["was"]),
        json.loads(row["became"]),
        moment_or_none(row["undone"]),
    )
