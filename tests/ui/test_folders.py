"""Where files go that nobody has chosen a folder for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from ui import folders
from ui.folders import documents


@pytest.mark.parametrize("there", [True, False])
def test_a_home_without_documents_is_used_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    folder = tmp_path / "Documents"
    if there:
        folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda *_: str(folder))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert documents() == (folder if there else tmp_path)


class Kept(dict[str, str]):
    """What keeps folders, as a library does."""

    def setting(self, key: str) -> str | None:
        return self.get(key)

    def remember(self, key: str, value: str) -> None:
        self[key] = value


@pytest.fixture
def kept() -> Iterator[Kept]:
    made = Kept()
    folders.remember_in(made)
    yield made
    folders.forget()


def test_a_dialog_that_was_never_used_begins_where_another_was_used_last(kept: Kept, tmp_path: Path) -> None:
    one, other = (tmp_path / name for name in "甲乙")
    for folder in (one, other):
        folder.mkdir()
    assert folders.last("名单") == documents()
    folders.note("导入", one)
    assert folders.last("名单") == one
    folders.note("名单", other)
    assert (folders.last("导入"), folders.last("名单"), folders.last_of_any()) == (one, other, other)
    folders.remember_in(kept)  # the next start
    assert (folders.last("导入"), folders.last("下发")) == (one, other)


def test_a_folder_that_is_gone_gives_way_to_the_last_one_that_is_there(kept: Kept, tmp_path: Path) -> None:
    there, gone = tmp_path / "在", tmp_path / "不在"
    there.mkdir()
    folders.note("名单", gone)
    folders.note("导入", there)
    assert folders.last("名单") == there
    there.rmdir()
    assert folders.last("名单") == documents()
    assert kept
