"""What was done at once is taken back at once, and made again at once: only where all of it still is as it was left."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from model.collection.standing import StandingAct
from model.errors import UserError, clip
from model.form.editions import form_for
from model.report import file_format
from model.storage.county import figures
from model.storage.county.marked import MarkedRows, Row
from model.storage.writing import stamp

REMARKS = "remarks"  # in what a step changed: the remarks that were answered with it, by their keys
_BESIDE = {REMARKS: "remark", "remark": "remark", "judgement": "judgement"}  # what else a step changes, and its table
HEADING = "heading"  # in what a step changed: columns of the collection itself; its first unit bears the step
Step = tuple[int, int, str]  # its key, its unit, the act
_NAMED = 3  # units in a sentence
_STEPS = """
    SELECT id, unit, act FROM collection_step
    WHERE collection = ? AND batch = ? AND undone IS NULL ORDER BY id DESC"""
_UNDONE = """
    SELECT id, unit, act FROM collection_step
    WHERE collection = ? AND batch = ? AND undone IS NOT NULL ORDER BY id"""
_CURRENT = """
    SELECT report FROM submission WHERE id = (SELECT submission FROM collection_unit WHERE id = ?)"""


@dataclass(frozen=True)
class _Direction:
    """Whether steps are taken back or made again: which there are, and what is said where that cannot be."""

    act: str
    steps: str
    none: str
    is_back: bool


_BACK = _Direction("撤销", _STEPS, "没有可以撤销的，可能已经撤销过", is_back=True)
_AGAIN = _Direction("重做", _UNDONE, "没有可以重做的，可能已经重做过", is_back=False)


def taken_back(rows: MarkedRows, collection: int, batch: int, now: datetime) -> tuple[int, ...]:
    """Take back all steps of a batch, and give the units.

    Raises:
        UserError: something else was done to one of the units since; it names them.
    """
    return _all_turned(rows, collection, batch, _BACK, now)


def made_again(rows: MarkedRows, collection: int, batch: int, now: datetime) -> tuple[int, ...]:
    """Make all steps of a batch again that were taken back, and give the units.

    Raises:
        UserError: something else was done to one of the units since; it names them.
    """
    return _all_turned(rows, collection, batch, _AGAIN, now)


def _all_turned(rows: MarkedRows, collection: int, batch: int, way: _Direction, now: datetime) -> tuple[int, ...]:
    steps = rows.db.execute(way.steps, (collection, batch)).fetchall()
    if not steps:
        raise UserError(way.none)
    _refuse_if_changed([name for step in steps if (name := _step_turned(rows, step, way, now))], way.act)
    return _settled(rows, collection, steps)


def _refuse_if_changed(names: Sequence[str], act: str) -> None:
    if names:
        shown = "、".join(dict.fromkeys(names[:_NAMED]))
        more = f"等{len(names)}个单位" if len(names) > _NAMED else ""
        raise UserError(f"{shown}{more}后来又有改动，不能整批{act}；请逐个处理")


def _settled(rows: MarkedRows, collection: int, steps: Sequence[Step]) -> tuple[int, ...]:
    """Let the figures follow what counts now, where something came in; give the units of some steps."""
    received = tuple(unit for _, unit, act in steps if act == StandingAct.RECEIVE.value)
    _figures_anew(rows.db, collection, rows.get("collection", collection)["year"], received)
    return tuple(dict.fromkeys(unit for _, unit, _ in steps))


def _step_turned(rows: MarkedRows, step: Step, way: _Direction, now: datetime) -> str:
    """Take a step back or make it again; give the name of its unit where that is not as it must be for it."""
    done, was, became = _told(rows, step)
    received = became["submission"] if done["act"] == StandingAct.RECEIVE.value else None
    there, wanted = (became, was) if way.is_back else (was, became)
    if not _turned(rows, done["unit"], there, wanted, now):
        return _name(rows, done)
    moment = stamp(now) if way.is_back else None
    if received is not None:
        rows.change("submission", received, {"withdrawn": moment})
    rows.change("collection_step", done["id"], {"undone": moment})
    return ""


def _told(rows: MarkedRows, step: Step) -> tuple[Row, Row, Row]:
    """Return a step, what it found and what it left; one that is not as it was written is not used."""
    done = rows.get("collection_step", step[0])
    return done, json.loads(done["was"]), json.loads(done["became"])


def _name(rows: MarkedRows, done: Row) -> str:
    return clip(rows.get("collection_unit", done["unit"])["name"], 40)


def _turned(rows: MarkedRows, unit: int, there: Row, wanted: Row, now: datetime) -> bool:
    """Let a unit and what is said of it be as wanted; return whether they were `there`, else nothing is done.

    Where the step changed the heading of the collection, that is turned, too.
    """
    row = rows.get("collection_unit", unit)
    beside = [(table, there.pop(name, {}), wanted.pop(name, {})) for name, table in _BESIDE.items()]
    heading, wanted_heading = there.pop(HEADING, {}), wanted.pop(HEADING, {})
    stands = all(_are(rows, table, others) for table, others, _ in beside)
    if not stands or not _is(row, there) or not _is(rows.get("collection", row["collection"]), heading):
        return False
    if wanted_heading:
        rows.change("collection", row["collection"], wanted_heading)
    for table, _, others in beside:
        for other, values in others.items():
            rows.change(table, int(other), values)
    rows.change("collection_unit", unit, {**wanted, "changed": stamp(now)})
    return True


def _is(row: Mapping[str, object], values: Mapping[str, object]) -> bool:
    return all(row[name] == value for name, value in values.items())


def _are(rows: MarkedRows, table: str, others: Mapping[str, Mapping[str, object]]) -> bool:
    return all(_is(rows.get(table, int(key)), values) for key, values in others.items())


def _figures_anew(db: sqlite3.Connection, collection: int, year: int, units: Sequence[int]) -> None:
    form, parts = form_for(year), list[tuple[int, list[figures.Figure] | None]]()
    for unit in units:
        row = db.execute(_CURRENT, (unit,)).fetchone()
        report = None if row is None else file_format.loads(row[0].encode())
        parts.append((unit, None if report is None else figures.figures(form, report)))
    figures.put_figures(db, collection, form, parts)
