"""A restore restores: the backup as it was, nothing of the old log in it, and the old library whole beside it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from model.errors import UserError
from model.storage.backups import replacing
from model.storage.backups.backup import back_up
from model.storage.backups.backup_files import BackupOrigin, found
from model.storage.backups.holdings import holding
from model.storage.backups.replacing import finish
from model.storage.backups.restoring import all_backups, kept_backups, restore, take_one
from model.storage.backups.second_place import stem_there
from model.storage.files import durable
from model.storage.files.lock import Lock
from model.storage.files.places import STAMP, backups_of, whole
from model.storage.library import Library
from model.storage.looking import Looking, read_through
from model.storage.records import Change, How, Stored
from tests.model.storage.samples import CELL, a_report
from tests.systems import needs_links

Content = tuple[tuple[Stored, ...], tuple[object, ...]]


def content(path: Path) -> Content:
    with Looking(path) as looking:
        reports = looking.all()
        return reports, tuple(looking.history(one.id) for one in reports)


def edit(library: Library, times: int, first: int = 0) -> None:
    for value in range(first, first + times):
        library.write(1, [Change(CELL, None, Decimal(value))], How.TYPED, "录入")


@pytest.fixture
def backup(path: Path) -> Path:
    """Return the backup of a library that was worked on since and whose process died: its log is still beside it."""
    backup = backups_of(path) / "library-2024-01-03.db"
    with closing(Library(path)) as library:
        library.create(a_report())
        edit(library, 5)
        library.backup(backup)
        edit(library, 30, 100)
        library.create(a_report(unit="新镇"))
    leave_with_a_log(path)
    return backup


def leave_with_a_log(path: Path) -> None:
    """Leave a library as a killed program leaves it."""
    with closing(Library(path)) as library:
        edit(library, 20, 1000)
        kept = [(file, file.read_bytes()) for file in whole(path) if file.exists()]
    for file, left in kept:
        file.write_bytes(left)
    assert path.with_name("library.db-wal").stat().st_size


def test_what_is_there_afterwards_is_the_backup_and_the_old_library_is_whole_beside_it(
    path: Path, backup: Path, tmp_path: Path
) -> None:
    shutil.copytree(path.parent, tmp_path / "before")
    old, wanted = content(tmp_path / "before" / path.name), content(backup)
    done = restore(path, backup)
    assert (done.reports, content(path)) == (1, wanted)
    assert done.before is not None
    assert content(done.before) == old
    with closing(Library(path)) as library:
        edit(library, 3)
    read_through(path)
    assert content(backup) == wanted  # it was copied


def test_the_old_library_is_offered_and_can_be_put_back(path: Path, backup: Path) -> None:
    old = content(path)
    done = restore(path, backup)
    (offered,) = [one for one in found(path) if one.source is BackupOrigin.ASIDE]
    assert offered.path == done.before
    restore(path, offered.path)
    assert content(path) == old
    assert len([one for one in found(path) if one.source is BackupOrigin.ASIDE]) == 2


@pytest.mark.parametrize("damage", [b"", b"no library", b"SQLite format 3\x00" + bytes(5000)])
def test_a_damaged_library_does_not_stand_in_the_way(path: Path, backup: Path, damage: bytes) -> None:
    wanted = content(backup)
    path.write_bytes(damage)
    restore(path, backup)
    assert content(path) == wanted


def test_looking_at_an_emptied_library_takes_nothing_of_its_log(path: Path, backup: Path) -> None:
    path.write_bytes(b"")
    log = path.with_name("library.db-wal").read_bytes()
    with pytest.raises(UserError, match="空"):
        content(path)
    with pytest.raises(UserError):
        read_through(path)
    assert holding(path) is None
    done = restore(path, backup)
    assert done.before is not None
    assert done.before.with_name(f"{done.before.name}-wal").read_bytes() == log


def test_a_missing_library_is_restored_though_its_log_is_left(path: Path, backup: Path) -> None:
    wanted = content(backup)
    path.unlink()
    restore(path, backup)
    assert content(path) == wanted
    assert not path.with_name("library.db-wal").exists()


@pytest.mark.parametrize("broken", [b"", b"SQLite format 3\x00" + bytes(5000), None])
def test_a_backup_that_cannot_be_read_changes_nothing(path: Path, backup: Path, broken: bytes | None) -> None:
    old = content(path)
    if broken is None:
        backup.unlink()
    else:
        backup.write_bytes(broken)
    names = sorted(one.name for one in path.parent.iterdir())
    with pytest.raises(UserError, match="2024-01-03"):
        restore(path, backup)
    assert sorted(one.name for one in path.parent.iterdir()) == names
    assert content(path) == old


def test_a_library_that_is_open_is_not_taken_away(path: Path, backup: Path) -> None:
    lock = Lock(path)
    assert lock.take() is None
    old = content(path)
    with pytest.raises(UserError, match="使用"):
        restore(path, backup)
    lock.release()
    assert content(path) == old


def test_a_folder_of_backups_that_is_none_keeps_the_old_library_beside_the_new(path: Path, backup: Path) -> None:
    elsewhere = path.with_name("别处.db")
    shutil.copy(backup, elsewhere)
    shutil.rmtree(backups_of(path))
    backups_of(path).write_text("不是文件夹", "utf-8")
    old = content(path)
    done = restore(path, elsewhere)
    assert done.before is not None
    assert (done.before.parent, content(done.before)) == (path.parent, old)


class Cut(BaseException):
    """The process ends here."""


def test_a_cut_at_any_step_leaves_the_old_library_or_the_backup_whole(
    path: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, wanted = content(path), content(backup)
    came: list[str] = []
    for step in range(1, 60):
        place = tmp_path / str(step) / path.name
        shutil.copytree(path.parent, place.parent, ignore=shutil.ignore_patterns("[0-9]*"))
        with monkeypatch.context() as patch:
            patch.setattr(os, "getpid", lambda: 1)
            patch.setattr(Lock, "release", lambda lock: lock._held and lock._held.close())
            ended = _cut(place, place.parent / "backups" / backup.name, step, patch)
        with closing(Library(place)):
            pass
        now = content(place)
        assert now in (old, wanted)
        came.append("old" if now == old else "new")
        kept = [one for one in found(place) if one.source is BackupOrigin.ASIDE]
        assert [content(one.path) for one in kept] == ([old] if now == wanted else [])
        assert not [one for one in place.parent.iterdir() if "restor" in one.name]
        if not ended:
            break
    assert came == sorted(came, reverse=True)  # "old" until it is decided, "new" from then on
    assert {"old", "new"} == set(came)
    assert not ended


def _cut(place: Path, backup: Path, step: int, patch: pytest.MonkeyPatch) -> bool:
    done = [0]

    def counted(act: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **named: object) -> object:
            done[0] += 1
            if done[0] >= step:
                raise Cut
            return act(*arguments, **named)

        return run

    patch.setattr(Path, "replace", counted(Path.replace))
    patch.setattr(Path, "unlink", counted(Path.unlink))
    for module in (replacing, durable):
        patch.setattr(module, "sync_folder", counted(durable.sync_folder))
    try:
        restore(place, backup)
    except Cut:
        return True
    return False


def test_a_move_that_fails_is_taken_back(path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, wanted = content(path), content(backup)
    with monkeypatch.context() as patch:
        move, moved = Path.replace, list[tuple[Path, Path]]()

        def refuse(file: Path, to: Path) -> Path:
            if (file, to) not in moved:  # where it is tried again, it fails again
                moved.append((file, to))
            if moved.index((file, to)) == 3:
                raise PermissionError(13, "Permission denied", str(file))
            return move(file, to)

        patch.setattr(Path, "replace", refuse)
        with pytest.raises(UserError, match="权限"):
            restore(path, backup)
    assert content(path) == old
    assert finish(path) is None
    assert content(path) == old
    restore(path, backup)
    assert content(path) == wanted


def test_only_backups_that_hold_something_tell_of_a_library_that_is_gone(path: Path) -> None:
    with closing(Library(path)) as library:
        library.backup(backups_of(path) / "library-2024-01-01.db")
        assert kept_backups(path) == ()
        library.create(a_report())
        library.delete(1)
        library.backup(backups_of(path) / "library-2024-01-02.db")
    (backups_of(path) / "library-2024-01-03.db").touch()
    assert [one.path.name for one in kept_backups(path)] == ["library-2024-01-02.db"]


@needs_links
def test_a_link_to_a_library_is_no_backup(path: Path) -> None:
    with closing(Library(path)) as library:
        library.create(a_report())
    backups_of(path).mkdir()
    (backups_of(path) / "library-2024-01-04.db").symlink_to(path)
    assert kept_backups(path) == ()


def test_what_lies_at_the_second_place_is_listed_whatever_its_name(path: Path, backup: Path, tmp_path: Path) -> None:
    second = tmp_path / "U盘"
    back_up(path, second / "随便.db")
    back_up(path, second / f"{stem_there(path)}-2024-01-03.db")
    listed = all_backups(path, second)
    assert {(one.path.name, one.source) for one in listed} == {
        (backup.name, BackupOrigin.DAILY),
        ("随便.db", BackupOrigin.ELSEWHERE),
        (f"{stem_there(path)}-2024-01-03.db", BackupOrigin.SECOND),
    }
    assert all_backups(path, tmp_path / "没有") == tuple(one for one in listed if one.source is BackupOrigin.DAILY)


def test_one_report_comes_back_beside_what_is_there(path: Path, backup: Path) -> None:
    with Looking(backup) as looking:
        (stored,) = looking.all()
    with closing(Library(path)) as library:
        before = library.all()
        key = take_one(library, stored)
        assert library.load(key).report == stored.report
        assert [one for one in library.all() if one.id != key] == list(before)
        library.delete(key)
        assert library.all() == before


def test_where_there_is_no_folder_there_is_nothing_to_finish(tmp_path: Path) -> None:
    assert replacing.finish(tmp_path / "no folder" / "library.db") is None


def test_what_is_laid_aside_within_one_second_has_names_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2024, 1, 5, 9, 7, 30).astimezone()
    monkeypatch.setattr(replacing, "datetime", SimpleNamespace(now=lambda: now))
    library = tmp_path / "library.db"
    names = []
    for content in (b"a", b"b", b"c"):
        library.write_bytes(content)
        aside = replacing.set_aside(library)
        assert aside is not None
        assert aside.read_bytes() == content
        names.append(aside.stem.partition("恢复前-")[2])
    stamp = now.strftime(STAMP)
    assert names == [stamp, f"{stamp}-2", f"{stamp}-3"]


def test_an_exchange_that_is_finished_later_takes_no_name_that_is_there(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    library.write_bytes(b"old")
    (tmp_path / "library.db.restoring-20240105-090730").write_bytes(b"new")
    backups_of(library).mkdir()
    taken = [backups_of(library) / f"library-恢复前-20240105-090730{more}.db" for more in ("", "-2")]
    for file in taken:
        file.write_bytes(b"earlier")
    aside = finish(library)
    assert aside == backups_of(library) / "library-恢复前-20240105-090730-3.db"
    assert (library.read_bytes(), aside.read_bytes()) == (b"new", b"old")
    assert [file.read_bytes() for file in taken] == [b"earlier", b"earlier"]
