"""A backup counts after it was opened and read through, not before."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from model.errors import UserError
from model.storage import backup
from model.storage.backup import KEPT, backups, daily_backup
from model.storage.connection import is_sound
from model.storage.library import Library
from model.storage.places import backups_of
from model.storage.records import Change, How
from tests.storage.samples import CELL, TEXT, a_report

DAY = date(2024, 1, 3)


def fill(library: Library) -> int:
    key = library.create(a_report(texts={TEXT: "𠮷" * 2000}))
    library.write(key, [Change(CELL, None, Decimal("5.10"))], How.TYPED, "录入")
    return key


def test_a_backup_is_one_file_with_everything_in_it(library: Library, tmp_path: Path) -> None:
    key = fill(library)
    to = tmp_path / "U盘" / "备份.db"
    library.backup(to)
    assert [file.name for file in to.parent.iterdir()] == ["备份.db"]
    assert is_sound(to)
    with closing(Library.open(to)) as copy:
        assert copy.all() == library.all()
        assert copy.history(key) == library.history(key)


def test_a_backup_replaces_an_older_one_whole(library: Library, tmp_path: Path) -> None:
    to = tmp_path / "copy.db"
    library.backup(to)
    fill(library)
    library.backup(to)
    with closing(Library.open(to)) as copy:
        assert copy.all() == library.all()


def test_a_backup_can_be_made_by_another_thread_while_the_library_is_written(library: Library, tmp_path: Path) -> None:
    key, to = fill(library), tmp_path / "copy.db"
    worker = threading.Thread(target=library.backup, args=(to,))
    worker.start()
    for value in range(50):
        library.write(key, [Change(CELL, None, Decimal(value))], How.TYPED, "录入")
    worker.join()
    with closing(Library.open(to)) as copy:
        copied, past = copy.load(key), copy.history(key)
    assert past == library.history(key)[-len(past) :]
    assert copied.report.numbers == {CELL: Decimal(past[0].new or "")}


def damage(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: 4096 * 2] + bytes(4096 * 4) + content[4096 * 6 :])


def test_a_damaged_library_gives_no_backup_and_leaves_the_last_one(path: Path, tmp_path: Path) -> None:
    with closing(Library.open(path)) as library:
        fill(library)
    good = daily_backup(path, DAY)
    assert good is not None
    before = good.read_bytes()
    damage(path)
    with pytest.raises(UserError, match=r"检查|损坏"):
        backup.back_up(path, good)
    with pytest.raises(UserError, match=r"检查|损坏"):
        daily_backup(path, DAY + timedelta(days=1))
    assert list(backups_of(path).iterdir()) == [good]
    assert good.read_bytes() == before


def test_a_copy_that_does_not_pass_its_check_does_not_count(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup.copied

    def copy_badly(library: Path, to: Path) -> None:
        copy(library, to)
        damage(to)

    fill(library)
    monkeypatch.setattr(backup, "copied", copy_badly)
    with pytest.raises(UserError, match="没有通过检查"):
        library.backup(tmp_path / "copies" / "copy.db")
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="file"):
        library.backup(tmp_path / "file" / "copy.db")


def test_there_is_one_backup_a_day_and_the_newest_are_kept(library: Library, path: Path) -> None:
    fill(library)
    mine = backups_of(path) / "library-before-cleaning.db"
    days = [DAY + timedelta(days=n) for n in range(KEPT + 3)]
    for day in days:
        made = daily_backup(path, day)
        assert made is not None
        assert is_sound(made)
        assert daily_backup(path, day) is None
        mine.touch()
    assert [file.stem.removeprefix("library-") for file in backups(path)] == [
        day.isoformat() for day in reversed(days[-KEPT:])
    ]
    assert mine.exists()
