"""The process that looks for texts that are alike: what it answers is the pairs, or a sentence."""

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collecting.alike import AlikeTexts, alike_texts
from commands import alike_worker
from model.storage.library import Library
from tests.app.collecting.test_alike import collected, words


@pytest.fixture
def library(tmp_path: Path, empty_library: Path) -> Iterator[Library]:
    library = Library.open(Path(shutil.copyfile(empty_library, tmp_path / "library.db")))
    yield library
    library.close()


def answers(*asked: tuple[Path, int]) -> list[dict[str, object]]:
    """Ask for collections one after the other."""
    requests = [{"number": at, "library": str(path), "collection": key} for at, (path, key) in enumerate(asked)]
    said = io.BytesIO()
    alike_worker.run(io.BytesIO("".join(f"{json.dumps(one)}\n" for one in requests).encode("ascii")), said)
    return [json.loads(line) for line in said.getvalue().splitlines()]


def test_the_pairs_are_those_of_the_library_that_the_window_has_open(library: Library, tmp_path: Path) -> None:
    original = words(1)
    collection, _ = collected(library, tmp_path / "年报", [original, words(2), original])
    (answer,) = answers((library.path, collection))
    assert answer["number"] == 0
    pairs = answer["pairs"]
    assert isinstance(pairs, list)
    assert tuple(AlikeTexts(*one) for one in pairs) == alike_texts(library, collection) != ()


def test_what_cannot_be_looked_into_is_a_sentence_and_the_next_is_answered(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing, there = answers((tmp_path / "没有.db", 1), (library.path, 1))
    assert "没有.db" in str(missing["sentence"])
    assert "sentence" in there or there["pairs"] == []

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(alike_worker, "alike_texts", broken)
    (answer,) = answers((library.path, 1))
    assert "程序内部出错（ZeroDivisionError）" in str(answer["sentence"])
    assert "ZeroDivisionError" in capsys.readouterr().err
