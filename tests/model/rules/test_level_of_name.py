"""T21: a level that contradicts a name is told wherever the name is sure, and nowhere else."""

from dataclasses import replace

import pytest

from intake.interpret.level import level_of
from model.report.report import Level, Report
from model.rules import findings
from model.rules.words.level_of_name import levels_of_name

SURE = {
    "青石镇人民政府": Level.TOWNSHIP,
    "甲县白石乡人民政府": Level.TOWNSHIP,
    "乙区东街街道办事处": Level.SUBDISTRICT,
    "甲县人民政府": Level.COUNTY,
    "瑞安市人民政府": Level.COUNTY,
    "温州市人民政府": Level.CITY,
    "浙江省人民政府": Level.PROVINCE,
}
OPEN = (
    "某市水利所",
    "青石镇财政所",
    "某街道办事处（某镇人民政府）",
    "丙管委会",
    "",
    "某开发区管理委员会",
    "青石镇人民政府办公室",
)


def told(unit: str, level: Level) -> list[str]:
    return [one.message for one in findings(Report(unit, level, 2026)) if one.check == "T21"]


@pytest.mark.parametrize("unit", SURE)
@pytest.mark.parametrize("level", Level)
def test_a_sure_name_is_held_to_its_level(unit: str, level: Level) -> None:
    assert bool(told(unit, level)) is (level not in {SURE[unit], Level.UNKNOWN})


@pytest.mark.parametrize("unit", OPEN)
@pytest.mark.parametrize("level", Level)
def test_a_name_that_leaves_it_open_is_not_asked_about(unit: str, level: Level) -> None:
    assert told(unit, level) == []


@pytest.mark.parametrize("unit", [*SURE, "甲县发展和改革局", "某市水利局", "浙江省财政厅", "某市人民政府"])
def test_what_the_reader_takes_from_a_name_is_never_contradicted(unit: str) -> None:
    assert levels_of_name(unit)
    assert told(unit, level_of(unit)) == []


def test_a_bureau_is_no_government_of_whichever_place() -> None:
    assert [one for one in Level if told("某市水利局", one)] == [one for one in Level if one in GOVERNMENTS]


GOVERNMENTS = {one for one in Level if one.is_government} | {Level.SUBDISTRICT}


def test_a_settled_pair_settles_no_other() -> None:
    report = Report("青石镇人民政府", Level.SUBDISTRICT, 2026)
    pair = {one.quote for one in findings(report) + findings(replace(report, level=Level.COUNTY)) if one.check == "T21"}
    assert len(pair) == 2
