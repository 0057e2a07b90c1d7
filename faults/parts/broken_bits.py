"""A library as a crash leaves it, and what somebody sees of it: what flipped bits and torn files are tried on."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from app.assessment import assess
from app.subject import Subject
from faults.part import ROOT
from model.errors import UserError
from model.report.bindings import Binding
from model.report.file_format import loads
from model.rules.explanations import explained
from model.rules.tally import Tally
from model.storage.checksums.verifying import verify
from model.storage.files.places import beside
from model.storage.library import Library
from model.storage.records import Change, How, Stored
from model.storage.summaries import Summary
from model.storage.tallies import Counted

EDITS = 14  # that are in the -wal only


class Files(NamedTuple):
    """What stands in the folder of a library that was killed: the db, its -wal, and the note beside the lock."""

    db: bytes
    wal: bytes
    note: bytes

    def put(self, folder: Path) -> Path:
        """Lay them into a folder of their own; give the library."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        path = folder / "library.db"
        path.write_bytes(self.db)
        if self.wal:
            path.with_name("library.db-wal").write_bytes(self.wal)
        if self.note:
            beside(path, "holder").write_bytes(self.note)
        return path


@cache
def killed() -> Files:
    """Make a library with everything in it, some of it in the -wal, and take it as it stands while it is open."""
    folder = Path(mkdtemp(prefix="gouji-made-"))
    try:
        path = folder / "library.db"
        _fill(path)
        with closing(Library(path)) as library:
            for number, cell in enumerate(list(library.load(1).report.form.cells)[:EDITS]):
                library.write(1, [Change(cell, None, Decimal(1000 + number))], How.TYPED, f"第{number}步")
            wal = path.with_name("library.db-wal").read_bytes()
            return Files(path.read_bytes(), wal, beside(path, "holder").read_bytes())
    finally:
        shutil.rmtree(folder)


def _fill(path: Path) -> None:
    example = loads((ROOT / "assets" / "example.json").read_bytes())
    with closing(Library(path)) as library:
        first = library.create(replace(example, unit="甲镇人民政府"))
        second = library.create(replace(example, unit="乙镇人民政府", year=2022))
        gone = library.create(replace(example, unit="丙镇人民政府"))
        library.delete(gone)
        for one, noted in explained(example, lambda _: None):
            library.explain(first, one, noted)
        text = next(iter(example.texts))
        library.write(first, [], How.TYPED, "绑定", (Binding(text, 0, 2, tuple(example.form.cells)[:1]),))
        library.finalise(second, date(2023, 1, 20))
        for listed in library.summaries():
            tally = _tally(library, listed)
            if tally is not None:
                library.keep_tallies([Counted(listed.id, listed.basis, library.near_mark(listed), tally)])
        library.set_setting("export folder", "/tmp")  # noqa: S108 — never used


@cache
def closed() -> Files:
    """Return the same library as it stands when it was closed: no -wal, no note."""
    folder = Path(mkdtemp(prefix="gouji-made-"))
    try:
        path = killed().put(folder / "one")
        Library(path).close()
        return Files(path.read_bytes(), b"", b"")
    finally:
        shutil.rmtree(folder)


@dataclass(frozen=True)
class Seen:
    """What somebody meets who opens a library: everything that is shown, and whether something was told."""

    shown: object
    told: str = ""
    reports: tuple[Stored, ...] = ()


def look(path: Path) -> Seen:
    """Open a library, look at everything as the window does, and let the thread of the backup verify it."""
    shown: list[object] = []
    told: list[str] = []
    stored: tuple[Stored, ...] = ()
    try:
        with closing(Library(path)) as library:
            told += [str(library.lost_edits)] if library.lost_edits else []
            told += [library.read_only] if library.read_only else []
            stored = (*library.all(), *library.deleted())
            told += [one.sentence for one in library.unreadable]
            for one in stored:
                loaded = library.load(one.id)
                told += [str(misfit) for misfit in loaded.misfits]
                past = library.history(one.id, limit=10**6), library.finals(one.id)
                shown += [
                    replace(loaded, misfits=()),
                    past,
                    library.last_year(one.report),
                    tuple(library.others(one.report)),
                ]
            shown += [library.setting("export folder"), _list(library)]
            told += [str(misfit) for misfit in verify(path)]
    except UserError as error:
        told.append(error.sentence)
    return Seen((stored, shown), "; ".join(told), stored)


def _list(library: Library) -> object:
    """Return what the list shows when everything stale in it has been counted."""
    return [
        (one.id, one.unit, one.year, one.level, one.state, one.due, one.changed, _tally(library, one))
        for one in library.summaries()
    ]


def _tally(library: Library, one: Summary) -> Tally | None:
    if not one.is_stale:
        return one.tally
    try:
        stored = library.read(one.id)
    except UserError:  # told of in `unreadable`
        return None
    return assess(Subject.of(stored, library.last_year(stored.report), library.others(stored.report))).tally


def glance(path: Path) -> Seen:
    """Open a library, and look at the report that was edited last."""
    try:
        with closing(Library(path)) as library:
            stored = library.load(1)
            told = [str(one) for one in (library.lost_edits, library.read_only, *stored.misfits) if one]
            return Seen(stored, "; ".join(told), (stored,))
    except UserError as error:
        return Seen(None, error.sentence)
