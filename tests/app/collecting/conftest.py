"""A library with a collection, and a folder of files to take in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.storage.library import Library
from tests.model.storage.county.collected import HEADING, UNITS, WHO


@pytest.fixture
def library(tmp_path: Path, empty_library: Path) -> Iterator[Library]:
    library = Library.open(Path(shutil.copyfile(empty_library, tmp_path / "library.db")))
    yield library
    library.close()


@pytest.fixture
def collection(library: Library) -> int:
    return library.county.create(HEADING, UNITS, WHO)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "年报"
    made.mkdir()
    return made
