"""What a disk may hold after a cut: all that was synced, and of the rest what chance leaves; never anything else."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from faults.power_cut.disk import SECTOR, Disk, Losses, after, lay_out
from faults.power_cut.events import Event, Kind

FILE, OTHER, FOLDER = 10**9, 10**9 + 1, 10**9 + 2
SEEDS = range(60)
CHANCES = [Losses(kept, torn, journal) for kept, torn, journal in product([0, 0.5, 1], [0, 0.5], [True, False])]
NOTHING = [Losses(0, 0, journal) for journal in (True, False)]

OLD, NEW = b"old" * 1000, b"new!" * 1000


@pytest.fixture
def root(tmp_path: Path) -> int:
    """Return the number of the folder, in which an old file lies."""
    (tmp_path / "report").write_bytes(OLD)
    return tmp_path.stat().st_ino


def created(name: str, inode: int = FILE, data: bytes = NEW) -> list[Event]:
    return [Event(Kind.CREATED, name, inode), Event(Kind.WRITTEN, name, inode, 0, data)]


def synced(name: str, inode: int) -> Event:
    return Event(Kind.SYNCED, name, inode)


def left(folder: Path, events: Sequence[Event], losses: Losses) -> list[dict[str, bytes | None]]:
    return [after(Disk(folder), events, losses, random.Random(seed)) for seed in SEEDS]


@pytest.mark.parametrize("losses", CHANCES)
def test_what_was_synced_is_there_however_the_rest_is_lost(tmp_path: Path, root: int, losses: Losses) -> None:
    events = [*created("a"), synced("a", FILE), synced(".", root), Event(Kind.WRITTEN, "a", FILE, len(NEW), b"more")]
    for disk in left(tmp_path, events, losses):
        assert disk["report"] == OLD
        content = disk["a"]
        assert content is not None
        assert content[: len(NEW)] == NEW


@pytest.mark.parametrize("losses", NOTHING)
def test_what_was_not_synced_can_be_lost(tmp_path: Path, root: int, losses: Losses) -> None:
    nameless = left(tmp_path, created("a"), losses)
    assert any("a" not in disk for disk in nameless)
    assert {disk["a"] for disk in left(tmp_path, [*created("a"), synced(".", root)], losses)} == {b""}


def test_a_name_is_safe_with_its_folder_only_unless_a_journal_keeps_it(tmp_path: Path, root: int) -> None:
    events = [*created("a"), synced("a", FILE)]
    assert all("a" in disk for disk in left(tmp_path, events, NOTHING[0]))
    assert any("a" not in disk for disk in left(tmp_path, events, NOTHING[1]))


def test_what_is_in_a_folder_is_lost_with_it(tmp_path: Path, root: int) -> None:
    made = [Event(Kind.FOLDER_MADE, "data", FOLDER), *created("data/a"), synced("data/a", FILE), synced("data", FOLDER)]
    disks = left(tmp_path, made, NOTHING[1])
    assert any("data/a" not in disk for disk in disks)
    assert all(("data" in disk) == ("data/a" in disk) for disk in disks)
    assert all("data/a" in disk for disk in left(tmp_path, [*made, synced(".", root)], NOTHING[1]))


@pytest.mark.parametrize("losses", CHANCES)
def test_a_file_that_is_replaced_when_it_is_complete_is_the_one_or_the_other(
    tmp_path: Path, root: int, losses: Losses
) -> None:
    renamed = [*created("part"), synced("part", FILE), Event(Kind.RENAMED, "part", FILE, 0, b"report")]
    found = {disk["report"] for disk in left(tmp_path, renamed, losses)}
    assert found <= {OLD, NEW}
    assert losses.journal or found == {OLD, NEW}
    assert {disk["report"] for disk in left(tmp_path, [*renamed, synced(".", root)], losses)} == {NEW}


def test_a_file_that_is_replaced_before_it_is_synced_can_be_empty(tmp_path: Path, root: int) -> None:
    events = [*created("part"), Event(Kind.RENAMED, "part", FILE, 0, b"report"), synced(".", root)]
    assert b"" in {disk["report"] for disk in left(tmp_path, events, NOTHING[0])}


def test_names_of_a_folder_are_lost_from_the_last_one_on(tmp_path: Path, root: int) -> None:
    events = [*created("a"), *created("b", OTHER)]
    for losses in CHANCES:
        for disk in left(tmp_path, events, losses):
            assert "a" in disk or "b" not in disk


def test_a_write_is_torn_between_sectors_only(tmp_path: Path) -> None:
    inode, start, data = (tmp_path / "report"), 100, bytes(range(1, 251)) * 10
    inode.write_bytes(bytes(4000))
    event = Event(Kind.WRITTEN, "report", inode.stat().st_ino, start, data)
    disks = left(tmp_path, [event], Losses(1, 1, journal=True))
    whole = bytes(start) + data + bytes(4000 - start - len(data))
    assert len({disk["report"] for disk in disks}) > 2
    for disk in disks:
        content = disk["report"]
        assert content is not None
        for at in range(0, 4000, SECTOR):
            assert content[at : at + SECTOR] in {whole[at : at + SECTOR], bytes(len(whole[at : at + SECTOR]))}


def test_a_file_that_was_cut_and_removed_is_as_it_was_or_is_gone(tmp_path: Path) -> None:
    inode = (tmp_path / "report").write_bytes(OLD) and (tmp_path / "report").stat().st_ino
    events = [Event(Kind.CUT_TO, "report", inode, 2), Event(Kind.REMOVED, "report")]
    found = {disk.get("report") for losses in CHANCES for disk in left(tmp_path, events, losses)}
    assert found == {OLD, OLD[:2], None}


def test_what_is_left_is_laid_out(tmp_path: Path, root: int) -> None:
    disk: dict[str, bytes | None] = {"a": b"1", "data": None, "data/b": b"2"}
    lay_out(disk, tmp_path / "after")
    assert Disk(tmp_path / "after").now() == disk
