"""Reports as rows, and rows as reports: every statement that the library says about a report."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple

from model.bindings import Binding
from model.explaining import About
from model.forms import FORMS
from model.numbers import number_text
from model.report import Explanation, Level, Report
from model.schema import Cell
from model.storage.records import Entry, How, State, Stored

_CELLS = {cell: cell for form in FORMS.values() for cell in form.cells}  # one object per place, not one per row


class Act(NamedTuple):
    """When and how something was changed, and what the user calls it."""

    when: datetime
    how: How
    step: str


class Past(NamedTuple):
    """One place of what was changed, as it goes into the history."""

    place: str
    old: str | None
    new: str | None


def stamp(moment: datetime) -> str:
    """Write a moment so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_of(text: str) -> datetime:
    """Read a moment, as the clock on the wall shows it."""
    return datetime.fromisoformat(text).astimezone()


def _date_of(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _cell(text: str) -> Cell:
    return _CELLS.get(text) or Cell(text)  # type: ignore[call-overload]


# What is written


def insert_report(db: sqlite3.Connection, report: Report, when: datetime) -> int:
    """Add a report with all that it holds."""
    cursor = db.execute(
        "INSERT INTO report (unit, level, year, edition, state, changed) VALUES (?, ?, ?, ?, ?, ?)",
        (report.unit, report.level.value, report.year, report.edition, State.DRAFT.value, stamp(when)),
    )
    key = int(cursor.lastrowid or 0)
    numbers = [(key, cell, number_text(value)) for cell, value in report.numbers.items()]
    db.executemany("INSERT INTO number (report, cell, value) VALUES (?, ?, ?)", numbers)
    texts = [(key, name, words) for name, words in report.texts.items()]
    db.executemany('INSERT INTO text (report, "key", value) VALUES (?, ?, ?)', texts)
    return key


_PUT = {
    "number": "INSERT OR REPLACE INTO number (report, cell, value) VALUES (?, ?, ?)",
    "text": 'INSERT OR REPLACE INTO text (report, "key", value) VALUES (?, ?, ?)',
}
_TAKE = {
    "number": "DELETE FROM number WHERE report = ? AND cell = ?",
    "text": 'DELETE FROM text WHERE report = ? AND "key" = ?',
}
_GET = {
    "number": "SELECT value FROM number WHERE report = ? AND cell = ?",
    "text": 'SELECT value FROM text WHERE report = ? AND "key" = ?',
}


def put(db: sqlite3.Connection, report: int, table: str, place: str, value: str | None) -> str | None:
    """Write one number or text, None taking the row away; give what stood there."""
    row = db.execute(_GET[table], (report, place)).fetchone()
    old: str | None = row[0] if row else None
    if value is None:
        db.execute(_TAKE[table], (report, place))
    elif value != old:
        db.execute(_PUT[table], (report, place, value))
    return old


def remember(db: sqlite3.Connection, report: int, act: Act, past: Iterable[Past]) -> None:
    """Write lines of history."""
    db.executemany(
        "INSERT INTO history (report, place, old, new, moment, how, step) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(report, *one, stamp(act.when), act.how.value, act.step) for one in past],
    )


def put_explanation(db: sqlite3.Connection, report: int, one: Explanation, noted: About) -> None:
    """Write a reason with the numbers and words that it is about, over an older one."""
    about = {place: number_text(then) if isinstance(then, Decimal) else then for place, then in noted.items()}
    db.execute(
        'INSERT OR REPLACE INTO explanation (report, rule, places, reason, "by", moment, numbers)'
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (report, one.check, places_text(one.at), one.reason, one.by, one.when, json.dumps(about)),
    )


def put_bindings(db: sqlite3.Connection, report: int, bindings: Iterable[Binding]) -> None:
    """Write the bindings of a report, in place of those it had."""
    db.execute("DELETE FROM binding WHERE report = ?", (report,))
    db.executemany(
        'INSERT INTO binding (report, text, start, "end", cells) VALUES (?, ?, ?, ?, ?)',
        [(report, one.text, one.start, one.end, "+".join(one.cells)) for one in bindings],
    )


def places_text(at: Sequence[str]) -> str:
    """Write the places of an explanation as one key."""
    return json.dumps(list(at))


# What is read


@dataclass
class _Parts:
    """What belongs to one report, as it is gathered from the tables."""

    numbers: dict[Cell, Decimal] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    explanations: list[Explanation] = field(default_factory=list)
    explained: dict[tuple[str, tuple[str, ...]], About] = field(default_factory=dict)
    bindings: list[Binding] = field(default_factory=list)


def read(db: sqlite3.Connection, which: str, *values: object) -> tuple[Stored, ...]:
    """Read the reports for which an SQL condition on `report` holds, newest change first."""
    chosen = f"SELECT id FROM report WHERE {which}"  # noqa: S608 — our own conditions, values are bound
    parts = _parts(db, chosen, values)
    rows = db.execute(
        "SELECT id, unit, level, year, edition, state, changed, finalised_on, deadline FROM report"  # noqa: S608
        f" WHERE id IN ({chosen}) ORDER BY changed DESC, id DESC",
        values,
    )
    return tuple(_stored(row, parts[row[0]]) for row in rows.fetchall())


def _parts(db: sqlite3.Connection, chosen: str, values: tuple[object, ...]) -> Mapping[int, _Parts]:
    parts: defaultdict[int, _Parts] = defaultdict(_Parts)
    for report, cell, value in db.execute(f"SELECT report, cell, value FROM number WHERE report IN ({chosen})", values):  # noqa: S608
        parts[report].numbers[_cell(cell)] = Decimal(value)
    for report, key, words in db.execute(f'SELECT report, "key", value FROM text WHERE report IN ({chosen})', values):  # noqa: S608
        parts[report].texts[key] = words
    reasons = 'SELECT report, rule, places, reason, "by", moment, numbers FROM explanation'
    for report, rule, places, reason, by, when, numbers in db.execute(
        f"{reasons} WHERE report IN ({chosen}) ORDER BY rowid", values
    ):
        at = tuple(json.loads(places))
        parts[report].explanations.append(Explanation(rule, at, reason, by, when))
        parts[report].explained[rule, at] = _about(numbers)
    bound = 'SELECT report, text, start, "end", cells FROM binding'
    for report, text, start, end, cells in db.execute(
        f"{bound} WHERE report IN ({chosen}) ORDER BY text, start", values
    ):
        parts[report].bindings.append(Binding(text, start, end, tuple(map(_cell, cells.split("+")))))
    return parts


def _about(noted: str) -> About:
    about: dict[str, str | list[str] | None] = json.loads(noted)
    return {_cell(place): _then(then) for place, then in about.items()}


def _then(then: str | list[str] | None) -> Decimal | tuple[str, ...] | None:
    return tuple(then) if isinstance(then, list) else None if then is None else Decimal(then)


def _stored(row: tuple[int, str, str, int, str, str, str, str | None, str | None], parts: _Parts) -> Stored:
    key, unit, level, year, edition, state, changed, finalised_on, deadline = row
    report = Report(unit, Level(level), year, edition, parts.numbers, parts.texts, tuple(parts.explanations))
    return Stored(
        key,
        report,
        State(state),
        moment_of(changed),
        _date_of(finalised_on),
        _date_of(deadline),
        parts.explained,
        tuple(parts.bindings),
    )


def read_texts(db: sqlite3.Connection, year: int) -> tuple[Report, ...]:
    """Read the texts of all reports of a year, without their numbers."""
    found: dict[int, Report] = {}
    for key, unit, level, edition, place, words in db.execute(
        'SELECT report.id, unit, level, edition, text."key", value FROM report JOIN text ON text.report = report.id'
        " WHERE year = ? AND deleted IS NULL ORDER BY report.id",
        (year,),
    ):
        report = found.get(key) or Report(unit, Level(level), year, edition)
        found[key] = replace(report, texts={**report.texts, place: words})
    return tuple(found.values())


def read_history(db: sqlite3.Connection, report: int, place: str | None, limit: int) -> tuple[Entry, ...]:
    """Read what was changed, newest first; of one place, or of all."""
    rows = db.execute(
        "SELECT place, old, new, moment, how, step FROM history"
        " WHERE report = ? AND (? IS NULL OR place = ?) ORDER BY id DESC LIMIT ?",
        (report, place, place, limit),
    )
    return tuple(
        Entry(where, old, new, moment_of(moment), How(how), step) for where, old, new, moment, how, step in rows
    )
