"""A write that fails leaves nothing behind, and says why in one sentence."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from model.errors import DiskError, UserError
from model.failures import about_library, why_not_read, why_not_written
from model.storage.failures import told
from model.storage.library import Library
from model.storage.records import Change, How
from tests.model.storage.processes import answer, robot
from tests.model.storage.samples import CELL, TEXT, UNIT, a_report

BLOCK = [Change(CELL, None, Decimal(2)), Change("fees/charges/amount", None, Decimal("0.5")), Change(TEXT, "", "新文")]


@pytest.fixture
def key(library: Library) -> int:
    return library.create(a_report(numbers={CELL: Decimal(1)}, texts={TEXT: "旧文"}))


@contextmanager
def nothing_changes(library: Library, key: int, why: str) -> Iterator[None]:
    """Expect the sentence, everything as it was, and a library that goes on working afterwards."""
    before, past = library.load(key), library.history(key)
    with pytest.raises(UserError, match=why) as raised:
        yield
    assert "\n" not in raised.value.sentence
    assert (library.load(key), library.history(key)) == (before, past)


def goes_on(library: Library, key: int) -> None:
    library.write(key, BLOCK, How.PASTED, "粘贴")
    assert library.load(key).report.texts == {TEXT: "新文"}


@pytest.mark.parametrize("way", ["ABORT", "FAIL", "ROLLBACK"])
@pytest.mark.parametrize("table", ["number", "text", "history"])
def test_when_one_row_fails_none_is_written(library: Library, key: int, table: str, way: str) -> None:
    last = "NEW.place" if table == "history" else "'last'"
    library._db.execute(
        f"CREATE TRIGGER no BEFORE INSERT ON {table} WHEN {last} IN ('last', '{TEXT}') "
        f"BEGIN SELECT RAISE({way}, 'no'); END"
    )
    with nothing_changes(library, key, "没有完成"):
        library.write(key, BLOCK, How.PASTED, "粘贴")
    library._db.execute("DROP TRIGGER no")
    goes_on(library, key)


def test_a_full_disk_is_told(library: Library, key: int) -> None:
    pages = library._db.execute("PRAGMA page_count").fetchone()[0]
    library._db.execute(f"PRAGMA max_page_count = {pages}")
    with nothing_changes(library, key, "磁盘已满"):
        library.write(key, [*BLOCK, Change("problems/text", "", "长" * 90_000)], How.PASTED, "粘贴")
    with nothing_changes(library, key, "磁盘已满"):
        library.create(a_report(texts={TEXT: "长" * 90_000}))
    library._db.execute("PRAGMA max_page_count = 1000000")
    goes_on(library, key)


def test_a_file_that_became_read_only_is_told(library: Library, key: int) -> None:
    library._db.execute("PRAGMA query_only = ON")
    with nothing_changes(library, key, "没有权限"):
        library.write(key, BLOCK, How.PASTED, "粘贴")
    library._db.execute("PRAGMA query_only = OFF")
    goes_on(library, key)


def test_a_file_that_another_program_is_writing_is_told(library: Library, key: int, path: Path) -> None:
    library._db.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        with nothing_changes(library, key, "另一个程序"):
            library.write(key, BLOCK, How.PASTED, "粘贴")
    goes_on(library, key)


def test_half_a_character_is_told(library: Library, key: int) -> None:
    with nothing_changes(library, key, "不完整的字符"):
        library.write(key, [*BLOCK, Change("problems/text", "", "吉\ud842")], How.TYPED, "录入")
    with nothing_changes(library, key, "不完整的字符"):
        library.create(a_report(unit=UNIT + "\udfb7"))
    goes_on(library, key)


def test_a_closed_library_is_a_fault_of_the_program(path: Path) -> None:
    library = Library.open(path)
    library.close()
    with pytest.raises(sqlite3.ProgrammingError):
        library.all()


def test_every_error_of_the_system_is_told_in_chinese_and_without_the_systems_own_words(path: Path) -> None:
    for number, name in errno.errorcode.items():
        error = OSError(number, os.strerror(number))
        for sentence in (why_not_read(error), why_not_written(error), about_library(error).format(path=path)):
            assert os.strerror(number) not in sentence, name
            assert any("一" <= char <= "龥" for char in sentence), name


@pytest.mark.parametrize("code", [sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY])
@pytest.mark.parametrize(
    "number, why", [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "只读"), (errno.EMFILE, "打开的文件太多")]
)
def test_what_sqlite_does_not_say_is_found_out(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, number: int, why: str
) -> None:
    """SQLite says “unable to open” of a full disk, too."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "open", refuse)
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorcode = code
    with pytest.raises(DiskError, match=why), told(path):
        raise error


def test_finding_out_why_leaves_nothing_and_keeps_the_lock_of_the_open_library(library: Library, path: Path) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    library.create(a_report())
    before = {file.name for file in path.parent.iterdir()}
    library._db.execute("BEGIN IMMEDIATE")
    with pytest.raises(DiskError, match="磁盘出错"), told(path):
        raise error
    with robot("write", path) as process:
        assert answer(process) == "database is locked"
    library._db.execute("ROLLBACK")
    assert {file.name for file in path.parent.iterdir()} == before
