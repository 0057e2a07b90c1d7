"""What the office says to the explanations of a unit: taken, or not and then asked for in a remark."""

from __future__ import annotations

import json
from datetime import datetime

from model.storage.county.marked import MarkedRows, Row
from model.storage.county.records import NewJudgement
from model.storage.writing import stamp

MUST, VERIFY = "must", "verify"  # as what the finding counts where its explanation is not taken
_THERE = """
    SELECT id, remark FROM judgement
    WHERE submission = ? AND rule = ? AND places = ? AND removed IS NULL"""


def judged(
    rows: MarkedRows, unit: int, new: NewJudgement, remark: int | None, by: tuple[str, datetime]
) -> tuple[Row, Row]:
    """Write what is said to an explanation in place of what was said before; give rows as they were and are, for undo.

    `remark` is the one that asks for what is not taken. Rows are told by table, then key.
    """
    who, now = by
    was: Row = {"judgement": {}, "remark": {}}
    became: Row = {"judgement": {}, "remark": {}}
    places = json.dumps(new.at)
    for key, asked in rows.db.execute(_THERE, (new.submission, new.rule, places)).fetchall():
        for table, one in (("judgement", key), ("remark", asked)):
            if one is not None and rows.get(table, one)["removed"] is None:
                rows.change(table, one, {"removed": stamp(now)})
                was[table][str(one)], became[table][str(one)] = {"removed": None}, {"removed": stamp(now)}
    about = {"unit": unit, "submission": new.submission, "rule": new.rule, "places": places, "remark": remark}
    said = {"accepted": int(new.accepted), "kind": MUST if new.must else VERIFY, "who": who, "moment": stamp(now)}
    for table, one in (("judgement", rows.add("judgement", {**about, **said})), ("remark", remark)):
        if one is not None:
            was[table][str(one)], became[table][str(one)] = {"removed": stamp(now)}, {"removed": None}
    return was, became
