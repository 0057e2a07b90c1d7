"""One writer per library, in real processes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import UserError
from model.storage.files.lock import AlreadyOpenError, Lock, ask_to_raise, files_asked_for, myself, raise_file
from model.storage.files.places import beside
from model.storage.library import Library
from model.storage.records import Change, How
from tests.model.storage.processes import answer, robot
from tests.model.storage.samples import CELL, a_report
from tests.systems import needs_modes

Process = subprocess.Popen[str]


@pytest.fixture
def other(path: Path) -> Iterator[Process]:
    """Have another process hold the library of one report."""
    with closing(Library.open(path)) as library:
        library.create(a_report())
    with robot("hold", path) as process:
        assert answer(process) == "open"
        yield process


def name_the_holder(other: Process, user: str, machine: str) -> None:
    assert answer(other, f"as {user} {machine}") == "noted"


def test_a_second_start_of_the_same_user_is_told_so_and_asks_for_the_first_window(path: Path, other: Process) -> None:
    with pytest.raises(AlreadyOpenError, match="已经打开"):
        Library.open(path)
    quiet = raise_file(path).stat().st_size
    ask_to_raise(path)
    assert raise_file(path).stat().st_size > quiet  # the change is what the first window sees
    assert answer(other, "5") == "written"  # the first start was not disturbed


def test_the_lock_outlives_that_its_process_looks_at_the_files_of_the_folder(path: Path, other: Process) -> None:
    assert answer(other, "look") == "looked"
    with pytest.raises(AlreadyOpenError, match="已经打开"):
        Library.open(path)
    assert answer(other, "5") == "written"


def test_a_second_try_of_the_same_process_takes_nothing_from_the_first(path: Path) -> None:
    first, second = Lock(path), Lock(path)
    assert first.take() is None
    for _ in range(3):
        assert second.take() == myself()
    second.release()
    with robot("take", path) as other:
        assert answer(other) == "held"
    first.release()
    assert second.take() is None
    second.release()


@pytest.mark.parametrize("note", ["", "{}", "[]", '{"user": 1}', "\x00"])
def test_a_note_that_is_not_written_yet_means_a_second_start(path: Path, other: Process, note: str) -> None:
    beside(path, "holder").write_text(note, encoding="utf-8")
    with pytest.raises(AlreadyOpenError):
        Library.open(path)


def test_while_another_user_writes_one_can_read_and_is_told_who(path: Path, other: Process) -> None:
    name_the_holder(other, "wang", myself().machine)
    with closing(Library.open(path)) as library:
        assert library.read_only is not None
        assert "wang" in library.read_only
        assert myself().machine in library.read_only
        (stored,) = library.all()
        assert answer(other, "5") == "written"
        assert library.load(stored.id).report.numbers == {CELL: Decimal(5)}
        with pytest.raises(UserError, match="wang"):
            library.write(stored.id, [Change(CELL, None, Decimal(6))], How.TYPED, "录入")
        with pytest.raises(UserError, match="wang"):
            library.create(a_report())
        library.set_setting("zoom", "150")
        assert library.setting("zoom") is None
    assert answer(other, "7") == "written"


@pytest.mark.parametrize("user", ["wang", myself().user])
def test_while_another_machine_writes_one_reads_what_stood_there_on_opening(
    path: Path, other: Process, user: str
) -> None:
    name_the_holder(other, user, "办公室-2")
    assert answer(other, "5") == "written"
    with closing(Library.open(path)) as library:
        assert "办公室-2" in str(library.read_only)
        assert answer(other, "6") == "written"
        (stored,) = library.all()
        assert stored.report.numbers == {CELL: Decimal(5)}
        assert [entry.new for entry in library.history(stored.id)] == ["5"]
        with pytest.raises(UserError, match="办公室-2"):
            library.delete(stored.id)


def test_what_another_machine_writes_all_the_while_cannot_be_read(
    path: Path, other: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_the_holder(other, "wang", "办公室-2")
    copy = shutil.copyfile
    monkeypatch.setattr(shutil, "copyfile", lambda *files: (copy(*files), answer(other, "7")))
    with pytest.raises(UserError, match="另一个程序"):
        Library.open(path)


def test_a_reader_that_leaves_does_not_free_the_lock(path: Path, other: Process) -> None:
    name_the_holder(other, "wang", "办公室-2")
    Library.open(path).close()
    with closing(Library.open(path)) as library:
        assert library.read_only


def test_a_dead_lock_clears_itself(path: Path, other: Process) -> None:
    name_the_holder(other, "wang", "办公室-2")
    other.kill()
    other.wait()
    with closing(Library.open(path)) as library:
        assert library.read_only is None
        library.write(library.all()[0].id, [Change(CELL, None, Decimal(6))], How.TYPED, "录入")


def test_a_closed_library_is_free(path: Path) -> None:
    Library.open(path).close()
    assert {file.name for file in path.parent.iterdir()} == {"library.db", "library.db.lock"}
    Library.open(path).close()


def test_a_lock_that_may_only_be_read_still_tells_whether_it_is_held(
    path: Path, other: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock file belongs to the user who came first; others often may not write it."""
    name_the_holder(other, "wang", "办公室-2")
    not_to_be_written(monkeypatch, beside(path, "lock"))
    with closing(Library.open(path)) as library:
        assert "wang" in str(library.read_only)


@pytest.mark.parametrize("what", ["lock", "library"])
def test_what_may_only_be_read_is_opened_for_reading(path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    with closing(Library.open(path)) as library:
        library.create(a_report())
    with monkeypatch.context() as patch:
        not_to_be_written(patch, path if what == "library" else beside(path, "lock"))
        with closing(Library.open(path)) as library:
            assert "没有权限" in str(library.read_only)
            assert [stored.report for stored in library.all()] == [a_report()]
    with closing(Library.open(path)) as library:
        assert library.read_only is None


@pytest.fixture
def protected() -> Iterator[Path]:
    """Make a library of one report in a folder that everybody can read and nobody can write."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with closing(Library.open(path)) as library:
            library.create(a_report())
        Path(folder).chmod(0o555)
        yield path
        Path(folder).chmod(0o755)


@needs_modes
def test_a_library_in_a_folder_that_cannot_be_written_can_be_looked_at(protected: Path) -> None:
    with robot("look", protected) as process:
        assert answer(process) == f"1 没有权限写入“{protected}”，现在只能查看"


@needs_modes
def test_who_may_not_write_the_folder_is_told_who_does(protected: Path) -> None:
    protected.parent.chmod(0o755)
    with closing(Library.open(protected)):
        beside(protected, "holder").unlink()  # the library writes into the one that it made
        note = {"user": "wang", "machine": myself().machine, "pid": 1}
        beside(protected, "holder").write_text(json.dumps(note), encoding="utf-8")
        protected.parent.chmod(0o555)
        with robot("look", protected) as process:
            assert answer(process).startswith("1 “wang”正在")


@needs_modes
def test_a_library_cannot_be_made_where_one_may_not_write(protected: Path) -> None:
    with robot("look", protected.with_name("new.db")) as process:
        assert answer(process).startswith("没有权限读写")


def not_to_be_written(patch: pytest.MonkeyPatch, file: Path) -> None:
    """Take away the permission to write a file; its mode would not keep an administrator from it."""
    access = os.access
    patch.setattr(os, "access", lambda name, mode: Path(name) != file and access(name, mode))


@given(numbers=st.lists(st.integers(min_value=0, max_value=2**63 - 1), min_size=1, max_size=5))
def test_the_note_tells_the_last_edit_of_a_process_that_died(numbers: list[int]) -> None:
    with TemporaryDirectory() as folder:
        left = beside(Path(folder) / "library.db", "holder")
        died, later, last = (Lock(Path(folder) / "library.db") for _ in range(3))
        assert died.take() is None
        assert died.last_noted() is None
        for number in numbers:
            died.note_edit(number)
        note = left.read_bytes()
        died.release()
        left.write_bytes(note)
        assert later.take() is None
        assert later.last_noted() == numbers[-1]
        assert later.holder() == myself()  # who wants to know reads the same note
        later.release()
        assert last.take() is None
        assert last.last_noted() is None
        last.release()


def test_the_first_window_is_told_which_files_are_wanted(tmp_path: Path) -> None:
    library, files = tmp_path / "library.db", [tmp_path / "年报.docx", tmp_path / "b.xlsx"]
    assert files_asked_for(library) == ()
    assert ask_to_raise(library, files)
    assert files_asked_for(library) == tuple(files)
    raise_file(library).write_text('{"pid": 1, "fil', "ascii")  # half of it
    assert files_asked_for(library) == ()
