"""Reports as rows: what is written of a report, table by table."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from model.report.bindings import Binding
from model.report.numbers import number_text
from model.report.printed import Printed
from model.report.report import Explanation, Report
from model.storage.checksums.sums import number
from model.storage.facts import OLD_RULES
from model.storage.records import How, State
from model.storage.writing import Writing, stamp
from model.values import NamedTuple

if TYPE_CHECKING:  # a library is read without what checks a report
    from model.rules.explanations import About


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


def insert_report(db: sqlite3.Connection, report: Report, when: datetime) -> Writing:
    """Add a report with its numbers and texts; more may follow before it is ended."""
    header = (report.unit, report.level.value, report.year, report.edition, State.DRAFT.value, stamp(when))
    writing = Writing.add(db, header, when)
    writing.add_rows("number", [(cell, number_text(value)) for cell, value in report.numbers.items()])
    writing.add_rows("text", report.texts.items())
    return writing


def put(writing: Writing, table: str, place: str, value: str | None) -> str | None:
    """Write one number or text, None taking the row away; give what stood there."""
    row = writing.get(table, place)
    old = None if row is None else row[0]
    if value is None and row:
        writing.take(table, (place,), number(row[-1]))
    elif value is not None and value != old:
        writing.put(table, (place,), (value,), number(row[-1]) if row else None)
    return None if old is None else str(old)


def remember(writing: Writing, act: Act, past: Sequence[Past]) -> list[tuple[int, int]]:
    """Write lines of history; give their numbers and marks."""
    if not past:
        return []
    (last,) = writing.db.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()
    numbers = tuple(range(last + 1, last + 1 + len(past)))
    lines = [(number, *line_of(act, one)) for number, one in zip(numbers, past, strict=True)]
    return list(zip(numbers, writing.add_rows("history", lines), strict=True))


def line_of(act: Act, past: Past) -> tuple[str | None, ...]:
    """Return what a line of history holds."""
    return (*past, stamp(act.when), act.how.value, act.step)


def put_explanation(writing: Writing, one: Explanation, noted: About) -> None:
    """Write a reason with the numbers and words that it is about, over an older one."""
    about = {place: number_text(then) if isinstance(then, Decimal) else then for place, then in noted.items()}
    key = (one.check, places_text(one.at))
    content = (one.reason, one.by, one.when, json.dumps(about))
    writing.put("explanation", key, content, writing.mark_of("explanation", *key))


def add_final(writing: Writing, on: date, file: str) -> None:
    """Keep a version that is final."""
    (last,) = writing.db.execute("SELECT coalesce(max(id), 0) FROM final").fetchone()
    writing.add_rows("final", [(last + 1, on.isoformat(), stamp(writing.now), file)])


def put_printed(writing: Writing, printed: Printed) -> None:
    """Write the totals that the original of a new report prints."""
    writing.add_rows("printed", [(cell, number_text(value)) for cell, value in printed.items()])


def forget_printed(writing: Writing) -> None:
    """Take away all totals that the original prints."""
    there = writing.db.execute("SELECT cell, mark FROM printed WHERE report = ?", (writing.report,)).fetchall()
    for cell, over in there:
        writing.take("printed", (cell,), number(over))


def put_bindings(writing: Writing, bindings: Iterable[Binding]) -> None:
    """Write the bindings of a report, in place of those it had; a row that stays as it is, is not touched."""
    found = writing.db.execute(
        'SELECT text, start, "end", cells, mark FROM binding WHERE report = ?', (writing.report,)
    )
    there = {(text, start): ((end, cells), marked) for text, start, end, cells, marked in found.fetchall()}
    ordered = sorted(bindings, key=lambda one: bool(one.cells))  # where two begin at one place, the number is kept
    wanted = {(one.text, one.start): (one.end, _followed(one)) for one in ordered}
    for key in there.keys() - wanted.keys():
        writing.take("binding", key, there[key][1])
    for key, content in wanted.items():
        was, over = there.get(key, (None, None))
        if was != content:
            writing.put("binding", key, content, over)


def _followed(one: Binding) -> str:
    """Write what a stretch of a text follows, or why it waits for somebody."""
    return one.unseen.value if one.unseen else "+".join(one.cells)


def forget_facts(writing: Writing) -> list[tuple[str, str]]:
    """Let go of what became of a report: it begins anew with the next 定稿. Give what was there, but marks of ours."""
    there = writing.db.execute('SELECT "key", value, mark FROM fact WHERE report = ?', (writing.report,)).fetchall()
    for key, _, over in there:
        writing.take("fact", (key,), number(over))
    return [(str(key), str(value)) for key, value, _ in there if key != OLD_RULES]


def places_text(at: Sequence[str]) -> str:
    """Write the places of an explanation as one key."""
    return json.dumps(list(at))
