"""A library of every version is opened by every build; a verified backup comes first."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from model.errors import UserError
from model.form.schema import Cell
from model.report import file_format
from model.report.report import Level
from model.storage import migrations, unknown
from model.storage.backups import copying
from model.storage.checksums.verifying import verify
from model.storage.connection import is_sound
from model.storage.files.lock import Lock, myself
from model.storage.files.places import backups_of, beside
from model.storage.library import Library
from model.storage.migrations import STEPS, Migration, newest
from model.storage.records import How, State
from tests.model.storage.samples import a_report

if TYPE_CHECKING:
    from sqlite_utils import Database

DATA = Path(__file__).parents[2] / "data"
TYPED = Cell("applications/received/natural_person")
ORIGINALS = 5  # the first version that keeps what an original prints
OPINIONS = 11  # the first that keeps what a county says
PRINTED = {
    Cell(f"applications/{row}/total"): Decimal(number)
    for row, number in {
        "received": 361,
        "brought_forward": 36,
        "disclosed": 41,
        "partly_disclosed": 33,
        "refused_state_secret": 38,
        "refused_forbidden_by_law": 30,
    }.items()
}
VERSIONS = [step.number for step in STEPS]
NEXT = newest() + 1


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture
def old(path: Path) -> Path:
    """Copy the library that version 1 left."""
    shutil.copy(DATA / "library-v1.db", path)
    return path


def test_the_steps_follow_each_other() -> None:
    assert list(range(1, newest() + 1)) == VERSIONS


@pytest.mark.parametrize("number", VERSIONS)
def test_a_library_of_every_version_opens_with_all_that_is_in_it(path: Path, number: int) -> None:
    shutil.copy(DATA / f"library-v{number}.db", path)
    assert version(path) == number
    with closing(Library.open(path)) as library:
        (stored,) = library.all()
        assert stored.report == file_format.loads((DATA / f"library-v{number}.json").read_bytes())
        assert stored.state is State.REVISED
        assert [(one.old, one.new, one.how, one.step) for one in reversed(library.history(stored.id, TYPED))] == [
            (None, "335", How.IMPORTED, "导入"),
            ("335", "353", How.TYPED, "录入"),
            ("353", "335", How.UNDONE, "撤销 录入"),
        ]
        (final,) = library.finals(stored.id)
        assert file_format.loads(final.file.encode()).numbers[TYPED] == 335
        assert stored.printed == (PRINTED if number >= ORIGINALS else {})
        assert [one.answer.label for one in stored.opinions] == (["已改", "未答"] if number >= OPINIONS else [])
        assert library.setting("zoom") == "125"
        assert library.load(stored.id).misfits == ()
        assert all(line.fits for line in library.history(stored.id))
    assert version(path) == newest()
    assert verify(path) == ()


def test_an_old_library_that_may_not_be_written_is_read_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    writer = Lock(old)
    assert writer.take() is None
    for machine in (myself().machine, "另一台"):
        note = {"user": "wang", "machine": machine, "pid": 1}
        beside(old, "holder").write_text(json.dumps(note), encoding="utf-8")
        with closing(Library.open(old)) as library:
            assert "wang" in (library.read_only or "")
            assert library.load(1).misfits == ()  # marked in memory
            assert library.all()[0].report == file_format.loads((DATA / "library-v1.json").read_bytes())
    writer.release()
    assert old.read_bytes() == before


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> list[Migration]:
    """Let the program know one version more."""
    steps = [*STEPS, Migration(NEXT, "9.8.7", _second)]
    monkeypatch.setattr(migrations, "STEPS", steps)
    return steps


def _second(db: Database) -> None:
    db.execute("ALTER TABLE report ADD COLUMN remark TEXT")
    db.execute("UPDATE report SET remark = '旧'")


def test_a_verified_backup_comes_before_a_migration(old: Path, two: list[Migration]) -> None:
    before = old.read_bytes()
    with closing(Library.open(old)) as library:
        assert library._db.execute("SELECT remark FROM report").fetchall() == [("旧",)]
        assert library.setting("needs") == "9.8.7"
        migrated = library.all()
    (kept,) = backups_of(old).iterdir()
    assert (version(old), version(kept)) == (NEXT, 1)
    assert is_sound(kept)
    shutil.copy(kept, old)
    with closing(Library.open(old)) as library:
        assert library.all() == migrated
    assert before[:16] == old.read_bytes()[:16]


def test_without_a_backup_there_is_no_migration(
    old: Path, two: list[Migration], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "is_sound", lambda _: False)
    with pytest.raises(UserError, match="没有通过检查"):
        Library.open(old)
    assert version(old) == 1


@pytest.mark.parametrize("fault", [sqlite3.OperationalError("no"), ZeroDivisionError()], ids=["told", "bug"])
def test_a_step_that_fails_leaves_the_library_as_it_was(old: Path, two: list[Migration], fault: Exception) -> None:
    def break_off(db: Database) -> None:
        _second(db)
        raise fault

    good, two[-1] = two[-1], Migration(NEXT, "9.8.7", break_off)
    with pytest.raises((UserError, ZeroDivisionError)):
        Library.open(old)
    assert version(old) == NEXT - 1
    two[-1] = good
    with closing(Library.open(old)) as library:  # neither the lock nor half a step is in the way
        assert library.setting("needs") == "9.8.7"


def test_a_new_library_is_made_by_the_same_steps_and_needs_no_backup(path: Path, two: list[Migration]) -> None:
    with closing(Library.open(path)) as library:
        library.create(a_report())
    assert version(path) == NEXT
    assert not backups_of(path).exists()


@pytest.mark.parametrize("number", VERSIONS)
def test_an_old_library_ends_with_the_tables_of_a_new_one(path: Path, number: int) -> None:
    shutil.copy(DATA / f"library-v{number}.db", path)
    new = path.with_name("new.db")
    for file in (path, new):
        Library.open(file).close()
    assert tables(path) == tables(new)


def tables(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()


@pytest.mark.parametrize("number", VERSIONS)
def test_a_library_of_every_version_keeps_a_level_that_nobody_knows(path: Path, number: int) -> None:
    shutil.copy(DATA / f"library-v{number}.db", path)
    with closing(Library.open(path)) as library:
        (stored,) = library.all()
        library.set_header(stored.id, unit=stored.report.unit, level=Level.UNKNOWN, year=stored.report.year)
        made = library.create(a_report(unit="乙镇", level=Level.UNKNOWN))
    with closing(Library.open(path)) as library:
        assert library.read_only is None
        assert {one.report.level for one in library.all()} == {Level.UNKNOWN}
        assert {one.level for one in library.summaries()} == {Level.UNKNOWN}
        assert library.load(made).misfits == ()
    assert version(path) == newest()  # the word needs no other format
    assert verify(path) == ()


def test_a_program_that_does_not_know_the_unknown_level_only_reads_such_a_library(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Library.open(path)) as library:
        library.create(a_report(level=Level.UNKNOWN))
    known = unknown._known()
    older = known | {"level": (known["level"][0], known["level"][1] - {Level.UNKNOWN})}
    monkeypatch.setattr(unknown, "_known", lambda: older)
    with closing(Library.open(path)) as library:
        assert "单位层级“unknown”" in (library.read_only or "")
