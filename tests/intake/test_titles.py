"""Titles, years and kinds of bodies as they are written, each shape once."""

import pytest

from intake.interpret.level import level_of
from intake.interpret.title import find_title, likely_year, year_in, year_of_period, year_of_prose


@pytest.mark.parametrize(
    "text, unit, year",
    [
        ("甲县财政局2023年政府信息公开工作年度报告", "甲县财政局", 2023),
        ("甲县财政局关于2023年度信息公开情况年报", "甲县财政局", 2023),
        ("2023年度甲县财政局政务公开年度工作报告", "甲县财政局", 2023),
        ("甲县财政局政府信息公开的年度报告（2023年）", "甲县财政局", 2023),
        ("甲县财政局政府信息公开工作2023年度报告", "甲县财政局", 2023),
        ("【】甲县财政局2023年政府信息公开工作年度报告", "甲县财政局", 2023),
        ("[通知]甲县财政局二〇二三年政府信息公开工作报告", "甲县财政局", 2023),
        ("《政府信息公开条例》甲县财政局2023年政府信息公开年度报告", "甲县财政局", 2023),
        ("依据《关于2021年政府信息公开工作年度报告格式的通知》", "", None),
        ("国办发〔2021〕政府信息公开工作年度报告", "", None),
        ("甲县财政局2023年工作报告", "", None),
    ],
)
def test_titles_are_read_in_each_shape(text: str, unit: str, year: int | None) -> None:
    found = find_title([text], ())
    assert (found.unit, found.year) == (unit, year)


def test_years_are_taken_from_where_they_are_said() -> None:
    assert year_of_period("统计期限为2023年1月1日起至12月31日") == 2023
    assert year_of_period("2023年1月1日到2023年12月31日") == 2023
    assert year_of_period("2023年2月1日至12月31日") is None
    assert [year_in(name) for name in ("2023年报告", "2022和2023", "12023", "无")] == [2023, None, None, None]
    assert year_of_prose(["2022年收到1件，2023年2件。", "2023年3件。", "2024年1月20日", "2024年10月5日"]) == 2023
    assert year_of_prose(["2022年1件。", "2023年1件。"]) == 2023
    assert likely_year(["某局", "2023年政府信息公开", "2022年政府信息公开"], ["2021"]) == 2023


@pytest.mark.parametrize(
    "unit, level",
    [
        ("甲省人民政府", "province"),
        ("北京市人民政府", "province"),
        ("无锡市人民政府", "city"),
        ("乙州", "city"),
        ("丙县", "county"),
        ("丁镇", "township"),
        ("戊街道办事处", "subdistrict"),
        ("财政部", "central"),
        ("国家税务总局", "central"),
        ("甲省财政厅", "province_department"),
        ("北京市财政局", "province_department"),
        ("无锡市财政局", "city_department"),
        ("江苏省无锡市财政局", "city_department"),
        ("乙市丙区财政局", "county_department"),
        ("江阴市教育局", "county_department"),
    ],
)
def test_the_kind_of_body_is_told_by_its_name(unit: str, level: str) -> None:
    assert level_of(unit).value == level


@pytest.mark.parametrize(
    "lines, unit, year",
    [
        (("甲县财政局", "2023年政府信息公开工作年度报告"), "甲县财政局", 2023),
        (("人民政府办公室", "甲县", "财政局2023年政府信息公开工作年度报告"), "甲县财政局", 2023),
        (("某网站", "栏目", "正文", "更多", "2023年政府信息公开工作年度报告"), "", 2023),
        (("乙县教育局政府信息公开工作", "甲县财政局2023年政府信息公开工作年度报告"), "甲县财政局", 2023),
    ],
)
def test_titles_over_lines(lines: tuple[str, ...], unit: str, year: int) -> None:
    found = find_title(lines, ())
    assert (found.unit, found.year) == (unit, year)
