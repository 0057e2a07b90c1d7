"""The newest backup comes to a second place, is read there, and what fails is told."""

from __future__ import annotations

import errno
import shutil
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from model.errors import DiskError, UserError
from model.storage.backups.backup import daily_backup
from model.storage.backups.backup_files import BackupOrigin
from model.storage.backups.restoring import all_backups, restore
from model.storage.backups.second_place import chosen, copy_there, last_time, stem_there
from model.storage.files.places import SECOND_PLACE
from model.storage.library import Library
from model.storage.looking import Looking, read_through
from model.storage.records import Change, How
from tests.model.storage.samples import CELL, a_report

DAY = date(2024, 1, 3)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    stick = tmp_path / "U盘"
    stick.mkdir()
    return stick


def there(stick: Path) -> list[str]:
    return sorted(one.name for one in stick.iterdir() if one.name.endswith(".db"))


def test_the_newest_backup_is_copied_once_and_can_be_restored(library: Library, path: Path, stick: Path) -> None:
    library.create(a_report())
    daily_backup(path, DAY)
    assert last_time(path) is None
    for _ in range(2):
        assert copy_there(path, stick, DAY) is None
    (copy,) = there(stick)
    assert last_time(path) is not None
    assert copy.endswith("-2024-01-03.db")
    (listed,) = [one for one in all_backups(path, stick) if one.source is BackupOrigin.SECOND]
    library.close()
    path.unlink()
    assert restore(path, listed.path).reports == 1
    with Looking(path) as looking:
        assert looking.all()


def test_two_libraries_do_not_take_each_others_place(tmp_path: Path, stick: Path) -> None:
    for name in ("甲", "乙"):
        path = tmp_path / name / "library.db"
        with closing(Library(path)) as library:
            library.create(a_report(unit=name))
            daily_backup(path, DAY)
            copy_there(path, stick, DAY)
    assert len(there(stick)) == 2


def test_a_stick_that_is_not_in_is_told_and_not_made_up(library: Library, path: Path, stick: Path) -> None:
    library.create(a_report())
    daily_backup(path, DAY)
    shutil.rmtree(stick)
    with pytest.raises(DiskError, match="U盘"):
        copy_there(path, stick, DAY)
    assert not stick.exists()


def test_a_stick_that_is_full_is_told_as_what_it_is(
    library: Library, path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that the clerk typed is unsaved: only the copy is not there."""
    library.create(a_report())
    daily_backup(path, DAY)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(DiskError, match=r"第二处.*只在这台电脑上.*空间不足") as told:
        copy_there(path, stick, DAY)
    assert "这一步没有保存" not in told.value.sentence


def test_what_a_killed_process_left_there_is_removed(library: Library, path: Path, stick: Path) -> None:
    library.create(a_report())
    daily_backup(path, DAY)
    half = stick / f".{stem_there(path)}-2024-01-02.db.1.part"
    others = stick / ".library-别的电脑-2024-01-02.db.1.part"
    for file in (half, others):
        file.write_bytes(b"half")
    copy_there(path, stick, DAY)
    assert (half.exists(), others.exists()) == (False, True)


def test_a_copy_that_reads_otherwise_is_not_kept(
    library: Library, path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.create(a_report())
    daily_backup(path, DAY)
    copy = shutil.copyfile

    def copy_badly(source: Path, to: Path) -> None:
        copy(source, to)
        content = to.read_bytes()
        to.write_bytes(content[:4096] + bytes(4096) + content[8192:])

    monkeypatch.setattr(shutil, "copyfile", copy_badly)
    with pytest.raises(UserError, match="U盘"):
        copy_there(path, stick, DAY)
    assert there(stick) == []
    assert last_time(path) is None


def test_a_copy_that_was_spoilt_there_is_made_anew(library: Library, path: Path, stick: Path) -> None:
    library.create(a_report())
    daily_backup(path, DAY)
    copy_there(path, stick, DAY)
    copy = stick / there(stick)[0]
    copy.write_bytes(bytes(copy.stat().st_size))
    copy_there(path, stick, DAY)
    assert read_through(copy) == 1


def test_the_second_place_is_thinned_by_the_same_rule_and_others_files_are_left(
    library: Library, path: Path, stick: Path
) -> None:
    key = library.create(a_report())
    (stick / "library-2020-01-01.db").write_text("别人的", "utf-8")
    for n in range(13):
        library.write(key, [Change(CELL, None, Decimal(n))], How.TYPED, "录入")
        daily_backup(path, DAY + timedelta(days=n))
        copy_there(path, stick, DAY + timedelta(days=n))
    assert len(there(stick)) == 11
    assert "library-2020-01-01.db" in there(stick)


def test_the_place_is_a_setting(library: Library, path: Path, stick: Path) -> None:
    assert chosen(path) is None
    library.set_setting(SECOND_PLACE, str(stick))
    assert chosen(path) == stick
    library.set_setting(SECOND_PLACE, "")
    assert chosen(path) is None
