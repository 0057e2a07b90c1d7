"""A library with a collection of a few units."""

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
