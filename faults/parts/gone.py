"""The library deleted, replaced, overwritten, unmounted while edits go on: what is saved is where it was said."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from faults.part import Outcome, Part

if TYPE_CHECKING:
    from model.form.schema import Cell
    from model.storage.library import Library

Harm = Callable[[Path, random.Random], None]
BEFORE = "before.db"  # a copy of the library as it was before the last edits


def _unlink(library: Path, dice: random.Random) -> None:
    library.unlink()
    for suffix in dice.choice(((), ("-wal",), ("-wal", "-shm"))):
        library.with_name(library.name + suffix).unlink(missing_ok=True)


def _remove_folder(library: Path, _: random.Random) -> None:
    shutil.rmtree(library.parent)


def _rename_folder(library: Path, dice: random.Random) -> None:
    library.parent.rename(library.parent.with_name("elsewhere"))
    if dice.random() < 0.5:
        library.parent.mkdir()


def _rename(library: Path, _: random.Random) -> None:
    library.rename(library.with_name("other.db"))


def _replace(library: Path, dice: random.Random) -> None:
    new = library.with_name("new.db")
    shutil.copy(library.parent.parent / BEFORE, new)
    if dice.random() < 0.5:
        with closing(sqlite3.connect(new)) as db, db:
            db.execute("UPDATE report SET unit = '别人的'")
    new.replace(library)


def _overwrite(library: Path, dice: random.Random) -> None:
    content = bytearray((library.parent.parent / BEFORE).read_bytes())
    content[24:28] = dice.randbytes(4)
    with library.open("rb+") as file:
        file.write(content)


def _truncate(library: Path, dice: random.Random) -> None:
    os.truncate(library, dice.choice((0, 100, 4096, dice.randrange(library.stat().st_size))))


def _noise(library: Path, dice: random.Random) -> None:
    with library.open("rb+") as file:
        file.write(dice.randbytes(dice.choice((100, 5000, 100_000))))


def _lose_log(library: Path, dice: random.Random) -> None:
    log = library.with_name(f"{library.name}-wal")
    log.unlink(missing_ok=True)
    if dice.random() < 0.5:
        log.write_bytes(dice.randbytes(5000))


def _touch(library: Path, dice: random.Random) -> None:
    os.utime(library, (dice.randrange(2**31), dice.randrange(2**31)))


def _unmount(library: Path, _: random.Random) -> None:
    subprocess.run(["umount", "-l", library.parent], check=True)


HARMS: tuple[Harm, ...] = (
    *(_unlink, _remove_folder, _rename_folder, _rename, _replace, _overwrite, _truncate, _noise, _lose_log, _touch),
    _unmount,
)


def trial(seed: int, folder: Path) -> Outcome:
    """Edit, do harm at a moment between two edits, edit on; then look for every acknowledged edit."""
    from model.report.report import Level, Report
    from model.storage.backups import rescued
    from model.storage.library import Library

    dice = random.Random(seed)
    harm = HARMS[seed % len(HARMS)]
    rescued.own_folder = lambda: folder / "own"  # type: ignore[attr-defined]
    path = folder / "data" / "library.db"
    path.parent.mkdir()
    if harm is _unmount and not _mounted(path.parent):
        return Outcome("", {"not mounted": 1})
    with closing(Library(path)) as library:
        library.create(Report("甲县乙镇人民政府", Level.TOWNSHIP, 2023))
    shutil.copy(path, folder / BEFORE)
    told: list[str] = []
    library = Library(path)
    library.on_moved = told.append
    acknowledged: dict[Cell, Decimal] = {}
    for _ in range(dice.randrange(1, 30)):
        _edit(library, acknowledged, dice)
    harm(path, dice)
    at_path = path.read_bytes() if path.exists() else None
    before = len(acknowledged)
    after = [_edit(library, acknowledged, dice) for _ in range(dice.randrange(6))]
    library.close()
    if harm in {_truncate, _noise} and library.path == path and not all(after):
        return Outcome(f"{harm.__name__}: acknowledged {len(acknowledged) - before} into a broken file")
    return _judged(Tried(harm, path, at_path, library.path, acknowledged, told, [one for one in after if one]))


def _mounted(folder: Path) -> bool:
    """Mount a disk of its own at a folder, where that is allowed."""
    made: list[str | Path] = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder]
    return shutil.which("mount") is not None and not subprocess.run(made, check=False, capture_output=True).returncode


def _edit(library: Library, acknowledged: dict[Cell, Decimal], dice: random.Random) -> str:
    from model.errors import UserError
    from model.form.editions import FORM_2021
    from model.storage.records import Change, How

    cell, value = dice.choice(list(FORM_2021.cells)), Decimal(dice.randrange(10**6))
    try:
        library.write(1, [Change(cell, None, value)], How.TYPED, "录入")
    except UserError as error:
        return error.sentence
    acknowledged[cell] = value
    return ""


@dataclass
class Tried:
    """What was done to a library, and what the user was told."""

    harm: Harm
    old: Path
    at_path: bytes | None  # right after the harm
    path: Path  # where the work went on
    acknowledged: dict[Cell, Decimal]
    told: list[str]
    refused: list[str]


def _judged(tried: Tried) -> Outcome:
    """Compare what is in the file that was named with what was acknowledged."""
    name, moved = getattr(tried.harm, "__name__", "").strip("_"), tried.path != tried.old
    counts = {name: 1, "moved": moved, "refused": bool(tried.refused)}
    if tried.harm in {_truncate, _noise} and not moved:
        # the content is gone with the file; what counts is that nothing more is acknowledged
        return Outcome("", counts)
    if moved and not any(str(tried.path) in sentence for sentence in tried.told):
        return Outcome(f"{name}: nobody was told of {tried.path}", counts)
    if tried.harm in {_replace, _overwrite} and tried.old.read_bytes() != tried.at_path:
        return Outcome(f"{name}: what stood at the path was touched", counts)
    missing = _missing(tried.path, tried.acknowledged)
    return Outcome(f"{name}: {missing}; told {tried.told}, {tried.refused[:1]}" if missing else "", counts)


def _missing(path: Path, acknowledged: dict[Cell, Decimal]) -> str:
    from model.storage.connection import is_sound
    from model.storage.library import Library

    if not path.exists():
        return f"no file, and {len(acknowledged)} edits acknowledged"
    if not is_sound(path):
        return "the file is damaged"
    with closing(Library(path)) as library:
        there = library.load(1).report.numbers
    lost = [cell for cell, value in acknowledged.items() if there.get(cell) != value]
    return f"{len(lost)} of {len(acknowledged)} acknowledged edits are missing" if lost else ""


PART = Part(
    name="gone",
    promise="报告库打开时被删除、移走、替换、改写或拔出：说已保存的都在它说的那个文件里，别人放上的文件不动",
    goal="没有一处说已保存而不在盘上",
    trial=trial,
    sample=10 * len(HARMS),
    full=200 * len(HARMS),
)
