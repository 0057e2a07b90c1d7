"""The shapes of words that stand around a report, one by one: each as it is written, and what only looks like it."""

import pytest

from intake.interpret.footer import before_page_end, before_signature
from intake.interpret.headings import cut, find_parts_by_name, numbering_of, unnumbered
from intake.interpret.level import level_of
from intake.interpret.prose_unit import unit_of_prose
from intake.interpret.rows import SourceRow, words_of
from intake.interpret.title import find_title, year_of_period
from intake.interpret.unit_words import is_unit
from intake.interpret.values import looks_like_value
from model.form.editions import FORM_2021

OVERVIEW = FORM_2021.sections[0]


def row(text: str) -> SourceRow:
    return SourceRow(text, words_of(text), "")


# Below the text


@pytest.mark.parametrize(
    "text",
    [
        *("附件", "附件下载", "附件：", "附件1", "相关链接", "相关信息", "上一篇", "下一页", "打印", "关闭", "分享"),
        *("扫一扫", "微信扫一扫", "用微信扫一扫", "微信扫码", "编辑：某某"),
        *("责任编辑:某某", "来源：某", "文章来源", "信息来源"),
        *("浏览次数", "点击量", "访问率", "阅读数", "版权所有"),
        *("主办：某", "主办单位：某", "承办：某", "承办单位:某"),
        *("技术支持", "网站标识码", "政府网站", "联系我们", "隐私声明", "返回", "返回顶部", "返回列表", "站点地图"),
        *("ICP备1号", "某某某ICP备1号", "公网安备1号", "某某某某某某公网安备1号"),
        *("Copyright 2024", "© 2024", "无障碍"),
        *("收藏", "字号", "字体", "TOP", "首页", "首页 > 公开", "首页|公开", "首页»公开"),
        *("  附件：", ">> 关闭", "• 打印", "【打印】", "[打印]", "- 打印"),
    ],
)  # fmt: skip
def test_a_page_goes_on_below_the_text_with(text: str) -> None:
    rows = [row("正文到此为止。"), row(text), row("某某")]
    assert before_page_end(rows, 0, 3)[0] == 1


@pytest.mark.parametrize(
    "text",
    [
        *("附件所列", "某某某某ICP备1号", "某某某某某某某公网安备1号", "首页改版", "返回原处", "编辑部", "来源广泛"),
        *("主办方：某", "承办方", "TOP榜", "某打印", "相关工作", "上下一心"),
    ],
)  # fmt: skip
def test_a_text_may_end_with(text: str) -> None:
    rows = [row("正文到此为止。"), row(text)]
    assert before_page_end(rows, 0, 2) == (2, [])


@pytest.mark.parametrize(
    "date, signed",
    [
        *((date, True) for date in ("2024年1月20日", "2024年12月2日", "二〇二四年一月二日")),
        *((date, True) for date in ("二○二四年十二月三十一日",)),
        *((date, True) for date in ("2024-1-2", "2024-12-31", "2024.1.2", "2024.12.31", "2024/1/2", "2024/12/31")),
        *((date, False) for date in ("2024年1月", "202年1月2日", "2024年月2日", "2024年1月日", "2024年1234月2日")),
        *((date, False) for date in ("2024年1月1234日", "2024-1", "2024.123.1", "2024/1/123")),
        *((date, False) for date in ("2024--1", "20241-1-1")),
    ],
)
def test_a_signature_ends_with_a_date(date: str, signed: bool) -> None:  # noqa: FBT001
    rows = [row("正文到此为止。"), row("甲县财政局"), row(date)]
    assert (before_signature(rows, 3, "甲县财政局") == 1) == signed


@pytest.mark.parametrize(
    "name, unit, signs",
    [
        ("甲县人民政府", "甲县", True),  # the body may be left out
        ("甲县政府", "甲县人民政府", True),
        ("乙街道办事处", "乙街道", True),
        ("乙县政府", "甲县人民政府", False),
        ("甲县财政局（代章）", "甲县财政局", False),  # with a mark
        ("甲县财政局。", "甲县财政局", False),
    ],
)
def test_who_signs_is_the_unit_perhaps_by_a_longer_or_shorter_name(name: str, unit: str, signs: bool) -> None:  # noqa: FBT001
    rows = [row("正文到此为止。"), row(name), row("2024年1月20日")]
    assert before_signature(rows, 3, unit) == (1 if signs else 2)


# Titles


@pytest.mark.parametrize(
    "text",
    [
        *(f"甲县财政局2023年{words}" for words in ("政府信息公开报告", "政府信息公开的报告", "政府信息公开年度报告")),
        *(f"甲县财政局2023年{words}" for words in ("政府信息公开工作报告", "政府信息公开情况报告", "信息公开年报")),
        *(f"甲县财政局2023年{words}" for words in ("政务信息公开年度情况报告", "政务公开情况年度报告")),
        *(f"甲县财政局2023年{words}" for words in ("信息公开工作的年报",)),
        *(f"甲县财政局{year}政府信息公开报告" for year in ("2023", "2023年度", "2023度", "关于2023年")),
        *(f"{year}甲县财政局政府信息公开报告" for year in ("2023", "2023年", "2023年度")),
        *(f"甲县财政局政府信息公开报告{year}" for year in ("2023", "2023年", "2023年度", "（2023年度）", "（2023）")),
        *(f"甲县财政局政府信息公开{words}" for words in ("2023年报告", "工作2023报告", "2023年度工作情况报告")),
        *(f"甲县财政局政府信息公开{words}" for words in ("2023年报",)),
        *(f"甲县财政局{year}年政府信息公开报告" for year in ("二〇二三", "二○二三", "二零二三")),
        "甲县《条例》财政局2023年政府信息公开报告",  # what is cited is none of it
        "《甲县乙条例》甲县财政局2023年政府信息公开报告",
        "甲县财政局2023年政府信息公开某某某某某某某某某某某某",  # the last words misspelled
        "【图解】甲县财政局2023年政府信息公开报告",
        "[图解][]甲县财政局2023年政府信息公开报告",
        "（一）1.甲县财政局2023年政府信息公开报告",
        "()甲县财政局2023年政府信息公开报告",
        "现公布甲县财政局2023年政府信息公开报告",
        "现予以公布甲县财政局2023年政府信息公开报告",
        "编制甲县财政局2023年政府信息公开报告",
        "某局编制形成了甲县财政局2023年政府信息公开报告",
    ],
)  # fmt: skip
def test_a_title_names_unit_and_year(text: str) -> None:
    found = find_title([text], ())
    assert (found.unit, found.year) == ("甲县财政局", 2023)


@pytest.mark.parametrize(
    "text",
    [
        "甲县财政局2023年政府信息公开某某某某某某某某某某某某某",
        "甲县财政局2023年政府信息报告",
        "甲县财政局〔2023〕政府信息公开报告",
        "甲县财政局22023年政府信息公开报告",
    ],
)
def test_other_words_name_no_year(text: str) -> None:
    assert find_title([text], ()).year is None


@pytest.mark.parametrize("length, found", [(60, True), (61, False)])
def test_a_unit_in_a_title_has_sixty_characters(length: int, found: bool) -> None:  # noqa: FBT001
    unit = "甲县" + "某" * (length - 3) + "局"
    assert (find_title([f"{unit}2023年政府信息公开报告"], ()).unit == unit) == found


@pytest.mark.parametrize(
    "name, unit",
    [
        *((name, True) for name in ("甲县财政局", "甲镇", "中国某公司", "国某局", "甲县乙中心（某某）", "县财政局")),
        *((name, False) for name in ("镇政府", "我局", "本县财政局", "全县")),
        *((name, False) for name in ("现将我局", "将我局", "现我局", "关于甲县")),
        *((name, False) for name in ("做好甲县某局", "对甲县某局", "办公室")),
    ],
)  # fmt: skip
def test_a_name_is_one_of_a_unit(name: str, unit: bool) -> None:  # noqa: FBT001
    assert is_unit(name) == unit


@pytest.mark.parametrize(
    "text, year",
    [
        ("2023年1月1日至12月31日", 2023),
        ("2023年1月1日起至12月31日", 2023),
        ("2023年1月1日—2023年12月31日", 2023),
        ("2023年1月1日起12月31日", None),
        ("2023年1月2日至12月31日", None),
    ],
)
def test_a_period_is_a_whole_year(text: str, year: int | None) -> None:
    assert year_of_period(text) == year


@pytest.mark.parametrize(
    "asked, unit",
    [
        ("甲县财政局办公室", "甲县财政局"),
        ("甲县财政局党政综合办公室", "甲县财政局"),
        ("甲县财政局局党政办", "甲县财政局"),
        ("甲县财政局政务公开科", "甲县财政局"),
        ("甲县财政局" + "公开" * 10 + "股", "甲县财政局"),
        ("甲县财政局", "甲县财政局"),
    ],
)
def test_who_is_asked_is_the_unit_whose_office_answers(asked: str, unit: str) -> None:
    assert unit_of_prose([f"如有疑问，请与{asked}联系（地址：某街）。"]) == unit


@pytest.mark.parametrize(
    "unit, level",
    [
        *((name, "township") for name in ("甲镇", "甲镇政府", "甲镇人民政府", "甲乡", "甲苏木")),
        *((name, "subdistrict") for name in ("甲街道", "甲街道办", "甲街道办事处", "甲街办事处")),
        *((name, "province") for name in ("甲省", "甲省政府", "甲省人民政府", "甲自治区人民政府")),
        *((name, "province") for name in ("上海市", "重庆市政府")),
        *((name, "county") for name in ("甲县", "甲县政府", "乙旗人民政府", "丙区", "义乌市人民政府")),
        *((name, "city") for name in ("宁波市", "甲州政府", "甲盟行政公署", "甲地区")),
        *((name, "city") for name in ("甲地区行政公署", "无锡市人民政府")),
        *((name, "unknown") for name in ("甲市", "甲市人民政府", "甲市某局", "市某局", "", "某局", "部")),
        *((name, "central") for name in ("国家某局", "国务院某办", "中国某会", "某部")),
        *((name, "central") for name in ("甲乙丙部", "中华人民共和国某会")),
        ("甲县某部", "county_department"),
        *((name, "province_department") for name in ("甲省厅", "甲省财政厅", f"甲省{'某' * 60}厅")),
        *((name, "province_department") for name in ("天津市某局", "国家某省局")),
        *((name, "province_department") for name in (f"甲省{'某' * 60}局", f"北京市{'某' * 60}局")),
        *((name, "county_department") for name in ("北京市某区某局", "甲市乙县某局", "甲市乙市某局", "义乌市某局")),
        *((name, "city_department") for name in ("宁波市某局", "甲省宁波市某局", "宁波市总队")),
        *((name, "city_department") for name in (f"宁波市{'某' * 60}局",)),
    ],
)  # fmt: skip
def test_a_name_tells_the_kind_of_body(unit: str, level: str) -> None:
    assert level_of(unit).value == level


# Headings


@pytest.mark.parametrize(
    "text, style, rest",
    [
        ("一、甲", "chinese", "甲"),
        ("十二、甲", "chinese", "甲"),
        ("第一部分 甲", "", "甲"),
        ("第一、甲", "chinese", "甲"),
        ("一部分，甲", "chinese", "甲"),
        ("一 、 甲", "chinese", "甲"),
        ("一：甲", "chinese", "甲"),
        ("一二三、甲", "", "一二三、甲"),
        ("（一）甲", "bracket", "甲"),
        ("（ 十二 ） 甲", "bracket", "甲"),
        ("（一甲", "bracket", "甲"),
        ("一）甲", "bracket", "甲"),
        ("十二 ）甲", "bracket", "甲"),
        ("（一二三）甲", "bracket", "三）甲"),
        ("1.甲", "digit", "甲"),
        ("12 、 甲", "digit", "甲"),
        ("1）甲", "digit", "甲"),
        ("1.5甲", "", "5甲"),
        ("123.甲", "", "123.甲"),
        ("（1）甲", "bracketed digit", "甲"),
        ("（ 12 ）甲", "bracketed digit", "甲"),
        ("一是甲", "point", "一是甲"),
        ("- 甲", "mark", "甲"),
        ("•• 甲", "mark", "甲"),
        ("-a", "", "-a"),
        ("  甲", "", "  甲"),
        ("甲", "", "甲"),
    ],
)
def test_a_heading_is_numbered_so(text: str, style: str, rest: str) -> None:
    assert (numbering_of(text), unnumbered(text)) == (style, rest)


@pytest.mark.parametrize(
    "text, words, mark, rest",
    [
        ("一、甲乙。丙丁", "甲乙", "。", "丙丁"),
        ("甲乙：丙丁", "甲乙", "：", "丙丁"),
        ("甲乙；丙丁", "甲乙", "；", "丙丁"),
        ("甲乙，丙丁", "甲乙", "，", "丙丁"),
        ("甲乙1,2丙", "甲乙1,2丙", "", ""),
        ("甲乙 丙丁", "甲乙 丙丁", "", ""),
        ("甲乙 丙丁。", "甲乙", " ", "丙丁。"),
        ("甲乙  丙丁。 戊己", "甲乙", "  ", "丙丁。 戊己"),
        ("甲 乙：丙丁", "甲 乙", "：", "丙丁"),
        ("甲乙", "甲乙", "", ""),
    ],
)
def test_a_heading_ends_at_a_mark(text: str, words: str, mark: str, rest: str) -> None:
    assert cut(text) == (words, mark, rest)


@pytest.mark.parametrize("length", [1990, 1991, 1992, 2000, 3000])
def test_a_long_paragraph_below_the_heading_of_a_part_is_kept_whole(length: int) -> None:
    said = "更新" * length
    found = find_parts_by_name({0: row(f"（一）主动公开。 {said}。")}, OVERVIEW.texts)
    assert [one.rest for one in found] == [f"{said}。"]


# Numbers


@pytest.mark.parametrize(
    "text, value",
    [
        *((text, True) for text in ("0", "12", "1,234", "1,234,567", "12.5", "1,234.5")),
        *((text, True) for text in ("-3", "−3", "+3", "3件", "3起")),
        *((text, True) for text in ("3万元", "3.5亿元", "-3万", "减3", "增加3件", "减少12项", "+3个", "3（含1件）")),
        *((text, False) for text in ("1,23", "1,2345", "12.", ".5", "3件件", "3人")),
        *((text, False) for text in ("减", "减3人", "甲3", "3（含（1）件）")),
        *((text, True) for text in ("1 2", "1  .5")),
        *((text, False) for text in ("1 2件", "1 甲")),
    ],
)  # fmt: skip
def test_a_text_can_stand_for_a_number(text: str, value: bool) -> None:  # noqa: FBT001
    assert looks_like_value(text) == value


@pytest.mark.parametrize(
    "text, words",
    [
        ("2023  年  5  月  1  日", ["2023年5月1日"]),
        ("12  ％ 3", ["12％", "3"]),
        ("22  （其中  修订1件） 3", ["22（其中修订1件）", "3"]),
        ("22 （另有 说明）", ["22", "（另有说明）"]),
        ("总计21", ["总计", "21"]),
        ("（七）总计1,234.5", ["（七）总计", "1,234.5"]),
        ("增加3", ["增加3"]),
        ("第3条", ["第3条"]),
    ],
)
def test_a_line_is_parted_at_its_spaces_and_before_the_number_of_a_label(text: str, words: list[str]) -> None:
    assert list(words_of(text)) == words
