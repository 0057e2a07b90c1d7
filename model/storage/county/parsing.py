"""Rows of a county office as values."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any, TypeVar

from model.collection.adding import Adjustment
from model.collection.again import again_by_in
from model.collection.scoring import ScoreRuling
from model.collection.standing import Standing, act_of
from model.collection.unit import CollectionUnit, Coverage
from model.errors import DamagedError, clip
from model.form.schema import Cell
from model.report.report import Level
from model.rules.tally import Tally
from model.storage.checksums.sums import mark
from model.storage.county.records import (
    CollectionBatch,
    CollectionHeading,
    CollectionStep,
    Judgement,
    KeptCollection,
    Remark,
    RemarkAnswer,
    RemarkVerdict,
    RollRow,
    StandingChange,
    Submission,
)
from model.storage.county.tables import MARKED

R = TypeVar("R")
T = TypeVar("T")
_UNREADABLE = "汇总任务里有一行读不出来，报告库可能已经损坏，请在“设置”里检查报告库，或者从备份恢复"
UNIT_COLUMNS = ("id", "name", "others", "level", "place", "parent", "coverage", "counted", "excused", "contact")
_NAME = MARKED["submission"].index("name")


def _told_as_damage(read: Callable[[R], T]) -> Callable[[R], T]:
    """Tell of a row that cannot be what was written: a word that is none, a day that is none."""

    @wraps(read)
    def reading(row: R) -> T:
        try:
            return read(row)
        except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError) as error:
            raise DamagedError(_UNREADABLE) from error

    return reading


def moment_of(text: str) -> datetime:
    """Read a moment."""
    return datetime.fromisoformat(text).astimezone()


def moment_or_none(text: str | None) -> datetime | None:
    """Read a moment that may not be there."""
    return None if text is None else moment_of(text)


def day_of(text: str | None) -> date | None:
    """Read a day that may not be there."""
    return None if text is None else date.fromisoformat(text)


@_told_as_damage
def collection_of(row: Sequence[Any]) -> KeptCollection:
    """Read a row of the list of collections."""
    key, year, title, unit, level, send_by, publish_by, deleted, units = row
    heading = CollectionHeading(
        year, title, unit, Level(level), date.fromisoformat(send_by), date.fromisoformat(publish_by)
    )
    return KeptCollection(key, heading, units, moment_or_none(deleted))


@_told_as_damage
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


@_told_as_damage
def roll_row_of(row: Sequence[Any]) -> RollRow:
    """Read a row of the roll call."""
    own = len(UNIT_COLUMNS) + 2
    unit = unit_of(dict(zip((*UNIT_COLUMNS, "send_by", "publish_by"), row[:own], strict=True)))
    standing, due, publish, left, submission, revision, *rest = row[own:]
    tally, (problems, first, last, final, returned, said, answered, undecided) = rest[:5], rest[5:13]
    changed, published_on, address, reminded, handed, handed_by, returned_why = rest[13:]
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
        moment_or_none(handed),
        handed_by,
        again_by_in(returned_why or "") if standing == Standing.RETURNED.value else None,
    )


@_told_as_damage
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


@_told_as_damage
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


@_told_as_damage
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


@_told_as_damage
def adjustment_of(row: Sequence[Any]) -> Adjustment:
    """Read an adjustment."""
    key, _, cell, value, reason, who, when, _ = row
    return Adjustment(key, Cell(cell), Decimal(value), reason, who, moment_of(when))


@_told_as_damage
def ruling_of(row: Sequence[Any]) -> ScoreRuling:
    """Read what somebody decided of a score."""
    _, _, unit, item, points, reason, who, when, _ = row
    return ScoreRuling(unit, item, Decimal(points), reason, who, moment_of(when))


@_told_as_damage
def judgement_of(row: Mapping[str, Any]) -> Judgement:
    """Read what the office says to an explanation."""
    return Judgement(
        row["id"],
        row["submission"],
        row["rule"],
        tuple(json.loads(row["places"])),
        bool(row["accepted"]),
        row["remark"],
        row["who"],
        moment_of(row["moment"]),
    )


@_told_as_damage
def batch_of(row: Sequence[Any]) -> CollectionBatch:
    """Read what was done at once."""
    return CollectionBatch(row[0], act_of(row[1]), row[2], row[3], moment_of(row[4]))


@_told_as_damage
def standing_of(row: Sequence[Any]) -> tuple[Any, Standing]:
    """Read a unit's key or name, and where it stands."""
    return row[0], Standing(row[1])


@_told_as_damage
def standing_change_of(row: Sequence[Any]) -> StandingChange:
    """Read when a unit came to stand where."""
    return StandingChange(moment_of(row[0]), row[1], Standing(row[2]))
