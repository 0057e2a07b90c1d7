"""The files that may be backups of a library: where they lie, where they come from, when they were made."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from model.labelled import LabelledEnum
from model.storage.files.places import STAMP, backups_of, whole
from model.values import NamedTuple


class BackupOrigin(LabelledEnum):
    """Where a backup comes from."""

    DAILY = "daily", "每天"
    WEEKLY = "weekly", "每周"
    MONTHLY = "monthly", "每月"
    MANUAL = "manual", "手动"  # when somebody asked for it
    UPGRADE = "upgrade", "升级前"
    SECOND = "second", "第二处"
    ASIDE = "aside", "恢复前"  # what a restore took the place of
    RESCUED = "rescued", "找回"  # what went on after the library was deleted under the program
    ELSEWHERE = "elsewhere", "别处"


class Backup(NamedTuple):
    """A file that may be a backup; whether it can be read is another question."""

    path: Path
    source: BackupOrigin
    made: datetime
    size: int
    number: int = 1  # of those of one day


_DAY = r"(\d{4}-\d{2}-\d{2})(?:-(\d{1,4}))?"
_ASIDE = r"恢复前-(\d{8}-\d{6})(?:-\d+)?"
_KINDS = (
    (re.compile(_DAY, re.ASCII), BackupOrigin.DAILY),
    (re.compile(r"v\d+-before-v\d+", re.ASCII), BackupOrigin.UPGRADE),
    (re.compile(_ASIDE, re.ASCII), BackupOrigin.ASIDE),
    (re.compile(r"找回-.+"), BackupOrigin.RESCUED),
)


def found(library: Path) -> tuple[Backup, ...]:
    """List what lies in the library's folder of backups under its name, newest first.

    A symbolic link is none: what it leads to may be the library itself.
    """
    return _named_after(backups_of(library), library.stem)


def daily(folder: Path, stem: str) -> tuple[Backup, ...]:
    """List those made day by day under a name, newest first."""
    return tuple(one for one in _named_after(folder, stem) if one.source is BackupOrigin.DAILY)


def _named_after(folder: Path, stem: str) -> tuple[Backup, ...]:
    return newest_first([_backup(one, stem) for one in _entries(folder) if one.name.startswith(f"{stem}-")])


def lying_in(folder: Path, source: BackupOrigin) -> tuple[Backup, ...]:
    """List whatever may be a library in a folder, newest first."""
    return newest_first([_of(entry, source) for entry in _entries(folder)])


def newest_first(listed: list[Backup]) -> tuple[Backup, ...]:
    """Put backups in order."""
    return tuple(sorted(listed, key=lambda one: (one.made.timestamp(), one.number, one.path.name), reverse=True))


def day_of(backup: Backup) -> date:
    """Return the day that a daily backup bears in its name."""
    return backup.made.date()


def daily_name(stem: str, day: date, number: int = 1) -> str:
    """Name the backup of a day.

    >>> daily_name("library", date(2026, 1, 2)), daily_name("library", date(2026, 1, 2), 2)
    ('library-2026-01-02.db', 'library-2026-01-02-2.db')
    """
    return f"{stem}-{day.isoformat()}{'' if number == 1 else f'-{number}'}.db"


def a_file(path: Path, source: BackupOrigin) -> Backup:
    """Describe one file.

    Raises:
        OSError: it is not there, or may not be looked at.
    """
    return Backup(path, source, _when(path.stat().st_mtime), _size(path))


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from (one for one in entries if one.name.endswith(".db") and _is_file(one))
    except OSError:  # there is none, or it is no folder: nothing lies there
        return


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file(follow_symlinks=False) and not entry.name.startswith(".")
    except OSError:
        return False


def _backup(entry: os.DirEntry[str], stem: str) -> Backup:
    rest = entry.name[len(stem) + 1 : -len(".db")]
    for pattern, source in _KINDS:
        match = pattern.fullmatch(rest)
        if match is not None:
            return _named(entry, source, match)
    return _of(entry, BackupOrigin.ELSEWHERE)


def _named(entry: os.DirEntry[str], source: BackupOrigin, match: re.Match[str]) -> Backup:
    """Read what the name says; one that names no day was named by somebody else."""
    plain = _of(entry, source)
    try:
        if source is BackupOrigin.DAILY:
            day = date.fromisoformat(match[1])
            made = plain.made if plain.made.date() == day else datetime(day.year, day.month, day.day).astimezone()
            return Backup(plain.path, source, made, plain.size, int(match[2] or 1))
        if source is BackupOrigin.ASIDE:
            made = datetime.strptime(match[1], STAMP).astimezone()
            return Backup(plain.path, source, made, plain.size)
    except (ValueError, OverflowError, OSError):
        return _of(entry, BackupOrigin.ELSEWHERE)
    return plain


def _of(entry: os.DirEntry[str], source: BackupOrigin) -> Backup:
    path = Path(entry.path)
    try:
        return a_file(path, source)
    except OSError:  # gone meanwhile
        return Backup(path, source, _when(0), 0)


def _size(path: Path) -> int:
    return sum(one.stat().st_size for one in whole(path) if one.exists())


def _when(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone()
    except (ValueError, OverflowError, OSError):  # a file system may say anything
        return datetime(1980, 1, 1, tzinfo=UTC)
