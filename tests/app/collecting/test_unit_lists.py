"""Where lists of units come from."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from app.collecting.making import make, only_one, preset_heading
from app.collecting.unit_lists import from_last_year, from_names, pasted, read_list
from model.errors import UserError
from model.report.report import Level
from model.storage.library import Library
from tests.model.storage.county.collected import HEADING, UNITS, WHO

ROWS = [
    ["单位名称", "上级", "口径"],
    ["县教育局", "", "含下属"],
    ["县实验小学", "县教育局", "本机关"],
    ["青石镇人民政府", "", ""],
]


def written(path: Path) -> Path:
    if path.suffix == ".xlsx":
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for at, row in enumerate([["报送单位名单"], [], *ROWS]):
                sheet.write_row(at, 0, row)
    else:
        joined = "\n".join((("\t" if path.suffix == ".txt" else ",").join(row)) for row in ROWS)
        path.write_bytes(joined.encode("gb18030" if path.suffix == ".csv" else "utf-8-sig"))
    return path


@pytest.mark.parametrize("suffix", [".txt", ".csv", ".xlsx"])
def test_a_list_is_the_same_from_every_kind_of_file(tmp_path: Path, suffix: str) -> None:
    listed = read_list(written(tmp_path / f"名单{suffix}"), 2025)
    assert [(one.name, one.parent, one.coverage.value) for one in listed.units] == [
        ("县教育局", None, "with_parts"),
        ("县实验小学", 0, "own"),
        ("青石镇人民政府", None, "own"),
    ]
    assert listed.units[2].level is Level.TOWNSHIP


@pytest.mark.parametrize(
    "name, data, says",
    [
        ("名单.docx", b"PK", "不能读取"),
        ("名单.xlsx", b"PK\x03\x04", "损坏"),
        ("名单.txt", b"\xff\xff\x81", "编码"),
        ("名单.csv", b"", "没有单位名称"),
        ("没有.txt", None, ""),
    ],
    ids=["kind", "damaged", "encoding", "empty", "missing"],
)
def test_what_is_no_list_is_told_with_its_file(tmp_path: Path, name: str, data: bytes | None, says: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError) as refused:
        read_list(tmp_path / name, 2025)
    assert name in refused.value.sentence
    assert says in refused.value.sentence


def test_last_years_list_is_taken_over_with_its_tree(library: Library, collection: int) -> None:
    listed = from_last_year(library, collection)
    assert [(one.name, one.parent) for one in listed.units] == [
        ("青石镇人民政府", None),
        ("县教育局", None),
        ("县实验小学", 1),
        ("县档案馆", None),
    ]
    assert listed.units[1].other_names == UNITS[1].other_names
    assert not any(one.excused or one.send_by for one in listed.units)
    again = make(library, preset_heading(2026, HEADING.unit), listed, WHO)
    assert len(library.county.units(again).units) == 4


def test_the_reports_themselves_name_the_units() -> None:
    assert [one.name for one in from_names(["甲局", "", "乙局", "甲局"]).units] == ["甲局", "乙局"]
    with pytest.raises(UserError, match="没有读到单位名称"):
        from_names(["", " "])


def test_a_list_with_doubles_makes_no_collection(library: Library) -> None:
    with pytest.raises(UserError, match="重复"):
        make(library, HEADING, pasted("甲局\n甲局", 2025), WHO)
    assert library.county.collections() == ()


def test_the_one_collection_of_a_year_is_found_or_said_to_be_missing(library: Library) -> None:
    with pytest.raises(UserError, match=r"没有2025年度的汇总任务$"):
        only_one(library, 2025)
    made = make(library, preset_heading(2025, "甲县人民政府"), pasted("甲局", 2025), WHO)
    assert only_one(library, 2025) == made
    with pytest.raises(UserError, match="有的是2025年度"):
        only_one(library, 2024)
    make(library, preset_heading(2025, "甲县人民政府"), pasted("甲局", 2025), WHO)
    with pytest.raises(UserError, match="2个2025年度"):
        only_one(library, 2025)
