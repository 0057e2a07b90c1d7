"""What makes no sense is refused in a sentence that says what to do, and nothing is written over what is read."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import commands
import main
from model.report.file_format import dumps
from tests.app.subjects import in_balance
from tests.systems import needs_links


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return the file of a report."""
    path = tmp_path / "甲.json"
    path.write_text(dumps(in_balance()), "utf-8")
    return path


def refused(capsys: pytest.CaptureFixture[str], *argv: object) -> str:
    """Return the sentence that is said, without the usage."""
    assert commands.run(list(map(str, argv))) == commands.FAILED
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.splitlines()[0]


@pytest.mark.parametrize(
    "argv, says",
    [
        (["--library"], "后面缺少报告库文件"),
        (["--library", "a.db", "check", "b.json"], "不能和命令“check”一起用"),
        (["--library", "a.db", "没有这个文件"], "“没有这个文件”不是可以打开的文件"),
        (["--librarie", "a.db"], "不认识的参数：--librarie"),
        (["chek"], "没有“chek”这个命令"),
    ],
)
def test_arguments_of_the_window_that_make_no_sense(
    capsys: pytest.CaptureFixture[str], argv: list[str], says: str
) -> None:
    assert main._for_the_window(argv)[0] is None
    assert says in refused(capsys, *argv)


@pytest.mark.parametrize("name", ["收齐的", "收齐的.json", "收齐的.docx", "收齐的.doc"])
def test_a_folder_is_told_from_a_file_whatever_it_is_called(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    (tmp_path / name).mkdir()
    said = refused(capsys, "check", tmp_path / name)
    assert "是文件夹" in said
    assert "*" in said


def test_a_year_in_quotes_is_told_as_such(capsys: pytest.CaptureFixture[str], report: Path) -> None:
    report.write_text(report.read_text("utf-8").replace('"year": 2023', '"year": "2023"'), "utf-8")
    said = refused(capsys, "check", report)
    assert "不带引号" in said
    assert "“2023”" in said


def itself(path: Path) -> Path:
    return path


def by_another_way(path: Path) -> Path:
    return path.parent / ".." / path.parent.name / path.name


def by_a_link(path: Path) -> Path:
    link = path.with_name("链接.json")
    link.symlink_to(path)
    return link


def by_a_second_name(path: Path) -> Path:
    other = path.with_name("又名.json")
    os.link(path, other)
    return other


@pytest.mark.parametrize(
    "other_name", [itself, by_another_way, pytest.param(by_a_link, marks=needs_links), by_a_second_name]
)
@pytest.mark.parametrize("command", [["convert", "{one}", "{to}"], ["sum", "{other}", "{one}", "--to", "{to}"]])
def test_nothing_is_written_over_what_is_read(
    capsys: pytest.CaptureFixture[str], report: Path, other_name: Callable[[Path], Path], command: list[str]
) -> None:
    other = report.with_name("乙.json")
    other.write_text(dumps(in_balance(3)), "utf-8")
    to, before = other_name(report), report.read_bytes()
    said = refused(capsys, *(word.format(one=report, other=other, to=to) for word in command))
    assert "换一个文件名" in said
    assert report.read_bytes() == before


def test_what_stands_there_otherwise_is_written_over(report: Path) -> None:
    to = report.with_name("丙.json")
    to.write_text("旧的", "utf-8")
    assert commands.run(["convert", str(report), str(to)]) == commands.DONE
    assert "旧的" not in to.read_text("utf-8")


def test_a_pattern_that_takes_in_the_result_is_refused_too(capsys: pytest.CaptureFixture[str], report: Path) -> None:
    assert "换一个文件名" in refused(capsys, "sum", report.parent / "*.json", "--to", report)
