"""Restores: of a library that was killed at its work, sound or damaged, and with kills in the middle of restoring."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from faults.part import ROOT, Outcome, Part
from model.errors import UserError
from model.report.file_format import loads
from model.report.report import Report
from model.storage.backups import replacing
from model.storage.backups.backup import daily_backup
from model.storage.backups.backup_files import BackupOrigin, found
from model.storage.backups.restoring import restore
from model.storage.files import durable
from model.storage.files.places import real, whole
from model.storage.library import Library
from model.storage.looking import Looking, read_through
from model.storage.records import Change, How

DAY = date(2026, 1, 20)
KILLS = 20  # steps on the disk: more than a restore takes, so some are not killed
Bytes = dict[str, bytes]


@cache
def example() -> Report:
    """Return a report with everything in it."""
    return loads((ROOT / "assets" / "example.json").read_bytes())


def trial(seed: int, folder: Path) -> Outcome:
    """Restore a backup over a library that was left in some state; be killed at some step, and go on as one would."""
    dice = random.Random(seed)
    path = folder / dice.choice(("library.db", "[a].db", "年报 库.db"))
    backup = worked_on(path, dice)
    state = dice.choice(STATES)
    state(path, dice)
    old, wanted = bytes_of(path), content(backup)
    killed = restored_and_killed(path, backup, seed % KILLS + 1 if dice.random() < 0.8 else 0)
    broken = _after_a_kill(path, old, wanted) if killed else ""
    if not broken and content(path) != wanted:
        restore(path, backup)  # the kill came before anything was decided: it is asked for once more
    broken = broken or _whole(path, wanted) or _kept(path, old) or ("" if content(backup) == wanted else "the backup")
    return Outcome(broken, {f"library {state.__name__}": 1, "killed": int(killed)})


def worked_on(path: Path, dice: random.Random) -> Path:
    """Make a library and its backup; work on; be killed with much of the work in the log only."""
    with closing(Library(path)) as library:
        for n in range(3):
            library.create(replace(example(), unit=f"{n}镇"))
        _work(library, dice, dice.randrange(1, 30))
        backup = daily_backup(path, DAY)
        if backup is None:
            raise RuntimeError("no backup was made")
        _work(library, dice, dice.randrange(200))
        if dice.random() < 0.5:
            library.create(replace(example(), unit="新镇"))
    _in_a_process_that_dies(lambda: _work(Library(path), dice, dice.randrange(1, 60)))
    return backup


def _work(library: Library, dice: random.Random, times: int) -> None:
    cells = list(example().form.typed_cells)
    for n in range(times):
        library.write(dice.randrange(1, 4), [Change(dice.choice(cells), None, Decimal(n))], How.TYPED, "录入")


def _in_a_process_that_dies(act: Callable[[], object]) -> bool:
    """Do it in a process that is killed when it is done, if not before; True if it was before."""
    done, told = os.pipe()
    child = os.fork()
    if not child:
        try:
            act()
            os.write(told, b"1")
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.close(told)
    os.waitpid(child, 0)
    before = os.read(done, 1) == b""
    os.close(done)
    return before


# In what state the library is


def sound(_path: Path, _dice: random.Random) -> None:
    """Leave it as the kill left it."""


def missing(path: Path, _dice: random.Random) -> None:
    """Take it away; its log stays."""
    path.unlink()


def emptied(path: Path, _dice: random.Random) -> None:
    """Leave nothing in it."""
    path.write_bytes(b"")


def cut_short(path: Path, dice: random.Random) -> None:
    """Take its end away."""
    os.truncate(path, dice.randrange(1, path.stat().st_size))


def overwritten(path: Path, dice: random.Random) -> None:
    """Write noise over some of its pages."""
    with path.open("rb+") as file:
        for _ in range(dice.randrange(1, 6)):
            file.seek(dice.randrange(path.stat().st_size // 4096) * 4096)
            file.write(dice.randbytes(4096))


def torn(path: Path, dice: random.Random) -> None:
    """Cut its log."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        os.truncate(log, dice.randrange(log.stat().st_size + 1))


STATES = (sound, sound, missing, emptied, cut_short, overwritten, torn)


# The restore, and what must be so after it


def restored_and_killed(path: Path, backup: Path, step: int) -> bool:
    """Restore in a process that is killed before its step on the disk of that number; 0 is never."""
    if not step:
        restore(path, backup)
        return False

    def act() -> None:
        _kill_at(step)
        restore(path, backup)

    return _in_a_process_that_dies(act)


def _kill_at(step: int) -> None:
    done = [0]

    def counted(what: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **named: object) -> object:
            done[0] += 1
            if done[0] >= step:
                os.kill(os.getpid(), signal.SIGKILL)
            return what(*arguments, **named)

        return run

    for owner, name in ((Path, "replace"), (Path, "unlink"), (durable, "sync_folder"), (replacing, "sync_folder")):
        setattr(owner, name, counted(getattr(owner, name)))


def _after_a_kill(path: Path, old: Bytes, wanted: object) -> str:
    """Start again: the library is the backup, or it is all as it was, down to the last byte."""
    decided = any("restoring-" in one.name for one in path.parent.iterdir()) or bytes_of(path) != old
    if not decided:
        return ""
    try:
        Library(path).close()
    except UserError as error:
        return f"after a kill it does not open: {error.sentence}"
    return "" if content(path) == wanted else "after a kill it is neither the old one nor the backup"


def _whole(path: Path, wanted: object) -> str:
    try:
        with closing(Library(path)) as library:
            if library.read_only or library.lost_edits:
                return f"told of it: {library.read_only or library.lost_edits}"
            if content(path) != wanted:
                return "it is not the backup"
            _work(library, random.Random(0), 3)
        read_through(path)
    except UserError as error:
        return f"it does not open: {error.sentence}"
    return ""


def _kept(path: Path, old: Bytes) -> str:
    """Whether the library that was there before lies beside the backups, every byte of it."""
    if path.name not in old:
        return ""
    for one in found(path):
        if one.source is BackupOrigin.ASIDE and bytes_of(one.path, path.name) == old:
            return ""
    return "the library that was there before is not whole beside the backups"


def bytes_of(file: Path, name: str | None = None) -> Bytes:
    """Return what a library consists of, but for the memory that its processes share, by the names it has as `name`."""
    named = {one: (name or file.name) + one.name.removeprefix(file.name) for one in whole(real(file))}
    return {to: one.read_bytes() for one, to in named.items() if one.exists() and not to.endswith("-shm")}


def content(file: Path) -> object:
    """Return all that a file holds; None where it cannot be read."""
    try:
        with Looking(file) as looking:
            reports = (*looking.all(), *looking.deleted())
            return [(one, looking.history(one.id, limit=10**6), looking.finals(one.id)) for one in reports]
    except UserError:
        return None


PART = Part(
    name="restores",
    promise="恢复以后就是那份备份，一处不差；原来的报告库整个留着；恢复到一半被杀掉，再打开时不是原样就是备份",
    goal="60/60",
    trial=trial,
    sample=60,
    full=600,
)
