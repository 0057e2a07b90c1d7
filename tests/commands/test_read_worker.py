"""The process that reads for the window: what it answers is the reading, or a sentence."""

import io
import json
import pickle
from pathlib import Path

import pytest

from commands import read_worker
from intake import Reading, read_file
from model.report.file_format import dumps
from model.report.report import Level, Report

REPORT = Report("青石镇人民政府", Level.TOWNSHIP, 2023, texts={"problems/text": "不足。"})


def answers(*paths: Path) -> list[tuple[dict[str, object], Reading | None]]:
    """Ask for files one after the other."""
    requests = "".join(json.dumps({"number": number, "path": str(path)}) + "\n" for number, path in enumerate(paths))
    said = io.BytesIO()
    read_worker.run(io.BytesIO(requests.encode("ascii")), said)
    said.seek(0)
    found: list[tuple[dict[str, object], Reading | None]] = []
    while line := said.readline():
        words = json.loads(line)
        found.append((words, pickle.loads(said.read(words["bytes"])) if "bytes" in words else None))  # noqa: S301
    return found


def test_a_reading_arrives_as_it_is_and_what_is_none_as_a_sentence(tmp_path: Path) -> None:
    file, name_that_is_no_text = tmp_path / "甲.json", tmp_path / "\udcff.json"
    file.write_text(dumps(REPORT), "utf-8")
    first, second, third = answers(tmp_path / "没有.docx", file, name_that_is_no_text)
    assert str(first[0]["sentence"]).startswith(f"{tmp_path / '没有.docx'}：")
    assert second[1] == read_file(file)
    assert "找不到" in str(third[0]["sentence"])


def test_a_bug_in_one_file_does_not_lose_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(path: Path) -> Reading:
        if path.stem == "甲":
            raise ZeroDivisionError
        return Reading(REPORT)

    monkeypatch.setattr(read_worker, "read_file", broken)
    first, second = answers(tmp_path / "甲.docx", tmp_path / "乙.docx")
    assert "程序内部出错（ZeroDivisionError）" in str(first[0]["sentence"])
    assert second[1] == Reading(REPORT)
    assert "ZeroDivisionError" in capsys.readouterr().err
