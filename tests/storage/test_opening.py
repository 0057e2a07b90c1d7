"""What may stand where a library should be."""

from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from model.bindings import Binding
from model.errors import DamagedError, UserError
from model.report import Explanation
from model.storage.connection import is_sound
from model.storage.failures import told
from model.storage.library import Library
from model.storage.lock import Lock
from model.storage.places import default_library
from model.storage.records import Change, How
from tests.storage.samples import CELL, TEXT, a_report


def test_a_library_is_made_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "数据 文件夹#1" / "报告?.db"
    for _ in range(2):
        with closing(Library.open(path)) as library:
            assert (library.read_only, library.path) == (None, path)
            assert library.all() == ()
    assert is_sound(path)


def test_an_empty_file_becomes_a_library(path: Path) -> None:
    path.touch()
    with closing(Library.open(path)) as library:
        library.create(a_report())
    assert is_sound(path)


def test_what_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("这是一份去年的年报。" * 400, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(UserError, match="不是本程序的报告库"):
        Library.open(path)
    assert path.read_bytes() == before
    lock = Lock(path)
    try:
        assert lock.take() is None
    finally:
        lock.release()  # Python 3.13 tells of a connection that nobody closed


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE report (id INTEGER PRIMARY KEY)")
    before = path.read_bytes()
    with pytest.raises(UserError, match="不是本程序的报告库"):
        Library.open(path)
    assert path.read_bytes() == before


def test_a_folder_and_a_file_in_the_way_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    for path, why in ((tmp_path / "file" / "library.db", "不存在，或者不是文件夹"), (tmp_path / "folder", "是文件夹")):
        with pytest.raises(UserError, match=why):
            Library.open(path)


@pytest.mark.parametrize(
    "number, why",
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EROFS, "没有权限"),
        (errno.EIO, "磁盘出错"),
        (errno.ELOOP, "绕回自己"),
        (errno.EPROTO, str(errno.EPROTO)),
    ],
)
def test_errors_of_the_system_are_told_in_chinese(path: Path, number: int, why: str) -> None:
    with pytest.raises(UserError, match=why) as raised, told(path):
        raise OSError(number, os.strerror(number))
    assert os.strerror(number) not in raised.value.sentence


def test_where_nothing_may_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(UserError, match="没有权限"):
        Library.open(tmp_path / "new" / "library.db")


@pytest.fixture(scope="module")
def model_of_full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a library of several reports with a past, some pages long."""
    path = tmp_path_factory.mktemp("full") / "library.db"
    with closing(Library.open(path)) as library:
        for year in range(2015, 2024):
            key = library.create(a_report(year=year, texts={"problems/text": "问题" * 900}))
            for value in range(9):
                library.write(key, [Change(CELL, None, Decimal(value))], How.TYPED, "录入")
    return path


@pytest.fixture
def full(path: Path, model_of_full: Path) -> Path:
    """Give a copy of that library."""
    return Path(shutil.copyfile(model_of_full, path))


def use(path: Path) -> list[object]:
    """Read everything there is, then write."""
    with closing(Library.open(path)) as library:
        stored = library.all()
        past = [library.history(one.id) for one in stored]
        for one in stored:
            library.write(one.id, [Change(CELL, None, Decimal(77))], How.TYPED, "录入")
        return [stored, past]


@pytest.mark.parametrize("seed", range(30))
def test_damage_is_told_in_a_sentence_wherever_it_is(full: Path, seed: int) -> None:
    """Bytes overwritten anywhere end in the sentence, or touch nothing that is read; never in another error."""
    dice = random.Random(seed)
    content = bytearray(full.read_bytes())
    for _ in range(dice.choice([1, 40])):
        at = dice.randrange(100, len(content) - 64)
        content[at : at + 64] = dice.randbytes(64)
    full.write_bytes(content)
    try:
        use(full)
    except UserError as error:
        assert str(full) in error.sentence  # noqa: PT017 — most seeds raise, some hit what is not read


def test_a_page_that_was_lost_is_called_damage(full: Path) -> None:
    content = full.read_bytes()
    full.write_bytes(content[:4096] + bytes(4096 * 3) + content[4096 * 4 :])
    assert not is_sound(full)
    with pytest.raises(UserError, match=r"已经损坏.*备份"):
        use(full)


def test_a_file_cut_off_is_called_damage(full: Path) -> None:
    full.write_bytes(full.read_bytes()[: 4096 * 5])
    assert not is_sound(full)
    with pytest.raises(UserError, match="已经损坏"):
        use(full)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE number SET value = 'zwei'",
        "UPDATE number SET cell = 'applications/received/martians'",
        "UPDATE text SET value = CAST(x'ff' AS TEXT)",
        "UPDATE explanation SET numbers = '{'",
        "UPDATE explanation SET places = '7'",
        "UPDATE explanation SET numbers = '[]'",
        "UPDATE binding SET cells = CAST(x'ff' AS TEXT)",
        "UPDATE report SET state = 'lost'",
        "UPDATE report SET level = 'moon'",
        "UPDATE report SET edition = '2031'",
        "UPDATE report SET year = 20240",
        "UPDATE report SET year = -3",
        "UPDATE report SET changed = 'gestern'",
        "UPDATE report SET deadline = '31. Juni'",
        "UPDATE report SET unit = CAST(x'ff' AS TEXT)",
    ],
)
def test_a_report_that_cannot_be_read_is_named_and_the_others_open(library: Library, damage: str) -> None:
    key = library.create(a_report(numbers={CELL: Decimal(1)}, texts={TEXT: "受理1件"}))
    library.write(key, [], How.TYPED, "录入", (Binding(TEXT, 2, 3, (CELL,)),))
    library.explain(key, Explanation("X1", (CELL,), "原因如此", "", ""), {CELL: Decimal(1)})
    other = library.create(a_report(unit="乙镇人民政府", numbers={CELL: Decimal(2)}))
    table = damage.split()[1]
    library._db.execute(f"{damage} WHERE {'id' if table == 'report' else 'report'} = {key}")
    assert [one.id for one in library.all()] == [other]
    assert [(one.report, bool(one.reason)) for one in library.unreadable] == [(key, True)]
    assert {one.report for one in library.misfits(key)} == {key}
    with pytest.raises(UserError, match="读不出来"):
        library.load(key)
    assert library.load(other).misfits == ()
    library.last_year(a_report(year=2024))
    library.others(a_report())
    library.history(key)


def test_a_report_in_an_unknown_form_is_not_written_over(library: Library) -> None:
    key = library.create(a_report())
    library._db.execute("UPDATE report SET edition = '2031'")
    with pytest.raises(UserError, match="2031"):
        library.write(key, [Change(CELL, None, Decimal(2))], How.TYPED, "录入")
    assert library._db.execute("SELECT count(*) FROM number").fetchone() == (0,)


@pytest.fixture
def newer(path: Path) -> Path:
    """Make a library as a later program leaves it."""
    with closing(Library.open(path)) as library:
        library.create(a_report(numbers={CELL: Decimal(1)}))
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("ALTER TABLE report ADD COLUMN remark TEXT")
        db.execute("UPDATE setting SET value = '3.1.4' WHERE key = 'needs'")
        db.execute("PRAGMA user_version = 92")
    return path


def test_a_newer_library_is_read_and_names_the_program_it_needs(newer: Path) -> None:
    before = newer.read_bytes()
    with closing(Library.open(newer)) as library:
        assert library.read_only is not None
        assert "第92版" in library.read_only
        assert "3.1.4" in library.read_only
        (stored,) = library.all()
        assert stored.report == a_report(numbers={CELL: Decimal(1)})
        with pytest.raises(UserError, match=r"3\.1\.4"):
            library.write(stored.id, [Change(CELL, None, Decimal(2))], How.TYPED, "录入")
        writer = Lock(newer)
        assert writer.take() is None  # the newer program is not kept out
        writer.release()
    assert newer.read_bytes() == before


def test_a_newer_library_that_cannot_be_understood_is_told(newer: Path) -> None:
    with closing(sqlite3.connect(newer)) as db:
        db.execute("ALTER TABLE number RENAME TO figure")
    before = newer.read_bytes()
    with pytest.raises(UserError, match=r"第92版.*3\.1\.4.*才能打开") as raised:
        Library.open(newer)
    assert not isinstance(raised.value, DamagedError)
    assert newer.read_bytes() == before


def test_the_users_library_is_where_it_was_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GOUJI_LIBRARY", str(tmp_path / "mine.db"))
    assert default_library() == tmp_path / "mine.db"
    monkeypatch.delenv("GOUJI_LIBRARY")
    assert default_library().parts[-2:] == ("gouji", "library.db")
