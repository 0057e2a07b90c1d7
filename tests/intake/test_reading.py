"""Reading a file of any kind: what is no report is refused, naming the file."""

import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from export import WRITERS
from export.plain_text import write_plain_text
from intake import READERS, read
from model.errors import UserError
from model.form.editions import FORMS
from model.report.report import NO_YEAR
from tests.samples import EXAMPLE, example
from tests.systems import posix_only


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read(path)
    assert caught.value.sentence.startswith(f"{path}：")
    return caught.value.sentence.removeprefix(f"{path}：")


def test_the_suffix_chooses_the_reader_in_either_case(tmp_path: Path) -> None:
    path = tmp_path / "报告.JSON"
    path.write_bytes(EXAMPLE.read_bytes())
    assert read(path) == read(EXAMPLE) == example()


@pytest.mark.parametrize("name", ["报告.xyz", "报告", ".json", "报告.json.bak"])
def test_an_unknown_kind_is_told_with_those_that_are_known(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(EXAMPLE.read_bytes())
    assert all(suffix in refusal(path) for suffix in READERS)


@pytest.mark.parametrize(
    "suffix,words",
    [(suffix, ".docx") for suffix in (".doc", ".wps", ".rtf", ".odt", ".DOC")]
    + [(suffix, ".xlsx") for suffix in (".xls", ".et", ".ods", ".csv")]
    + [(".ofd", "PDF"), (".mht", ".html"), (".jpg", "照原件录入"), (".zip", "解压")],
)
def test_of_another_kind_is_told_what_to_do(tmp_path: Path, suffix: str, words: str) -> None:
    path = tmp_path / f"报告{suffix}"
    path.write_bytes(b"\xd0\xcf\x11\xe0 anything")
    assert words in refusal(path)


@pytest.mark.parametrize("suffix,really", [(".doc", ".docx"), (".wps", ".docx"), (".xls", ".xlsx"), (".et", ".html")])
def test_a_file_of_an_old_kind_that_holds_another_is_read_as_that(tmp_path: Path, suffix: str, really: str) -> None:
    path = tmp_path / f"报告{suffix}"
    path.write_bytes(WRITERS[really].render(example()))
    assert read(path).numbers == example().numbers


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize("begin,words", [(b"{\\rtf1", "RTF"), (b"<html>", "网页"), (b"\xd0\xcf\x11\xe0", "旧版")])
def test_a_new_suffix_on_an_old_file_is_told(tmp_path: Path, suffix: str, begin: bytes, words: str) -> None:
    path = tmp_path / f"报告{suffix}"
    path.write_bytes(begin + b" anything")
    assert words in refusal(path)
    assert "另存为" in refusal(path)


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "夹.json").mkdir()
    assert refusal(tmp_path / "无.json") == "找不到这个文件"
    assert refusal(EXAMPLE / "无.json") == "找不到这个文件"
    assert refusal(tmp_path / "夹.json").startswith("是文件夹，不是文件；请写出里面的文件")


@posix_only("pipes have no names among the files of Windows")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.json")
    assert refusal(tmp_path / "管.json") == "不是普通文件"


def test_a_name_too_long_is_told(tmp_path: Path) -> None:
    assert "读取时出错" in refusal(tmp_path / ("长" * 300 + ".json"))


def test_a_file_larger_than_a_report_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "大.json"
    with path.open("wb") as file:
        file.truncate(10**12)
    assert "不会是一份年度报告" in refusal(path)


def test_what_is_wrong_inside_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "坏.json"
    path.write_text('{"gouji": 1,\n "unit": }', "utf-8")
    assert "第2行第10列" in refusal(path)


@pytest.mark.parametrize("edition", list(FORMS))
def test_a_year_that_nobody_named_is_asked_for_and_never_guessed(edition: str) -> None:
    report = replace(example(), edition=edition, numbers=dict.fromkeys(FORMS[edition].cells, Decimal(0)), texts={})
    lines = write_plain_text(report).replace(report.title, "年度报告").replace("2023", "")
    reading = READERS[".txt"].load(lines.encode(), "无题")
    assert reading.report.numbers == report.numbers
    assert (reading.report.year, reading.year_is_known) == (NO_YEAR, False)
    assert "没有读到报告年度，请填写" in map(str, reading.problems)
    assert "年度不详" in reading.summary
    named = READERS[".txt"].load(lines.encode(), "报告2022年")
    assert (named.report.year, named.year_is_known) == (2022, True)
