"""A library that is not at its path any more while it is open: what was acknowledged is where it was said."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace as replaced
from decimal import Decimal
from pathlib import Path

import pytest

from model.errors import DiskError, MissingError, UserError
from model.form.editions import FORM_2021
from model.storage.backups import rescued
from model.storage.backups.backup_files import BackupOrigin, found
from model.storage.backups.restoring import all_backups, restore
from model.storage.checksums.verifying import verify
from model.storage.connection import is_sound
from model.storage.county import originals
from model.storage.files import moving
from model.storage.files.lock import AlreadyOpenError
from model.storage.files.places import COMPANIONS, SECOND_PLACE
from model.storage.files.whereabouts import Where, Whereabouts
from model.storage.library import Library
from model.storage.records import Change, How
from tests.model.storage.samples import a_report
from tests.systems import needs_loose_files

CELLS = list(FORM_2021.cells)
Harm = Callable[[Path], None]


@pytest.fixture(autouse=True)
def _no_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rescued, "own_folder", lambda: tmp_path / "own")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.db"


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def library(path: Path, told: list[str]) -> Iterator[Library]:
    """Open a library of one edit; beside its folder lies a copy from before it was opened."""
    with closing(Library.open(path)) as library:
        library.create(a_report())
    shutil.copy(path, path.parent.parent / "before.db")
    with closing(Library.open(path)) as library:
        library.on_moved = told.append
        edit(library, 0)
        yield library


def edit(library: Library, number: int) -> None:
    library.write(1, [Change(CELLS[number], None, Decimal(70 + number))], How.TYPED, "录入")


def edits_in(path: Path) -> set[int]:
    """Return which of the edits a library has, opened as the next start does."""
    with closing(Library.open(path)) as library:
        assert library.read_only is None
        numbers = library.load(1).report.numbers
    assert is_sound(path)
    assert verify(path) == ()
    return {number for number, cell in enumerate(CELLS) if numbers.get(cell) == 70 + number}


def delete(path: Path) -> None:
    path.unlink()


def delete_all_three(path: Path) -> None:
    for file in path.parent.glob("library.db*"):
        file.unlink()


def remove_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def rename_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def rename(path: Path) -> None:
    path.rename(path.with_name("other.db"))


def replace(path: Path) -> None:
    new = path.with_name("new.db")
    shutil.copy(path.parent.parent / "before.db", new)
    new.replace(path)


def replace_with_log(path: Path) -> None:
    """Put another library with a log of its own in the place, as a sync client does that brings both."""
    other = path.parent.parent / "other.db"
    shutil.copy(path.parent.parent / "before.db", other)
    with closing(sqlite3.connect(other, isolation_level=None)) as db:
        db.execute("UPDATE report SET unit = '丙镇'")
        for suffix in ("", "-wal"):
            shutil.copy(f"{other}{suffix}", path.parent / "coming")
            (path.parent / "coming").replace(f"{path}{suffix}")


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


def overwrite(path: Path) -> None:
    """Write an older copy into the same file."""
    content = (path.parent.parent / "before.db").read_bytes()
    with path.open("rb+") as file:
        file.write(content[:24] + b"\x00\x00\x09\x99" + content[28:])


def delete_log(path: Path) -> None:
    path.with_name("library.db-wal").unlink()


def replace_log(path: Path) -> None:
    new = path.with_name("new")
    new.write_bytes(b"a log of somebody else")
    new.replace(path.with_name("library.db-wal"))


GONE = (delete, delete_all_three, remove_folder, rename_folder, rename, replace, replace_with_log, put_a_folder_there)
MOVES = (*(pytest.param(harm, marks=needs_loose_files) for harm in GONE), overwrite)


@pytest.mark.parametrize("harm", MOVES)
def test_the_work_goes_on_in_a_new_file_and_it_is_said_where(
    library: Library, path: Path, told: list[str], harm: Harm
) -> None:
    harm(path)
    for number in (1, 2, 3):
        edit(library, number)
    (sentence,) = told
    new = library.path
    assert new != path
    assert str(new) in sentence
    assert str(path) in sentence
    assert "找回" in new.name
    library.close()
    assert edits_in(new) == {0, 1, 2, 3}


@pytest.mark.parametrize(
    "harm", [*(pytest.param(harm, marks=needs_loose_files) for harm in (delete, rename, replace)), overwrite]
)
def test_what_came_in_goes_along(library: Library, path: Path, harm: Harm) -> None:
    beside, backed_up = (originals.keep(path, data) for data in (b"beside", b"backed up"))
    originals.back_up_originals(path)
    originals.place_of(originals.originals_of(path), backed_up).unlink()
    harm(path)
    edit(library, 1)
    assert library.path != path
    there = set(originals.digests(originals.originals_of(library.path)))
    assert there == {beside, backed_up}
    assert originals.original(library.path, beside) == b"beside"


@pytest.mark.parametrize("harm", MOVES)
def test_what_was_written_last_is_not_lost_at_closing(
    library: Library, path: Path, told: list[str], harm: Harm
) -> None:
    harm(path)
    library.close()
    assert len(told) == 1
    assert edits_in(library.path) == {0}


@pytest.mark.parametrize(
    "harm", [*(pytest.param(harm, marks=needs_loose_files) for harm in (replace, replace_with_log)), overwrite]
)
def test_what_stands_at_the_path_is_not_touched(library: Library, path: Path, harm: Harm) -> None:
    harm(path)
    log = path.with_name("library.db-wal")
    there = path.read_bytes(), log.read_bytes() if harm is replace_with_log else None
    edit(library, 1)
    library.close()
    assert (path.read_bytes(), log.read_bytes() if log.exists() else None) == there


@needs_loose_files
@pytest.mark.parametrize("harm", [delete_log, replace_log])
def test_a_log_that_is_gone_is_written_anew(library: Library, path: Path, told: list[str], harm: Harm) -> None:
    harm(path)
    edit(library, 1)
    assert library.path == path
    assert len(told) == 1
    edit(library, 2)
    library.close()
    assert edits_in(path) == {0, 1, 2}


@pytest.mark.parametrize("noise", [b"", b"x" * 5000])
def test_a_file_that_was_written_over_is_told_and_nothing_more_is_acknowledged(
    library: Library, path: Path, noise: bytes
) -> None:
    path.write_bytes(noise)
    for number in (1, 2):
        with pytest.raises(UserError, match="改写"):
            edit(library, number)
    library.close()
    assert path.read_bytes() == noise


def test_what_another_program_wrote_into_it_is_not_taken_over_as_ours(path: Path) -> None:
    long = {"overview/platform": "甲" * 20_000}  # no edit of the other report reads or writes its pages
    with closing(Library.open(path)) as library:
        library.create(a_report())
        library.create(replaced(a_report(), unit="乙镇人民政府", texts=long))
    other = path.parent.parent / "before.db"
    shutil.copy(path, other)
    with closing(sqlite3.connect(other, isolation_level=None)) as db:
        db.execute("UPDATE text SET value = replace(value, '甲', '丁') WHERE report = 2")  # sound, but not its sums
    with closing(Library.open(path)) as library:
        edit(library, 0)
        overwrite(path)
        for number in (1, 2):
            with pytest.raises(UserError, match="改写"):
                edit(library, number)
        assert library.path == path
    assert [one for one in found(path) if one.source is BackupOrigin.RESCUED] == []


def test_a_file_that_is_merely_touched_is_gone_on_with(library: Library, path: Path, told: list[str]) -> None:
    os.utime(path, (1, 1))
    edit(library, 1)
    assert (library.path, told) == (path, [])


@needs_loose_files
def test_a_stick_that_was_pulled_out_and_put_back_is_gone_on_with(
    library: Library, path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another inode with the same content is the same library: nothing is in two places."""
    away = path.parent.with_name("away")
    shutil.copytree(path.parent, away)
    shutil.rmtree(path.parent)
    with monkeypatch.context() as patch:
        patch.setattr(moving, "_copied", nothing_can_be_written)
        with pytest.raises(DiskError, match="不见了"):
            edit(library, 1)
        assert library.load(1).report.numbers[CELLS[0]] == 70
    away.rename(path.parent)
    edit(library, 1)
    assert library.path == path
    assert "继续保存在原处" in told[0]
    library.close()
    assert edits_in(path) == {0, 1}


def nothing_can_be_written(*_: object) -> Path:
    raise DiskError("磁盘出错")


def test_a_connection_that_broke_is_made_anew(library: Library, path: Path, told: list[str]) -> None:
    """Where a stick is put back, its files are the same, and what was open on them is dead."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    with pytest.raises(DiskError), library.together():
        raise error
    edit(library, 1)
    assert library.path == path
    assert "重新打开" in told[0]
    library.close()
    assert edits_in(path) == {0, 1}


def test_what_cannot_be_opened_again_can_be_looked_at_and_acknowledges_nothing(
    library: Library, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = sqlite3.OperationalError("attempt to write a readonly database")
    error.sqlite_errorcode = sqlite3.SQLITE_READONLY
    with pytest.raises(DiskError), library.together():
        raise error
    with monkeypatch.context() as patch:
        patch.setattr(moving, "_connected_to_write", nothing_can_be_opened)
        for _ in range(2):
            with pytest.raises(DiskError, match="现在写不进去"):
                edit(library, 1)
        assert library.load(1).report.numbers[CELLS[0]] == 70
    edit(library, 1)
    library.close()
    assert edits_in(path) == {0, 1}


def nothing_can_be_opened(*_: object) -> sqlite3.Connection:
    raise sqlite3.OperationalError("unable to open database file")


@needs_loose_files
def test_a_new_place_is_found_where_the_folder_takes_nothing(library: Library, path: Path, tmp_path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("a file where the folder was", encoding="ascii")
    edit(library, 1)
    assert library.path.parent == tmp_path / "own" / "backups"
    library.close()
    assert edits_in(library.path) == {0, 1}


@needs_loose_files
def test_where_the_machine_has_no_room_the_second_place_takes_it(
    library: Library, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescued, "far_places", lambda: iter(()))
    stick = tmp_path / "stick"
    library.remember(SECOND_PLACE, str(stick))
    remove_folder(path)
    with pytest.raises(UserError, match="没有保存"):
        edit(library, 1)
    stick.mkdir()
    edit(library, 1)
    assert library.path.parent == stick
    library.close()
    assert edits_in(library.path) == {0, 1}


@needs_loose_files
def test_where_there_is_no_place_nothing_is_acknowledged(
    library: Library, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(moving, "_folders", lambda *_: [])
        delete(path)
        with pytest.raises(UserError, match="没有保存"):
            edit(library, 1)


@needs_loose_files
def test_the_new_file_is_listed_with_the_backups(library: Library, path: Path) -> None:
    delete(path)
    edit(library, 1)
    library.close()
    assert [one.path for one in found(path) if one.source is BackupOrigin.RESCUED] == [library.path]


@needs_loose_files
def test_what_went_on_far_away_is_offered_when_the_folder_is_gone(library: Library, path: Path) -> None:
    """A stick that is lost, a folder that is deleted: the next start names the work, and can put it back."""
    remove_folder(path)
    edit(library, 1)
    library.close()
    with pytest.raises(MissingError, match="1份存有年报的备份"):
        Library.open(path)
    assert [one.path for one in all_backups(path)] == [library.path]
    assert all_backups(path.with_name("other.db")) == ()
    restore(path, library.path)
    assert edits_in(path) == {0, 1}


@needs_loose_files
def test_who_starts_again_meanwhile_raises_the_first_window(library: Library, path: Path) -> None:
    delete(path)
    edit(library, 1)
    for file in (path, library.path):
        with pytest.raises(AlreadyOpenError):
            Library.open(file)


@needs_loose_files
def test_no_companions_are_left_beside_a_library_that_went_on_elsewhere(library: Library, path: Path) -> None:
    replace(path)
    edit(library, 1)
    library.close()
    assert [suffix for suffix in COMPANIONS if path.with_name(path.name + suffix).exists()] == []


# What the file looked like


@pytest.fixture
def where(tmp_path: Path) -> Iterator[Whereabouts]:
    (tmp_path / "a.db").write_bytes(b"0123456789")
    where = Whereabouts(tmp_path / "a.db")
    yield where
    where.close()


def test_what_the_program_itself_wrote_is_known_again(where: Whereabouts, tmp_path: Path) -> None:
    for _ in range(2):
        with (tmp_path / "a.db").open("ab") as file:
            file.write(b"more")
        assert where.after() is Where.HERE
        assert where.before() is Where.HERE


@needs_loose_files
@pytest.mark.parametrize("look", [Whereabouts.before, Whereabouts.after])
def test_what_became_of_the_file_is_seen_before_and_after(
    where: Whereabouts, tmp_path: Path, look: Callable[[Whereabouts], Where]
) -> None:
    file, other = tmp_path / "a.db", tmp_path / "b.db"
    other.write_bytes(b"0123456789")
    assert look(where) is Where.HERE
    file.rename(tmp_path / "c.db")
    assert look(where) is Where.GONE
    other.rename(file)
    assert look(where) is Where.REPLACED
    (tmp_path / "c.db").rename(file)
    file.write_bytes(b"012")
    assert look(where) is Where.OVERWRITTEN


def test_a_log_is_ours_as_long_as_it_is_the_first_one_seen(where: Whereabouts, tmp_path: Path) -> None:
    log = tmp_path / "a.db-wal"
    assert not where.is_log_ours()
    log.write_bytes(b"ours")
    assert where.before() is Where.HERE
    assert where.is_log_ours()
    log.rename(tmp_path / "away")
    assert not where.is_log_ours()
    assert where.before() is Where.LOGLESS
    log.write_bytes(b"theirs")
    assert not where.is_log_ours()


def test_what_sqlite_could_not_use_is_not_used_again(where: Whereabouts) -> None:
    where.doubt()
    assert where.before() is Where.UNUSABLE


def test_a_folder_is_on_the_disk_of_the_library_or_not(where: Whereabouts, tmp_path: Path) -> None:
    assert where.is_on_its_disk(tmp_path)
    assert not where.is_on_its_disk(tmp_path / "no folder")
    assert not where.is_on_its_disk(Path("/dev"))
