"""What is known of the backups of a folder, kept beside them: else each day would open them all.

A file that is missing, damaged or written by somebody else costs the opening, and nothing more.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypedDict

from model.storage.backups.backup_files import Backup, day_of
from model.storage.backups.holdings import Tip, holding, lacking
from model.storage.backups.thinning import Candidate, newest_first
from model.storage.files.rights import keep_file_private

Tips = list[tuple[int, int, str]]


class Known(TypedDict):
    """What is known of one file, as long as its size and time are these."""

    mark: str
    tips: Tips
    lacks: dict[str, Tips]  # by the name and mark of an older one: what that has and this has not


def candidates(folder: Path, stem: str, backups: Sequence[Backup], today: date) -> list[Candidate]:
    """Describe daily backups for the thinning; those that cannot be read are left out, and so left alone."""
    file = folder / f".{stem}.index.json"
    index = _read(file)
    known = {one.path.name: _known(index, one) for one in backups}
    plain = [_candidate(one, entry) for one in backups if (entry := known[one.path.name]) is not None]
    ordered = newest_first(plain, today)
    entries = {name: entry for name, entry in known.items() if entry is not None}
    told = [_with_holds(folder, at, ordered, entries) for at in range(len(ordered))]
    _write(file, entries)
    return told


def _known(index: dict[str, Known], backup: Backup) -> Known | None:
    mark = _mark(backup.path)
    entry = index.get(backup.path.name)
    if entry is not None and entry["mark"] == mark:
        return entry
    held = holding(backup.path)
    return None if held is None else Known(mark=mark, tips=_written(held.tips), lacks={})


def _candidate(backup: Backup, entry: Known) -> Candidate:
    return Candidate(backup.path.name, day_of(backup), backup.number, backup.size, _tips(entry["tips"]))


def _with_holds(folder: Path, at: int, ordered: Sequence[Candidate], entries: dict[str, Known]) -> Candidate:
    """Return which of the edits of older ones this one has; only those that it was not asked for yet are looked up."""
    one, older = ordered[at], ordered[at + 1 :]
    keys = {other.name: f"{other.name} {entries[other.name]['mark']}" for other in older}
    lacks = entries[one.name]["lacks"]
    new = [other for other in older if keys[other.name] not in lacks]
    if new:
        missing = lacking(folder / one.name, frozenset().union(*(other.tips for other in new)))
        lacks |= {keys[other.name]: _written(other.tips & missing) for other in new}
    entries[one.name]["lacks"] = {key: lacks[key] for key in keys.values()}
    holds = one.tips.union(*(other.tips - _tips(lacks[keys[other.name]]) for other in older))
    return Candidate(one.name, one.day, one.number, one.size, one.tips, holds)


def _written(tips: Iterable[Tip]) -> Tips:
    return sorted((tip.report, tip.edit, tip.mark) for tip in tips)


def _tips(listed: Tips) -> frozenset[Tip]:
    return frozenset(Tip(*one) for one in listed)


def _mark(path: Path) -> str:
    with suppress(OSError):
        status = path.stat()
        return f"{status.st_size}-{status.st_mtime_ns}"
    return ""


def _read(file: Path) -> dict[str, Known]:
    try:
        listed = json.loads(file.read_text(encoding="utf-8"))
        return {str(name): _checked(entry) for name, entry in listed.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _checked(entry: Known) -> Known:
    lacks = {str(key): _listed(tips) for key, tips in entry["lacks"].items()}
    return Known(mark=str(entry["mark"]), tips=_listed(entry["tips"]), lacks=lacks)


def _listed(tips: Tips) -> Tips:
    return [(int(report), int(edit), str(mark)) for report, edit, mark in tips]


def _write(file: Path, entries: dict[str, Known]) -> None:
    unfinished = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        unfinished.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
        keep_file_private(unfinished)
        unfinished.replace(file)
    except OSError:  # it is only a memory
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
