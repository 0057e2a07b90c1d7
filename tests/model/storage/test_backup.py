"""A backup counts after it was opened and read through, not before."""

from __future__ import annotations

import re
import shutil
import threading
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from model.errors import UserError
from model.storage.backups import backup_files, copying
from model.storage.backups.backup import back_up, back_up_now, backups, daily_backup, thin_backups
from model.storage.backups.backup_files import BackupOrigin
from model.storage.backups.restoring import all_backups
from model.storage.connection import is_sound
from model.storage.files.places import backups_of
from model.storage.library import Library
from model.storage.records import Change, How
from tests.model.storage.samples import CELL, TEXT, a_report
from tests.systems import needs_links, needs_odd_names

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
        back_up(path, good)
    with pytest.raises(UserError, match=r"检查|损坏"):
        daily_backup(path, DAY + timedelta(days=1))
    assert names(path) == [good.name]
    assert good.read_bytes() == before


def test_a_copy_that_does_not_pass_its_check_does_not_count(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copying.copied

    def copy_badly(library: Path, to: Path) -> None:
        copy(library, to)
        damage(to)

    fill(library)
    monkeypatch.setattr(copying, "copied", copy_badly)
    with pytest.raises(UserError, match="没有通过检查"):
        library.backup(tmp_path / "copies" / "copy.db")
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="file"):
        library.backup(tmp_path / "file" / "copy.db")


def names(path: Path) -> list[str]:
    return [one.name for one in backups(path)]


@pytest.fixture(params=["library.db", "[a].db", pytest.param("年报 *?.db", marks=needs_odd_names)])
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a library whose name may mean something else to a pattern."""
    return tmp_path / "库" / str(request.param)


def test_there_is_one_backup_a_day_and_those_that_need_not_be_kept_go(odd: Path) -> None:
    mine = backups_of(odd) / f"{odd.stem}-before-cleaning.db"
    days = [DAY + timedelta(days=n) for n in range(14)]
    with closing(Library(odd)) as library:
        fill(library)
        for day in days:
            made = daily_backup(odd, day)
            assert made is not None
            assert is_sound(made)
            assert daily_backup(odd, day) is None
            mine.touch()
            assert thin_backups(odd, day) is None
    assert names(odd) == [f"{odd.stem}-{day.isoformat()}.db" for day in reversed(days[-10:])]
    assert mine.exists()


def test_what_only_an_old_backup_holds_is_kept_with_it(path: Path) -> None:
    """A library that began anew gives the same numbers to other edits."""
    with closing(Library(path)) as library:
        fill(library)
        old = daily_backup(path, DAY)
    for file in path.parent.glob("library.db*"):
        file.unlink()
    with closing(Library(path, anew=True)) as library:
        fill(library)
        for n in range(1, 40):
            daily_backup(path, DAY + timedelta(days=n))
            thin_backups(path, DAY + timedelta(days=n))
    assert old is not None
    assert old.name == names(path)[-1]
    (backups_of(path) / ".library.index.json").write_text("{")  # what is not known is looked up
    thin_backups(path, DAY + timedelta(days=40))
    assert old.name == names(path)[-1]


def test_an_empty_library_gives_no_backup_where_there_are_some_that_hold_something(path: Path) -> None:
    with closing(Library(path)) as library:
        fill(library)
        daily_backup(path, DAY)
    for file in path.parent.glob("library.db*"):
        file.unlink()
    with closing(Library(path, anew=True)):
        for n in range(1, 15):
            assert daily_backup(path, DAY + timedelta(days=n)) is None
            thin_backups(path, DAY + timedelta(days=n))
    assert names(path) == [f"library-{DAY.isoformat()}.db"]


@pytest.mark.parametrize("left", [b"", b"no library"])
def test_todays_backup_that_cannot_be_read_does_not_count(library: Library, path: Path, left: bytes) -> None:
    fill(library)
    made = daily_backup(path, DAY)
    assert made is not None
    made.write_bytes(left)
    assert daily_backup(path, DAY) == made
    assert is_sound(made)


def test_todays_empty_backup_does_not_count_once_there_is_something(library: Library, path: Path) -> None:
    made = daily_backup(path, DAY)
    assert daily_backup(path, DAY) is None
    fill(library)
    assert daily_backup(path, DAY) == made
    assert daily_backup(path, DAY) is None


@needs_links
def test_a_link_in_the_way_ends_no_backup(library: Library, path: Path, tmp_path: Path) -> None:
    fill(library)
    other = tmp_path / "别的文件"
    other.write_text("不是备份", "utf-8")
    backups_of(path).mkdir()
    link = backups_of(path) / f"library-{DAY.isoformat()}.db"
    link.symlink_to(other)
    assert daily_backup(path, DAY) == link
    assert is_sound(link)
    assert not link.is_symlink()
    assert other.read_text("utf-8") == "不是备份"


def test_a_folder_in_the_way_ends_no_backup(library: Library, path: Path) -> None:
    fill(library)
    (backups_of(path) / "library-2024-02-01.db").mkdir(parents=True)
    made = daily_backup(path, date(2024, 2, 1))
    assert made is not None
    assert made.name == "library-2024-02-01-2.db"


def test_a_clock_gone_wrong_ends_no_backup(library: Library, path: Path) -> None:
    fill(library)
    for n in range(12):
        daily_backup(path, date(2099, 1, 1 + n))
        thin_backups(path, date(2099, 1, 1 + n))
    for n in range(3):
        made = daily_backup(path, DAY + timedelta(days=n))
        thin_backups(path, DAY + timedelta(days=n))
        assert made is not None
        assert made.exists()


def test_a_backup_of_this_moment_stands_beside_that_of_the_day(library: Library, path: Path) -> None:
    key = fill(library)
    first = daily_backup(path, DAY)
    library.write(key, [Change(CELL, None, Decimal(7))], How.TYPED, "录入")
    made = back_up_now(path, DAY)
    assert made != first
    assert names(path) == [made.name, f"library-{DAY.isoformat()}.db"]
    thin_backups(path, DAY)  # all that the first holds is in the second, but three stay whatever they hold
    assert len(names(path)) == 2


def test_a_backup_that_was_asked_for_is_told_from_that_of_the_day_also_where_it_was_the_first(
    library: Library, path: Path
) -> None:
    fill(library)
    made = back_up_now(path, DAY)
    assert [(one.path, one.source) for one in all_backups(path)] == [(made, BackupOrigin.MANUAL)]
    assert daily_backup(path, DAY) is None  # there is one of the day
    later = daily_backup(path, DAY + timedelta(days=1))
    assert {(one.path, one.source) for one in all_backups(path)} == {
        (later, BackupOrigin.DAILY),
        (made, BackupOrigin.MANUAL),
    }


def test_no_space_thins_to_three_and_says_so(library: Library, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(library)
    for n in range(6):
        daily_backup(path, DAY + timedelta(days=n))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    said = thin_backups(path, DAY + timedelta(days=6))
    assert said is not None
    assert "3份备份" in said
    assert len(names(path)) == 3


@pytest.mark.parametrize("seconds", [1e20, -1e20, float("nan")])
def test_a_time_that_no_clock_shows_is_shown_as_long_ago(seconds: float) -> None:
    assert backup_files._when(seconds) == datetime(1980, 1, 1, tzinfo=UTC)


def test_where_backups_come_from_is_said_in_chinese() -> None:
    assert all(re.fullmatch("[一-龥]+", one.label) for one in backup_files.BackupOrigin)
    assert len({one.label for one in backup_files.BackupOrigin}) == len(backup_files.BackupOrigin)
