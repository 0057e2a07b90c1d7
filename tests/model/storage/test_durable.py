"""Nothing that was acknowledged stands on a name that a power cut takes away: contents, names, and folders' names."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from export import replace_file
from model.errors import UserError
from model.storage import migrations
from model.storage.backups.backup import daily_backup
from model.storage.backups.restoring import restore
from model.storage.files.durable import make_folder, settle, sync_folder
from model.storage.files.lock import Lock
from model.storage.files.places import backups_of, beside
from model.storage.library import Library
from model.storage.migrations import Migration
from tests.model.storage.samples import a_report
from tests.systems import posix_only

DATA = Path(__file__).parents[2] / "data"

pytestmark = posix_only("Windows brings names to the disk by itself")


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note which file or folder is synced, by its number; what SQLite syncs it syncs itself."""
    noted: list[int] = []

    def sync(descriptor: int) -> None:
        noted.append(os.fstat(descriptor).st_ino)

    monkeypatch.setattr(os, "fsync", sync)
    return noted


def number(path: Path) -> int:
    return path.stat().st_ino


def test_the_folders_of_a_first_start_are_on_disk_before_anything_is_in_them(tmp_path: Path, synced: list[int]) -> None:
    path = tmp_path / "share" / "gouji" / "library.db"
    with closing(Library.open(path)):
        assert synced[:2] == [number(tmp_path), number(tmp_path / "share")]


def test_folders_that_are_there_are_not_waited_for(path: Path, synced: list[int]) -> None:
    with closing(Library.open(path)):
        assert synced == []


def test_a_backup_is_on_disk_with_its_folder(path: Path, library: Library, synced: list[int]) -> None:
    library.create(a_report())
    made = daily_backup(path, date(2024, 1, 3))
    assert made is not None
    assert synced == [number(path.parent), number(made), number(backups_of(path))]


def test_the_backup_of_before_a_migration_is_on_disk_before_it_begins(
    path: Path, synced: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(DATA / "library-v1.db", path)
    before: list[list[int]] = []
    take = migrations.take_steps

    def take_steps(connection: sqlite3.Connection, ahead: Sequence[Migration]) -> None:
        before.append([*synced])
        take(connection, ahead)

    monkeypatch.setattr(migrations, "take_steps", take_steps)
    with closing(Library.open(path)):
        (kept,) = backups_of(path).iterdir()
        assert before == [[number(path.parent), number(kept), number(backups_of(path))]]


def test_no_edit_is_told_as_lost_after_a_restore_that_was_cut_off(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Library.open(path)) as library:
        library.create(a_report())
        backup = daily_backup(path, date(2024, 1, 3))
        library.create(a_report())
        note = beside(path, "holder").read_bytes()
    beside(path, "holder").write_bytes(note)  # as one leaves it that dies
    assert backup is not None
    with monkeypatch.context() as dying:
        dying.setattr(Lock, "release", lambda lock: lock._held.close())
        restore(path, backup)
    assert beside(path, "holder").exists()
    with closing(Library.open(path)) as library:
        assert len(library.all()) == 1
        assert library.lost_edits is None


def test_an_exported_file_is_on_disk_then_its_name(tmp_path: Path, synced: list[int]) -> None:
    file = tmp_path / "年报.json"
    for _ in range(2):  # where there is none, and over an older one
        replace_file(file, b"new")
        assert synced == [number(file), number(tmp_path)]
        file.chmod(0o444)  # the next one will be so, too, but only when it is written
        synced.clear()


def test_a_folder_that_cannot_be_synced_hinders_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def refuse(descriptor: int) -> None:
        if os.fstat(descriptor).st_ino == number(tmp_path):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    make_folder(tmp_path / "a" / "b")
    (tmp_path / "part").write_bytes(b"new")
    settle(tmp_path / "part", tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"new"


def test_a_folder_that_may_be_written_but_not_read_hinders_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", refuse)
    sync_folder(tmp_path)


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_loses_names_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def fail(descriptor: int) -> None:
        if os.fstat(descriptor).st_ino == number(tmp_path):
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UserError):
        replace_file(tmp_path / "年报.json", b"new")
    with pytest.raises(OSError, match=os.strerror(code)):
        make_folder(tmp_path / "a")
