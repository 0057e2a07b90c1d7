"""What a killed process leaves half-written is removed; what another may be writing, and all else, stays."""

from __future__ import annotations

import os
from pathlib import Path

from model.storage.backups.leftovers import clear


def test_halves_are_removed_and_nothing_else(path: Path, tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    for folder in (tmp_path / "backups", exports):
        folder.mkdir()
    halves = [
        tmp_path / "backups" / ".library-2026-01-02.db.77.part",
        tmp_path / "backups" / ".library-2026-01-02.db.77.part-journal",
        tmp_path / ".library.db.restored.77.part",
        tmp_path / ".gouji-abc.part",
        exports / ".gouji-old.part",
    ]
    others = [
        path,
        tmp_path / "backups" / "library-2026-01-02.db",
        tmp_path / ".other.db.77.part",
        tmp_path / "film.part",
        exports / ".gouji-new.part",
        exports / ".library-2026.part",
    ]
    for file in (*halves, *others):
        file.touch()
    os.utime(exports / ".gouji-old.part", (1, 1))
    os.utime(exports / ".library-2026.part", (1, 1))
    assert clear(path, [exports, tmp_path / "none"]) == len(halves)
    assert [file for file in (*halves, *others) if file.exists()] == others
