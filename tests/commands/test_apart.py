"""Files that a command reads are read in another process: one that ends it is no more than unreadable."""

import subprocess
import sys
from pathlib import Path

import pytest

from commands.support.apart import Apart
from intake import READERS, Reading, needs_limits, read_file
from model.errors import UserError
from model.report.file_format import dumps
from model.report.report import Level, Report

REPORT = Report("青石镇人民政府", Level.TOWNSHIP, 2023)
TEXT = "甲镇人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全年公开信息9条。\n"
DIES_OF_BAD = """
import json, os, sys
from commands import read_worker
for line in sys.stdin.buffer:
    if "坏" in json.loads(line)["path"]:
        if "真坏" in json.loads(line)["path"]:
            os.abort()
        print(json.dumps({"sentence": "坏：太多", "spent": True}), flush=True)
        break
    read_worker.run([line], sys.stdout.buffer)
"""


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """Return a file of a kind that is read apart."""
    path = tmp_path / "甲.html"
    path.write_text(f"<p>{TEXT.replace(chr(10), '<p>')}", "utf-8")
    return path


def test_a_reading_is_the_same_as_without_it(there: Path) -> None:
    with Apart() as reader:
        assert reader.read(there) == read_file(there)
        first = reader._process
        assert reader.read(there) == read_file(there)
        assert reader._process is first
    assert first is not None
    assert first.returncode is not None


@pytest.mark.parametrize("name", ["真坏.pdf", "坏.pdf"])
def test_after_a_file_that_ends_the_process_the_next_gets_a_new_one(there: Path, name: str) -> None:
    with Apart((sys.executable, "-c", DIES_OF_BAD)) as reader:
        for _ in range(2):
            with pytest.raises(UserError) as caught:
                reader.read(there.with_name(name))
            assert isinstance(reader.read(there), Reading)
    assert "\n" not in caught.value.sentence
    assert ("意外中止" if name == "真坏.pdf" else "坏：太多") in caught.value.sentence


def test_what_cannot_be_read_is_told_as_without_it(tmp_path: Path) -> None:
    with Apart() as reader, pytest.raises(UserError) as caught:
        reader.read(tmp_path / "没有.docx")
    assert caught.value.sentence == f"{tmp_path / '没有.docx'}：找不到这个文件"


def test_only_kinds_that_no_library_reads_are_read_without_limits() -> None:
    assert {suffix for suffix, reader in READERS.items() if not reader.needs_limits} == {
        *(".gouji", ".json", ".txt", ".md"),
    }
    assert {suffix for suffix in (".doc", ".wps", ".xls", ".et") if needs_limits(Path(f"甲{suffix}"))} == {
        *(".doc", ".wps", ".xls", ".et"),
    }


@pytest.mark.parametrize("name", ["甲.JSON", "甲.txt", "甲.md"])
def test_what_its_reader_limits_itself_needs_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process was started"))
    path = tmp_path / name
    path.write_text(dumps(REPORT) if name.endswith("JSON") else TEXT, "utf-8")
    with Apart() as reader:
        assert reader.read(path) == read_file(path)


@pytest.mark.parametrize("name", ["甲.odt", "甲.png", "甲.xyz", "甲"])
def test_what_no_reader_takes_is_refused_without_a_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process was started"))
    (tmp_path / name).write_bytes(b"x")
    with Apart() as reader, pytest.raises(UserError, match="不能"):
        reader.read(tmp_path / name)
