"""Where files go that nobody has chosen a folder for."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

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
