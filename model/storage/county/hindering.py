"""What keeps a report from passing, asked of the tables."""

from __future__ import annotations

import sqlite3

from model.collection.standing import Child, in_the_way
from model.errors import clip
from model.rules.tally import Tally
from model.storage.county.judging import MUST
from model.storage.county.parsing import standing_of


def hindrance(db: sqlite3.Connection, unit: int) -> str:
    """Say what keeps a unit's report from passing unless a reason overrules it; empty where nothing does."""
    children = "SELECT name, standing FROM collection_unit WHERE parent = ? AND removed IS NULL ORDER BY place, id"
    left = f"""
        SELECT blanks, must + (SELECT count(*) FROM judgement AS j
            WHERE j.submission = submission.id AND NOT accepted AND kind = '{MUST}' AND removed IS NULL), 0, empty_texts
        FROM submission WHERE id = (SELECT submission FROM collection_unit WHERE id = ?)"""  # noqa: S608
    undecided = """
        SELECT count(*) FROM remark
        WHERE unit = ? AND removed IS NULL AND answer <> 'none' AND verdict = 'none'"""
    below = [Child(clip(name, 40), stands) for name, stands in map(standing_of, db.execute(children, (unit,)))]
    row = db.execute(left, (unit,)).fetchone()
    return in_the_way(below, Tally(*row) if row else None, db.execute(undecided, (unit,)).fetchone()[0])
