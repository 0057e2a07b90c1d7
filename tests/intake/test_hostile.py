"""What means harm, is damaged, or is something else: one clear sentence, soon, without much memory."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.support.apart import Apart
from intake import READERS, needs_limits, read_file
from model.errors import UserError
from tests.intake import hostile_pdf
from tests.intake.hostile import FILES as FILES_BUT_PDF
from tests.memory import watched
from tests.samples import ROOT, SHARED, needs_shared

MOST_MEMORY = 300_000_000
FILES = (*FILES_BUT_PDF, *((name, ".pdf", make, word) for name, make, word in hostile_pdf.FILES))


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    """Return what reads in a process with limits; as in a command, one process for as many files as it stands."""
    with Apart() as apart:
        yield apart


@pytest.mark.parametrize("suffix,make,word", [one[1:] for one in FILES], ids=[f"{one[0]}{one[1]}" for one in FILES])
def test_it_is_refused_in_one_sentence(tmp_path: Path, apart: Apart, suffix: str, make: object, word: str) -> None:
    path = tmp_path / f"文件{suffix}"
    path.write_bytes(make())  # type: ignore[operator]
    sentence = _refusal_of_pdf(path, apart) if suffix == ".pdf" else _refusal(path)
    assert sentence.startswith(f"{path}：")
    assert any(one in sentence for one in expected(word))
    assert "\n" not in sentence
    assert len(sentence) < len(str(path)) + 200
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def expected(word: str) -> tuple[str, ...]:
    """Return what a refusal may say: where a process may take more, the reader comes to an end of its own."""
    if os.name == "nt" and word == hostile_pdf.ENDED:
        return hostile_pdf.ENDED, hostile_pdf.TOO_MUCH, hostile_pdf.NO_TEXT
    return (word,)


def _refusal(path: Path) -> str:
    """Return why a file is refused by a reader that limits itself, whatever process it is called in."""
    with watched() as most, pytest.raises(UserError) as caught:
        read_file(path)
    assert most() < MOST_MEMORY
    return caught.value.sentence


def _refusal_of_pdf(path: Path, apart: Apart) -> str:
    """Return why a file is refused that is only read in a process with limits."""
    assert needs_limits(path)
    with pytest.raises(UserError) as caught:
        apart.read(path)
    return caught.value.sentence


@needs_shared
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("file", ["jiyuan-2023.txt", "hongze-2023.pdf", "shuyang-development-2023-table3.html"])
def test_a_file_cut_short_gives_only_numbers_that_stand_in_it(tmp_path: Path, file: str, share: float) -> None:
    whole = SHARED / "reports" / file
    path = tmp_path / file
    data = whole.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    try:
        numbers = read_file(path).report.numbers
    except UserError:
        return
    there = read_file(whole).report.numbers
    assert {cell: number for cell, number in numbers.items() if there.get(cell) != number} == {}


def test_every_reader_stands_a_sample_of_damaged_files() -> None:
    sys.path.insert(0, str(ROOT))
    from tools.fuzz_intake import kinds, run

    assert set(kinds("")) <= set(READERS)
    for suffix in kinds(""):
        outcomes = run(suffix, 15)
        assert outcomes["bug"] == 0
        assert outcomes["read"] + outcomes["refused"] == 15


def test_nothing_is_written_when_a_file_cannot_be_read(tmp_path: Path) -> None:
    source = tmp_path / "坏.docx"
    source.write_bytes(b"PK\x03\x04broken")
    command = [sys.executable, str(ROOT / "main.py"), "convert", str(source), str(tmp_path / "新.json")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["坏.docx"]
