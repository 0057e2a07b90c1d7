"""What may have stood where a row does not fit, and how it is written when somebody has chosen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from model.errors import UserError
from model.storage.checksums.sums import HEADER, TABLES, SummedTable, mark, matching, number, quoted, tolerant
from model.storage.checksums.verifying import content_misfits, last_values
from model.storage.connection import connect_to_read
from model.storage.files.places import backups_of
from model.storage.records import Misfit, MisfitKind, Offer
from model.storage.rows import Past
from model.storage.units import unit_of
from model.storage.writing import Writing

_TOLD = ("unit", "level", "year", "edition", "state", "finalised_on", "deadline", "deleted")  # of a header
_HEADERS = SummedTable("report", ("id",), HEADER[1:], "")
_SOUGHT = 2000  # characters of a row: longer ones would take more than half a second
_OFFERED = {MisfitKind.ROW, MisfitKind.MISSING, MisfitKind.HEADER}


def offers(db: sqlite3.Connection, library: Path, misfit: Misfit) -> tuple[Offer, ...]:
    """Return what the history says, what the newest backup that has it says, and what one flipped bit would explain.

    What stands there now is not among them.
    """
    if misfit.kind not in _OFFERED or misfit.table == "sketch":
        return ()
    with tolerant(db):
        found = [*_from_history(db, misfit), *_from_backups(library, misfit), *_from_the_mark(db, misfit)]
    other: dict[object, Offer] = {}
    for one in found:
        if one.content != misfit.content:
            other.setdefault(one.content, one)
    return tuple(other.values())


def _from_history(db: sqlite3.Connection, misfit: Misfit) -> Iterator[Offer]:
    values = last_values(db, misfit.report)
    if misfit.table in {"number", "text"}:
        value = values.get(misfit.place)
        yield Offer("修改记录", None if value is None else (value,))
    elif misfit.kind is MisfitKind.HEADER and misfit.content is not None:
        header = dict(zip(HEADER, misfit.content, strict=True))
        header |= {name: _as_column(name, values[name]) for name in _TOLD if name in values}
        yield Offer("修改记录", tuple(header.values()))


def _as_column(name: str, value: str | None) -> str | int | None:
    return int(value) if name == "year" and value is not None else value


def _from_backups(library: Path, misfit: Misfit) -> Iterator[Offer]:
    """Look into the backups, newest first, until one has the row as it was written."""
    for backup in _backups(library):
        with suppress(sqlite3.Error, UserError), closing(connect_to_read(backup)) as db, tolerant(db):
            row = _row(db, misfit)
            if row is not None:
                yield Offer(f"备份{backup.stem.removeprefix(f'{library.stem}-')}", row)
                return


def _from_the_mark(db: sqlite3.Connection, misfit: Misfit) -> Iterator[Offer]:
    """Find the one bit without which the row fits its mark: then what was written is known for sure."""
    if misfit.content is None or misfit.kind is MisfitKind.MISSING:
        return
    key = () if misfit.kind is MisfitKind.HEADER else misfit.key
    if len(str(misfit.content)) > _SOUGHT:
        return
    marked = _mark_of(db, misfit)
    for at, value in enumerate(misfit.content):
        for other in _one_bit_away(value):
            content = (*misfit.content[:at], other, *misfit.content[at + 1 :])
            if mark(misfit.table, (*key, *content)) == marked:
                yield Offer("校验值", content)
                return


def _mark_of(db: sqlite3.Connection, misfit: Misfit) -> int | None:
    key = TABLES.get(misfit.table, _HEADERS).key
    row = db.execute(f"SELECT mark FROM {misfit.table} WHERE {matching(key)}", misfit.key).fetchone()  # noqa: S608
    return None if row is None else number(row[0])


def _one_bit_away(value: object) -> Iterator[str | int]:
    if isinstance(value, int):
        yield from (value ^ (1 << bit) for bit in range(63))
    elif isinstance(value, str):
        written = bytearray(value.encode("utf-8", "surrogateescape"))
        for at, byte in enumerate(written):
            for bit in range(8):
                written[at] = byte ^ (1 << bit)
                with suppress(UnicodeDecodeError):
                    yield written.decode()
            written[at] = byte


def _backups(library: Path) -> list[Path]:
    """List what may be backups of a library, newest first: their names end with the day."""
    with suppress(OSError):
        files = [file for file in backups_of(library).iterdir() if file.name.startswith(f"{library.stem}-")]
        return sorted((file for file in files if file.suffix == ".db"), reverse=True)
    return []


def _row(db: sqlite3.Connection, misfit: Misfit) -> tuple[Any, ...] | None:
    """Return what a row of a backup holds; None where there is none that fits."""
    table = TABLES.get(misfit.table, _HEADERS)
    key, columns = table.key, table.columns
    statement = f"SELECT {quoted((*columns, 'mark'))} FROM {misfit.table} WHERE {matching(key)}"  # noqa: S608
    row = db.execute(statement, misfit.key).fetchone()
    if row is None or mark(misfit.table, row[:-1]) != row[-1]:
        return None
    return tuple(row[:-1]) if misfit.kind is MisfitKind.HEADER else tuple(row[len(key) : -1])


def put_right(writing: Writing, misfit: Misfit, content: tuple[Any, ...] | None) -> list[Past]:
    """Write what somebody has chosen, also what stands there already; give it for the history."""
    if misfit.kind is MisfitKind.HEADER:
        return _put_header(writing, misfit, content or ())
    if misfit.kind is MisfitKind.COUNT:
        writing.count_anew(misfit.table)
        writing.sketch_anew()
        return [Past(misfit.table, None, None)]
    others = [
        one for one in content_misfits(writing.db, writing.report) if one.kind in {MisfitKind.MISSING, MisfitKind.COUNT}
    ]
    key = misfit.key[1:]
    over = writing.mark_of(misfit.table, *key)
    if misfit.table == "sketch":  # it follows from the text
        writing.sketch_anew()
    elif content is not None:
        writing.put(misfit.table, key, content, over)
    elif over is not None:
        writing.take(misfit.table, key, over)
    if not [one for one in others if one.place != misfit.place]:  # else these would count as looked at, too
        writing.count_anew(TABLES[misfit.table].total)
    return [Past(misfit.place, _told(misfit.content), _told(content))]


def _put_header(writing: Writing, misfit: Misfit, content: Sequence[Any]) -> list[Past]:
    before, after = writing.header, dict(zip(HEADER, content, strict=True))
    changed = [name for name in _TOLD if before[name] != after[name]]
    past = [Past(name, *(None if one is None else str(one) for one in (before[name], after[name]))) for name in changed]
    before.update({name: after[name] for name in changed})
    before["unit_id"] = unit_of(writing.db, str(before["unit"]))
    writing.trust_header()
    written = next((one.content for one in _from_the_mark(writing.db, misfit)), None)
    writing.sketch_anew()
    if written is not None:  # the sums, too, as they were: what is missing must not count as looked at with the header
        writing.trust_sums(written)
    return past or [Past(misfit.table, None, None)]


def _told(content: tuple[Any, ...] | None) -> str | None:
    """Write for the history what a row holds; broken bytes are shown as such."""
    if not content:
        return None
    words = str(content[0]) if len(content) == 1 else "；".join("" if one is None else str(one) for one in content)
    return words.encode("utf-8", "replace").decode()
