"""Files that came in: byte for byte, once, in every backup, back after a restore."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.errors import DamagedError, MissingError, UserError
from model.storage.backups import second_place
from model.storage.backups.backup import daily_backup, is_empty, thin_backups
from model.storage.backups.backup_files import found
from model.storage.backups.holdings import holding, holds_something, lacking
from model.storage.backups.leftovers import clear
from model.storage.backups.restoring import restore
from model.storage.checksums.verifying import verify
from model.storage.county import originals
from model.storage.county.records import NewRemark
from model.storage.files import durable
from model.storage.library import Library
from model.storage.records import Misfit, MisfitKind
from tests.model.storage.county.collected import HEADING, TOWN, UNITS, WHO, receive, units_of

DAY = date(2026, 1, 25)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.binary(max_size=300), max_size=5))
def test_whatever_was_kept_comes_back_and_lies_there_once(library: Library, files: list[bytes]) -> None:
    digests = [originals.keep(library.path, one) for one in files * 2]
    assert [originals.original(library.path, digest) for digest in digests] == files * 2
    there = set(originals.digests(originals.originals_of(library.path)))
    assert there >= set(digests)
    assert len([one for one in there if one in digests]) == len(set(files))


def test_a_file_that_was_hit_comes_from_the_backup_or_is_told_of(library: Library, collection: int) -> None:
    key = receive(library, collection, TOWN)
    submission = library.county.submission(key)
    data = library.county.original(submission)
    daily_backup(library.path, DAY)
    place = originals.place_of(originals.originals_of(library.path), submission.digest)
    place.write_bytes(data[:-1])
    assert library.county.original(submission) == data
    assert library.county.misfits() == (f"original {submission.digest}",)
    shutil.rmtree(originals.kept_in_backups(library.path))
    with pytest.raises(DamagedError, match="不一样"):
        library.county.original(submission)
    originals.keep(library.path, data)  # the same file comes in once more
    assert place.read_bytes() == data
    place.unlink()
    with pytest.raises(MissingError, match="不在"):
        library.county.original(submission)
    assert originals.keep(library.path, data) == submission.digest
    assert library.county.misfits() == ()


def test_a_backup_copies_what_it_does_not_have_yet(library: Library, collection: int) -> None:
    receive(library, collection, TOWN)
    assert originals.back_up_originals(library.path) == 1
    receive(library, collection, TOWN, change=1)
    assert originals.back_up_originals(library.path) == 1
    assert originals.back_up_originals(library.path) == 0


def test_a_damaged_file_is_not_copied_to_the_backups(library: Library, collection: int) -> None:
    digest = library.county.submission(receive(library, collection, TOWN)).digest
    originals.place_of(originals.originals_of(library.path), digest).write_bytes(b"?")
    assert originals.back_up_originals(library.path) == 0


def test_a_restore_brings_collection_and_files_back(library: Library, collection: int) -> None:
    key = receive(library, collection, TOWN)
    submission = library.county.submission(key)
    data = library.county.original(submission)
    backup = daily_backup(library.path, DAY)
    assert backup is not None
    library.close()
    shutil.rmtree(originals.originals_of(library.path))
    library.path.unlink()
    restore(library.path, backup)
    with closing(Library.open(library.path)) as again:
        assert again.county.submission(key) == submission
        assert originals.place_of(originals.originals_of(again.path), submission.digest).read_bytes() == data
        assert again.county.misfits() == ()


def test_the_second_place_has_the_files_and_another_machine_is_restored_from_it(
    library: Library, collection: int, tmp_path: Path
) -> None:
    submission = library.county.submission(receive(library, collection, TOWN))
    data = library.county.original(submission)
    daily_backup(library.path, DAY)
    stick = tmp_path / "stick"
    stick.mkdir()
    second_place.copy_there(library.path, stick, DAY)
    (copy,) = stick.glob("*.db")
    elsewhere = tmp_path / "other" / "library.db"
    elsewhere.parent.mkdir()
    restore(elsewhere, copy)
    with closing(Library.open(elsewhere)) as other:
        assert other.county.original(submission) == data
        assert other.county.misfits() == ()


# A library that holds nothing but collections


def test_a_collection_is_something_and_gets_its_backups(library: Library) -> None:
    assert is_empty(library.path)
    library.county.create(HEADING, UNITS, WHO)
    assert not is_empty(library.path)
    backup = daily_backup(library.path, DAY)
    assert backup is not None
    assert holds_something(backup)
    library.close()
    Library.open(library.path).close()  # nobody says that its reports are gone


def test_what_a_county_did_last_is_told_from_what_it_did_before(library: Library, collection: int) -> None:
    first = daily_backup(library.path, DAY)
    key = receive(library, collection, TOWN)
    second = daily_backup(library.path, DAY + timedelta(days=1))
    library.county.remark([NewRemark(key, "", "请核对")], WHO)
    third = daily_backup(library.path, DAY + timedelta(days=2))
    assert first is not None
    assert second is not None
    assert third is not None
    held = [holding(one) for one in (first, second, third)]
    tips = [one.tips if one else frozenset() for one in held]
    assert len({*tips}) == 3
    assert lacking(third, tips[0] | tips[1]) == frozenset()
    assert lacking(second, tips[2])
    assert lacking(first, tips[1])


def test_thinning_keeps_the_only_backup_that_has_what_was_undone_by_a_restore(
    library: Library, collection: int
) -> None:
    for days in range(40):
        receive(library, collection, TOWN, change=days)
        daily_backup(library.path, DAY + timedelta(days=days))
    thin_backups(library.path, DAY + timedelta(days=40))
    kept = found(library.path)
    assert 10 <= len(kept) < 40
    newest = holding(kept[0].path)
    assert newest is not None
    assert lacking(kept[0].path, newest.tips) == frozenset()


# Damage


def test_damage_is_told_and_can_be_taken_as_it_is(library: Library, collection: int) -> None:
    receive(library, collection, TOWN)
    assert verify(library.path) == ()
    library._db.execute("UPDATE collection_unit SET standing = 'passed' WHERE id = 1")
    (misfit,) = verify(library.path)
    assert misfit == Misfit(MisfitKind.COLLECTIONS, 0, "", "collection", "")
    assert library.offers(misfit) == ()
    library.mend(misfit)
    assert verify(library.path) == ()
    assert library.county.misfits() == ()


def test_a_full_disk_leaves_neither_half_a_file_nor_a_submission(
    library: Library, collection: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable, "sync_content", full)
    with pytest.raises(UserError, match=r"满|空间"):
        receive(library, collection, TOWN)
    monkeypatch.undo()
    assert list(originals.digests(originals.originals_of(library.path))) == []
    assert not list(originals.originals_of(library.path).rglob("*.part"))
    assert library.county.submissions(units_of(library, collection)[TOWN].key) == ()


def test_halves_that_a_kill_left_are_cleared_at_the_next_start(library: Library, collection: int) -> None:
    digest = library.county.submission(receive(library, collection, TOWN)).digest
    daily_backup(library.path, DAY)
    folders = (originals.originals_of(library.path), originals.kept_in_backups(library.path))
    whole = [originals.place_of(folder, digest) for folder in folders]
    halves = [one.with_name(f".{one.name}.77.part") for one in whole]
    for half in halves:
        half.write_bytes(b"half")
    assert clear(library.path) >= 2
    assert not any(half.exists() for half in halves)
    assert all(one.exists() for one in whole)
