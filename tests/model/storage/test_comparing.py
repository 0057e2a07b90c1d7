"""What a restore would change is said report by report, before it is done."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from model.storage.backups.comparing import Comparison, Fate, compare, contents
from model.storage.library import Library
from model.storage.looking import Looking
from model.storage.records import Change, How
from tests.model.storage.samples import CELL, a_report


@pytest.fixture
def then(library: Library, tmp_path: Path) -> Path:
    """Return a backup that holds four reports: of the library since one was edited, one deleted, one is new."""
    for unit in ("不变镇", "改动镇", "删除镇", "曾删镇"):
        library.create(a_report(unit=unit))
    library.delete(4)
    backup = tmp_path / "then.db"
    library.backup(backup)
    library.restore(4)
    library.delete(3)
    library.write(2, [Change(CELL, None, Decimal(1))], How.TYPED, "录入")
    library.write(2, [Change(CELL, None, Decimal(2))], How.TYPED, "录入")
    library.create(a_report(unit="新建镇"))
    return backup


def compared(now: Path, then: Path) -> Comparison:
    with Looking(now) as before, Looking(then) as after:
        return compare(before, after)


def names(found: Comparison, kind: Fate) -> list[str]:
    return [one.name.split()[0] for one in found.of(kind)]


def test_each_report_stands_where_it_belongs(library: Library, path: Path, then: Path) -> None:
    found = compared(path, then)
    assert {kind: names(found, kind) for kind in Fate} == {
        Fate.GONE: ["新建镇", "曾删镇"],
        Fate.OLDER: ["改动镇"],
        Fate.NEWER: [],
        Fate.BACK: ["删除镇"],
        Fate.SAME: ["不变镇"],
    }
    (older,) = found.of(Fate.OLDER)
    assert older.what.startswith("少2处改动，空白")
    (back,) = found.of(Fate.BACK)
    assert back.what.endswith("删除")
    assert found.edits == sum(len(library.history(key)) for key in range(1, 6)) - 1  # all but the first deletion


def test_what_goes_on_in_the_backup_is_not_called_older(library: Library, path: Path, then: Path) -> None:
    """After a restore of too old a backup, the way back is a file that has more edits."""
    found = compared(then, path)
    (newer,) = found.of(Fate.NEWER)
    assert (newer.name.split()[0], newer.what.split("，")[0]) == ("改动镇", "多2处改动")
    assert found.of(Fate.OLDER) == ()


def test_a_library_does_not_differ_from_its_backup(library: Library, path: Path, then: Path, tmp_path: Path) -> None:
    library.backup(tmp_path / "now.db")
    found = compared(path, tmp_path / "now.db")
    assert {one.kind for one in found.differences} == {Fate.SAME}
    assert found.edits == 0


def test_another_name_and_another_state_are_said(library: Library, path: Path, then: Path) -> None:
    first = library.load(1)
    library.set_header(1, unit="改名镇", level=first.report.level, year=2023)
    library.finalise(1, date(2024, 1, 20))
    (one,) = [one for one in compared(path, then).of(Fate.OLDER) if "改名镇" in one.name]
    assert "名称“不变镇 2023”" in one.what
    assert "定稿 → 草稿" in one.what


def test_numbers_that_were_given_again_do_not_make_two_reports_one(tmp_path: Path) -> None:
    files = tmp_path / "a.db", tmp_path / "b.db"
    for file, unit in zip(files, ("甲镇", "乙镇"), strict=True):
        with closing(Library(file)) as library:
            key = library.create(a_report(unit=unit))
            library.write(key, [Change(CELL, None, Decimal(1))], How.TYPED, "录入")
    found = compared(*files)
    assert names(found, Fate.GONE) == ["甲镇"]
    assert names(found, Fate.BACK) == ["乙镇"]
    assert found.edits == 1


def test_where_the_library_cannot_be_read_all_would_come_back(then: Path) -> None:
    with Looking(then) as looking:
        found = contents(looking)
    assert names(found, Fate.BACK) == ["不变镇", "删除镇", "改动镇"]
    assert found.edits is None


def test_what_would_become_of_reports_is_said_in_chinese() -> None:
    assert all(re.fullmatch("[一-龥]+", one.label) for one in Fate)
    assert len({one.label for one in Fate}) == len(Fate)
