"""How a library file came to be as it is, step by step; `user_version` says how far a file has come.

History of the format (a real file of every version is in tests/data, and every build opens it):

1 — the first: one row per number and per text, the history of both, explanations with the numbers they
    were about, a copy of every report that was final, settings. `application_id` is 0x676F756A.
2 — numbers in texts that are bound to cells; what an explanation is about may be words of a text, too.
3 — every row carries a checksum, every report the sums of them and the number of its last edit (see `sums`).
4 — units are records with other names (see `units`); a report has a fingerprint of its texts, a sketch of each of
    them (see `peers`), and the tally that was worked out, with the versions of all that it depends on (see `tallies`).
5 — totals as an original prints them, beside those that follow from their parts.
6 — the steps of undo, with the rows that they changed (see `trail`). What was changed before is not among them.
7 — what became of a final report: signed, sealed, sent, published, with dates; and that it was final by older rules.
8 — a tally counts what may be explained by itself; those that were taken before are taken anew.
9 — what a county office collects: units, submissions, steps, remarks, adjustments, figures (see `county.tables`).
10 — what people decided of scores.
11 — what a county said of a report that it sent back, with the answers (see `opinions`); what it says to explanations.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from model.storage import trail
from model.storage.backups.copying import back_up
from model.storage.checksums.sums import CONTENT, PAST, TALLY, put_setting
from model.storage.connection import APPLICATION, pragma
from model.storage.files.places import backups_of
from model.values import NamedTuple

if TYPE_CHECKING:
    from sqlite_utils import Database


_COUNTED_LATER = "explain"  # of a tally, by step 8


class Migration(NamedTuple):
    """What leads from one version of the format to the next; `needs` is the first program that knows it."""

    number: int
    needs: str
    run: Callable[[Database], None]


STEPS: list[Migration] = []


def step(number: int, *, needs: str) -> Callable[[Callable[[Database], None]], Callable[[Database], None]]:
    """List a function as the step to version `number`."""

    def listed(run: Callable[[Database], None]) -> Callable[[Database], None]:
        STEPS.append(Migration(number, needs, run))
        return run

    return listed


@step(1, needs="0.1.0")
def first(db: Database) -> None:
    """Make the tables."""
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    report = ("report", "report", "id")
    always = {"id": int, "unit": str, "level": str, "year": int, "edition": str, "state": str, "changed": str}
    db.table("report").create(
        {**always, "finalised_on": str, "deadline": str, "deleted": str}, pk="id", not_null=always, strict=True
    )
    for table, key in (("number", "cell"), ("text", "key")):
        db.table(table).create(
            {"report": int, key: str, "value": str},
            pk=("report", key),
            foreign_keys=[report],
            not_null=("report", key, "value"),
            strict=True,
        )
    explained = {"report": int, "rule": str, "places": str, "reason": str, "by": str, "moment": str, "numbers": str}
    db.table("explanation").create(
        explained, pk=("report", "rule", "places"), foreign_keys=[report], not_null=explained, strict=True
    )
    past = {"id": int, "report": int, "place": str, "old": str, "new": str, "moment": str, "how": str, "step": str}
    db.table("history").create(
        past, pk="id", foreign_keys=[report], not_null=past.keys() - {"id", "old", "new"}, strict=True
    ).create_index(["report"])  # in the order of `id`: newest first without sorting
    final = {"id": int, "report": int, "finalised_on": str, "moment": str, "file": str}
    db.table("final").create(final, pk="id", foreign_keys=[report], not_null=final, strict=True)
    db.table("setting").create({"key": str, "value": str}, pk="key", not_null=("key", "value"), strict=True)


@step(2, needs="0.1.0")
def bindings(db: Database) -> None:
    """Make the table of the numbers that follow their cells: `cells` are joined by “+”, places count characters."""
    bound = {"report": int, "text": str, "start": int, "end": int, "cells": str}
    db.table("binding").create(
        bound,
        pk=("report", "text", "start"),
        foreign_keys=[("report", "report", "id")],
        not_null=bound,
        strict=True,
    )


@step(3, needs="0.1.0")
def marks(db: Database) -> None:
    """Add the columns for checksums and sums, and fill them from what is there."""
    from model.storage import format_3

    for table in (*format_3.SUMMED, "report", "setting"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN mark INTEGER NOT NULL DEFAULT 0")
    for column in ("edit", CONTENT, PAST):
        db.execute(f'ALTER TABLE report ADD COLUMN "{column}" INTEGER NOT NULL DEFAULT 0')
    format_3.vouch(db.conn)


@step(4, needs="0.1.0")
def units(db: Database) -> None:
    """Make units records, and what lists read: fingerprints and sketches of texts, and the tallies that were taken."""
    from model.storage import format_4

    named = {"id": int, "name": str, "parent": int, "mark": int}
    db.table("unit").create(
        named, pk="id", foreign_keys=[("parent", "unit", "id")], not_null=("name", "mark"), strict=True
    )
    borne = {"key": str, "unit": int, "name": str, "mark": int}
    db.table("unit_name").create(
        borne, pk="key", foreign_keys=[("unit", "unit", "id")], not_null=borne, strict=True
    ).create_index(["unit"])
    db.execute("ALTER TABLE report ADD COLUMN unit_id INTEGER REFERENCES unit(id)")
    db.execute("ALTER TABLE report ADD COLUMN texts INTEGER NOT NULL DEFAULT 0")
    db.table("report").create_index(["year"]).create_index(["unit_id", "year"]).create_index(["edit"])
    report = ("report", "report", "id")
    drawn = {"report": int, "key": str, "size": int, "digest": int, "letters": str, "mark": int}
    db.table("sketch").create(drawn, pk=("report", "key"), foreign_keys=[report], not_null=drawn, strict=True)
    first = [name for name in TALLY if name != _COUNTED_LATER]
    counted: dict[str, type] = dict.fromkeys((*first, "mark"), int) | dict.fromkeys(("rules", "peers", "near"), str)
    db.table("tally").create(
        counted, pk="report", foreign_keys=[report], not_null=counted.keys() - {"last", "last_edit"}, strict=True
    )
    format_4.fill(db.conn)


@step(5, needs="0.1.0")
def printed(db: Database) -> None:
    """Make the table of the totals that an original prints, where they agreed with their parts."""
    evidence = {"report": int, "cell": str, "value": str, "mark": int}
    db.table("printed").create(
        evidence,
        pk=("report", "cell"),
        foreign_keys=[("report", "report", "id")],
        not_null=evidence,
        strict=True,
    )


@step(6, needs="0.1.0")
def trails(db: Database) -> None:
    """Make the table of the steps of undo; for the reports that are there the trail begins now."""
    kept = {"id": int, "report": int, "label": str, "kind": int, "rows": str, "mark": int}
    db.table("step").create(
        kept, pk="id", foreign_keys=[("report", "report", "id")], not_null=kept.keys() - {"id"}, strict=True
    ).create_index(["report", "kind"])
    for (report,) in db.execute("SELECT id FROM report ORDER BY id").fetchall():
        trail.end(db.conn, report, "旧版本程序的录入")


@step(7, needs="0.1.0")
def facts(db: Database) -> None:
    """Make the table of what became of final reports; those that are final were so by the rules of before."""
    from model.storage import format_7

    kept = {"report": int, "key": str, "value": str, "mark": int}
    db.table("fact").create(
        kept, pk=("report", "key"), foreign_keys=[("report", "report", "id")], not_null=kept, strict=True
    )
    format_7.fill(db.conn)


@step(8, needs="0.1.0")
def explained_apart(db: Database) -> None:
    """Let tallies count what may be explained; those of before fit no longer, and are taken anew."""
    db.execute("DELETE FROM tally")
    db.execute(f"ALTER TABLE tally ADD COLUMN {_COUNTED_LATER} INTEGER NOT NULL DEFAULT 0")


@step(9, needs="0.1.0")
def county(db: Database) -> None:
    """Make the tables of a county office."""
    from model.storage.county import tables

    tables.make(db)


@step(10, needs="0.1.0")
def rulings(db: Database) -> None:
    """Make the table of what people decided of scores."""
    from model.storage.county import tables

    tables.make_rulings(db)


@step(11, needs="0.1.0")
def opinions(db: Database) -> None:
    """Make the tables of what was said of a report that was sent back, and of what units explained."""
    from model.storage.county import tables

    said: dict[str, type] = {"report": int, "id": str, "answer": str, "answer_words": str, "verdict": str}
    said |= {"nth": int, "revision": int, "due": str, "place": str, "quote": str, "words": str, "mark": int}
    db.table("opinion").create(
        said, pk=("report", "id"), foreign_keys=[("report", "report", "id")], not_null=said, strict=True
    )
    tables.make_judgements(db)


_SETTINGS_ARE_MARKED = 3


def newest() -> int:
    """Return the version that this program writes."""
    return STEPS[-1].number


def steps_from(version: int) -> list[Migration]:
    """Return the steps that a file of a version has before it."""
    return [one for one in STEPS if one.number > version]


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a file to the newest version, each step whole or not at all; a verified backup comes first.

    The file says which program it needs, for those that are too old for it.
    """
    version = pragma(connection, "user_version")
    ahead = steps_from(version)
    if not ahead:
        return
    if version:
        back_up(path, backups_of(path) / f"{path.stem}-v{version}-before-v{newest()}.db")
    take_steps(connection, ahead)
    connection.execute("PRAGMA journal_mode = WAL")


def take_steps(connection: sqlite3.Connection, ahead: Sequence[Migration]) -> None:
    """Run steps, each whole or not at all."""
    import sqlite_utils  # heavy, and on most days there is nothing to migrate

    db = sqlite_utils.Database(connection, execute_plugins=False)
    for one in ahead:
        with db.atomic():
            one.run(db)
            if one.number < _SETTINGS_ARE_MARKED:
                db.execute("INSERT OR REPLACE INTO setting (key, value) VALUES ('needs', ?)", (one.needs,))
            else:
                put_setting(connection, "needs", one.needs)
            db.execute(f"PRAGMA user_version = {one.number}")
