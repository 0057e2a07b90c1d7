"""A copy of the newest backup at a second place: a USB stick, another disk, a share."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path

from model.errors import DiskError, UserError
from model.failures import why_not_written
from model.storage.backups.backup import day_backups, thin
from model.storage.backups.backup_files import daily_name, day_of, found
from model.storage.backups.holdings import holding
from model.storage.backups.rescued import elsewhere
from model.storage.connection import is_sound
from model.storage.county.originals import back_up_originals, originals_beside
from model.storage.failures import told
from model.storage.files.durable import settle
from model.storage.files.lock import myself
from model.storage.files.places import SECOND_PLACE, backups_of, real
from model.storage.files.rights import keep_file_private
from model.storage.looking import Looking


def chosen(library: Path) -> Path | None:
    """Return the second place that the library's settings name; None where none is chosen. Any thread may ask."""
    with Looking(library) as looking:
        named = looking.setting(SECOND_PLACE)
    return Path(named) if named else None


def remembered(library: Path) -> Path | None:
    """Return the second place of a library that may not be readable: else its newest backup that is knows it."""
    for file in (library, *(one.path for one in (*found(library), *elsewhere(library)))):
        with suppress(UserError):
            return chosen(file)
    return None


def stem_there(library: Path) -> str:
    """Name a library at a place that others use, too: by its machine, and by where it lies on it."""
    machine = re.sub(r"[^\w-]", "_", myself().machine)[:40]
    place = blake2b(str(real(library)).encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    return f"{library.stem}-{machine}-{place}"


def copy_there(library: Path, folder: Path, today: date) -> str | None:
    """Copy the newest backup to the second place and read it there; give what is to be said of the space there.

    Raises:
        UserError: the place is not there or cannot be written; the sentence says that the backup is only here.
    """
    if not folder.is_dir():  # never made: where no stick is in, it would be made on the disk of the machine
        raise DiskError(f"第二处“{folder}”现在用不了，今天的备份只在这台电脑上；请插好U盘或连上共享文件夹")
    newest = next(iter(day_backups(library, today)), None)
    if newest is None:
        return None
    stem = stem_there(library)
    to = folder / daily_name(stem, day_of(newest), newest.number)
    with told(to):
        try:
            _clear(folder, stem)
            if not _is_there(newest.path, to):
                _copy(newest.path, to)
                _note(library)
            back_up_originals(library, originals_beside(to))
        except OSError as error:  # told as a step that was not saved, it would send the clerk looking for what is lost
            why = why_not_written(error)
            raise DiskError(f"第二处“{folder}”里没有写成备份，今天的备份只在这台电脑上：{why}") from error
    return thin(folder, stem, today)


def _clear(folder: Path, stem: str) -> None:
    """Remove what a killed process of this machine has left half-written there."""
    mine = f".{os.getpid()}.part"
    for file in folder.iterdir():
        if file.name.startswith(f".{stem}-") and file.name.endswith(".part") and not file.name.endswith(mine):
            file.unlink(missing_ok=True)


def _is_there(backup: Path, to: Path) -> bool:
    return to.is_file() and to.stat().st_size == backup.stat().st_size and holding(to) == holding(backup)


def _copy(backup: Path, to: Path) -> None:
    unchecked = to.with_name(f".{to.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(backup, unchecked)
        _let_go(unchecked)
        if not is_sound(unchecked) or holding(unchecked) != holding(backup):
            raise UserError(f"第二处“{to.parent}”里的备份写好后读出来不一样，没有留下，请换一个U盘或文件夹")
        settle(unchecked, to)
    finally:
        unchecked.unlink(missing_ok=True)


def _let_go(file: Path) -> None:
    """Write a file out and forget it, so that it is read back from where it was written."""
    with file.open("rb+") as written:
        os.fsync(written.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(written.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _note(library: Path) -> None:
    noted = _noted(library)
    with suppress(OSError):  # it is only a memory
        noted.write_text(datetime.now().astimezone().isoformat(timespec="seconds"), encoding="ascii")
        keep_file_private(noted)


def last_time(library: Path) -> datetime | None:
    """Say when a backup last came to the second place."""
    try:
        return datetime.fromisoformat(_noted(library).read_text(encoding="ascii")).astimezone()
    except (OSError, ValueError, OverflowError):
        return None


def _noted(library: Path) -> Path:
    return backups_of(library) / f".{library.stem}.second"
