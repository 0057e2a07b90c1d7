"""The commands take files on the form of 2027 as any others."""

from dataclasses import replace
from pathlib import Path

import pytest

import commands
from export import write
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.file_format import loads
from tests.editions.samples import LAST, REPORT

pytestmark = pytest.mark.usefixtures("third")


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Write the report of 2027 and one of another unit."""
    names = [tmp_path / "甲.json", tmp_path / "丙.json"]
    for path, report in zip(names, (REPORT, replace(REPORT, unit="丙镇人民政府")), strict=True):
        write(report, path)
    return [str(path) for path in names]


def test_check_names_what_is_wrong_in_the_new_row(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    cell = Cell("applications/forwarded/total")
    write(REPORT.with_number(cell, REPORT.numbers[cell] + 1), Path(files[0]))
    assert commands.run(["check", files[0]]) == 1
    assert "“转送其他机关”行" in capsys.readouterr().out
    assert commands.run(["check", files[1]]) == 0


def test_check_compares_with_last_years_form(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(LAST, tmp_path / "上年.json")
    assert commands.run(["check", files[0], "--last-year", str(tmp_path / "上年.json")]) == 0
    out = capsys.readouterr().out
    assert out.count("（X1）") == 7
    assert out.count("（X2）") == 2


def test_sum_adds_the_third_edition_and_no_other(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "和.json"
    assert commands.run(["sum", *files, "--to", str(to)]) == 0
    assert loads(to.read_bytes()).numbers == {cell: value * 2 for cell, value in REPORT.numbers.items()}
    old = tmp_path / "旧.json"
    write(replace(LAST, year=2027), old)
    assert commands.run(["sum", files[0], str(old), "--to", str(to)]) == 2
    assert f"{FORM_2021.edition}年表样" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".pdf", ".json"])
def test_convert_writes_it_as_any_kind(suffix: str, files: list[str], tmp_path: Path) -> None:
    from intake import read_file

    to = tmp_path / f"新{suffix}"
    assert commands.run(["convert", files[0], str(to)]) == 0
    assert read_file(to).report == REPORT
