"""Sketches are without the sentences of the program, and follow it when it learns others."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from model.report.report import Level, Report
from model.rules import peers
from model.rules.likeness import ALIKE
from model.rules.peers import Sketch, sketch
from model.storage import opening
from model.storage.checksums.sums import put_setting
from model.storage.drawing import DRAWN_BY
from model.storage.library import Library
from model.storage.writing import Writing

KEY = "overview/platform"
OURS = "本机关没有开设政务新媒体账号。"
OWN = "一年来，我镇把政务公开栏、便民服务大厅电子屏和微信公众号作为主要平台，安排专人每周检查栏目更新。"
DRAWN = "SELECT size, digest, letters FROM sketch WHERE report = ?"


def of(unit: str, text: str) -> Report:
    return Report(unit, Level.TOWNSHIP, 2023, texts={KEY: text})


def drawn(library: Library, report: int) -> list[Sketch]:
    return [Sketch(*row) for row in library._db.execute(DRAWN, (report,))]


def test_a_sketch_is_of_what_somebody_wrote(library: Library) -> None:
    assert drawn(library, library.create(of("甲镇", OURS + OWN))) == [sketch(OWN)]


def test_peers_are_found_by_what_they_wrote(library: Library) -> None:
    library.create(of("乙镇", OWN + OURS * 9))
    assert [one.unit for one in library.others(of("甲镇", OWN)).near(KEY, OWN, ALIKE)] == ["乙镇"]
    assert not list(library.others(of("丙镇", "")).near(KEY, "别的话，谁也没有写过的话，说的是另一件事。" * 3, ALIKE))


def test_sketches_of_a_program_that_knew_other_sentences_are_drawn_anew(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with closing(Library.open(path)) as library:
        report = library.create(of("甲镇", OURS + OWN))
        other = library.create(of("乙镇", OWN))
        before = {one: library.load(one) for one in (report, other)}
        _as_drawn_before(library, report)
        assert drawn(library, report) != [sketch(OWN)]
    with closing(Library.open(path)) as library:
        assert drawn(library, report) == drawn(library, other) == [sketch(OWN)]
        after = {one: library.load(one) for one in (report, other)}
        assert after == before  # nothing fits less than before, and nobody has edited it


@pytest.mark.parametrize("most, found", [(2000, ["甲镇"]), (1, [])])
def test_a_library_that_is_only_to_be_read_is_drawn_anew_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, found: list[str]
) -> None:
    path = tmp_path / "library.db"
    with closing(Library.open(path)) as library:
        report = library.create(of("甲镇", OURS * 9 + OWN))
        _as_drawn_before(library, report)
        library.create(of("乙镇", "别的。"))
    monkeypatch.setattr(opening, "_may_be_written", lambda _: False)
    monkeypatch.setattr(opening, "_MOST_DRAWN", most)
    before = path.read_bytes()
    with closing(Library.open(path)) as library:
        assert library.read_only
        assert [one.unit for one in library.others(of("丙镇", OWN)).near(KEY, OWN, ALIKE)] == found
        assert library.load(report).misfits == ()
    assert path.read_bytes() == before


def _as_drawn_before(library: Library, report: int) -> None:
    """Give a text the sketch that it had while the program knew no sentences."""
    with pytest.MonkeyPatch.context() as patch, library._transaction():
        patch.setattr(peers, "own_words", str)
        writing = Writing(library._db, report, library._clock())
        writing.sketch_anew()
        writing.end_without_edit()
        put_setting(library._db, DRAWN_BY, "")
