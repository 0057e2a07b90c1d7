"""What was done at once is taken back at once: only where all of it still is as it was left."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from model.collection.standing import StandingAct
from model.errors import UserError, clip
from model.form.editions import form_for
from model.report import file_format
from model.report.report import Report
from model.storage.county import figures
from model.storage.county.marked import MarkedRows
from model.storage.writing import stamp

REMARKS = "remarks"  # in what a step changed: the remarks that were answered with it, by their keys
_BESIDE = {REMARKS: "remark", "remark": "remark", "judgement": "judgement"}  # what else a step changes, and its table
_NAMED = 3  # units in a sentence
_STEPS = """
    SELECT id, unit FROM collection_step
    WHERE collection = ? AND batch = ? AND undone IS NULL ORDER BY id DESC"""
_CURRENT = """
    SELECT report FROM submission WHERE id = (SELECT submission FROM collection_unit WHERE id = ?)"""


def taken_back(rows: MarkedRows, collection: int, batch: int, now: datetime) -> tuple[int, ...]:
    """Take back all steps of a batch, and give the units.

    Raises:
        UserError: something else was done to one of the units since; it names them.
    """
    steps = rows.db.execute(_STEPS, (collection, batch)).fetchall()
    if not steps:
        raise UserError("没有可以撤销的，可能已经撤销过")
    changed = [name for step in steps if (name := _step_back(rows, step, now))]
    if changed:
        shown = "、".join(changed[:_NAMED])
        more = f"等{len(changed)}个单位" if len(changed) > _NAMED else ""
        raise UserError(f"{shown}{more}后来又有改动，不能整批撤销；请逐个处理")
    units = tuple(dict.fromkeys(unit for _, unit in steps))
    _figures_anew(rows.db, collection, rows.get("collection", collection)["year"], units)
    return units


def _step_back(rows: MarkedRows, step: Sequence[Any], now: datetime) -> str:
    """Take a step back; give the name of its unit where that is not as the step left it."""
    key, unit = step
    done = rows.get("collection_step", key)  # one that is not as it was written is not used
    was, became = json.loads(done["was"]), json.loads(done["became"])
    row = rows.get("collection_unit", unit)
    beside = [(table, was.pop(name, {}), became.pop(name, {})) for name, table in _BESIDE.items()]
    stands = all(_are(rows, table, after) for table, _, after in beside)
    if any(row[name] != value for name, value in became.items()) or not stands:
        return clip(row["name"], 40)
    for table, before, _ in beside:
        for other, values in before.items():
            rows.change(table, int(other), values)
    if done["act"] == StandingAct.RECEIVE.value:
        rows.change("submission", row["submission"], {"withdrawn": stamp(now)})
    rows.change("collection_unit", unit, {**was, "changed": stamp(now)})
    rows.change("collection_step", key, {"undone": stamp(now)})
    return ""


def _are(rows: MarkedRows, table: str, others: Mapping[str, Mapping[str, object]]) -> bool:
    there = ((rows.get(table, int(key)), values) for key, values in others.items())
    return all(row[name] == value for row, values in there for name, value in values.items())


def _figures_anew(db: sqlite3.Connection, collection: int, year: int, units: Sequence[int]) -> None:
    parts: list[tuple[int, Report | None]] = []
    for unit in units:
        row = db.execute(_CURRENT, (unit,)).fetchone()
        parts.append((unit, None if row is None else file_format.loads(row[0].encode())))
    figures.put_figures(db, collection, form_for(year), parts)
