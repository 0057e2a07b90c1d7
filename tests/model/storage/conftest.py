"""A library of its own for every test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.storage.library import Library


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def library(path: Path, empty_library: Path) -> Iterator[Library]:
    library = Library.open(Path(shutil.copyfile(empty_library, path)))
    yield library
    library.close()
