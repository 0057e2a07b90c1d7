"""Whose report it is, of which level and year: openings of every kind in files, and names of every region."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from intake import READERS
from intake.interpret import interpret
from intake.interpret.level import level_of
from intake.interpret.prose_unit import unit_of_prose
from intake.interpret.unit_words import same_unit
from intake.reading import NO_LEVEL_SAID, NO_YEAR_SAID, Reading
from intake.text_file import from_text
from model.places.gazetteer import regions
from model.places.region import Rank, Region
from model.report.file_format import dumps, loads
from model.report.report import NO_YEAR, Level

OPENINGS = Path(__file__).parent / "openings"
IN_PROSE = {"predicate", "prose", "self", "we"}  # kinds whose lines are those of section one
BODY = """一、总体情况
（一）主动公开
{said}
（二）依申请公开
渠道畅通。
二、主动公开政府信息情况
（表略）
六、其他需要报告的事项
无。
{below}
"""


class Opening(NamedTuple):
    kind: str
    unit: str
    level: str
    year: int
    lines: list[str]
    below: list[str]

    def read(self, width: int = 0) -> Reading:
        """Read it, its lines cut at a width where one is given."""
        said = "\n".join(self.lines)
        above, inside = ("本报告如下。", said) if self.kind in IN_PROSE else (said, "发布信息四十条。")
        below = "\n".join(self.below)
        text = f"{above}\n{BODY.format(said=inside, below=below)}"
        return interpret(from_text("\n".join(_cut(line, width) for line in text.split("\n"))))


def _cut(line: str, width: int) -> str:
    return "\n".join(line[at : at + width] for at in range(0, len(line), width)) if width else line


def openings(path: Path) -> Iterator[Opening]:
    found: Opening | None = None
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("== "):
            if found:
                yield found
            kind, unit, level, year = ("" if part.strip() == "-" else part.strip() for part in line[3:].split("|"))
            found = Opening(kind, unit, level, int(year or NO_YEAR), [], [])
        elif found and line.startswith("^"):
            found.below.append(line[1:])
        elif found and line:
            found.lines.append(line)
    if found:
        yield found


ALL = [one for path in sorted(OPENINGS.glob("*.txt")) for one in openings(path)]


@pytest.mark.parametrize("one", ALL, ids=[f"{at} {one.kind}" for at, one in enumerate(ALL)])
def test_an_opening_tells_whose_report_it_is(one: Opening) -> None:
    reading = one.read()
    report = reading.report
    assert (report.unit, report.level.value, report.year) == (one.unit, one.level, one.year)
    told = [problem.sentence for problem in reading.problems]
    assert (NO_YEAR_SAID in told) == (report.year == NO_YEAR)
    assert (NO_LEVEL_SAID in told) == (report.level is Level.UNKNOWN)


@given(st.sampled_from(ALL), st.integers(20, 40))
def test_lines_that_are_cut_at_a_width_tell_the_same(one: Opening, width: int) -> None:
    report = one.read(width).report
    assert (report.unit, report.level.value, report.year) == (one.unit, one.level, one.year)


NAMES = (OPENINGS.parent / "names_and_levels.txt").read_text("utf-8").splitlines()[1:]


@pytest.mark.parametrize("line", NAMES)
def test_a_name_tells_how_high_a_unit_stands(line: str) -> None:
    name, level = line.split()
    assert level_of(name).value == level


def test_few_that_name_their_unit_have_no_level() -> None:
    named = [one for one in ALL if one.unit]
    assert sum(one.level == Level.UNKNOWN.value for one in named) <= 0.05 * len(named)


OF_RANK = {
    Rank.PROVINCE: (Level.PROVINCE, Level.PROVINCE_DEPARTMENT),
    Rank.CITY: (Level.CITY, Level.CITY_DEPARTMENT),
    Rank.COUNTY: (Level.COUNTY, Level.COUNTY_DEPARTMENT),
}
TOWNS = (("城关镇人民政府", Level.TOWNSHIP), ("双河乡", Level.TOWNSHIP), ("东街街道办事处", Level.SUBDISTRICT))
BODIES = (
    "财政局",
    "住房和城乡建设局",
    "卫生健康委员会",
    "人民政府办公室",
    "城市管理局",
    "乡村振兴局",
    "市场监督管理局",
)


@given(st.sampled_from([one for one in regions() if one.rank in OF_RANK]), st.sampled_from(BODIES), st.booleans())
def test_every_government_and_department_stands_as_high_as_its_region(region: Region, body: str, full: bool) -> None:  # noqa: FBT001
    name = region.full_name if full else region.name
    government, department = OF_RANK[region.rank]
    assert level_of(f"{name}人民政府") is government
    assert level_of(f"{name}{body}") is department


@given(st.sampled_from([one for one in regions() if one.rank is Rank.COUNTY]), st.sampled_from(TOWNS))
def test_every_town_of_a_county_is_a_town(county: Region, town: tuple[str, Level]) -> None:
    name, level = town
    assert level_of(f"{county.full_name}{name}") is level


@pytest.mark.parametrize(
    "text, level",
    [
        ("指导各县（市、区）水利局。", "city_department"),
        ("覆盖全市12个县、区。", "city_department"),
        ("督促各镇（街道）按时公开。", "county_department"),
        ("全市公开信息40条。", "unknown"),
    ],
)
def test_what_lies_under_an_unknown_city_tells_how_high_it_stands(text: str, level: str) -> None:
    assert level_of("云台市水利局", [text]).value == level


def test_the_full_name_elsewhere_tells_which_city_is_meant() -> None:
    assert level_of("市水利局", ["瑞安市水利局负责解释。"]) is Level.COUNTY_DEPARTMENT
    assert level_of("市水利局", ["瑞安市财政局负责解释。"]) is Level.UNKNOWN


@pytest.mark.parametrize(
    "signed, told",
    [
        ("甲县水利局", False),
        ("水利局", False),  # no unit
        ("某市甲县水利局", False),
        ("乙县水利局", True),
        ("甲县财政局", True),
    ],
)
def test_a_signature_of_another_unit_is_told(signed: str, told: bool) -> None:  # noqa: FBT001
    reading = interpret(
        from_text(
            "甲县水利局2023年政府信息公开工作年度报告\n"
            + BODY.format(said="公开9条。", below=f"{signed}\n2024年1月9日")
        )
    )
    assert reading.report.unit == "甲县水利局"
    assert any(f"落款是“{signed}”" in one.sentence for one in reading.problems) == told


@pytest.mark.parametrize(
    "one, other, same",
    [("乙镇", "甲县乙镇人民政府", True), ("甲县", "甲县政府办公室", True), ("甲县水利局", "丙县水利局", False)],
)
def test_names_are_of_one_unit_where_one_holds_the_other(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_unit(one, other) == same == same_unit(other, one)


TITLE = "政府信息公开工作年度报告"
WAYS = (  # how a page says whose report it is: the lines above, those of section one, those below
    ("{unit}{year}年" + TITLE, "", ""),
    ("{unit}\n{year}年度" + TITLE, "", ""),
    ("{year}年{unit}" + TITLE, "", ""),
    ("{unit}关于{year}年度政府信息公开工作情况的报告", "", ""),
    ("现将{unit}{year}年" + TITLE + "予以公开，请监督。", "", ""),
    ("根据条例规定，现公布{unit}{year}年度政府信息公开年报。", "", ""),
    ("特向社会公布{unit}（以下简称“本单位”）{year}年" + TITLE + "。", "", ""),
    ("{unit}{year}年" + TITLE + ".docx", "", ""),
    ("首页 > 年报\n{unit}{year}年" + TITLE + "\n来源：{unit} 浏览：9次", "", ""),
    ("{year}年" + TITLE + "\n（{unit}）", "", ""),
    ("{year}年" + TITLE, "", "{unit}\n{next}年1月9日"),
    ("{year}年" + TITLE, "", "{unit}　{next}年1月9日"),
    ("统计期限为{year}年1月1日至12月31日。如有疑问，请与{unit}联系（电话：0）。", "", ""),
    ("统计期限为{year}年1月1日至12月31日。如有疑问，请与{unit}政务公开科联系。", "", ""),
    ("本报告由{unit}根据条例编制，统计期限为{year}年1月1日至12月31日。", "", ""),
    ("{unit}编制了{year}年度" + TITLE + "。", "", ""),
    ("本报告如下。", "{year}年，{unit}认真落实条例，公开信息9条。", ""),
    ("本报告如下。", "（一）主动公开。{year}年{unit}通过网站公开信息9条。", ""),
)


@given(
    st.sampled_from([one for one in regions() if one.rank in OF_RANK]),
    st.sampled_from([*BODIES, "人民政府"]),
    st.sampled_from(WAYS),
    st.integers(2019, 2030),
)
@settings(max_examples=max(200, settings().max_examples))
def test_however_a_page_says_it_unit_level_and_year_are_read(
    region: Region, body: str, way: tuple[str, str, str], year: int
) -> None:
    assume(("请与" not in way[0] and "编制，" not in way[0]) or body != "人民政府办公室")  # a government's contact
    unit = f"{region.name}{body}"
    above, said, below = (part.format(unit=unit, year=year, next=year + 1) for part in way)
    report = interpret(from_text(f"{above}\n{BODY.format(said=said or '公开9条。', below=below)}")).report
    level = OF_RANK[region.rank][body != "人民政府"]
    assert (report.unit, report.level, report.year) == (unit, level, year)


VERBS = ("坚持以人民为中心", "严格落实条例", "共发布信息40条", "未收到申请", "不断拓宽渠道")


@given(
    st.sampled_from([one for one in regions() if one.rank is Rank.COUNTY]),
    st.sampled_from(BODIES),
    st.sampled_from(VERBS),
)
def test_no_predicate_becomes_part_of_a_unit(region: Region, body: str, verb: str) -> None:
    unit = f"{region.name}{body}"
    assert unit_of_prose([f"2023年，{unit}{verb}。"]) == unit


@pytest.mark.parametrize("year, level", [("", Level.UNKNOWN), ("2023年", Level.COUNTY_DEPARTMENT)])
def test_what_is_not_known_is_written_as_such_and_asked_for_again(year: str, level: Level) -> None:
    unit = "甲县水利局" if year else ""
    report = interpret(from_text(f"{unit}{year}政府信息公开工作年度报告\n" + BODY.format(said="", below=""))).report
    written = dumps(report)
    assert ('"year": null' in written, '"level": "unknown"' in written) == (not year, not year)
    again = READERS[".json"].load(written.encode(), "")
    assert again.report == report == loads(written.encode())
    assert again.report.level is level
    assert again.year_is_known is bool(year)
    assert [one.sentence for one in again.problems] == ([] if year else [NO_YEAR_SAID, NO_LEVEL_SAID])
