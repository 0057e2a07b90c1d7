"""The trail of undo: what each step changed in a report, row by row, and which steps were taken back.

A step is kept in the transaction that makes it. It holds each row as it was and as it became; of a text only the
stretch that differs. It is taken back only where the rows still stand as it left them: what was changed otherwise since
is never written over. The trail begins anew where a report is closed, and where it is changed by what cannot be taken
back step by step: then one row says what.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from model.errors import UserError
from model.form.schema import Cell
from model.report.printed import printed_place
from model.report.prose import difference
from model.storage.changing import explanation_place
from model.storage.checksums.sums import STEP, mark, number, quoted, tolerant
from model.storage.records import Move, UndoTrail
from model.storage.rows import Past
from model.storage.unit_state import UnitState
from model.storage.units import whole
from model.storage.writing import Row, Writing
from model.values import NamedTuple

_UNDONE, _DONE, _END = 0, 1, 2  # what a row of the trail is
_COLUMNS = quoted(STEP)
_LAST = f"SELECT {_COLUMNS}, mark FROM step WHERE report = ? AND kind = ? ORDER BY id DESC LIMIT 1"  # noqa: S608
_NEXT = f"SELECT {_COLUMNS}, mark FROM step WHERE report = ? AND kind = ? ORDER BY id LIMIT 1"  # noqa: S608
_PUT = f"INSERT OR REPLACE INTO step ({_COLUMNS}, mark) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608
_CHANGED_SINCE = "“{}”之后这里又有别的改动，不能再{}；以前的内容可以在修改记录里取回。"
_NOT_AS_KEPT = "“{}”这一步的记录与保存时不符，不能{}；以前的内容可以在修改记录里取回。"

_PLACES: dict[str, Callable[[list[str]], str]] = {  # how the history names a row; of bindings it tells nothing
    "number": lambda key: key[0],
    "text": lambda key: key[0],
    "printed": lambda key: printed_place(Cell(key[0])),
    "opinion": lambda key: f"opinion/{key[0]}",
    "explanation": lambda key: explanation_place(key[0], json.loads(key[1])),
}


class ReportHeading(NamedTuple):
    """What a report is about, as a step keeps it."""

    unit: str
    level: str
    year: int
    deadline: str | None


class HeadingMove(NamedTuple):
    """From which heading to which, and how the units were that this concerned, before and afterwards."""

    old: ReportHeading
    new: ReportHeading
    before: UnitState
    after: UnitState


class Step(NamedTuple):
    """One step: the rows that it changed, each with its key, as it was and as it became; and the heading."""

    number: int
    label: str
    rows: list[list[Any]]
    moved: HeadingMove | None


def note(writing: Writing, move: Move, label: str, moved: HeadingMove | None = None) -> None:
    """Keep what a transaction did as a step, or that it took the last one back or made it again."""
    match move:
        case Move.NEW:
            _drop(writing, _UNDONE)
            _put(writing, _next_number(writing.db), label, (_rows(writing), moved))
        case Move.GROWS:
            _drop(writing, _UNDONE)
            _grow(writing, label)
        case Move.BACK | Move.AGAIN:
            was, becomes = (_DONE, _UNDONE) if move is Move.BACK else (_UNDONE, _DONE)
            row = _row(writing, was)
            if row is not None:
                _turn(writing, row, becomes)
        case Move.END:
            writing.db.execute("DELETE FROM step WHERE report = ?", (writing.report,))
            end(writing.db, writing.report, label)


def end(db: sqlite3.Connection, report: int, label: str) -> None:
    """Let a trail begin here; the label says what is not taken back."""
    row = (_next_number(db), report, label, _END, "")
    db.execute(_PUT, (*row, mark("step", row)))


def read_trail(db: sqlite3.Connection, report: int) -> UndoTrail:
    """Return the labels of the steps of a report."""
    with tolerant(db):
        rows = db.execute("SELECT label, kind FROM step WHERE report = ? ORDER BY id", (report,)).fetchall()
    done, undone, ends = (tuple(whole(label) for label, of in rows if of == kind) for kind in (_DONE, _UNDONE, _END))
    return UndoTrail(done, undone, ends[-1] if ends else "")


def next_step(writing: Writing, move: Move) -> Step | None:
    """Return the step to take back, or to make again; None where there is none.

    Raises:
        UserError: it is not as it was kept.
    """
    row = _row(writing, _DONE if move is Move.BACK else _UNDONE)
    if row is None:
        return None
    values: list[Any] = list(row[:-1])
    if mark("step", values) != row[-1]:
        raise UserError(_NOT_AS_KEPT.format(whole(values[2]), _word(move)))
    kept = json.loads(values[-1])
    moved = kept.get("moved")
    return Step(values[0], values[2], kept["rows"], moved and _moved(*moved))


def _moved(old: list[Any], new: list[Any], before: UnitState, after: UnitState) -> HeadingMove:
    return HeadingMove(ReportHeading(*old), ReportHeading(*new), before, after)


def tread(writing: Writing, step: Step, move: Move) -> list[Past]:
    """Bring the rows of a step to how they were before it, or after it; give the lines for the history.

    Raises:
        UserError: a row is not as the step left it.
    """
    return [line for row in step.rows for line in _written(writing, step, row, move)]


def _written(writing: Writing, step: Step, row: list[Any], move: Move) -> Iterator[Past]:
    table, key, old, new = row
    there, wanted = (new, old) if move is Move.BACK else (old, new)
    found = writing.get(table, *key)
    now = None if found is None else list(found[:-1])
    if table == "text":
        words = "" if now is None else str(now[0])
        becomes = _spliced(words, there, wanted)
        insist_on(becomes is not None, step.label, move)
        wanted = [becomes] if becomes else None
    else:
        insist_on(now == there, step.label, move)
    over = 0 if found is None else number(found[-1])
    if wanted is None and found is not None:
        writing.take(table, tuple(key), over)
    elif wanted is not None:
        writing.put(table, tuple(key), tuple(wanted), over)
    if table in _PLACES:
        yield Past(_PLACES[table](key), str(now[0]) if now else None, str(wanted[0]) if wanted else None)


def insist_on(so: object, label: str, move: Move) -> None:
    """Let a step be taken back only where it left things as they are.

    Raises:
        UserError: they are otherwise.
    """
    if not so:
        raise UserError(_CHANGED_SINCE.format(label, _word(move)))


def _word(move: Move) -> str:
    return "撤销" if move is Move.BACK else "重做"


# What a step holds


def _rows(writing: Writing) -> list[list[Any]]:
    """Return what the rows were that a transaction changed, and what they are."""
    return [_as_kept(table, key, old, new) for (table, key), (old, new) in writing.journal.items() if old != new]


def _as_kept(table: str, key: Row, old: Row | None, new: Row | None) -> list[Any]:
    if table != "text":
        return [table, list(key), old and list(old), new and list(new)]
    was, now = str(old[0]) if old else "", str(new[0]) if new else ""
    start, stop, words = difference(was, now)
    return [table, list(key), [start, was[start:stop]], [start, words]]


def _spliced(text: str, there: list[Any], wanted: list[Any]) -> str | None:
    """Put a stretch of a text in the place of another; None where that does not stand there."""
    start, words = there
    stop = start + len(words)
    return text[:start] + wanted[1] + text[stop:] if text[start:stop] == words else None


def _grow(writing: Writing, label: str) -> None:
    """Let the last step have changed what this transaction changed, too."""
    last = next_step(writing, Move.BACK)
    if last is None:
        note(writing, Move.NEW, label)
        return
    kept = {(table, tuple(key)): (old, new) for table, key, old, new in last.rows}
    for (table, key), (old, new) in writing.journal.items():
        before = kept.get((table, key))
        if before is not None and table == "text":
            first = _spliced(str(old[0]) if old else "", before[1], before[0])
            kept[table, key] = tuple(_as_kept(table, key, (first,), new)[2:])
        elif before is not None:
            kept[table, key] = before[0], new and list(new)
        else:
            kept[table, key] = tuple(_as_kept(table, key, old, new)[2:])
    rows = [[table, list(key), old, new] for (table, key), (old, new) in kept.items() if old != new]
    _put(writing, last.number, label, (rows, last.moved))


def _put(writing: Writing, number_of: int, label: str, kept: tuple[list[list[Any]], HeadingMove | None]) -> None:
    content = json.dumps({"rows": kept[0], "moved": kept[1]}, ensure_ascii=False, separators=(",", ":"))
    row = (number_of, writing.report, label, _DONE, content)
    writing.db.execute(_PUT, (*row, mark("step", row)))


def _row(writing: Writing, kind: int) -> Row | None:
    with tolerant(writing.db):
        row: Row | None = writing.db.execute(_LAST if kind == _DONE else _NEXT, (writing.report, kind)).fetchone()
    return row


def _turn(writing: Writing, row: Row, kind: int) -> None:
    """Write a step as taken back or made again; one that is not as it was kept stays so."""
    *values, marked = row
    fits = mark("step", values) == marked
    values[3] = kind
    writing.db.execute(_PUT, (*values, mark("step", values) if fits else -1))


def _drop(writing: Writing, kind: int) -> None:
    writing.db.execute("DELETE FROM step WHERE report = ? AND kind = ?", (writing.report, kind))


def _next_number(db: sqlite3.Connection) -> int:
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM step").fetchone()
    return int(last) + 1
