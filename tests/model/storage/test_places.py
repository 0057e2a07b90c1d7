"""Where the library stands: in the user's data folder, or beside a program that is carried about on a stick."""

import sys
from pathlib import Path

import pytest

from model.storage.files import places
from model.storage.files.places import PORTABLE, default_library, own_folder
from model.storage.library import Library
from ui.system import bug_log


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a frozen program, for which no library is named."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "U盘" / "勾稽" / "gouji"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("GOUJI_LIBRARY")
    (tmp_path / "U盘" / "勾稽").mkdir(parents=True)
    return tmp_path / "U盘" / "勾稽"


def test_a_program_marked_as_portable_has_its_data_beside_it(stick: Path) -> None:
    (stick / PORTABLE).touch()
    assert own_folder() == stick / "data"
    assert default_library() == stick / "data" / "library.db"


def test_without_the_mark_the_data_is_the_users(stick: Path) -> None:
    assert not own_folder().is_relative_to(stick)
    assert default_library() == own_folder() / "library.db"


def test_a_library_that_is_named_goes_before_the_mark(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (stick / PORTABLE).touch()
    monkeypatch.setenv("GOUJI_LIBRARY", str(stick / "mine.db"))
    assert default_library() == stick / "mine.db"


def test_the_mark_counts_for_the_sources_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (places.program_folder() / "main.py").is_file()
    monkeypatch.setattr(places, "program_folder", lambda: tmp_path)
    (tmp_path / PORTABLE).touch()
    assert own_folder() == tmp_path / "data"


def test_nothing_of_a_portable_program_is_left_on_the_machine(stick: Path, tmp_path: Path) -> None:
    (stick / PORTABLE).touch()
    Library.open(default_library()).close()
    bug_log.BugFile((default_library().parent / bug_log.NAME, own_folder() / bug_log.NAME)).close()
    assert not (tmp_path / "home").exists()
    assert {path.name for path in stick.iterdir()} == {PORTABLE, "data"}
    assert (stick / "data" / "library.db").is_file()
