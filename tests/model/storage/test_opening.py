"""What may stand where a library should be."""

from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from model.errors import DamagedError, MissingError, UserError
from model.report.bindings import Binding
from model.report.report import Explanation
from model.storage import opening
from model.storage.backups.backup import daily_backup, thin_backups
from model.storage.backups.restoring import restore
from model.storage.checksums.sums import HEADER, mark, quoted
from model.storage.connection import is_sound
from model.storage.failures import told
from model.storage.files import rights
from model.storage.files.lock import AlreadyOpenError, Lock
from model.storage.files.places import beside, default_library
from model.storage.library import Library
from model.storage.records import Change, How
from tests.model.storage.samples import CELL, TEXT, a_report
from tests.systems import needs_links, needs_modes, needs_odd_names, posix_only


@pytest.mark.parametrize("name", [pytest.param("报告?.db", marks=needs_odd_names), "报告%3f&.db"])
def test_a_library_is_made_where_there_is_none(tmp_path: Path, name: str) -> None:
    path = tmp_path / "数据 文件夹#1" / name
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
    """Return a copy of that library."""
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
        db.execute("ALTER TABLE number RENAME TO sum")
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


def with_marks(path: Path, column: str, word: str) -> bytes:
    """Write a word as a newer program does: its row vouches for it; give the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"UPDATE report SET {column} = ?", (word,))  # noqa: S608 — of the tests
        for row in db.execute(f"SELECT {quoted(HEADER)} FROM report").fetchall():  # noqa: S608 — likewise
            db.execute("UPDATE report SET mark = ? WHERE id = ?", (mark("report", row), row[0]))
    return path.read_bytes()


@pytest.mark.parametrize(
    "column, word, name", [("edition", "2031", "表样"), ("state", "signed", "状态"), ("level", "moon", "单位层级")]
)
def test_what_a_newer_program_wrote_is_named_and_only_read(path: Path, column: str, word: str, name: str) -> None:
    with closing(Library.open(path)) as library:
        library.create(a_report())
    before = with_marks(path, column, word)
    with closing(Library.open(path)) as library:
        assert f"{name}“{word}”" in str(library.read_only)
        assert "更新的程序" in str(library.read_only)
        with pytest.raises(UserError, match=word):
            library.create(a_report())
        assert library.all() == ()
    assert path.read_bytes() == before


def test_the_same_word_in_a_row_that_does_not_vouch_for_it_is_damage_of_one_report(path: Path) -> None:
    with closing(Library.open(path)) as library:
        library.create(a_report())
        library.create(a_report(year=2022))
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE report SET state = 'signed' WHERE id = 1")
    with closing(Library.open(path)) as library:
        assert library.read_only is None
        assert [one.report.year for one in library.all()] == [2022]


@pytest.mark.parametrize(
    "change", ["ALTER TABLE number ADD COLUMN note TEXT", "CREATE TABLE stamp (text TEXT)"], ids=["column", "table"]
)
def test_a_column_that_is_not_known_is_named_and_nothing_is_written(path: Path, change: str) -> None:
    with closing(Library.open(path)) as library:
        library.create(a_report())
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(change)
    before = path.read_bytes()
    for _ in range(2):
        with closing(Library.open(path)) as library:
            assert "不认识" in str(library.read_only)
            assert [one.report for one in library.all()] == [a_report()]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE binding",
        "ALTER TABLE final DROP COLUMN file",
        "ALTER TABLE final RENAME COLUMN file TO strange",  # overwritten: no later program takes one away
    ],
)
def test_a_table_that_is_missing_is_damage(path: Path, change: str) -> None:
    Library.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(change)
    with pytest.raises(DamagedError, match="缺少"):
        Library.open(path)


@pytest.mark.parametrize("number", [0, 1, 2, -5])
def test_a_wrong_number_of_the_format_is_damage(path: Path, number: int) -> None:
    with closing(Library.open(path)) as library:
        library.create(a_report())
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA user_version = {number}")
    with pytest.raises(DamagedError, match="没有写明" if number < 1 else None):
        Library.open(path)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def without_reports(path: Path) -> None:
    path.unlink()
    with closing(Library(path, anew=True)) as library:
        library._db.execute("DELETE FROM setting WHERE \"key\" = 'begun anew'")


@pytest.mark.parametrize("harm", [Path.unlink, emptied, without_reports])
def test_an_emptied_library_with_backups_is_no_first_start(path: Path, harm: Callable[[Path], None]) -> None:
    with closing(Library.open(path)) as library:
        library.create(a_report())
    daily_backup(path, date(2026, 1, 2))
    harm(path)
    there = path.read_bytes() if path.exists() else None
    with pytest.raises(MissingError, match="备份"):
        Library.open(path)
    assert (path.read_bytes() if path.exists() else None) == there
    Library(path, anew=True).close()
    with closing(Library.open(path)) as library:  # it is empty on purpose, also the next time
        assert library.read_only is None
        assert library.all() == ()


def test_backups_that_hold_nothing_are_a_first_start(path: Path) -> None:
    Library.open(path).close()
    daily_backup(path, date(2026, 1, 2))
    path.unlink()
    Library.open(path).close()


@pytest.mark.parametrize("name", ["", ".", "..", "a\0.db"])
def test_a_name_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=r"是文件夹|空字符"):
        Library.open(Path(name))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        *(pytest.param(name, marks=needs_odd_names) for name in (":memory:", "file:a?mode=memory", "a?mode=memory.db")),
        *("-x.db", "[a].db", "报 告.db", "a%3fmode=memory.db", "a#b&mode=ro.db"),
    ],
)
def test_a_name_that_sqlite_would_take_for_another_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(Library.open(Path(name))) as library:
        library.create(a_report())
    with closing(Library.open(Path(name))) as library:
        assert [one.report for one in library.all()] == [a_report()]
    assert is_sound(tmp_path / name)


@posix_only("pipes and devices have no names among the files of Windows")
def test_pipes_devices_and_links_to_themselves_are_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.db")
    (tmp_path / "null.db").symlink_to("/dev/null")
    (tmp_path / "loop.db").symlink_to("loop.db")
    for name, why in (("pipe", "不是普通文件"), ("null", "不是普通文件"), ("loop", "绕回自己")):
        with pytest.raises(UserError, match=why):
            Library.open(tmp_path / f"{name}.db")


@needs_links
def test_a_link_to_a_library_has_its_lock_and_its_backups(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "桌面" / "年报.db"
    link.parent.mkdir()
    link.symlink_to(path)
    with closing(Library.open(path)) as library:
        library.create(a_report())
        with pytest.raises(AlreadyOpenError):
            Library.open(link)
    with closing(Library.open(link)) as library:
        assert library.path == path
    assert [*link.parent.iterdir()] == [link]


@pytest.mark.parametrize("change", [Path.mkdir, Path.touch, lambda file: file.write_bytes(b"x" * 5000)])
def test_what_stands_where_the_lock_should_be_keeps_nobody_from_reading(
    path: Path, change: Callable[[Path], None]
) -> None:
    with closing(Library.open(path)) as library:
        library.create(a_report())
    beside(path, "lock").unlink()
    change(beside(path, "lock"))
    with closing(Library.open(path)) as library:
        assert [one.report for one in library.all()] == [a_report()]
        assert library.read_only is None or "library.db.lock" in library.read_only


def test_on_a_full_disk_a_library_is_shown_with_the_right_reason(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Library.open(path)) as library:
        library.create(a_report())

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(opening, "connect", full)
    with closing(Library.open(path)) as library:
        assert "磁盘已满" in str(library.read_only)
        assert "权限" not in str(library.read_only)
        assert [one.report for one in library.all()] == [a_report()]


@needs_modes
def test_the_users_own_folder_is_nobody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "gouji"
    monkeypatch.setattr(rights, "own_folder", lambda: own)
    for _ in range(2):
        with closing(Library.open(own / "library.db")) as library:
            library.create(a_report())
            daily_backup(library.path, date(2026, 1, 2))
            (own / "gouji.log").touch(mode=0o644)
    with closing(Library.open(own / "library.db")):
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) & 0o077 for file in [own, *own.rglob("*")]}
    assert len(modes) > 6
    assert set(modes.values()) == {0}


@needs_modes
def test_a_backup_in_the_users_own_folder_is_nobody_elses_from_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "gouji"
    monkeypatch.setattr(rights, "own_folder", lambda: own)
    with closing(Library.open(own / "library.db")) as library:
        library.create(a_report())
        daily_backup(library.path, date(2026, 1, 2))
        thin_backups(library.path, date(2026, 1, 2))
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) & 0o077 for file in (own / "backups").rglob("*")}
        modes["backups"] = stat.S_IMODE((own / "backups").stat().st_mode) & 0o077
    assert modes == {"backups": 0, ".library.index.json": 0, "library-2026-01-02.db": 0}


@needs_modes
@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_what_belongs_to_a_library_has_its_rights(path: Path, mode: int) -> None:
    """Who shares a library can lock it next; a backup, or what is restored, tells nobody else what is in it."""
    Library.open(path).close()
    path.chmod(mode)
    with closing(Library.open(path)) as library:
        library.create(a_report())
        backup = daily_backup(path, date(2026, 1, 2))
        files = [beside(path, what) for what in ("lock", "holder", "raise")]
        assert {file.name: stat.S_IMODE(file.stat().st_mode) for file in files} == {file.name: mode for file in files}
    assert backup is not None
    assert stat.S_IMODE(backup.stat().st_mode) == mode
    backup.chmod(0o644)
    restore(path, backup)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@needs_modes
def test_a_library_that_is_named_keeps_its_rights(path: Path) -> None:
    Library.open(path).close()
    path.chmod(0o664)
    path.parent.chmod(0o775)
    with closing(Library.open(path)) as library:
        library.create(a_report())
        assert stat.S_IMODE(path.stat().st_mode) == 0o664
        assert stat.S_IMODE(path.with_name("library.db-wal").stat().st_mode) == 0o664
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o775
