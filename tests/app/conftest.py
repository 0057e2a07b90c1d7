"""What tests of what a user can do stand on: a library, and no window."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.storage.library import Library


@pytest.fixture
def library(tmp_path: Path, empty_library: Path) -> Iterator[Library]:
    """Return an empty library in a file of its own."""
    opened = Library(Path(shutil.copyfile(empty_library, tmp_path / "library.db")))
    yield opened
    opened.close()
