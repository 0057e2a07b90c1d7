"""Edits are numbered; what a torn file has lost is told."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from decimal import Decimal
from pathlib import Path

import pytest

from model.storage.files.places import beside
from model.storage.library import Library
from model.storage.records import Change, How
from tests.model.storage.samples import CELL, a_report


def type_number(library: Library, key: int, value: int) -> None:
    library.write(key, [Change(CELL, None, Decimal(value))], How.TYPED, "录入")


def number_of(library: Library) -> int:
    return int(library._db.execute("SELECT max(edit) FROM report").fetchone()[0])


def test_each_transaction_has_the_next_number(path: Path) -> None:
    with closing(Library.open(path)) as library:
        key = library.create(a_report())
        assert number_of(library) == 1
        type_number(library, key, 1)
        assert number_of(library) == 2
        with library.together():
            type_number(library, key, 2)
            type_number(library, key, 3)
        library.set_setting("zoom", "125")
        assert number_of(library) == 3
        with suppress(ZeroDivisionError), library.together():
            type_number(library, key, 4)
            raise ZeroDivisionError
        type_number(library, key, 5)
        assert number_of(library) == 4
    with closing(Library.open(path)) as library:
        type_number(library, key, 6)
        assert number_of(library) == 5


@pytest.fixture
def torn(path: Path, tmp_path: Path) -> Path:
    """Return a library as a power cut leaves it whose note reached the disk, and whose last edits did not."""
    copy = tmp_path / "cut" / path.name
    copy.parent.mkdir()
    with closing(Library.open(path)) as library:
        key = library.create(a_report())
        type_number(library, key, 1)
        for file in (path, path.with_name(f"{path.name}-wal")):
            shutil.copy(file, copy.with_name(file.name))
        for value in range(3):
            type_number(library, key, value + 2)
        shutil.copy(beside(path, "holder"), beside(copy, "holder"))
    return copy


def test_what_a_power_cut_took_is_told_with_the_last_edit_kept(torn: Path) -> None:
    with closing(Library.open(torn)) as library:
        lost = library.lost_edits
        (stored,) = library.all()
        assert lost is not None
        assert (lost.lost, lost.number, lost.when, lost.place) == (3, 2, stored.changed, CELL)
        assert stored.report.unit in lost.name
    with closing(Library.open(torn)) as library:
        assert library.lost_edits is None


def test_a_kill_loses_nothing_and_nothing_is_told(path: Path, torn: Path) -> None:
    for name in ("", "-wal"):
        torn.with_name(torn.name + name).unlink()
    with closing(Library.open(path)) as library:
        type_number(library, 1, 9)
        for file in (path, path.with_name(f"{path.name}-wal"), beside(path, "holder")):
            shutil.copy(file, torn.with_name(file.name))
    with closing(Library.open(torn)) as library:
        assert library.lost_edits is None
        assert library.load(1).report.numbers == {CELL: Decimal(9)}


def test_a_new_library_has_lost_nothing(library: Library) -> None:
    assert library.lost_edits is None
